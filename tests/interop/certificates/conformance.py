"""Judges our documents by veraPDF, the validator of the PDF Association: PDF/A-3a and PDF/UA-1.

    python -m tests.interop.certificates.conformance [folder]

Writes samples (signed certificates, an attendance sheet, a kit; French, English; long names, Greek, Cyrillic) and runs
veraPDF (PIX_VERAPDF, or `verapdf` in the path) over them. Exit code 1 when one does not conform, 2 without veraPDF: the
samples are there all the same, for another validator. veraPDF: https://verapdf.org (Java; on no registry of packages).
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from chalicelib.certificates.documents.authority import Authority
from chalicelib.certificates.documents.certificate import pdf
from chalicelib.certificates.documents.signing import Signing
from chalicelib.certification.documents import papers
from chalicelib.certification.documents.model import DocumentJob, Language
from chalicelib.certification.model import Candidate, Centre, Session
from chalicelib.shared.keys import FolderKeys
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.rules import DEFAULT
from tests.fakes.certificates import certificate, holder

FLAVOURS = ("3a", "ua1")
LANGUAGES: tuple[Language, ...] = ("fr", "en")
URL = "https://pix.example"
NAMES = {
    "plain": {},
    "long": {"first_name": "Wolfeschlegelsteinhausenbergerdorff", "last_name": " ".join(["de la Torre"] * 12)},
    "greek": {"first_name": "Ἀλέξανδρος", "last_name": "Παπαδόπουλος"},
    "cyrillic": {"first_name": "Ђорђе", "last_name": "Щербаков"},
}


def samples(folder: Path) -> Iterator[Path]:
    """One file of each kind."""
    keys = FolderKeys(folder / "keys")
    signing = Signing(keys, Authority(keys, FolderObjects(folder / "objects"), own=True))
    for language in LANGUAGES:
        for name, changes in NAMES.items():
            body = signing.sign(pdf(certificate(), holder(**changes), URL, language)).body
            yield _written(folder / f"certificate-{name}-{language}.pdf", body)
        job = DocumentJob(
            id="j", session="s", kind="kit", language=language, requested_by="p", requested_at="2026-11-22T10:00:00Z"
        )
        yield _written(folder / f"attendance-{language}.pdf", papers.attendance(job, CENTRE, SESSION, PEOPLE))
        yield _written(folder / f"kit-{language}.pdf", papers.kit(job, CENTRE, SESSION, URL, DEFAULT))


def _written(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


CENTRE = Centre("c", "Lycée Olympe-de-Gouges", "SCO", "2026-01-01T00:00:00Z")
SESSION = Session(
    id="s", number="48213907", centre="c", address="12 rue des Écoles", room="B 204", date="2026-12-01", time="14:00",
    invigilators="Grace Hopper", access_code="KFRT72", invigilator_password="X7QMRP", created_by="p", created_at="",
    plan="p",
)  # fmt: skip
PEOPLE = [
    Candidate(id=str(number), session="s", first_name="Zoé", last_name=f"Lefèvre {number}", birth_date="2008-03-01")
    for number in range(25)
]


def main() -> None:
    """See the module."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "build/conformance")
    folder.mkdir(parents=True, exist_ok=True)
    files = [str(path) for path in samples(folder)]
    sys.stdout.write(f"{len(files)} samples in {folder}\n")
    verapdf = os.environ.get("PIX_VERAPDF") or shutil.which("verapdf")
    if not verapdf:
        sys.stderr.write("veraPDF is not installed (https://verapdf.org): nothing was judged\n")
        raise SystemExit(2)
    failed = 0
    for flavour in FLAVOURS:
        sys.stdout.write(f"--- {flavour}\n")
        sys.stdout.flush()
        failed |= subprocess.run([verapdf, "--flavour", flavour, "--format", "text", *files], check=False).returncode
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
