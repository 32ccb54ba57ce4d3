"""`pix keys`: what an operator does with the keys that sign certificates, at home and with an authority."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chalicelib.certificates.documents.authority import Authority
from chalicelib.cli import keys as family
from chalicelib.shared.keys import DOCUMENTS, FolderKeys
from chalicelib.shared.objects import FolderObjects
from tests.interop.certificates.test_documents import operators_chain


@dataclass
class Rooms:
    """What the commands use of a deployment."""

    keys: FolderKeys
    authority: Authority


@pytest.fixture(params=[True, False], ids=["home", "deployment"])
def own(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def rooms(own: bool, tmp_path: Path) -> Rooms:
    keys = FolderKeys(tmp_path / "keys")
    return Rooms(keys, Authority(keys, FolderObjects(tmp_path / "objects"), own))


@pytest.fixture
def pix(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on these rooms."""
    monkeypatch.setattr(family, "rooms", lambda: rooms)
    return lambda *words: CliRunner().invoke(family.app, words)


def ok(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def test_keys_are_listed_with_their_generations(pix: Any, own: bool) -> None:
    """An operator sees what signs, and what signed before, before touching anything."""
    ok(pix("rotate", "documents"))
    ok(pix("rotate", "credentials"))
    ok(pix("rotate", "audit"))
    listed = {each["key"]: each for each in json.loads(ok(pix("list", "--json")))}
    assert set(listed) == {f"{name}{later}" for name in ("documents", "credentials", "audit") for later in ("", "-2")}
    assert len({each["fingerprint"] for each in listed.values()}) == 6
    said = "until 2066" if own else "no certificate"
    assert said in listed["documents-2"]["certificate"]
    assert "documents-2" in ok(pix("list"))


def test_a_rotation_says_what_comes_next(pix: Any, own: bool) -> None:
    """At home the new key has its certificate at once; elsewhere an authority must give one."""
    said = ok(pix("rotate", "documents"))
    assert ("signs from now on" in said) is own
    assert ("pix keys request documents-2" in said) is not own


@pytest.mark.parametrize("own", [False], indirect=True)
def test_a_chain_is_asked_for_and_installed(pix: Any, rooms: Rooms, tmp_path: Path) -> None:
    """The whole way of a deployment: rotate, request, install, publish."""
    ok(pix("rotate", "documents"))
    chain, root = operators_chain(ok(pix("request", "documents-2", "--organization", "Noisy")).encode())
    answer = tmp_path / "chain.pem"
    answer.write_bytes(chain)
    assert "now signed by documents-2" in ok(pix("install", "documents-2", str(answer)))
    assert rooms.authority.newest().name == "documents-2"
    assert root in ok(pix("trust"))


@pytest.mark.parametrize("own", [False], indirect=True)
def test_refusals_are_one_plain_line(pix: Any, rooms: Rooms, tmp_path: Path) -> None:
    """Wrong arguments end with 2, a chain of another key with 1; nothing is changed by either."""
    foreign = FolderKeys(tmp_path / "foreign")
    other = Authority(foreign, FolderObjects(tmp_path / "elsewhere"), own=False)
    chain = tmp_path / "chain.pem"
    chain.write_bytes(operators_chain(other.request(DOCUMENTS, "Pix", "Noisy"))[0])
    for words, code in (
        (("rotate", "trail"), 2),
        (("request", "documents-9"), 2),
        (("request", "credentials"), 2),
        (("install", "documents", str(tmp_path / "missing.pem")), 2),
        (("install", "documents", str(chain)), 1),
    ):
        refused = pix(*words)
        assert (refused.exit_code, len(refused.stderr.splitlines())) == (code, 1), words
    assert rooms.authority.published() == ()
    assert rooms.keys.generations(DOCUMENTS) == (DOCUMENTS,)
