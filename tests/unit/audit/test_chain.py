"""The chain by itself: whatever is done to it shows, and where."""

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.shared.audit import model
from chalicelib.shared.audit.anchors import root
from chalicelib.shared.audit.model import AuditError, Head

Stored = list[tuple[int, str]]
AT = "2026-11-22T09:00:00.000Z"


def chain(length: int, name: str = "S1") -> Stored:
    """A chain as it is stored."""
    head, stored = model.start(name), []
    for number in range(1, length + 1):
        entry = model.follow(head, AT, "voted", "P1", "K1", {"round": number})
        stored.append((number, model.encode(entry)))
        head = model.head_of(entry)
    return stored


def head_of(stored: Stored) -> Head:
    """Where it ends."""
    return model.head_of(model.decode(stored[-1][1]))


def flaw(stored: Stored, head: Head | None = None, pinned: dict[int, str] | None = None) -> int | None:
    """The number of the first bad entry."""
    found = model.flaw("S1", stored, head or (head_of(stored) if stored else None), pinned or {})
    return found.number if found else None


def test_a_whole_chain_has_no_flaw() -> None:
    """A check that always complains is not listened to."""
    assert flaw(chain(5)) is None
    assert model.flaw("S1", [], None, {}) is None


def changed(stored: Stored, at: int) -> Stored:
    entry = msgspec.structs.replace(model.decode(stored[at][1]), actor="P2")
    return [*stored[:at], (at + 1, model.encode(entry)), *stored[at + 1 :]]


def rehashed(stored: Stored, at: int) -> Stored:
    """Changed by somebody who knows how hashes are made."""
    entry = msgspec.structs.replace(model.decode(stored[at][1]), actor="P2")
    entry = msgspec.structs.replace(entry, hash=model.hash_of(entry))
    return [*stored[:at], (at + 1, model.encode(entry)), *stored[at + 1 :]]


def removed(stored: Stored, at: int) -> Stored:
    return [*stored[:at], *stored[at + 1 :]]


def closed_up(stored: Stored, at: int) -> Stored:
    """Removed, and the rest moved up."""
    return list(enumerate([text for _, text in removed(stored, at)], start=1))


def inserted(stored: Stored, at: int) -> Stored:
    texts = [text for _, text in stored]
    return list(enumerate([*texts[:at], texts[at], *texts[at:]], start=1))


def swapped(stored: Stored, at: int) -> Stored:
    texts = [text for _, text in stored]
    texts[at], texts[at + 1] = texts[at + 1], texts[at]
    return list(enumerate(texts, start=1))


@pytest.mark.parametrize("tamper", [changed, removed, closed_up, inserted, swapped])
@pytest.mark.parametrize("at", [0, 2, 3])
def test_tampering_shows_where(tamper: Callable[[Stored, int], Stored], at: int) -> None:
    """Who looks into a trail wants to know which entry is not what was written."""
    whole = chain(5)
    found = model.flaw("S1", tamper(whole, at), head_of(whole), {})
    assert found is not None
    assert found.number == (at + 2 if tamper is inserted else at + 1)


def test_an_entry_made_anew_breaks_the_next() -> None:
    """A right hash of a wrong entry is not the one that the next entry names."""
    whole = chain(5)
    assert flaw(rehashed(whole, 2), head_of(whole)) == 4


def test_an_entry_of_another_chain_is_not_at_home() -> None:
    """An act of one session must not be carried to another."""
    assert flaw([*chain(2), (3, chain(3, "S2")[2][1])], head_of(chain(3))) == 3


def test_a_chain_made_anew_contradicts_the_anchor() -> None:
    """Who can write everything can make a whole new chain: only what was signed before tells."""
    forged = [(n, msgspec.json.encode(msgspec.json.decode(text)).decode()) for n, text in chain(3)]
    other = chain_of("forger", 3)
    assert flaw(forged) is None
    assert flaw(other) is None
    assert flaw(other, pinned={2: head_of(chain(2)).hash}) == 2


def chain_of(actor: str, length: int) -> Stored:
    head, stored = model.start("S1"), []
    for number in range(1, length + 1):
        entry = model.follow(head, AT, "voted", actor, "K1", {})
        stored.append((number, model.encode(entry)))
        head = model.head_of(entry)
    return stored


def test_a_roll_back_contradicts_the_anchor() -> None:
    """The last entries cut off together with the head leave a chain without a flaw of its own."""
    whole = chain(5)
    assert flaw(whole[:3]) is None
    assert flaw(whole[:3], pinned={5: head_of(whole).hash}) == 4
    assert flaw([], None, {5: head_of(whole).hash}) == 1


def test_a_head_that_says_more_or_less() -> None:
    """The head decides where the next entry goes: it must be the last one's."""
    assert flaw(chain(3), Head("S1", 4, "x")) == 4
    assert flaw(chain(3), head_of(chain(2))) == 3


@given(st.text(min_size=1))
def test_what_is_no_id_is_not_written(text: str) -> None:
    """A name or an address in an entry could never be erased: nothing with a blank, an accent or an @ gets in."""
    if model.PLAIN.fullmatch(text):
        return
    with pytest.raises(AuditError):
        model.follow(model.start("S1"), AT, "enrolled", "P1", "K1", {"note": text})


@pytest.mark.parametrize("name", ["first_name", "email", "birth_date", "reason"])
def test_what_identifies_goes_in_as_a_hash_only(name: str) -> None:
    """A single word can be a name: fields of identity take a salted hash, and nothing else."""
    with pytest.raises(AuditError):
        model.follow(model.start("S1"), AT, "enrolled", "P1", "K1", {name: "Ada"})
    digest, salt = model.salted("Ada")
    model.follow(model.start("S1"), AT, "enrolled", "P1", "K1", {name: digest})
    assert model.sealed("Ada", salt) == digest
    assert model.sealed("Eva", salt) != digest


def test_a_chain_has_an_id_for_a_name() -> None:
    """It becomes a key of the table."""
    with pytest.raises(AuditError):
        model.start("../x#")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 8, 13])
def test_the_root_depends_on_every_head(count: int) -> None:
    """A list with one head changed, left out or added must not have the same root."""
    heads = [Head(f"S{number:02d}", number, "h") for number in range(count)]
    others = [[*heads, Head("X", 1, "h")]]
    for place in range(count):
        others.append([*heads[:place], Head(heads[place].chain, 99, "h"), *heads[place + 1 :]])
        others.append([*heads[:place], *heads[place + 1 :]])
    assert root(heads) not in {root(other) for other in others}
