"""Signing in to the application of centres: its own cookie, its own token, for who has a role there."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.notes import Note
from tests.api.conftest import Caller, assert_problem
from tests.api.test_accounts import PASSWORD, Browser
from tests.fakes.certification import add_centre
from tests.fakes.store_calls import recorded

EMAIL = "ada@example.org"
PERSON = {"email": EMAIL, "password": PASSWORD, "first_name": "Ada", "last_name": "Byron", "terms_accepted": True}


@pytest.fixture
def browser(rooms: House) -> Browser:
    """A browser of somebody who has just signed up."""
    made = Browser()
    assert made("POST", "/v1/people", PERSON).status_code == 201
    return made


@pytest.fixture
def person(rooms: House, browser: Browser) -> str:
    return rooms.accounts.people.login(EMAIL)[0]


def sign_in(caller: Caller, application: str) -> Any:
    return caller("POST", "/v1/sessions", {"email": EMAIL, "password": PASSWORD, "application": application})


@pytest.mark.parametrize("application", ["centre", "jury"])
def test_without_a_role_there_is_no_way_in(browser: Browser, application: str) -> None:
    """Told only to who proved to be that person: a wrong password is refused as everywhere."""
    assert_problem(sign_in(Caller(), application), 403, "not-a-member")
    wrong = {"email": EMAIL, "password": "wrong", "application": application}
    assert_problem(Caller()("POST", "/v1/sessions", wrong), 401, "credentials-refused")
    unknown = {"email": EMAIL, "password": PASSWORD, "application": "invigilator"}
    assert_problem(Caller()("POST", "/v1/sessions", unknown), 400, "invalid-request")


def test_each_application_has_its_session(rooms: House, browser: Browser, person: str) -> None:
    """One browser holds both; a token of one opens nothing of the other, and each is refreshed and closed alone."""
    centre = add_centre(rooms, **{person: "admin"})
    reply = sign_in(browser, "centre")
    assert reply.status_code == 201
    assert "pix_refresh_centre=" in reply.headers["set-cookie"]
    assert browser("GET", f"/v1/centres/{centre.id}").status_code == 200
    assert_problem(browser("GET", "/v1/me"), 403, "forbidden")
    assert browser("POST", "/v1/sessions/refresh").status_code == 200
    assert browser("GET", "/v1/me").status_code == 200
    assert_problem(browser("GET", f"/v1/centres/{centre.id}"), 403, "forbidden")
    assert browser("POST", "/v1/sessions/refresh?application=centre").status_code == 200
    assert browser("GET", "/v1/centres").status_code == 200
    assert browser("DELETE", "/v1/sessions/current?application=centre").status_code == 204
    assert_problem(browser("POST", "/v1/sessions/refresh?application=centre"), 401, "unauthenticated")
    assert browser("POST", "/v1/sessions/refresh").status_code == 200


def test_a_cookie_is_good_for_its_own_application(rooms: House, browser: Browser, person: str) -> None:
    """A learner's refresh token moved into the centre's cookie does not become a centre's, nor the other way round."""
    add_centre(rooms, **{person: "admin"})
    learner = browser.http.cookies.get("pix_refresh")
    sign_in(browser, "centre")
    centre = browser.http.cookies.get("pix_refresh_centre")
    for name, value, query in (("pix_refresh_centre", learner, "?application=centre"), ("pix_refresh", centre, "")):
        thief = Browser()
        thief.http.cookies.set(name, value or "", domain="pix.test", path="/v1/sessions")
        assert_problem(thief("POST", f"/v1/sessions/refresh{query}"), 401, "unauthenticated")


def test_a_role_that_ended_refreshes_nothing(rooms: House, browser: Browser, person: str) -> None:
    """Who left the centre is out at the next refresh; the learner's own session goes on."""
    centre = add_centre(rooms, **{person: "member"})
    sign_in(browser, "centre")
    found = rooms.certification.centres.member(centre.id, person)
    assert found
    assert rooms.certification.centres.remove(found, Note(f"centre-{centre.id}", "left", person, person))
    assert_problem(browser("GET", f"/v1/centres/{centre.id}"), 404, "not-found")
    assert_problem(browser("POST", "/v1/sessions/refresh?application=centre"), 401, "unauthenticated")
    assert browser("POST", "/v1/sessions/refresh").status_code == 200


def test_signing_out_everywhere_ends_every_application(
    rooms: House, browser: Browser, person: str, token: Callable[..., str]
) -> None:
    """A stolen computer is shut out of all of them at once."""
    add_centre(rooms, **{person: "admin"})
    sign_in(browser, "centre")
    assert Caller(token(person))("DELETE", "/v1/sessions").status_code == 204
    for query in ("", "?application=centre"):
        assert_problem(browser("POST", f"/v1/sessions/refresh{query}"), 401, "unauthenticated")


def test_learners_pay_nothing_for_it(browser: Browser) -> None:
    """Signing in and refreshing as a learner reads and writes what it did before there were centres."""
    with recorded() as calls:
        assert sign_in(browser, "learner").status_code == 201
        assert browser("POST", "/v1/sessions/refresh").status_code == 200
    assert {call.table for call in calls.made} == {"accounts", "ephemeral"}
    assert [name for name in calls.names() if name.endswith("accounts")][-3:] == [
        "GetItem accounts",
        "GetItem accounts",
        "PutItem accounts",
    ]
