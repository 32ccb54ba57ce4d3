"""Recounts a day from what the tables hold: logs, lines of the invigilators' pages, results, audit trails."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench.load.people import Candidate
from bench.load.planning import Room
from chalicelib.bootstrap import House
from chalicelib.certification import choosing, progress, replaying
from chalicelib.certification.test_log import Test
from tests.fakes.published import SECRET

WRONG = (
    "lost",
    "doubled",
    "different",
    "unknown",
    "incomplete",
    "alerts",
    "returns",
    "lines",
    "results",
    "replays",
    "facts",
    "trails",
)
FACTS = {"opened", "started", "finalized", "scored", "handed-over"}


def recount(rooms: House, held: Sequence[Room], questions: int, replays: int) -> dict[str, int]:
    """What is wrong, counted; all zero when nothing is. So many tests of each session are chosen and scored again."""
    wrong: Counter[str] = Counter(dict.fromkeys(WRONG, 0))
    for room in held:
        for place, candidate in enumerate(room.candidates):
            test = rooms.certification.tests.get(candidate.id)  # recomputes its chain
            if test is None:
                wrong["lost"] += len(candidate.answered)
            else:
                wrong.update(_of_test(rooms, candidate, test, questions))
                wrong["replays"] += place < replays and not _replays(rooms, candidate.id)
        wrong.update(_of_session(rooms, room))
    return dict(wrong)


def logged(folder: Path, held: Sequence[Room]) -> int:
    """How often the logs of the stack's processes tell who somebody is, what was typed, or what opens a door."""
    private = {"Lovelace", "lovelace", "Hopper", "Namur", "1990-12-10", "10/12/1990", SECRET, SECRET.upper()}
    for room in held:
        private |= {room.invigilator.password, room.invigilator.token, room.member}
        for candidate in room.candidates:
            private |= {candidate.identity["first_name"], candidate.access_code, candidate.token, candidate.entry}
    return sum(word in private for path in folder.glob("*.log") for word in _words(path))


def _words(path: Path) -> Iterator[str]:
    """Each word with its dots and slashes, as dates and tokens have them, and without."""
    with path.open(errors="replace") as lines:
        for line in lines:
            for found in re.findall(r"[\w/.-]+", line):
                yield found
                yield from re.split(r"[/.]", found)


def _of_test(rooms: House, candidate: Candidate, test: Test, questions: int) -> Counter[str]:
    times = Counter(answer.answer_id for answer in test.answers)
    stored = {answer.number: (answer.answer_id, answer.value) for answer in test.answers}
    results = rooms.certification.results.of(candidate.id)
    return Counter(
        lost=len(candidate.answered.keys() - stored.keys()),
        doubled=sum(times.values()) - len(times) + len(test.answers) - len(stored),
        different=sum(stored.get(number, given) != given for number, given in candidate.answered.items()),
        unknown=len(stored.keys() - candidate.answered.keys()),
        incomplete=not (test.complete and len(stored) == questions),
        alerts=len(test.alerts) != candidate.alerts,
        returns=test.presence != 1 + candidate.returns,
        lines=rooms.certification.tests.progress(candidate.session, candidate.id) != progress.of(test),
        results=[result.log_head for result in results] != [test.head],
    )


def _replays(rooms: House, test: str) -> bool:
    """As `pix certification replay`."""
    texts = rooms.certification.tests.texts(test)
    begun = replaying.begun_of(test, texts)
    stuff = choosing.material(rooms.content.index(begun.release), rooms.content.bank(begun.release))
    snapshot = rooms.certification.exposure.snapshot(begun.bank, begun.snapshot)
    if snapshot is None:
        return False
    results = rooms.certification.results.of(test)
    return not replaying.replay(test, texts, stuff, snapshot, results, rooms.settings.rules).differences


def _of_session(rooms: House, room: Room) -> Counter[str]:
    facts = rooms.certification.sessions.facts(room.session)
    acts = Counter(entry.act for entry in rooms.trail.entries(room.session))
    seats = len(room.candidates)
    expected = {"test-begun": seats, "scored": seats, "finalized": 1}
    flaw = rooms.trail.flaw(room.session, {})
    return Counter(
        facts=not facts.keys() >= FACTS or any(name.startswith("unscored") for name in facts),
        trails=flaw is not None or any(acts[act] != times for act, times in expected.items()),
    )
