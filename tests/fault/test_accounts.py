"""Accounts when the database's replies are lost: nobody is doubled, signed out or shut out by it."""

from typing import Any

import pytest

from chalicelib.accounts import service
from chalicelib.accounts.locks import Attempts
from chalicelib.accounts.model import CredentialsRefused
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import AskReset, ResetPassword, SignIn, SignUp
from chalicelib.accounts.service.jobs import erase
from chalicelib.bootstrap import House
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.store_calls import disturbed, lose_replies, recorded

EMAIL, PASSWORD, OTHER = "ada@example.org", "correct horse battery", "another good password"
SOURCE = "192.0.2.1"
WISH = SignUp(EMAIL, PASSWORD, "Ada", "Byron", terms_accepted=True)


@pytest.fixture
def ports(rooms: House, monkeypatch: pytest.MonkeyPatch) -> AccountPorts:
    accounts = rooms.accounts
    object.__setattr__(accounts, "executions", MemoryExecutions())
    return accounts


def sign_in(ports: AccountPorts, password: str = PASSWORD, email: str = EMAIL) -> service.SignedIn:
    return service.sign_in(ports, SignIn(email, password), SOURCE)


@pytest.mark.usefixtures("impatient")
def test_a_sign_up_whose_reply_was_lost_is_one_account(ports: AccountPorts) -> None:
    """Without the transaction's token the retry would find the address taken: by the learner herself."""
    with disturbed("TransactWriteItems", lose_replies(2)):
        made = service.sign_up(ports, WISH, SOURCE)
    assert sign_in(ports).person == made.person


@pytest.mark.usefixtures("impatient")
def test_a_refresh_whose_reply_was_lost_goes_on(ports: AccountPorts) -> None:
    """The rotation was written; the retry meets its own trace and joins instead of being taken for a thief."""
    token = service.sign_up(ports, WISH, SOURCE).refresh_token
    with disturbed("PutItem", lose_replies(1)):
        token = service.refresh(ports, token).refresh_token
    assert service.refresh(ports, token).refresh_token


@pytest.mark.usefixtures("impatient")
def test_a_sign_in_whose_count_was_lost_succeeds(ports: AccountPorts) -> None:
    """The count may go one too high; success forgives it all."""
    service.sign_up(ports, WISH, SOURCE)
    with disturbed("PutItem", lose_replies(1)):
        sign_in(ports)
    assert ports.people.login(EMAIL)[1] == Attempts()


@pytest.mark.usefixtures("impatient")
def test_a_reset_whose_reply_was_lost_counts(ports: AccountPorts) -> None:
    """The link was used up together with the new password; telling "expired" would be a lie."""
    service.sign_up(ports, WISH, SOURCE)
    service.ask_reset(ports, AskReset(EMAIL), SOURCE)
    (arguments,) = ports.executions.started.values()  # type: ignore[attr-defined]
    service.send_reset(ports, arguments["reset"])
    (mail,) = ports.mail.messages()  # type: ignore[attr-defined]
    token = mail.text.partition("#token=")[2].split()[0]
    with disturbed("TransactWriteItems", lose_replies(2)):
        service.use_reset(ports, ResetPassword(token, OTHER), SOURCE)
    assert sign_in(ports, OTHER)


@pytest.mark.usefixtures("impatient")
def test_an_erasure_whose_reply_was_lost_is_one_request(ports: AccountPorts) -> None:
    """The request stands once, and the person is told so."""
    person = service.sign_up(ports, WISH, SOURCE).person
    with disturbed("TransactWriteItems", lose_replies(2)):
        job = erase(ports, person.id)
    assert [found.id for found in ports.jobs.open()] == [job.id]
    assert erase(ports, person.id) == job


def traffic(ports: AccountPorts, email: str) -> list[str]:
    """The store operations of a refused sign-in."""
    with recorded() as calls, pytest.raises(CredentialsRefused):
        sign_in(ports, OTHER, email)
    return calls.names()


def test_a_refusal_makes_the_same_calls_for_every_address(ports: AccountPorts) -> None:
    """A call more or less would be heard in the time of the answer."""
    service.sign_up(ports, WISH, SOURCE)
    known, unknown = traffic(ports, EMAIL), traffic(ports, "nobody@example.org")
    assert known == unknown
    assert known == [
        "UpdateItem ephemeral",
        "UpdateItem ephemeral",
        "Query accounts",
        "PutItem accounts",
        "GetItem accounts",
    ]


def test_the_traffic_is_as_documented(ports: AccountPorts) -> None:
    """docs/accounts.md says what a sign-up, a sign-in and a refresh write."""
    writes: dict[str, float] = {}
    names: Any = ("PutItem", "UpdateItem", "DeleteItem", "TransactWriteItems")
    with recorded() as calls:
        token = service.sign_up(ports, WISH, SOURCE).refresh_token
    writes["sign-up"] = calls.units(*names)
    with recorded() as calls:
        sign_in(ports)
    writes["sign-in"] = calls.units(*names)
    with recorded() as calls:
        service.refresh(ports, token)
    writes["refresh"] = calls.units(*names)
    assert writes == {"sign-up": 6, "sign-in": 5, "refresh": 1}
