"""One test under way, folded from its log: what was asked, what is due, what the answers say so far.

`decide` rebuilds it from the log each time; a caller that stays in memory (the simulator) keeps one and adds to it.
Both come to the same decisions, because every field is a function of the log alone.
"""

from collections.abc import Iterable

from chalicelib.adaptive.certification.attempt import Attempt, AttemptError, Outcome, Served
from chalicelib.adaptive.certification.posterior import Model, Response
from chalicelib.adaptive.certification.ranked import EVERYTHING, RankedBank
from chalicelib.adaptive.certification.scale import Scale


class Sitting:
    """The fold of an attempt's log on a bank. Raises AttemptError naming items that the bank does not hold."""

    __slots__ = (
        "answered",
        "asked",
        "attempt",
        "bank",
        "counts",
        "model",
        "scale",
        "skills",
        "topics",
        "total",
        "tracker",
    )

    def __init__(self, bank: RankedBank, attempt: Attempt, model: Model, scale: Scale) -> None:
        self.bank, self.attempt, self.model = bank, attempt, model.name
        self.asked = {bank.places[name] for name in attempt.excluded_items if name in bank.places}
        self.skills = set(attempt.excluded_skills)
        self.topics: dict[str, int] = {}
        scope = attempt.competences
        self.counts = {code: 0 for code in scope if code in bank.groups}
        self.total, self.answered = 0, False
        self.tracker, self.scale = model.track(scope), scale
        self._check(attempt.served)
        for question in attempt.served:
            self.add(question)

    def _check(self, served: Iterable[Served]) -> None:
        unknown = [question.item for question in served if question.item not in self.bank.places]
        if unknown:
            raise AttemptError(f"not in bank {self.bank.version}: {', '.join(unknown)}")

    def add(self, question: Served) -> None:
        """One more question that was answered or left out."""
        self.asked.add(self.bank.places[question.item])
        self.skills.add(question.skill)
        self.topics[question.topic] = self.topics.get(question.topic, 0) + 1
        if question.outcome is Outcome.LEFT_OUT:
            return
        self.total += 1
        if question.competence in self.counts:
            self.counts[question.competence] += 1
        if question.outcome is not Outcome.OPEN:
            self.answered = True
            right = question.outcome is Outcome.RIGHT
            self.tracker.add(Response(question.competence, question.a, question.b, right))

    def abilities(self) -> dict[str, float]:
        """Where to look: the model's estimate, or before any answer what the profile shows."""
        found = self.tracker.abilities() if self.answered else self._shown()
        found[EVERYTHING] = sum(found.values()) / len(found)
        return found

    def due(self) -> list[tuple[str, ...]]:
        """Groups in the order of their need: those asked least first, the others only stand in for them."""
        if not self.bank.balanced:
            return [(EVERYTHING,)]
        counts = self.counts
        return [tuple([code for code, n in counts.items() if n == least]) for least in sorted({*counts.values()})]

    def _shown(self) -> dict[str, float]:
        """What the profile shows, for the first question: in each competence, or on average for one ability."""
        shown = {ceiling.competence: self.scale.middle(ceiling.level) for ceiling in self.attempt.scope}
        if self.model == "competence":
            return shown
        return dict.fromkeys(shown, sum(shown.values()) / len(shown))
