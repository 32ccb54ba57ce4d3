"""A certificate's standing: only the changes that can be, each with a reason."""

import pytest

from chalicelib.certificates.model import NEXT, Standing, Status, StatusChange, StatusError, change

PATHS: dict[Status, tuple[Status, ...]] = {"valid": (), "suspended": ("suspended",), "revoked": ("revoked",)}


def to(status: Status, reason: str = "identity under inquiry") -> StatusChange:
    """A change by the jury's president."""
    return StatusChange(status=status, at="2026-11-22T10:00:00Z", by="president", reason=reason)


def after(*statuses: Status) -> Standing:
    """A certificate that went through these."""
    standing = Standing()
    for status in statuses:
        standing = change(standing, to(status))
    return standing


@pytest.mark.parametrize("start", PATHS)
@pytest.mark.parametrize("end", PATHS)
def test_only_possible_changes(start: Status, end: Status) -> None:
    """Suspension can be lifted; revocation is for good; nothing becomes what it already is."""
    standing = after(*PATHS[start])
    if end in NEXT[start]:
        assert change(standing, to(end)).status == end
    else:
        with pytest.raises(StatusError):
            change(standing, to(end))


def test_history_keeps_every_change_in_order() -> None:
    """Who asks later why a certificate was suspended finds it."""
    standing = after("suspended", "valid", "revoked")
    assert [entry.status for entry in standing.history] == ["suspended", "valid", "revoked"]
    assert standing.reason == "identity under inquiry"


def test_a_change_needs_a_reason() -> None:
    """The verification page tells the reason: an empty one would tell nothing."""
    with pytest.raises(StatusError):
        change(Standing(), to("suspended", " "))
