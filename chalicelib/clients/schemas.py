"""What a machine client sends and receives for its token: the names are OAuth's (RFC 6749)."""

from typing import Annotated

from msgspec import Meta, Struct

Text = Annotated[str, Meta(max_length=500)]


class AskToken(Struct, frozen=True, kw_only=True):
    """A form. Client and secret stand in it or, better, in the header `Authorization: Basic`; unknown fields count for
    nothing.
    """

    grant_type: Text
    scope: Text = ""
    client_id: Text = ""
    client_secret: Text = ""


class TokenView(Struct, frozen=True, kw_only=True):
    """A token: to be sent as `Authorization: Bearer`; `expires_in` seconds, `scope` with blanks between."""

    access_token: str
    token_type: str
    expires_in: int
    scope: str


class TokenRefused(Struct, frozen=True, kw_only=True):
    """Why there is no token: `error` is one of OAuth's words, `error_uri` leads to our own code for it."""

    error: str
    error_description: str
    error_uri: str
