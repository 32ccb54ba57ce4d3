"""The front for programs: one JSON object per line, questions out and answers in."""

import json
import sys
from pathlib import Path
from typing import Any, TextIO

from chalicelib.cli.text_mode.api import Unreachable
from chalicelib.cli.text_mode.sitting import View


class ProgramFront:
    """Writes events `{"event": ...}`; reads `{"value": ...}` after each `question` (null skips)."""

    def __init__(self, source: TextIO | None = None, target: TextIO | None = None) -> None:
        self._source, self._target = source or sys.stdin, target or sys.stdout

    def tell(self, event: str, **content: Any) -> None:
        """Write one line."""
        print(json.dumps({"event": event, **content}, ensure_ascii=False), file=self._target, flush=True)

    def before_timed(self, current: View) -> None:
        """The clock starts at once: a program needs no warning."""
        self.tell("timed", position=current["position"], seconds=current["timer"])

    def ask(self, assessment: View, files: list[Path], address: str | None) -> Any:
        """See Front; ValueError for a line that is not an answer, EOFError when there is none."""
        current, progress = assessment["current"], assessment["progress"]
        paths = [str(path) for path in files]
        self.tell("question", **current, progress=progress, saved_files=paths, environment_address=address)
        line = self._source.readline()
        if not line:
            raise EOFError
        return json.loads(line)["value"]

    def try_again(self, error: Unreachable) -> None:
        """A program decides itself when to begin again: the sitting ends here."""
        raise error

    def answered(self, given: View) -> None:
        """See Front."""
        self.tell("answered", position=given["position"], result=given["result"], level_up=given["level_up"])

    def checkpoint(self, items: list[View]) -> None:
        """See Front."""
        self.tell("checkpoint", items=items)

    def ended(self, assessment: View, competence: View | None) -> None:
        """See Front."""
        self.tell("ended", assessment=assessment, competence=competence)
