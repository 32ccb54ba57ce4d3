"""What each choice would make of a result, for who has to choose. Pure."""

from collections.abc import Collection, Iterator, Sequence

from chalicelib.certification.reports import Report, weighing
from chalicelib.certification.scoring import Result, Scored, score_test
from chalicelib.certification.test_log import Test
from chalicelib.jury.model import CaseChoice
from chalicelib.jury.opening import choices, removable
from chalicelib.jury.outcomes import CHOSEN
from chalicelib.jury.schemas import Consequence
from chalicelib.shared.rules import Rules

MOST = 6  # questions whose leaving out is computed beforehand; each takes a whole scoring


def consequences(
    test: Test | None, scored: Scored | None, reports: Sequence[Report], rules: Rules
) -> tuple[Consequence, ...]:
    """Every choice that there is; leaving out for each reported question, and for all of them together."""
    found: list[Consequence] = []
    for choice in choices(test, scored):
        if choice != "leave-out":
            found.append(_plain(choice, scored))
        elif test and scored:
            found.extend(_without(test, scored, reports, rules))
    return tuple(found)


def _plain(choice: CaseChoice, scored: Scored | None) -> Consequence:
    if CHOSEN[choice] != "validated" or scored is None:
        return Consequence(choice=choice, left_out=(), status=CHOSEN[choice], pix=0, levels={})
    return _consequence(choice, (), scored.result, "validated")


def _without(test: Test, scored: Scored, reports: Sequence[Report], rules: Rules) -> Iterator[Consequence]:
    for numbers in _sets(test, scored, reports):
        result = score_test(test, scored.ending, {*scored.left_out, *numbers}, rules)
        yield _consequence("leave-out", tuple(sorted(numbers)), result, result.status.value)


def _sets(test: Test, scored: Scored, reports: Sequence[Report]) -> Iterator[Collection[int]]:
    reported = {report.number for report in weighing(reports) if report.candidate == test.id and report.number}
    numbers = sorted(reported & set(removable(test, scored.left_out)))[:MOST]
    yield from ([number] for number in numbers)
    if len(numbers) > 1:
        yield numbers


def _consequence(choice: CaseChoice, left_out: tuple[int, ...], result: Result, status: str) -> Consequence:
    levels = {part.competence: part.level for part in result.competences}
    certified = status == "validated"
    return Consequence(
        choice=choice,
        left_out=left_out,
        status=status,  # type: ignore[arg-type] - one of the three words
        pix=result.total if certified else 0,
        levels=levels if certified else {},
    )
