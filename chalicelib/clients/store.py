"""Machine clients in the certification table; only the operator writes them.

clients    <id>    one client; its secret as a digest
"""

from collections.abc import Sequence

from msgspec import json
from msgspec.structs import replace
from pynamodb.attributes import UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from chalicelib.clients.model import Client
from chalicelib.shared.audit import Refused, Trail
from chalicelib.shared.tables import Limits, Row

CLIENTS, OPERATOR = "clients", "operator"


class ClientRow(Row):
    """One client; `revoked_at` beside it, because it comes later."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "certification"

    data = UnicodeAttribute()
    revoked_at = UnicodeAttribute(null=True)


CLIENT_MODELS = (ClientRow,)


class TableClients:
    """See ports.Clients."""

    def __init__(self, trail: Trail) -> None:
        self._trail = trail

    def add(self, client: Client) -> bool:
        """See ports.Clients."""
        row = ClientRow(CLIENTS, client.id, data=json.encode(client).decode())
        told = {"scopes": "+".join(client.scopes), "centres": len(client.centres)}
        try:
            self._trail.write(
                OPERATOR,
                "client-added",
                OPERATOR,
                client.id,
                told,
                lambda write: write.save(row, condition=ClientRow.pk.does_not_exist()),
            )
        except Refused:
            return False
        return True

    def get(self, client: str) -> Client | None:
        """See ports.Clients."""
        try:
            return _read(ClientRow.get(CLIENTS, client, consistent_read=True))
        except DoesNotExist:
            return None

    def all(self) -> Sequence[Client]:
        """See ports.Clients."""
        return [_read(row) for row in ClientRow.query(CLIENTS, consistent_read=True)]

    def revoke(self, client: str, at: str) -> bool:
        """See ports.Clients."""
        row = ClientRow(CLIENTS, client)
        standing = ClientRow.pk.exists() & ClientRow.revoked_at.does_not_exist()
        try:
            self._trail.write(
                OPERATOR,
                "client-revoked",
                OPERATOR,
                client,
                alongside=lambda write: write.update(row, actions=[ClientRow.revoked_at.set(at)], condition=standing),
            )
        except Refused:
            return False
        return True


def _read(row: ClientRow) -> Client:
    return replace(json.decode(row.data, type=Client), revoked_at=row.revoked_at or "")
