"""What a machine client may be refused."""

from chalicelib.shared.errors import PixError


class ClientRefused(PixError):
    """An unknown client, a wrong secret or a revoked client: never said which."""

    code = "client-refused"


class GrantUnsupported(PixError):
    """A grant type other than `client_credentials`."""

    code = "grant-unsupported"


class ScopeRefused(PixError):
    """A scope that this client does not have was asked for."""

    code = "scope-refused"


class ScopeMissing(PixError):
    """The client's scopes do not cover what it called."""

    code = "scope-missing"
