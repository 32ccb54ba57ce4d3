"""What people are shown of their own results: pure, from what is stored."""

from chalicelib.certificates.holding import present
from chalicelib.certificates.issuance.model import Filed
from chalicelib.certificates.issuance.ports import Frozen
from chalicelib.certificates.model import Standing, Status, StatusChange
from chalicelib.certificates.ports import Issued
from chalicelib.certification.model import Session
from chalicelib.jury.outcomes import Outcome
from chalicelib.jury.ports import Appeal
from tests.fakes.certificates import certificate, holder

SESSION = Session(
    id="s",
    number="48213907",
    centre="c",
    address="",
    room="",
    date="2026-11-12",
    time="09:00",
    invigilators="",
    access_code="",
    invigilator_password="",
    created_by="p",
    created_at="",
    plan="",
)
NOBODY = Outcome(
    candidate="k",
    status="rejected",
    reason="fraud",
    result=None,
    decision="k#001",
    decided_at="",
    comment="",
    open=False,
)


def issued(name: str, *history: tuple[Status, str, str], **facts: str) -> Issued:
    """A certificate and its changes: status, by whom, why."""
    changes = tuple(StatusChange(status=to, at="2026-12-01T00:00:00Z", by=by, reason=why) for to, by, why in history)
    return Issued(certificate(id=name, code=f"P-{name}", **facts), holder(), Standing(history=changes), None)


def shown(current: str, *certificates: Issued, appeal: Appeal | None = None) -> present.ResultView:
    return present.published(SESSION, "Lycée", NOBODY, appeal, None, current, certificates)


def test_the_certificate_in_force_and_those_before_it() -> None:
    """A replaced one points to its successor by the code that people know; the notes of issuance are not shown."""
    first = issued("1", ("revoked", "certificate-issuance", "replaced by P-2"), delivered_at="2026-11-01T00:00:00Z")
    second = issued("2", delivered_at="2026-12-01T00:00:00Z", replaces="1")
    found = shown("2", first, second)
    assert found.certificate
    assert (found.certificate.code, found.certificate.status, found.certificate.since) == ("P-2", "valid", None)
    (former,) = found.former
    assert (former.code, former.status, former.replaced_by, former.reason) == ("P-1", "revoked", "P-2", None)
    assert former.since == "2026-12-01T00:00:00Z"


def test_why_somebody_changed_it_is_told() -> None:
    """A suspension is somebody's act, and its holder may read why; once it is valid again nothing is left of it."""
    suspended = shown("1", issued("1", ("suspended", "operator", "under examination"))).certificate
    assert suspended
    assert (suspended.status, suspended.reason) == ("suspended", "under examination")
    again = shown("1", issued("1", ("suspended", "operator", "x"), ("valid", "operator", "y"))).certificate
    assert again
    assert (again.status, again.since, again.reason) == ("valid", None, None)


def test_one_that_was_revoked_for_good() -> None:
    """Without a successor, and without one in force, it is still told of."""
    found = shown("", issued("1", ("revoked", "certificate-issuance", "decision k#002")))
    assert (found.certificate, found.former[0].replaced_by, found.former[0].reason) == (None, None, None)


def test_one_that_is_about_to_be_replaced_is_not_called_former() -> None:
    """Between a new decision and its certificate the old one still holds: nothing false is said of it."""
    assert shown("", issued("1")).former == ()


def test_appeals() -> None:
    """One's own words; those of an erased person are blank and not shown."""
    made = shown("", appeal=Appeal(candidate="k", at="2026-12-01T00:00:00Z", text="why", salt="s")).appeal
    assert made
    assert made.text == "why"
    assert shown("", appeal=Appeal(candidate="k", at="", text="", salt="")).appeal is None


def test_a_whole_certificate() -> None:
    """Names in the reader's language, levels that were not assessed as such, files with their sizes."""
    filed = Filed(key="k", sha256="x", size=1234, signed_by="k")
    known = issued("1")
    frozen = Frozen(known.certificate, holder(), {"document": filed, "credential": filed})
    view = present.certificate(known, frozen, None, "en", "https://pix.example")
    assert view.areas[0].name == "Information and data"
    assert view.areas[2].competences[2].level is None
    assert [(each.kind, each.language, each.bytes) for each in view.files] == [
        ("pdf", "fr", 1234),
        ("credential", None, 1234),
    ]
    assert view.verification_url == "https://pix.example/v/P-1"
    forgotten = Frozen(known.certificate, None, frozen.files)
    assert present.certificate(known, forgotten, None, "en", "https://pix.example").files == ()
