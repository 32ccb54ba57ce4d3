"""A session's room, as the use cases of invigilators and of finalization need it."""

from typing import Protocol

from pynamodb.transactions import TransactWrite

from chalicelib.certification.room import Access, IdentityCheck, Room


class Rooms(Protocol):
    """What stands in one session's partition, and the few items that belong to the supervision itself."""

    def read(self, session: str) -> Room | None:
        """The whole room in one consistent query; None when there is no such session."""
        ...

    def granting(self, write: TransactWrite, access: Access) -> None:
        """Add to a transaction: that somebody supervises, unless the session is finalized or cancelled."""
        ...

    def access(self, session: str, access: str) -> Access | None:
        """Who signed in under this id (consistent)."""
        ...

    def knock(self, session: str, candidate: str, at: str) -> bool:
        """A candidate's page asks to come in; the latest time counts. False once the session is closed."""
        ...

    def identity_check(self, session: str, candidate: str) -> IdentityCheck | None:
        """The decision in force about a remote candidate's identity (consistent)."""
        ...

    def deciding(self, write: TransactWrite, check: IdentityCheck, before: IdentityCheck | None) -> None:
        """Add to a transaction: a decision about a candidate's identity, unless the one `before` it changed."""
        ...
