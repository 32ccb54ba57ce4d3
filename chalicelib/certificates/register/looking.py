"""How it stands with the register: what is due, what was told, what came back, what it still believes."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from chalicelib.certificates.register.model import Entry, Export, Person
from chalicelib.certificates.register.ports import RegisterPorts

PAGE = 100
UNSETTLED = {"refused", "left-out"}


@dataclass(frozen=True, slots=True)
class Standing:
    """`due` by month; `outdated`: certificates that the register was told of and that were revoked since."""

    due: Mapping[str, int]
    exports: Sequence[Export]
    outdated: Sequence[Entry]


def standing(ports: RegisterPorts) -> Standing:
    """Everything at a glance."""
    due = Counter(each.month for each in ports.register.due())
    return Standing(dict(sorted(due.items())), tuple(ports.register.exports()), tuple(_outdated(ports)))


@dataclass(frozen=True, slots=True)
class About:
    """What the register was told of a certificate last, and as whom, where that was mended."""

    told: Entry | None
    mended: Person | None


def about(ports: RegisterPorts, certificate: str) -> About:
    """Of one certificate, for its holder."""
    return About(_last(ports, certificate), ports.register.person(certificate))


def unsettled(ports: RegisterPorts, export: str) -> Iterator[Entry]:
    """What of an export was refused or left out, and not sent again since."""
    found = (entry.certificate for entry in ports.register.entries(export) if entry.state in UNSETTLED)
    while page := list(islice(found, PAGE)):
        told = ports.register.entries_of(export, page)  # with the reasons
        yield from (told[each] for each in page)


def _outdated(ports: RegisterPorts) -> Iterator[Entry]:
    for certificate in ports.register.revoked():
        entry = _last(ports, certificate)
        if entry and entry.state in {"accepted", "exported"}:
            yield entry


def _last(ports: RegisterPorts, certificate: str) -> Entry | None:
    export = ports.register.latest(certificate)
    return ports.register.entry(export, certificate) if export else None
