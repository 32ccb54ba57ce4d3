"""The items of accounts, and transactions over them.

person/<id>          person               the account
person/<id>          session/<family>     one signed-in browser
person/<id>          job/<id>             a request for export or erasure
login/<sha256>       login                the id behind an address
login/<sha256>       attempts             what was tried since the last success
jobs                 open/<id>            a request not done yet, for reconcile
reset/<id>           reset                a wish for a new password (ephemeral table)
"""

from collections.abc import Iterator
from contextlib import contextmanager

from pynamodb.attributes import NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.shared import ids
from chalicelib.shared.clock import system_clock
from chalicelib.shared.errors import Busy
from chalicelib.shared.tables import Limits, Row, is_condition_failure


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


ACCOUNT_MODELS = (PersonRow, LoginRow, SessionRow, JobRow, OpenJobRow, ResetRow)


class Refused(Exception):
    """A condition of the transaction was not met; nothing was written."""


@contextmanager
def transaction() -> Iterator[TransactWrite]:
    """Everything or nothing; Refused when a condition fails, Busy when another transaction was at the same items."""
    connection = PersonRow._get_connection().connection  # it has the limits, and follows `bind`
    # one token for all retries of the call: a lost reply does not make it fail on its own traces
    try:
        with TransactWrite(connection=connection, client_request_token=ids.new_id(system_clock())) as write:
            yield write
    except TransactWriteError as error:
        raise _told(error) from error


def _told(error: TransactWriteError) -> Exception:
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    if "ConditionalCheckFailed" in codes or (not codes and is_condition_failure(error)):
        return Refused()
    return Busy() if "TransactionConflict" in codes else error
