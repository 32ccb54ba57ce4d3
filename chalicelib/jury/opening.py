"""What needs deliberation, and what can be chosen: from the facts of a session. Pure."""

from collections.abc import Collection, Iterable, Sequence

from chalicelib.adaptive.certification import Outcome
from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.reports import Category, Report, weighing
from chalicelib.certification.scoring import Scored
from chalicelib.certification.test_log import Test
from chalicelib.jury.model import CASE_CHOICES, CaseChoice, Reason, Remark
from chalicelib.shared.rules import Rules

BY_CATEGORY: dict[Category, Reason] = {"fraud": "fraud", "identity_change": "identity", "in_question": "in-question"}


def reasons(candidate: str, test: Test | None, reports: Iterable[Report], scored: Scored | None) -> tuple[Reason, ...]:
    """Why a test is deliberated by itself; empty when nothing speaks against it. Without `test` it cannot be read."""
    found: list[Reason] = [
        BY_CATEGORY[report.category] for report in weighing(r for r in reports if r.candidate == candidate)
    ]
    if test and not test.complete:
        found.append("unfinished")
    if test is None or scored is None:
        found.append("scoring-error")
    return tuple(dict.fromkeys(found))


def remarks(said: Finalization | None) -> tuple[Remark, ...]:
    """What the centre said of the whole session: then the list, too, takes a deliberation and not only a vote."""
    if said is None:
        return ()
    found: list[tuple[bool, Remark]] = [
        (bool(said.comment), "comment"),
        (said.incident, "incident"),
        (said.joining_trouble, "joining-trouble"),
    ]
    return tuple(remark for is_so, remark in found if is_so)


def list_quorum(said: Finalization | None, rules: Rules) -> int:
    """Votes that adopting the list takes."""
    return rules.jury_quorum if remarks(said) else rules.jury_list_quorum


def choices(test: Test | None, scored: Scored | None) -> tuple[CaseChoice, ...]:
    """What a member can vote for: nothing to certify cannot be validated, nothing scored cannot be scored again."""
    out: set[CaseChoice] = set()
    if scored is None or scored.result.total == 0:
        out.add("validate")
    if test is None or scored is None or not removable(test, scored.left_out):
        out.add("leave-out")
    return tuple(choice for choice in CASE_CHOICES if choice not in out)


def removable(test: Test | None, left_out: Collection[int]) -> Sequence[int]:
    """The numbers of the questions that count now and can be left out; none of a log that cannot be read."""
    if test is None:
        return ()
    counting = {Outcome.RIGHT, Outcome.WRONG}
    found = zip(test.served, test.outcomes, strict=True)
    return [served.number for served, outcome in found if outcome in counting and served.number not in left_out]
