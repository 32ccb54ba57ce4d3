"""What a jury is asked and what it says: questions, votes, decisions, members. Pure.

A question is one case (a candidate's test that something speaks against) or the session's list: the tests with nothing
against them, adopted by one recorded vote. Members answer it by votes, in rounds; software only counts them.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, get_args

import msgspec
from msgspec import Struct

OPERATOR, JURY = "operator", "jury"  # who acts in the audit trail, and is no person
LIST = "list"  # the question about the tests with nothing against them; a candidate's id is longer

Reason = Literal[
    "fraud", "identity", "in-question", "unfinished", "scoring-error", "withheld", "appeal", "reopened"
]  # why a test is deliberated by itself
Remark = Literal["comment", "incident", "joining-trouble"]  # what the centre said of the session as a whole
CaseChoice = Literal["validate", "reject", "cancel", "reject-fraud", "leave-out"]
ListChoice = Literal["adopt", "withhold"]
Choice = CaseChoice | ListChoice
By = Literal["majority", "president"]

CASE_CHOICES: tuple[CaseChoice, ...] = get_args(CaseChoice)


class Member(Struct, frozen=True, kw_only=True):
    """Who sits in the jury. A president's vote decides between equals; a publisher publishes."""

    person: str
    since: str
    president: bool = False
    publisher: bool = False


class Question(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is to be decided: a case by its candidate's id, or the list. It has a round for each time it is asked.

    `quorum`: votes that it takes. `deadline` is moved by each escalation. `reasons`, in the order they arose, stay.
    `left_out`: numbers of questions of the test that earlier rounds left out. `words`: of who reopened it, with a salt.
    `size`: tests on the list.
    """

    session: str
    subject: str
    round: int
    quorum: int
    asked_at: str
    deadline: str
    reasons: tuple[str, ...] = ()
    reminded: bool = False
    escalations: int = 0
    left_out: tuple[int, ...] = ()
    words: str = ""
    salt: str = ""
    size: int = 0

    @property
    def is_list(self) -> bool:
        """Whether it is about all tests with nothing against them."""
        return self.subject == LIST


class Vote(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One member's answer, for good. `left_out`: numbers of questions. `withheld`: adopt the list without these.

    `reason` is for the jury, `comment` for the candidate; `salt` belongs to the reason's hash in the audit trail.
    """

    member: str
    choice: Choice
    at: str
    reason: str
    left_out: tuple[int, ...] = ()
    withheld: tuple[str, ...] = ()
    comment: str = ""
    salt: str = ""

    @property
    def ballot(self) -> "Ballot":
        """What two votes must have in common to be for the same thing."""
        return Ballot(choice=self.choice, left_out=self.left_out, withheld=self.withheld)


class Ballot(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What can be voted for."""

    choice: Choice
    left_out: tuple[int, ...] = ()
    withheld: tuple[str, ...] = ()


class Decision(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the jury decided in one round: how, by whom, and with which votes.

    `result`: number of the scoring that a case's decision is about; 0 when there was none, and for the list.
    """

    session: str
    subject: str
    round: int
    ballot: Ballot
    by: By
    at: str
    votes: tuple[Vote, ...]
    eligible: int
    quorum: int
    comment: str = ""
    result: int = 0

    @property
    def closes(self) -> bool:
        """Whether nothing is left to decide about its subject: not when the test is to be scored once more."""
        return self.ballot.choice != "leave-out"


class Panel(Struct, frozen=True):
    """Who may vote on the questions of one session: the jury without those who have an interest in it."""

    members: tuple[Member, ...]

    @property
    def persons(self) -> frozenset[str]:
        """By id."""
        return frozenset(member.person for member in self.members)

    @property
    def presidents(self) -> frozenset[str]:
        """Whose vote decides between equals."""
        return frozenset(member.person for member in self.members if member.president)


def panel(members: Iterable[Member], interested: Iterable[str]) -> Panel:
    """The members who may sit: nobody of the session's centre, and none of its candidates."""
    kept_out = frozenset(interested)
    return Panel(tuple(sorted((m for m in members if m.person not in kept_out), key=lambda m: m.person)))


def tally(question: Question, votes: Iterable[Vote], sitting: Panel, now: str) -> tuple[Ballot, By] | None:
    """What the votes decide now, and what made it so; None while it is open.

    Once the quorum is there: more than half of those who may sit decide at once, because no later vote can change it.
    When everybody voted, or the time is over, more than half of the voters decide; without that, a president's vote,
    when the presidents who voted agree and their ballot is among those with the most votes. Otherwise it stays open.
    """
    counted = [vote for vote in votes if vote.member in sitting.persons]
    if len(counted) < max(1, question.quorum):
        return None
    weights = _weights(counted)
    first = max(weights, key=lambda ballot: weights[ballot])
    if 2 * weights[first] > len(sitting.members):
        return first, "majority"
    if len(counted) < len(sitting.members) and now < question.deadline:
        return None
    if 2 * weights[first] > len(counted):
        return first, "majority"
    return _presidents_word(counted, weights, sitting)


def _weights(votes: Sequence[Vote]) -> dict[Ballot, int]:
    weights: dict[Ballot, int] = {}
    for vote in votes:
        weights[vote.ballot] = weights.get(vote.ballot, 0) + 1
    return weights


def _presidents_word(votes: Sequence[Vote], weights: dict[Ballot, int], sitting: Panel) -> tuple[Ballot, By] | None:
    words = {vote.ballot for vote in votes if vote.member in sitting.presidents}
    most = max(weights.values())
    if len(words) == 1 and weights[word := words.pop()] == most:
        return word, "president"
    return None


def places(votes: Iterable[Vote]) -> dict[str, int]:
    """The voters of a session, numbered from 1 by their first vote: later votes change nobody's number."""
    firsts: dict[str, str] = {}
    for vote in votes:
        firsts[vote.member] = min(vote.at, firsts.get(vote.member, vote.at))
    ordered = sorted(firsts, key=lambda member: (firsts[member], member))
    return {member: place for place, member in enumerate(ordered, start=1)}


def decide(question: Question, votes: Sequence[Vote], sitting: Panel, now: str) -> Decision | None:
    """The decision that the votes make now; None while the question is open."""
    found = tally(question, votes, sitting, now)
    if found is None:
        return None
    ballot, by = found
    counted = tuple(sorted((v for v in votes if v.member in sitting.persons), key=lambda v: (v.at, v.member)))
    return Decision(
        session=question.session,
        subject=question.subject,
        round=question.round,
        ballot=ballot,
        by=by,
        at=now,
        votes=counted,
        eligible=len(sitting.members),
        quorum=question.quorum,
        comment=next((vote.comment for vote in counted if vote.ballot == ballot and vote.comment), ""),
    )


def is_listed(case: Question | None) -> bool:
    """Whether a test was on the list: without a case, or with one that only an appeal or a reopening made."""
    return case is None or not set(case.reasons) - {"appeal", "reopened"}


def is_open(question: Question, decisions: Iterable[Decision]) -> bool:
    """Whether its present round is not decided, or was decided so that another one must follow."""
    last = of_round(question, decisions)
    return last is None or not last.closes


def of_round(question: Question, decisions: Iterable[Decision]) -> Decision | None:
    """The decision of its present round."""
    same = (d for d in decisions if (d.subject, d.round) == (question.subject, question.round))
    return next(same, None)


def next_round(question: Question, decision: Decision, now: str, deadline: str) -> Question:
    """The same question about the test as scored without the questions left out."""
    left_out = tuple(sorted({*question.left_out, *decision.ballot.left_out}))
    return msgspec.structs.replace(_later(question, now, deadline), left_out=left_out)


def again(question: Question, reason: Reason, now: str, deadline: str, words: str = "", salt: str = "") -> Question:
    """A decided question asked once more, for another reason."""
    return msgspec.structs.replace(also(_later(question, now, deadline), reason), words=words, salt=salt)


def _later(question: Question, now: str, deadline: str) -> Question:
    return msgspec.structs.replace(
        question, round=question.round + 1, asked_at=now, deadline=deadline, reminded=False, escalations=0
    )


def also(question: Question, reason: Reason) -> Question:
    """An open question with one more reason."""
    return msgspec.structs.replace(question, reasons=_with(question.reasons, reason))


def _with(reasons: tuple[str, ...], reason: Reason) -> tuple[str, ...]:
    return reasons if reason in reasons else (*reasons, reason)


def escalated(question: Question, deadline: str) -> Question:
    """The question with more time, put before the president."""
    return msgspec.structs.replace(question, deadline=deadline, reminded=False, escalations=question.escalations + 1)
