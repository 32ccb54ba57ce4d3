"""A release store in memory, for unit tests of what uses published content."""

from collections.abc import Iterable

from chalicelib.content.service import BodyKey


class MemoryReleaseStore:
    """The port `ReleaseStore`, in dictionaries."""

    def __init__(self) -> None:
        self.bodies: dict[tuple[str, BodyKey], bytes] = {}
        self.banks: dict[str, bytes] = {}
        self.sealed: dict[str, tuple[bytes, str]] = {}
        self.pointers: dict[str, str] = {}

    def exists(self, release: str) -> bool:
        """See ReleaseStore."""
        return release in self.sealed

    def source(self, release: str) -> str | None:
        """See ReleaseStore."""
        return self.sealed.get(release, (b"", None))[1]

    def put_bodies(self, release: str, bodies: Iterable[tuple[BodyKey, bytes]]) -> None:
        """See ReleaseStore."""
        self.bodies |= {(release, key): body for key, body in bodies}

    def put_bank(self, release: str, bank: bytes) -> None:
        """See ReleaseStore."""
        self.banks[release] = bank

    def bank(self, release: str) -> bytes | None:
        """See ReleaseStore."""
        return self.banks.get(release)

    def seal(self, release: str, index: bytes, source: str) -> None:
        """See ReleaseStore."""
        self.sealed[release] = (index, source)

    def index(self, release: str) -> bytes | None:
        """See ReleaseStore."""
        return self.sealed.get(release, (None, ""))[0]

    def body(self, release: str, key: BodyKey) -> bytes | None:
        """See ReleaseStore."""
        return self.bodies.get((release, key))

    def current(self, framework: str) -> str | None:
        """See ReleaseStore."""
        return self.pointers.get(framework)

    def point(self, framework: str, release: str, instead_of: str | None) -> bool:
        """See ReleaseStore."""
        if self.pointers.get(framework) != instead_of:
            return False
        self.pointers[framework] = release
        return True
