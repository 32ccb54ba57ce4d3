"""Our credentials before two verifiers that we did not write, from files only: openbadgeslib and Digital Bazaar's vc.

Each case is judged by both. openbadgeslib reads the bit of a list but verifies a list's own proof only when it is a
JWT: there its function for Data Integrity proofs is asked for the list too, before the verdict.
"""

import copy
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from openbadgeslib.ob3 import contexts as their_contexts
from openbadgeslib.ob3.ldp import OB3LdpVerifier, verify_data_integrity_proof
from openbadgeslib.ob3.verifier import OB3VerificationError
from pyld import BUNDLED_CONTEXTS

from chalicelib.certificates import credentials
from chalicelib.certificates.credentials import Issuer, status_list
from chalicelib.certificates.credentials.canonical import OPEN_BADGES, VC, load
from chalicelib.certificates.credentials.issuer import did_document
from chalicelib.certificates.credentials.signing import public_keys
from chalicelib.certificates.credentials.trust import TrustList
from chalicelib.local.infra import ROOT
from chalicelib.shared.clock import iso
from chalicelib.shared.keys import CREDENTIALS, FolderKeys
from tests.fakes.certificates import certificate, holder
from tests.unit.certificates.conftest import ISSUER, PLACE, Trust, keys, other_keys, signed, trust  # noqa: F401

Document = dict[str, Any]
Judge = Callable[[Document, TrustList], list[str]]
MULTIKEY, DID, SECURITY = (
    "https://w3id.org/security/multikey/v1",
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/v2",
)
NODE = ROOT / "tests" / "interop" / "credentials" / "verify.mjs"


@pytest.fixture(scope="session")
def listed(trust: Trust) -> Callable[..., TrustList]:  # noqa: F811
    """Trust lists that hold now, by the real clock: the verifiers ask for no other."""
    now = datetime.now(UTC)
    week = (iso(now - timedelta(hours=1)), iso(now + timedelta(days=6)))
    return lambda **bits: trust(**bits, times=week)


def their_documents() -> dict[str, Document]:
    """The contexts as the verifiers' own makers ship them, not ours."""
    found = {url: their_contexts.load_context(url) for url in (VC, OPEN_BADGES, MULTIKEY)}
    return found | {url: json.loads(BUNDLED_CONTEXTS[url].read_text()) for url in (DID, SECURITY)}


def digital_bazaar(document: Document, given: TrustList, folder: Path) -> list[str]:
    """Why @digitalbazaar/vc refuses the credential; nothing when it accepts."""
    documents = their_documents() | {ISSUER.did: given.issuer} | {each["id"]: each for each in given.status_lists}
    case = folder / "case.json"
    case.write_text(json.dumps({"credential": document, "documents": documents}))
    done = subprocess.run(["node", str(NODE), str(case)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    return [] if result["verified"] else result["reasons"] or ["refused"]


def openbadgeslib(document: Document, given: TrustList) -> list[str]:
    """Why openbadgeslib refuses it; nothing when it accepts."""
    lists = {each["id"]: each for each in given.status_lists}

    def download(url: str) -> bytes:
        if url == f"{ISSUER.url}/.well-known/did.json":
            return json.dumps(given.issuer).encode()
        return json.dumps(lists[url]).encode()

    try:
        verifier = OB3LdpVerifier.for_issuer_did(ISSUER.did)
        verifier.verify(json.dumps(document), download=download)
        for each in given.status_lists:
            verify_data_integrity_proof(each, verifier._resolve_vm(each["proof"]["verificationMethod"], download))
        verifier.verify(document, check_status=True, verify_status_list=False, download=download)
    except OB3VerificationError as error:
        return [str(error)]
    return []


@pytest.fixture(params=["@digitalbazaar/vc", "openbadgeslib"])
def judge(request: pytest.FixtureRequest, tmp_path: Path) -> Judge:
    """One of the two."""
    if request.param == "openbadgeslib":
        return openbadgeslib
    return lambda document, given: digital_bazaar(document, given, tmp_path)


def test_accepted(judge: Judge, signed: Document, listed: Callable[..., TrustList]) -> None:  # noqa: F811
    """A certificate that only our own code believes would prove nothing."""
    assert judge(signed, listed()) == []


CHANGES: dict[str, Callable[[Document], object]] = {
    "name": lambda d: d["credentialSubject"]["identifier"][0].update(identityHash="Eve"),
    "level": lambda d: d["credentialSubject"]["result"][1].update(value="8"),
    "framework": lambda d: d["credentialSubject"]["achievement"].update(version="3.0"),
    "place in the status list": lambda d: d["credentialStatus"][0].update(statusListIndex="7"),
    "date of the proof": lambda d: d["proof"].update(created="2020-01-01T00:00:00Z"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_tampered_is_refused(
    judge: Judge,
    signed: Document,  # noqa: F811
    listed: Callable[..., TrustList],
    change: Callable[[Document], object],
) -> None:
    """Everything that the certificate says is under the signature."""
    altered = copy.deepcopy(signed)
    change(altered)
    assert judge(altered, listed()) != []


@pytest.mark.parametrize(("kind", "said"), [("revoked", "revocation"), ("suspended", "suspension")])
def test_withdrawn_is_refused(
    judge: Judge,
    signed: Document,  # noqa: F811
    listed: Callable[..., TrustList],
    kind: str,
    said: str,
) -> None:
    """The refusal is for the bit that was set, and for no other reason."""
    assert said in " ".join(judge(signed, listed(**{kind: [PLACE.index]})))


def test_foreign_key_is_refused(
    judge: Judge,
    other_keys: FolderKeys,  # noqa: F811
    listed: Callable[..., TrustList],
) -> None:
    """Our name under somebody else's key."""
    made = credentials.build(certificate(), holder(), status_list.entries(PLACE, ISSUER), ISSUER)
    assert judge(credentials.sign(made, other_keys), listed()) != []


def test_foreign_issuer_is_refused(
    judge: Judge,
    keys: FolderKeys,  # noqa: F811
    listed: Callable[..., TrustList],
) -> None:
    """Another issuer's name under our key."""
    other = Issuer("https://other.example")
    made = credentials.build(certificate(), holder(), status_list.entries(PLACE, other), other)
    assert judge(credentials.sign(made, keys), listed()) != []


def test_a_forged_list_is_refused(judge: Judge, signed: Document, listed: Callable[..., TrustList]) -> None:  # noqa: F811
    """A list with the bit wiped out, under the signature of the list that had it."""
    given = listed(revoked=[PLACE.index])
    given.status_lists[0]["credentialSubject"]["encodedList"] = status_list.encode([])
    assert judge(signed, given) != []


def test_former_key_is_accepted(judge: Judge, listed: Callable[..., TrustList], tmp_path: Path) -> None:
    """After a rotation the old certificates hold, and the new list, signed with the new key, is believed."""
    own = FolderKeys(tmp_path / "keys")
    made = credentials.build(certificate(), holder(), status_list.entries(PLACE, ISSUER), ISSUER)
    before = credentials.sign(made, own)
    own.rotate(CREDENTIALS)
    template = listed()
    unsigned = [{name: part for name, part in each.items() if name != "proof"} for each in template.status_lists]
    both = TrustList(
        made_at=template.made_at,
        issuer=did_document(ISSUER, public_keys(own)),
        status_lists=tuple(credentials.sign(each, own) for each in unsigned),
    )
    assert both.status_lists[0]["proof"]["verificationMethod"] != before["proof"]["verificationMethod"]
    assert judge(before, both) == []


@pytest.mark.parametrize("url", [VC, OPEN_BADGES])
def test_our_contexts_are_theirs(url: str) -> None:
    """The contexts that we sign under say what those say that others verify under."""
    assert load(url)["document"] == their_contexts.load_context(url)
