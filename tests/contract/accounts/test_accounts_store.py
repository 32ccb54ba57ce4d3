"""The stores of accounts: one suite, on memory and on a real engine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest

from chalicelib.accounts import families, store
from chalicelib.accounts.families import Family
from chalicelib.accounts.locks import Attempts
from chalicelib.accounts.model import Job, Person, Reset
from chalicelib.shared import ids
from chalicelib.shared.clock import iso, system_clock
from tests.fakes import accounts as memory
from tests.fakes.threads import THREADS, at_once


@dataclass(frozen=True)
class Stores:
    """The four stores of one engine."""

    people: Any
    sessions: Any
    resets: Any
    jobs: Any


@pytest.fixture(params=["memory", "engine"])
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    if request.param == "engine":
        request.getfixturevalue("tables")
        yield Stores(store.TablePeople(), store.TableSessions(), store.TableResets(), store.TableJobs())
    else:
        shared = memory.Memory()
        kinds = (memory.MemoryPeople, memory.MemorySessions, memory.MemoryResets, memory.MemoryJobs)
        yield Stores(*(kind(shared) for kind in kinds))


def new_id() -> str:
    return ids.new_id(system_clock())


def person(email: str = "ada@example.org", **changes: Any) -> Person:
    made = Person(new_id(), email, "Ada", "Byron", "fr", "FR", iso(system_clock()), "hash-1")
    return replace(made, **changes)


def family(of: Person, **changes: Any) -> Family:
    made = Family(of.id, new_id(), "learner", of.epoch, iso(system_clock()), frozenset({"d1"}), frozenset(), 10.5, 2e9)
    return replace(made, **changes)


def test_a_person_reads_back_as_stored(stores: Stores) -> None:
    """Nothing of an account may be lost or changed by storing it."""
    ada = person()
    assert stores.people.add(ada)
    assert stores.people.get(ada.id) == ada
    assert stores.people.login("ADA@example.org ") == (ada.id, Attempts())


def test_an_unknown_person_is_none(stores: Stores) -> None:
    """Services decide on None; an exception would become an error 500."""
    assert stores.people.get("nobody") is None
    assert stores.people.login("nobody@example.org") == ("", Attempts())


def test_one_address_is_one_account_whatever_its_case(stores: Stores) -> None:
    """Two spellings of one address must not become two accounts."""
    assert stores.people.add(person("Ada@Example.org"))
    assert not stores.people.add(person("ada@example.ORG"))


def test_a_refused_sign_up_leaves_no_person(stores: Stores) -> None:
    """The person and the address are one transaction: no account without a way in."""
    stores.people.add(person())
    second = person()
    assert not stores.people.add(second)
    assert stores.people.get(second.id) is None


def test_sixteen_sign_ups_of_one_address_make_one_account(stores: Stores) -> None:
    """Uniqueness holds under concurrency only when the store guarantees it."""
    wanted = [person() for _ in range(THREADS)]
    added = at_once(lambda number: stores.people.add(wanted[number]))
    assert added.count(True) == 1
    owner = wanted[added.index(True)]
    assert stores.people.login(owner.email)[0] == owner.id
    assert [stores.people.get(one.id) is not None for one in wanted] == added


def test_a_count_is_refused_when_another_came_first(stores: Stores) -> None:
    """Two wrong passwords at once are two failures, never one."""
    first, second = Attempts(1, 0.0), Attempts(2, 12.5)
    assert stores.people.count("a@b.c", Attempts(), first, None)
    assert not stores.people.count("a@b.c", Attempts(), first, None)
    assert stores.people.count("a@b.c", first, second, 2_000_000_000)
    assert stores.people.login("a@b.c")[1] == second


def test_sixteen_counts_at_once_let_one_through(stores: Stores) -> None:
    """A counter that lost updates would give an attacker more tries than the rules allow."""
    counted = at_once(lambda _: stores.people.count("a@b.c", Attempts(), Attempts(1), None))
    assert counted.count(True) == 1


def test_forgiving_clears_the_count(stores: Stores) -> None:
    """After a success the next mistake is the first one again."""
    stores.people.count("a@b.c", Attempts(), Attempts(1), None)
    stores.people.forgive("A@b.c")
    stores.people.forgive("A@b.c")
    assert stores.people.login("a@b.c")[1] == Attempts()


def test_changed_fields_alone_change(stores: Stores) -> None:
    """A partial change must not reset what it does not name."""
    ada = person()
    stores.people.add(ada)
    assert stores.people.change(ada.id, {"language": "de"}) == replace(ada, language="de")
    assert stores.people.get(ada.id) == replace(ada, language="de")


def test_a_closing_account_does_not_change(stores: Stores) -> None:
    """Between request and erasure nothing may be written that the erasure has already passed."""
    ada = person(status="closing")
    stores.people.add(ada)
    assert stores.people.change(ada.id, {"language": "de"}) is None
    assert stores.people.change("nobody", {"language": "de"}) is None


def test_rehash_keeps_a_password_changed_meanwhile(stores: Stores) -> None:
    """A slow sign-in must not bring an old password back."""
    ada = person()
    stores.people.add(ada)
    stores.people.rehash(ada, "hash-1b")
    stores.people.rehash(ada, "hash-1c")
    assert stores.people.get(ada.id).password == "hash-1b"


def test_a_password_change_ends_other_sessions_and_keeps_its_own(stores: Stores) -> None:
    """The thief goes, the owner stays: by epochs, in one transaction."""
    ada = person()
    stores.people.add(ada)
    here, there = family(ada), family(ada)
    stores.sessions.add(here)
    stores.sessions.add(there)
    assert stores.people.change_password(ada, "hash-2", here)
    now = stores.people.get(ada.id)
    assert (now.password, now.epoch) == ("hash-2", 1)
    assert stores.sessions.get(ada.id, here.id).epoch == 1
    assert stores.sessions.get(ada.id, there.id).epoch == 0


def test_a_password_change_needs_the_state_it_was_decided_on(stores: Stores) -> None:
    """Of two changes at once, one is refused; so is one from a session that was revoked."""
    ada = person()
    stores.people.add(ada)
    here = family(ada)
    assert not stores.people.change_password(ada, "hash-2", here)
    stores.sessions.add(here)
    changed = at_once(lambda number: stores.people.change_password(ada, f"hash-{number}", here))
    assert changed.count(True) == 1
    assert stores.people.get(ada.id).password == f"hash-{changed.index(True)}"


def test_sign_out_everywhere_raises_the_epoch(stores: Stores) -> None:
    """Every session of the earlier epoch is over, in one write."""
    ada = person()
    stores.people.add(ada)
    at_once(lambda _: stores.people.sign_out_everywhere(ada.id))
    assert stores.people.get(ada.id).epoch == THREADS


def test_a_family_reads_back_as_stored(stores: Stores) -> None:
    """Sets, epochs and times must survive: a lost previous token signs tabs out."""
    ada = person()
    held = family(ada, previous=frozenset({"d0", "c0"}))
    stores.sessions.add(held)
    assert stores.sessions.get(ada.id, held.id) == held
    assert list(stores.sessions.of(ada.id)) == [held]
    stores.sessions.remove(ada.id, held.id)
    stores.sessions.remove(ada.id, held.id)
    assert stores.sessions.get(ada.id, held.id) is None


def test_sixteen_rotations_at_once_let_one_through(stores: Stores) -> None:
    """Rotation is a compare-and-set, or two tabs would each believe to hold the only token."""
    held = family(person())
    stores.sessions.add(held)
    new = [families.rotated(held, f"n{number}", 20, 100) for number in range(THREADS)]
    written = at_once(lambda number: stores.sessions.replace(held, new[number]))
    assert written.count(True) == 1
    assert stores.sessions.get(held.person, held.id).current == new[written.index(True)].current


def test_a_closed_family_cannot_be_rotated(stores: Stores) -> None:
    """A refresh that began before the sign-out must not bring the session back."""
    held = family(person())
    assert not stores.sessions.replace(held, families.rotated(held, "n", 20, 100))
    assert stores.sessions.get(held.person, held.id) is None


def armed(ada: Person) -> Reset:
    return Reset(new_id(), ada.email, 2_000_000_000, ada.id, "digest", "print")


def test_a_reset_link_works_once_for_sixteen(stores: Stores) -> None:
    """A link that worked twice would be a second key to the account."""
    ada = person()
    stores.people.add(ada)
    wish = armed(ada)
    stores.people.count(ada.email, Attempts(), Attempts(30), None)
    stores.resets.add(replace(wish, person="", digest="", fingerprint=""))
    assert stores.resets.arm(wish)
    assert stores.resets.get(wish.id) == wish
    used = at_once(lambda number: stores.resets.use(wish, ada, f"new-{number}", 1_000_000_000))
    assert used.count(True) == 1
    now = stores.people.get(ada.id)
    assert (now.password, now.epoch) == (f"new-{used.index(True)}", 1)
    assert stores.people.login(ada.email)[1] == Attempts()
    assert stores.resets.get(wish.id) is None


def test_a_used_wish_cannot_be_armed_again(stores: Stores) -> None:
    """A mail task that runs late must not revive a link that was used."""
    assert not stores.resets.arm(armed(person()))


def test_an_old_reset_link_is_refused(stores: Stores) -> None:
    """The table removes expired items late: the condition must look at the time itself."""
    ada = person()
    stores.people.add(ada)
    wish = armed(ada)
    stores.resets.add(wish)
    stores.resets.arm(wish)
    assert not stores.resets.use(wish, ada, "new", wish.expires_at)
    assert stores.people.get(ada.id) == ada


def job(of: Person, kind: str = "export") -> Job:
    return Job(new_id(), of.id, kind, iso(system_clock()))


def test_requests_are_found_while_open_and_end_once(stores: Stores) -> None:
    """Reconcile sees what is open; the end is recorded exactly once, whoever comes first."""
    ada = person()
    stores.people.add(ada)
    wanted = job(ada)
    assert stores.jobs.add(wanted)
    assert list(stores.jobs.open()) == [wanted] == list(stores.jobs.of(ada.id))
    done = at_once(lambda _: stores.jobs.done(wanted, "2026-11-22T10:00:00.000Z"))
    assert done.count(True) == 1
    assert list(stores.jobs.open()) == []
    assert stores.jobs.get(ada.id, wanted.id) == replace(wanted, status="done", done_at="2026-11-22T10:00:00.000Z")


def test_an_export_leaves_the_account_as_it_is(stores: Stores) -> None:
    """Asking for one's data must not sign anybody out."""
    ada = person()
    stores.people.add(ada)
    stores.jobs.add(job(ada))
    assert stores.people.get(ada.id) == ada


def test_an_account_is_erased_by_one_request(stores: Stores) -> None:
    """Of sixteen erasure requests one stands; from then on the account is closed and takes no other request."""
    ada = person()
    stores.people.add(ada)
    wanted = [job(ada, "erasure") for _ in range(THREADS)]
    added = at_once(lambda number: stores.jobs.add(wanted[number]))
    assert added.count(True) == 1
    now = stores.people.get(ada.id)
    assert (now.status, now.erasure, now.epoch) == ("closing", wanted[added.index(True)].id, 1)
    assert not stores.jobs.add(job(ada))
    assert len(list(stores.jobs.open())) == 1


def test_a_generation_is_raised_once(stores: Stores) -> None:
    """Two reconciles at once must not start two executions of one request."""
    ada = person()
    stores.people.add(ada)
    wanted = job(ada)
    stores.jobs.add(wanted)
    raised = [one for one in at_once(lambda _: stores.jobs.next_generation(wanted)) if one]
    assert raised == [replace(wanted, generation=2)]
    stores.jobs.done(wanted, "2026-11-22T10:00:00.000Z")
    assert stores.jobs.next_generation(raised[0]) is None


def test_anonymising_removes_identity_and_frees_the_address(stores: Stores) -> None:
    """Nothing that identifies may stay, and the address may be used for a new account; repeating changes nothing."""
    ada = person()
    stores.people.add(ada)
    stores.sessions.add(family(ada))
    stores.people.count(ada.email, Attempts(), Attempts(3), None)
    stores.people.anonymise(ada.id, "2026-11-22T10:00:00.000Z")
    left = stores.people.get(ada.id)
    assert left == Person(ada.id, "", "", "", "", "", ada.created_at, "", status="erased")
    assert list(stores.sessions.of(ada.id)) == []
    assert stores.people.login(ada.email) == ("", Attempts())
    successor = person()
    assert stores.people.add(successor)
    stores.people.anonymise(ada.id, "2026-11-23T10:00:00.000Z")
    assert stores.people.login(ada.email)[0] == successor.id
    assert stores.people.get(ada.id) == left
