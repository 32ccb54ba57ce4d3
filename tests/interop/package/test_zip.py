"""The zip, alone in an empty directory: what Lambda unpacks must be all that the functions need."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chalicelib.local.packaging import of_type

LIMIT_MB = 250  # Lambda's own, unpacked
# no site-packages (-S): nothing of this machine's environment can help
IMPORT = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
missing = []
for handler in json.loads(sys.argv[2]):
    module, _, name = handler.rpartition(".")
    if not callable(getattr(importlib.import_module(module), name, None)):
        missing.append(handler)
assert missing == [], missing
assert "boto3" not in sys.modules
"""
RENDER = """
import sys
sys.path.insert(0, sys.argv[1])
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from chalicelib.accounts import mails
from chalicelib.accounts.model import Person
from chalicelib.certification import letters
from chalicelib.certification.model import Centre, Invitation
from chalicelib.local import pages
from chalicelib.shared import letters as shared
from chalicelib.shared.rules import DEFAULT
from chalicelib.shared.settings import Settings

written = pages.build(Path(sys.argv[2]))
rendered = {path.stem for path in written if path.suffix == ".html"}
assert rendered >= set(pages.page_names()), rendered

sent = []
mail = SimpleNamespace(send=lambda **message: sent.append(message))
ports = SimpleNamespace(settings=Settings(), rules=DEFAULT, mail=mail)
for language in ("fr", "en", "de"):
    for country in ("FR", "BE-WAL"):
        person = Person(id="p", email="a@b.example", first_name="Ada", last_name="L", language=language,
                        country=country, password="", created_at="")
        mails.send_reset_link(ports, person, "token", "reset")
        invitation = Invitation("i", "c", "a@b.example", "admin", "operator", "", "", language, country)
        letters.send_invitation(ports, Centre("c", "Lycée", "SCO", ""), invitation, "token")
mails_of = Path(sys.argv[1]) / "templates" / "mail"
kinds = {path.stem for path in mails_of.iterdir() if not path.stem.startswith("_")}  # the others are parts
facts = dict.fromkeys(("archive", "centre", "date", "day", "link", "name", "number", "place", "session", "since",
                       "time", "until", "zone"), "token") | {"count": 2, "days": 2, "hours": 2}
for kind in kinds - {"reset", "centre-invitation"}:
    for language in ("fr", "en", "de"):
        shared.send(mail, kind, to="a@b.example", language=language, country="FR", key=kind, **facts)
assert len(sent) == 12 + 3 * (len(kinds) - 2)
assert all(message["subject"] and "token" in message["text"] and "token" in message["html"] for message in sent)
"""


@pytest.fixture(scope="session")
def unpacked(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zip")
    with zipfile.ZipFile(package / "deployment.zip") as archive:
        archive.extractall(folder)
    return folder


def run(program: str, *arguments: str, cwd: Path) -> None:
    command = [sys.executable, "-S", "-E", "-c", program, *arguments]
    environment = {"PIX_TOKEN_SECRET": "x" * 64, "AWS_REGION": "eu-west-3", "POWERTOOLS_METRICS_NAMESPACE": "pix"}
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_handler_can_be_imported(unpacked: Path, packaged: dict[str, Any], tmp_path: Path) -> None:
    """A library left out of the zip fails at the first request, after the deployment."""
    functions = of_type(packaged["Resources"], "AWS::Serverless::Function").values()
    handlers = [function["Properties"]["Handler"] for function in functions]
    run(IMPORT, str(unpacked), json.dumps(handlers), cwd=tmp_path)


def test_every_template_can_be_rendered(unpacked: Path, tmp_path: Path) -> None:
    """Templates and texts travel beside the code; one forgotten would be a mail that is never sent."""
    run(RENDER, str(unpacked), str(tmp_path / "client"), cwd=tmp_path)


def test_the_zip_fits(unpacked: Path) -> None:
    """Lambda refuses what is larger, at the end of a deployment."""
    size = sum(path.stat().st_size for path in unpacked.rglob("*") if path.is_file())
    assert size < LIMIT_MB * 1e6
