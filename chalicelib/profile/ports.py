"""What the use cases of this room need from outside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import msgspec

from chalicelib.assessment.ports import Ports as AssessmentPorts
from chalicelib.profile.model import Scorecard

Rating = Literal["useful", "not_useful"]


class Mark(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a learner did with a tutorial."""

    saved: bool = False
    rating: Rating | None = None


class ProfileStore(Protocol):
    """Projections and marks of one learner."""

    def scorecards(self, learner: str) -> dict[str, Scorecard]:
        """Every stored projection, by competence."""
        ...

    def save_scorecard(self, learner: str, card: Scorecard) -> None:
        """Keep it unless one with a later version is there."""
        ...

    def marks(self, learner: str) -> Mapping[str, Mark]:
        """Marks by tutorial id."""
        ...

    def change_mark(self, learner: str, tutorial: str, saved: bool | None, rating: Rating | None) -> None:
        """Change what is given of a mark; two windows that change different things both count."""
        ...

    def goals(self, learner: str) -> Mapping[str, int]:
        """Levels aimed at, by competence."""
        ...

    def save_goal(self, learner: str, competence: str, level: int | None) -> None:
        """Set or forget a goal."""
        ...

    def forget(self, learner: str) -> None:
        """Remove everything of this learner that is not a log; may run twice."""
        ...


@dataclass(frozen=True, slots=True)
class Ports:
    """The profile's own store, and the assessments it is a projection of."""

    store: ProfileStore
    assessment: AssessmentPorts
