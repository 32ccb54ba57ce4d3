"""What the local origin serves, and what it refuses."""

from pathlib import Path
from typing import Any

import pytest

from chalicelib.local.files import folder_site, found_in, media_type
from chalicelib.local.functions import function_name
from chalicelib.local.infra import Tagged
from chalicelib.local.outbox import outbox
from chalicelib.local.packaging import long_form
from chalicelib.local.schedules import _period
from chalicelib.local.workflows import snake
from chalicelib.shared.mail import OutboxMail


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "fr").mkdir(parents=True)
    (folder / "index.html").write_text("choose")
    (folder / "fr" / "index.html").write_text("accueil")
    (folder / "fr" / "profile.html").write_text("profil")
    (tmp_path / "secret.txt").write_text("secret")
    return folder


def get(application: Any, path: str, method: str = "GET", **more: str) -> tuple[int, dict[str, str], bytes]:
    answer: list[Any] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path, **more}
    body = b"".join(application(environ, lambda status, head: answer.extend((status, head))))
    return int(answer[0][:3]), dict(answer[1]), body


@pytest.mark.parametrize(
    ("path", "text"),
    [("/", "choose"), ("/fr/", "accueil"), ("/fr/profile", "profil"), ("/fr/profile.html", "profil")],
)
def test_pages_have_names_without_html(site: Path, path: str, text: str) -> None:
    """The same addresses must work here and behind the network."""
    assert get(folder_site(site), path)[2].decode() == text


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/fr/../../secret.txt",
        "//etc/passwd",
        "/../site-other/x",
        "/a\0b",
        f"/{'x' * 300}",
        "/index.html/x",
    ],
)
def test_nothing_outside_the_folder_is_served(site: Path, path: str) -> None:
    """The data folder, with its keys, lies beside the pages."""
    assert found_in(site, path) is None
    assert get(folder_site(site), path)[0] == 404


def test_what_did_not_change_is_not_sent_again(site: Path) -> None:
    """Pages are revalidated at each visit: that must cost no body."""
    _, head, _ = get(folder_site(site), "/")
    status, _, body = get(folder_site(site), "/", HTTP_IF_NONE_MATCH=head["ETag"])
    assert (status, body) == (304, b"")


def test_a_head_request_has_no_body(site: Path) -> None:
    """Link checkers ask this way."""
    status, head, body = get(folder_site(site), "/", "HEAD")
    assert (status, head["Content-Length"], body) == (200, "6", b"")


def test_pages_are_read_only(site: Path) -> None:
    """A form that posts to a page is a mistake to show, not to swallow."""
    assert get(folder_site(site), "/", "POST")[0] == 405


@pytest.mark.parametrize(("name", "kind"), [("a.js", "text/javascript; charset=utf-8"), ("a.svg", "image/svg+xml")])
def test_types_do_not_depend_on_the_machine(name: str, kind: str) -> None:
    """With nosniff, a module of the wrong type does not run."""
    assert media_type(Path(name)) == kind


def test_the_outbox_shows_text_and_never_runs_it(tmp_path: Path) -> None:
    """Mail holds what people typed as their names."""
    mail = OutboxMail(tmp_path)
    text = "Bonjour <script>alert(1)</script>\nhttp://127.0.0.1:8080/fr/reset-password#token=a&b=c"
    mail.send(to="a@b.example", subject="<b>", text=text, html="", language='"><img', key="1")
    _, head, body = get(outbox(mail), "/outbox")
    page = body.decode()
    assert "<script>" not in page
    assert "<b>" not in page
    assert "<img" not in page
    assert '<a href="http://127.0.0.1:8080/fr/reset-password#token=a&amp;b=c">' in page
    assert "script-src 'self'" in head["Content-Security-Policy"]


@pytest.mark.parametrize(
    "given", ["pix-local-erase", "arn:aws:lambda:eu-west-3:1:function:pix-local-erase:$LATEST", "erase"]
)
def test_functions_are_found_by_every_name(given: str) -> None:
    """Definitions name ARNs, people name functions."""
    assert function_name(f"/2015-03-31/functions/{given}/invocations", "pix-local-") == "erase"


def test_names_in_definitions() -> None:
    """Chalice names the resource of `person_export_begin` so; the definition's `${...}` must lead back."""
    assert snake("PersonExportBegin") == "person_export_begin"


def test_short_tags_become_what_json_knows() -> None:
    """The merged template is JSON: a tag left over would be text."""
    tagged = {"a": [Tagged({"GetAtt": "Table.Arn"})], "b": Tagged({"Sub": "x"}), "c": Tagged({"Ref": "Y"})}
    assert long_form(tagged) == {
        "a": [{"Fn::GetAtt": ["Table", "Arn"]}],
        "b": {"Fn::Sub": "x"},
        "c": {"Ref": "Y"},
    }


def test_a_schedule_that_the_local_stack_cannot_keep_is_refused() -> None:
    """Silently never running it would hide a missing job."""
    assert _period("job", "rate(15 minutes)").total_seconds() == 900
    with pytest.raises(LookupError, match="job"):
        _period("job", "cron(0 3 * * ? *)")
