"""The use cases of accounts, on memory."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.accounts import service
from chalicelib.accounts.model import (
    AccountLocked,
    CredentialsRefused,
    EmailTaken,
    Person,
    ResetLinkExpired,
    TermsNotAccepted,
)
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.reconcile import reconcile
from chalicelib.accounts.schemas import AskReset, ChangePassword, ChangePerson, EraseMe, ResetPassword, SignIn, SignUp
from chalicelib.shared import tokens
from chalicelib.shared.errors import Busy, NotFound, TooManyRequests, Unauthenticated
from chalicelib.shared.rules import DEFAULT
from chalicelib.shared.tokens import Principal
from tests.fakes.accounts import account_ports
from tests.fakes.learning import FakeClock

PASSWORD, OTHER = "correct horse battery", "another good password"
EMAIL, SOURCE = "ada@example.org", "192.0.2.1"


def wish(**changes: Any) -> SignUp:
    given = {"email": EMAIL, "password": PASSWORD, "first_name": " Ada ", "last_name": "Byron", "terms_accepted": True}
    return SignUp(**{**given, **changes})


def signed_up(ports: AccountPorts) -> service.SignedIn:
    return service.sign_up(ports, wish(), SOURCE)


def sign_in(ports: AccountPorts, password: str = PASSWORD, email: str = EMAIL) -> service.SignedIn:
    return service.sign_in(ports, SignIn(email, password), SOURCE)


def principal(ports: AccountPorts, access_token: str) -> Principal:
    return tokens.verify(access_token, ports.settings.token_secret, ports.clock())


def test_sign_up_signs_in(ports: AccountPorts) -> None:
    """Nobody should type the same password twice in a minute."""
    made = signed_up(ports)
    assert (made.person.first_name, made.person.language, made.person.country) == ("Ada", "fr", "FR")
    assert principal(ports, made.access_token).person == made.person.id
    assert made.expires_at - ports.clock() == timedelta(minutes=20)
    assert PASSWORD not in made.person.password


def test_sign_up_needs_the_terms(ports: AccountPorts) -> None:
    """Consent is asked before anything is stored."""
    with pytest.raises(TermsNotAccepted):
        service.sign_up(ports, wish(terms_accepted=False), SOURCE)
    assert ports.people.login(EMAIL)[0] == ""


def test_probing_for_taken_addresses_ends_soon(ports: AccountPorts) -> None:
    """Sign-up says that an address is taken; it must not become a way to check a list of them."""
    signed_up(ports)
    for _ in range(DEFAULT.taken_addresses_per_source):
        with pytest.raises(EmailTaken):
            signed_up(ports)
    with pytest.raises(TooManyRequests):
        service.sign_up(ports, wish(email="free@example.org"), SOURCE)


def test_sign_in_by_any_spelling(ports: AccountPorts) -> None:
    """Telephones capitalise the first letter."""
    made = signed_up(ports)
    assert sign_in(ports, email="ADA@Example.ORG").person.id == made.person.id


def test_wrong_password_and_unknown_address_are_refused_alike(ports: AccountPorts) -> None:
    """The answer must not tell whether the account exists."""
    signed_up(ports)
    refusals = []
    for email in (EMAIL, "nobody@example.org"):
        with pytest.raises(CredentialsRefused) as caught:
            sign_in(ports, OTHER, email)
        refusals.append((caught.value.code, caught.value.detail, caught.value.extra))
    assert refusals[0] == refusals[1]


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.org"])
def test_ten_failures_lock_for_two_minutes_known_or_not(ports: AccountPorts, clock: FakeClock, email: str) -> None:
    """A lock only on real accounts would tell which are real; while it holds, the right password is refused too."""
    signed_up(ports)
    for _ in range(10):
        with pytest.raises(CredentialsRefused):
            sign_in(ports, OTHER, email)
    with pytest.raises(AccountLocked) as caught:
        sign_in(ports, PASSWORD, email)
    assert caught.value.retry_after == 120
    clock.move(seconds=121)
    with pytest.raises(CredentialsRefused):
        sign_in(ports, OTHER, email)


def test_thirty_failures_block_until_reset(ports: AccountPorts, clock: FakeClock) -> None:
    """Time does not open a blocked account; a reset by mail does."""
    signed_up(ports)
    for failure in range(30):
        with pytest.raises(CredentialsRefused):
            sign_in(ports, OTHER)
        clock.move(minutes=10 if failure % 10 == 9 else 0)
    clock.move(days=365)
    with pytest.raises(AccountLocked):
        sign_in(ports)
    reset(ports)
    assert sign_in(ports, OTHER)


def test_a_success_forgives_earlier_failures(ports: AccountPorts) -> None:
    """Nine slips a month must never add up to a lock."""
    signed_up(ports)
    for _ in range(2):
        for _ in range(9):
            with pytest.raises(CredentialsRefused):
                sign_in(ports, OTHER)
        sign_in(ports)


def test_an_old_hash_is_renewed_at_sign_in(ports: AccountPorts) -> None:
    """Raised parameters reach old accounts without anybody noticing."""
    made = signed_up(ports)
    stronger = replace(ports, hasher=type(ports.hasher)(memory_kib=16, passes=1))
    sign_in(stronger)
    renewed = ports.people.get(made.person.id).password
    assert renewed != made.person.password
    assert not stronger.hasher.outdated(renewed)
    assert sign_in(stronger)


def test_refresh_replaces_the_token_and_tabs_survive(ports: AccountPorts, clock: FakeClock) -> None:
    """Two tabs that refresh with the same token both stay, whichever cookie the browser keeps."""
    first = signed_up(ports).refresh_token
    one, two = service.refresh(ports, first), service.refresh(ports, first)
    clock.move(minutes=20)
    for kept in (one.refresh_token, two.refresh_token):
        assert service.refresh(ports, kept).access_token


def test_a_stolen_token_closes_the_family(ports: AccountPorts, clock: FakeClock) -> None:
    """When an old token comes back, nobody knows who holds the new one: both sign in again."""
    first = signed_up(ports).refresh_token
    second = service.refresh(ports, first).refresh_token
    clock.move(minutes=2)
    for token in (first, second):
        with pytest.raises(Unauthenticated):
            service.refresh(ports, token)


def test_a_session_ends_after_a_week_without_use(ports: AccountPorts, clock: FakeClock) -> None:
    """Seven days, counted from the last refresh."""
    token = signed_up(ports).refresh_token
    clock.move(days=6)
    token = service.refresh(ports, token).refresh_token
    clock.move(days=7)
    with pytest.raises(Unauthenticated):
        service.refresh(ports, token)


def test_sign_out_here_leaves_other_browsers(ports: AccountPorts) -> None:
    """Leaving a school's computer must not sign out the telephone."""
    here, there = signed_up(ports), sign_in(ports)
    service.sign_out(ports, here.refresh_token)
    with pytest.raises(Unauthenticated):
        service.refresh(ports, here.refresh_token)
    assert service.refresh(ports, there.refresh_token)


def test_sign_out_needs_the_secret(ports: AccountPorts) -> None:
    """The ids of a family stand in access tokens: they must not be enough to end it."""
    made = signed_up(ports)
    person, family, _ = made.refresh_token.split(".")
    service.sign_out(ports, f"{person}.{family}.guess")
    assert service.refresh(ports, made.refresh_token)


def test_sign_out_everywhere(ports: AccountPorts) -> None:
    """A lost telephone is signed out from anywhere; a new sign-in works at once."""
    here, there = signed_up(ports), sign_in(ports)
    service.sign_out_everywhere(ports, here.person.id)
    for session in (here, there):
        with pytest.raises(Unauthenticated):
            service.refresh(ports, session.refresh_token)
    assert service.refresh(ports, sign_in(ports).refresh_token)


def test_a_new_password_ends_the_other_sessions(ports: AccountPorts) -> None:
    """Who changes a password suspects somebody; the own session stays."""
    here, there = signed_up(ports), sign_in(ports)
    service.change_password(ports, principal(ports, here.access_token), ChangePassword(PASSWORD, OTHER))
    assert service.refresh(ports, here.refresh_token)
    with pytest.raises(Unauthenticated):
        service.refresh(ports, there.refresh_token)
    assert sign_in(ports, OTHER)


def test_wrong_present_passwords_lock_too(ports: AccountPorts) -> None:
    """A stolen access token must not be a way to try passwords without end."""
    here = principal(ports, signed_up(ports).access_token)
    for _ in range(10):
        with pytest.raises(CredentialsRefused):
            service.change_password(ports, here, ChangePassword("wrong guess", OTHER))
    with pytest.raises(AccountLocked):
        service.change_password(ports, here, ChangePassword(PASSWORD, OTHER))


def test_a_learner_changes_language_and_country(ports: AccountPorts) -> None:
    """Fields left out stay; names are trimmed."""
    person = signed_up(ports).person
    changed = service.change_person(ports, person.id, ChangePerson(language="de", country="BE-WAL", last_name=" King "))
    assert changed == replace(person, language="de", country="BE-WAL", last_name="King")
    assert service.change_person(ports, person.id, ChangePerson()) == changed


def link_token(ports: AccountPorts) -> str:
    """The token of the newest mail's link."""
    newest = next(iter(ports.mail.messages()))  # type: ignore[attr-defined]
    return newest.text.partition("#token=")[2].split()[0]


def ask(ports: AccountPorts, email: str = EMAIL) -> str:
    """Ask for a reset and run its workflow; the id of the wish."""
    before = set(ports.executions.started)  # type: ignore[attr-defined]
    service.ask_reset(ports, AskReset(email), SOURCE)
    (begun,) = set(ports.executions.started) - before  # type: ignore[attr-defined]
    wished = ports.executions.started[begun]["reset"]  # type: ignore[attr-defined]
    service.send_reset(ports, wished)
    return wished


def reset(ports: AccountPorts, password: str = OTHER) -> None:
    ask(ports)
    service.use_reset(ports, ResetPassword(link_token(ports), password), SOURCE)


def test_the_request_for_a_reset_never_looks_for_the_account(ports: AccountPorts) -> None:
    """No difference in answer or time between a known and an unknown address: the workflow looks, later."""
    looked: list[str] = []

    class Watched(type(ports.people)):  # type: ignore[misc]
        def login(self, email: str) -> Any:
            looked.append(email)
            return super().login(email)

    watched = replace(ports, people=Watched(ports.people._memory))  # type: ignore[attr-defined]
    service.ask_reset(watched, AskReset(EMAIL), SOURCE)
    assert looked == []


def test_a_reset_sets_the_password_and_ends_sessions(ports: AccountPorts) -> None:
    """Whoever knew the old password is out."""
    before = signed_up(ports)
    reset(ports)
    with pytest.raises(Unauthenticated):
        service.refresh(ports, before.refresh_token)
    with pytest.raises(CredentialsRefused):
        sign_in(ports)
    assert sign_in(ports, OTHER)


def test_a_reset_link_works_once_and_for_a_day(ports: AccountPorts, clock: FakeClock) -> None:
    """A mailbox read later by somebody else must hold no key."""
    signed_up(ports)
    reset(ports)
    used = link_token(ports)
    ask(ports)
    late = link_token(ports)
    clock.move(hours=24)
    for token in (used, late, late + "x", "nonsense without a dot"):
        with pytest.raises(ResetLinkExpired):
            service.use_reset(ports, ResetPassword(token, PASSWORD), SOURCE)


def test_two_links_and_only_one_new_password(ports: AccountPorts) -> None:
    """Using one link makes the others worthless."""
    signed_up(ports)
    ask(ports)
    first = link_token(ports)
    reset(ports)
    with pytest.raises(ResetLinkExpired):
        service.use_reset(ports, ResetPassword(first, PASSWORD), SOURCE)


def test_a_repeated_mail_task_sends_one_mail_with_a_link_that_works(ports: AccountPorts) -> None:
    """Workflow tasks run twice; the learner has one mail, and its link is the one in force."""
    signed_up(ports)
    wished = ask(ports)
    service.send_reset(ports, wished)
    assert len(list(ports.mail.messages())) == 1  # type: ignore[attr-defined]
    service.use_reset(ports, ResetPassword(link_token(ports), OTHER), SOURCE)
    service.send_reset(ports, wished)
    with pytest.raises(ResetLinkExpired):
        service.use_reset(ports, ResetPassword(link_token(ports), PASSWORD), SOURCE)


def test_an_unknown_address_gets_no_mail(ports: AccountPorts) -> None:
    """We write to people we know only."""
    ask(ports, "nobody@example.org")
    assert list(ports.mail.messages()) == []  # type: ignore[attr-defined]


def test_without_workflows_every_address_is_refused_alike(ports: AccountPorts) -> None:
    """A mail sent by the request itself would take longer, and so tell which addresses have an account."""
    signed_up(ports)
    ports.executions.reachable = False  # type: ignore[attr-defined]
    for email in (EMAIL, "nobody@example.org"):
        with pytest.raises(Busy):
            service.ask_reset(ports, AskReset(email), SOURCE)


def test_resets_are_limited_per_address(ports: AccountPorts) -> None:
    """Nobody fills somebody else's mailbox."""
    for _ in range(DEFAULT.resets_per_account):
        ask(ports)
    with pytest.raises(TooManyRequests):
        service.ask_reset(ports, AskReset(EMAIL.upper()), "198.51.100.7")


@pytest.mark.parametrize(
    ("language", "country", "opening"),
    [
        ("fr", "FR", "Bonjour Ada <b>Byron</b>,"),
        ("fr", "BE-WAL", "Bonjour Ada,"),
        ("en", "FR", "Hello Ada <b>Byron</b>,"),
        ("de", "BE-WAL", "Guten Tag Ada <b>Byron</b>,"),
    ],
)
def test_the_mail_speaks_the_readers_language(ports: AccountPorts, language: Any, country: Any, opening: str) -> None:
    """Language and country decide the form of address; names are data, never markup."""
    service.sign_up(ports, wish(language=language, country=country, last_name="<b>Byron</b>"), SOURCE)
    ask(ports)
    (sent,) = ports.mail.messages()  # type: ignore[attr-defined]
    assert sent.text.startswith(opening)
    assert sent.language == language
    assert "<b>" not in sent.html
    assert f"/{language}/reset-password.html#token={link_token(ports)}" in sent.html


def test_an_export_is_asked_for_once_at_a_time(ports: AccountPorts) -> None:
    """Impatient clicks make one export; its execution bears the request's id and generation."""
    person = signed_up(ports).person
    job = service.request_export(ports, person.id)
    assert service.request_export(ports, person.id) == job
    started = ports.executions.started  # type: ignore[attr-defined]
    assert started == {("person-export", f"{job.id}-1"): {"person": person.id, "job": job.id}}


def test_an_export_is_its_owners(ports: AccountPorts) -> None:
    """Another learner's request does not exist."""
    job = service.request_export(ports, signed_up(ports).person.id)
    other = service.sign_up(ports, wish(email="bob@example.org"), SOURCE).person
    assert service.job_view(ports, job.person, job.id).status == "requested"
    for asked in (job.id, "nonsense", "../../x"):
        with pytest.raises(NotFound):
            service.job_view(ports, other.id, asked)


def test_erasure_closes_the_account_at_once(ports: AccountPorts) -> None:
    """From the request on nobody signs in, even while the workflow is still to run."""
    made = signed_up(ports)
    with pytest.raises(CredentialsRefused):
        service.request_erasure(ports, made.person.id, EraseMe(OTHER))
    service.request_erasure(ports, made.person.id, EraseMe(PASSWORD))
    with pytest.raises(CredentialsRefused):
        sign_in(ports)
    with pytest.raises(Unauthenticated):
        service.refresh(ports, made.refresh_token)
    for use in (service.own_account, service.request_export):
        with pytest.raises(Unauthenticated):
            use(ports, made.person.id)


def opened(ports: AccountPorts, reachable: bool) -> Person:
    person = signed_up(ports).person
    ports.executions.reachable = reachable  # type: ignore[attr-defined]
    service.request_export(ports, person.id)
    ports.executions.reachable = True  # type: ignore[attr-defined]
    return person


def test_reconcile_starts_what_could_not_be_started(ports: AccountPorts) -> None:
    """A request stands although its execution could not start; reconcile starts it once."""
    opened(ports, reachable=False)
    assert [found.started for found in reconcile(ports)] == [True]
    assert [(found.state, found.started) for found in reconcile(ports)] == [("running", False)]


def test_reconcile_starts_a_failed_execution_under_a_new_name(ports: AccountPorts) -> None:
    """A closed name is refused for 90 days: the generation makes another."""
    opened(ports, reachable=True)
    executions: Any = ports.executions
    executions.ended.update(executions.started)
    (found,) = reconcile(ports)
    assert found.started
    assert found.execution.endswith("-2")


def test_reconcile_waits_when_it_cannot_know(ports: AccountPorts) -> None:
    """Starting blindly while the service is out of reach could run a request twice."""
    opened(ports, reachable=True)
    ports.executions.reachable = False  # type: ignore[attr-defined]
    assert [(found.state, found.started) for found in reconcile(ports)] == [("unreachable", False)]


def test_the_rules_are_the_settings(tmp_path: Any, clock: FakeClock) -> None:
    """A deployment may change every number."""
    strict = account_ports(tmp_path, clock, replace(DEFAULT, failures_before_lock=1, lock_minutes=1))
    signed_up(strict)
    with pytest.raises(CredentialsRefused):
        sign_in(strict, OTHER)
    with pytest.raises(AccountLocked):
        sign_in(strict)
