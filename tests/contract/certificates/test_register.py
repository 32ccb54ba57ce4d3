"""The national register on a real engine: nothing is told twice, nothing is lost, whatever dies; receipts count."""

import stat
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates import codes
from chalicelib.certificates.model import Status
from chalicelib.certificates.ports import Issued
from chalicelib.certificates.register import exporting, looking, mending, receiving
from chalicelib.certificates.register.exporting import Made
from chalicelib.certificates.register.mending import NotMended
from chalicelib.certificates.register.model import Entry, flux_id
from chalicelib.certificates.register.ports import RegisterPorts
from chalicelib.certificates.register.receipts import ReceiptError
from chalicelib.certificates.register.receiving import Read
from chalicelib.certificates.register.store import RegisterRow
from chalicelib.certificates.service import issuing, standing
from chalicelib.certification.model import Candidate
from chalicelib.shared.audit.anchors import flaws
from chalicelib.shared.errors import Busy
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import transaction
from tests.fakes.certificates import add_standing, certificate, holder
from tests.fakes.deaths import Deaths, Killed
from tests.fakes.learning import FakeClock
from tests.fakes.register import CONTRACT, ids, receipt
from tests.fakes.store_calls import disturbed

UNTIL = "2026-08"
WRITES = "TransactWriteItems PutItem"


@dataclass
class Desk:
    """An operator's desk: certificates that were issued, a folder, the commands."""

    rooms: House
    folder: Path
    candidates: dict[str, Candidate] = field(default_factory=dict)

    @property
    def ports(self) -> RegisterPorts:
        return replace(self.rooms.register, candidate=lambda _, candidate: self.candidates.get(candidate))

    def issue(self, *names: str, on: str = "2026-08-15", listed: bool = False, **changes: Any) -> None:
        """Certificates under these ids, due since that day; `changes` of their holders' enrolments.

        `listed`: with places in the status lists, which takes longer.
        """
        for name in names:
            code = issuing.reserve_code(self.rooms.certificates, name)
            made = certificate(id=name, code=code, candidate=f"c-{name}", delivered_at=f"{on}T10:00:00.000Z")
            if listed:
                issuing.credential(self.rooms.certificates, made, holder())
            with transaction(RegisterRow) as write:
                add_standing(write, made, holder())
                self.rooms.register.register.add_due(write, made)
            self.candidates[made.candidate] = enrolled(made.candidate, **changes)

    def issued(self, name: str) -> Issued:
        found = self.rooms.certificates.certificates.get(name)
        assert found
        return found

    def become(self, name: str, status: Status) -> None:
        standing.change(self.rooms.certificates, self.rooms.trail, name, status, "operator", "x")

    def export(self, until: str = UNTIL, chunk: int = 50_000, **more: Any) -> Made:
        made = exporting.export(self.ports, CONTRACT, until, self.folder, chunk=chunk, **more)
        assert made
        return made

    def nothing_due(self, until: str = UNTIL) -> bool:
        return exporting.export(self.ports, CONTRACT, until, self.folder) is None

    def told(self, made: Made) -> list[list[str]]:
        """The certificates of each file."""
        return [ids(self.folder / file.name) for file in made.files]

    def answer(self, flux: str, *accepted: str, **refused: str) -> Read:
        """Read a receipt."""
        path = self.folder / "receipt.xml"
        path.write_text(receipt(flux, accepted, refused))
        return receiving.read(self.ports, path)

    def states(self, export: str) -> dict[str, str]:
        return {each.certificate: each.state for each in self.ports.register.entries(export)}

    def acts(self) -> list[str]:
        return [entry.act for entry in self.rooms.trail.entries("operator")]


def enrolled(name: str, **changes: Any) -> Candidate:
    known: dict[str, Any] = {"sex": "F", "birth_insee_code": "42218", "birth_city": "x", "birth_country": "FRANCE"}
    told = {"id": name, "session": "s", "first_name": "a", "last_name": "b", "birth_date": "2004-03-01"}
    return Candidate(**{**told, **known, **changes})


@pytest.fixture
def desk(tables: Settings, tmp_path: Path) -> Desk:
    return Desk(House(tables, FakeClock()), tmp_path / "out")


def test_what_is_due_is_told_once(desk: Desk) -> None:
    """Up to the month asked for, over the end of a year too, each in one file; a second run finds nothing."""
    desk.issue("d1", on="2025-12-31")
    desk.issue("d2", on="2026-01-01")
    desk.issue("d3", on="2026-08-31")
    desk.issue("later", on="2026-09-01")
    assert desk.told(first := desk.export("2025-12")) == [["d1"]]
    assert desk.told(desk.export()) == [["d2", "d3"]]
    assert desk.nothing_due()
    assert dict(looking.standing(desk.ports).due) == {"2026-09": 1}
    assert desk.acts() == ["register-exported", "register-exported"]
    assert [flaw for _, flaw in flaws(desk.rooms.trail, {}) if flaw] == []
    assert not first.resumed


@pytest.mark.parametrize(("count", "sizes"), [(3, [3]), (4, [3, 1]), (6, [3, 3])])
def test_files_are_full_and_no_fuller(desk: Desk, count: int, sizes: list[int]) -> None:
    """The border of a chunk: no empty file behind it, none lost, none twice; hashes and names are told."""
    names = [f"n{number}" for number in range(count)]
    desk.issue(*names)
    made = desk.export(chunk=3)
    told = desk.told(made)
    assert [len(each) for each in told] == sizes == [file.passages for file in made.files]
    assert sorted(each for file in told for each in file) == names
    sums = (desk.folder / f"pix-register-{made.export.id}.SHA256SUMS").read_text()
    assert sums == "".join(f"{file.sha256}  {file.name}\n" for file in made.files)
    assert [stat.S_IMODE(path.stat().st_mode) for path in desk.folder.iterdir()] == [0o600] * (len(sizes) + 1)
    assert stat.S_IMODE(desk.folder.stat().st_mode) == 0o700


def test_what_cannot_be_told_is_left_out_with_its_reason(desk: Desk) -> None:
    """Revoked, suspended, erased, without a datum: told, never a broken file; a suspended one waits for its time."""
    desk.issue("good", "revoked", "suspended", "erased")
    desk.issue("sexless", sex=None)
    desk.become("revoked", "revoked")
    desk.become("suspended", "suspended")
    desk.rooms.certificates.certificates.erase_holder("erased")
    made = desk.export()
    assert desk.told(made) == [["good"]]
    why = {each.certificate: each.reason for each in made.left_out}
    assert why == {"revoked": "revoked", "suspended": "suspended", "erased": "erased", "sexless": "missing:sex"}
    assert (made.export.left_out, made.export.waiting) == (4, 1)
    assert {each.certificate for each in looking.unsettled(desk.ports, made.export.id)} == why.keys()
    desk.become("suspended", "valid")
    assert desk.told(desk.export()) == [["suspended"]]
    assert desk.nothing_due()
    mending.mend(desk.ports, desk.issued("sexless"), {"sex": "M"})
    assert desk.told(desk.export()) == [["sexless"]]


def test_nothing_but_what_is_left_out(desk: Desk) -> None:
    """Then there is no file: one without a passage would be refused."""
    desk.issue("sexless", sex=None)
    made = desk.export()
    assert (made.files, made.export.left_out, made.export.phase) == ([], 1, "done")
    assert list(desk.folder.iterdir()) == []


def killed_at(desk: Desk, run: Callable[[], object], place: int, after: bool) -> bool:
    """Whether the run died at that write."""
    death = Deaths(place, after)
    try:
        with disturbed(WRITES, death):
            run()
    except Killed:
        return True
    return False


def test_an_export_that_dies_anywhere_is_finished(desk: Desk) -> None:
    """Killed before and after each of its writes: every certificate is in one file of one export, once."""
    told: list[str] = []
    place = 1
    while True:
        names = [f"p{place}{side}{number}" for side in "ab" for number in range(3)]
        desk.issue(*names)
        desk.issue(f"p{place}x", sex=None)
        died = killed_at(desk, lambda: desk.export(chunk=4), place, after=place % 2 == 0)
        if died and (left := desk.ports.register.unfinished()):
            made = desk.export(chunk=4)
            assert made.resumed
            assert made.export.id == left.id
        elif died:  # at its very first or its very last write
            exporting.export(desk.ports, CONTRACT, UNTIL, desk.folder, chunk=4)
        assert desk.nothing_due()
        told += names
        assert desk.ports.register.unfinished() is None
        if not died:
            break
        place += 1
    exports = list(desk.ports.register.exports())
    written = [each for export in exports for file in export.files for each in ids(desk.folder / file.name)]
    assert sorted(written) == sorted(told)
    assert place > 4
    assert not list(desk.folder.glob("*.part"))
    assert desk.acts().count("register-exported") == len(exports)


def test_stopped_while_it_writes(desk: Desk) -> None:
    """Ctrl-C in the middle of a file leaves no half file under a whole one's name, and the next run all of them."""
    desk.issue(*(f"n{number}" for number in range(5)))

    def stop(label: str, done: int, total: int | None) -> None:
        if (label, done) == ("Writing", 3):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        desk.export(chunk=2, progress=stop)
    assert len(list(desk.folder.iterdir())) == 1  # the first file was full
    assert [len(each) for each in desk.told(desk.export(chunk=2))] == [2, 2, 1]


@pytest.mark.parametrize("changed", [False, True])
def test_two_exports_at_once(desk: Desk, changed: bool) -> None:
    """The second run goes on with the first one's export. They say the same, or one of them that it does not count."""
    desk.issue(*(f"n{number}" for number in range(3)))
    inner: list[Made] = []
    elsewhere = replace(desk, folder=desk.folder / "other")

    def other(label: str, done: int, total: int | None) -> None:
        if label == "Writing" and not inner:
            with pytest.raises(Busy, match="writes into"):
                desk.export()
            if changed:
                desk.become("n0", "revoked")  # which the outer run has written
            inner.append(elsewhere.export())

    if changed:
        with pytest.raises(Busy, match="Another run finished"):
            desk.export(progress=other)
        assert not list(desk.folder.glob("*.xml*"))
    else:
        assert desk.told(desk.export(progress=other)) == [["n0", "n1", "n2"]]
    assert elsewhere.told(inner[0]) == [["n0", "n1", "n2"][changed:]]
    assert len(list(desk.ports.register.exports())) == 1
    assert desk.acts().count("register-exported") == 1
    assert desk.nothing_due()


def test_claimed_by_another_meanwhile(desk: Desk) -> None:
    """A batch with one that somebody took falls back to each by itself, and takes the rest."""
    desk.issue(*(f"n{number}" for number in range(4)))
    due = list(desk.ports.register.due(UNTIL))
    begun = exporting._begin(desk.ports, UNTIL, 10)
    assert begun
    assert desk.ports.register.claim(begun.id, due[:1], "now")
    assert not desk.ports.register.claim(begun.id, due, "now")
    exporting._claim_some(desk.ports, begun, due)
    assert desk.ports.register.count(begun.id) == 4


def test_receipts(desk: Desk) -> None:
    """Accepted, refused, not in the file; read twice it changes nothing, and stands in the trail once."""
    desk.issue("a1", "r1", "w1")
    made = desk.export()
    flux = flux_id(made.export.id, 1)
    read = desk.answer(flux, "a1", "stranger", r1="Aucun titulaire ne correspond")
    assert (dict(read.outcomes), read.unknown, read.again) == ({"applied": 2, "unknown": 1}, ["stranger"], False)
    assert desk.states(made.export.id) == {"a1": "accepted", "r1": "refused", "w1": "exported"}
    twice = desk.answer(flux, "a1", "stranger", r1="Aucun titulaire ne correspond")
    assert (dict(twice.outcomes), twice.again) == ({"known": 2, "unknown": 1}, True)
    (export,) = looking.standing(desk.ports).exports
    assert (export.accepted, export.refused, export.waiting) == (1, 1, 1)
    assert desk.acts() == ["register-exported", "register-receipt"]
    late = desk.answer(flux, "w1", a1="changed their mind")
    assert (dict(late.outcomes), desk.states(export.id)["a1"]) == ({"applied": 1, "late": 1}, "accepted")


def test_what_the_register_said_of_somebody_is_forgotten_with_them(desk: Desk) -> None:
    """Its words may hold a name: they stand beside the holder alone; a receipt read again brings none back."""
    desk.issue("r1", "r2")
    made = desk.export()
    flux, words = flux_id(made.export.id, 1), {"r1": "Zoubida Lenoir inconnue", "r2": "Zoubida Leblanc inconnue"}
    desk.answer(flux, **words)
    assert {each.certificate: each.reason for each in looking.unsettled(desk.ports, made.export.id)} == words
    assert said_of("Zoubida") == [("certificate#r1", "register-reason"), ("certificate#r2", "register-reason")]
    desk.rooms.certificates.certificates.erase_holder("r1")
    again = desk.answer(flux, **words)
    assert (dict(again.outcomes), again.again) == ({"known": 2}, True)
    assert said_of("Zoubida") == [("certificate#r2", "register-reason")]
    told = {each.certificate: (each.state, each.reason) for each in looking.unsettled(desk.ports, made.export.id)}
    assert told == {"r1": ("refused", ""), "r2": ("refused", words["r2"])}
    mending.mend(desk.ports, desk.issued("r2"), {})
    assert said_of("Zoubida") == [("certificate#r2", "register-reason")]
    assert desk.states(made.export.id) == {"r1": "refused", "r2": "mended"}


def said_of(name: str) -> list[tuple[str, str]]:
    """The items of the table in which a word stands."""
    return sorted((row.pk, row.sk) for row in RegisterRow.scan() if name in row.data)


def test_a_receipt_of_many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """More than one transaction holds, two named twice, one changed between the reading and the writing of its page."""
    names = [f"n{number:02d}" for number in range(55)]
    desk.issue(*names)
    export = desk.export().export.id
    store = desk.rooms.register.register
    really, quicker = store.entries_of, ["n52"]

    def entries_of(export: str, certificates: Collection[str]) -> Mapping[str, Entry]:
        found = really(export, certificates)
        if quicker and quicker[0] in certificates:
            before = found[quicker.pop()]
            assert store.settle(export, before, msgspec.structs.replace(before, state="refused", reason="by another"))
        return found

    monkeypatch.setattr(store, "entries_of", entries_of)
    read = desk.answer(flux_id(export, 1), *names, "n00", "n54")
    assert dict(read.outcomes) == {"applied": 55, "known": 2}
    assert set(desk.states(export).values()) == {"accepted"}


def test_a_receipt_that_is_broken_or_not_ours(desk: Desk) -> None:
    """Nothing is changed by half of it."""
    desk.issue("a1", "a2")
    made = desk.export()
    flux = flux_id(made.export.id, 1)
    whole = receipt(flux, ["a1", "a2"])
    for text in (whole[:-20], whole.replace(flux, flux_id(made.export.id, 2)), whole.replace(flux, "X-001"), "no"):
        path = desk.folder / "broken.xml"
        path.write_text(text)
        with pytest.raises(ReceiptError):
            receiving.read(desk.ports, path)
    assert desk.states(made.export.id) == {"a1": "exported", "a2": "exported"}
    assert desk.acts() == ["register-exported"]


def test_a_receipt_read_half_way(desk: Desk) -> None:
    """Wherever the reading dies, reading it again ends as if it had not; the trail has it once."""
    desk.issue(*(f"n{number}" for number in range(3)))
    made = desk.export()
    flux = flux_id(made.export.id, 1)
    place = 1
    while killed_at(desk, lambda: desk.answer(flux, "n0", "n1", n2="no"), place, after=place % 2 == 0):
        place += 1
    assert place > 2
    assert desk.states(made.export.id) == {"n0": "accepted", "n1": "accepted", "n2": "refused"}
    (export,) = looking.standing(desk.ports).exports
    assert (export.accepted, export.refused, export.waiting) == (2, 1, 0)
    assert desk.acts() == ["register-exported", "register-receipt"]


def test_refused_mended_told_again(desk: Desk) -> None:
    """The next export takes it as mended; what the certificate says does not change; a late receipt does not count."""
    desk.issue("r1")
    first = desk.export()
    with pytest.raises(NotMended, match="waits for a receipt"):
        mending.mend(desk.ports, desk.issued("r1"), {"last_name": "Lefebvre"})
    desk.answer(flux_id(first.export.id, 1), r1="Aucun titulaire")
    assert desk.nothing_due()
    with pytest.raises(NotMended, match="sex: sex-unknown"):
        mending.mend(desk.ports, desk.issued("r1"), {"sex": "X"})
    mending.mend(desk.ports, desk.issued("r1"), {"last_name": "Lefebvre", "birth_insee_code": "69123"})
    mending.mend(desk.ports, desk.issued("r1"), {})  # twice does no harm
    assert dict(desk.answer(flux_id(first.export.id, 1), "r1").outcomes) == {"late": 1}
    second = desk.export()
    text = (desk.folder / second.files[0].name).read_text()
    assert "Lefebvre" in text
    assert "69123" in text
    assert desk.issued("r1").holder == holder()
    desk.answer(flux_id(second.export.id, 1), "r1")
    assert desk.nothing_due()
    with pytest.raises(NotMended, match="accepted"):
        mending.mend(desk.ports, desk.issued("r1"), {})
    assert desk.acts().count("register-mended") == 2
    trail = str([msgspec.to_builtins(entry) for entry in desk.rooms.trail.entries("operator")])
    assert "Lefebvre" not in trail
    assert "Aucun" not in trail


def test_born_elsewhere_than_was_said(desk: Desk) -> None:
    """A birth place is mended as a whole: no code of a commune is left beside a foreign country."""
    desk.issue("b1", sex=None)
    desk.export()
    wish = {"sex": "M", "birth_country": "Allemagne", "birth_city": "Köln"}
    mending.mend(desk.ports, desk.issued("b1"), wish)
    told = desk.ports.register.person("b1")
    assert told
    assert (told.insee_code, told.postal_code, told.city, told.country_code) == ("99109", "", "Köln", "99109")
    mending.mend(desk.ports, desk.issued("b1"), {"birth_city": "Bonn"})
    again = desk.ports.register.person("b1")
    assert again
    assert (again.city, again.country) == ("Bonn", told.country)


def test_an_erased_holder_is_erased_here_too(desk: Desk) -> None:
    """What was mended names a person as well."""
    desk.issue("e1")
    mending.mend(desk.ports, desk.issued("e1"), {"last_name": "Lefebvre"})
    desk.rooms.certificates.certificates.erase_holder("e1")
    assert desk.ports.register.person("e1") is None
    with pytest.raises(NotMended, match="erased"):
        mending.mend(desk.ports, desk.issued("e1"), {})


def test_a_run_that_tells_less_leaves_no_file_of_the_one_before(desk: Desk) -> None:
    """Files are whole before the export is done: who deposits all that lie there tells of nobody revoked."""
    desk.issue("o1", "o2", "o3")

    class Away:
        def write(self, *_: Any, **__: Any) -> None:
            raise Killed

    with pytest.raises(Killed):
        exporting.export(replace(desk.ports, trail=Away()), CONTRACT, UNTIL, desk.folder, chunk=2)  # type: ignore[arg-type]
    desk.become("o3", "revoked")
    made = desk.export(chunk=2)
    assert [file.name for file in made.files] == [path.name for path in sorted(desk.folder.glob("*.xml"))]
    assert desk.told(made) == [["o1", "o2"]]


def test_what_the_register_accepted_though_it_was_left_out_of_files_written_again(desk: Desk) -> None:
    """The files had been deposited before they were lost: it is listed as outdated, or not told a second time."""
    desk.issue("p1", "p2", "p3", listed=True)
    made = desk.export()
    desk.become("p1", "revoked")
    desk.become("p2", "suspended")
    exporting.again(desk.ports, CONTRACT, made.export.id, desk.folder)
    assert dict(looking.standing(desk.ports).due) == {"2026-08": 1}
    read = desk.answer(flux_id(made.export.id, 1), "p1", "p2", "p3")
    assert (dict(read.outcomes), read.unknown) == ({"applied": 3}, [])
    stands = looking.standing(desk.ports)
    assert [each.certificate for each in stands.outdated] == ["p1"]
    assert dict(stands.due) == {}


def test_files_that_were_lost_are_written_once_more(desk: Desk) -> None:
    """Under the same ids: what waits for a receipt, file by file, without what was answered or revoked since."""
    desk.issue(*(f"n{number}" for number in range(5)))
    made = desk.export(chunk=2)
    before = desk.told(made)
    desk.answer(flux_id(made.export.id, 1), before[0][0])
    desk.become(before[1][1], "revoked")
    for path in desk.folder.iterdir():
        path.unlink()
    again = exporting.again(desk.ports, CONTRACT, made.export.id, desk.folder)
    assert desk.told(again) == [before[0][1:], before[1][:1], before[2]]
    assert [file.name for file in again.files] == [file.name for file in made.files]
    assert (again.export.waiting, again.export.left_out, again.export.accepted) == (3, 1, 1)
    assert desk.acts()[-1] == "register-written-again"
    with pytest.raises(KeyError):
        exporting.again(desk.ports, CONTRACT, "none", desk.folder)


def test_what_the_register_still_believes(desk: Desk) -> None:
    """Revoked after it was told: somebody has to ask for it back, so it is shown."""
    desk.issue("a1", "a2", "never", listed=True)
    desk.become("never", "revoked")
    made = desk.export()
    desk.answer(flux_id(made.export.id, 1), "a1")
    assert looking.standing(desk.ports).outdated == ()
    desk.become("a1", "revoked")
    assert [each.certificate for each in looking.standing(desk.ports).outdated] == ["a1"]
    assert codes.parse(looking.standing(desk.ports).outdated[0].code)
