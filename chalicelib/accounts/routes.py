"""Accounts over HTTP: sign-up, sign-in, the own account, export and erasure."""

from chalicelib.accounts import service
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import (
    AskReset,
    ChangePassword,
    ChangePerson,
    EraseMe,
    InApplication,
    JobView,
    PersonView,
    ResetPassword,
    Session,
    SignedInApplication,
    SignIn,
    SignUp,
)
from chalicelib.accounts.service import SignedIn
from chalicelib.accounts.service import jobs as requests
from chalicelib.shared.clock import iso
from chalicelib.shared.http import Edge, Reply, Request

COOKIE, COOKIE_PATH = "pix_refresh", "/v1/sessions"
COOKIES: dict[SignedInApplication, str] = {"learner": COOKIE, "centre": f"{COOKIE}_centre", "jury": f"{COOKIE}_jury"}
DAY = 86_400

edge = Edge(__name__)


def _ports() -> AccountPorts:
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    return house().accounts


@edge.route(
    "POST",
    "/v1/people",
    summary="Create an account and sign in",
    body=SignUp,
    response=Session,
    status=201,
    access=(),
    errors=("email-taken", "password-too-weak", "terms-not-accepted", "too-many-requests"),
)
def sign_up(request: Request[SignUp, None]) -> Reply:
    """Create an account and sign in."""
    return _session(_ports(), service.sign_up(_ports(), request.body, request.source), location="/v1/me")


@edge.route(
    "POST",
    "/v1/sessions",
    summary="Sign in",
    body=SignIn,
    response=Session,
    status=201,
    access=(),
    errors=("credentials-refused", "account-locked", "not-a-member", "too-many-requests", "busy"),
)
def sign_in(request: Request[SignIn, None]) -> Reply:
    """Sign in."""
    signed_in = service.sign_in(_ports(), request.body, request.source)
    return _session(_ports(), signed_in, application=request.body.application)


@edge.route(
    "POST",
    "/v1/sessions/refresh",
    summary="Get a fresh access token; the refresh token is replaced",
    query=InApplication,
    response=Session,
    access=(),
    errors=("unauthenticated", "busy"),
    cookies=tuple(COOKIES.values()),
)
def refresh(request: Request[None, InApplication]) -> Reply:
    """Get a fresh access token."""
    application = request.query.application
    cookie = request.cookies.get(COOKIES[application], "")
    return _session(_ports(), service.refresh(_ports(), cookie, application), application=application)


@edge.route(
    "DELETE",
    "/v1/sessions/current",
    summary="Sign out of this browser",
    query=InApplication,
    status=204,
    access=(),
    cookies=tuple(COOKIES.values()),
)
def sign_out(request: Request[None, InApplication]) -> Reply:
    """Sign out of this browser."""
    application = request.query.application
    service.sign_out(_ports(), request.cookies.get(COOKIES[application], ""))
    return Reply(set_cookies=(_cookie(_ports(), "", 0, application),))


@edge.route("DELETE", "/v1/sessions", summary="Sign out everywhere", status=204)
def sign_out_everywhere(request: Request[None, None]) -> Reply:
    """Sign out everywhere."""
    service.sign_out_everywhere(_ports(), request.principal.person)
    return Reply(set_cookies=(_cookie(_ports(), "", 0),))


@edge.route("GET", "/v1/me", summary="Read the own account", response=PersonView)
def read_me(request: Request[None, None]) -> PersonView:
    """Read the own account."""
    return service.person_view(service.own_account(_ports(), request.principal.person))


@edge.route("PATCH", "/v1/me", summary="Change name, language or country", body=ChangePerson, response=PersonView)
def change_me(request: Request[ChangePerson, None]) -> PersonView:
    """Change name, language or country."""
    return service.person_view(service.change_person(_ports(), request.principal.person, request.body))


@edge.route(
    "PUT",
    "/v1/me/password",
    summary="Change the password; other sessions end",
    body=ChangePassword,
    status=204,
    errors=("credentials-refused", "account-locked", "password-too-weak"),
)
def change_password(request: Request[ChangePassword, None]) -> None:
    """Change the password."""
    service.change_password(_ports(), request.principal, request.body)


@edge.route(
    "POST",
    "/v1/password-resets",
    summary="Ask for a link that sets a new password",
    body=AskReset,
    status=202,
    access=(),
    errors=("too-many-requests", "busy"),
)
def ask_reset(request: Request[AskReset, None]) -> None:
    """Ask for a link that sets a new password."""
    service.ask_reset(_ports(), request.body, request.source)


@edge.route(
    "POST",
    "/v1/password-resets/use",
    summary="Set a new password by the link",
    body=ResetPassword,
    status=204,
    access=(),
    errors=("reset-link-expired", "password-too-weak", "too-many-requests"),
)
def use_reset(request: Request[ResetPassword, None]) -> None:
    """Set a new password by the link."""
    service.use_reset(_ports(), request.body, request.source)


@edge.route("POST", "/v1/me/exports", summary="Ask for a copy of the own data", response=JobView, status=202)
def request_export(request: Request[None, None]) -> Reply:
    """Ask for a copy of the own data."""
    job = service.request_export(_ports(), request.principal.person)
    return Reply(requests.view(_ports(), job), location=f"/v1/me/exports/{job.id}")


@edge.route("GET", "/v1/me/exports/{job_id}", summary="Follow an export", response=JobView, errors=("not-found",))
def read_export(request: Request[None, None]) -> JobView:
    """Follow an export."""
    return service.job_view(_ports(), request.principal.person, request.path["job_id"])


@edge.route(
    "POST",
    "/v1/me/erasure",
    summary="Close the account and have it erased",
    body=EraseMe,
    response=JobView,
    status=202,
    errors=("credentials-refused", "account-locked"),
)
def request_erasure(request: Request[EraseMe, None]) -> Reply:
    """Close the account and have it erased."""
    job = service.request_erasure(_ports(), request.principal.person, request.body)
    return Reply(requests.view(_ports(), job), set_cookies=(_cookie(_ports(), "", 0),))


def _session(
    ports: AccountPorts,
    signed_in: SignedIn,
    location: str | None = None,
    application: SignedInApplication = "learner",
) -> Reply:
    body = Session(signed_in.access_token, iso(signed_in.expires_at), service.person_view(signed_in.person))
    age = int(ports.rules.refresh_token_days * DAY)
    cookies = (_cookie(ports, signed_in.refresh_token, age, application),) if signed_in.refresh_token else ()
    return Reply(body, location=location, set_cookies=cookies)


def _cookie(ports: AccountPorts, value: str, age: int, application: SignedInApplication = "learner") -> str:
    secure = "; Secure" if ports.settings.cookies_secure else ""
    return f"{COOKIES[application]}={value}; Path={COOKIE_PATH}; Max-Age={age}; HttpOnly; SameSite=Strict{secure}"
