"""What the use cases of the jury need from the world."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from msgspec import Struct
from pynamodb.transactions import TransactWrite

from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Candidate, Facts, Session
from chalicelib.certification.ports.people import People
from chalicelib.certification.reports import Report
from chalicelib.certification.scoring import Scored
from chalicelib.certification.test_log import Test
from chalicelib.jury.model import Decision, Member, Question, Vote
from chalicelib.shared.executions import Executions
from chalicelib.shared.mail import Mail
from chalicelib.shared.rules import Rules
from chalicelib.shared.settings import Settings


class Appeal(Struct, frozen=True, kw_only=True):
    """A candidate's wish that the jury look again; `salt` belongs to the text's hash in the audit trail.

    Of an erased person both are empty.
    """

    candidate: str
    at: str
    text: str
    salt: str


class Watch(Struct, frozen=True):
    """The execution that carries a deliberation on: `token` of its present wait, "" when it does not wait.

    `version` counts every change of what is asked and decided: a publication names the one it saw. `told`: the version
    of which the publishers were told that everything is decided.
    """

    generation: int = 1
    version: int = 0
    token: str = ""
    told: int = 0


class State(Struct, frozen=True):
    """Everything that one session's deliberation has stored, as of now."""

    session: str
    questions: Mapping[str, Question]
    votes: Mapping[tuple[str, int], Sequence[Vote]]
    decisions: Sequence[Decision]
    appeals: Mapping[str, Appeal]
    watch: Watch


class Jury(Protocol):
    """Members, questions, votes, decisions. Each change stands together with its entry in the audit trail."""

    def members(self) -> Sequence[Member]:
        """Everybody."""
        ...

    def member(self, person: str) -> Member | None:
        """As of now (consistent)."""
        ...

    def set_member(self, member: Member) -> None:
        """Add a member, or change what one may do."""
        ...

    def remove_member(self, person: str) -> bool:
        """False when there is no such member."""
        ...

    def state(self, session: str) -> State:
        """As of now (consistent)."""
        ...

    def enqueue(self, session: str, at: str) -> None:
        """Note that a session has something to decide or to publish; may run twice."""
        ...

    def dequeue(self, session: str) -> None:
        """Note that it has nothing any more; may run twice."""
        ...

    def queue(self, after: str = "", limit: int = 0) -> Sequence[str]:
        """Sessions noted so, by id, behind `after`; all of them without a limit."""
        ...

    def ask(self, question: Question, before: Question | None, by: str, appeal: Appeal | None = None) -> bool:
        """Store a question, or its next round, or more time; False when it is not `before` any more."""
        ...

    def forget_appeal(self, session: str, candidate: str) -> None:
        """Blank what a candidate wrote, for an erased person; that there was an appeal stays. May run twice."""
        ...

    def remind(self, question: Question) -> bool:
        """Note that its reminder went out; False when it changed meanwhile."""
        ...

    def vote(self, question: Question, vote: Vote) -> bool:
        """Store a vote, once per member and round, in time, before the decision, of a member; False otherwise."""
        ...

    def decide(self, decision: Decision) -> bool:
        """Store a decision; False when its round has one."""
        ...

    def publish(self, session: str, by: str, at: str, version: int, counts: Mapping[str, int]) -> bool:
        """Store the fact `published`, by a publisher, while nothing new was asked; False otherwise."""
        ...

    def to_issue(self, session: str) -> None:
        """Note that certificates follow from what was decided, so that issuance is not forgotten; may run twice."""
        ...

    def check_decided(self, write: TransactWrite, session: str, decision: str) -> None:
        """Add to a transaction: refused unless the session is published and the decision (`subject#round`) stands."""
        ...

    def keep_token(self, session: str, token: str) -> None:
        """Where the machine waits now."""
        ...

    def told(self, session: str, version: int) -> None:
        """Note that the publishers were told."""
        ...

    def next_generation(self, session: str, known: int) -> int | None:
        """The number of the next execution; None when somebody else raised it."""
        ...


class Certification(Protocol):
    """What the jury reads of a session, and what it asks of certification."""

    def session(self, session: str) -> Session | None:
        """The plan."""
        ...

    def numbered(self, number: str) -> Session | None:
        """The session that people know by this number."""
        ...

    def facts(self, session: str) -> Facts:
        """What happened (consistent)."""
        ...

    def finalization(self, session: str) -> Finalization | None:
        """What the centre said."""
        ...

    def joined(self, person: str) -> Iterable[tuple[str, str]]:
        """The tests of a person: session and candidate."""
        ...

    def candidates(self, session: str) -> Sequence[Candidate]:
        """Everybody enrolled."""
        ...

    def candidate(self, session: str, candidate: str) -> Candidate | None:
        """One of them."""
        ...

    def staff(self, centre: str) -> Collection[str]:
        """The persons who are members of a centre."""
        ...

    def reports(self, session: str) -> Sequence[Report]:
        """Every report, oldest first."""
        ...

    def waiting(self) -> Iterable[str]:
        """Sessions that were handed over to the jury and are not published."""
        ...

    def centre_name(self, centre: str) -> str:
        """What a centre is called."""
        ...

    def tests(self, session: str) -> Mapping[str, Test | None]:
        """Every test that was begun, by candidate; None for a log that cannot be read."""
        ...

    def test(self, candidate: str) -> Test | None:
        """One test; None when it was never begun, or its log cannot be read."""
        ...

    def titles(self, test: Test, language: str) -> Mapping[str, str]:
        """The competences of the framework that a test was about, by code; empty when it is gone."""
        ...

    def results(self, candidate: str) -> Sequence[Scored]:
        """Every result of a test, oldest first; the last one is in force."""
        ...

    def rescore(self, candidate: str, left_out: Collection[int], author: str, reason: str) -> Scored:
        """Append the result without these questions; the same one again when it is the last. Workflow functions only.

        Raises ScoringError.
        """
        ...


class Aftermath(Protocol):
    """Who acts on what the jury published: the session's machine, and issuance."""

    def published(self, session: str) -> None:
        """The session was published; may be told twice, or be lost: the facts are the truth."""
        ...

    def changed(self, session: str, candidate: str, number: int) -> None:
        """A published result was decided anew, in that round: its certificate is issued, replaced or revoked.

        As above.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class JuryPorts:
    """Everything together; building.py makes it, tests replace parts of it."""

    settings: Settings
    clock: Callable[[], datetime]
    jury: Jury
    certification: Certification
    people: People
    mail: Mail
    executions: Executions
    aftermath: Aftermath

    @property
    def rules(self) -> Rules:
        """The numbers of the domain."""
        return self.settings.rules
