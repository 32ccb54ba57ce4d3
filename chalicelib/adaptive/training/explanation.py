"""Why this skill: each filter with what it removed, as message keys that can be translated, and in English."""

from collections.abc import Mapping
from dataclasses import dataclass, field

WORDS: dict[str, str] = {
    "training.removed.not_playable": "no question of these skills is left to play",
    "training.removed.known": "already known, from an answer or from another level of the topic",
    "training.removed.timed_first": "timed questions never come first",
    "training.removed.timed_again": "timed questions never come twice in a row",
    "training.removed.first_level": "the first question is of level {level}",
    "training.removed.too_hard": "more than {gap} levels above the estimated level of {estimate}",
    "training.removed.unkind": (
        "after {failures} wrong answers in a row the next one must be right with {least} % chance at least"
    ),
    "training.removed.not_worth": "the answer would hardly change the estimate of the pix",
    "training.removed.less_telling": "the answer would tell less about the pix",
    "training.removed.not_easy_topic": "an easy topic comes first when it tells as much",
    "training.chosen.first": "a first question of level {level}",
    "training.chosen.telling": "it tells the most about the pix; chance of a right answer {success} %",
    "training.chosen.drawn": "one of {among} that tell the most, drawn; chance of a right answer {success} %",
    "training.ended.nothing_left": "every skill is known",
    "training.ended.not_askable": "no question left may be asked now",
    "training.ended.kindly": "every question left is likely to be one more failure, so the test ends here",
    "training.ended.not_worth": "no question left would change the result enough to be worth asking",
}


@dataclass(frozen=True, slots=True)
class Message:
    """A message key with its parameters; `words()` says it in English."""

    key: str
    parameters: Mapping[str, str | int | float] = field(default_factory=dict)

    def words(self) -> str:
        """The message in English."""
        return WORDS[self.key].format(**self.parameters)


@dataclass(frozen=True, slots=True)
class Removal:
    """One filter that removed something. `removed`: skill ids, sorted."""

    filter: str
    removed: tuple[str, ...]
    reason: Message


@dataclass(frozen=True, slots=True)
class Explanation:
    """`chosen`: skill id, None when the test ends. `estimate`: the learner's estimated level.

    `kind_end`: the test ends only to spare the learner more failures.
    """

    chosen: str | None
    removals: tuple[Removal, ...]
    reason: Message
    estimate: float
    kind_end: bool = False

    def words(self) -> list[str]:
        """The whole explanation in English, one sentence a line."""
        lines = [
            f"{removal.filter}: {', '.join(removal.removed)} removed: {removal.reason.words()}."
            for removal in self.removals
        ]
        return [*lines, f"{self.chosen or 'end'}: {self.reason.words()}."]
