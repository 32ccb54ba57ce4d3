"""Answers whoever holds a code: does this certificate hold, and what does it say?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from chalicelib.certificates import codes
from chalicelib.certificates.model import Certificate, Holder
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.shared.ratelimit import Limit
from chalicelib.shared.rules import Rules

Outcome = Literal["valid", "suspended", "revoked", "unknown", "malformed"]


@dataclass(frozen=True, slots=True)
class Found:
    """The answer; `certificate` unless the code is unknown or malformed, `holder` until erased."""

    outcome: Outcome
    code: str
    certificate: Certificate | None = None
    holder: Holder | None = None
    since: str = ""  # of a suspension or revocation, ISO 8601


@dataclass(frozen=True, slots=True)
class VerificationLimits:
    """Questions from one network address; unknown codes count apart, because only a guesser meets many."""

    asked: Limit
    unknown: Limit


def limits(rules: Rules) -> VerificationLimits:
    """The limits that the rules ask for."""
    per = timedelta(minutes=rules.rate_window_minutes)
    return VerificationLimits(
        asked=Limit("verification-source", rules.verifications_per_source, per),
        unknown=Limit("unknown-code-source", rules.unknown_codes_per_source, per),
    )


def look_up(ports: CertificatePorts, text: str) -> Found:
    """The answer to a code as typed, whatever its case, spaces and hyphens."""
    try:
        code = codes.parse(text)
    except codes.NotACode:
        return Found("malformed", text.strip()[:40])
    issued = ports.certificates.by_code(code)
    if issued is None:
        return Found("unknown", code)
    history = issued.standing.history
    since = history[-1].at if history and issued.standing.status != "valid" else ""
    return Found(issued.standing.status, code, issued.certificate, issued.holder, since)


def asked(ports: CertificatePorts, source: str, text: str) -> Found:
    """The same for a stranger: TooManyRequests when too much was asked, or guessed, from that address."""
    allowed = limits(ports.rules)
    ports.limiter.check(allowed.unknown, source)
    ports.limiter.hit(allowed.asked, source)
    found = look_up(ports, text)
    if found.outcome == "unknown":
        ports.limiter.hit(allowed.unknown, source)
    return found
