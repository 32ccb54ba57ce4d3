"""What certification knows about a person: for the export of their data, and for forgetting who they were."""

from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from chalicelib.certification.model import Member
from chalicelib.certification.notes import Note, centre_chain
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.test_entries import Answered, peek


class CertificationData:
    """Implements accounts' port `PersonalData`.

    An enrolment is the centre's own document, and a certificate keeps its copy of the identity: both outlive the
    account, by their own retention. What goes: memberships, and what was typed in tests.
    """

    def __init__(self, ports: Callable[[], CertificationPorts]) -> None:
        self._ports = ports

    def export(self, person: str) -> Mapping[str, Any]:
        """Memberships, enrolments as the centre wrote them, and what was answered in tests; as plain JSON values."""
        ports = self._ports()
        known = {
            "centres": list(ports.centres.of(person)),
            "candidacies": [_candidacy(ports, *joined) for joined in ports.links.joined(person)],
        }
        return msgspec.to_builtins(known)

    def erase(self, person: str) -> None:
        """End memberships (the last admin's too: the operator invites another), blank typed texts; may run twice."""
        ports = self._ports()
        for member in ports.centres.of(person):
            _leave(ports, member)
        for session, candidate in ports.links.joined(person):
            ports.tests.forget_texts(candidate)
            ports.reports.forget_texts(session, candidate)


def _leave(ports: CertificationPorts, member: Member) -> None:
    note = Note(centre_chain(member.centre), "member-erased", "person-erasure", member.person)
    now: Member | None = member
    while now is not None and not ports.centres.remove(now, note, even_last=True):
        now = ports.centres.member(member.centre, member.person)  # another role since it was read, or gone


def _candidacy(ports: CertificationPorts, session: str, candidate: str) -> dict[str, Any]:
    entries = (peek(text) for text in ports.tests.texts(candidate))
    answers = [{"number": one.number, "at": one.at, "value": one.value} for one in entries if isinstance(one, Answered)]
    return {"session": session, "enrolment": ports.candidates.get(session, candidate), "answers": answers}
