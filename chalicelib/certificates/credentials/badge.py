"""A certificate as an Open Badges 3.0 credential, which is a W3C Verifiable Credential 2.0: one dictionary, unsigned.

The same certificate always gives the same document, so that an issuance which runs twice signs the same bytes twice.
"""

import hashlib
from collections.abc import Iterator, Sequence

from chalicelib.certificates.credentials import digcomp
from chalicelib.certificates.credentials.canonical import OPEN_BADGES, VC, Document
from chalicelib.certificates.credentials.issuer import Issuer
from chalicelib.certificates.model import Certificate, CertifiedCompetence, Holder
from chalicelib.shared.i18n import translate

LEVELS = [str(level) for level in range(9)]


def build(certificate: Certificate, holder: Holder, status: Sequence[Document], issuer: Issuer) -> Document:
    """The credential; `status` are its entries in the status lists (`status_list.entries`)."""
    return {
        "@context": [VC, OPEN_BADGES],
        "id": f"{issuer.url}/v/{certificate.code}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": _text(certificate, "name"),
        "description": _text(
            certificate,
            "summary",
            pix=certificate.pix,
            low=certificate.interval[0],
            high=certificate.interval[1],
            reachable=certificate.reachable_pix,
        ),
        "issuer": issuer.profile,
        "validFrom": certificate.delivered_at,
        "awardedDate": certificate.delivered_at,
        "credentialSubject": {
            "type": ["AchievementSubject"],
            "identifier": _identifiers(certificate, holder),
            "achievement": _achievement(certificate, issuer),
            "result": list(_results(certificate, issuer)),
        },
        "evidence": [_evidence(certificate)],
        "credentialStatus": list(status),
    }


def _text(certificate: Certificate, key: str, **values: object) -> str:
    return translate(certificate.language, f"credential.{key}", **values)


def _identifiers(certificate: Certificate, holder: Holder) -> list[Document]:
    """The name as on the certificate, and a salted hash of our own id of the person: docs/adr/0091."""
    salt = hashlib.sha256(f"salt of {certificate.id}".encode()).hexdigest()[:32]
    person = certificate.person or certificate.candidate
    return [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": f"{holder.first_name} {holder.last_name}",
            "identityType": "name",
        },
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": "sha256$" + hashlib.sha256(f"{person}{salt}".encode()).hexdigest(),
            "identityType": "systemId",
            "salt": salt,
        },
    ]


def _achievement(certificate: Certificate, issuer: Issuer) -> Document:
    """What was certified, the same for every certificate of one framework version and language."""
    version = certificate.framework.version
    return {
        "id": _achievement_id(certificate, issuer),
        "type": ["Achievement"],
        "achievementType": "Certification",
        "name": _text(certificate, "achievement", framework=certificate.framework.name, version=version),
        "description": _text(certificate, "description"),
        "inLanguage": certificate.language,
        "version": version,
        "criteria": {"id": f"{issuer.url}/v", "narrative": _text(certificate, "criteria")},
        "alignment": list(_alignments(certificate)),
        "resultDescription": [_total(certificate, issuer), *_levels(certificate, issuer)],
    }


def _achievement_id(certificate: Certificate, issuer: Issuer) -> str:
    framework = f"{certificate.framework.name}-{certificate.framework.version}".replace(" ", "-").lower()
    return f"{issuer.url}/v#{framework}"


def _alignments(certificate: Certificate) -> Iterator[Document]:
    """DigComp's own competences, each once, in order."""
    version = certificate.framework.version
    for code in sorted({code for competence in certificate.competences for code in competence.digcomp}):
        yield {
            "type": ["Alignment"],
            "targetCode": code,
            "targetName": digcomp.name(code, version),
            "targetFramework": f"{certificate.framework.name} {version}",
            "targetUrl": digcomp.address(version),
        }


def _total(certificate: Certificate, issuer: Issuer) -> Document:
    return {
        "id": f"{_achievement_id(certificate, issuer)}.pix",
        "type": ["ResultDescription"],
        "name": _text(certificate, "pix"),
        "resultType": "ScaledScore",
        "valueMin": "0",
        "valueMax": str(certificate.reachable_pix),
    }


def _levels(certificate: Certificate, issuer: Issuer) -> Iterator[Document]:
    for competence in certificate.competences:
        yield {
            "id": _level_id(certificate, competence, issuer),
            "type": ["ResultDescription"],
            "name": f"{competence.code} {competence.names[certificate.language]}",
            "resultType": "PerformanceLevel",
            "allowedValue": LEVELS[: certificate.reachable_level + 1],
        }


def _level_id(certificate: Certificate, competence: CertifiedCompetence, issuer: Issuer) -> str:
    return f"{_achievement_id(certificate, issuer)}.{competence.code}"


def _results(certificate: Certificate, issuer: Issuer) -> Iterator[Document]:
    """The total, then each competence that was assessed."""
    total = _total(certificate, issuer)["id"]
    yield {"type": ["Result"], "resultDescription": total, "value": str(certificate.pix)}
    for competence in certificate.competences:
        if competence.level is not None:
            described = _level_id(certificate, competence, issuer)
            yield {"type": ["Result"], "resultDescription": described, "value": str(competence.level)}


def _evidence(certificate: Certificate) -> Document:
    """Where and when the test was taken."""
    return {
        "type": ["Evidence"],
        "name": _text(certificate, "evidence"),
        "narrative": _text(
            certificate,
            "test",
            centre=certificate.centre,
            date=certificate.tested_on,
            session=certificate.session_number,
        ),
    }
