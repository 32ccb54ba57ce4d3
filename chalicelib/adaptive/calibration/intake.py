"""Takes a calibration into a bank: measured parameters replace provisional ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import log, sqrt

from chalicelib.adaptive.bank import BankError, Item


def take_in(items: Sequence[Item], calibration: Mapping) -> tuple[Item, ...]:
    """Items with the parameters of a calibration; those it left out are removed, those it does not know are kept.

    Raises BankError when the document is not a calibration or names items that the bank does not hold.
    """
    if calibration.get("format") != 1 or calibration.get("model") != "2pl":
        raise BankError("not a calibration that this version can read")
    found = {row["id"]: row for row in calibration["items"]}
    removed = {row["id"] for row in calibration["left_out"]}
    unknown = sorted((set(found) | removed) - {item.id for item in items})
    if unknown:
        raise BankError(f"calibrated but not in the bank: {', '.join(unknown[:10])}")
    return tuple(
        replace(item, a=found[item.id]["a"], b=found[item.id]["b"]) if item.id in found else item
        for item in items
        if item.id not in removed
    )


def typical_errors(calibration: Mapping) -> tuple[float, float]:
    """Root mean square of the standard errors of log a and of b, over the items that have them; (0, 0) without any."""
    rows = [row for row in calibration["items"] if row["a_error"] is not None and row["b_error"] is not None]
    if not rows:
        return 0.0, 0.0
    log_a = [log(1 + (row["a_error"] / row["a"]) ** 2) for row in rows]  # variance of log a, to second order
    return sqrt(sum(log_a) / len(rows)), sqrt(sum(row["b_error"] ** 2 for row in rows) / len(rows))
