"""What certification asks about accounts."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Contact:
    """How to write to somebody."""

    person: str
    email: str
    first_name: str
    last_name: str
    language: str
    country: str


class People(Protocol):
    """Accounts, as far as certification may know them."""

    def contact(self, person: str) -> Contact | None:
        """An active account; None when there is none (any more)."""
        ...
