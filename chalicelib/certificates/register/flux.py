"""Writes the XML of one file, passage by passage: nothing of it is kept in memory. Pure but for the stream."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from io import TextIOBase
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from chalicelib.certificates.register.model import Contract, Passage, Person
from chalicelib.shared.clock import parse

NAMESPACE = "urn:cdc:cpf:pc5:schema:1.0.0"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
COUNTRY = "99"  # begins INSEE's code of a country; the register's has the three digits behind it
ROOT = {"xmlns:cpf": NAMESPACE, "xmlns:xsi": INSTANCE}
NIL = {"xsi:nil": "true"}


class Flux:
    """One file: made with who tells and when, `add` each passage, `close`."""

    def __init__(self, out: TextIOBase, flux: str, at: str, contract: Contract) -> None:
        self._xml = XMLGenerator(out, "utf-8", short_empty_elements=True)
        self._open: list[str] = []
        self._xml.startDocument()
        self._begin("flux", ROOT)
        self._leaf("idFlux", flux)
        self._leaf("horodatage", _moment(at))
        self._begin("emetteur")
        self._leaf("idClient", contract.client)
        self._begin("certificateurs")
        self._begin("certificateur")
        self._leaf("idClient", contract.client)
        self._leaf("idContrat", contract.contract)
        self._begin("certifications")
        self._begin("certification")
        self._leaf("type", contract.kind)
        self._leaf("code", contract.code)
        self._leaf("natureDeposant", "CERTIFICATEUR")
        self._begin("passageCertifications")

    def add(self, passage: Passage) -> None:
        """One more certificate."""
        with self._within("passageCertification"):
            self._leaf("idTechnique", passage.id)
            self._leaf("obtentionCertification", "PAR_SCORING")
            self._leaf("donneeCertifiee", "true")
            self._leaf("dateDebutValidite", passage.valid_from)
            self._leaf("dateFinValidite")
            self._leaf("presenceNiveauLangueEuro", "false")
            self._levels(passage)
            self._leaf("scoring", str(passage.score))
            self._leaf("mentionValidee")
            with self._within("modalitesInscription"):
                self._leaf("modaliteAcces")
            with self._within("identificationTitulaire"), self._within("titulaire"):
                self._holder(passage.person)
        self._xml.characters("\n")

    def close(self) -> None:
        """End everything that is open."""
        while self._open:
            self._end()
        self._xml.endDocument()

    def _levels(self, passage: Passage) -> None:
        """The European digital levels, of competences that have one: the register knows no level 0."""
        self._leaf("presenceNiveauNumeriqueEuro", "true" if passage.results else "false")
        if not passage.results:
            return
        with self._within("niveauNumeriqueEuropeen"):
            self._leaf("scoreGeneral", str(passage.score))
            with self._within("resultats"):
                for level, area, competence in passage.results:
                    with self._within("resultat"):
                        self._leaf("niveau", str(level))
                        self._leaf("domaineCompetenceId", area)
                        self._leaf("competenceId", competence)

    def _holder(self, person: Person) -> None:
        year, month, day = person.birth_date.split("-")
        self._leaf("nomNaissance", person.birth_name)
        self._leaf("nomUsage")
        self._leaf("prenom1", person.first_name)
        self._leaf("anneeNaissance", year)
        self._leaf("moisNaissance", month)
        self._leaf("jourNaissance", day)
        self._leaf("sexe", person.sex or "")
        with self._within("codeCommuneNaissance"):
            by, code = ("Insee", person.insee_code) if person.insee_code else ("Postal", person.postal_code)
            with self._within(f"code{by}Naissance"):
                self._leaf(f"code{by}", code)
        self._known("libelleCommuneNaissance", person.city)
        self._known("codePaysNaissance", person.country_code.removeprefix(COUNTRY))
        self._known("libellePaysNaissance", person.country)

    def _known(self, name: str, text: str) -> None:
        """What is not known is not there: the register refuses it empty."""
        if text:
            self._leaf(name, text)

    def _leaf(self, name: str, text: str = "") -> None:
        """An element with a text; without one, nil."""
        with self._within(name, {} if text else NIL):
            self._xml.characters(text)

    @contextmanager
    def _within(self, name: str, attributes: dict[str, str] | None = None) -> Iterator[None]:
        self._begin(name, attributes)
        yield
        self._end()

    def _begin(self, name: str, attributes: dict[str, str] | None = None) -> None:
        self._open.append(f"cpf:{name}")
        self._xml.startElement(self._open[-1], AttributesImpl(attributes or {}))

    def _end(self) -> None:
        self._xml.endElement(self._open.pop())


def _moment(at: str) -> str:
    """Without fractions, with its distance from UTC."""
    return parse(at).astimezone(UTC).isoformat(timespec="seconds")
