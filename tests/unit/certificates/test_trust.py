"""Our own verifier: what it accepts, and every way of deceiving it that we know."""

import copy
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from chalicelib.certificates import credentials
from chalicelib.certificates.credentials import Issuer, status_list
from chalicelib.certificates.credentials.issuer import did_document, trusted_keys
from chalicelib.certificates.credentials.signing import public_keys
from chalicelib.certificates.credentials.trust import judge
from chalicelib.shared.keys import CREDENTIALS, FolderKeys
from tests.fakes.certificates import certificate, holder
from tests.unit.certificates.conftest import ISSUER, NOW, PLACE, WEEK, Trust

Document = dict[str, Any]
Change = Callable[[Document], object]


@pytest.mark.parametrize(
    ("bits", "outcome"),
    [
        ({}, "valid"),
        ({"revoked": [1, 2, 4241]}, "valid"),
        ({"suspended": [PLACE.index]}, "suspended"),
        ({"revoked": [PLACE.index]}, "revoked"),
        ({"revoked": [PLACE.index], "suspended": [PLACE.index]}, "revoked"),
    ],
)
def test_status(signed: Document, trust: Trust, bits: dict[str, list[int]], outcome: str) -> None:
    """The lists decide; revocation is the last word."""
    assert judge(signed, trust(**bits), NOW).outcome == outcome


CHANGES: dict[str, Change] = {
    "another name": lambda d: d["credentialSubject"]["identifier"][0].update(identityHash="Eve"),
    "a higher level": lambda d: d["credentialSubject"]["result"][1].update(value="8"),
    "another date": lambda d: d.update(validFrom="2025-01-01T00:00:00.000Z"),
    "a member that no context defines": lambda d: d.update(grade="excellent"),
    "a status under its full address": lambda d: d.update(
        {"https://www.w3.org/2018/credentials#credentialStatus": d.pop("credentialStatus")}
    ),
    "a name under a relative address": lambda d: d["credentialSubject"]["identifier"].append(
        {"id": "x", "type": "IdentityObject", "hashed": False, "identityHash": "Eve", "identityType": "name"}
    ),
    "a result under a relative address": lambda d: d["credentialSubject"]["achievement"]["resultDescription"].append(
        {"id": "x", "type": ["ResultDescription"], "name": "x", "resultType": "PerformanceLevel"}
    ),
    "no status": lambda d: d.pop("credentialStatus"),
    "one status twice": lambda d: d["credentialStatus"].__setitem__(1, d["credentialStatus"][0]),
    "another context": lambda d: d["@context"].append({"value": "https://example.org/value"}),
    "no proof": lambda d: d.pop("proof"),
    "another suite": lambda d: d["proof"].update(cryptosuite="ecdsa-rdfc-2019"),
    "another purpose": lambda d: d["proof"].update(proofPurpose="authentication"),
    "another date of the proof": lambda d: d["proof"].update(created="2020-01-01T00:00:00Z"),
    "a proof of two": lambda d: d.update(proof=[d["proof"], d["proof"]]),
    "an unreadable signature": lambda d: d["proof"].update(proofValue="z0"),
    "a short signature": lambda d: d["proof"].update(proofValue="z11"),
    "another issuer": lambda d: d["issuer"].update(id="did:web:evil.example"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_altered_credentials_are_refused(signed: Document, trust: Trust, change: Change) -> None:
    """Also where the signature still fits: it covers the RDF, and what JSON adds or hides beside it must not count."""
    altered = copy.deepcopy(signed)
    change(altered)
    assert judge(altered, trust(), NOW).outcome == "refused"


@pytest.mark.parametrize("document", [None, [], "text", {}, {"@context": 3}])
def test_what_is_no_credential_is_refused(trust: Trust, document: object) -> None:
    """Any file may be handed in; none may break the verifier."""
    assert judge(document, trust(), NOW).outcome == "refused"


def test_somebody_elses_key_is_refused(trust: Trust, other_keys: FolderKeys) -> None:
    """A perfect proof by a key that our DID document does not list proves nothing."""
    made = credentials.build(certificate(), holder(), status_list.entries(PLACE, ISSUER), ISSUER)
    assert judge(credentials.sign(made, other_keys), trust(), NOW).outcome == "refused"


def test_somebody_elses_issuer_is_refused(trust: Trust, keys: FolderKeys) -> None:
    """Another deployment's certificate is not ours, whatever key it names."""
    other = Issuer("https://other.example")
    made = credentials.build(certificate(), holder(), status_list.entries(PLACE, other), other)
    assert judge(credentials.sign(made, keys), trust(), NOW).outcome == "refused"


def test_a_certificate_of_tomorrow_is_refused(signed: Document, trust: Trust) -> None:
    """A clock that is wrong by years, or a forger's date."""
    assert judge(signed, trust(), datetime(2020, 1, 1, tzinfo=UTC)).outcome == "refused"


def test_former_keys_still_count(trust: Trust, tmp_path: Any) -> None:
    """Rotation must not take a single certificate away: the DID document lists every generation."""
    keys = FolderKeys(tmp_path)
    made = credentials.build(certificate(), holder(), status_list.entries(PLACE, ISSUER), ISSUER)
    before = credentials.sign(made, keys)
    keys.rotate(CREDENTIALS)
    after = credentials.sign(made, keys)
    assert before["proof"]["verificationMethod"] != after["proof"]["verificationMethod"]
    lists = tuple(
        credentials.sign(status_list.build(ISSUER, purpose, 1, (), WEEK), keys) for purpose in status_list.PURPOSES
    )
    both = msgspec.structs.replace(trust(), issuer=did_document(ISSUER, public_keys(keys)), status_lists=lists)
    assert [judge(each, both, NOW).outcome for each in (before, after)] == ["valid", "valid"]


def test_without_its_lists_nothing_is_decided(signed: Document, trust: Trust) -> None:
    """To call a certificate valid because a list is missing would be the forger's wish."""
    without = msgspec.structs.replace(trust(), status_lists=())
    verdict = judge(signed, without, NOW)
    assert (verdict.outcome, verdict.credential is not None) == ("undecided", True)


@pytest.mark.parametrize("now", [datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 11, 23, tzinfo=UTC)])
def test_lists_out_of_date_decide_nothing(signed: Document, trust: Trust, now: datetime) -> None:
    """An old copy of a list would bring a revoked certificate back."""
    assert judge(signed, trust(revoked=[PLACE.index]), now).outcome == "undecided"


LIST_CHANGES: dict[str, Change] = {
    "bits": lambda d: d["credentialSubject"].update(encodedList=status_list.encode([])),
    "cut": lambda d: d["credentialSubject"].update(encodedList=d["credentialSubject"]["encodedList"][:-10]),
    "dates": lambda d: d.update(validUntil="2030-01-01T00:00:00Z"),
    "no proof": lambda d: d.pop("proof"),
}


@pytest.mark.parametrize("change", LIST_CHANGES.values(), ids=LIST_CHANGES.keys())
def test_altered_lists_decide_nothing(signed: Document, trust: Trust, change: Change) -> None:
    """Who holds a revoked certificate may hand over the list that suits them."""
    given = trust(revoked=[PLACE.index])
    lists = copy.deepcopy(given.status_lists)
    change(lists[0])
    assert judge(signed, msgspec.structs.replace(given, status_lists=lists), NOW).outcome == "undecided"


def test_a_list_for_another_purpose_decides_nothing(signed: Document, trust: Trust, keys: FolderKeys) -> None:
    """The suspension list under the revocation list's address is genuine, and still the wrong list."""
    given = trust(revoked=[PLACE.index])
    exchanged = {**given.status_lists[1], "id": given.status_lists[0]["id"]}
    exchanged.pop("proof")
    lists = (credentials.sign(exchanged, keys), given.status_lists[1])
    assert judge(signed, msgspec.structs.replace(given, status_lists=lists), NOW).outcome == "undecided"


def test_a_trust_list_without_keys_is_none() -> None:
    """A wrong file as trust list is the operator's mistake and must be said, not taken for a verdict."""
    with pytest.raises(ValueError, match="DID document"):
        trusted_keys({"id": "did:web:pix.example"})
