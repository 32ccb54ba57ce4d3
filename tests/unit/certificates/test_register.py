"""What the national register is told: which months, of whom, in which form; and what its receipts say."""

import io
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from lxml import etree

from chalicelib.certificates.model import Certificate
from chalicelib.certificates.register import model, receipts
from chalicelib.certificates.register.flux import Flux
from chalicelib.certificates.register.model import ContractError, Passage, Person, Unfit
from chalicelib.certificates.register.receipts import Heading, ReceiptError, Verdict
from chalicelib.certification.model import Candidate
from tests.fakes.certificates import certificate, holder
from tests.fakes.register import CONTRACT, CPF, SCHEMA, receipt

AT = "2026-11-22T18:00:00.123Z"


def person(**changes: Any) -> Person:
    """Born in France, known by the code of the commune."""
    given: dict[str, Any] = {
        "birth_name": "Lefèvre",
        "first_name": "Zoé",
        "birth_date": "2004-03-01",
        "sex": "F",
        "insee_code": "42218",
        "city": "Saint-Étienne",
        "country_code": "99100",
        "country": "FRANCE",
    }
    return Person(**{**given, **changes})


def written(*passages: Passage) -> etree._Element:
    """The file of these passages, as another reader reads it; it keeps to our schema."""
    out = io.StringIO()
    flux = Flux(out, "01KAP0000000000000000000EE-001", AT, CONTRACT)
    for each in passages:
        flux.add(each)
    flux.close()
    root = etree.fromstring(out.getvalue().encode())
    SCHEMA.assertValid(root)
    return root


def texts(root: etree._Element, name: str) -> list[str | None]:
    return [each.text for each in root.iter(f"{{{CPF}}}{name}")]


@pytest.mark.parametrize(
    ("today", "month"),
    [("2026-11-22", "2026-08"), ("2026-12-31", "2026-09"), ("2027-01-01", "2026-10"), ("2027-03-31", "2026-12")],
)
def test_the_window_is_of_whole_months(today: str, month: str) -> None:
    """Three months are what appeals and second looks take, also over the end of a year."""
    assert model.latest_month(date.fromisoformat(today), 3) == month


def test_only_a_month_that_is_over_is_one() -> None:
    """Half a month told would hide that the rest was not."""
    today = date(2027, 1, 1)
    assert [
        month for month in ("2026-12", "2027-01", "2027-02", "2026-13", "26-12", "") if model.is_over(month, today)
    ] == ["2026-12"]


@pytest.mark.parametrize(
    ("part", "value"),
    [("client", ""), ("client", "123456789"), ("contract", "a b"), ("kind", "RX"), ("code", "5875"), ("code", "RNCP1")],
)
def test_a_contract_is_checked_before_anything_is_written(part: str, value: str) -> None:
    """A wrong id would have the Caisse refuse every file."""
    good = {"client": "03ABC123", "contract": "MCFCER000001", "kind": "RS", "code": "RS1234"}
    assert model.contract(**good).code == "RS1234"
    with pytest.raises(ContractError, match=r"PIX_REGISTER_"):
        model.contract(**{**good, part: value})


def test_what_is_told_of_a_certificate() -> None:
    """Score, levels above 0 with area and competence, the day it bears, no end, who holds it."""
    told = certificate(delivered_at="2026-08-31T23:59:59.000Z")
    root = written(model.passage(told, person()))
    assert texts(root, "idTechnique") == [told.id]
    assert texts(root, "obtentionCertification") == ["PAR_SCORING"]
    assert texts(root, "dateDebutValidite") == ["2026-08-31"]
    assert texts(root, "dateFinValidite") == [None]
    assert texts(root, "scoring") == texts(root, "scoreGeneral") == ["486"]
    levels = texts(root, "niveau")
    places = zip(texts(root, "domaineCompetenceId"), texts(root, "competenceId"), strict=True)
    known = {each.code: each.level for each in told.competences if each.level}
    assert dict(zip((f"{area}.{one}" for area, one in places), levels, strict=True)) == {
        code: str(level) for code, level in known.items()
    }
    assert texts(root, "codeInsee") == ["42218"]
    assert texts(root, "codePaysNaissance") == ["100"]
    assert [texts(root, name)[0] for name in ("anneeNaissance", "moisNaissance", "jourNaissance", "sexe")] == [
        "2004", "03", "01", "F",
    ]  # fmt: skip
    assert texts(root, "horodatage") == ["2026-11-22T18:00:00+00:00"]


def test_a_birth_place_that_is_half_known() -> None:
    """By postal code, or by nothing: then it is nil, and what is not known is not there at all."""
    by_postal = model.passage(certificate(id="a"), person(insee_code="", postal_code="42000"))
    by_nothing = model.passage(certificate(id="b"), person(insee_code="", city="", country="", country_code=""))
    root = written(by_postal, by_nothing)
    assert texts(root, "codePostal") == ["42000", None]
    assert texts(root, "libelleCommuneNaissance") == ["Saint-Étienne"]
    assert texts(root, "codePaysNaissance") == ["100"]


def test_a_certificate_without_a_level() -> None:
    """The register knows no level 0, and no empty list of levels."""
    none = tuple(
        type(area)(
            code=area.code, names=area.names, competences=tuple(each for each in area.competences if not each.level)
        )
        for area in certificate().areas
    )
    root = written(model.passage(certificate(areas=none, pix=3), person()))
    assert texts(root, "presenceNiveauNumeriqueEuro") == ["false"]
    assert texts(root, "niveauNumeriqueEuropeen") == []


@pytest.mark.parametrize("name", ['<D\'Été> & "Co"', "]]><x/>", "Đặng Ǆ 𝔘", "&amp;", "a\u2028b"])
def test_names_stay_names(name: str) -> None:
    """Markup in a name would break a file of 50,000, or say something else."""
    root = written(model.passage(certificate(), person(birth_name=name)))
    assert texts(root, "nomNaissance") == [" ".join(name.split())]
    assert len(list(root.iter(f"{{{CPF}}}passageCertification"))) == 1


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"sex": None}, "missing:sex"),
        ({"birth_name": " ", "birth_date": ""}, "missing:birth_name,birth_date"),
        ({"first_name": "A\x07b"}, "unreadable:first_name"),
        ({"city": "\ufffe"}, "unreadable:city"),
        ({"birth_name": "x" * 61}, "too-long:birth_name"),
    ],
)
def test_what_the_register_would_refuse_is_left_out(changes: dict[str, Any], reason: str) -> None:
    """One bad passage would make the whole file unusable; the reason names fields, nobody."""
    with pytest.raises(Unfit) as unfit:
        model.passage(certificate(), person(**changes))
    assert str(unfit.value) == reason


def test_long_places_are_cut() -> None:
    """The register has room for 40 letters; nobody is recognised by the rest."""
    root = written(model.passage(certificate(), person(city="L" * 80)))
    assert texts(root, "libelleCommuneNaissance") == ["L" * 40]


@pytest.mark.parametrize("status", ["suspended", "revoked"])
def test_what_does_not_hold_is_not_told(status: Any) -> None:
    """The register would believe it."""
    with pytest.raises(Unfit, match=status):
        model.holder_of(status, holder())
    with pytest.raises(Unfit, match="erased"):
        model.holder_of("valid", None)


def test_who_was_born_elsewhere() -> None:
    """The country is told by INSEE's code, in place of a commune's; without an enrolment the names are left."""
    enrolled = Candidate(
        id="c",
        session="s",
        first_name="x",
        last_name="x",
        birth_date="2000-01-01",
        birth_city="Köln",
        birth_insee_code="99109",
        birth_country="ALLEMAGNE",
        sex="M",
    )
    told = model.person(holder(), enrolled)
    assert (told.birth_name, told.sex, told.insee_code, told.country_code) == (
        holder().last_name,
        "M",
        "99109",
        "99109",
    )
    root = written(model.passage(certificate(), told))
    assert (texts(root, "codeInsee"), texts(root, "codePaysNaissance")) == (["99109"], ["109"])
    assert model.person(holder(), None).sex is None


def test_the_id_of_a_file_leads_to_its_export() -> None:
    """A receipt repeats it, and nothing else."""
    assert model.export_of(model.flux_id("01KAP", 12)) == "01KAP"
    assert model.month_of(certificate(delivered_at="2026-12-31T23:00:00Z")) == "2026-12"


def read(text: str) -> tuple[Heading, list[Verdict]]:
    source = io.BytesIO(text.encode())
    return receipts.heading(source), list(receipts.verdicts(source))


@pytest.mark.parametrize("namespace", ['xmlns:ns2="urn:cdc:cpf:pc5:rapport:schema"', 'xmlns="urn:other"', ""])
def test_a_receipt_is_read(namespace: str) -> None:
    """With or without a namespace: what it says is in the names of its elements."""
    told = receipt("E-001", accepted=["a", "b"], refused={"c": "Aucun titulaire & rien"}, namespace=namespace)
    assert read(told) == (
        Heading("E-001", "13407", 2, 1),
        [Verdict("c", False, "Aucun titulaire & rien"), Verdict("a", True), Verdict("b", True)],
    )


def broken() -> Iterable[tuple[str, str]]:
    """Files that are no receipts, and what is said of each."""
    good = receipt("E-001", accepted=["a"])
    yield good[:-5], "no whole XML"
    yield "", "no whole XML"
    yield "<html/>", "begins with html"
    yield receipt("", accepted=["a"]), "which file"
    yield receipt("E-001", accepted=[""]), "without saying which"
    yield f'<!DOCTYPE rapport [<!ENTITY a "b">]>{good.partition("?>")[2]}', "declaration"
    yield good.replace("<rapport", "<x/><rapport"), "begins with x"
    for encoding in ("utf-7", "shift_jis", "nonsense", "idna"):
        yield f'<?xml version="1.0" encoding="{encoding}"?>{good.partition("?>")[2]}', "no whole XML"


@pytest.mark.parametrize(("text", "why"), list(broken()))
def test_a_broken_receipt_is_refused(text: str, why: str) -> None:
    """Half a receipt, read, would look like a whole one."""
    with pytest.raises(ReceiptError, match=why):
        read(text)


def test_a_long_reason_is_cut() -> None:
    """A reason is kept with each certificate, and shown on one line."""
    _, (verdict,) = read(receipt("E-001", refused={"a": "x" * 9_999}))
    assert len(verdict.reason) == 300


def test_our_schema_refuses() -> None:
    """A schema that accepts anything would prove nothing."""
    told: Certificate = certificate()
    root = written(model.passage(told, person()))
    for name, value in (
        ("sexe", "X"),
        ("niveau", "0"),
        ("nomNaissance", ""),
        ("code", "x" * 101),
        ("codePaysNaissance", ""),
    ):
        (element, *_) = root.iter(f"{{{CPF}}}{name}")
        before, element.text = element.text, value
        assert not SCHEMA.validate(root), name
        element.text = before
    assert SCHEMA.validate(root)
