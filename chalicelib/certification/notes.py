"""What a change adds to the audit trail: written by the store in one transaction with the change itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OPERATOR = "operator"  # the actor of what the command line does


@dataclass(frozen=True, slots=True)
class Note:
    """One act for the trail: `actor` and `subject` are ids, `details` ids, counts and hashes, never an identity."""

    chain: str
    act: str
    actor: str
    subject: str
    details: Mapping[str, str | int] = field(default_factory=dict)


def centre_chain(centre: str) -> str:
    """The chain of a centre; that of a session is the session's id."""
    return f"centre-{centre}"
