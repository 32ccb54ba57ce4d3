"""What an author need not write: situation, needs, expected time, starting calibration, all derived. Pure."""

from collections.abc import Mapping
from pathlib import PurePath
from types import MappingProxyType
from typing import Literal

from chalicelib.adaptive.certification.scale import Scale
from chalicelib.content import source
from chalicelib.content.model import QuestionNeeds

Situation = Literal["none", "file", "environment", "web"]

_SECONDS = {"QCU": 35, "QCM": 45, "QROC": 45, "QROCM-ind": 70, "QROCM-dep": 60}
_SITUATION_SECONDS = {"none": 0, "file": 120, "environment": 90, "web": 120}
_SECONDS_PER_LEVEL = 5

# Provisional, until enough answers are seen (docs/content.md): a choice can be guessed, so it tells less.
_DISCRIMINATION = {"QCU": 0.9, "QCM": 1.1, "QROC": 1.2, "QROCM-ind": 1.2, "QROCM-dep": 1.1}
_TYPE_SHIFT = {"QCU": -0.2, "QCM": 0.1, "QROC": 0.1, "QROCM-ind": 0.2, "QROCM-dep": 0.1}

_PEOPLE = ("keyboard", "screen_reader", "colour_blind", "phone")
_SOFTWARE = {
    "spreadsheet": (".ods", ".csv", ".xlsx"),
    "word processor": (".odt", ".docx", ".rtf"),
    "archive manager": (".zip",),
    "presentation": (".odp",),
    "pdf reader": (".pdf",),
}


def situation(written: source.Challenge, has_files: bool) -> Situation:
    """Where the answer is found: in a file, by acting in an environment, on the web, or in the question alone."""
    if written.environment:
        return "environment"
    if has_files:
        return "file"
    return "web" if written.web else "none"


def certification(written: source.Challenge) -> bool:
    """Whether the certification may use it: by default when a generator can draw secret variants."""
    return written.generator is not None if written.certification is None else written.certification


def replies(written: source.Challenge) -> bool:
    """Whether the environment supplies the answer: when its config names a task, unless said otherwise."""
    found = written.environment
    return found is not None and (found.replies if found.replies is not None else "task" in found.config)


def needs(
    written: source.Challenge, kind: Situation, names: list[str], within: Mapping[str, bool] = MappingProxyType({})
) -> QuestionNeeds:
    """What the author says, completed: a file to work on is for a computer, its kind names the software.

    `within`: who can use the environment.
    """
    software = sorted({use for use, endings in _SOFTWARE.items() for name in names if PurePath(name).suffix in endings})
    said = written.needs
    parts = {name: getattr(said, name) is not False and within.get(name, True) for name in _PEOPLE}
    if said.phone is None and kind == "file":
        parts["phone"] = False
    return QuestionNeeds(**parts, software=tuple(said.software if said.software is not None else software))


def need_marks(found: QuestionNeeds) -> tuple[str, ...]:
    """Needs as marks for the index: "no-phone", "no-screen-reader", ..., and software names."""
    return (*(f"no-{name.replace('_', '-')}" for name in _PEOPLE if not getattr(found, name)), *found.software)


def expected_seconds(written: source.Challenge, level: int, kind: Situation) -> int:
    """The time a person who knows needs, in seconds."""
    if written.expected_seconds:
        return written.expected_seconds
    return _SECONDS[written.type] + _SITUATION_SECONDS[kind] + _SECONDS_PER_LEVEL * level


def calibration(written: source.Challenge, level: int) -> tuple[float, float]:
    """Starting (a, b) in logits: half of those who just reach the level answer right, the type shifts it a little."""
    b = Scale().start(level) + _TYPE_SHIFT[written.type]
    return _DISCRIMINATION[written.type], round(b, 3)
