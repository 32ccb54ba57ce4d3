"""What others may know of decisions: only what was published, and what holds of it now."""

from datetime import timedelta

from chalicelib.jury.outcomes import Outcome
from chalicelib.jury.ports import JuryPorts
from chalicelib.jury.service import publishing
from chalicelib.shared.clock import iso, parse


def of_test(ports: JuryPorts, session_id: str, candidate: str) -> Outcome | None:
    """The outcome of one test of a published session; None before it is published."""
    if _published_at(ports, session_id) is None:
        return None
    return publishing.of_test(ports, ports.jury.state(session_id), candidate)


def appeal_until(ports: JuryPorts, session_id: str) -> str | None:
    """Until when a candidate of a published session may appeal."""
    published = _published_at(ports, session_id)
    return iso(parse(published) + timedelta(days=ports.rules.appeal_days)) if published else None


def _published_at(ports: JuryPorts, session_id: str) -> str | None:
    fact = ports.certification.facts(session_id).get("published")
    return fact.at if fact else None
