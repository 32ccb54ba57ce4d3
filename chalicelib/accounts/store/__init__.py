"""Accounts in DynamoDB: the only place that knows its keys (docs/data.md)."""

from chalicelib.accounts.store.jobs import TableJobs
from chalicelib.accounts.store.people import TablePeople
from chalicelib.accounts.store.resets import TableResets
from chalicelib.accounts.store.rows import ACCOUNT_MODELS
from chalicelib.accounts.store.sessions import TableSessions

__all__ = ["ACCOUNT_MODELS", "TableJobs", "TablePeople", "TableResets", "TableSessions"]
