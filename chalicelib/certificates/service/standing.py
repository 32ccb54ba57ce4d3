"""Suspends, reinstates and revokes: the change, its bits and its entry in the trail at once, then the lists."""

from collections.abc import Callable

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.credentials.status_list import PURPOSES
from chalicelib.certificates.model import Status, StatusChange, StatusError
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.certificates.service import status_lists
from chalicelib.shared.audit import Refused, Trail, new_salt, sealed
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound

ACTS: dict[Status, str] = {
    "suspended": "certificate-suspended",
    "revoked": "certificate-revoked",
    "valid": "certificate-reinstated",
}


Also = Callable[[TransactWrite, int], None]  # writes with the change, whose number it is given


def change(
    ports: CertificatePorts,
    trail: Trail,
    certificate: str,
    to: Status,
    by: str,
    reason: str,
    *,
    also: Also | None = None,
) -> StatusChange:
    """Make the change and publish the lists; workflow functions only. It may run twice: the second run publishes again.

    NotFound, StatusError; Busy when another change came in between.
    """
    issued = ports.certificates.get(certificate)
    if issued is None:
        raise NotFound(f"There is no certificate {certificate}.")
    done = issued.standing.history[-1] if issued.standing.history else None
    made = StatusChange(status=to, at=iso(ports.clock()), by=by, reason=reason, salt=new_salt())
    if done and (done.status, done.by, done.reason) == (to, by, reason):
        made = done  # this very change was written by a run that then died
    else:
        _write(ports, trail, certificate, made, also)
    if issued.place:
        for purpose in PURPOSES:
            status_lists.publish(ports, issued.place.number, purpose)
    return made


def _write(ports: CertificatePorts, trail: Trail, certificate: str, made: StatusChange, also: Also | None) -> None:
    issued = ports.certificates.get(certificate)
    assert issued is not None
    number = len(issued.standing.history) + 1

    def alongside(write: TransactWrite) -> None:
        ports.certificates.add_change(write, issued, made)
        if also:
            also(write, number)

    try:
        trail.write(
            issued.certificate.session,
            ACTS[made.status],
            made.by,
            certificate,
            {"change": number, "reason": sealed(made.reason, made.salt)},
            alongside,
        )
    except Refused as error:
        raise Busy("Another change of this certificate came in between.") from error


__all__ = ["StatusError", "change"]
