"""An append-only trail, chained by hash: what an entry is, how one follows another, what is wrong with a chain. Pure.

The hash of an entry is the SHA-256 of its canonical JSON without `hash`; it covers the hash of the entry before, the
name of the chain and the number, so that no entry can be changed, removed, inserted, moved, or carried elsewhere.
Entries hold ids, counts and salted hashes, never what identifies a person: what is written is checked for it.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping

import msgspec

Details = Mapping[str, str | int]

PLAIN = re.compile(r"[A-Za-z0-9:#._/+-]{0,128}")  # ids, dates, codes, hashes: no blank, no @, no accent
CHAIN = re.compile(r"[A-Za-z0-9-]{1,64}")
HASH = re.compile(r"[0-9a-f]{32,64}")
# what a person is known by, and what people write: only a salted hash of it may stand in an entry
IDENTITY = {"name", "firstname", "lastname", "birth", "birthdate", "email", "mail", "address", "city", "phone",
            "password", "text", "comment", "reason"}  # fmt: skip
START = "pix-audit/1"  # stands for the hash before the first


class AuditError(ValueError):
    """Something that may not be written into a trail."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One act: who (`actor`, an id or a role), what (`act`), on what (`subject`), when (`at`); `number` from 1."""

    chain: str
    number: int
    at: str
    act: str
    actor: str
    subject: str
    details: dict[str, str | int]
    previous: str
    hash: str = ""


class Head(msgspec.Struct, frozen=True):
    """How far a chain has come."""

    chain: str
    number: int
    hash: str


_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Entry)


def encode(entry: Entry) -> str:
    """The canonical JSON: what is stored."""
    return _encoder.encode(entry).decode()


def hash_of(entry: Entry) -> str:
    """What `entry.hash` must be; 64 hex digits."""
    return hashlib.sha256(_encoder.encode(msgspec.structs.replace(entry, hash=""))).hexdigest()


def start(chain: str) -> Head:
    """The head of a chain without entries; AuditError when a chain cannot be called so."""
    if not CHAIN.fullmatch(chain):
        raise AuditError(f"a chain cannot be called {chain[:80]!r}")
    return Head(chain, 0, START)


def follow(head: Head, at: str, act: str, actor: str, subject: str, details: Details) -> Entry:
    """The entry that comes next; AuditError when it could identify somebody."""
    for value in (at, act, actor, subject):
        _check(act, "its own fields", value)
    for name, value in details.items():
        _check(act, name, value)
        if IDENTITY & set(name.split("_")) and isinstance(value, str) and not HASH.fullmatch(value):
            raise AuditError(f"{act}: {name} is told by a salted hash only")
    entry = Entry(
        chain=head.chain,
        number=head.number + 1,
        at=at,
        act=act,
        actor=actor,
        subject=subject,
        details=dict(details),
        previous=head.hash,
    )
    return msgspec.structs.replace(entry, hash=hash_of(entry))


def _check(act: str, name: str, value: str | int) -> None:
    if isinstance(value, str) and not PLAIN.fullmatch(value):
        raise AuditError(f"{act}: {name} is no id, count or hash")


def head_of(entry: Entry) -> Head:
    """Where the chain stands with this entry as its last."""
    return Head(entry.chain, entry.number, entry.hash)


def salted(text: str) -> tuple[str, str]:
    """A hash that commits to a text, and the salt without which nothing can be guessed of it."""
    salt = new_salt()
    return sealed(text, salt), salt


def new_salt() -> str:
    """128 bits, to be kept beside the text."""
    return secrets.token_hex(16)


def sealed(text: str, salt: str) -> str:
    """The hash of a text with its salt; 64 hex digits."""
    return hashlib.sha256(f"{salt}:{text}".encode()).hexdigest()


class Flaw(msgspec.Struct, frozen=True):
    """The first bad entry of a chain (`number` 0: the chain as a whole), and what is wrong with it."""

    chain: str
    number: int
    what: str


def flaw(chain: str, stored: Iterable[tuple[int, str]], head: Head | None, pinned: Mapping[int, str]) -> Flaw | None:
    """The first thing wrong with a chain, or None. `pinned`: hashes that signed anchors name, by number.

    `stored`: the number that each entry is kept under, and its text, in order.
    """
    last = start(chain)
    for place, text in stored:
        wrong = _wrong(last, place, text)
        if wrong:
            return Flaw(chain, last.number + 1, wrong)
        last = head_of(_decoder.decode(text))
        if pinned.get(last.number, last.hash) != last.hash:
            return Flaw(chain, last.number, "is not the entry that a signed anchor names")
    missing = min((number for number in pinned if number > last.number), default=0)
    if missing:
        return Flaw(chain, last.number + 1, f"is missing: a signed anchor names entry {missing}")
    if head != last and (head or last.number):
        number = head.number if head else 0
        return Flaw(chain, min(number, last.number) + 1, f"the head says {number}, the entries go to {last.number}")
    return None


def unlisted(chain: str, entries: int, listed: bool) -> Flaw | None:
    """What is wrong when a chain and the list of chains disagree: the first entry is written with its line there."""
    if listed == bool(entries):
        return None
    return Flaw(chain, 1, "is missing: the list of chains names it" if listed else "is in no list of chains")


def _wrong(last: Head, place: int, text: str) -> str | None:
    if place != last.number + 1:
        return f"is missing: entry {place} follows entry {last.number}"
    try:
        entry = _decoder.decode(text)
    except msgspec.MsgspecError:
        return "cannot be read"
    if encode(entry) != text or entry.hash != hash_of(entry):
        return "was changed: its hash is another one"
    if (entry.chain, entry.number) != (last.chain, place):
        return f"was moved here: it is entry {entry.number} of {entry.chain}"
    return None if entry.previous == last.hash else "does not follow the entry before it"


def decode(text: str) -> Entry:
    """A stored entry; msgspec.MsgspecError when it cannot be read."""
    return _decoder.decode(text)
