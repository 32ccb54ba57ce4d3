"""One test under way, folded from its log: what was asked, what is due, what the answers say so far.

`decide` rebuilds it from the log each time; a caller that stays in memory (the simulator) keeps one and adds to it.
Both come to the same decisions, because every field is a function of the log alone.
"""

from collections.abc import Iterable, Iterator

from chalicelib.adaptive.certification.attempt import Attempt, AttemptError, Outcome, Served
from chalicelib.adaptive.certification.posterior import Model
from chalicelib.adaptive.certification.ranked import EVERYTHING, RankedBank
from chalicelib.adaptive.certification.scale import Scale

# looked up for each question of each replay
ALERTED, RIGHT, WRONG = Outcome.ALERTED, Outcome.RIGHT, Outcome.WRONG


class Sitting:
    """The fold of an attempt's log on a bank.

    Raises AttemptError naming items or competences that the bank does not hold, or for an empty scope.
    """

    __slots__ = (
        "answered",
        "asked",
        "attempt",
        "bank",
        "counts",
        "met",
        "model",
        "scale",
        "skills",
        "topics",
        "total",
        "tracker",
        "withheld",
    )

    def __init__(self, bank: RankedBank, attempt: Attempt, model: Model, scale: Scale) -> None:
        self.bank, self.attempt, self.model = bank, attempt, model
        self.asked = _places(bank, attempt.excluded_items)
        self.withheld, self.met = _places(bank, attempt.withheld), _places(bank, attempt.met)
        self.skills = set(attempt.excluded_skills)
        self.topics: dict[str, int] = {}
        scope = attempt.competences
        self.counts = {code: 0 for code in scope if code in bank.groups}
        if not scope or (bank.balanced and len(self.counts) < len(scope)):
            raise AttemptError(_unusable(scope, bank))
        self.total, self.answered = 0, False
        self.tracker, self.scale = model.track(scope), scale
        try:
            for question in attempt.served:
                self.add(question)
        except KeyError:
            unknown = [question.item for question in attempt.served if question.item not in bank.places]
            raise AttemptError(f"not in bank {bank.version}: {', '.join(unknown)}") from None

    def add(self, question: Served) -> None:
        """One more question that was answered or alerted."""
        self.asked.add(self.bank.places[question.item])
        self.skills.add(question.skill)
        topic, code, outcome = question.topic, question.competence, question.outcome
        self.topics[topic] = self.topics.get(topic, 0) + 1
        if outcome is ALERTED:
            return
        self.total += 1
        if code in self.counts:
            self.counts[code] += 1
        if outcome is RIGHT or outcome is WRONG:
            self.answered = True
            self.tracker.add((code, question.a, question.b, outcome is RIGHT))

    def abilities(self) -> dict[str, float]:
        """Where to look: the model's estimate, or before any answer what the profile shows."""
        found = self.tracker.abilities() if self.answered else self._shown()
        found[EVERYTHING] = sum(found.values()) / len(found)
        return found

    def due(self) -> Iterator[tuple[str, ...]]:
        """Groups in the order of their need: those asked least first, the others only stand in for them."""
        if not self.bank.balanced:
            yield (EVERYTHING,)
            return
        for least in sorted({*self.counts.values()}):
            yield tuple([code for code, count in self.counts.items() if count == least])

    def _shown(self) -> dict[str, float]:
        """What the profile shows, for the first question."""
        levels = {ceiling.competence: self.scale.middle(ceiling.level) for ceiling in self.attempt.scope}
        return self.model.begin(levels)


def _places(bank: RankedBank, names: Iterable[str]) -> set[int]:
    """Where items are in the bank; what it does not hold cannot be served anyway."""
    return {bank.places[name] for name in names if name in bank.places}


def _unusable(scope: tuple[str, ...], bank: RankedBank) -> str:
    empty = [code for code in scope if code not in bank.groups]
    if empty:
        return f"competence without items in bank {bank.version}: {', '.join(empty)}"
    return f"competence in scope twice: {', '.join(scope)}" if scope else "no competence in scope"
