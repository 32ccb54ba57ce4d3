"""Every document that a question offers opens in LibreOffice, which is not ours."""

import os
import subprocess
from pathlib import Path

import msgspec
import pytest

from chalicelib.content.releases import Release, build

ROOT = Path(__file__).resolve().parents[3] / "content"
OFFICE = os.environ.get("PIX_SOFFICE", "/usr/bin/soffice")
KINDS = ("ods", "odt", "csv", "txt", "html", "svg", "png", "jpg")
HARMLESS = "javaldx"  # LibreOffice's own remark where no Java is installed


@pytest.fixture(scope="module")
def release() -> Release:
    """The repository's bank."""
    return build(ROOT)


def documents(release: Release, kind: str) -> dict[str, bytes]:
    """The files of one kind, of the first variant of each challenge, by key."""
    found = {}
    for (_, variant, _), body in release.bodies.items():
        if variant == 0:
            question = msgspec.json.decode(body)["question"]
            urls = [file["url"] for file in question["files"]]
            urls += [question["picture"]["url"]] if question["picture"] else []
            found |= {url[1:]: release.objects[url[1:]].body for url in urls if url.lower().endswith(f".{kind}")}
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_opens_without_a_word(kind: str, release: Release, tmp_path: Path) -> None:
    """A learner who is told that a file is damaged answers the wrong question."""
    written = []
    for number, content in enumerate(documents(release, kind).values()):
        path = tmp_path / f"{number:03d}.{kind}"
        path.write_bytes(content)
        written.append(path)
    assert written
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [OFFICE, "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, written)]
    done = subprocess.run(convert, capture_output=True, text=True, check=True)
    assert [path.name for path in written if not path.with_suffix(".pdf").exists()] == []
    assert [line for line in done.stderr.splitlines() if line and HARMLESS not in line] == []
