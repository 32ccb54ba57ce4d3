"""Accounts as certification may know them, behind the port People."""

from chalicelib.accounts.ports import People
from chalicelib.certification.ports.people import Contact


class AccountContacts:
    """See ports.people.People."""

    def __init__(self, people: People) -> None:
        self._people = people

    def contact(self, person: str) -> Contact | None:
        """See ports.people.People."""
        found = self._people.get(person)
        if found is None or found.status != "active":
            return None
        return Contact(found.id, found.email, found.first_name, found.last_name, found.language, found.country)
