"""The certificate as a document: its facts in the words of a language, typeset."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from chalicelib.certificates.model import Certificate, CertifiedArea, CertifiedCompetence, Holder
from chalicelib.shared import qr, typesetting
from chalicelib.shared.wording import grouped, long_date

Facts = dict[str, Any]


def pdf(
    certificate: Certificate, holder: Holder, public_url: str, language: str = "", credential: bytes = b""
) -> bytes:
    """The unsigned document, the same bytes for the same facts; in the certificate's language unless another is given.

    `credential` (JSON) goes into the file as an attachment, under the same signature: one file for people and programs.
    Raises typesetting.Unprintable when the holder's name, or the centre's, has signs that our fonts lack.
    """
    spoken = language or certificate.language
    made_at = int(datetime.fromisoformat(certificate.delivered_at).timestamp())
    said = {**facts(certificate, holder, public_url, spoken), "credential": credential.decode()}
    return typesetting.typeset("certificate", spoken, said, made_at)


def address(certificate: Certificate, public_url: str) -> str:
    """Where anybody can verify it."""
    return f"{public_url}/v/{certificate.code}"


def facts(certificate: Certificate, holder: Holder, public_url: str, language: str) -> Facts:
    """What the template prints, every text as it will be read."""
    words = typesetting.words(language)
    spoken = words["certificate"]
    where = address(certificate, public_url)
    most = grouped(certificate.reachable_pix, words)
    return {
        "name": _plain(f"{holder.first_name} {holder.last_name}"),
        "birth": _birth(holder, words),
        "code": certificate.code,
        "session": f"{spoken['session']} {certificate.session_number} · {spoken['engine']} {certificate.engine}",
        "pix": grouped(certificate.pix, words),
        "score_of": spoken["score_of"].format(most=most, level=certificate.reachable_level),
        "framework": _framework(certificate),
        "lines": _lines(certificate, words),
        "address": where,
        "address_shown": where.partition("://")[2],
        "qr": qr.svg(where),
        "qr_alt": spoken["qr"].format(code=certificate.code),
        "reachable_level": certificate.reachable_level,
        "areas": [_area(area, language, words) for area in certificate.areas],
        "reading": _reading(certificate, words),
    }


def _plain(text: str) -> str:
    """One line in composed letters: fonts draw these better than a letter and its accent apart."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def _birth(holder: Holder, words: Mapping[str, Any]) -> str:
    day = long_date(date.fromisoformat(holder.birth_date), words)
    return words["certificate"]["birth"].format(day=day, place=_plain(holder.birth_place))


def _framework(certificate: Certificate) -> str:
    return f"{certificate.framework.name} {certificate.framework.version}".strip()


def _lines(certificate: Certificate, words: Mapping[str, Any]) -> list[dict[str, str]]:
    spoken = words["certificate"]
    said = {
        "centre": _plain(certificate.centre),
        "framework": _framework(certificate),
        "tested_on": long_date(date.fromisoformat(certificate.tested_on), words),
        "delivered_on": long_date(datetime.fromisoformat(certificate.delivered_at).date(), words),
    }
    return [{"label": spoken[name], "text": text} for name, text in said.items()]


def _area(area: CertifiedArea, language: str, words: Mapping[str, Any]) -> Facts:
    rows = [_competence(each, language, words) for each in area.competences]
    return {"code": area.code, "name": area.names[language], "competences": rows}


def _competence(competence: CertifiedCompetence, language: str, words: Mapping[str, Any]) -> Facts:
    level = competence.level
    return {
        "code": competence.code,
        "name": competence.names[language],
        "level": level,
        "band": "" if level is None else words["certificate"]["bands"][level],
        "pix": "" if competence.pix is None else str(competence.pix),
    }


def _reading(certificate: Certificate, words: Mapping[str, Any]) -> list[str]:
    low, high = (grouped(bound, words) for bound in certificate.interval)
    most, level = grouped(certificate.reachable_pix, words), certificate.reachable_level
    names = ("reading_levels", "reading_reachable", "reading_interval", "reading_scope")
    return [words["certificate"][name].format(low=low, high=high, most=most, level=level) for name in names]
