"""What the workflow of a session does next: one question, answered from plan, facts and time alone. Pure.

The state machine asks it after every step and every wait, so an execution that was lost and started again goes on where
the facts are, and one that comes late does nothing twice.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.certification.model import Facts, Session, starts_at
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.rules import Rules

Do = Literal[
    "wait", "remind", "open", "close", "await-finalization", "ask", "score", "hand-over", "await-publication", "end"
]
LONGEST_WAIT = timedelta(days=30)  # then it looks again; Step Functions allows a year


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, and for a wait, until when."""

    do: Do
    at: datetime | None = None


def next_step(session: Session, facts: Facts, expiries: Sequence[datetime], now: datetime, rules: Rules) -> Step:
    """`expiries`: when each test that still runs may go on no more; only looked at once the session `is_over`."""
    if facts.keys() & {"published", "cancelled"}:
        return Step("end")
    if "handed-over" in facts:
        return Step("await-publication", now + LONGEST_WAIT)
    if "scored" in facts:
        return Step("hand-over")
    if "finalized" in facts:
        return Step("score")
    return _before_finalization(session, facts, expiries, now, rules)


def opens_at(session: Session, rules: Rules) -> datetime:
    """From when on candidates may enter."""
    return starts_at(session) - timedelta(minutes=rules.session_opens_minutes_before)


def reminds_at(session: Session, rules: Rules) -> datetime:
    """When the centre is reminded of what it planned."""
    return starts_at(session) - timedelta(hours=rules.session_reminder_hours)


def closes_at(session: Session, facts: Facts, rules: Rules) -> datetime:
    """From when on no test begins any more: counted from the first one, or from the plan where none was begun."""
    started = facts.get("started")
    first = parse(started.at) if started else starts_at(session)
    return first + timedelta(hours=rules.certification_start_hours)


def is_over(session: Session, facts: Facts, now: datetime, rules: Rules) -> bool:
    """Whether no test begins any more."""
    return now >= closes_at(session, facts, rules)


def reminded(session: Session) -> str:
    """The fact that the centre was reminded of this plan; a moved session is another plan."""
    return f"reminded-{iso(starts_at(session))}"


def opened(session: Session, facts: Facts, rules: Rules) -> str:
    """The fact that this plan was opened: `opened` is the first one's, a later plan's bears its time."""
    first = facts.get("opened")
    early = first is not None and parse(first.at) < opens_at(session, rules)
    return f"opened-{iso(starts_at(session))}" if early else "opened"


def asked(number: int) -> str:
    """The fact that the centre was asked to finalize, for the nth time."""
    return f"asked-{number}"


def times_asked(facts: Facts) -> int:
    """How often the centre was asked to finalize."""
    return sum(name.startswith("asked-") for name in facts)


def seconds_until(at: datetime, now: datetime) -> int:
    """Whole seconds, never early, at least one: what a state machine takes."""
    return max(1, math.ceil((at - now).total_seconds()))


def _before_finalization(
    session: Session, facts: Facts, expiries: Sequence[datetime], now: datetime, rules: Rules
) -> Step:
    if now < opens_at(session, rules):
        return _before_opening(session, facts, now, rules)
    if opened(session, facts, rules) not in facts:
        return Step("open")
    if not is_over(session, facts, now, rules):
        return Step("await-finalization", closes_at(session, facts, rules))
    if "started" not in facts:
        return Step("end")  # nobody came: there is nothing to finalize
    if "closed" not in facts:
        ahead = min(expiries, default=now)
        return Step("await-finalization", ahead) if ahead > now else Step("close")
    return _after_closing(facts, now, rules)


def _before_opening(session: Session, facts: Facts, now: datetime, rules: Rules) -> Step:
    if reminded(session) in facts:
        return Step("wait", opens_at(session, rules))
    reminding = reminds_at(session, rules)
    return Step("wait", reminding) if now < reminding else Step("remind")


def _after_closing(facts: Facts, now: datetime, rules: Rules) -> Step:
    """The centre is asked at once, then again and again; after the last time somebody has to call."""
    times = times_asked(facts)
    if times >= rules.finalization_reminders:
        return Step("await-finalization", now + LONGEST_WAIT)
    due = parse(facts["closed"].at) + times * timedelta(days=rules.finalization_reminder_days)
    return Step("await-finalization", due) if now < due else Step("ask")
