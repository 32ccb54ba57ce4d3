"""The author's preview: what it serves."""

import io
import json
from pathlib import Path

import pytest

from chalicelib.content.bank import load
from chalicelib.content.preview import Preview

from .conftest import TOPIC


class Client:
    """Calls the application as a server does."""

    def __init__(self, application: Preview) -> None:
        self.application = application

    def __call__(self, path: str, query: str = "", sent: object = None) -> bytes:
        body = json.dumps(sent).encode()
        environ = {
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": io.BytesIO(body),
        }
        return b"".join(
            self.application(environ, lambda status, headers: setattr(self, "status", (status, dict(headers))))
        )


@pytest.fixture
def client(bank: Path) -> Client:
    return Client(Preview(lambda: load(bank), "sorting-1-d"))


def test_every_variant_is_there_without_its_solution(client: Client) -> None:
    """An author plays what a learner plays."""
    found = json.loads(client("/challenge"))
    assert (found["languages"], len(found["variants"]), len(found["questions"])) == (["fr", "en"], 12, 24)
    assert "correction" not in found["questions"]["0/fr"]


def test_an_answer_is_graded_and_explained(client: Client) -> None:
    """By the grader that learners meet."""
    file = json.loads(client("/challenge"))["questions"]["3/fr"]["files"][0]
    word = client(file["url"]).decode().strip()
    assert json.loads(client("/grade", "variant=3&language=fr", word))["result"] == "ok"
    wrong = json.loads(client("/grade", "variant=3&language=fr", "x"))
    assert (wrong["result"], wrong["correction"]["key"]["solutions"]) == ("ko", [word])


def test_reloading_the_page_reads_the_file_again(bank: Path, client: Client) -> None:
    """Edit, reload, see."""
    (bank / "core" / "1.2" / "sorting.yaml").write_text(TOPIC.replace("Quel mot contient", "Quel mot trouve-t-on dans"))
    assert b"<!doctype html>" in client("/")
    assert "trouve-t-on" in json.loads(client("/challenge"))["questions"]["0/fr"]["instruction"]


def test_unknown_paths_are_not_found(client: Client) -> None:
    """Nothing of the disk is served but the question's own files."""
    client("/../../etc/passwd")
    assert client.status[0] == "404 Not Found"
