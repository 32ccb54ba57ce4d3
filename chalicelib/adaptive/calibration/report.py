"""What a calibration says: parameters to take in, items to look at first, and why."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import isfinite

from chalicelib.adaptive.calibration.marginal import Estimate

FORMAT = 1
WEAK = 0.3
FAR = 5.0
MISFIT = 1.3
FEW = 100
UNSURE = 0.5


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One item: parameters, standard errors (None: unknown), fit, and what is suspicious about it."""

    id: str
    a: float
    b: float
    a_error: float | None
    b_error: float | None
    infit: float
    outfit: float
    answers: int
    right: float
    suspicions: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether a release may take it in: nothing about it is impossible."""
        return isfinite(self.a) and isfinite(self.b) and self.a > 0 and not set(self.suspicions) & UNUSABLE


UNUSABLE = {"all-right", "all-wrong", "negative-discrimination"}


def calibrated(estimate: Estimate) -> tuple[Calibrated, ...]:
    """The items in the order of their ids."""
    return tuple(_item(estimate, place) for place in range(len(estimate.items)))


def suspicious(items: Sequence[Calibrated]) -> tuple[Calibrated, ...]:
    """Items to look at, the impossible first."""
    return tuple(sorted((i for i in items if i.suspicions), key=lambda i: (i.usable, i.id)))


def document(estimate: Estimate, items: Sequence[Calibrated]) -> dict:
    """The calibration as a content release takes it in: usable items only, with an id made of its content."""
    rows = [
        {"id": i.id, "a": i.a, "b": i.b, "a_error": i.a_error, "b_error": i.b_error, "answers": i.answers}
        for i in items
        if i.usable
    ]
    name = "c-" + sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:12]
    return {
        "format": FORMAT,
        "calibration": name,
        "model": "2pl",
        "people": estimate.people,
        "log_likelihood": round(estimate.log_likelihood, 4),
        "items": rows,
        "left_out": [{"id": i.id, "why": list(i.suspicions)} for i in items if not i.usable],
    }


def _item(estimate: Estimate, place: int) -> Calibrated:
    share = float(estimate.right[place] / estimate.answers[place])
    a, b = float(estimate.a[place]), float(estimate.b[place])
    errors = [_known(float(values[place])) for values in (estimate.a_error, estimate.b_error)]
    infit, outfit = float(estimate.infit[place]), float(estimate.outfit[place])
    why = _suspicions(a, b, errors[0], (infit, outfit), int(estimate.answers[place]), share)
    return Calibrated(
        estimate.items[place], a, b, errors[0], errors[1], infit, outfit, int(estimate.answers[place]), share, why
    )


def _known(value: float) -> float | None:
    return value if isfinite(value) else None


def _suspicions(
    a: float, b: float, a_error: float | None, fit: tuple[float, float], answers: int, share: float
) -> tuple[str, ...]:
    found = []
    if share in (0.0, 1.0):
        found.append("all-right" if share else "all-wrong")
    elif a <= 0:
        # able people fail it: most often the key marks a wrong answer as the right one
        found += (
            ["negative-discrimination", "wrong-key"]
            if a_error is None or a + 2 * a_error < 0
            else ["negative-discrimination"]
        )
    elif a < WEAK:
        found.append("weak-discrimination")
    if a > 0 and abs(b) > FAR:
        found.append("far-from-everybody")
    if max(fit) > MISFIT:
        found.append("misfit")
    if answers < FEW:
        found.append("few-answers")
    if a_error is None or a_error > UNSURE:
        found.append("unsure")
    return tuple(found)
