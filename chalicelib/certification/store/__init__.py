"""The certification table: the only place of this room that knows keys (docs/data.md)."""

from chalicelib.certification.store.centres import CentreRow, InvitationRow, MemberRow
from chalicelib.certification.store.rows import CertificationRow
from chalicelib.certification.store.sessions import SessionRow

CERTIFICATION_MODELS = (CertificationRow, CentreRow, MemberRow, InvitationRow, SessionRow)

__all__ = ["CERTIFICATION_MODELS"]
