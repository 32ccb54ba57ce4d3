"""The jury in the certification table: the only place that knows its keys.

jury          member#<person>                    a member
jury-queue    <session>                          a session with something to decide or to publish
jury#S        case#<candidate>, adoption         a question in its present round
jury#S        vote#<subject>#<round>#<member>    a vote, written once
jury#S        appeal#<candidate>                 an appeal, written once
jury#S        round                              the machine's wait, and the version of what is asked and decided
decision#S    <subject>#<round>                  a decision, written once, by workflow functions
session#S     fact#published                     written once
open-issuances <session>                          certificates are to follow; issuance removes the one it saw
"""

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import msgspec
from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist, UpdateError
from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Fact
from chalicelib.jury.model import JURY, LIST, OPERATOR, Decision, Member, Question, Vote
from chalicelib.jury.ports import Appeal, State, Watch
from chalicelib.shared.audit import Refused, Trail, sealed
from chalicelib.shared.tables import Limits, Row, is_condition_failure

MEMBERS, QUEUE, ROUND, ADOPTION = "jury", "jury-queue", "round", "adoption"
TO_ISSUE = "open-issuances"
T = TypeVar("T")


class JuryRow(Row):
    """One item of the jury; `data` is JSON. The other attributes exist because a condition needs them."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute(default="")
    round = NumberAttribute(null=True)
    deadline = UnicodeAttribute(null=True)
    publisher = NumberAttribute(null=True)
    generation = NumberAttribute(null=True)
    version = NumberAttribute(null=True)
    token = UnicodeAttribute(null=True)
    told = NumberAttribute(null=True)


JURY_MODELS = (JuryRow,)


class TableJury:
    """See ports.Jury."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def members(self) -> Sequence[Member]:
        """See ports.Jury."""
        rows = JuryRow.query(MEMBERS, JuryRow.sk.startswith("member#"), consistent_read=True)
        return [_read(row, Member) for row in rows]

    def member(self, person: str) -> Member | None:
        """See ports.Jury."""
        try:
            return _read(JuryRow.get(MEMBERS, f"member#{person}", consistent_read=True), Member)
        except DoesNotExist:
            return None

    def set_member(self, member: Member) -> None:
        """See ports.Jury."""
        row = JuryRow(MEMBERS, f"member#{member.person}", data=_text(member), publisher=int(member.publisher))
        rights = {"president": int(member.president), "publisher": int(member.publisher)}
        self._trail.write(OPERATOR, "jury-member-set", OPERATOR, member.person, rights, lambda write: write.save(row))

    def remove_member(self, person: str) -> bool:
        """See ports.Jury."""
        row = JuryRow(MEMBERS, f"member#{person}")

        def remove(write: TransactWrite) -> None:
            write.delete(row, condition=JuryRow.pk.exists())

        return self._noted(OPERATOR, "jury-member-removed", OPERATOR, person, {}, remove)

    def state(self, session: str) -> State:
        """See ports.Jury."""
        rows = list(JuryRow.query(_jury(session), consistent_read=True))
        decisions = JuryRow.query(f"decision#{session}", consistent_read=True)
        watch = next((row for row in rows if row.sk == ROUND), None)
        return State(
            session=session,
            questions={q.subject: q for q in (_read(r, Question) for r in rows if _is(r, ADOPTION, "case#"))},
            votes=_votes(row for row in rows if _is(row, "vote#")),
            decisions=[_read(row, Decision) for row in decisions],
            appeals={a.candidate: a for a in (_read(row, Appeal) for row in rows if _is(row, "appeal#"))},
            watch=_watch(watch) if watch else Watch(),
        )

    def enqueue(self, session: str, at: str) -> None:
        """See ports.Jury."""
        JuryRow(QUEUE, session, data=_text(at)).save()

    def dequeue(self, session: str) -> None:
        """See ports.Jury."""
        JuryRow(QUEUE, session).delete()

    def queue(self, after: str = "", limit: int = 0) -> Sequence[str]:
        """See ports.Jury."""
        behind = JuryRow.sk > after if after else None
        return [row.sk for row in JuryRow.query(QUEUE, behind, consistent_read=True, limit=limit or None)]

    def ask(self, question: Question, before: Question | None, by: str, appeal: Appeal | None = None) -> bool:
        """See ports.Jury."""
        row = _question_row(question)

        def write(transaction: TransactWrite) -> None:
            transaction.save(row, condition=JuryRow.data == _text(before) if before else JuryRow.pk.does_not_exist())
            transaction.save(JuryRow(QUEUE, question.session, data=_text(question.asked_at)))
            _raise_version(transaction, question.session)
            if appeal:
                entry = JuryRow(_jury(question.session), f"appeal#{appeal.candidate}", data=_text(appeal))
                transaction.save(entry, condition=JuryRow.pk.does_not_exist())

        details: dict[str, str | int] = {
            "round": question.round,
            "quorum": question.quorum,
            "deadline": question.deadline,
            "escalations": question.escalations,
            "why": "+".join(question.reasons),
        }
        if appeal:
            details["text_hash"] = sealed(appeal.text, appeal.salt)
        elif question.words:
            details["text_hash"] = sealed(question.words, question.salt)
        act = "appealed" if appeal else "escalated" if _is_escalation(question, before) else "asked"
        return self._noted(question.session, act, by, question.subject, details, write)

    def forget_appeal(self, session: str, candidate: str) -> None:
        """See ports.Jury."""
        known = self.state(session).appeals.get(candidate)
        if known:
            blank = msgspec.structs.replace(known, text="", salt="")
            JuryRow(_jury(session), f"appeal#{candidate}", data=_text(blank)).save()

    def remind(self, question: Question) -> bool:
        """See ports.Jury."""
        row = _question_row(question)
        reminded = msgspec.structs.replace(question, reminded=True)
        try:
            row.update(actions=[JuryRow.data.set(_text(reminded))], condition=JuryRow.data == _text(question))
        except UpdateError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def vote(self, question: Question, vote: Vote) -> bool:
        """See ports.Jury."""
        session, subject = question.session, question.subject
        row = JuryRow(_jury(session), f"vote#{subject}#{question.round:03d}#{vote.member}", data=_text(vote))
        in_time = (JuryRow.round == question.round) & (JuryRow.deadline >= vote.at)

        def write(transaction: TransactWrite) -> None:
            transaction.save(row, condition=JuryRow.pk.does_not_exist())
            transaction.condition_check(JuryRow, _jury(session), _question_key(subject), condition=in_time)
            undecided = JuryRow.pk.does_not_exist()
            transaction.condition_check(JuryRow, *_decision_key(session, subject, question.round), condition=undecided)
            transaction.condition_check(JuryRow, MEMBERS, f"member#{vote.member}", condition=JuryRow.pk.exists())

        details: dict[str, str | int] = {
            "round": question.round,
            "choice": vote.choice,
            "left_out": len(vote.left_out),
            "withheld": len(vote.withheld),
            "reason": sealed(vote.reason, vote.salt),
        }
        return self._noted(session, "voted", vote.member, subject, details, write)

    def decide(self, decision: Decision) -> bool:
        """See ports.Jury."""
        key = _decision_key(decision.session, decision.subject, decision.round)

        def write(transaction: TransactWrite) -> None:
            transaction.save(JuryRow(*key, data=_text(decision)), condition=JuryRow.pk.does_not_exist())
            _raise_version(transaction, decision.session)

        details: dict[str, str | int] = {
            "round": decision.round,
            "choice": decision.ballot.choice,
            "how": decision.by,
            "votes": len(decision.votes),
            "eligible": decision.eligible,
        }
        return self._noted(decision.session, "decided", JURY, decision.subject, details, write)

    def publish(self, session: str, by: str, at: str, version: int, counts: Mapping[str, int]) -> bool:
        """See ports.Jury."""
        fact = JuryRow(f"session#{session}", "fact#published", data=_text(Fact(at, by, dict(counts))))

        def write(transaction: TransactWrite) -> None:
            transaction.save(fact, condition=JuryRow.pk.does_not_exist())
            transaction.save(JuryRow(TO_ISSUE, session, data=secrets.token_hex(8)))
            transaction.delete(JuryRow(QUEUE, session))
            same = JuryRow.version == version
            transaction.condition_check(JuryRow, _jury(session), ROUND, condition=same)
            may = JuryRow.publisher == 1
            transaction.condition_check(JuryRow, MEMBERS, f"member#{by}", condition=may)

        return self._noted(session, "published", by, session, counts, write)

    def to_issue(self, session: str) -> None:
        """See ports.Jury."""
        JuryRow(TO_ISSUE, session, data=secrets.token_hex(8)).save()

    def check_decided(self, write: TransactWrite, session: str, decision: str) -> None:
        """See ports.Jury."""
        stands = JuryRow.pk.exists()
        write.condition_check(JuryRow, f"session#{session}", "fact#published", condition=stands)
        write.condition_check(JuryRow, f"decision#{session}", decision, condition=stands)

    def keep_token(self, session: str, token: str) -> None:
        """See ports.Jury."""
        JuryRow(_jury(session), ROUND).update(actions=[JuryRow.token.set(token)])

    def told(self, session: str, version: int) -> None:
        """See ports.Jury."""
        JuryRow(_jury(session), ROUND).update(actions=[JuryRow.told.set(version)])

    def next_generation(self, session: str, known: int) -> int | None:
        """See ports.Jury."""
        same = JuryRow.generation == known
        if known == 1:
            same = same | JuryRow.generation.does_not_exist()
        try:
            JuryRow(_jury(session), ROUND).update(actions=[JuryRow.generation.set(known + 1)], condition=same)
        except UpdateError as error:
            if is_condition_failure(error):
                return None
            raise
        return known + 1

    def _noted(
        self,
        chain: str,
        act: str,
        actor: str,
        subject: str,
        details: Mapping[str, str | int],
        write: Callable[[TransactWrite], None],
    ) -> bool:
        try:
            self._trail.write(chain, act, actor, subject, details, write)
        except Refused:
            return False
        return True


def _raise_version(write: TransactWrite, session: str) -> None:
    write.update(JuryRow(_jury(session), ROUND), actions=[JuryRow.version.add(1)])


def _jury(session: str) -> str:
    return f"jury#{session}"


def _question_key(subject: str) -> str:
    return ADOPTION if subject == LIST else f"case#{subject}"


def _decision_key(session: str, subject: str, number: int) -> tuple[str, str]:
    return f"decision#{session}", f"{subject}#{number:03d}"


def _question_row(question: Question) -> JuryRow:
    return JuryRow(
        _jury(question.session),
        _question_key(question.subject),
        data=_text(question),
        round=question.round,
        deadline=question.deadline,
    )


def _is_escalation(question: Question, before: Question | None) -> bool:
    return before is not None and before.round == question.round


def _votes(rows: Iterable[JuryRow]) -> dict[tuple[str, int], list[Vote]]:
    found: dict[tuple[str, int], list[Vote]] = {}
    for row in rows:
        _, subject, number, _ = row.sk.split("#")
        found.setdefault((subject, int(number)), []).append(_read(row, Vote))
    return found


def _watch(row: JuryRow) -> Watch:
    return Watch(int(row.generation or 1), int(row.version or 0), row.token or "", int(row.told or 0))


def _is(row: JuryRow, *beginnings: str) -> bool:
    return row.sk.startswith(beginnings)


def _read(row: JuryRow, kind: type[T]) -> T:
    return msgspec.json.decode(row.data, type=kind)


def _text(value: object) -> str:
    return msgspec.json.encode(value).decode()
