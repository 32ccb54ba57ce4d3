"""The public verification pages: HTML without scripts, in the reader's language, for people and for print."""

import base64
import hashlib
import json
import math
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.certificates.model import Certificate, CertifiedArea, CertifiedCompetence
from chalicelib.certificates.service.verification import Found
from chalicelib.shared.clock import parse
from chalicelib.shared.errors import STATUS, PixError, TooManyRequests
from chalicelib.shared.http import Reply
from chalicelib.shared.i18n import translate
from chalicelib.shared.wording import grouped, long_date

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
LANGUAGES = {"fr": "Français", "en": "English", "de": "Deutsch"}
CALM = {"code-malformed", "too-many-requests", "other"}  # nothing is wrong with the certificate
HTML = "text/html; charset=utf-8"

Words = Mapping[str, Any]


def form(language: str) -> Reply:
    """The page on which a code is typed."""
    return _page("form", language, "/v")


def found(answer: Found, language: str, now: datetime) -> Reply:
    """The page of a certificate that exists."""
    words, certificate, holder = _words(language), answer.certificate, answer.holder
    assert certificate is not None
    return _page(
        "found",
        language,
        f"/v/{certificate.code}",
        outcome=answer.outcome,
        said=_said(words, answer.outcome, since=_day(answer.since, words)),
        certificate=certificate,
        holder=f"{holder.first_name} {holder.last_name}" if holder else "",
        tested_on=_day(certificate.tested_on, words),
        delivered_on=_day(certificate.delivered_at, words),
        areas=[_area(area, certificate, language) for area in certificate.areas],
        as_of=words["as_of"].format(date=long_date(now.date(), words), time=f"{now:%H:%M}"),
        **_measures(certificate, words),
    )


def refused(error: PixError, language: str, correlation_id: str) -> Reply:
    """The page of an error; no code is repeated in it unless it was well-formed."""
    words = _words(language)
    known = error.code if error.code in words["outcome"] else "other"
    minutes = math.ceil(error.retry_after / 60) if isinstance(error, TooManyRequests) else 0
    reply = _page(
        "refused",
        language,
        "/v",
        said=_said(words, known, minutes=minutes),
        calm=known in CALM,
        wait=known == "too-many-requests",
        typed=error.parameters.get("typed", ""),
        reference=words["reference"].format(reference=correlation_id) if known == "other" else "",
    )
    retry = {"Retry-After": str(error.retry_after)} if isinstance(error, TooManyRequests) else {}
    return Reply(text=reply.text, status=int(STATUS[error.code]), headers={**reply.headers, **retry})


def results_refused(error: PixError, language: str, correlation_id: str) -> Reply:
    """The page of an error for who opened a link to a session's results: what is so, and what to do."""
    told = translate(language, f"error.{error.code}", **error.parameters)
    reply = _page("results", language, "", told=told, correlation_id=correlation_id)
    return Reply(text=reply.text, status=int(STATUS[error.code]), headers=reply.headers)


def _page(name: str, language: str, path: str, **facts: Any) -> Reply:
    template = _environment().get_template(f"verification/{name}.html.j2")
    given = {"typed": "", **facts}
    text = template.render(
        words=_words(language), language=language, languages=LANGUAGES, path=path, style=_style(), **given
    )
    return Reply(text=text, headers=security_headers())


@cache
def security_headers() -> dict[str, str]:
    """Nothing but our own style and form; not for search engines, frames or caches."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return {
        "Content-Type": HTML,
        "Content-Security-Policy": policy,
        "X-Robots-Tag": "noindex, nofollow",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Vary": "Accept-Language",
    }


def _said(words: Words, outcome: str, **facts: Any) -> dict[str, str]:
    said = words["outcome"][outcome]
    return {"title": said["title"], "text": said["text"].format(**facts)}


def _measures(certificate: Certificate, words: Words) -> dict[str, str]:
    low, high = certificate.interval
    pix, most = grouped(certificate.pix, words), grouped(certificate.reachable_pix, words)
    return {
        "pix": words["pix_of"].format(pix=pix, most=most),
        "margin": words["margin"].format(low=grouped(low, words), high=grouped(high, words)),
        "reading": words["reading"].format(level=certificate.reachable_level),
    }


def _area(area: CertifiedArea, certificate: Certificate, language: str) -> dict[str, Any]:
    return {
        "name": f"{area.code} {_name(area.names, certificate, language)}",
        "competences": [_competence(each, certificate, language) for each in area.competences],
    }


def _competence(competence: CertifiedCompetence, certificate: Certificate, language: str) -> dict[str, str]:
    words, level = _words(language), competence.level
    told = words["not_assessed"] if level is None else f"{level} · {words['bands'][level]}"
    return {"name": f"{competence.code} {_name(competence.names, certificate, language)}", "level": told}


def _name(names: Mapping[str, str], certificate: Certificate, language: str) -> str:
    return names.get(language) or names[certificate.language]


def long_day(text: str, language: str) -> str:
    """A date or moment as people of a language write it, for letters; empty for none."""
    return _day(text, _words(language))


def _day(text: str, words: Words) -> str:
    """A date or moment in words; empty for none."""
    if not text:
        return ""
    return long_date(parse(text).date() if "T" in text else date.fromisoformat(text), words)


@cache
def _words(language: str) -> Words:
    return json.loads((TEMPLATES / "verification" / f"words.{language}.json").read_text(encoding="utf-8"))


@cache
def _style() -> str:
    return (TEMPLATES / "verification" / "style.css").read_text(encoding="utf-8")


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - 60 ms

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
