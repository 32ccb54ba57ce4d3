"""How people are filed and told apart, without a store."""

import pytest

from chalicelib.certificates.finding import model
from chalicelib.certificates.finding.errors import NobodyFound, SeveralFound
from chalicelib.certificates.finding.model import Held, Pointer
from chalicelib.certificates.finding.schemas import FindPerson
from chalicelib.certificates.finding.service import way_of
from chalicelib.certificates.model import Standing, Status, StatusChange
from chalicelib.certification.model import Centre
from chalicelib.clients.model import Client, asked
from chalicelib.shared.errors import InvalidRequest
from tests.fakes.certificates import certificate, holder

SCHOOL = Centre("01KAP0000000000000000000EE", "Lycée Ada", "SCO", "", external_id="0750001A")


def pointer(number: int, person: str) -> Pointer:
    return Pointer(certificate=f"C{number}", person=person, centre="E")


def held(number: int, status: Status = "valid", tested_on: str = "2026-01-01", successor: str = "") -> Held:
    changes = () if status == "valid" else (StatusChange(status=status, at="x", by="x", reason="x"),)
    made = certificate(id=f"C{number}", tested_on=tested_on)
    return Held(made, holder(), Standing(history=changes), successor)


def test_filed_as_searched() -> None:
    """What issuance files is what each way of searching asks for, in whichever spelling."""
    filed = model.filed_under(holder(), "120 890177 HA", SCHOOL)
    assert filed == (
        model.by_identity("LEFEVRE  nguyen", "zoe", "2004-03-01"),
        model.by_external_id(SCHOOL.id, "120\t890177\u200bha\u00a0"),
        model.by_external_id("0750001a", "120890177HA"),
    )
    assert len(model.filed_under(holder(), " ", SCHOOL)) == 1


def test_fields_are_not_run_together() -> None:
    """First for last name, one centre's number for another's: other people."""
    assert model.by_identity("Ada Marie", "Byron", "2004-03-01") != model.by_identity(
        "Ada", "Marie Byron", "2004-03-01"
    )
    assert model.by_identity("Ada", "Byron", "2004-03-01") != model.by_identity("Byron", "Ada", "2004-03-01")
    assert model.by_external_id("a", "bc") != model.by_external_id("ab", "c")
    assert model.by_external_id("a", "b\0c") != model.by_external_id("a\0b", "c")


def test_exactly_one_person() -> None:
    """Nobody and two people are refusals; one person's certificates are all told."""
    with pytest.raises(NobodyFound):
        model.one_person([])
    with pytest.raises(SeveralFound):
        model.one_person([pointer(1, "ada"), pointer(2, "ada"), pointer(3, "grace")])
    assert len(model.one_person([pointer(1, "ada"), pointer(2, "ada")])) == 2


def test_without_an_account_the_candidate_counts() -> None:
    """Two tests without an account are never taken for one person's."""
    assert model.pointer(certificate(), "E").person == certificate().candidate
    assert model.pointer(certificate(person="ada"), "E").person == "ada"


def test_which_certificate_counts() -> None:
    """In force before suspended before revoked before replaced; of equals the newest."""
    found = model.newest_first(
        [
            held(1, tested_on="2024-01-01"),
            held(2, "revoked", "2027-01-01"),
            held(3, tested_on="2025-01-01"),
            held(4, "suspended", "2027-01-01"),
            held(5, "revoked", "2028-01-01", successor="P-X"),
        ]
    )
    assert [each.certificate.id for each in found] == ["C3", "C1", "C4", "C2", "C5"]
    assert [each.status for each in found] == ["valid", "valid", "suspended", "revoked", "replaced"]


@pytest.mark.parametrize(
    ("told", "way"),
    [
        ({"code": "x"}, "code"),
        ({"external_id": "x", "centre": "y"}, "external-id"),
        ({"last_name": "x", "first_name": "y", "birth_date": "z"}, "identity"),
        ({"last_name": "x", "first_name": "y", "birth_date": "z", "centre": "c"}, "identity"),
    ],
)
def test_ways(told: dict[str, str], way: str) -> None:
    """Exactly the fields of one way; with one more or one less there is none."""
    assert way_of(FindPerson(**told)) == way
    for left_out in set(told) - {"centre"}:
        with pytest.raises(InvalidRequest):
            way_of(FindPerson(**{name: value for name, value in told.items() if name != left_out}))
    extra = {"code", "external_id", "last_name"} - set(told)
    for more in extra:
        with pytest.raises(InvalidRequest):
            way_of(FindPerson(**told, **{more: "x"}))


def test_scopes_that_are_asked_for() -> None:
    """None asked: all of the client's; one that it lacks: none at all."""
    client = Client(id="C", name="X", secret="", scopes=("a", "b"), created_at="")
    assert asked("", client) == ("a", "b")
    assert asked("b b", client) == ("b",)
    assert asked("a c", client) is None
    assert client.may_see("anywhere")
    assert not Client(id="C", name="X", secret="", scopes=(), created_at="", centres=("A",)).may_see("B")
