"""What a machine client is, and what it may do. Pure."""

from typing import Literal, get_args

from msgspec import Struct

Scope = Literal["certificates:find"]
SCOPES: tuple[Scope, ...] = get_args(Scope)


class Client(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One service: `secret` is a digest, `scopes` what it may do, `centres` whose things it sees (none named: all)."""

    id: str
    name: str
    secret: str
    scopes: tuple[str, ...]
    created_at: str
    centres: tuple[str, ...] = ()
    revoked_at: str = ""

    def may_see(self, centre: str) -> bool:
        """Whether things of a centre exist for this client."""
        return not self.centres or centre in self.centres


def asked(text: str, client: Client) -> tuple[str, ...] | None:
    """The scopes that a list with blanks names, all of the client's when it names none; None when one is not its."""
    wished = tuple(dict.fromkeys(text.split())) or client.scopes
    return wished if set(wished) <= set(client.scopes) else None
