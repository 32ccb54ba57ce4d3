"""The layer of the functions that typeset and sign: beside the zip it is all they need, and nobody else carries it."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from chalicelib.local import layer
from chalicelib.local.packaging import of_type
from tests.interop.package.test_zip import LIMIT_MB, unpacked

__all__ = ["unpacked"]
HEAVY = ("typst", "pyhanko", "asn1crypto", "cryptography", "segno", "lxml", "jinja2", "boto3")
# no site-packages (-S): the zip at /var/task, the layer at /opt, as Lambda lays them out
MAKE = """
import sys
task, opt = sys.argv[1:3]
sys.path[:0] = [task, opt + "/python"]
from pathlib import Path
from chalicelib.shared import typesetting
from chalicelib.shared.keys import FolderKeys
from chalicelib.shared.objects import FolderObjects
assert typesetting.fonts() == Path(opt) / "fonts", "the zip has no fonts: the layer brings them"

from chalicelib.certificates import codes
from chalicelib.certificates.documents.authority import Authority
from chalicelib.certificates.documents.certificate import pdf
from chalicelib.certificates.documents.signing import Signing
from chalicelib.certificates.model import Certificate, CertifiedArea, CertifiedCompetence, Framework, Holder

competence = CertifiedCompetence(code="1.1", names={"fr": "Mener", "en": "Search"}, level=3, pix=26)
area = CertifiedArea(code="1", names={"fr": "Information", "en": "Information"}, competences=(competence,))
certificate = Certificate(id="i", code=codes.draw(), session="s", session_number="1", candidate="c", person=None,
    language="fr", centre="Centre", tested_on="2026-11-12", delivered_at="2026-11-22T10:00:00Z",
    framework=Framework(name="DigComp", version="2.2"), areas=(area,), pix=26, interval=(20, 30), reachable_pix=896,
    reachable_level=7, engine="1", result="00001")
holder = Holder(first_name="Zoé", last_name="Lefèvre", birth_date="2004-03-01", birth_place="Lyon")
keys = FolderKeys(Path(sys.argv[3]) / "keys")
signing = Signing(keys, Authority(keys, FolderObjects(Path(sys.argv[3]) / "objects"), own=True))
made = [signing.sign(pdf(certificate, holder, "https://pix.example", language)).body for language in ("fr", "en")]
assert all(b"/ETSI.CAdES.detached" in each for each in made)
sys.stdout.write("made")
"""
IMPORT = "import sys, json, app; print(json.dumps(sorted(name for name in sys.modules)))"


@pytest.fixture(scope="module")
def unfolded(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands in /opt."""
    folder = tmp_path_factory.mktemp("opt")
    with zipfile.ZipFile(package / layer.NAME) as archive:
        archive.extractall(folder)
    return folder


def size_mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def test_zip_and_layer_make_a_signed_certificate(unpacked: Path, unfolded: Path, tmp_path: Path) -> None:
    """Pages, fonts, libraries: what was forgotten would fail at the first certificate, after the deployment."""
    command = [sys.executable, "-S", "-E", "-c", MAKE, str(unpacked), str(unfolded), str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "made"), done.stderr


def test_zip_and_layer_fit(unpacked: Path, unfolded: Path) -> None:
    """Lambda's limit is on both together."""
    assert size_mb(unpacked) + size_mb(unfolded) < LIMIT_MB


def test_only_functions_that_make_documents_carry_the_layer(packaged: dict[str, Any]) -> None:
    """A layer costs at every cold start: the API, the tasks of people and of sessions stay without."""
    functions = of_type(packaged["Resources"], "AWS::Serverless::Function")
    carrying = {name for name, function in functions.items() if "Layers" in function["Properties"]}
    assert "SessionDocumentMake" in carrying
    assert not {name for name in carrying if name.startswith(("API", "Person", "Reconcile", "Exposure", "Audit"))}
    for name in carrying:
        assert functions[name]["Properties"]["Layers"] == [{"Ref": "DocumentsLayer"}]


def test_the_layer_is_for_the_runtime_of_the_functions(packaged: dict[str, Any]) -> None:
    """Its compiled libraries are of one Python version: another would not import them."""
    (made,) = of_type(packaged["Resources"], "AWS::Serverless::LayerVersion").values()
    runtimes = {
        function["Properties"]["Runtime"]
        for function in of_type(packaged["Resources"], "AWS::Serverless::Function").values()
    }
    assert runtimes == set(made["Properties"]["CompatibleRuntimes"])


def test_the_zip_has_none_of_it(unpacked: Path) -> None:
    """The API's zip must not grow by what only documents need."""
    assert [name for name in HEAVY if (unpacked / name).exists() and name != "jinja2"] == []
    assert not list(unpacked.rglob("*.ttf"))


def test_importing_the_application_loads_none_of_it() -> None:
    """The import is what a learner waits for when a function starts."""
    without = "import sys; sys.modules['cryptography'] = None; "  # PyJWT takes it where it is installed
    done = subprocess.run([sys.executable, "-c", without + IMPORT], capture_output=True, text=True, check=True)
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert loaded & (set(HEAVY) - {"cryptography"}) == set()


def test_the_same_files_give_the_same_layer(package: Path, tmp_path: Path) -> None:
    """A deployment replaces a layer, and restarts its functions, only when something in it changed."""
    content = tmp_path / "content"
    with zipfile.ZipFile(package / layer.NAME) as archive:
        archive.extractall(content)
    layer._zip(content, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (package / layer.NAME).read_bytes()
