"""The stores of centres and sessions: one suite, on memory and on a real engine; writers that come at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from msgspec.structs import replace

from chalicelib.certification.model import Centre, Fact, Invitation, Member, Session
from chalicelib.certification.notes import Note
from chalicelib.certification.store.centres import TableCentres
from chalicelib.certification.store.sessions import TableSessions
from chalicelib.shared import ids
from chalicelib.shared.audit import Trail
from chalicelib.shared.clock import iso, system_clock
from tests.fakes.centres import MemoryCentres, MemorySessions, Shelf
from tests.fakes.threads import THREADS, at_once

NOW, LATER = "2027-01-01T09:00:00.000Z", "2027-01-31T09:00:00.000Z"


@dataclass(frozen=True)
class Stores:
    """Both stores of one engine, and what was noted in a chain."""

    centres: Any
    sessions: Any
    acts: Callable[[str], list[str]]


@pytest.fixture(params=["memory", "engine"])
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    if request.param == "engine":
        request.getfixturevalue("tables")
        trail = Trail(system_clock)
        yield Stores(
            TableCentres(trail), TableSessions(trail), lambda chain: [entry.act for entry in trail.entries(chain)]
        )
    else:
        shelf = Shelf()
        acts = lambda chain: [note.act for note in shelf.notes if note.chain == chain]  # noqa: E731
        yield Stores(MemoryCentres(shelf), MemorySessions(shelf), acts)


@pytest.fixture
def centre(stores: Stores) -> Centre:
    made = Centre(new_id(), "Lycée Ada", "SCO", NOW, "0750001A")
    assert stores.centres.add(made, note(made))
    return made


def new_id() -> str:
    return ids.new_id(system_clock())


def note(about: Centre | Session, act: str = "noted") -> Note:
    chain = f"centre-{about.id}" if isinstance(about, Centre) else about.id
    return Note(chain, act, "operator", about.id)


def session(centre: Centre, **changes: Any) -> Session:
    made = Session(
        id=new_id(),
        number=str(10_000_000 + int.from_bytes(new_id()[-4:].encode()) % 89_999_999),
        centre=centre.id,
        address="1 rue Ada",
        room=f"room {new_id()}",
        date="2027-01-15",
        time="09:30",
        invigilators="Grace Hopper",
        access_code="BCDF23",
        invigilator_password="BCDF23",
        created_by="ada",
        created_at=NOW,
        plan=new_id(),
    )
    return replace(made, **changes)


def planned(stores: Stores, centre: Centre, **changes: Any) -> Session:
    made = session(centre, **changes)
    assert stores.sessions.plan(made, note(made, "planned"))
    return made


def member(centre: Centre, person: str, role: str = "admin") -> Member:
    return Member(centre.id, person, role, NOW)  # type: ignore[arg-type]


def invitation(stores: Stores, centre: Centre, role: str = "admin") -> Invitation:
    made = Invitation(new_id(), centre.id, "a@b.example", role, "operator", NOW, LATER, "fr", "FR", "digest")  # type: ignore[arg-type]
    assert stores.centres.invite(made, note(centre, "invited"))
    return made


def joined(stores: Stores, centre: Centre, person: str, role: str = "admin") -> Member:
    made = member(centre, person, role)
    assert stores.centres.accept(invitation(stores, centre, role), made, None, note(centre, "joined"))
    return made


def test_of_equal_invitations_at_once_one_is_written(stores: Stores, centre: Centre) -> None:
    """Whoever counted before somebody else invited has to look again."""

    def invite(number: int, after: int = 0) -> bool:
        made = Invitation(new_id(), centre.id, "a@b.example", "member", "ada", NOW, LATER, "fr", "FR", f"{number}")
        return stores.centres.invite(made, note(centre, "invited"), after)

    assert stores.centres.invited(centre.id) == 0
    assert sorted(at_once(invite)) == [False] * (THREADS - 1) + [True]
    assert (stores.centres.invited(centre.id), len(stores.centres.invitations(centre.id))) == (1, 1)
    assert not invite(17)
    assert invite(18, after=1)
    assert stores.centres.invited(centre.id) == 2


def test_a_centre_reads_back_as_stored(stores: Stores, centre: Centre) -> None:
    """Nothing of a centre may be lost by storing it, and none is stored twice."""
    assert stores.centres.get(centre.id) == centre
    assert not stores.centres.add(centre, note(centre))
    assert stores.centres.get("nothing") is None
    other = Centre(new_id(), "Agence", "PRO", NOW)
    assert stores.centres.add(other, note(other))
    assert list(stores.centres.all()) == [other, centre]


def test_a_status_changes_once(stores: Stores, centre: Centre) -> None:
    """Two operators who suspend one centre are one suspension, noted once."""
    changed = at_once(lambda _: stores.centres.set_status(centre.id, "suspended", note(centre, "suspended")))
    assert changed.count(True) == 1
    assert stores.centres.get(centre.id) == replace(centre, status="suspended")
    assert stores.acts(f"centre-{centre.id}").count("suspended") == 1
    assert not stores.centres.set_status("nothing", "suspended", note(centre))


def test_an_invitation_is_accepted_once_by_sixteen(stores: Stores, centre: Centre) -> None:
    """A link that worked twice would let in somebody whom nobody invited."""
    made = invitation(stores, centre)
    people = [member(centre, f"person{number}") for number in range(THREADS)]
    accepted = at_once(lambda number: stores.centres.accept(made, people[number], None, note(centre, "joined")))
    assert accepted.count(True) == 1
    winner = people[accepted.index(True)]
    assert list(stores.centres.members(centre.id)) == [winner]
    assert list(stores.centres.of(winner.person)) == [winner]
    assert stores.centres.member(centre.id, winner.person) == winner
    used = stores.centres.invitation(centre.id, made.id)
    assert (used.status, used.accepted_by) == ("accepted", winner.person)
    assert stores.acts(f"centre-{centre.id}").count("joined") == 1


def test_a_withdrawn_invitation_is_not_accepted(stores: Stores, centre: Centre) -> None:
    """Of the withdrawal and the acceptance that cross, one counts."""
    made = invitation(stores, centre)
    ada = member(centre, "ada")
    crossed = at_once(
        lambda number: (
            stores.centres.revoke(made, note(centre, "revoked"))
            if number % 2
            else stores.centres.accept(made, ada, None, note(centre, "joined"))
        )
    )
    assert crossed.count(True) == 1
    status = stores.centres.invitation(centre.id, made.id).status
    assert status == ("accepted" if stores.centres.member(centre.id, "ada") else "revoked")
    assert [found.id for found in stores.centres.invitations(centre.id)] == [made.id]


def test_a_membership_changed_meanwhile_is_not_overwritten(stores: Stores, centre: Centre) -> None:
    """An acceptance that was decided on an older membership is refused, so that no role is lost."""
    joined(stores, centre, "ada")
    late = invitation(stores, centre, "member")
    assert not stores.centres.accept(late, member(centre, "ada", "member"), None, note(centre))
    assert stores.centres.member(centre.id, "ada").role == "admin"


def test_the_last_admin_of_sixteen_stays(stores: Stores, centre: Centre) -> None:
    """Admins who all leave at the same moment leave one behind: the store counts them."""
    people = [joined(stores, centre, f"person{number}") for number in range(THREADS)]
    for _ in range(THREADS):  # who came too late tries again, as a person would
        at_once(lambda number: stores.centres.remove(people[number], note(centre, "removed")))
    left = list(stores.centres.members(centre.id))
    assert len(left) == 1
    assert stores.centres.remove(left[0], note(centre, "removed"), even_last=True)
    assert list(stores.centres.of(left[0].person)) == []
    assert stores.acts(f"centre-{centre.id}").count("removed") == THREADS


def test_a_session_reads_back_as_stored(stores: Stores, centre: Centre) -> None:
    """By id, by number, by the request that made it, by its place, in the list."""
    made = planned(stores, centre, remote=True, window_minutes=60, description="é")
    assert stores.sessions.get(made.id) == made
    assert stores.sessions.by_number(made.number) == made
    assert stores.sessions.by_plan(centre.id, made.plan) == made
    assert stores.sessions.at_place(session(centre, room=made.room)) == made
    assert stores.sessions.page(centre.id, "", 5) == ([(made, {})], "")
    assert stores.sessions.get("nothing") is None
    assert stores.sessions.by_number("00000000") is None


@pytest.mark.parametrize("shared", ["number", "plan", "room"])
def test_sixteen_plans_with_one_thing_in_common_make_one_session(stores: Stores, centre: Centre, shared: str) -> None:
    """A number, a client's request, a place and time belong to one session; the others leave nothing behind."""
    first = session(centre)
    wanted = [session(centre, **{shared: getattr(first, shared)}) for _ in range(THREADS)]
    if shared != "number":
        wanted = [replace(one, number=str(20_000_000 + number)) for number, one in enumerate(wanted)]
    done = at_once(lambda number: stores.sessions.plan(wanted[number], note(wanted[number], "planned")))
    assert done.count(True) == 1
    assert [stores.sessions.get(one.id) is not None for one in wanted] == done
    assert [stores.acts(one.id) for one in wanted] == [["planned"] if one else [] for one in done]
    found, _ = stores.sessions.page(centre.id, "", 5)
    assert [one.id for one, _ in found] == [wanted[done.index(True)].id]


def test_a_suspended_centre_plans_and_changes_nothing(stores: Stores, centre: Centre) -> None:
    """The approval is a condition of the write: a suspension that comes between check and write counts."""
    made = planned(stores, centre)
    stores.centres.set_status(centre.id, "suspended", note(centre))
    late = session(centre)
    assert not stores.sessions.plan(late, note(late))
    assert not stores.sessions.change(made, replace(made, time="11:00", version=2), note(made))
    assert stores.sessions.cancel(made, Fact(NOW), note(made))


def test_sixteen_changes_of_one_version_let_one_through(stores: Stores, centre: Centre) -> None:
    """Two members who edit one plan at once must not undo each other unseen."""
    made = planned(stores, centre)
    wanted = [replace(made, time=f"10:{number:02d}", version=2) for number in range(THREADS)]
    done = at_once(lambda number: stores.sessions.change(made, wanted[number], note(made, "changed")))
    assert done.count(True) == 1
    assert stores.sessions.get(made.id) == wanted[done.index(True)]
    assert stores.acts(made.id) == ["planned", "changed"]


def test_a_changed_session_leaves_its_place(stores: Stores, centre: Centre) -> None:
    """The old place is free, the new one taken; a place of another session is refused."""
    made, other = planned(stores, centre), planned(stores, centre)
    assert not stores.sessions.change(made, replace(made, room=other.room, version=2), note(made))
    moved = replace(made, room="elsewhere", version=2)
    assert stores.sessions.change(made, moved, note(made))
    assert stores.sessions.at_place(made) is None
    assert stores.sessions.at_place(moved) == moved
    planned(stores, centre, room=made.room)


@pytest.mark.parametrize("fact", ["started", "cancelled"])
def test_a_session_past_planning_is_not_changed(stores: Stores, centre: Centre, fact: str) -> None:
    """The condition is on the facts themselves: a first start that comes at the same moment wins or loses whole."""
    made = planned(stores, centre)
    assert stores.sessions.record_fact(made.id, fact, Fact(NOW))
    assert not stores.sessions.change(made, replace(made, time="11:00", version=2), note(made))
    assert not stores.sessions.cancel(made, Fact(LATER), note(made))
    assert stores.sessions.get(made.id) == made
    assert stores.acts(made.id) == ["planned"]


def test_a_fact_is_written_once_by_sixteen(stores: Stores, centre: Centre) -> None:
    """The first one counts, whoever wrote it; the others learn that it stands."""
    made = planned(stores, centre)
    facts = [Fact(NOW, f"task{number}", {"turn": number}) for number in range(THREADS)]
    written = at_once(lambda number: stores.sessions.record_fact(made.id, "opened", facts[number]))
    assert written.count(True) == 1
    assert stores.sessions.facts(made.id) == {"opened": facts[written.index(True)]}
    assert stores.sessions.page(centre.id, "", 5)[0] == [(made, stores.sessions.facts(made.id))]


def test_a_cancellation_or_a_change_not_both(stores: Stores, centre: Centre) -> None:
    """Who reschedules while another cancels is refused, or the cancellation is."""
    made = planned(stores, centre)
    moved = replace(made, time="11:00", version=2)
    done = at_once(
        lambda number: (
            stores.sessions.cancel(made, Fact(NOW), note(made, "cancelled"))
            if number % 2
            else stores.sessions.change(made, moved, note(made, "changed"))
        )
    )
    assert done.count(True) == 1
    assert ("cancelled" in stores.sessions.facts(made.id)) == (stores.sessions.get(made.id) == made)


def test_a_deleted_session_leaves_nothing_and_may_be_deleted_again(stores: Stores, centre: Centre) -> None:
    """Its number, its request and its place can be used again; a second run finds nothing to do."""
    made = planned(stores, centre)
    assert stores.sessions.cancel(made, Fact(NOW), note(made, "cancelled"))
    again = planned(stores, centre, room=made.room)
    for _ in range(2):
        stores.sessions.delete(made, note(made, "deleted"))
    assert stores.sessions.get(made.id) is None
    assert stores.sessions.facts(made.id) == {}
    assert stores.sessions.by_number(made.number) is None
    assert stores.sessions.by_plan(centre.id, made.plan) is None
    assert stores.sessions.at_place(made) == again
    assert stores.acts(made.id) == ["planned", "cancelled", "deleted"]


def test_pages_go_on_without_gap_or_repetition(stores: Stores, centre: Centre) -> None:
    """Every page size, also when the list is a multiple of it."""
    made = [planned(stores, centre).id for _ in range(6)][::-1]
    for size in (1, 2, 3, 4, 6, 7):
        found, after = [], ""
        while True:
            page, after = stores.sessions.page(centre.id, after, size)
            found += [one.id for one, _ in page]
            if not after:
                break
        assert found == sorted(made, reverse=True), size


def test_a_fact_keeps_its_time(stores: Stores, centre: Centre) -> None:
    """Times of facts are those that were written, to the millisecond."""
    made = planned(stores, centre)
    now = iso(system_clock())
    stores.sessions.record_fact(made.id, "started", Fact(now, "ada"))
    assert stores.sessions.facts(made.id)["started"] == Fact(now, "ada")
