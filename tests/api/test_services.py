"""Other services: their tokens, and finding exactly one person or being told that they cannot."""

import base64
import dataclasses
import json
from typing import Any

import httpx
import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

from chalicelib.bootstrap import House
from chalicelib.certificates import codes
from chalicelib.certificates.finding import filing
from chalicelib.certificates.service import standing
from chalicelib.certification.model import Centre
from chalicelib.certification.service import centres
from chalicelib.cli import certificates as certificates_cli
from chalicelib.cli import clients as family
from chalicelib.clients import service
from chalicelib.clients.model import Client, Scope
from chalicelib.shared import links
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.services import certified, enrolled

FIND: Scope = "certificates:find"
GRANT = {"grant_type": "client_credentials"}
ZOE = {"last_name": "LEFEVRE NGUYEN", "first_name": "zoe", "birth_date": "2004-03-01"}
PATH = "/v1/certificate-searches"


@pytest.fixture
def centre(rooms: House) -> Centre:
    """A school with a national id."""
    return centres.add_centre(rooms.certification, "Lycée Ada", "SCO", "0750001A")


def token_for(client: str, secret: str, **form: str) -> httpx.Response:
    """Asks for a token as OAuth libraries do."""
    return Caller()("POST", "/v1/tokens", data={**GRANT, **form}, auth=(client, secret))


def partner(rooms: House, *seen: str, name: str = "Admissions") -> Caller:
    """A service with its token, which sees these centres, or all."""
    client, secret = service.add_client(rooms.clients, name, [FIND], seen)
    return Caller(token_for(client.id, secret).json()["access_token"])


def assert_oauth(reply: httpx.Response, status: int, error: str, code: str) -> None:
    """The refusal is one that a client library understands, and leads to ours."""
    assert (reply.status_code, reply.headers["content-type"]) == (status, "application/json"), reply.text
    assert (reply.json()["error"], reply.json()["error_uri"]) == (error, f"/errors.html#{code}")
    assert reply.json()["error_description"].isascii()


def test_a_token_in_both_ways_of_the_standard(rooms: House) -> None:
    """Client and secret in the header, or in the form; the secret is stored nowhere."""
    client, secret = service.add_client(rooms.clients, "Admissions", [FIND], ())
    for reply in (
        token_for(client.id, secret, scope=FIND),
        Caller()("POST", "/v1/tokens", data={**GRANT, "client_id": client.id, "client_secret": secret, "extra": "x"}),
    ):
        assert reply.status_code == 200, reply.text
        told = reply.json()
        assert (told["token_type"], told["expires_in"], told["scope"]) == ("Bearer", 3600, FIND)
        assert (reply.headers["cache-control"], reply.headers["pragma"]) == ("no-store", "no-cache")
        assert_problem(Caller(told["access_token"])("POST", PATH, {"code": "x"}), 400, "code-malformed")
    stored = rooms.clients.clients.get(client.id)
    assert stored
    assert stored.secret == links.digest(secret) != secret


@pytest.mark.parametrize(
    ("form", "status", "error", "code"),
    [
        ({"grant_type": "password"}, 400, "unsupported_grant_type", "grant-unsupported"),
        ({"grant_type": ""}, 400, "invalid_request", "invalid-request"),
        ({"scope": "everything"}, 400, "invalid_scope", "scope-refused"),
        ({"client_secret": "twice"}, 400, "invalid_request", "invalid-request"),
        ({"scope": ["a", "b"]}, 400, "invalid_request", "invalid-request"),
        ({"scope": "x" * 70_000}, 413, "invalid_request", "request-too-large"),
    ],
)
def test_malformed_token_requests(rooms: House, form: Any, status: int, error: str, code: str) -> None:
    """Refused in the words of RFC 6749, part 5.2."""
    client, secret = service.add_client(rooms.clients, "Admissions", [FIND], ())
    assert_oauth(token_for(client.id, secret, **form), status, error, code)


@pytest.mark.parametrize("header", ["Basic !!!", "Basic eA==", "Basic", "Bearer x", ""])
def test_no_credentials(rooms: House, header: str) -> None:
    """Whatever stands in the header instead of a client and its secret: 401, and how to do it."""
    reply = Caller(authorization=header)("POST", "/v1/tokens", data=GRANT)
    assert_oauth(reply, 401, "invalid_client", "client-refused")
    assert reply.headers["www-authenticate"] == 'Basic realm="pix"'


def test_wrong_secrets_are_counted_by_address(rooms: House, clock: MovingClock) -> None:
    """A guesser is stopped, unknown clients and wrong secrets alike; afterwards the right one works again."""
    client, secret = service.add_client(rooms.clients, "Admissions", [FIND], ())
    for number in range(rooms.settings.rules.wrong_secrets_per_source):
        wrong = token_for(client.id if number % 2 else "01M8000000000000000000000A", "guess")
        assert_oauth(wrong, 401, "invalid_client", "client-refused")
    stopped = token_for(client.id, secret)
    assert_oauth(stopped, 429, "temporarily_unavailable", "too-many-requests")
    assert int(stopped.headers["retry-after"]) > 0
    clock.move(minutes=rooms.settings.rules.rate_window_minutes)
    assert token_for(client.id, secret).status_code == 200


def test_each_way_finds_one_person(rooms: House, centre: Centre) -> None:
    """By names and birth date as at a session's door, by the school's number, by the code: the same answer."""
    made = certified(rooms, enrolled(rooms, centre, external_id="120 890177 HA"))
    certified(rooms, enrolled(rooms, centre, last_name="Martin", person="max"))
    admissions = partner(rooms)
    answers = []
    for search in (
        ZOE,
        {**ZOE, "centre": "0750001a"},
        {**ZOE, "centre": centre.id},
        {"external_id": "120890177ha", "centre": "0750001A"},
        {"external_id": "120890177HA", "centre": centre.id},
        {"code": made.code.lower()},
    ):
        reply = admissions("POST", PATH, search)
        assert reply.status_code == 200, (search, reply.text)
        answers.append(reply.json())
    assert all(answer == answers[0] for answer in answers)
    told = answers[0]
    assert told["holder"] == {
        "last_name": "Lefèvre-Nguyễn",
        "first_name": "Zoé",
        "birth_date": "2004-03-01",
        "birth_place": "Saint-Étienne",
    }
    certificate, certified_ = told["certificate"], told["certificate"]["certified"]
    assert (certificate["code"], certificate["status"], certificate["replaced_by"]) == (made.code, "valid", None)
    assert (certified_["pix"], certified_["reachable_level"], len(certified_["levels"])) == (486, 7, 16)
    assert told["others"] == []


def test_nobody_and_several(rooms: House, centre: Centre) -> None:
    """Nothing is said about anybody; whoever was mixed up is found by a narrower search."""
    other = centres.add_centre(rooms.certification, "Lycée Grace", "SCO", "0690001B")
    first = certified(rooms, enrolled(rooms, centre, external_id="7"))
    certified(rooms, enrolled(rooms, other, person="another-zoe", external_id="7"))
    certified(rooms, enrolled(rooms, centre, person="twin", first_name="Léa", external_id="7"))
    admissions = partner(rooms)
    for search in (
        {**ZOE, "birth_date": "2004-03-02"},
        {**ZOE, "centre": "0000000X"},
        {"external_id": "8", "centre": centre.id},
        {"external_id": " ", "centre": centre.id},
        {"code": codes.draw()},
    ):
        assert_problem(admissions("POST", PATH, search), 404, "nobody-found")
    for search in (ZOE, {"external_id": "7", "centre": "0750001A"}):
        problem = assert_problem(admissions("POST", PATH, search), 409, "several-found")
        assert not any(known in json.dumps(problem).lower() for known in ("zo", "lef", "léa", first.code.lower()))
    found = admissions("POST", PATH, {**ZOE, "centre": centre.id})
    assert found.json()["certificate"]["code"] == first.code


@pytest.mark.parametrize(
    "search",
    [
        {},
        {"code": "P-1", **ZOE},
        {"code": "P-1", "centre": "x"},
        {"external_id": "7"},
        {"centre": "x"},
        {"last_name": "A", "first_name": "B"},
        {**ZOE, "center": "0750001A"},
        {**ZOE, "birth_date": "1/3/2004"},
        {**ZOE, "last_name": ""},
        {**ZOE, "external_id": "7", "centre": "x"},
        [],
    ],
)
def test_malformed_searches(rooms: House, search: Any) -> None:
    """Too little, too much, or a misspelt field that would have widened the search: refused, and nothing recorded."""
    client, secret = service.add_client(rooms.clients, "Admissions", [FIND], ())
    caller = Caller(token_for(client.id, secret).json()["access_token"])
    assert_problem(caller("POST", PATH, search), 400, "invalid-request")
    day = rooms.clock().date().isoformat()
    assert list(rooms.issuance.findings.by_client(client.id, day)) == []


def test_a_client_of_some_centres(rooms: House, centre: Centre) -> None:
    """What other centres gave does not exist for it, by whichever way; the same person of its own centre does."""
    other = centres.add_centre(rooms.certification, "Lycée Grace", "SCO", "0690001B")
    theirs = certified(rooms, enrolled(rooms, other, external_id="7", person="zoe"))
    school = partner(rooms, centre.id)
    for search in (ZOE, {"external_id": "7", "centre": "0690001B"}, {"code": theirs.code}):
        assert_problem(school("POST", PATH, search), 404, "nobody-found")
    own = certified(rooms, enrolled(rooms, centre, person="another-zoe"))
    found = school("POST", PATH, ZOE)
    assert (found.json()["certificate"]["code"], found.json()["others"]) == (own.code, [])


def test_several_certificates_of_one_person(rooms: House, centre: Centre) -> None:
    """The newest in force, the others by code and date; what replaces what; no levels of what does not hold."""
    old = certified(rooms, enrolled(rooms, centre), tested_on="2025-05-01")
    sat = enrolled(rooms, centre)
    before = certified(rooms, sat, tested_on="2026-05-01")
    after = certified(rooms, sat, tested_on="2026-05-01", pix=512)
    admissions = partner(rooms)
    told = admissions("POST", PATH, ZOE).json()
    assert (told["certificate"]["code"], told["certificate"]["certified"]["pix"]) == (after.code, 512)
    assert [(each["code"], each["status"]) for each in told["others"]] == [
        (old.code, "valid"),
        (before.code, "replaced"),
    ]
    replaced = admissions("POST", PATH, {"code": before.code}).json()["certificate"]
    assert (replaced["status"], replaced["replaced_by"], replaced["certified"]) == ("replaced", after.code, None)
    for status in ("suspended", "revoked"):
        standing.change(rooms.certificates, rooms.trail, after.id, status, "operator", "why")
        told = admissions("POST", PATH, {"code": after.code}).json()["certificate"]
        assert (told["status"], told["certified"], bool(told["since"])) == (status, None, True)
        assert "why" not in json.dumps(told)
    assert admissions("POST", PATH, ZOE).json()["certificate"]["code"] == old.code


def test_an_erased_holder_is_nobody(rooms: House, centre: Centre) -> None:
    """By no way at all, and filing everything anew does not bring them back."""
    made = certified(rooms, enrolled(rooms, centre, external_id="7"))
    for _ in range(2):
        rooms.certificates.certificates.erase_holder(made.id)
    assert filing.file_all(rooms.issuance) == 0
    admissions = partner(rooms)
    for search in (ZOE, {"external_id": "7", "centre": centre.id}, {"code": made.code}):
        assert_problem(admissions("POST", PATH, search), 404, "nobody-found")


def test_every_search_leaves_its_trace(rooms: House, centre: Centre) -> None:
    """Under the client and under the certificate, without an identity."""
    made = certified(rooms, enrolled(rooms, centre))
    admissions = partner(rooms, name="Parcours")
    assert admissions("POST", PATH, ZOE).status_code == 200
    assert_problem(admissions("POST", PATH, {**ZOE, "first_name": "Léa"}), 404, "nobody-found")
    (client,) = rooms.clients.clients.all()
    told = list(rooms.issuance.findings.by_client(client.id, rooms.clock().date().isoformat()))
    assert sorted((each.way, each.came, each.certificates) for each in told) == [
        ("identity", "found", (made.id,)),
        ("identity", "nobody", ()),
    ]
    assert "lef" not in str(told).lower()
    (shown,) = rooms.issuance.findings.of_certificate(made.id)
    assert (shown.client, shown.service) == (client.id, "Parcours")


def test_a_revoked_client_is_out_at_once(rooms: House, centre: Centre) -> None:
    """Its token of one hour too."""
    certified(rooms, enrolled(rooms, centre))
    client, secret = service.add_client(rooms.clients, "Admissions", [FIND], ())
    caller = Caller(token_for(client.id, secret).json()["access_token"])
    assert caller("POST", PATH, ZOE).status_code == 200
    service.revoke(rooms.clients, client.id)
    assert_problem(caller("POST", PATH, ZOE), 401, "unauthenticated")
    assert_oauth(token_for(client.id, secret), 401, "invalid_client", "client-refused")


def test_tokens_end_and_scopes_count(rooms: House, clock: MovingClock) -> None:
    """After an hour a new token is needed; a client of another scope finds nobody."""
    caller = partner(rooms)
    clock.move(minutes=rooms.settings.rules.service_token_minutes, seconds=1)
    assert_problem(caller("POST", PATH, ZOE), 401, "unauthenticated")
    client, secret = service.add_client(rooms.clients, "Statistics", ["statistics:read"], ())  # type: ignore[list-item]
    other = Caller(token_for(client.id, secret).json()["access_token"])
    assert_problem(other("POST", PATH, ZOE), 403, "scope-missing")


def test_searches_are_limited_per_client(rooms: House) -> None:
    """One that runs wild is stopped, and no other with it."""
    rooms.clients = replace_rules(rooms, searches_per_client=2)
    first, second = partner(rooms), partner(rooms)
    for _ in range(2):
        assert_problem(first("POST", PATH, ZOE), 404, "nobody-found")
    assert_problem(first("POST", PATH, ZOE), 429, "too-many-requests")
    assert_problem(second("POST", PATH, ZOE), 404, "nobody-found")


def replace_rules(rooms: House, **rules: Any) -> Any:
    """The ports of clients under other rules."""
    return dataclasses.replace(rooms.clients, rules=dataclasses.replace(rooms.clients.rules, **rules))


@pytest.fixture
def pix(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs `pix clients` on the deployment of this test."""
    monkeypatch.setattr(family, "rooms", lambda: rooms)
    monkeypatch.setattr(certificates_cli, "rooms", lambda: rooms)
    return lambda *words: CliRunner().invoke(family.app, words)


def test_the_operators_commands(rooms: House, centre: Centre, pix: Any) -> None:
    """Added with a secret that works and is told once, listed without it, revoked for good; all of it in the trail."""
    added = pix("add", "Admissions", "--scope", FIND, "--centre", centre.id, "--json")
    assert added.exit_code == 0, added.output
    made = json.loads(added.stdout)
    assert token_for(made["id"], made["client_secret"]).status_code == 200
    listed = pix("list", "--json").stdout
    assert [each["centres"] for each in json.loads(listed)] == [[centre.id]]
    assert "  1 centre  Admissions" in pix("list").stdout
    assert "Nothing was searched" in pix("lookups", made["id"]).stdout
    assert made["client_secret"] not in listed
    assert links.digest(made["client_secret"]) not in listed
    certified(rooms, enrolled(rooms, centre))
    caller = Caller(token_for(made["id"], made["client_secret"]).json()["access_token"])
    assert caller("POST", PATH, ZOE).status_code == 200
    assert json.loads(pix("lookups", made["id"], "--json").stdout)["came"] == "found"
    first, second = (pix("revoke", made["id"]).stdout for _ in range(2))
    assert "is revoked since" in first
    assert first == second
    assert "revoked" in pix("list").stdout
    acts = [(entry.act, entry.subject) for entry in rooms.trail.entries("operator")]
    assert acts == [("client-added", made["id"]), ("client-revoked", made["id"])]
    filed = CliRunner().invoke(certificates_cli.app, ["index"])
    assert filed.stdout == "Certificates that services can find: 1.\n"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("add", "X", "--scope", "everything"), 2),
        (("add", " ", "--scope", FIND), 2),
        (("add", "X"), 2),
        (("add", "X", "--scope", FIND, "--centre", "nowhere"), 1),
        (("revoke", "nobody"), 1),
        (("lookups", "nobody", "--day", "tomorrow"), 2),
        (("lookups", "nobody"), 1),
    ],
)
def test_wrong_commands(pix: Any, rooms: House, words: tuple[str, ...], code: int) -> None:
    """Nothing is added, and it is said why."""
    assert pix(*words).exit_code == code
    assert list(rooms.clients.clients.all()) == []


def test_no_clients_are_told_so(pix: Any) -> None:
    """Nothing on the screen would look as if the command had failed."""
    assert pix("list").stdout == "There are no clients yet: `pix clients add` adds one.\n"
    assert pix("list", "--json").stdout == "[]\n"


def test_nothing_is_filed_without_the_deployments_key(rooms: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under another key nobody would ever be found."""
    keyless = House(dataclasses.replace(rooms.settings, token_secret=""), rooms.clock)
    monkeypatch.setattr(certificates_cli, "rooms", lambda: keyless)
    refused = CliRunner().invoke(certificates_cli.app, ["index"])
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (2, 1)


def test_basic_is_unquoted_as_the_standard_says(rooms: House) -> None:
    """RFC 6749, part 2.3.1: client and secret are encoded as a form before they are joined."""
    client, secret = service.add_client(rooms.clients, "Admissions", [FIND], ())
    quoted = f"{client.id}:{secret.replace('-', '%2D').replace('_', '%5F')}"
    caller = Caller(authorization=f"Basic {base64.b64encode(quoted.encode()).decode()}")
    assert caller("POST", "/v1/tokens", data=GRANT).status_code == 200


def test_a_client_without_centres_sees_all() -> None:
    """And one with centres only those."""
    client = Client(id="C", name="X", secret="", scopes=(FIND,), created_at="")
    assert client.may_see("anywhere")
    assert not replace(client, centres=("A",)).may_see("B")
