"""The certification table: the only place of this room that knows keys (docs/data.md)."""

from chalicelib.certification.store.centres import CentreRow, InvitationRow, MemberRow
from chalicelib.certification.store.exposure import EXPOSURE_MODELS
from chalicelib.certification.store.imports import ImportRow
from chalicelib.certification.store.presence import PresenceRow
from chalicelib.certification.store.rows import CertificationRow
from chalicelib.certification.store.sessions import SessionRow
from chalicelib.certification.store.tests import ProgressRow, TestRow

CERTIFICATION_MODELS = (
    CertificationRow,
    CentreRow,
    MemberRow,
    InvitationRow,
    SessionRow,
    ImportRow,
    PresenceRow,
    ProgressRow,
    TestRow,
    *EXPOSURE_MODELS,
)

__all__ = ["CERTIFICATION_MODELS"]
