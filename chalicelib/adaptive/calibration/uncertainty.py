"""Items as far as they are known: parameters tempered by the standard errors of their calibration.

A test that picks the most informative of thousands of items picks those whose discrimination was overestimated.
Two corrections keep the interval honest, both made offline, so that the run time stays the same:
- log a is drawn towards the bank's mean by its reliability (a regression estimate, Kelley 1927);
- the uncertainty of b is integrated out: a logistic curve blurred by N(0, s^2) is nearly a flatter logistic curve
  with a / sqrt(1 + (a s / 1.702)^2) (the usual logistic-normal approximation).
"""

from collections.abc import Sequence
from dataclasses import replace
from math import exp, log, sqrt

from chalicelib.adaptive.bank import Item

LOGISTIC_TO_NORMAL = 1.702


def temper(items: Sequence[Item], log_a_error: float, b_error: float) -> tuple[Item, ...]:
    """Items with tempered discrimination. Errors are standard deviations, of log a and of b (logits), >= 0."""
    logs = [log(item.a) for item in items]
    middle = sum(logs) / len(logs)
    observed = sum((x - middle) ** 2 for x in logs) / max(1, len(logs) - 1)
    reliability = max(0.0, 1 - log_a_error**2 / observed) if observed else 0.0
    if not log_a_error:
        reliability = 1.0
    return tuple(
        replace(item, a=_blurred(exp(middle + reliability * (x - middle)), b_error))
        for item, x in zip(items, logs, strict=True)
    )


def _blurred(a: float, b_error: float) -> float:
    return a / sqrt(1 + (a * b_error / LOGISTIC_TO_NORMAL) ** 2)
