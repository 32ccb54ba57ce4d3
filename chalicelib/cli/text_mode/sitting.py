"""One sitting: open, ask, answer, checkpoint, to the end. The same for people and for programs."""

import uuid
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

from chalicelib.cli.text_mode.api import Api, Unreachable

View = dict[str, Any]  # a JSON object of the API (docs/openapi.json)


class Front(Protocol):
    """Who is asked and told."""

    def before_timed(self, current: View) -> None:
        """A timed question comes; returns when its clock may start."""
        ...

    def ask(self, assessment: View, files: list[Path], address: str | None) -> Any:
        """The answer's value, None to skip. `address`: the question's environment, for a browser."""
        ...

    def try_again(self, error: Unreachable) -> None:
        """An answer could not be sent; returns to send it again, under the same id."""
        ...

    def answered(self, given: View) -> None:
        """The answer is stored."""
        ...

    def checkpoint(self, items: list[View]) -> None:
        """The last answers with their solutions."""
        ...

    def ended(self, assessment: View, competence: View | None) -> None:
        """Nothing is left to ask; `competence` is the profile's view, None for a demo."""
        ...


def sit(api: Api, front: Front, assessment: View, folder: Path) -> None:
    """Ask until the end; files of questions are put into `folder`. What was answered is stored, whenever it stops."""
    while assessment["current"]:
        assessment = _question(api, front, assessment, folder)
        if assessment["checkpoint_due"]:
            front.checkpoint(_review(api, assessment))
    competence = assessment["competence"]
    language = assessment["language"]
    view = api.get(f"/v1/profile/{competence}?language={language}") if competence else None
    front.ended(assessment, view)


def _question(api: Api, front: Front, assessment: View, folder: Path) -> View:
    where = f"/v1/assessments/{assessment['id']}"
    current = assessment["current"]
    if current["question"] is None:
        front.before_timed(current)
        assessment = api.post(f"{where}/questions/{current['position']}/open")
        current = assessment["current"]
    question = current["question"]
    files = [_downloaded(api, file, folder) for file in question["files"]]
    environment = question["environment"]
    value = front.ask(assessment, files, api.address(environment["url"]) if environment else None)
    answer = {"answer_id": str(uuid.uuid4()), "position": current["position"], "value": value}
    given = _until_sent(front, lambda: api.post(f"{where}/answers", answer))
    front.answered(given)
    return given["assessment"]


def _until_sent(front: Front, send: Callable[[], View]) -> View:
    while True:
        try:
            return send()
        except Unreachable as error:
            front.try_again(error)


def _review(api: Api, assessment: View) -> list[View]:
    answered = assessment["progress"]["answered"]
    first = answered - (answered - 1) % assessment["checkpoint_every"]
    return api.get(f"/v1/assessments/{assessment['id']}/review?first={first}&last={answered}")["items"]


def _downloaded(api: Api, file: View, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / PurePosixPath(file["name"]).name  # a name, never a path
    path.write_bytes(api.download(file["url"]))
    return path
