"""Tokens for services over HTTP, in OAuth's own words (RFC 6749, part 4.4), so that any library can ask for one."""

import base64
import binascii
from http import HTTPStatus
from urllib.parse import unquote_plus

from chalicelib.clients import service
from chalicelib.clients.errors import GrantUnsupported
from chalicelib.clients.schemas import AskToken, TokenRefused, TokenView
from chalicelib.shared.errors import STATUS, PixError, TooManyRequests
from chalicelib.shared.http import Edge, Reply, Request
from chalicelib.shared.http.problems import PAGE, invalid
from chalicelib.shared.i18n import translate

edge = Edge(__name__)
GRANT = "client_credentials"
WORDS = {
    "client-refused": "invalid_client",
    "grant-unsupported": "unsupported_grant_type",
    "scope-refused": "invalid_scope",
    "invalid-request": "invalid_request",
    "request-too-large": "invalid_request",
    "too-many-requests": "temporarily_unavailable",
    "busy": "temporarily_unavailable",
}


def refused(error: PixError, language: str, correlation_id: str) -> Reply:  # noqa: ARG001 - for programs, in ASCII
    """A refusal as OAuth wants it: ours would mean nothing to a client library."""
    headers: dict[str, str] = {}
    if isinstance(error, TooManyRequests):
        headers["Retry-After"] = str(error.retry_after)
    if STATUS[error.code] is HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Basic realm="pix"'
    body = TokenRefused(
        error=WORDS.get(error.code, "server_error"),
        error_description=_plain(error.detail or translate("en", f"error.{error.code}", **error.parameters)),
        error_uri=f"{PAGE}#{error.code}",
    )
    return Reply(body, status=int(STATUS[error.code]), headers=headers)


def _plain(text: str) -> str:
    """RFC 6749 allows printable ASCII there, without quotation mark and backslash."""
    return "".join(letter for letter in text if " " <= letter <= "~" and letter not in '"\\')


@edge.route(
    "POST",
    "/v1/tokens",
    summary="Get an access token as a service (OAuth 2.0 client credentials)",
    body=AskToken,
    form=True,
    basic=True,
    response=TokenView,
    access=(),
    errors=("client-refused", "grant-unsupported", "scope-refused", "too-many-requests"),
    refusal=refused,
    refused_as=TokenRefused,
)
def ask_token(request: Request[AskToken, None]) -> Reply:
    """A token of one hour for a client with its secret."""
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    if request.body.grant_type != GRANT:
        raise GrantUnsupported(f"The grant type is {GRANT}.")
    client, secret = _credentials(request)
    granted = service.grant(house().clients, request.source, client, secret, request.body.scope)
    view = TokenView(
        access_token=granted.token,
        token_type="Bearer",  # noqa: S106 - the kind of token, no secret
        expires_in=granted.seconds,
        scope=" ".join(granted.scopes),
    )
    return Reply(view, headers={"Pragma": "no-cache"})


def _credentials(request: Request[AskToken, None]) -> tuple[str, str]:
    """Client and secret, from the header or from the form: one way at a time."""
    scheme, _, given = request.authorization.partition(" ")
    if scheme.lower() != "basic":
        return request.body.client_id, request.body.client_secret
    if request.body.client_secret:
        raise invalid("client_secret", "The header Authorization has it already.")
    try:
        client, _, secret = base64.b64decode(given.strip(), validate=True).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return unquote_plus(client), unquote_plus(secret)
