"""The certificate as a credential: what it says, what it leaves out, and that it is always the same."""

import hashlib
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.certificates import credentials
from chalicelib.certificates.credentials import Issuer, multibase, status_list
from chalicelib.certificates.credentials.canonical import NotCanonicalError, canonical
from chalicelib.certificates.credentials.signing import KeyChangedError, sign
from chalicelib.shared.keys import FolderKeys, SigningKey
from tests.fakes.certificates import certificate, holder
from tests.unit.certificates.conftest import ISSUER, PERSON, PLACE


def test_levels_and_total_are_told(signed: dict[str, Any]) -> None:
    """A credential is worth its results: each points to the description that says what it measures."""
    subject = signed["credentialSubject"]
    described = {each["id"]: each["name"] for each in subject["achievement"]["resultDescription"]}
    told = {described[result["resultDescription"]]: result["value"] for result in subject["result"]}
    record = certificate()
    assert told == {"Total des pix certifiés": str(record.pix)} | {
        f"{each.code} {each.names['fr']}": str(each.level) for each in record.competences if each.level is not None
    }
    assert len(told) == 16  # one of the sixteen competences was not assessed


def test_alignments_name_digcomp(signed: dict[str, Any]) -> None:
    """Somebody abroad knows DigComp, not our numbering: each of its competences is named once."""
    aligned = [each["targetCode"] for each in signed["credentialSubject"]["achievement"]["alignment"]]
    assert aligned == [
        f"{area}.{number}" for area, last in enumerate((3, 6, 4, 4, 4), 1) for number in range(1, last + 1)
    ]


def test_neither_birth_nor_ids_leak(signed: dict[str, Any]) -> None:
    """The file is shown to strangers: no birth date or place, and no id by which they could join two files."""
    text = json.dumps(signed, ensure_ascii=False)
    record = certificate(person=PERSON)
    for secret in (
        holder().birth_date,
        holder().birth_place,
        record.person,
        record.candidate,
        record.id,
        record.session,
    ):
        assert secret is not None
        assert secret not in text


def test_the_holder_can_show_that_it_is_theirs(signed: dict[str, Any]) -> None:
    """Whoever knows the account's id can compare it with the salted hash, as Open Badges describes it."""
    hashed = signed["credentialSubject"]["identifier"][1]
    expected = hashlib.sha256(f"{PERSON}{hashed['salt']}".encode()).hexdigest()
    assert hashed["identityHash"] == f"sha256${expected}"


def test_two_certificates_share_no_hash() -> None:
    """Salts differ, so that two credentials of one person do not give away that they are."""
    hashes = [
        credentials.build(certificate(id=id), holder(), (), ISSUER)["credentialSubject"]["identifier"][1][
            "identityHash"
        ]
        for id in ("01JD8ZK0000000000000000001", "01JD8ZK0000000000000000002")
    ]
    assert len(set(hashes)) == 2


def test_signing_twice_gives_the_same_bytes(signed: dict[str, Any], keys: FolderKeys) -> None:
    """A step of issuance may run twice: the second run must not make a second, different certificate."""
    again = credentials.build(certificate(person=PERSON), holder(), status_list.entries(PLACE, ISSUER), ISSUER)
    assert credentials.sign(again, keys) == signed


def test_language_is_the_certificates(keys: FolderKeys) -> None:
    """An English certificate speaks English throughout."""
    made = credentials.build(certificate(language="en"), holder(), (), ISSUER)
    assert made["name"] == "Pix certification"
    assert made["credentialSubject"]["achievement"]["resultDescription"][1]["name"].startswith("1.1 Search")


def test_a_key_that_changes_hands_is_noticed(keys: FolderKeys, other_keys: FolderKeys) -> None:
    """A signature under the wrong name would be a certificate that nobody can verify."""

    class Exchanged:
        def generations(self, key: SigningKey) -> tuple[SigningKey, ...]:
            return (key,)

        def public_key(self, key: SigningKey) -> bytes:
            return keys.public_key(key)

        def sign(self, key: SigningKey, message: bytes) -> bytes:
            return other_keys.sign(key, message)

        def rotate(self, key: SigningKey) -> SigningKey:
            return key

    with pytest.raises(KeyChangedError):
        sign(credentials.build(certificate(), holder(), (), ISSUER), Exchanged())


def test_contexts_never_come_from_the_network() -> None:
    """A context fetched at signing could change what a signature means: an unknown one is refused."""
    with pytest.raises(NotCanonicalError):
        canonical({"@context": ["https://example.org/other.json"], "id": "urn:x"})


def test_many_at_once_are_the_same_as_one(signed: dict[str, Any]) -> None:
    """The library's caches are not made for threads: of 900 certificates of one run, one failed on them."""
    alone, before = canonical(signed), sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as threads:
            assert set(threads.map(canonical, [signed] * 40)) == {alone}
    finally:
        sys.setswitchinterval(before)


@pytest.mark.parametrize(
    ("url", "did"),
    [("https://pix.example", "did:web:pix.example"), ("http://127.0.0.1:8080", "did:web:127.0.0.1%3A8080")],
)
def test_did_of_an_address(url: str, did: str) -> None:
    """A port's colon would read as a path of the DID: the method wants it quoted."""
    assert Issuer(url).did == did


@given(st.binary(max_size=64))
def test_base_58_comes_back(raw: bytes) -> None:
    """Leading zero bytes are the classic loss of base 58."""
    assert multibase.decode(multibase.encode(raw)) == raw


def test_base_58_known_values() -> None:
    """A round trip alone would not notice a wrong alphabet (values of the IETF draft on base 58)."""
    assert multibase.encode(b"Hello World!") == "z2NEpo7TZRRrLZSi2U"
    assert multibase.encode(bytes.fromhex("0000287fb4cd")) == "z11233QC4"


@pytest.mark.parametrize("text", ["", "Q2NEp", "z0OIl", "z" + "1" * 300])
def test_base_58_refuses_others(text: str) -> None:
    """Other bases, look-alikes, and texts long enough to keep a verifier busy."""
    with pytest.raises(ValueError, match=r"base 58|substring"):
        multibase.decode(text)


@given(st.sets(st.integers(0, status_list.LENGTH - 1), max_size=50))
def test_bits_come_back(indexes: set[int]) -> None:
    """Each revoked certificate is found again, and its neighbours are not."""
    encoded = status_list.encode(indexes)
    near = {other for index in indexes for other in (index - 1, index + 1) if 0 <= other < status_list.LENGTH}
    assert {index for index in indexes | near if status_list.is_set(encoded, index)} == indexes


def test_the_same_bits_give_the_same_text() -> None:
    """A list made again from the facts can be compared with the one that was published."""
    assert status_list.encode([1, 2]) == status_list.encode([2, 1])


@pytest.mark.parametrize("index", [-1, status_list.LENGTH])
def test_no_bits_beyond_the_list(index: int) -> None:
    """A wrong index must fail aloud, not mark somebody else's certificate."""
    with pytest.raises(IndexError):
        status_list.encode([index])
    with pytest.raises(ValueError, match="no index"):
        status_list.is_set(status_list.encode([]), index)
