"""The facts of a certificate, taken from decision, result, session and framework on the day. Pure."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.certificates.issuance.model import IssuanceError, certificate_id, result_key
from chalicelib.certificates.model import (
    LANGUAGES,
    Certificate,
    CertifiedArea,
    CertifiedCompetence,
    Framework,
    Holder,
)
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.scoring import Result
from chalicelib.content.model import Area, ReleaseIndex
from chalicelib.jury.outcomes import Outcome
from chalicelib.shared.rules import Rules

FRANCE = ("", "FRANCE")


def holder(candidate: Candidate) -> Holder:
    """Who it is issued to, as enrolled."""
    abroad = candidate.birth_country.strip()
    place = candidate.birth_city.strip()
    if abroad.upper() not in FRANCE:
        place = f"{place} ({abroad})" if place else abroad
    return Holder(
        first_name=candidate.first_name,
        last_name=candidate.last_name,
        birth_date=candidate.birth_date,
        birth_place=place or "-",
    )


def certificate(  # noqa: PLR0913 - one argument for each source of facts
    *,
    code: str,
    outcome: Outcome,
    session: Session,
    candidate: Candidate,
    begun_at: datetime,
    published_at: str,
    centre: str,
    language: str,
    index: ReleaseIndex,
    rules: Rules,
    replaces: str = "",
) -> Certificate:
    """Everything that the certificate will say; IssuanceError when there is no result."""
    if outcome.result is None:
        raise IssuanceError("there is no result to certify")
    result = outcome.result.result
    areas = _areas(index, result)
    return Certificate(
        id=certificate_id(outcome),
        code=code,
        session=session.id,
        session_number=session.number,
        candidate=candidate.id,
        person=candidate.person,
        language=language,
        centre=centre,
        tested_on=begun_at.astimezone(ZoneInfo(session.zone)).date().isoformat(),
        delivered_at=max(published_at, outcome.decided_at),
        framework=_framework(index),
        areas=areas,
        pix=result.total,
        interval=result.interval,
        reachable_pix=sum(len(area.competences) for area in areas) * rules.max_level * rules.pix_per_level,
        reachable_level=rules.max_level,
        engine=outcome.result.engine,
        result=result_key(outcome),
        decision=outcome.decision,
        replaces=replaces or None,
    )


def _framework(index: ReleaseIndex) -> Framework:
    """`DigComp 2.2` has its version at the end."""
    version = next((each.version for each in index.frameworks if each.id == "core"), "")
    name, _, number = version.rpartition(" ")
    return Framework(name=name or "DigComp", version=number)


def _areas(index: ReleaseIndex, result: Result) -> tuple[CertifiedArea, ...]:
    found = {part.competence: part for part in result.competences}
    areas = []
    for area in index.areas:
        if area.framework != "core":
            continue
        competences = tuple(
            CertifiedCompetence(
                code=each.code,
                names=_names(each.name, each.code),
                level=found[each.code].level if each.code in found else None,
                pix=found[each.code].pix if each.code in found else None,
                digcomp=each.digcomp,
            )
            for each in index.competences
            if (each.area, each.framework) == (area.code, area.framework)
        )
        areas.append(_area(area, competences))
    if missing := found.keys() - {each.code for area in areas for each in area.competences}:
        raise IssuanceError(f"the framework has no competence {', '.join(sorted(missing))}")
    return tuple(areas)


def _area(area: Area, competences: tuple[CertifiedCompetence, ...]) -> CertifiedArea:
    return CertifiedArea(code=area.code, names=_names(area.name, area.code), competences=competences)


def _names(names: Mapping[str, str], code: str) -> dict[str, str]:
    """In every language that certificates are printed in."""
    other = next(iter(names.values()), code)
    return {**names, **{language: names.get(language, other) for language in LANGUAGES}}
