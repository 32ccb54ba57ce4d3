"""What became of each test: the decision and the result in force. Pure; issuance, pages and registers read this."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from chalicelib.certification.scoring import Scored
from chalicelib.jury.model import LIST, Decision, Question, is_listed

Status = Literal["validated", "rejected", "cancelled"]
CHOSEN: Mapping[str, Status] = {
    "validate": "validated",
    "reject": "rejected",
    "cancel": "cancelled",
    "reject-fraud": "rejected",
}


class Outcome(Struct, frozen=True, kw_only=True):
    """One candidate's: `status` as decided ("" while nothing is), `reason` why (the engine's word, `jury`, `fraud`).

    `result`: the scoring in force when it was decided. `decision`: `<subject>#<round>`, the key of the decision.
    `open`: it is being decided, again perhaps; what was decided before holds until then.
    """

    candidate: str
    status: Status | Literal[""]
    reason: str
    result: Scored | None
    decision: str
    decided_at: str
    comment: str
    open: bool


def outcome(
    candidate: str, questions: Mapping[str, Question], decisions: Iterable[Decision], results: Sequence[Scored]
) -> Outcome:
    """The outcome of one test, from all that is stored of its session."""
    known = list(decisions)
    last = _last(candidate, questions, known)
    scored = _in_force(results, last)
    return Outcome(
        candidate=candidate,
        status=_status(last, scored),
        reason=_reason(last, scored),
        result=scored,
        decision=f"{last.subject}#{last.round:03d}" if last else "",
        decided_at=last.at if last else "",
        comment=last.comment if last else "",
        open=candidate in open_subjects(questions, known) or last is None,
    )


def open_subjects(questions: Mapping[str, Question], decisions: Iterable[Decision]) -> set[str]:
    """Everything that is asked and not decided: cases, the list, and those withheld from it whose case is to come."""
    known = list(decisions)
    closed = {(decision.subject, decision.round) for decision in known if decision.closes}
    found = {q.subject for q in questions.values() if (q.subject, q.round) not in closed}
    return found | {who for decision in known for who in decision.ballot.withheld if who not in questions}


def _last(candidate: str, questions: Mapping[str, Question], decisions: Sequence[Decision]) -> Decision | None:
    """The latest decision that says what becomes of the test: of its own case, else that of the list it stood on."""
    own = [decision for decision in decisions if decision.subject == candidate and decision.closes]
    if own:
        return max(own, key=lambda decision: decision.round)
    case = questions.get(candidate)
    listed = is_listed(case)
    adopted = [d for d in decisions if d.subject == LIST and candidate not in d.ballot.withheld]
    return adopted[-1] if adopted and listed else None


def _in_force(results: Sequence[Scored], last: Decision | None) -> Scored | None:
    """The result that the decision was about: what is scored later is not decided yet."""
    if last is None:
        return results[-1] if results else None
    if last.subject != LIST:
        return next((scored for scored in results if scored.number == last.result), None)
    return results[0] if results else None  # only a decision on a case adds another one


def _status(last: Decision | None, scored: Scored | None) -> Status | Literal[""]:
    if last is None:
        return ""
    if last.subject != LIST:
        return CHOSEN[last.ballot.choice]
    return scored.result.status.value if scored else "cancelled"  # type: ignore[return-value] - the engine's three words


def _reason(last: Decision | None, scored: Scored | None) -> str:
    if last and last.ballot.choice == "reject-fraud":
        return "fraud"
    proposed = scored.result.status.value if scored else ""
    if last and last.subject != LIST and CHOSEN[last.ballot.choice] != proposed:
        return "jury"
    return scored.result.reason if scored else ""
