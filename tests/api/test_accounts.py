"""Accounts over HTTP, on the real application and a real engine."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import httpx
import pytest

from chalicelib import bootstrap
from chalicelib.accounts.workflow import password_reset_send
from chalicelib.shared.settings import Settings
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.accounts import MemoryExecutions

PASSWORD, OTHER = "correct horse battery", "another good password"
COOKIE = "pix_refresh"
THREADS = 16


class Browser(Caller):
    """A caller that keeps its access token, and cookies by their path, as a browser does."""

    def __call__(self, method: str, path: str, body: Any = None, **options: Any) -> httpx.Response:
        reply = super().__call__(method, path, body, **options)
        if reply.status_code in (200, 201) and "access_token" in reply.json():
            self.http.headers["authorization"] = f"Bearer {reply.json()['access_token']}"
        return reply

    @property
    def cookie(self) -> str:
        """The refresh token."""
        return self.http.cookies.get(COOKIE) or ""

    @cookie.setter
    def cookie(self, value: str) -> None:
        self.http.cookies.clear()
        self.http.cookies.set(COOKIE, value, domain="pix.test", path="/v1/sessions")

    def sign_in(self, password: str = PASSWORD, email: str = "ada@example.org") -> httpx.Response:
        """Sign in by password."""
        return self("POST", "/v1/sessions", {"email": email, "password": password})


class Mailing(MemoryExecutions):
    """Runs the one task of `password-reset` at once; nothing else runs."""

    def start(self, workflow: str, name: str, arguments: Mapping[str, str]) -> bool:
        if workflow == "password-reset":
            password_reset_send(dict(arguments))
        return super().start(workflow, name, arguments)


@pytest.fixture
def rooms(rooms: bootstrap.House) -> bootstrap.House:
    """A deployment whose state machines are replaced by what they would call: tests/workflow runs the real ones."""
    rooms.accounts = replace(rooms.accounts, executions=Mailing())
    return rooms


@pytest.fixture
def browser(rooms: bootstrap.House) -> Callable[[], Browser]:
    """Makes browsers."""
    return Browser


def person(**changes: Any) -> dict[str, Any]:
    given = {"email": "ada@example.org", "password": PASSWORD, "first_name": "Ada", "last_name": "Byron"}
    return {**given, "terms_accepted": True, **changes}


@pytest.fixture
def ada(rooms: bootstrap.House) -> Browser:
    """A browser in which Ada has just signed up."""
    made = Browser()
    assert made("POST", "/v1/people", person()).status_code == 201
    return made


def test_from_sign_up_to_sign_out(browser: Callable[[], Browser]) -> None:
    """The whole way of a learner, as the client walks it."""
    ada = browser()
    signed_up = ada("POST", "/v1/people", person(language="de", country="BE-WAL"))
    assert (signed_up.status_code, signed_up.headers["Location"]) == (201, "/v1/me")
    assert ada("GET", "/v1/me").json() == signed_up.json()["person"]
    assert ada("PATCH", "/v1/me", {"language": "en"}).json()["language"] == "en"
    assert ada("POST", "/v1/sessions/refresh").status_code == 200
    cookie = ada.cookie
    assert ada("DELETE", "/v1/sessions/current").status_code == 204
    assert ada.cookie == ""
    ada.cookie = cookie
    assert_problem(ada("POST", "/v1/sessions/refresh"), 401, "unauthenticated")
    signed_in = ada("POST", "/v1/sessions", {"email": "ADA@example.org", "password": PASSWORD})
    assert (signed_in.status_code, signed_in.json()["person"]["country"]) == (201, "BE-WAL")


def test_the_refresh_token_is_out_of_reach_of_scripts(browser: Callable[[], Browser]) -> None:
    """Never in a body, never sent to another path or site."""
    answer = browser()("POST", "/v1/people", person())
    line = answer.headers["Set-Cookie"]
    assert answer.cookies[COOKIE] not in answer.text
    assert {"HttpOnly", "SameSite=Strict", "Path=/v1/sessions", "Max-Age=604800"} <= set(line.split("; "))
    assert "Secure" not in line


def test_the_cookie_is_secure_where_the_service_is(browser: Callable[[], Browser], tables: Settings) -> None:
    """Over HTTPS the token must not leave by plain HTTP."""
    bootstrap.move_in(bootstrap.House(replace(tables, public_url="https://pix.example")))
    assert "Secure" in browser()("POST", "/v1/people", person()).headers["Set-Cookie"]


def test_wrong_password_and_unknown_address_get_the_same_answer(ada: Browser) -> None:
    """Byte for byte, but for the correlation id."""
    answers = [
        ada("POST", "/v1/sessions", {"email": email, "password": OTHER})
        for email in ("ada@example.org", "nobody@example.org")
    ]
    told = [{**answer.json(), "correlation_id": ""} for answer in answers]
    assert told[0] == told[1]
    assert (told[0]["code"], told[0]["status"]) == ("credentials-refused", 401)


def test_resets_get_the_same_answer_known_or_not(ada: Browser) -> None:
    """Accepted, with nothing in the body, whoever asks for whomever."""
    answers = [ada("POST", "/v1/password-resets", {"email": e}) for e in ("ada@example.org", "nobody@example.org")]
    assert [(answer.status_code, answer.text) for answer in answers] == [(202, "")] * 2


def test_a_reset_from_mail_to_sign_in(ada: Browser, rooms: bootstrap.House) -> None:
    """The link of the mail sets a password, once."""
    ada("POST", "/v1/password-resets", {"email": "Ada@example.org"})
    (sent,) = rooms.accounts.mail.messages()  # type: ignore[attr-defined]
    token = sent.text.partition("#token=")[2].split()[0]
    weak = ada("POST", "/v1/password-resets/use", {"token": token, "new_password": "password1"})
    assert (weak.status_code, weak.json()["code"]) == (422, "password-too-weak")
    used = {"token": token, "new_password": OTHER}
    assert ada("POST", "/v1/password-resets/use", used).status_code == 204
    again = ada("POST", "/v1/password-resets/use", used)
    assert (again.status_code, again.json()["code"]) == (410, "reset-link-expired")
    assert ada("POST", "/v1/sessions", {"email": "ada@example.org", "password": OTHER}).status_code == 201


def test_a_lock_tells_when_to_come_back(ada: Browser) -> None:
    """The client shows the wait; the header serves programs."""
    for _ in range(10):
        ada("POST", "/v1/sessions", {"email": "ada@example.org", "password": OTHER})
    locked = ada("POST", "/v1/sessions", {"email": "ada@example.org", "password": PASSWORD})
    assert (locked.status_code, locked.json()["code"], locked.json()["retry_after"]) == (429, "account-locked", 120)
    assert locked.headers["Retry-After"] == "120"


def test_a_new_password_keeps_this_browser_only(ada: Browser, browser: Callable[[], Browser]) -> None:
    """The other one must sign in again."""
    other = browser()
    other("POST", "/v1/sessions", {"email": "ada@example.org", "password": PASSWORD})
    changed = ada("PUT", "/v1/me/password", {"current_password": PASSWORD, "new_password": OTHER})
    assert changed.status_code == 204
    assert ada("POST", "/v1/sessions/refresh").status_code == 200
    assert other("POST", "/v1/sessions/refresh").status_code == 401


def test_sign_out_everywhere(ada: Browser, browser: Callable[[], Browser]) -> None:
    """One call ends all browsers."""
    other = browser()
    other("POST", "/v1/sessions", {"email": "ada@example.org", "password": PASSWORD})
    assert other("DELETE", "/v1/sessions").status_code == 204
    assert {one("POST", "/v1/sessions/refresh").status_code for one in (ada, other)} == {401}


def test_requests_for_export_and_erasure(ada: Browser, browser: Callable[[], Browser]) -> None:
    """Accepted as facts, although no state machine runs here; erasure closes the account at once."""
    asked = ada("POST", "/v1/me/exports")
    assert (asked.status_code, asked.json()["status"], asked.json()["kind"]) == (202, "requested", "export")
    assert ada("GET", asked.headers["Location"]).json() == asked.json()
    bob = browser()
    bob("POST", "/v1/people", person(email="bob@example.org"))
    assert bob("GET", asked.headers["Location"]).status_code == 404
    assert ada("POST", "/v1/me/erasure", {"password": OTHER}).status_code == 401
    assert ada("POST", "/v1/me/erasure", {"password": PASSWORD}).json()["kind"] == "erasure"
    assert ada("GET", "/v1/me").status_code == 401
    assert ada("POST", "/v1/sessions", {"email": "ada@example.org", "password": PASSWORD}).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"\xff"',
        person(email="no address"),
        person(email="a@b." + "c" * 300),
        person(first_name="   "),
        person(first_name="x" * 101),
        person(password=""),
        person(password="x" * 201),
        person(language="nl"),
        person(country="DE"),
        person(terms_accepted="yes"),
        person(admin=True),
        {"email": "ada@example.org"},
    ],
)
def test_malformed_sign_ups_are_refused_before_anything(browser: Callable[[], Browser], body: Any) -> None:
    """Wrong types, lengths, values and unknown fields each get a clear 400."""
    raw = {"content": body} if isinstance(body, bytes) else {"json": body}
    answer = browser()("POST", "/v1/people", **raw)
    assert_problem(answer, 400, "invalid-request")


def test_sign_up_refusals_have_their_codes(ada: Browser) -> None:
    """The client shows a different help for each."""
    assert_problem(ada("POST", "/v1/people", person()), 409, "email-taken")
    assert_problem(ada("POST", "/v1/people", person(terms_accepted=False)), 422, "terms-not-accepted")
    assert_problem(ada("POST", "/v1/people", person(password="a")), 422, "password-too-weak")


@pytest.mark.parametrize("cookie", ["", "x", "a.b.c", "....", "person.family." + "s" * 5000])
def test_foreign_cookies_are_no_session(browser: Callable[[], Browser], cookie: str) -> None:
    """A cookie is whatever somebody sends."""
    foreign = browser()
    foreign.cookie = cookie
    assert foreign("POST", "/v1/sessions/refresh").status_code == 401
    assert foreign("DELETE", "/v1/sessions/current").status_code == 204


def test_an_access_token_ends_after_twenty_minutes(ada: Browser, clock: MovingClock) -> None:
    """Short enough that a revoked session is soon over."""
    clock.move(minutes=20)
    assert ada("GET", "/v1/me").status_code == 401
    assert ada("POST", "/v1/sessions/refresh").status_code == 200
    assert ada("GET", "/v1/me").status_code == 200


def at_once(work: Callable[[int], Any]) -> list[Any]:
    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(work, range(THREADS)))


def test_sixteen_sign_ups_of_one_address(browser: Callable[[], Browser]) -> None:
    """An impatient double click must not make two accounts, nor an error 500."""
    answers = at_once(lambda _: browser()("POST", "/v1/people", person()))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * (THREADS - 1)


def test_sixteen_wrong_passwords_at_once_are_ten_guesses(ada: Browser, browser: Callable[[], Browser]) -> None:
    """Parallel guessing must not get past the lock: a try is counted before the password is looked at."""
    wrong = {"email": "ada@example.org", "password": OTHER}
    answers = at_once(lambda _: browser()("POST", "/v1/sessions", wrong).json()["code"])
    assert sorted(answers) == ["account-locked"] * (THREADS - 10) + ["credentials-refused"] * 10


def test_sixteen_tabs_refreshing_at_once_stay_signed_in(ada: Browser, browser: Callable[[], Browser]) -> None:
    """A browser that restores its tabs refreshes them together: each gets a token, and the cookie goes on working."""
    tabs = [browser() for _ in range(THREADS)]
    for tab in tabs:
        tab.cookie = ada.cookie
    answers = at_once(lambda number: tabs[number]("POST", "/v1/sessions/refresh"))
    assert {answer.status_code for answer in answers} == {200}
    ada.cookie = next(tab.cookie for tab in reversed(tabs) if tab.cookie != ada.cookie)
    assert ada("POST", "/v1/sessions/refresh").status_code == 200


def test_sixteen_uses_of_one_reset_link(ada: Browser, browser: Callable[[], Browser], rooms: bootstrap.House) -> None:
    """The link is used up by whoever comes first; the password set is the one that was answered with success."""
    ada("POST", "/v1/password-resets", {"email": "ada@example.org"})
    (sent,) = rooms.accounts.mail.messages()  # type: ignore[attr-defined]
    token = sent.text.partition("#token=")[2].split()[0]

    def use(number: int) -> int:
        wish = {"token": token, "new_password": f"{OTHER} {number}"}
        return browser()("POST", "/v1/password-resets/use", wish).status_code

    statuses = at_once(use)
    assert sorted(statuses) == [204] + [410] * (THREADS - 1)
    winner = f"{OTHER} {statuses.index(204)}"
    assert ada("POST", "/v1/sessions", {"email": "ada@example.org", "password": winner}).status_code == 201
