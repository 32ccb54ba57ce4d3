"""Certificates to try documents with."""

from collections.abc import Iterator
from typing import Any

import yaml
from pynamodb.transactions import TransactWrite

from chalicelib.certificates import codes
from chalicelib.certificates.model import Certificate, CertifiedArea, CertifiedCompetence, Framework, Holder
from chalicelib.certificates.store.certificates import NEW
from chalicelib.certificates.store.rows import CertificateRow, certificate_key, to_json
from chalicelib.local.infra import ROOT
from chalicelib.shared.transactions import Refused, transaction

LEVELS: tuple[int | None, ...] = (5, 4, 6, 3, 2, 5, 7, 1, 4, None, 3, 6, 5, 2, 4, 0)


def areas() -> tuple[CertifiedArea, ...]:
    """The core framework, with a level of each kind."""
    described = yaml.safe_load((ROOT / "content" / "core" / "framework.yaml").read_text())
    levels = iter(LEVELS)
    return tuple(_area(area, levels) for area in described["areas"])


def _area(described: dict[str, Any], levels: Iterator[int | None]) -> CertifiedArea:
    competences = tuple(_competence(each, next(levels)) for each in described["competences"])
    return CertifiedArea(code=described["code"], names=described["name"], competences=competences)


def _competence(described: dict[str, Any], level: int | None) -> CertifiedCompetence:
    pix = None if level is None else 8 * level + 2
    digcomp = tuple(described["digcomp"])
    return CertifiedCompetence(code=described["code"], names=described["name"], level=level, pix=pix, digcomp=digcomp)


def certificate(**changes: Any) -> Certificate:
    """A certificate of the demo centre."""
    given: dict[str, Any] = {
        "id": "01KAP0000000000000000000AA",
        "code": codes.complete("7KQ2MXW9RT"),
        "session": "01KAP0000000000000000000SS",
        "session_number": "48213907",
        "candidate": "01KAP0000000000000000000CC",
        "person": None,
        "language": "fr",
        "centre": "Lycée Olympe-de-Gouges, Noisy-le-Sec",
        "tested_on": "2026-11-12",
        "delivered_at": "2026-11-22T10:15:00Z",
        "framework": Framework(name="DigComp", version="2.2"),
        "areas": areas(),
        "pix": 486,
        "interval": (452, 513),
        "reachable_pix": 896,
        "reachable_level": 7,
        "engine": "1",
        "result": "00001",
        **changes,
    }
    return Certificate(**given)


def holder(**changes: Any) -> Holder:
    """Its holder."""
    given = {
        "first_name": "Zoé",
        "last_name": "Lefèvre-Nguyễn",
        "birth_date": "2004-03-01",
        "birth_place": "Saint-Étienne",
        **changes,
    }
    return Holder(**given)


def stand(made: Certificate, whose: Holder) -> bool:
    """Have a certificate stand that nobody decided, as only a test may; False when one stands there already."""
    try:
        with transaction(CertificateRow) as write:
            add_standing(write, made, whose)
    except Refused:
        return False
    return True


def add_standing(write: TransactWrite, made: Certificate, whose: Holder) -> None:
    """The same inside a transaction."""
    pk = certificate_key(made.id)
    write.save(CertificateRow(pk, "certificate", data=to_json(made)), condition=NEW)
    write.save(CertificateRow(pk, "holder", data=to_json(whose)), condition=NEW)
