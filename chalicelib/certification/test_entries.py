"""The entries of a certification test's log, and the chain that shows a change of one character. Pure.

The chain: each entry's `chain` is the SHA-256 of the chain before it (of entry 0: the test's id) and of the entry's
canonical JSON without `chain`. What a person typed (`value`, `text`) enters the chain by its salted hash (`payload`),
so that it can be blanked for an erased person and the rest still be verified.
"""

import hashlib
from typing import Any, Literal

import msgspec

Value = list[int] | str | dict[str, str] | None
EndedBy = Literal["candidate", "invigilator", "expiry", "finalization"]


class LogError(ValueError):
    """A log that was changed, or that contradicts itself; the message names the test and the position (from 0)."""


class Ceiling(msgspec.Struct, frozen=True, kw_only=True):
    """One competence in scope, with what the profile shows there."""

    competence: str
    level: int
    pix: int


class Served(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A question as it was served: `number` from 1 (alerted ones count), its calibration of that day.

    `timer`: seconds, extra time included. `relaxed`: the engine's rules that gave way. `ability`: the one it was
    chosen for.
    """

    number: int
    challenge: str
    variant: int
    skill: str
    topic: str
    competence: str
    level: int
    a: float
    b: float
    timer: int | None = None
    focused: bool = False
    relaxed: tuple[str, ...] = ()
    ability: float | None = None


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="fact"):
    """One entry of a log; `at` is the server's time, ISO 8601; `chain` is 64 hex digits."""

    at: str
    chain: str = ""


class Begun(Fact, frozen=True, tag="begun"):
    """Entry 0: everything that the test starts from.

    `minutes`: the indicative duration, extra time included. `met`: challenges met in training, `withheld`: those left
    to others (`max_exposure`); served only when nothing else is left. `entry`: hash of the id of the entry.
    """

    session: str
    candidate: str
    person: str
    release: str
    language: str
    bank: str
    engine: str
    rules: str
    seed: str
    snapshot: str
    scope: tuple[Ceiling, ...]
    length: int
    minutes: float
    first: Served
    extra_time: float = 0
    needs: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    max_exposure: float = 1.0
    presence: int = 1
    entry: str = ""


class Opened(Fact, frozen=True, tag="opened"):
    """A timed question was shown: its time runs from here."""

    number: int


class Answered(Fact, frozen=True, tag="answered"):
    """An accepted answer, its result, and the next question; without one the test is complete."""

    number: int
    answer_id: str
    payload: str
    result: str
    value: Value = None
    salt: str = ""
    details: dict[str, Any] = {}
    seconds: float = 0
    focus_lost: bool = False
    served: Served | None = None


class AlertRaised(Fact, frozen=True, tag="alert-raised"):
    """The candidate asked for help with the current question: no answer until the invigilator decided."""

    number: int
    alert_id: str
    category: str
    payload: str
    text: str = ""
    salt: str = ""


class AlertValidated(Fact, frozen=True, tag="alert-validated"):
    """The question is left out, and another one served; without one the test is complete. `by`: the invigilator."""

    number: int
    by: str
    category: str
    served: Served | None = None


class AlertDismissed(Fact, frozen=True, tag="alert-dismissed"):
    """The question stays."""

    number: int
    by: str


class Reentered(Fact, frozen=True, tag="reentered"):
    """The candidate came back, on confirmation number `presence`."""

    presence: int
    entry: str = ""


class Ended(Fact, frozen=True, tag="ended"):
    """Ended before its last question. `who`: an id, never a name."""

    by: EndedBy
    who: str = ""


Entry = Begun | Opened | Answered | AlertRaised | AlertValidated | AlertDismissed | Reentered | Ended

_encoder = msgspec.json.Encoder(order="sorted")
_decoder = msgspec.json.Decoder(Entry)


def encode(entry: Entry) -> str:
    """The canonical JSON: what is stored."""
    return _encoder.encode(entry).decode()


def payload_hash(number: int, content: Value, salt: str) -> str:
    """32 hex digits that commit to what was typed or chosen, and of which nothing can be guessed without the salt."""
    return hashlib.sha256(_encoder.encode([number, content, salt])).hexdigest()[:32]


def link(previous: str, entry: Entry) -> str:
    """The chain of an entry that follows `previous`."""
    bare: dict[str, Any] = {"chain": ""}
    if isinstance(entry, Answered):
        bare |= {"value": None, "salt": ""}
    elif isinstance(entry, AlertRaised):
        bare |= {"text": "", "salt": ""}
    return hashlib.sha256(previous.encode() + _encoder.encode(msgspec.structs.replace(entry, **bare))).hexdigest()


def chained(previous: str, entry: Entry) -> Entry:
    """The entry as it is to be stored after `previous` (a test's `head`, or its id for entry 0)."""
    normal = _decoder.decode(_encoder.encode(entry))  # a whole number given for a float is a float from here on
    return msgspec.structs.replace(normal, chain=link(previous, normal))


def decode(test_id: str, position: int, text: str) -> Entry:
    """The stored entry; LogError when the text is not exactly what `encode` wrote."""
    try:
        entry = _decoder.decode(text)
    except msgspec.MsgspecError as error:
        raise LogError(f"test {test_id}: entry {position} cannot be read ({error})") from None
    if encode(entry) != text:
        raise LogError(f"test {test_id}: entry {position} was changed (it is not as it was written)")
    return entry


def check_link(test_id: str, position: int, previous: str, entry: Entry) -> None:
    """LogError unless the entry follows `previous` and bears what was typed."""
    if entry.chain != link(previous, entry):
        raise LogError(f"test {test_id}: entry {position} was changed (its chain does not follow)")
    if isinstance(entry, Answered | AlertRaised) and not is_blank(entry):
        _check_payload(test_id, position, entry)


def _check_payload(test_id: str, position: int, entry: Answered | AlertRaised) -> None:
    if entry.payload != payload_hash(entry.number, _content(entry), entry.salt):
        raise LogError(f"test {test_id}: entry {position} was changed (what was typed does not match its hash)")


def _content(entry: Answered | AlertRaised) -> Value:
    return entry.value if isinstance(entry, Answered) else entry.text


def is_blank(entry: Answered | AlertRaised) -> bool:
    """Whether what was typed is gone (`without_texts`)."""
    return not entry.salt and not _content(entry)


def peek(text: str) -> Entry | None:
    """The entry that a stored text holds, also one that was changed; None when it is none any more."""
    try:
        return _decoder.decode(text)
    except msgspec.MsgspecError:
        return None


def blanked(text: str) -> str:
    """The stored text without what its author typed. What is no entry any more proves nothing, and goes as a whole."""
    entry = peek(text)
    return encode(without_texts(entry)) if entry else ""


def without_texts(entry: Entry) -> Entry:
    """The entry without what its author typed, for an erased person; chain and results stay."""
    if isinstance(entry, Answered):
        return msgspec.structs.replace(entry, value=None, salt="")
    return msgspec.structs.replace(entry, text="", salt="") if isinstance(entry, AlertRaised) else entry
