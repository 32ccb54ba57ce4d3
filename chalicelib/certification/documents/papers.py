"""What the documents of a session say, in the words of a language, typeset."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from chalicelib.certification import names
from chalicelib.certification.documents.model import DocumentJob
from chalicelib.certification.model import Candidate, Centre, Session
from chalicelib.shared import qr, typesetting
from chalicelib.shared.rules import Rules
from chalicelib.shared.wording import long_date

INVIGILATION_PAGE = "invigilator"
Facts = dict[str, Any]


def attendance(job: DocumentJob, centre: Centre, session: Session, candidates: Sequence[Candidate]) -> bytes:
    """The table to sign, by last name. Raises typesetting.Unprintable."""
    words = typesetting.words(job.language)
    listed = sorted(candidates, key=lambda each: (names.plain(each.last_name), names.plain(each.first_name), each.id))
    facts = {**_common(job, centre, session, words), "candidates": [_row(each, words) for each in listed]}
    return typesetting.typeset("attendance", job.language, facts, _moment(job))


def kit(job: DocumentJob, centre: Centre, session: Session, public_url: str, rules: Rules) -> bytes:
    """What an invigilator needs on the day: codes, address, rules. Raises typesetting.Unprintable."""
    words = typesetting.words(job.language)
    address = f"{public_url}/{job.language}/{INVIGILATION_PAGE}"
    facts = {
        **_common(job, centre, session, words),
        "access_code": session.access_code,
        "password": session.invigilator_password,
        "address": address,
        "address_shown": address.partition("://")[2],
        "qr": qr.svg(address),
        "rules": [_chapter(name, words, rules) for name in ("before", "during", "after")],
    }
    return typesetting.typeset("kit", job.language, facts, _moment(job))


def _common(job: DocumentJob, centre: Centre, session: Session, words: Mapping[str, Any]) -> Facts:
    made = long_date(datetime.fromisoformat(job.requested_at).date(), words)
    return {
        "session": f"{words['session']['number']} {session.number}",
        "made": words["attendance"]["made"].format(when=made),
        "lines": _lines(centre, session, words),
    }


def _lines(centre: Centre, session: Session, words: Mapping[str, Any]) -> list[Facts]:
    spoken = words["session"]
    day = long_date(date.fromisoformat(session.date), words)
    place = spoken["remote"] if session.remote else ", ".join(filter(None, (session.address, session.room)))
    said = {
        "number": session.number,
        "centre": centre.name,
        "place": place,
        "when": f"{day}, {session.time}" + (f" ({session.zone.replace('_', ' ')})" if session.remote else ""),
        "invigilators": session.invigilators,
    }
    return [{"label": spoken[name], "text": _plain(text), "strong": name == "number"} for name, text in said.items()]


def _row(candidate: Candidate, words: Mapping[str, Any]) -> Facts:
    return {
        "last_name": _plain(candidate.last_name),
        "first_name": _plain(candidate.first_name),
        "birth": long_date(date.fromisoformat(candidate.birth_date), words),
        "extra_time": f"+ {round(candidate.extra_time * 100)}\u00a0%" if candidate.extra_time else "",
    }


def _chapter(name: str, words: Mapping[str, Any], rules: Rules) -> Facts:
    spoken = words["kit"]
    numbers = {
        "minutes": _number(rules.certification_confirmation_minutes),
        "questions": rules.certification_questions,
        "duration": rules.certification_minutes,
    }
    return {"title": spoken[name], "steps": [step.format(**numbers) for step in spoken[f"{name}_rules"]]}


def _number(number: float) -> str:
    return f"{number:g}"


def _moment(job: DocumentJob) -> int:
    return int(datetime.fromisoformat(job.requested_at).timestamp())


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
