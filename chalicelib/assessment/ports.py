"""What the use cases of this room need from outside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from chalicelib.assessment.choosing import Syllabus
from chalicelib.assessment.model import Attempt, Begun, Chapter, Entry
from chalicelib.content.model import Correction, Question, ReleaseIndex
from chalicelib.shared.clock import Clock
from chalicelib.shared.rules import Rules


class AttemptLog(Protocol):
    """Append-only logs, and each learner's numbered history of a competence."""

    def read(self, attempt: str) -> Sequence[Entry]:
        """Every entry in order, consistently; empty for an unknown attempt."""
        ...

    def append(self, attempt: str, position: int, entry: Entry, until: datetime | None = None) -> bool:
        """Write entry `position` if nothing stands there; False when something does. After `until` it may vanish."""
        ...

    def begin(self, attempt: str, begun: Begun, chapter: Chapter) -> bool:
        """Write entry 0 and the learner's next chapter, both or neither; False when that number is taken."""
        ...

    def add_reset(self, learner: str, chapter: Chapter, running: Attempt | None) -> bool:
        """Write a reset as the next chapter and, when an attempt is running, `Closed` into its log: both or neither.

        False when that number is taken, or when the attempt's log has grown meanwhile.
        """
        ...

    def forget_texts(self, attempt: str) -> None:
        """Blank what was typed in an attempt: the only change a log knows, for an erased person. May run twice."""
        ...

    def history(self, learner: str, competence: str | None = None) -> Sequence[Chapter]:
        """The chapters of one competence, or of all, in order of competence and number."""
        ...


class Content(Protocol):
    """Published releases: an index in memory, bodies by id and language."""

    def current_release(self) -> str:
        """The id of the release that new assessments use; ContentUnpublished when there is none."""
        ...

    def index(self, release: str) -> ReleaseIndex:
        """The index of one release."""
        ...

    def question(self, release: str, challenge: str, variant: int, language: str) -> Question:
        """What the learner sees."""
        ...

    def correction(self, release: str, challenge: str, variant: int, language: str) -> Correction:
        """The key, the solution and its explanations."""
        ...


class FeedbackBox(Protocol):
    """Where remarks on questions go."""

    def put(
        self,
        learner: str,
        challenge: str,
        feedback_id: str,
        remark: dict[str, object],
        until: datetime | None = None,
    ) -> None:
        """Keep one remark for the authors, and that it is the learner's; the same id again changes nothing.

        After `until` it may vanish.
        """
        ...

    def by(self, learner: str) -> Sequence[dict[str, object]]:
        """Every remark of a learner."""
        ...

    def forget(self, learner: str) -> None:
        """Remove a learner's remarks: free text can say who wrote it. May run twice."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """Everything around the use cases.

    `syllabus(release, competence, language)` is what can be asked; `on_progress(attempt)` lets
    projections follow the log.
    """

    log: AttemptLog
    content: Content
    feedback: FeedbackBox
    clock: Clock
    rules: Rules
    syllabus: Callable[[str, str, str], Syllabus]
    on_progress: Callable[[Attempt], None]
