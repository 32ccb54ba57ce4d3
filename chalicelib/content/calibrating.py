"""Takes a calibration (`pix calibrate`) into a release: measured parameters instead of provisional ones. Pure."""

from collections.abc import Mapping

import msgspec

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.calibration.intake import take_in, typical_errors
from chalicelib.adaptive.calibration.uncertainty import temper
from chalicelib.content import ranking
from chalicelib.content.model import Challenge, ReleaseIndex

DIGITS = 6  # logarithms of another machine differ beyond: equal content, equal release


def calibrated(index: ReleaseIndex, calibration: Mapping) -> ReleaseIndex:
    """The index with the parameters of a calibration, tempered by its errors; only the certification's items change.

    What the calibration left out is no longer for certifications; what it does not know stays provisional.
    Raises BankError when it is no calibration of this bank (see `take_in`).
    """
    kept = take_in(ranking.items(index), calibration)
    items = {item.id: item for item in temper(kept, *typical_errors(calibration))}
    measured = {row["id"] for row in calibration["items"]}
    challenges = tuple(_taken_in(each, items.get(each.id), each.id in measured) for each in index.challenges)
    return msgspec.structs.replace(index, challenges=challenges)


def _taken_in(challenge: Challenge, item: Item | None, measured: bool) -> Challenge:
    if not (challenge.certification and challenge.active):
        return challenge
    if item is None:
        return msgspec.structs.replace(challenge, certification=False)
    return msgspec.structs.replace(
        challenge, a=round(item.a, DIGITS), b=round(item.b, DIGITS), provisional=challenge.provisional and not measured
    )
