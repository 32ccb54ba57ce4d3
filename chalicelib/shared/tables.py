"""What every DynamoDB table has in common: keys, time limits, and the binding of models to a deployment."""

from collections.abc import Iterable
from typing import Any

from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.exceptions import PynamoDBException
from pynamodb.models import Model

from chalicelib.shared.settings import Settings

CONDITION_FAILED = "ConditionalCheckFailedException"
TRANSACTION_CANCELLED = "TransactionCanceledException"
OVERLOADED = {
    "InternalServerError",
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ServiceUnavailable",
    "ThrottlingException",
    "TransactionConflictException",
    "TransactionInProgressException",
}


class Limits:
    """pynamodb waits up to 30 s and retries by default: longer than API Gateway's own limit."""

    connect_timeout_seconds = 1
    max_retry_attempts = 2
    max_pool_connections = 32  # more than the threads of any server of ours
    billing_mode = "PAY_PER_REQUEST"


class Row(Model):
    """One item of a single-table design: partition key and sort key, both text.

    A subclass has `class Meta(Limits): table_name = "<short name>"`; `bind` gives it its full name.
    """

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)


_SHORT_NAMES: dict[type[Model], str] = {}


def bind(models: Iterable[type[Model]], settings: Settings) -> None:
    """Point models at the tables of one deployment; may be called again with other settings.

    They share one connection: pynamodb would make a client for each model, at 100 ms and a socket of its own.
    """
    shared = Connection(
        connect_timeout_seconds=Limits.connect_timeout_seconds,
        read_timeout_seconds=settings.store_seconds,
        max_retry_attempts=Limits.max_retry_attempts,
        max_pool_connections=Limits.max_pool_connections,
    )
    known: set[str] = set()
    for model in models:
        meta: Any = model.Meta  # type: ignore[attr-defined]
        meta.table_name = settings.table(_SHORT_NAMES.setdefault(model, meta.table_name))
        model._connection = None
        table = model._get_connection()
        if table.table_name not in known:
            known.add(table.table_name)
            shared.add_meta_table(table.get_meta_table())
        table.connection = shared


def is_condition_failure(error: PynamoDBException) -> bool:
    """Whether a write was refused by its own condition (also inside a transaction)."""
    code = response_code(error)
    return code == CONDITION_FAILED or (code == TRANSACTION_CANCELLED and "ConditionalCheckFailed" in _reasons(error))


def _reasons(error: PynamoDBException) -> set[str]:
    """Why a transaction was cancelled: a condition, another transaction on the same item, load."""
    found = getattr(error, "cancellation_reasons", None) or ()
    return {reason.code for reason in found if reason is not None}


def response_code(error: PynamoDBException) -> str | None:
    """DynamoDB's own word for the failure; None when no reply came (pynamodb's property fails then)."""
    response = getattr(error.cause, "response", None) or {}
    return response.get("Error", {}).get("Code")


def is_passing(error: PynamoDBException) -> bool:
    """Whether the store was busy or out of reach, also after the client's own retries: later it may work."""
    code = response_code(error)
    if code == TRANSACTION_CANCELLED:
        return bool(_reasons(error)) and not is_condition_failure(error)
    return code in OVERLOADED or isinstance(error.cause, NoConnection | HTTPClientError)


__all__ = ["CONDITION_FAILED", "Limits", "Row", "bind", "is_condition_failure", "is_passing", "response_code"]
