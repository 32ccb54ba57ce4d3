"""Access tokens: signed, short-lived, bound to one person and one application."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from chalicelib.shared.errors import Unauthenticated

Application = Literal["learner", "demo", "organization", "centre", "invigilator", "jury", "service"]
ALGORITHM = "HS256"


@dataclass(frozen=True, slots=True)
class Principal:
    """Who calls: a person's or a service's id, the application of the token, and its session (for revocation)."""

    person: str
    application: Application
    session: str = ""


def issue(principal: Principal, secret: str, now: datetime, life: timedelta) -> str:
    """A signed token that `verify` turns back into the principal until `now + life`."""
    import jwt  # noqa: PLC0415 - workflow tasks do without its 40 ms

    claims = {
        "sub": principal.person,
        "aud": principal.application,
        "sid": principal.session,
        "iat": now,
        "exp": now + life,
    }
    return jwt.encode(claims, secret, algorithm=ALGORITHM)


def verify(token: str, secret: str, now: datetime) -> Principal:
    """The principal of a token; Unauthenticated when it is expired, altered or not ours."""
    import jwt  # noqa: PLC0415 - as above

    options = {"require": ["sub", "aud", "exp"], "verify_aud": False, "verify_exp": False, "verify_iat": False}
    try:
        claims = jwt.decode(token, secret, algorithms=[ALGORITHM], options=options)  # type: ignore[arg-type]
    except jwt.InvalidTokenError:
        raise Unauthenticated("The access token is not valid.") from None
    if claims["exp"] <= now.timestamp():
        raise Unauthenticated("The access token has expired.")
    return Principal(claims["sub"], claims["aud"], claims.get("sid", ""))
