"""Candidates on a real engine: one identity once, whoever writes at once; nothing written by halves."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from msgspec.structs import replace

from chalicelib.certification.enrolling import Wish
from chalicelib.certification.import_plan import Group, Preview
from chalicelib.certification.model import Candidate, Centre, Fact, Session
from chalicelib.certification.notes import Note
from chalicelib.certification.ports.candidates import BATCH
from chalicelib.certification.store.candidates import TableCandidates
from chalicelib.certification.store.centres import TableCentres
from chalicelib.certification.store.imports import TableImports
from chalicelib.certification.store.links import TableLinks
from chalicelib.certification.store.rows import CertificationRow, session_key
from chalicelib.certification.store.sessions import TableSessions
from chalicelib.shared import ids
from chalicelib.shared.audit import Trail
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy
from chalicelib.shared.settings import Settings
from tests.fakes.learning import FakeClock

THREADS = 16
CLOCK = FakeClock()
NOTE = Note("test", "test", "operator", "test")


@pytest.fixture
def session(tables: Settings) -> Session:
    """A planned session of an approved centre."""
    trail, at = Trail(CLOCK), iso(CLOCK())
    assert TableCentres(trail).add(Centre("C", "Ada", "SCO", at), NOTE)
    planned = Session(
        id=ids.new_id(CLOCK()),
        number="12345678",
        centre="C",
        address="1 rue Ada",
        room="B12",
        date="2027-01-15",
        time="09:30",
        invigilators="Grace",
        access_code="ABCD23",
        invigilator_password="secret",
        created_by="P",
        created_at=at,
        plan="plan-0001",
    )
    assert TableSessions(trail).plan(planned, NOTE)
    return planned


@pytest.fixture
def store(session: Session) -> TableCandidates:
    return TableCandidates()


@pytest.fixture
def make(session: Session) -> Callable[..., Candidate]:
    """A candidate to be, under an id of its own."""

    def made(first: str = "Ada", last: str = "Lovelace", born: str = "1990-12-10") -> Candidate:
        number = ids.new_id(CLOCK())
        return Candidate(id=number, session=session.id, first_name=first, last_name=last, birth_date=born, sex="F")

    return made


def keys(session: Session) -> set[str]:
    """Everything about candidates in the session's partition."""
    rows = CertificationRow.query(session_key(session.id), consistent_read=True)
    return {row.sk for row in rows if row.sk.startswith(("candidate#", "identity#", "link#"))}


def test_sixteen_at_once_enrol_one_person_once(
    store: TableCandidates, session: Session, make: Callable[..., Candidate]
) -> None:
    """Two colleagues, a double click, a retry: a session has nobody twice, however the name is spelled."""
    spellings = ("Ada", "ADA", "adá", " Ada", "A-da", "a'da")
    people = [make(spellings[number % len(spellings)]) for number in range(THREADS)]
    with ThreadPoolExecutor(THREADS) as pool:
        done = list(pool.map(lambda person: _tried(store, session, person), people))
    assert done.count(True) == 1
    assert [person.id for person in store.of(session.id)] == [people[done.index(True)].id]
    assert len(keys(session)) == 2


def _tried(store: TableCandidates, session: Session, person: Candidate) -> bool:
    """Busy is what a client repeats: the engine refuses transactions that meet."""
    while True:
        try:
            return store.write(session, [person], [])
        except Busy:
            continue


def test_a_part_is_written_as_a_whole_or_not_at_all(
    store: TableCandidates, session: Session, make: Callable[..., Candidate]
) -> None:
    """One person who is enrolled already keeps the other 39 out: the caller looks again and decides."""
    assert store.write(session, [make()], [])
    many = [make(f"N{number}") for number in range(BATCH - 1)]
    assert not store.write(session, [*many, make()], [])
    assert len(store.of(session.id)) == 1
    assert store.write(session, [*many, make("Other")], [])
    assert len(store.of(session.id)) == store.count(session.id) == BATCH + 1


def test_a_change_moves_the_identity(store: TableCandidates, session: Session, make: Callable[..., Candidate]) -> None:
    """After a correction the old name is free and the new one taken; a stale change is refused."""
    old = make()
    assert store.write(session, [old], [])
    new = replace(old, first_name="Augusta")
    assert store.write(session, [], [(old, new)])
    assert not store.write(session, [], [(old, replace(old, external_id="late"))])
    assert not store.write(session, [make("Augusta")], [])
    assert store.write(session, [make("Ada")], [])
    assert not store.write(session, [], [(new, replace(new, first_name="Ada"))])
    assert {each.first_name for each in store.of(session.id)} == {"Augusta", "Ada"}


def test_a_joined_candidate_stands(store: TableCandidates, session: Session, make: Callable[..., Candidate]) -> None:
    """From the moment an account joined, neither a change nor a removal that was decided before gets through."""
    person = make()
    assert store.write(session, [person], [])
    assert TableLinks().link(person, "P", iso(CLOCK()))
    assert not store.write(session, [], [(person, replace(person, external_id="late"))])
    assert not store.remove(person)
    joined = store.get(session.id, person.id)
    assert joined
    assert joined.person == "P"


def test_removal_frees_the_identity(store: TableCandidates, session: Session, make: Callable[..., Candidate]) -> None:
    """Somebody enrolled by mistake can be enrolled again; removing twice says so."""
    person = make()
    assert store.write(session, [person], [])
    assert store.remove(person)
    assert not store.remove(person)
    assert keys(session) == set()
    assert store.write(session, [make()], [])


@pytest.mark.parametrize("fact", ["finalized", "cancelled"])
def test_nobody_is_enrolled_in_a_closed_session(
    fact: str, store: TableCandidates, session: Session, make: Callable[..., Candidate]
) -> None:
    """The fact and the enrolment may be written at the same moment: the condition decides."""
    assert TableSessions(Trail(CLOCK)).record_fact(session.id, fact, Fact(iso(CLOCK())))
    assert not store.write(session, [make()], [])
    assert keys(session) == set()


def test_nobody_is_enrolled_by_a_suspended_centre(
    store: TableCandidates, session: Session, make: Callable[..., Candidate]
) -> None:
    """A centre that lost its approval enrols nobody, also when it lost it this very moment."""
    assert TableCentres(Trail(CLOCK)).set_status("C", "suspended", NOTE)
    assert not store.write(session, [make()], [])


def test_nobody_is_enrolled_in_a_session_that_is_gone(
    store: TableCandidates, session: Session, make: Callable[..., Candidate]
) -> None:
    """Items without their session would stay for ever."""
    assert not store.write(replace(session, id=ids.new_id(CLOCK())), [make()], [])


def preview(people: int = 1) -> Preview:
    """A preview with so many people, all different."""
    wishes = tuple(Wish(first_name=f"Zoé{n}", last_name=ids.new_id(CLOCK()) * 3) for n in range(people))
    until = iso(CLOCK() + timedelta(hours=2))
    return Preview(
        id=ids.new_id(CLOCK()),
        centre="C",
        person="P",
        at=iso(CLOCK()),
        expires_at=until,
        zone="Europe/Paris",
        country="FR",
        groups=(Group(line=2, room="B12", candidates=wishes),),
    )


@pytest.mark.parametrize("people", [1, 6000])
def test_a_preview_is_kept_whatever_its_size(people: int, tables: Settings) -> None:
    """An item holds 400 KB; a file may hold more."""
    kept, store = preview(people), TableImports()
    store.keep(kept)
    assert store.get(kept.id) == kept
    assert store.get("other") is None


def test_a_confirmed_preview_forgets_its_people(tables: Settings) -> None:
    """What became of it is needed for a repeated confirmation, the people in it are not."""
    kept, store = preview(), TableImports()
    store.keep(kept)
    store.confirmed(kept, ["S1", "S2"])
    store.confirmed(kept, ["S1", "S2"])
    assert store.get(kept.id) == replace(kept, groups=(), confirmed=("S1", "S2"))
