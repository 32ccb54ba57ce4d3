"""What the state machine does with a session: ask, count, go on from a decision, remind. Software never votes.

Every step looks at the facts and writes conditionally: it may run twice, late, or die half-way.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from math import ceil
from typing import Literal

import msgspec

from chalicelib.certification.model import Session
from chalicelib.jury import letters, model
from chalicelib.jury.model import JURY, LIST, Decision, Question
from chalicelib.jury.opening import list_quorum, reasons, remarks
from chalicelib.jury.outcomes import open_subjects
from chalicelib.jury.ports import JuryPorts, State
from chalicelib.jury.service.access import panel_of
from chalicelib.shared.clock import iso, parse

WORKFLOW = "jury-deliberation"
PATIENCE = timedelta(hours=1)
Next = Literal["follow", "wait", "end"]


def start(ports: JuryPorts, session: str, generation: int) -> bool:
    """Start one execution of the deliberation; False when that is not possible now."""
    return ports.executions.start(WORKFLOW, execution(session, generation), {"session": session})


def execution(session: str, generation: int) -> str:
    """The name of an execution."""
    return f"{session}-{generation}"


def ask_all(ports: JuryPorts, session_id: str) -> None:
    """Ask about every test: by itself where something speaks against it, all others as the list."""
    session = ports.certification.session(session_id)
    if session is None or "handed-over" not in ports.certification.facts(session_id):
        return
    ports.jury.enqueue(session_id, iso(ports.clock()))
    known, listed = ports.jury.state(session_id).questions, 0
    reports, said = ports.certification.reports(session_id), ports.certification.finalization(session_id)
    for candidate, test in ports.certification.tests(session_id).items():
        if candidate in known:
            continue
        results = ports.certification.results(candidate)
        why = reasons(candidate, test, reports, results[-1] if results else None)
        listed += not why
        if why:
            ports.jury.ask(_question(ports, session, candidate, why), None, JURY)
    if listed and LIST not in known:
        asked = _question(ports, session, LIST, remarks(said), list_quorum(said, ports.rules))
        ports.jury.ask(msgspec.structs.replace(asked, size=listed), None, JURY)


def _question(
    ports: JuryPorts, session: Session, subject: str, why: tuple[str, ...], quorum: int | None = None
) -> Question:
    now = ports.clock()
    return Question(
        session=session.id,
        subject=subject,
        round=1,
        quorum=ports.rules.jury_quorum if quorum is None else quorum,
        asked_at=iso(now),
        deadline=deadline(ports, now),
        reasons=why,
    )


def deadline(ports: JuryPorts, now: datetime) -> str:
    """When a question asked now is to be decided."""
    return iso(now + timedelta(days=ports.rules.jury_days))


def count(ports: JuryPorts, session_id: str) -> Next:
    """Store the decisions that the votes make, and tell how to go on."""
    state = ports.jury.state(session_id)
    for decision in due(ports, state):
        ports.jury.decide(_about(ports, decision))
    state = ports.jury.state(session_id)
    if _unfollowed(state):
        return "follow"
    return "wait" if open_subjects(state.questions, state.decisions) else "end"


def _about(ports: JuryPorts, decision: Decision) -> Decision:
    """The decision with the number of the result that the members had before them."""
    if decision.subject == LIST:
        return decision
    results = ports.certification.results(decision.subject)
    return msgspec.structs.replace(decision, result=results[-1].number if results else 0)


def due(ports: JuryPorts, state: State) -> list[Decision]:
    """The decisions that the votes make now and that are not stored."""
    session = ports.certification.session(state.session)
    pending = [q for q in state.questions.values() if model.of_round(q, state.decisions) is None]
    if session is None or not pending:
        return []
    sits, now = panel_of(ports, session), iso(ports.clock())
    found = (model.decide(q, state.votes.get((q.subject, q.round), ()), sits, now) for q in pending)
    return [decision for decision in found if decision]


def _unfollowed(state: State) -> bool:
    return bool(_to_rescore(state) or _to_open(state))


def _to_rescore(state: State) -> list[tuple[Question, Decision]]:
    """Questions whose present round said to leave something out."""
    found = ((q, model.of_round(q, state.decisions)) for q in state.questions.values())
    return [(question, decision) for question, decision in found if decision and not decision.closes]


def _to_open(state: State) -> list[str]:
    """Candidates who were taken off the list and have no case yet."""
    return sorted({who for d in state.decisions for who in d.ballot.withheld if who not in state.questions})


def follow(ports: JuryPorts, session_id: str) -> None:
    """Carry out decisions after which more is to be decided: score again and ask again, open cases."""
    state = ports.jury.state(session_id)
    session = ports.certification.session(session_id)
    if session is None:
        return
    for candidate in _to_open(state):
        ports.jury.ask(_question(ports, session, candidate, ("withheld",)), None, JURY)
    for question, decision in _to_rescore(state):
        now = ports.clock()
        asked = model.next_round(question, decision, iso(now), deadline(ports, now))
        reason = f"decision {decision.subject}#{decision.round:03d}"
        ports.certification.rescore(question.subject, asked.left_out, JURY, reason)
        ports.jury.ask(asked, question, JURY)


def remind(ports: JuryPorts, session_id: str) -> int:
    """Write to those whose vote is missing, give more time where it is over; seconds until there is more to do."""
    state, now = ports.jury.state(session_id), ports.clock()
    pending = [q for q in state.questions.values() if model.of_round(q, state.decisions) is None]
    late = [question for question in pending if iso(now) >= question.deadline]
    soon = [q for q in pending if q not in late and not q.reminded and now >= _reminder(ports, q)]
    session = ports.certification.session(session_id)
    if session and (late or soon):
        sits = panel_of(ports, session)
        _tell(lambda: letters.escalation(ports, session, state, sits, late), [parse(q.deadline) for q in late], now)
        _tell(lambda: letters.reminder(ports, session, state, sits, soon), [_reminder(ports, q) for q in soon], now)
    for question in late:
        more = iso(now + timedelta(days=ports.rules.jury_extension_days))
        ports.jury.ask(model.escalated(question, more), question, JURY)
    for question in soon:
        ports.jury.remind(question)
    return seconds_left(ports, session_id)


def _tell(send: Callable[[], None], due: Sequence[datetime], now: datetime) -> None:
    """What cannot be sent is tried for an hour; then nothing waits for it: without more time no vote would count."""
    try:
        send()
    except Exception:
        if now < max(due) + PATIENCE:
            raise


def seconds_left(ports: JuryPorts, session_id: str) -> int:
    """Seconds until the next reminder or deadline; at least 1."""
    state, now = ports.jury.state(session_id), ports.clock()
    pending = [q for q in state.questions.values() if model.of_round(q, state.decisions) is None]
    moments = [parse(q.deadline) if q.reminded else _reminder(ports, q) for q in pending]
    return max(1, ceil((min(moments) - now).total_seconds())) if moments else 1


def _reminder(ports: JuryPorts, question: Question) -> datetime:
    return parse(question.deadline) - timedelta(days=ports.rules.jury_reminder_days)


def wait(ports: JuryPorts, session_id: str, token: str) -> None:
    """Keep the token, then look: what was decided before the token was known would wake nobody."""
    ports.jury.keep_token(session_id, token)
    state = ports.jury.state(session_id)
    if due(ports, state) or _unfollowed(state) or not open_subjects(state.questions, state.decisions):
        ports.executions.wake(token)


def wake_if_due(ports: JuryPorts, session_id: str) -> None:
    """Wake the machine when the votes decide something; told after each vote."""
    state = ports.jury.state(session_id)
    if state.watch.token and due(ports, state):
        ports.executions.wake(state.watch.token)


def finish(ports: JuryPorts, session_id: str) -> None:
    """Nothing is open: tell the publishers, or, once published, have what was decided anew take effect."""
    state = ports.jury.state(session_id)
    session = ports.certification.session(session_id)
    if session is None or open_subjects(state.questions, state.decisions):
        return
    published = ports.certification.facts(session_id).get("published")
    if published is None:
        letters.ready(ports, session, state, panel_of(ports, session))
        ports.jury.told(session_id, state.watch.version)
        return
    anew = [decision for decision in state.decisions if decision.closes and decision.at > published.at]
    if anew:
        ports.jury.to_issue(session_id)
    for decision in anew:
        ports.aftermath.changed(session_id, decision.subject, decision.round)
    ports.jury.dequeue(session_id)
