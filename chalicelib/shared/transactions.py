"""Transactions of any table: everything or nothing, with the refusal told apart from load."""

from collections.abc import Iterator
from contextlib import contextmanager

from pynamodb.exceptions import TransactWriteError
from pynamodb.transactions import TransactWrite

from chalicelib.shared import ids
from chalicelib.shared.clock import system_clock
from chalicelib.shared.errors import Busy
from chalicelib.shared.tables import Row, is_condition_failure


class Refused(Exception):
    """A condition of the transaction was not met; nothing was written.

    `at`: the places of the refused writes, in the order that pynamodb sends them: checks, deletes, puts, updates.
    """

    def __init__(self, at: tuple[int, ...] = ()) -> None:
        super().__init__(at)
        self.at = at


@contextmanager
def transaction(model: type[Row]) -> Iterator[TransactWrite]:
    """Everything or nothing; Refused when a condition fails, Busy when another transaction was at the same items.

    `model` is any bound model of the deployment: it lends its connection, which has our time limits.
    """
    connection = model._get_connection().connection
    # one token for all retries of the call: a lost reply does not make it fail on its own traces
    try:
        with TransactWrite(connection=connection, client_request_token=ids.new_id(system_clock())) as write:
            yield write
    except TransactWriteError as error:
        raise _told(error) from error


def _told(error: TransactWriteError) -> Exception:
    reasons = error.cancellation_reasons
    refused = tuple(place for place, reason in enumerate(reasons) if reason and reason.code == "ConditionalCheckFailed")
    codes = {reason.code for reason in reasons if reason}
    if refused or (not codes and is_condition_failure(error)):
        return Refused(refused)
    return Busy() if "TransactionConflict" in codes else error
