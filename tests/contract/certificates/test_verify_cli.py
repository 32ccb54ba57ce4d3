"""`pix certificates verify`: one plain line for whoever was handed a file, and an exit code for a script."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import msgspec
import pytest
from typer.testing import CliRunner, Result

from chalicelib.certificates import credentials
from chalicelib.certificates.credentials import Issuer, signing, status_list
from chalicelib.certificates.credentials.issuer import did_document
from chalicelib.certificates.credentials.status_list import Place
from chalicelib.certificates.credentials.trust import TrustList
from chalicelib.certificates.documents.authority import Authority
from chalicelib.certificates.documents.certificate import pdf
from chalicelib.certificates.documents.signing import Signing
from chalicelib.cli.main import app
from chalicelib.shared.clock import iso, system_clock
from chalicelib.shared.keys import FolderKeys
from chalicelib.shared.objects import FolderObjects
from tests.fakes.certificates import certificate, holder

ISSUER = Issuer("https://pix.example")
INDEX = 99
Verify = Callable[..., Result]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> FolderKeys:
    """The issuer's."""
    return FolderKeys(tmp_path_factory.mktemp("keys"))


def signed(keys: FolderKeys, issuer: Issuer = ISSUER) -> dict[str, Any]:
    """A credential."""
    entries = status_list.entries(Place(1, INDEX), issuer)
    return credentials.sign(credentials.build(certificate(), holder(), entries, issuer), keys)


def trusted(keys: FolderKeys, issuer: Issuer = ISSUER, *, revoked: bool = False, age: int = 0) -> TrustList:
    """A trust list of so many days ago."""
    made = system_clock() - timedelta(days=age, hours=1)
    times = (iso(made), iso(made + timedelta(days=7)))
    bits = {"revocation": [INDEX] if revoked else [], "suspension": []}
    lists = (status_list.build(issuer, purpose, 1, bits[purpose], times) for purpose in status_list.PURPOSES)
    return TrustList(
        made_at=times[0],
        issuer=did_document(issuer, signing.public_keys(keys)),
        status_lists=tuple(credentials.sign(each, keys) for each in lists),
    )


@pytest.fixture
def verify(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Verify:
    """Runs the command on files with these contents, without settings of the machine."""
    monkeypatch.delenv("PIX_PUBLIC_URL", raising=False)
    monkeypatch.setenv("PIX_DATA_DIR", str(tmp_path))

    def run(file: object, trust: object = None, *options: str) -> Result:
        body = file if isinstance(file, bytes) else msgspec.json.encode(file)
        (tmp_path / "certificate").write_bytes(body)
        given = []
        if trust is not None:
            (tmp_path / "trust.json").write_bytes(msgspec.json.encode(trust))
            given = ["--trust", str(tmp_path / "trust.json")]
        command = ["certificates", "verify", str(tmp_path / "certificate"), *given, *options]
        return CliRunner().invoke(app, command)

    return run


def test_a_valid_credential(verify: Verify, keys: FolderKeys) -> None:
    """Name, pix and dates in one line, exit code 0, no network."""
    result = verify(signed(keys), trusted(keys), "--offline")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Valid: Zoé Lefèvre-Nguyễn, 486 pix, issued by did:web:pix.example on 2026-11-22.")


def test_a_revoked_credential(verify: Verify, keys: FolderKeys) -> None:
    """A script must see by the exit code that it no longer counts."""
    result = verify(signed(keys), trusted(keys, revoked=True), "--offline", "--json")
    assert (result.exit_code, json.loads(result.stdout)["outcome"]) == (1, "revoked")


def test_a_changed_credential(verify: Verify, keys: FolderKeys) -> None:
    """And one that somebody improved."""
    improved = signed(keys)
    improved["credentialSubject"]["result"][0]["value"] = "896"
    result = verify(improved, trusted(keys), "--offline")
    assert result.exit_code == 1
    assert result.stdout.startswith("Not a genuine certificate: the signature does not fit")


def test_an_old_trust_list(verify: Verify, keys: FolderKeys) -> None:
    """Genuine is not yet valid: the line says what is missing."""
    result = verify(signed(keys), trusted(keys, age=8), "--offline")
    assert result.exit_code == 1
    assert "nobody can tell whether it still holds" in result.stdout


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"[" * 100_000, b"%PDF-1.7 broken"])
def test_other_files(verify: Verify, keys: FolderKeys, body: bytes) -> None:
    """Whatever is handed in gets a line, never a traceback."""
    result = verify(body, trusted(keys), "--offline")
    assert result.exit_code == 1
    assert result.stdout.startswith("Not a genuine certificate")


def test_offline_needs_a_trust_list(verify: Verify, keys: FolderKeys) -> None:
    """Without one nothing can be told, and no network may be asked."""
    result = verify(signed(keys), None, "--offline")
    assert (result.exit_code, "needs --trust" in result.stderr) == (2, True)


def test_a_file_that_is_no_trust_list(verify: Verify, keys: FolderKeys) -> None:
    """The wrong file is a mistake to mend, not a verdict on the certificate."""
    result = verify(signed(keys), {"made_at": "", "issuer": {}}, "--offline")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "is not a trust list" in result.stderr


def test_keys_are_believed_over_https_only(verify: Verify, keys: FolderKeys) -> None:
    """On the way anybody could put their own key into the list."""
    result = verify(signed(keys), None, "--issuer", "http://pix.example")
    assert (result.exit_code, "https only" in result.stderr) == (2, True)


class Quiet(WSGIRequestHandler):
    def log_message(self, *given: object) -> None:
        """Says nothing."""


@pytest.fixture
def served() -> Iterator[tuple[str, list[bytes]]]:
    """An issuer's address on this machine, and what it answers."""
    answer: list[bytes] = []

    def application(environ: Any, start: Any) -> list[bytes]:
        known = environ["PATH_INFO"] == "/v1/trust-list"
        start("200 OK" if known else "404 Not Found", [("Content-Type", "application/json")])
        return answer if known else []

    server = make_server("127.0.0.1", 0, application, handler_class=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", answer
    server.shutdown()
    server.server_close()


def test_the_trust_list_is_downloaded(verify: Verify, keys: FolderKeys, served: tuple[str, list[bytes]]) -> None:
    """With a network the command needs nothing but the file and the issuer's address."""
    url, answer = served
    answer.append(msgspec.json.encode(trusted(keys, Issuer(url))))
    assert verify(signed(keys, Issuer(url)), None, "--issuer", url).exit_code == 0


def test_an_address_speaks_for_itself_only(verify: Verify, keys: FolderKeys, served: tuple[str, list[bytes]]) -> None:
    """A server that hands out another issuer's keys is not believed."""
    url, answer = served
    answer.append(msgspec.json.encode(trusted(keys)))
    result = verify(signed(keys), None, "--issuer", url)
    assert (result.exit_code, "another issuer" in result.stderr) == (1, True)


def test_a_silent_issuer(verify: Verify, keys: FolderKeys, served: tuple[str, list[bytes]]) -> None:
    """The line says what to do instead."""
    result = verify(signed(keys), None, "--issuer", f"{served[0]}/elsewhere")
    assert (result.exit_code, "--offline --trust FILE" in result.stderr) == (1, True)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, Authority]:
    """A sealed PDF and who sealed it."""
    folder = tmp_path_factory.mktemp("authority")
    own = Authority(FolderKeys(folder / "keys"), FolderObjects(folder / "objects"), own=True)
    return Signing(own.keys, own).sign(pdf(certificate(), holder(), ISSUER.url)).body, own


def test_a_sealed_document(verify: Verify, keys: FolderKeys, document: tuple[bytes, Authority]) -> None:
    """The PDF proves that it is ours and unchanged; what became of it is told by its code."""
    body, own = document
    known = msgspec.structs.replace(trusted(keys), document_certificates=own.published())
    result = verify(body, known, "--offline")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Genuine and unchanged")
    assert verify(body.replace(b"/Type", b"/Typo", 1), known, "--offline").exit_code == 1
    assert verify(body + b"\n% more", known, "--offline").exit_code == 1


def test_a_document_sealed_by_others(verify: Verify, keys: FolderKeys, document: tuple[bytes, Authority]) -> None:
    """Without the sealing certificate in the trust list a seal proves nothing."""
    result = verify(document[0], trusted(keys), "--offline")
    assert (result.exit_code, "not by a certificate of the trust list" in result.stdout) == (1, True)
