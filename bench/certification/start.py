"""Time of a cold start: a fresh process reads the bank, replays 16 answers and chooses.

No site initialisation (-S): a function has no .pth files either. Every engine reads the bank in its own best format.
"""

import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from certification.common import Row, at_least
from certification.timing import logs_of, ranked_bank
from chalicelib.adaptive.certification import dump

STARTS = 9

OURS_START = """
import sys; sys.path.insert(0, {root!r})
from chalicelib.adaptive.certification.ranked import load
from chalicelib.adaptive.certification.attempt import Attempt, Ceiling, Outcome, Served
from chalicelib.adaptive.certification.exposure import Exposure
from chalicelib.adaptive.certification.hierarchy import CompetenceModel
from chalicelib.adaptive.certification.scale import Scale
from chalicelib.adaptive.certification.selection import decide
bank = load(open({bank!r}, "rb").read())
log = tuple(Served.of(bank.items[p], Outcome.RIGHT if r else Outcome.WRONG) for p, r in zip(*{log!r}))
scope = tuple(Ceiling(code, 5, 44) for code in bank.groups)
decide(bank, Attempt("seed", scope, log), Exposure(), CompetenceModel(), Scale())
"""
NUMPY_START = """
import sys; sys.path.insert(0, {site!r})
import numpy as np
a, b = np.load({numbers!r})
grid = np.linspace(-5, 5, 61); weights = np.exp(-0.5 * grid**2); places = []
for place, right in zip(*{log!r}):
    p = 1 / (1 + np.exp(a[place] * (b[place] - grid))); weights *= p if right else 1 - p; places.append(place)
p = 1 / (1 + np.exp(a * (b - (weights @ grid) / weights.sum()))); gain = a * a * p * (1 - p)
gain[places] = 0; int(np.argmax(gain))
"""
CATSIM_START = """
import sys; sys.path.insert(0, {site!r})
import numpy as np
from catsim import ItemBank
from catsim.estimation import NumericalSearchEstimator
from catsim.selection import MaxInfoSelector
a, b = np.load({numbers!r})
bank = ItemBank(np.column_stack([a, b, np.zeros_like(a), np.ones_like(a)]))
places, right = map(list, {log!r})
x = NumericalSearchEstimator().estimate(item_bank=bank, administered_items=places, response_vector=right, est_theta=0.0)
MaxInfoSelector().select(item_bank=bank, administered_items=places, est_theta=x)
"""


def rows(people: int) -> list[Row]:  # noqa: ARG001 time only
    """A fresh process: read the bank, replay 16 answers, choose."""
    bank = ranked_bank(3_000)
    with tempfile.TemporaryDirectory() as folder:
        file, numbers = Path(folder, "bank.json"), Path(folder, "bank.npy")
        file.write_bytes(dump(bank))
        np.save(numbers, np.array([[i.a for i in bank.items], [i.b for i in bank.items]]))
        facts = {
            "bank": str(file),
            "numbers": str(numbers),
            "log": logs_of(3_000)[16],
            "root": str(_root()),
            "site": sysconfig.get_path("purelib"),
        }
        codes = [code.format(**facts) for code in (OURS_START, NUMPY_START, CATSIM_START, "")]
        rounds = [[_process(code) for code in codes] for _ in range(STARTS + 1)][1:]
    ours, numpy_, catsim, bare = (median(column) for column in zip(*rounds, strict=True))
    details = {"ms": 1e3 * ours, "numpy_ms": 1e3 * numpy_, "catsim_ms": 1e3 * catsim, "bare_python_ms": 1e3 * bare}
    return [
        at_least(
            "fresh process to first decision, times faster than numpy",
            median(n / o for o, n, *_ in rounds),
            4,
            **details,
        ),
        at_least(
            "fresh process to first decision, times faster than catsim", median(c / o for o, _, c, _ in rounds), 40
        ),
    ]


def _root() -> Path:
    return Path(__file__).resolve().parents[2]


def _process(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-S", "-c", code], check=True)
    return time.perf_counter() - started
