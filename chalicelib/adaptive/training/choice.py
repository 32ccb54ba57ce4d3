"""Which skill to ask next: the filters of domain 5, then the most telling question, kindly."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ..draw import pick
from .explanation import Explanation, Message, Removal
from .kindness import Kindness, least_success, merits
from .knowledge import Ladder, Skill, State, ladders
from .model import ModelSettings
from .value import Outlook, Prospect, outlook


@dataclass(frozen=True, slots=True)
class Settings:
    """How to choose.

    `first_level`, `max_level_gap`: levels. `least_gain`: expected drop of the squared pix error under which a
    question is not worth asking. `tie`: questions with at least this share of the best one's merit are equals.
    `easy_topic`: a topic is easy when its highest level is at most this. `estimate_unshown`: whether rungs are
    estimated also for somebody who got nothing right.
    """

    first_level: int = 2
    max_level_gap: float = 2.0
    least_gain: float = 0.6
    tie: float = 0.995
    easy_topic: int = 3
    estimate_unshown: bool = False
    kindness: Kindness = field(default_factory=Kindness)
    model: ModelSettings = field(default_factory=ModelSettings)


DEFAULT = Settings()


def next_skill(state: State, settings: Settings = DEFAULT) -> Skill | None:
    """The skill to ask; None when nothing is left worth asking, or to end kindly. Same state, same skill."""
    chosen = explain(state, settings).chosen
    return next((skill for skill in state.skills if skill.id == chosen), None)


def explain(state: State, settings: Settings = DEFAULT) -> Explanation:
    """The choice with its reasons, filter by filter."""
    return _Choice(state, settings).made()


class _Choice:
    """One choice under way: the skills still in, and what removed the others."""

    def __init__(self, state: State, settings: Settings) -> None:
        self.state, self.settings = state, settings
        self.ladders = ladders(state)
        self.outlook: Outlook = outlook(self.ladders.values(), settings.model)
        self.left: list[Skill] = list(state.skills)
        self.removals: list[Removal] = []

    def made(self) -> Explanation:
        self._keep("not_playable", lambda skill: skill.playable)
        self._keep("known", lambda skill: self._ladder(skill).known(skill.level) is None)
        if not self.left:
            return self._ended("nothing_left")
        self._drop_timed()
        if not self.left:
            return self._ended("not_askable")
        return self._later() if self.state.answers else self._first()

    def _first(self) -> Explanation:
        levels = {skill.level for skill in self.left}
        level = self.settings.first_level if self.settings.first_level in levels else min(levels)
        self._keep("first_level", lambda skill: skill.level == level, level=level)
        return self._chosen(Message("training.chosen.first", {"level": level}))

    def _later(self) -> Explanation:
        for step, end in (
            (self._drop_hard, "not_askable"),
            (self._drop_unkind, "kindly"),
            (self._drop_vain, "not_worth"),
        ):
            step()
            if not self.left:
                return self._ended(end)
        among = self._keep_best()
        success = round(100 * self._prospect(self.left[0]).success)
        if among == 1:
            return self._chosen(Message("training.chosen.telling", {"success": success}))
        return self._chosen(Message("training.chosen.drawn", {"among": among, "success": success}))

    def _drop_timed(self) -> None:
        if not self.state.answers:
            self._keep("timed_first", lambda skill: not skill.timed)
        elif self._last_was_timed():
            self._keep("timed_again", lambda skill: not skill.timed)

    def _last_was_timed(self) -> bool:
        last = self.state.answers[-1]
        if last.timed is not None:
            return last.timed
        return last.timed_out or any(skill.timed for skill in self.state.skills if skill.id == last.skill)

    def _drop_hard(self) -> None:
        limit = self.outlook.level + self.settings.max_level_gap
        self._keep(
            "too_hard",
            lambda skill: skill.level <= limit,
            gap=self.settings.max_level_gap,
            estimate=round(self.outlook.level, 1),
        )

    def _drop_unkind(self) -> None:
        failures = self.state.failures_in_a_row()
        least = least_success(failures, self.settings.kindness)
        self._keep(
            "unkind",
            lambda skill: self._prospect(skill).success >= least,
            failures=failures,
            least=round(100 * least),
        )

    def _drop_vain(self) -> None:
        self._keep("not_worth", lambda skill: self._prospect(skill).gain >= self.settings.least_gain)

    def _keep_best(self) -> int:
        settings = self.settings
        known = merits(
            self.ladders.values(),
            self.state.failures_in_a_row(),
            settings.least_gain,
            settings.kindness,
            settings.model,
        )
        merit = {skill.id: known[self._ladder(skill), skill.level] for skill in self.left}
        best = max(merit.values())
        enough = best - (1 - settings.tie) * abs(best)
        self._keep("less_telling", lambda skill: merit[skill.id] >= enough)
        if any(self._easy(skill) for skill in self.left):
            self._keep("not_easy_topic", self._easy)
        return len(self.left)

    def _easy(self, skill: Skill) -> bool:
        return self._ladder(skill).rungs[-1][0] <= self.settings.easy_topic

    def _ladder(self, skill: Skill) -> Ladder:
        return self.ladders[skill.topic]

    def _prospect(self, skill: Skill) -> Prospect:
        return self.outlook.prospects[self._ladder(skill), skill.level]

    def _keep(self, name: str, wanted: Callable[[Skill], bool], **parameters: float) -> None:
        removed = [skill for skill in self.left if not wanted(skill)]
        if removed:
            self.left = [skill for skill in self.left if wanted(skill)]
            reason = Message(f"training.removed.{name}", parameters)
            self.removals.append(Removal(name, _ids(removed), reason))

    def _chosen(self, reason: Message) -> Explanation:
        skills = sorted(self.left, key=lambda skill: skill.id)
        skill = pick(f"{self.state.seed}/{len(self.state.answers)}", skills)
        return Explanation(skill.id, tuple(self.removals), reason, self.outlook.level)

    def _ended(self, why: str) -> Explanation:
        reason = Message(f"training.ended.{why}")
        return Explanation(None, tuple(self.removals), reason, self.outlook.level, kind_end=why == "kindly")


def _ids(skills: Iterable[Skill]) -> tuple[str, ...]:
    return tuple(sorted(skill.id for skill in skills))
