"""Files that commands are given, to read or to write: whatever is wrong with one is said before anything runs."""

import json
from pathlib import Path
from typing import Any


def read_json(path: Path) -> Any:
    """What the file holds (UTF-8). Raises ValueError in words when it cannot be opened, or is not JSON."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ValueError(error.strerror or str(error)) from None
    except RecursionError:
        raise ValueError("not readable as JSON (nested too deeply)") from None
    except ValueError as error:
        raise ValueError(f"not readable as JSON ({error})") from None


def check_place(path: Path | None) -> None:
    """Refuse (ValueError) a file that could not be written at the end."""
    if path and (path.is_dir() or not path.parent.is_dir()):
        raise ValueError(f"{path}: not a file in a folder that exists; choose a place that can be written")
