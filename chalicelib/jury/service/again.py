"""Looking again at what was published: on a candidate's appeal, or because the president wants it."""

from datetime import timedelta

from chalicelib.certification.model import Session
from chalicelib.jury import model
from chalicelib.jury.errors import AppealMade, AppealOver, NotInJury, NotPublished
from chalicelib.jury.model import Question, Reason
from chalicelib.jury.outcomes import open_subjects
from chalicelib.jury.ports import Appeal, JuryPorts, State
from chalicelib.jury.service import deliberating
from chalicelib.jury.service.access import sitting
from chalicelib.shared.audit import new_salt
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import Busy, NotFound

ROUNDS = 3


def reopen(ports: JuryPorts, person: str, session_id: str, candidate: str, words: str) -> bool:
    """Ask the jury again about one published result; whether that is new (an open case stays as it is).

    NotFound, NotInJury (only a president), ConflictOfInterest, NotPublished.
    """
    for _ in range(ROUNDS):
        member, session, _ = sitting(ports, person, session_id)
        if not member.president:
            raise NotInJury("Reopening a case takes a president.")
        _published_at(ports, session_id)
        state = ports.jury.state(session_id)
        if candidate in open_subjects(state.questions, state.decisions):
            return False
        if _ask(ports, session, state, candidate, "reopened", person, words.strip()):
            return True
    raise Busy


def appeal(ports: JuryPorts, person: str, session_id: str, candidate: str, text: str) -> Appeal:
    """Have the jury look again at one's own published result; the same text again changes nothing.

    NotFound (also for another's test), NotPublished, AppealOver, AppealMade.
    """
    enrolled = ports.certification.candidate(session_id, candidate)
    session = ports.certification.session(session_id)
    if session is None or enrolled is None or enrolled.person != person:
        raise NotFound("There is no such test.")
    made = Appeal(candidate=candidate, at=iso(ports.clock()), text=text.strip(), salt=new_salt())
    for _ in range(ROUNDS):
        state = ports.jury.state(session_id)
        known = state.appeals.get(candidate)
        if known:
            if known.text != made.text:
                raise AppealMade("There is an appeal against this result.")
            return known
        last = parse(_published_at(ports, session_id)) + timedelta(days=ports.rules.appeal_days)
        if ports.clock() > last:
            raise AppealOver("The time for an appeal is over.", days=ports.rules.appeal_days)
        if _ask(ports, session, state, candidate, "appeal", person, "", made):
            return made
    raise Busy


def _published_at(ports: JuryPorts, session_id: str) -> str:
    fact = ports.certification.facts(session_id).get("published")
    if fact is None:
        raise NotPublished("This session is not published.")
    return fact.at


def _ask(  # noqa: PLR0913, PLR0917 - a question, why, and who asks
    ports: JuryPorts,
    session: Session,
    state: State,
    candidate: str,
    reason: Reason,
    by: str,
    words: str,
    made: Appeal | None = None,
) -> bool:
    if candidate not in ports.certification.tests(session.id):  # of this session, and also one that cannot be read
        raise NotFound("There is no such test.")
    before = state.questions.get(candidate)
    is_open = candidate in open_subjects(state.questions, state.decisions)
    asked = _question(ports, session, before, is_open, candidate, reason, words)
    if not ports.jury.ask(asked, before, by, made):
        return False
    resume(ports, session.id)
    return True


def _question(
    ports: JuryPorts,
    session: Session,
    before: Question | None,
    is_open: bool,
    candidate: str,
    reason: Reason,
    words: str,
) -> Question:
    now = ports.clock()
    until = deliberating.deadline(ports, now)
    salt = new_salt() if words else ""
    if before is None:
        return Question(
            session=session.id,
            subject=candidate,
            round=1,
            quorum=ports.rules.jury_quorum,
            asked_at=iso(now),
            deadline=until,
            reasons=(reason,),
            words=words,
            salt=salt,
        )
    return model.also(before, reason) if is_open else model.again(before, reason, iso(now), until, words, salt)


def resume(ports: JuryPorts, session_id: str) -> None:
    """Have a machine look: the one that waits, else a new execution. When that is lost, reconcile makes up for it."""
    watch = ports.jury.state(session_id).watch
    if watch.token and ports.executions.wake(watch.token):
        return
    raised = ports.jury.next_generation(session_id, watch.generation)
    if raised:
        deliberating.start(ports, session_id, raised)
