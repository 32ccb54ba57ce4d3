"""The items of accounts, and transactions over them.

person/<id>          person               the account
person/<id>          session/<family>     one signed-in browser
person/<id>          job/<id>             a request for export or erasure
login/<sha256>       login                the id behind an address
login/<sha256>       attempts             what was tried since the last success
jobs                 open/<id>            a request not done yet, for reconcile
reset/<id>           reset                a wish for a new password (ephemeral table)
"""

from contextlib import AbstractContextManager

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.transactions import TransactWrite

from chalicelib.shared import transactions
from chalicelib.shared.tables import Limits, Row
from chalicelib.shared.transactions import Refused


class _Accounts(Limits):
    table_name = "accounts"


class PersonRow(Row):
    """The account; of an erased one only the id, the status and the dates are left."""

    class Meta(_Accounts):
        """The table, by its short name."""

    email = UnicodeAttribute(default="")
    first_name = UnicodeAttribute(default="")
    last_name = UnicodeAttribute(default="")
    language = UnicodeAttribute(default="")
    country = UnicodeAttribute(default="")
    password = UnicodeAttribute(default="")
    epoch = NumberAttribute(default=0)
    status = UnicodeAttribute()
    erasure = UnicodeAttribute(null=True)
    created_at = UnicodeAttribute()
    terms_accepted_at = UnicodeAttribute(null=True)
    erased_at = UnicodeAttribute(null=True)


class LoginRow(Row):
    """Both items of an address: who it is, and what was tried."""

    class Meta(_Accounts):
        """The table, by its short name."""

    person = UnicodeAttribute(null=True)
    failures = NumberAttribute(null=True)
    locked_until = NumberAttribute(null=True)
    expires_at = NumberAttribute(null=True)


class SessionRow(Row):
    """One family of refresh tokens."""

    class Meta(_Accounts):
        """The table, by its short name."""

    application = UnicodeAttribute()
    epoch = NumberAttribute()
    version = NumberAttribute()
    current = UnicodeSetAttribute()
    previous = UnicodeSetAttribute(null=True)
    rotated_at = NumberAttribute()
    created_at = UnicodeAttribute()
    expires_at = NumberAttribute()


class JobRow(Row):
    """A request for export or erasure."""

    class Meta(_Accounts):
        """The table, by its short name."""

    kind = UnicodeAttribute()
    status = UnicodeAttribute()
    generation = NumberAttribute()
    requested_at = UnicodeAttribute()
    done_at = UnicodeAttribute(null=True)


class OpenJobRow(Row):
    """Where to find a request that is not done yet."""

    class Meta(_Accounts):
        """The table, by its short name."""

    person = UnicodeAttribute()


class ResetRow(Row):
    """A wish for a new password."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "ephemeral"

    email = UnicodeAttribute()
    person = UnicodeAttribute(null=True)
    digest = UnicodeAttribute(null=True)
    fingerprint = UnicodeAttribute(null=True)
    expires_at = NumberAttribute()


__all__ = [
    "ACCOUNT_MODELS",
    "JobRow",
    "LoginRow",
    "OpenJobRow",
    "PersonRow",
    "Refused",
    "ResetRow",
    "SessionRow",
    "transaction",
]

ACCOUNT_MODELS = (PersonRow, LoginRow, SessionRow, JobRow, OpenJobRow, ResetRow)


def transaction() -> AbstractContextManager[TransactWrite]:
    """See shared.transactions."""
    return transactions.transaction(PersonRow)
