"""Prints, as JSON, how near to the reference rule's pix error a shorter training test can come at all.

    python bench/training_bound.py [--learners 2000] [--seed 1]

A greedy Bayesian policy that knows the population exactly, slips and guesses included, and is spared what ours must
keep: no kindness, no first question of level 2, no limit on difficulty, and pix that need not be whole rungs. It asks
whatever lowers the expected squared error of the pix most, and gives the median of their posterior. `any_rung` may ask
every rung once; `unknown_rungs` only those that floor and ceiling leave unknown, as domain 5 wants.

A question is saved where it matters least: a test ends once the best question is worth less than a threshold, and each
threshold is one point (questions, error), both over the reference rule's. Greedy is not optimal: read the result as
"nobody has shown better", not as a proof. Needs NumPy and SciPy.
"""

import argparse
import json
import os
from dataclasses import dataclass

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

import numpy as np  # noqa: E402
from scipy.special import ndtr  # noqa: E402

from chalicelib.adaptive.simulation import training_smart_random as smart_random  # noqa: E402
from chalicelib.adaptive.simulation.training import pix_of, play  # noqa: E402
from chalicelib.adaptive.simulation.training_bank import shape, skills_of  # noqa: E402
from chalicelib.adaptive.simulation.training_learners import Population, learner  # noqa: E402

MOST = 18  # questions looked at; the reference asks 13
GENERAL, STEP, REACH = 14, 0.5, 2.5
THRESHOLDS = np.geomspace(0.1, 6.0, 60)
WANTED = (0.70, 0.80, 0.85, 0.90, 0.95)


@dataclass
class People:
    """Learners, the rungs they meet, and what the reference rule makes of them. Arrays by learner, then rung."""

    population: Population
    level: np.ndarray
    topic: np.ndarray
    value: np.ndarray
    answers: np.ndarray
    truth: np.ndarray
    questions: float
    error: float


def people(number: int, seed: int, population: Population) -> People:
    """Draw the learners and play the reference rule with them."""
    skills = skills_of(shape("six-ladders"))
    topics = list(dict.fromkeys(skill.topic for skill in skills))
    drawn = [learner(n, seed, topics, population) for n in range(number)]
    tests = [play(one, skills, smart_random.next_skill) for one in drawn]
    truth = np.array([one.true_pix(skills) for one in drawn])
    given = np.array([pix_of(skills, smart_random.known_only(test.state)) for test in tests])
    return People(
        population,
        np.array([float(skill.level) for skill in skills]),
        np.array([topics.index(skill.topic) for skill in skills]),
        np.array([skill.value for skill in skills]),
        np.array([[one.answers(skill) for skill in skills] for one in drawn]),
        truth,
        float(np.mean([len(test.state.answers) for test in tests])),
        float(np.mean(np.abs(given - truth))),
    )


class Belief:
    """The exact posterior of all learners at once. `like[n, k, t]`: likelihood of topic k's answers at cell t."""

    def __init__(self, who: People) -> None:
        known, topics = who.population, who.topic.max() + 1
        width = (known.highest - known.lowest) / GENERAL
        general = known.lowest + width * (np.arange(GENERAL) + 0.5)
        edges = np.arange(known.lowest - REACH, known.highest + REACH + STEP / 2, STEP)
        cells = (edges[:-1] + edges[1:]) / 2
        below = ndtr((edges[None] - general[:, None]) / known.topic_sd)
        below[:, 0], below[:, -1] = 0, 1
        self.spread = np.diff(below, axis=1).T
        able = 1 / (1 + np.exp(-known.slope * (cells[None] - who.level[:, None])))
        self.right = known.guess + (1 - known.guess - known.slip) * able
        reached = who.level[:, None] <= cells[None]
        self.pix = np.array([(who.value[:, None] * reached)[who.topic == k].sum(0) for k in range(topics)])
        self.like = np.ones((len(who.truth), topics, len(cells)))
        self.topic = who.topic

    def moments(self, like: np.ndarray, pix: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(mass, mean, variance) of the pix of topics, for each general level."""
        mass = like @ self.spread
        mean = (like * pix) @ self.spread / mass
        return mass, mean, (like * pix**2) @ self.spread / mass - mean**2

    def now(self) -> None:
        """Work out the posterior of the general level and the pix given each."""
        self.mass, self.mean, self.variance = self.moments(self.like, self.pix)
        logs = np.log(self.mass).sum(1)
        self.weights = np.exp(logs - logs.max(1, keepdims=True))
        self.weights /= self.weights.sum(1, keepdims=True)
        self.total, self.around = self.mean.sum(1), self.variance.sum(1)

    def median(self) -> np.ndarray:
        """Median of the pix, as a mixture of normals."""
        low, high = np.zeros(len(self.like)), np.full(len(self.like), self.pix[:, -1].sum())
        widths = np.sqrt(np.maximum(self.around, 1e-9))
        for _ in range(25):
            middle = (low + high) / 2
            half = (self.weights * ndtr((middle[:, None] - self.total) / widths)).sum(1) < 0.5
            low, high = np.where(half, middle, low), np.where(half, high, middle)
        return (low + high) / 2

    def gain(self, rung: int) -> np.ndarray:
        """Expected drop of the squared error of the pix, for each learner, when this rung is asked."""
        topic, expected = self.topic[rung], 0.0
        for chances in (self.right[rung], 1 - self.right[rung]):
            mass, mean, variance = self.moments(self.like[:, topic] * chances, self.pix[topic])
            weights = self.weights * mass / self.mass[:, topic]
            chance = weights.sum(1)
            moved, spread = self.total - self.mean[:, topic] + mean, self.around - self.variance[:, topic] + variance
            expected = expected + chance * _squared(weights / chance[:, None], moved, spread)
        return _squared(self.weights, self.total, self.around) - expected

    def answer(self, asked: np.ndarray, right: np.ndarray) -> None:
        """Take in one answer of each learner."""
        rows, topics = np.arange(len(asked)), self.topic[asked]
        self.like[rows, topics] *= np.where(right[:, None], self.right[asked], 1 - self.right[asked])


def _squared(weights: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    return (weights * (mean**2 + variance)).sum(1) - (weights * mean).sum(1) ** 2


def paths(who: People, unknown_only: bool) -> tuple[np.ndarray, np.ndarray]:
    """(error, worth), each by question number and learner: before the question, and what the best one is worth."""
    belief, rows = Belief(who), np.arange(len(who.truth))
    floor, ceiling = np.zeros((len(rows), len(belief.pix))), np.full((len(rows), len(belief.pix)), np.inf)
    asked, errors, worth = np.zeros(who.answers.shape, dtype=bool), [], []
    for _ in range(MOST):
        belief.now()
        errors.append(np.abs(belief.median() - who.truth))
        left = ~asked
        if unknown_only:
            left &= (who.level > floor[:, who.topic]) & (who.level < ceiling[:, who.topic])
        gains = np.where(left, np.stack([belief.gain(rung) for rung in range(len(who.level))], axis=1), -1.0)
        best = gains.argmax(1)
        worth.append(gains[rows, best])
        right, level, topic = who.answers[rows, best], who.level[best], who.topic[best]
        belief.answer(best, right)
        asked[rows, best] = True
        floor[rows, topic] = np.where(right, np.maximum(floor[rows, topic], level), floor[rows, topic])
        ceiling[rows, topic] = np.where(right, ceiling[rows, topic], np.minimum(ceiling[rows, topic], level))
    return np.array(errors), np.array(worth)


def frontier(who: People, unknown_only: bool) -> dict[str, float]:
    """Error over the reference's, at each wanted share of its questions."""
    errors, worth = paths(who, unknown_only)
    points = []
    for threshold in THRESHOLDS:
        vain = worth < threshold
        vain[-1] = True
        stop = vain.argmax(0)
        points.append((stop.mean() / who.questions, errors[stop, np.arange(errors.shape[1])].mean() / who.error))
    shares, found = np.array(sorted(points)).T
    return {f"{wanted:.2f}": round(float(np.interp(wanted, shares, found)), 3) for wanted in WANTED}


def main() -> None:
    """Without and with slips and guesses."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--learners", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    told = {}
    for name, population in (("clean", Population()), ("slips and guesses", Population(slip=0.05, guess=0.10))):
        who = people(asked.learners, asked.seed, population)
        told[name] = {
            "reference": {"questions": round(who.questions, 3), "mae_pix": round(who.error, 3)},
            "any_rung": frontier(who, unknown_only=False),
            "unknown_rungs": frontier(who, unknown_only=True),
        }
    print(json.dumps({"learners": asked.learners, "seed": asked.seed, "error_at_share_of_questions": told}, indent=1))


if __name__ == "__main__":
    main()
