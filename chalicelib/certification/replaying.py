"""Recomputes a test from its log: every choice by the engine that it names, every result from what it carries. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from chalicelib.adaptive.certification import Result
from chalicelib.certification import choosing
from chalicelib.certification.eligibility import Snapshot
from chalicelib.certification.scoring import Scored, score_test
from chalicelib.certification.test_entries import AlertValidated, Answered, Begun, Entry, Served, chained, decode
from chalicelib.certification.test_log import Test, advance, fold
from chalicelib.shared.rules import Rules

TOLERANCE = 1e-9  # of abilities, errors and probabilities: sums differ in the last bits between versions of Python


@dataclass(frozen=True, slots=True)
class Replayed:
    """What came out: how many questions were chosen again, and in words everything that is not as it was."""

    test: Test
    questions: int
    differences: tuple[str, ...]


def begun_of(test_id: str, texts: Sequence[str]) -> Begun:
    """The header, which says what else is needed. Raises LogError when any entry of the log was changed."""
    return fold(test_id, _entries(test_id, texts)).begun


def replay(
    test_id: str,
    texts: Sequence[str],
    stuff: choosing.Material,
    snapshot: Snapshot,
    results: Sequence[Scored],
    rules: Rules,
) -> Replayed:
    """Choose and score again. Raises LogError when the log was changed, ValueError for material of another release."""
    entries = _entries(test_id, texts)
    test = fold(test_id, entries)
    found = [*_beginning(test.begun, stuff, snapshot), *_choices(test_id, entries, stuff)]
    for scored in results:
        found += _result(test, scored, rules)
    return Replayed(test, len(test.served), tuple(found))


def _entries(test_id: str, texts: Sequence[str]) -> list[Entry]:
    return [decode(test_id, position, text) for position, text in enumerate(texts)]


def _beginning(begun: Begun, stuff: choosing.Material, snapshot: Snapshot) -> Iterator[str]:
    again = choosing.begin(_candidacy(begun), stuff, snapshot)
    for name in ("release", "bank", "snapshot", "scope", "met", "withheld"):
        if getattr(again, name) != getattr(begun, name):
            yield f"beginning: {name} would be {_short(getattr(again, name))}, not {_short(getattr(begun, name))}"
    if _bare(again.first) != _bare(begun.first):
        yield f"question 1: {again.first.challenge} would be chosen, not {begun.first.challenge}"


def _candidacy(begun: Begun) -> choosing.Candidacy:
    return choosing.Candidacy(
        at=begun.at,
        session=begun.session,
        candidate=begun.candidate,
        person=begun.person,
        language=begun.language,
        seed=begun.seed,
        profile=begun.scope,
        length=begun.length,
        minutes=begun.minutes / (1 + begun.extra_time),
        rules=begun.rules,
        max_exposure=begun.max_exposure,
        seen=begun.met,
        needs=begun.needs,
        extra_time=begun.extra_time,
    )


def _choices(test_id: str, entries: Sequence[Entry], stuff: choosing.Material) -> Iterator[str]:
    """Each entry that ends a question: what comes after it, chosen from the log before it and its outcome."""
    test = fold(test_id, entries[:1])
    for entry in entries[1:]:
        after = advance(test, entry)
        if isinstance(entry, Answered | AlertValidated):
            bare = msgspec.structs.replace(entry, served=None)
            expected = choosing.next_served(advance(test, chained(test.head, bare)), stuff)
            if _bare(expected) != _bare(entry.served):
                number = test.served[-1].number + 1
                yield f"question {number}: {_name(expected)} would be chosen, not {_name(entry.served)}"
        test = after


def _bare(served: Served | None) -> Served | None:
    """With the ability as far as it is the same everywhere."""
    if served is None or served.ability is None:
        return served
    return msgspec.structs.replace(served, ability=round(served.ability, 6))


def _name(served: Served | None) -> str:
    return served.challenge if served else "none"


def _short(value: object) -> str:
    return f"{len(value)} entries" if isinstance(value, tuple) else str(value)


def _result(test: Test, scored: Scored, rules: Rules) -> list[str]:
    where = f"result {scored.number}"
    if scored.log_head != test.head:
        return [
            f"{where}: was made of another log (it ends with {scored.log_head[:12]}, this one with {test.head[:12]})"
        ]
    again = score_test(test, scored.ending, scored.left_out, rules)
    return [f"{where}: {what}" for what in different(again, scored.result)]


def different(one: Result, other: Result) -> list[str]:
    """What differs between two results: statuses, levels and pix at all, abilities by more than TOLERANCE."""
    names = ("status", "reason", "answers", "missing", "total", "interval", "model")
    found = [f"{n} {getattr(one, n)}, not {getattr(other, n)}" for n in names if getattr(one, n) != getattr(other, n)]
    if max(abs(one.ability - other.ability), abs(one.error - other.error)) > TOLERANCE:
        found.append(f"ability {one.ability} ± {one.error}, not {other.ability} ± {other.error}")
    for mine, theirs in zip(one.competences, other.competences, strict=False):
        if (mine.competence, mine.level, mine.pix) != (theirs.competence, theirs.level, theirs.pix):
            found.append(f"{theirs.competence} level {mine.level}, {mine.pix} pix, not {theirs.level}, {theirs.pix}")
        elif max(abs(p - q) for p, q in zip(mine.probabilities, theirs.probabilities, strict=True)) > TOLERANCE:
            found.append(f"{theirs.competence}: other probabilities")
    if len(one.competences) != len(other.competences):
        found.append(f"{len(one.competences)} competences, not {len(other.competences)}")
    return found
