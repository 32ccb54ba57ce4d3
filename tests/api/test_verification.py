"""Public verification over HTTP: by people without scripts, by programs, by those who verify offline."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certificates import codes
from chalicelib.certificates.credentials.trust import TrustList, judge
from chalicelib.certificates.model import Certificate, Status
from chalicelib.certificates.service import issuing, standing
from chalicelib.local.infra import ROOT
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.certificates import certificate, holder, stand


@pytest.fixture
def issued(rooms: House, clock: MovingClock) -> Certificate:
    """A certificate that anybody may verify."""
    clock.now += timedelta(days=2)
    ports = rooms.certificates
    made = certificate(code=issuing.reserve_code(ports, certificate().id))
    issuing.credential(ports, made, holder())
    assert stand(made, holder())
    return made


class Page(HTMLParser):
    """What a page says, and with which elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] != "style":
            self.texts.append(data)

    @property
    def said(self) -> str:
        """The words, in order."""
        return " ".join(" ".join(self.texts).split())


def page(caller: Caller, path: str, status: int = 200, **headers: str) -> Page:
    """The page at an address: always HTML that nobody stores, indexes, frames or scripts."""
    reply = caller("GET", path, headers=headers)
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["x-robots-tag"] == "noindex, nofollow"
    assert reply.headers["cache-control"] == "no-store"
    assert "script-src" not in reply.headers["content-security-policy"]
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    found = Page(reply.text)
    assert [tag for tag, _ in found.tags if tag in {"script", "img", "iframe", "link"}] == []
    assert ("meta", {"name": "robots", "content": "noindex, nofollow"}) in found.tags
    return found


def test_a_valid_certificate(anyone: Caller, issued: Certificate) -> None:
    """Who holds the code sees that it holds, for whom, where, when, and each level in words."""
    said = page(anyone, f"/v/{issued.code}").said
    for text in (
        "This certificate is valid",
        "Zoé Lefèvre-Nguyễn",
        issued.centre,
        "12 November 2026",
        "22 November 2026",
        "DigComp 2.2",
        "486 out of 896",
        "between 452 and 513",
        "5 · advanced",
        "not assessed",
        "0 · level 1 not reached",
    ):
        assert text in said


def test_nothing_more_than_the_holder_needs_to_show(anyone: Caller, issued: Certificate) -> None:
    """Birth date and place stay on the certificate; ids of people, sessions and results stay inside."""
    person = holder()
    hidden = (person.birth_date, "2004", person.birth_place, issued.id, issued.session, issued.candidate)
    for path in (f"/v/{issued.code}", f"/v1/verifications/{issued.code}"):
        text = anyone("GET", path).text
        assert [secret for secret in hidden if secret in text] == []


@pytest.mark.parametrize(
    ("status", "said"), [("suspended", "For now it proves nothing"), ("revoked", "It proves nothing any more")]
)
def test_a_withdrawn_certificate(rooms: House, anyone: Caller, issued: Certificate, status: Status, said: str) -> None:
    """The page says what it means and since when, not why; and shows no level that no longer counts."""
    standing.change(rooms.certificates, rooms.trail, issued.id, status, "president", "Found with a phone")
    told = page(anyone, f"/v/{issued.code}").said
    assert f"This certificate is {status}" in told
    assert said in told
    assert "24 November 2026" in told
    assert "phone" not in told
    assert "advanced" not in told
    answer = anyone("GET", f"/v1/verifications/{issued.code}").json()
    assert (answer["status"], answer["since"][:10], answer["certified"]) == (status, "2026-11-24", None)


def test_codes_as_people_type_them(anyone: Caller, issued: Certificate) -> None:
    """A code copied from paper comes in small letters, with spaces, with other dashes."""
    plain = issued.code.removeprefix("P-")
    for typed in (issued.code.lower(), plain, f"p {plain[:4]} {plain[4:]}", f"P{plain}"):
        assert "is valid" in page(anyone, f"/v/{typed}").said


def test_an_unknown_code(anyone: Caller, issued: Certificate) -> None:
    """A well-formed code without a certificate is a forgery or another service's: said plainly, with the code."""
    code = codes.complete("2222222222")
    told = page(anyone, f"/v/{code}", status=404).said
    assert "No certificate bears this code" in told
    assert code in told
    assert_problem(anyone("GET", f"/v1/verifications/{code}"), 404, "certificate-unknown")


@pytest.mark.parametrize("typed", ["x", "P-7KQ2MXW9RTA", "%3Cb%3Ealert(1)", "%00", "A" * 500])
def test_a_malformed_code(anyone: Caller, issued: Certificate, typed: str) -> None:
    """A slip of the finger is not called a forgery; and what was typed is not repeated."""
    told = page(anyone, f"/v/{typed}", status=400).said
    assert "This is not a verification code" in told
    assert "alert" not in told


def test_the_form_leads_to_the_certificate(anyone: Caller, issued: Certificate) -> None:
    """Without scripts: the form's own address sends on to the certificate's, which can be kept and shared."""
    form = page(anyone, "/v")
    assert ("form", {"action": "/v", "method": "get"}) in form.tags
    reply = anyone("GET", "/v", params={"code": issued.code.lower(), "language": "fr"})
    assert (reply.status_code, reply.headers["location"]) == (303, f"/v/{issued.code}?language=fr")


@pytest.mark.parametrize("typed", ["//evil.example", "../v1/people", "a?b#c", "\r\nSet-Cookie: a=b"])
def test_the_form_leads_nowhere_else(anyone: Caller, rooms: House, typed: str) -> None:
    """Only a code is sent on; anything else is told to be none, here."""
    reply = anyone("GET", "/v", params={"code": typed})
    assert reply.status_code == 400
    assert "location" not in reply.headers


@pytest.mark.parametrize(
    ("accepted", "query", "language", "title"),
    [
        ("fr-FR,fr;q=0.9", "", "fr", "Ce certificat est valide"),
        ("de", "", "de", "Dieses Zertifikat ist gültig"),
        ("ja", "", "en", "This certificate is valid"),
        ("fr", "?language=de", "de", "Dieses Zertifikat ist gültig"),
        ("fr", "?language=xx", "fr", "Ce certificat est valide"),
    ],
)
def test_language(anyone: Caller, issued: Certificate, accepted: str, query: str, language: str, title: str) -> None:
    """A recruiter abroad reads their own language; a link on the page changes it."""
    found = page(anyone, f"/v/{issued.code}{query}", **{"accept-language": accepted})
    assert title in found.said
    assert ("html", {"lang": language}) in found.tags


def test_too_many_questions(rooms: House, anyone: Caller, issued: Certificate) -> None:
    """The page says that it is not the certificate's fault, and when to come back."""
    for _ in range(rooms.settings.rules.unknown_codes_per_source):
        anyone("GET", f"/v1/verifications/{codes.draw()}")
    reply = anyone("GET", f"/v/{issued.code}")
    assert int(reply.headers["retry-after"]) > 0
    told = page(anyone, f"/v/{issued.code}", status=429).said
    assert "nothing is wrong with the certificate" in told
    assert_problem(anyone("GET", f"/v1/verifications/{issued.code}"), 429, "too-many-requests")


def test_a_failure_is_a_page_too(rooms: House, anyone: Caller, issued: Certificate) -> None:
    """People must not meet JSON, nor believe that the certificate is bad, when the store fails."""

    def fail(code: str) -> None:
        raise RuntimeError("a fault nobody foresaw")

    rooms.certificates.certificates.by_code = fail  # type: ignore[method-assign, assignment]
    told = page(anyone, f"/v/{issued.code}", status=500).said
    assert "Verification does not answer" in told
    assert "nobody foresaw" not in told
    assert "Reference of this page" in told


def test_an_erased_holder(rooms: House, anyone: Caller, issued: Certificate) -> None:
    """The certificate still holds; whose it was is not ours to say any more."""
    rooms.certificates.certificates.erase_holder(issued.id)
    told = page(anyone, f"/v/{issued.code}").said
    assert "Its holder asked to be forgotten" in told
    assert "Zoé" not in told
    assert anyone("GET", f"/v1/verifications/{issued.code}").json()["holder"] is None


def test_programs_read_the_same(anyone: Caller, issued: Certificate) -> None:
    """Status, holder and every level, as data."""
    answer = anyone("GET", f"/v1/verifications/{issued.code}").json()
    assert (answer["status"], answer["holder"], answer["certified"]["pix"]) == ("valid", "Zoé Lefèvre-Nguyễn", 486)
    levels = {each["competence"]: each["level"] for each in answer["certified"]["levels"]}
    assert levels == {each.code: each.level for each in issued.competences}


def test_all_that_offline_verification_needs(
    rooms: House, anyone: Caller, issued: Certificate, clock: MovingClock
) -> None:
    """A file, the trust list as downloaded, a clock: no more is asked from us."""
    made = issuing.credential(rooms.certificates, issued, holder())
    reply = anyone("GET", "/v1/trust-list")
    assert 'filename="trust-list.json"' in reply.headers["content-disposition"]  # as the documentation calls it
    kept = TrustList(**reply.json())
    assert judge(made, kept, clock()).outcome == "valid"


def test_status_lists_are_where_credentials_say(anyone: Caller, rooms: House, issued: Certificate) -> None:
    """The address in the credential must lead to the signed list, with the media type of credentials."""
    made = issuing.credential(rooms.certificates, issued, holder())
    for entry in made["credentialStatus"]:
        reply = anyone("GET", entry["statusListCredential"].removeprefix(rooms.certificates.issuer.url))
        assert reply.headers["content-type"] == "application/vc"
        assert reply.headers["cache-control"] == "public, max-age=300"
        assert reply.json()["credentialSubject"]["statusPurpose"] == entry["statusPurpose"]


@pytest.mark.parametrize("name", ["revocation-2", "revocation-01x", "other-1", "revocation", "revocation-99999"])
def test_other_status_lists_are_unknown(anyone: Caller, issued: Certificate, name: str) -> None:
    """Only what was published is served."""
    assert_problem(anyone("GET", f"/v1/status-lists/{name}"), 404, "status-list-unknown")


def test_the_did_document(anyone: Caller, rooms: House, issued: Certificate) -> None:
    """Other software resolves `did:web` to this address and finds the key that signed."""
    made = issuing.credential(rooms.certificates, issued, holder())
    reply = anyone("GET", "/.well-known/did.json")
    assert reply.headers["content-type"] == "application/did+json"
    document: dict[str, Any] = reply.json()
    assert document["id"] == made["issuer"]["id"]
    assert made["proof"]["verificationMethod"] in document["assertionMethod"]


def test_nobody_writes_by_verifying() -> None:
    """The room of routes may not even import what signs or changes certificates."""
    source = (ROOT / "chalicelib" / "certificates" / "routes.py").read_text()
    assert not re.search(r"import .*(issuing|standing|status_lists\b)", source)
