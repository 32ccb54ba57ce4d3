"""What a service may be told instead of a person."""

from chalicelib.shared.errors import PixError


class NobodyFound(PixError):
    """No issued certificate matches, or none that this client may see."""

    code = "nobody-found"


class SeveralFound(PixError):
    """More than one person matches; nothing about them is said."""

    code = "several-found"
