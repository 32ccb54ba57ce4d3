"""The calibration that `pix content publish` is given: read once, and told apart from another."""

import json
from collections.abc import Mapping
from pathlib import Path

from chalicelib.cli.given_files import read_json


def measured(path: Path | None) -> Mapping | None:
    """What the file holds; None without a file. Raises ValueError naming the file."""
    try:
        return read_json(path) if path else None
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def named(found: Mapping | None) -> str:
    """What of a calibration makes another release; nothing without one."""
    return "" if found is None else f"|{json.dumps(found, sort_keys=True)}"
