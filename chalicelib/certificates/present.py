"""The answer to a code, as a program reads it."""

from chalicelib.certificates.model import Certificate
from chalicelib.certificates.schemas import CertifiedView, LevelView, VerificationView
from chalicelib.certificates.service.verification import Found


def verification(answer: Found, language: str) -> VerificationView:
    """The view of a certificate that exists."""
    certificate, holder = answer.certificate, answer.holder
    assert certificate is not None
    return VerificationView(
        status=answer.outcome,  # type: ignore[arg-type] - one of the three, since there is a certificate
        code=certificate.code,
        holder=f"{holder.first_name} {holder.last_name}" if holder else None,
        centre=certificate.centre,
        framework=certificate.framework.name,
        framework_version=certificate.framework.version,
        tested_on=certificate.tested_on,
        delivered_at=certificate.delivered_at,
        since=answer.since or None,
        certified=certified(certificate, language) if answer.outcome == "valid" else None,
    )


def certified(certificate: Certificate, language: str) -> CertifiedView:
    """What it certifies, with the names of the competences in the reader's language."""
    levels = tuple(
        LevelView(
            competence=each.code, name=each.names.get(language) or each.names[certificate.language], level=each.level
        )
        for each in certificate.competences
    )
    return CertifiedView(
        pix=certificate.pix,
        interval=certificate.interval,
        reachable_pix=certificate.reachable_pix,
        reachable_level=certificate.reachable_level,
        levels=levels,
    )
