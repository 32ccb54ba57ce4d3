"""Certification rules to compare: ours (`priced`), random questions, and the profile left unchanged.

`random` keeps the content rule and is scored like `priced`: it shows what choosing brings. `profile` asks nothing:
it shows what an examination must improve on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Protocol

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import (
    Attempt,
    Ending,
    Exposure,
    Model,
    RankedBank,
    Response,
    Scale,
    score,
)
from chalicelib.adaptive.certification.selection import BEST
from chalicelib.adaptive.draw import pick
from chalicelib.adaptive.simulation.certification_people import Candidate
from chalicelib.adaptive.simulation.certification_sitting import Answer, closed, play_in_memory


@dataclass(frozen=True, slots=True)
class Sat:
    """One finished test: items asked and answers in order, ability with its error, certified level per competence.

    `interval`: whether the true total lies in the 95 % interval of the total (None: the rule gives none).
    """

    asked: tuple[str, ...]
    right: tuple[bool, ...]
    ability: float
    error: float | None
    levels: dict[str, int]
    interval: tuple[int, int] | None = None


Conclude = Callable[[], Sat]


class Strategy(Protocol):
    """A rule that takes one candidate through one test."""

    @property
    def name(self) -> str:
        """The name on the command line."""
        ...

    def sit(self, person: Candidate, exposure: Exposure, answer: Answer) -> Conclude:
        """Ask every question now; scoring waits in the returned function, so that the two are timed apart."""
        ...


@dataclass(frozen=True, slots=True)
class Priced:
    """Ours. `certify` False: only the ability is estimated, for studies of accuracy."""

    bank: RankedBank
    model: Model
    scale: Scale
    length: int
    best: int = BEST
    certify: bool = True
    name: str = "priced"

    def sit(self, person: Candidate, exposure: Exposure, answer: Answer) -> Conclude:
        """Play in memory, then score the log."""
        start = Attempt(person.name, person.profile, length=self.length)
        attempt = play_in_memory(self.bank, start, exposure, self.model, self.scale, answer, self.best)
        return lambda: _scored(attempt, self.model, self.scale, self.certify)


def _scored(attempt: Attempt, model: Model, scale: Scale, certify: bool) -> Sat:
    asked = tuple(q.item for q in attempt.served)
    answers = [Response(q.competence, q.a, q.b, q.outcome == "right") for q in attempt.served]
    right = tuple(r.right for r in answers)
    if not certify:
        posterior = model.posterior(answers, attempt.competences)
        return Sat(asked, right, posterior.ability, posterior.error, {})
    found = score(attempt, Ending.TECHNICAL, model, scale, minimum_answers=0)
    levels = {part.competence: part.level for part in found.competences}
    return Sat(asked, right, found.ability, found.error, levels, found.interval)


@dataclass(frozen=True, slots=True)
class Random:
    """Random questions under the same content rule; the yardstick of what choosing brings."""

    items: Sequence[Item]
    model: Model
    scale: Scale
    length: int
    certify: bool = True
    name: str = "random"

    def sit(self, person: Candidate, exposure: Exposure, answer: Answer) -> Conclude:  # noqa: ARG002 no exposure control
        """One draw per question, competences in turn."""
        left = {c.competence: [i for i in self.items if i.competence == c.competence] for c in person.profile}
        served = []
        for turn, code in enumerate(islice(cycle(left), self.length)):
            item = pick(f"{person.name}:random:{turn}", left[code])
            left[code].remove(item)
            served.append(closed(item, answer(item)))
        attempt = Attempt(person.name, person.profile, tuple(served))
        return lambda: _scored(attempt, self.model, self.scale, self.certify)


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The profile certified as it is, without a question: what an examination must improve on."""

    scale: Scale
    name: str = "profile"

    def sit(self, person: Candidate, exposure: Exposure, answer: Answer) -> Conclude:  # noqa: ARG002 nothing is asked
        """No test."""
        shown = [self.scale.middle(c.level) for c in person.profile]
        sat = Sat((), (), sum(shown) / len(shown), None, {c.competence: c.level for c in person.profile})
        return lambda: sat
