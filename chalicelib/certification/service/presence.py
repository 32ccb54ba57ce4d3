"""The invigilator's confirmation of a candidate's presence: given, taken back. Entering uses it up (entry.py)."""

from msgspec.structs import replace

from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.presence import Presence
from chalicelib.certification.service.appending import ROUNDS
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy


def confirm(ports: CertificationPorts, session: str, candidate: str, access: str) -> Presence:
    """The candidate is there: they may enter, once, in the next minutes. One that is still valid stays as it is.

    The caller has checked that the candidate is of this session, and whatever a remote session needs.
    """
    for _ in range(ROUNDS):
        before = ports.presences.get(session, candidate)
        if before and before.valid(ports.clock(), ports.rules.certification_confirmation_minutes):
            return before
        after = Presence(
            session=session,
            candidate=candidate,
            count=before.count + 1 if before else 1,
            by=access,
            confirmed_at=iso(ports.clock()),
        )
        if _confirmed(ports, before, after):
            return after
    raise Busy("Others are confirming this candidate.")


def withdraw(ports: CertificationPorts, session: str, candidate: str, access: str) -> Presence | None:
    """Take back a confirmation that was not used; nothing happens when there is none."""
    for _ in range(ROUNDS):
        before = ports.presences.get(session, candidate)
        if before is None or before.confirmed_at is None or before.used_at is not None:
            return before
        if _withdrawn(ports, before, access):
            return replace(before, confirmed_at=None)
    raise Busy("Others are confirming this candidate.")


def _confirmed(ports: CertificationPorts, before: Presence | None, after: Presence) -> bool:
    details = {"presence": after.count}
    try:
        ports.trail.write(
            after.session,
            "presence-confirmed",
            after.by,
            after.candidate,
            details,
            lambda write: ports.presences.confirming(write, before, after),
        )
    except Refused:
        return False
    return True


def _withdrawn(ports: CertificationPorts, before: Presence, access: str) -> bool:
    details = {"presence": before.count}
    try:
        ports.trail.write(
            before.session,
            "presence-withdrawn",
            access,
            before.candidate,
            details,
            lambda write: ports.presences.withdrawing(write, before),
        )
    except Refused:
        return False
    return True
