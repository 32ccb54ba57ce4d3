"""Signed anchors: once a day, where every chain stood. What a signed anchor names can no longer be taken back.

An anchor is a small header, signed, kept as a row, and a list of heads, kept as an object that the header's Merkle root
commits to. Each header names the one before, so that none can be left out.
"""

import hashlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec
from pynamodb.exceptions import PutError

from chalicelib.shared.audit.model import Flaw, Head
from chalicelib.shared.audit.store import AnchorRow, Trail
from chalicelib.shared.clock import Clock, iso
from chalicelib.shared.keys import AUDIT, Keys
from chalicelib.shared.objects import Objects
from chalicelib.shared.tables import is_condition_failure

ANCHORS = "audit-anchors"
MEDIA_TYPE = "application/json"
SEPARATOR = b"pix-audit-anchor/1\n"  # what the key signs can be nothing else


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A header: `root` of `count` heads, `previous` the hash of the header before ("" for the first)."""

    day: str
    at: str
    count: int
    root: str
    key: str
    heads: str
    previous: str
    number: int


_encoder = msgspec.json.Encoder(order="sorted")


class AnchorFlaw(msgspec.Struct, frozen=True):
    """What is wrong with the anchor of a day."""

    day: str
    what: str


def root(heads: Sequence[Head]) -> str:
    """The Merkle root (RFC 9162) of heads in order of their chains; 64 hex digits."""
    return _tree([hashlib.sha256(b"\0" + _encoder.encode(head)).digest() for head in heads]).hex()


def _tree(leaves: Sequence[bytes]) -> bytes:
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + _tree(leaves[:half]) + _tree(leaves[half:])).digest()


class Anchors:
    """Makes and checks them."""

    def __init__(self, trail: Trail, keys: Keys, objects: Objects, clock: Clock) -> None:
        self._trail, self._keys, self._objects, self._clock = trail, keys, objects, clock

    def make(self) -> Anchor:
        """Today's anchor; the one that stands when there is one. May run twice, or die half-way and run again."""
        now = iso(self._clock())
        made = next((anchor for anchor, _ in self.stored() if anchor.day == now[:10]), None)
        return made or self._make(now)

    def _make(self, now: str) -> Anchor:
        before = list(self.stored())
        heads = sorted(self._trail.heads(), key=lambda head: head.chain)
        top, key = root(heads), self._keys.generations(AUDIT)[-1]
        anchor = Anchor(
            day=now[:10],
            at=now,
            count=len(heads),
            root=top,
            key=key.name,
            heads=f"audit/anchors/{now[:10]}-{top[:32]}.json",  # by its content: two runs at once do not mix
            previous=_hash(before[-1][0]) if before else "",
            number=len(before) + 1,
        )
        self._objects.put(anchor.heads, _encoder.encode(heads), MEDIA_TYPE)
        signature = b64encode(self._keys.sign(key, _signed(anchor))).decode()
        try:
            AnchorRow(ANCHORS, anchor.day, data=_text(anchor), signature=signature).save(AnchorRow.pk.does_not_exist())
        except PutError as error:
            if not is_condition_failure(error):
                raise
            return self.make()  # another run was quicker: its anchor is today's
        return anchor

    def stored(self) -> Iterator[tuple[Anchor, str]]:
        """Every header with its signature, oldest first (consistent)."""
        for row in AnchorRow.query(ANCHORS, consistent_read=True):
            yield msgspec.json.decode(row.data, type=Anchor), row.signature

    def pinned(self, wrong: Callable[[AnchorFlaw], None]) -> dict[str, dict[int, str]]:
        """For each chain the hashes that anchors name, by number; `wrong` hears of each that proves nothing."""
        found: dict[str, dict[int, str]] = {}
        previous, number = "", 0
        for anchor, signature in self.stored():
            number += 1
            flaw = self._flaw(anchor, signature, previous, number)
            previous = _hash(anchor)
            if flaw:
                wrong(AnchorFlaw(anchor.day, flaw))
                continue
            for head in self._heads(anchor) or ():
                found.setdefault(head.chain, {})[head.number] = head.hash
        return found

    def _flaw(self, anchor: Anchor, signature: str, previous: str, number: int) -> str | None:
        if not self._is_signed(anchor, signature):
            return "its signature is not of our key"
        if anchor.previous != previous or anchor.number != number:
            return "an anchor before it is missing or was replaced"
        heads = self._heads(anchor)
        if heads is None:
            return f"its list of heads is gone: {anchor.heads}"
        return None if (root(heads), len(heads)) == (anchor.root, anchor.count) else "its list of heads was changed"

    def _heads(self, anchor: Anchor) -> list[Head] | None:
        stored = self._objects.get(anchor.heads)
        try:
            return msgspec.json.decode(stored.body, type=list[Head]) if stored else None
        except msgspec.MsgspecError:
            return []

    def _is_signed(self, anchor: Anchor, signature: str) -> bool:
        from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - only who checks needs it
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415
        from cryptography.hazmat.primitives.serialization import load_der_public_key  # noqa: PLC0415

        key = next((key for key in self._keys.generations(AUDIT) if key.name == anchor.key), None)
        if key is None:
            return False
        public = load_der_public_key(self._keys.public_key(key))
        if not isinstance(public, Ed25519PublicKey):
            return False
        try:
            public.verify(b64decode(signature), _signed(anchor))
        except (InvalidSignature, ValueError):
            return False
        return True


def _signed(anchor: Anchor) -> bytes:
    return SEPARATOR + _encoder.encode(anchor)


def _text(anchor: Anchor) -> str:
    return _encoder.encode(anchor).decode()


def _hash(anchor: Anchor) -> str:
    return hashlib.sha256(_encoder.encode(anchor)).hexdigest()


Found = tuple[str, Flaw | None]


def flaws(trail: Trail, pinned: dict[str, dict[int, str]], chains: Iterable[str] = ()) -> Iterator[Found]:
    """Each chain (without `chains` all of them, also those that only an anchor knows) and what is wrong with it."""
    for chain in chains or sorted({*trail.chains(), *pinned}):
        yield chain, trail.flaw(chain, pinned.get(chain, {}))
