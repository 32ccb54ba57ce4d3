"""What clients send and receive about accounts (JSON, snake_case)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Email = Annotated[str, Meta(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Password = Annotated[str, Meta(min_length=1, max_length=200)]
Name = Annotated[str, Meta(min_length=1, max_length=100, pattern=r"\S")]
InterfaceLanguage = Literal["fr", "en", "de"]
SignedInApplication = Literal["learner", "centre", "jury"]
Country = Literal["FR", "BE-WAL"]  # decides texts, identity fields and form of address


class SignUp(Struct, frozen=True, forbid_unknown_fields=True):
    """A new learner; `terms_accepted` must be true."""

    email: Email
    password: Password
    first_name: Name
    last_name: Name
    terms_accepted: bool
    language: InterfaceLanguage = "fr"
    country: Country = "FR"


class SignIn(Struct, frozen=True, forbid_unknown_fields=True):
    """E-mail and password, and the application to sign in to; all but the learner's ask for a role."""

    email: Email
    password: Password
    application: SignedInApplication = "learner"


class InApplication(Struct, frozen=True):
    """Which application's session is meant: each has a cookie of its own."""

    application: SignedInApplication = "learner"


class Session(Struct, frozen=True):
    """A fresh access token; the refresh token travels in a cookie only."""

    access_token: str
    expires_at: str
    person: "PersonView"


class PersonView(Struct, frozen=True):
    """The learner's own account."""

    id: str
    email: str
    first_name: str
    last_name: str
    language: InterfaceLanguage
    country: Country
    created_at: str


class ChangePerson(Struct, frozen=True, forbid_unknown_fields=True):
    """What a learner may change; a field left out stays as it is."""

    first_name: Name | None = None
    last_name: Name | None = None
    language: InterfaceLanguage | None = None
    country: Country | None = None


class ChangePassword(Struct, frozen=True, forbid_unknown_fields=True):
    """A new password, proved by the present one."""

    current_password: Password
    new_password: Password


class AskReset(Struct, frozen=True, forbid_unknown_fields=True):
    """Ask for a reset link; the answer is the same whether the account exists or not."""

    email: Email


class ResetPassword(Struct, frozen=True, forbid_unknown_fields=True):
    """A new password, proved by the link's token."""

    token: Annotated[str, Meta(min_length=20, max_length=200)]
    new_password: Password


class EraseMe(Struct, frozen=True, forbid_unknown_fields=True):
    """Erase the account, proved by the password."""

    password: Password


class JobView(Struct, frozen=True):
    """A request that a workflow carries out: export or erasure."""

    id: str
    kind: Literal["export", "erasure"]
    status: Literal["requested", "done"]
    requested_at: str
    done_at: str | None = None
    download_url: str | None = None
