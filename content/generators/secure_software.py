"""Files of the topic secure-software: four copies of a program, one of them intact."""

import hashlib

from chalicelib.content import files

NAMES = ["miroir-nord.bin", "miroir-sud.bin", "miroir-est.bin", "miroir-ouest.bin"]
ENGLISH = ["mirror-north.bin", "mirror-south.bin", "mirror-east.bin", "mirror-west.bin"]


def copies(rng, language):
    """The intact copy is the one whose SHA-256 stands in the list; the others differ by one byte."""
    names = {"fr": NAMES, "en": ENGLISH}[language]
    original = bytes(rng.integer(0, 255) for _ in range(2048))
    good = rng.integer(0, 3)
    archive = {}
    for position, name in enumerate(names):
        changed = bytearray(original)
        if position != good:
            place = rng.integer(0, 2047)
            changed[place] = (changed[place] + rng.integer(1, 255)) % 256
        archive[name] = bytes(changed)
    digest = hashlib.sha256(original).hexdigest()
    archive["SHA256.txt"] = files.txt(
        f"{digest}  logiciel-2.1.bin" if language == "fr" else f"{digest}  program-2.1.bin"
    )
    return {"good": names[good], "files": {"copies.zip": files.zip_of(archive)}}


def solve_copies(found, values, language):
    """Computes each fingerprint again."""
    inside = files.read_zip(found["copies.zip"])
    wanted = inside.pop("SHA256.txt").decode().split()[0]
    return next(name for name, data in inside.items() if hashlib.sha256(data).hexdigest() == wanted)
