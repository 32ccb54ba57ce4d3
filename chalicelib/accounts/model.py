"""A learner's account: who it is, what each country asks, and how it can be refused."""

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Literal

from chalicelib.shared.errors import PixError, TooManyRequests

Status = Literal["active", "closing", "erased"]
Kind = Literal["export", "erasure"]


@dataclass(frozen=True, slots=True)
class Person:
    """One account. `epoch` counts the times that every session was revoked; a session of an older epoch is over."""

    id: str
    email: str
    first_name: str
    last_name: str
    language: str
    country: str
    created_at: str
    password: str
    epoch: int = 0
    status: Status = "active"
    erasure: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A request that a workflow carries out; `generation` numbers the executions started for it."""

    id: str
    person: str
    kind: Kind
    requested_at: str
    generation: int = 1
    status: Literal["requested", "done"] = "requested"
    done_at: str = ""

    @property
    def execution(self) -> str:
        """The name of its present execution: a closed name cannot be used again for 90 days."""
        return f"{self.id}-{self.generation}"


@dataclass(frozen=True, slots=True)
class Reset:
    """A wish to choose a new password; `digest` is empty until the mail with the link is made."""

    id: str
    email: str
    expires_at: int
    person: str = ""
    digest: str = ""
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """What a country decides beside wording: the identity a certificate needs, and whom to complain to."""

    identity_fields: tuple[str, ...]
    data_protection_authority: str


# Account: names only. The longer list is asked once, when a person is enrolled for certification.
COUNTRIES: dict[str, Country] = {
    "FR": Country(
        ("first_name", "last_name", "birth_date", "birth_insee_code"),
        "CNIL, https://www.cnil.fr",
    ),
    "BE-WAL": Country(
        ("first_name", "last_name", "birth_date", "birth_postal_code", "birth_city"),
        "Autorité de protection des données, https://www.autoriteprotectiondonnees.be",
    ),
}


class CredentialsRefused(PixError):
    """Wrong e-mail or wrong password: never said which."""

    code = "credentials-refused"


class NotAMember(PixError):
    """The person has no role in the application; said only to who proved to be that person."""

    code = "not-a-member"


class AccountLocked(TooManyRequests):
    """Too many wrong passwords for this address, whether or not it has an account."""

    code = "account-locked"


class EmailTaken(PixError):
    """Another account has this address."""

    code = "email-taken"


class PasswordTooWeak(PixError):
    """Too short, too long, or one that everybody tries first."""

    code = "password-too-weak"


class TermsNotAccepted(PixError):
    """Nobody has an account without having accepted the terms."""

    code = "terms-not-accepted"


class ResetLinkExpired(PixError):
    """The link was used, is too old, or never existed."""

    code = "reset-link-expired"


def normalized(email: str) -> str:
    """The form in which two spellings of an address are the same one."""
    return unicodedata.normalize("NFC", email.strip()).casefold()


def login_key(email: str) -> str:
    """What an address is filed under: its SHA-256, so that keys, logs and metrics bear no address."""
    return hashlib.sha256(normalized(email).encode()).hexdigest()
