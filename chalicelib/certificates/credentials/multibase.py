"""Texts for keys and signatures: base 58 (Bitcoin's alphabet) with multibase's prefix, and Multikey for Ed25519."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE_58 = "z"  # multibase's letter
ED25519_PUBLIC = b"\xed\x01"  # multicodec's varint of 0xed
ED25519_LENGTH = 32
LONGEST = 200  # characters; decoding is quadratic


def encode(raw: bytes) -> str:
    """`z...`; each leading zero byte is a `1`."""
    number, text = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        text = ALPHABET[digit] + text
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return BASE_58 + "1" * zeros + text


def decode(text: str) -> bytes:
    """The bytes; ValueError on anything but `z` and base 58."""
    if not text.startswith(BASE_58) or len(text) > LONGEST:
        raise ValueError(f"not multibase, base 58: {text[:20]!r}")
    number = 0
    for character in text[1:]:
        number = number * 58 + ALPHABET.index(character)
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def multikey(public: bytes) -> str:
    """The 32 bytes of an Ed25519 public key as Multikey text, `z6Mk...`."""
    return encode(ED25519_PUBLIC + public)


def public_bytes(text: str) -> bytes:
    """The 32 bytes that `multikey` wrote; ValueError when it is another kind of key."""
    raw = decode(text)
    if not raw.startswith(ED25519_PUBLIC) or len(raw) != len(ED25519_PUBLIC) + ED25519_LENGTH:
        raise ValueError(f"not an Ed25519 Multikey: {text[:20]!r}")
    return raw[len(ED25519_PUBLIC) :]
