"""What runs by the clock: one Lambda function each, under the function's own name."""

from collections.abc import Callable

from chalicelib import workflows
from chalicelib.bootstrap import house
from chalicelib.certificates.issuance import letters
from chalicelib.certificates.service import status_lists
from chalicelib.certification.service import exposure

MINUTE, DAY = 1, 24 * 60


def reconcile_workflows() -> None:
    """Start what the facts ask for and no execution does."""
    workflows.reconcile(house())


def audit_anchor() -> None:
    """Sign where the audit trail stands."""
    house().anchors.make()


def exposure_tally() -> None:
    """Count who saw which question of a certification, and make a snapshot of it."""
    exposure.tally_now(house().certification, house().content)


def status_lists_publish() -> None:
    """Sign the lists of suspended and revoked certificates again before they expire, and mend what is behind."""
    status_lists.refresh(house().certificates)


def certificate_letters() -> None:
    """Write to the holders of certificates that were suspended, reinstated or revoked."""
    letters.tell_changes(house().issuance)


SCHEDULES: tuple[tuple[Callable[[], None], int], ...] = (  # with their periods in minutes
    (reconcile_workflows, 15 * MINUTE),
    (audit_anchor, DAY),
    (exposure_tally, MINUTE),
    (status_lists_publish, DAY),
    (certificate_letters, 5 * MINUTE),
)
