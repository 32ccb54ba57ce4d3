"""Which question next: ranked lists, balanced content, one question per topic, a running cap, a seeded draw."""

from collections.abc import Callable
from dataclasses import dataclass

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification.attempt import Attempt, AttemptError, Outcome
from chalicelib.adaptive.certification.exposure import Exposure
from chalicelib.adaptive.certification.posterior import Model
from chalicelib.adaptive.certification.ranked import RankedBank, bin_of, centre
from chalicelib.adaptive.certification.scale import Scale
from chalicelib.adaptive.certification.sitting import Sitting
from chalicelib.adaptive.draw import pick

BEST = 3

TOPIC = "topic"  # a topic asked before is asked again: no other is left
EXPOSURE = "exposure"  # every eligible item is over the cap or withheld: the least exposed one is served
MET = "met"  # every eligible item was met in training: one of them is served
CONTENT = "content"  # a competence that is due has no item left: another one is asked


@dataclass(frozen=True, slots=True)
class Decision:
    """The question to serve, and what the log should keep about why.

    `ability` is the estimate it was chosen for (None for a question that was still open), `relaxed` the rules
    that had to give way, `bank` the version of the ranked bank.
    """

    item: Item
    ability: float | None
    relaxed: tuple[str, ...]
    bank: str


def decide(
    bank: RankedBank, attempt: Attempt, exposure: Exposure, model: Model, scale: Scale, best: int = BEST
) -> Decision | None:
    """The next question of a test, from its log alone; None once enough questions were served or nothing is left.

    The same bank, log and exposure give the same decision in any process. A question that is still open is
    decided again as itself. Raises AttemptError naming served items that the bank does not hold.
    """
    if attempt.served and attempt.served[-1].outcome is Outcome.OPEN:
        return _still_open(bank, attempt.served[-1].item)
    return choose(Sitting(bank, attempt, model, scale), exposure, best)


def _still_open(bank: RankedBank, name: str) -> Decision:
    if name not in bank.places:
        raise AttemptError(f"not in bank {bank.version}: {name}")
    return Decision(bank.items[bank.places[name]], None, (), bank.version)


def choose(sitting: Sitting, exposure: Exposure, best: int = BEST) -> Decision | None:
    """The next question of a test under way."""
    if sitting.total >= sitting.attempt.length:
        return None
    walk = _Walk(sitting, exposure, best)
    for turn, due in enumerate(sitting.due()):
        choice = walk.choose(due)
        if choice:
            place, ability, relaxed = choice
            bank = sitting.bank
            return Decision(bank.items[place], ability, (*[CONTENT][:turn], *relaxed), bank.version)
    return None


class _Walk:
    """One decision: what may be served, and the ranked lists it walks."""

    __slots__ = ("abilities", "bank", "barred", "best", "counts", "met", "over", "seed", "topics")

    def __init__(self, sitting: Sitting, exposure: Exposure, best: int) -> None:
        self.bank, self.best, self.counts = sitting.bank, best, exposure.counts
        self.abilities, self.topics = sitting.abilities(), sitting.topics
        self.seed = f"{sitting.attempt.seed}:{sum(sitting.topics.values())}"
        self.barred, self.over, self.met = _barred(sitting), _over(sitting, exposure), sitting.met

    def choose(self, due: tuple[str, ...]) -> tuple[int, float, tuple[str, ...]] | None:
        """Place of the item, the ability it is for, what had to give way; None when the groups are used up."""
        pool = self._from_lists(due)
        if pool:
            _, place, ability = pick(self.seed, pool)
            return place, ability, ()
        left = [(i, code) for code in due for i in self.bank.groups[code].members if not self.barred(i)]
        new = [entry for entry in left if entry[0] not in self.met]
        return self._beyond(new, ()) or self._beyond(left, (MET,))

    def _beyond(
        self, left: list[tuple[int, str]], relaxed: tuple[str, ...]
    ) -> tuple[int, float, tuple[str, ...]] | None:
        """Beyond the lists: topics repeat, then what is over the cap is served."""
        under = [(i, code) for i, code in left if not self.over(i)]
        if under:
            place, code = self._freshest(under)
            repeated = self.bank.items[place].topic in self.topics
            return place, self.abilities[code], (*([TOPIC] if repeated else []), *relaxed)
        if left:
            place, code = min(left, key=self._least_exposed)
            return place, self.abilities[code], (EXPOSURE, *relaxed)
        return None

    def _from_lists(self, due: tuple[str, ...]) -> list[tuple[float, int, float]]:
        """The best eligible items on a fresh topic, as (score, place, ability): a few entries of each list."""
        pool: list[tuple[float, int, float]] = []
        take = -(-self.best // len(due))
        for code in due:
            ability = self.abilities[code]
            bin_place = bin_of(ability)
            middle = centre(bin_place)
            pool += [(self.bank.score(i, middle), i, ability) for i in self._first(code, bin_place, take)]
        pool.sort(reverse=True)
        return pool[: self.best]

    def _first(self, code: str, bin_place: int, take: int) -> list[int]:
        """The first eligible entries of one ranked list."""
        items, topics, barred, over, met = self.bank.items, self.topics, self.barred, self.over, self.met
        found: list[int] = []
        for i in self.bank.groups[code].ranked(bin_place):
            if items[i].topic in topics or i in met or barred(i) or over(i):
                continue
            found.append(i)
            if len(found) == take:
                break
        return found

    def _freshest(self, under: list[tuple[int, str]]) -> tuple[int, str]:
        """Beyond the lists, or when topics must repeat: the least asked topics first, then the score."""
        keyed = sorted(
            (self.topics.get(self.bank.items[i].topic, 0), -self.bank.score(i, self.abilities[code]), i, code)
            for i, code in under
        )
        return pick(self.seed, [(i, code) for count, _, i, code in keyed[: self.best] if count == keyed[0][0]])

    def _least_exposed(self, entry: tuple[int, str]) -> tuple[int, int, float, int]:
        """Order of those over the cap: the one seen least, then the freshest topic, then the best score."""
        i, code = entry
        item = self.bank.items[i]
        score = self.bank.score(i, self.abilities[code])
        return self.counts.get(item.id, 0), self.topics.get(item.topic, 0), -score, i


def _barred(sitting: Sitting) -> Callable[[int], bool]:
    """A test for items that may never be served: asked, excluded, of an excluded skill or out of scope."""
    asked, skills, items = sitting.asked, sitting.skills, sitting.bank.items
    if sitting.bank.balanced:  # only groups in scope are walked
        return lambda i: i in asked or items[i].skill in skills
    scope = frozenset(sitting.attempt.competences)
    return lambda i: i in asked or items[i].skill in skills or items[i].competence not in scope


def _over(sitting: Sitting, exposure: Exposure) -> Callable[[int], bool]:
    """A test for items that are withheld, or that one more showing would bring over the cap."""
    bank, withheld = sitting.bank, sitting.withheld
    if bank.rate >= 1 or not exposure.counts:
        return withheld.__contains__
    most, seen, items = exposure.most(bank.rate), exposure.counts.get, bank.items
    return lambda i: i in withheld or seen(items[i].id, 0) + 1 > most
