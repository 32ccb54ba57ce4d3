"""Bitstring Status Lists (W3C, v1.0): which certificates are revoked or suspended, one bit each, as a credential."""

import base64
import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from chalicelib.certificates.credentials.canonical import VC, Document
from chalicelib.certificates.credentials.issuer import Issuer

Purpose = Literal["revocation", "suspension"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
LENGTH = 131_072  # bits: the least that the recommendation allows, so that one look-up tells nothing about whom
MILLISECONDS_FRESH = 3_600_000  # how long a verifier may keep a copy
MULTIBASE_BASE64URL = "u"
LARGEST = LENGTH // 8  # bytes


@dataclass(frozen=True, slots=True)
class Place:
    """Where a certificate stands: the list's number from 1, the index from 0; the same for each purpose."""

    number: int
    index: int


def list_id(purpose: Purpose, number: int) -> str:
    """`revocation-1`."""
    return f"{purpose}-{number}"


def entries(place: Place, issuer: Issuer) -> list[Document]:
    """What a credential says about where its status is to be found."""
    return [_entry(place, purpose, list_url(issuer, purpose, place.number)) for purpose in PURPOSES]


def list_url(issuer: Issuer, purpose: Purpose, number: int) -> str:
    """The address of a list."""
    return f"{issuer.url}/v1/status-lists/{list_id(purpose, number)}"


def _entry(place: Place, purpose: Purpose, url: str) -> Document:
    return {
        "id": f"{url}#{place.index}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": str(place.index),
        "statusListCredential": url,
    }


def build(issuer: Issuer, purpose: Purpose, number: int, indexes: Iterable[int], times: tuple[str, str]) -> Document:
    """The unsigned list with these indexes set; `times` are from when and until when it holds, ISO 8601."""
    url = list_url(issuer, purpose, number)
    return {
        "@context": [VC],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer.did,
        "validFrom": times[0],
        "validUntil": times[1],
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(indexes),
            "ttl": MILLISECONDS_FRESH,
        },
    }


def encode(indexes: Iterable[int]) -> str:
    """The bits, index 0 leftmost, compressed and in multibase; IndexError for an index beyond the list."""
    bits = bytearray(LARGEST)
    for index in indexes:
        if not 0 <= index < LENGTH:
            raise IndexError(index)
        bits[index // 8] |= 0x80 >> (index % 8)
    compressed = gzip.compress(bytes(bits), mtime=0)  # no time: the same bits give the same text
    return MULTIBASE_BASE64URL + base64.urlsafe_b64encode(compressed).decode().rstrip("=")


def is_set(encoded: str, index: int) -> bool:
    """Whether the bit is set; ValueError when the list cannot be read or has no such index."""
    bits = _decoded(encoded)
    if not 0 <= index < len(bits) * 8:
        raise ValueError(f"the status list has no index {index}")
    return bool(bits[index // 8] & (0x80 >> (index % 8)))


def _decoded(encoded: str) -> bytes:
    if not encoded.startswith(MULTIBASE_BASE64URL):
        raise ValueError("the status list is not in base64url")
    text = encoded[1:]
    try:
        inflator = zlib.decompressobj(wbits=31)  # gzip's frame
        bits = inflator.decompress(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), LARGEST + 1)
    except (ValueError, zlib.error) as error:
        raise ValueError("the status list cannot be unpacked") from error
    if len(bits) != LARGEST or not inflator.eof:
        raise ValueError(f"the status list does not hold {LENGTH} bits")
    return bits
