"""Takes a calibration into a bank: measured parameters replace provisional ones."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log, sqrt

from chalicelib.adaptive.bank import LARGEST_A, NAMED_AT_MOST, BankError, Item

LARGEST = 1e9  # logits: a calibration writes large numbers for items that tell nothing, but no larger


def take_in(items: Sequence[Item], calibration: Mapping) -> tuple[Item, ...]:
    """Items with the parameters of a calibration; those it left out are removed, those it does not know are kept.

    Raises BankError when the document is not a calibration, holds impossible numbers, names items twice or items that
    the bank does not hold, or would leave a competence without items.
    """
    _check(calibration, {item.id for item in items})
    found = {row["id"]: row for row in calibration["items"]}
    removed = {row["id"] for row in calibration["left_out"]}
    kept = tuple(
        replace(item, a=float(found[item.id]["a"]), b=float(found[item.id]["b"])) if item.id in found else item
        for item in items
        if item.id not in removed
    )
    emptied = sorted({item.competence for item in items} - {item.competence for item in kept})
    if emptied:
        raise BankError(f"every item is left out in competence {', '.join(emptied)}")
    return kept


def _check(calibration: Mapping, known: set[str]) -> None:
    try:
        if calibration["format"] != 1 or calibration["model"] != "2pl":
            raise BankError("not a calibration that this version can read")
        _check_rows(calibration, known)
    except (KeyError, TypeError):
        raise BankError("not a calibration") from None


def _check_rows(calibration: Mapping, known: set[str]) -> None:
    names = Counter(str(row["id"]) for row in (*calibration["items"], *calibration["left_out"]))
    for problem, wrong in (
        ("not in the bank", [name for name in names if name not in known]),
        ("there more than once", [name for name, count in names.items() if count > 1]),
        ("without usable numbers", [str(row["id"]) for row in calibration["items"] if not _usable(row)]),
    ):
        if wrong:
            raise BankError(f"calibrated but {problem}: {', '.join(sorted(wrong)[:NAMED_AT_MOST])}")


def _usable(row: Mapping) -> bool:
    """0 < a, and finite numbers; standard errors may be unknown (None)."""
    errors = [row[name] for name in ("a_error", "b_error") if row[name] is not None]
    numbers = [row["a"], row["b"], *errors]
    if any(isinstance(x, bool) or not isinstance(x, int | float) or not abs(x) < LARGEST for x in numbers):
        return False
    return 0 < row["a"] <= LARGEST_A and all(error >= 0 for error in errors)


def typical_errors(calibration: Mapping) -> tuple[float, float]:
    """Root mean square of the standard errors of log a and of b, over the items that have them; (0, 0) without any."""
    rows = [row for row in calibration["items"] if row["a_error"] is not None and row["b_error"] is not None]
    if not rows:
        return 0.0, 0.0
    log_a = [log(1 + (row["a_error"] / row["a"]) ** 2) for row in rows]  # variance of log a, to second order
    return sqrt(sum(log_a) / len(rows)), sqrt(sum(row["b_error"] ** 2 for row in rows) / len(rows))
