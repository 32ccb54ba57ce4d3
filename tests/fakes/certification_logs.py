"""Logs of certification tests, made by hand and by Hypothesis: for every test that needs one."""

from collections.abc import Callable, Sequence
from typing import Any

from hypothesis import strategies as st

from chalicelib.certification import test_log as log

TEST = "01K0CANDIDATE0000000000001"
COMPETENCES = ("1.1", "2.3", "5.2")
LENGTH = 6


def at(position: int) -> str:
    """A time for each position."""
    return f"2026-11-22T10:{position // 60:02d}:{position % 60:02d}.000Z"


def served(number: int, **changes: Any) -> log.Served:
    """Question `number`, on a topic and a skill of its own."""
    values = {
        "number": number,
        "challenge": f"ch-{number}",
        "variant": number % 3,
        "skill": f"topic-{number}-3",
        "topic": f"topic-{number}",
        "competence": COMPETENCES[number % len(COMPETENCES)],
        "level": 3,
        "a": 1.1,
        "b": 0.1 + number / 7,
    }
    return log.Served(**(values | changes))


def begun(**changes: Any) -> log.Begun:
    """Entry 0 of `TEST`, not chained yet."""
    values = {
        "at": at(0),
        "session": "01K0SESSION000000000000001",
        "candidate": TEST,
        "person": "01K0PERSON0000000000000001",
        "release": "r-0123456789ab",
        "language": "fr",
        "bank": "bank-1",
        "engine": "1",
        "rules": "2026-11",
        "seed": TEST,
        "snapshot": "snap-1",
        "scope": tuple(log.Ceiling(competence=code, level=4, pix=35) for code in COMPETENCES),
        "length": LENGTH,
        "minutes": 105,
        "first": served(1),
        "met": ("ch-met",),
        "withheld": ("ch-withheld",),
        "entry": "e" * 32,
    }
    return log.Begun(**(values | changes))


def answered(number: int, value: log.Value = "réponse", *, last: bool = False, **changes: Any) -> log.Answered:
    """A right answer to question `number`, then the next question, not chained yet."""
    salt = f"salt-{number}"
    values = {
        "at": at(number),
        "number": number,
        "answer_id": f"answer-{number}",
        "payload": log.payload_hash(number, value, salt),
        "value": value,
        "salt": salt,
        "result": "ok",
        "seconds": 12.5,
        "served": None if last else served(number + 1),
    }
    return log.Answered(**(values | changes))


def raised(number: int, text: str = "L'image ne s'affiche pas.", **changes: Any) -> log.AlertRaised:
    """An alert on question `number`, not chained yet."""
    values = {"at": at(number), "number": number, "alert_id": f"alert-{number}", "category": "image", "text": text}
    values |= {"salt": "grain", "payload": log.payload_hash(number, text, "grain")}
    return log.AlertRaised(**(values | changes))


def validated(number: int, **changes: Any) -> log.AlertValidated:
    """The alert on question `number` accepted, then another question, not chained yet."""
    values = {"at": at(number), "number": number, "by": "access-1", "category": "image", "served": served(number + 1)}
    return log.AlertValidated(**(values | changes))


def written(*entries: log.Entry, test_id: str = TEST) -> list[log.Entry]:
    """The entries with their chain."""
    head, found = test_id, []
    for entry in entries:
        found.append(log.chained(head, entry))
        head = found[-1].chain
    return found


def stored(entries: Sequence[log.Entry]) -> list[str]:
    """The entries as the table holds them."""
    return [log.encode(entry) for entry in entries]


_values = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.lists(st.integers(1, 50), max_size=4),
    st.dictionaries(st.sampled_from("abc"), st.text(st.characters(exclude_categories=["Cs"]), max_size=6), max_size=2),
)


@st.composite
def valid(draw: Callable[..., Any]) -> list[log.Entry]:
    """Any log that can come about: answers, openings, alerts and their decisions, returns, and every kind of end."""
    entries: list[log.Entry] = [begun(length=draw(st.integers(1, 40)), minutes=draw(st.sampled_from([105, 131.25])))]
    number, blocked, opened, alerted = 1, False, False, False
    for _ in range(draw(st.integers(0, 12))):
        moves = ["back", "end", *(["yes", "no"] if blocked else ["answer"])]
        moves += [] if blocked or opened else ["open"]
        moves += [] if blocked or alerted else ["alert"]
        move = draw(st.sampled_from(moves))
        if move == "back":
            entries.append(log.Reentered(at=at(number), presence=len(entries), entry="f" * 32))
        elif move == "end":
            entries.append(log.Ended(at=at(number), by=draw(st.sampled_from(["candidate", "invigilator"])), who="x"))
            break
        elif move == "open":
            entries.append(log.Opened(at=at(number), number=number))
            opened = True
        elif move == "alert":
            entries.append(raised(number, draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))))
            blocked = alerted = True
        elif move == "no":
            entries.append(log.AlertDismissed(at=at(number), number=number, by="access-1"))
            blocked = False
        elif move == "yes":
            entries.append(validated(number))
            number, blocked, opened, alerted = number + 1, False, False, False
        else:
            last = draw(st.integers(0, 9)) == 0
            result = draw(st.sampled_from(["ok", "ko", "skipped", "timed_out", "focus_lost"]))
            entries.append(answered(number, draw(_values), last=last, result=result))
            if last:
                break
            number, opened, alerted = number + 1, False, False
    return written(*entries)
