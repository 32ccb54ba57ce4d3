"""Prints the figures of the certification engine as JSON: each target, what was measured, met or missed.

    python bench/certification_figures.py                      # full size: 20,000 people, about an hour on one core
    python bench/certification_figures.py --people 300         # minutes; accuracies are then noisy
    python bench/certification_figures.py --only timing        # one family; may be repeated

Exit code 0 even when a target is missed: the rows say so. Peers come from requirements-bench.in.
"""

import argparse
import json
import os
import sys
import time

# one core for everybody, peers included
for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

from certification import accuracy, levels, peers, replay, start, timing  # noqa: E402
from certification.common import Row  # noqa: E402

FAMILIES = {
    "timing": timing.rows,
    "start": start.rows,
    "replay": replay.rows,
    "uncapped": accuracy.uncapped,
    "capped": accuracy.capped,
    "miscalibrated": accuracy.miscalibrated,
    "levels": levels.honest,
    "inflated": levels.inflated,
    "peers": peers.rows,
}


def main() -> None:
    """Run the chosen families and print one document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000, help="simulated people for our own figures")
    parser.add_argument("--only", choices=sorted(FAMILIES), action="append", help="only this family")
    options = parser.parse_args()
    rows: list[Row] = []
    for name in options.only or FAMILIES:
        started = time.perf_counter()
        rows += FAMILIES[name](options.people)
        print(f"{name}: {time.perf_counter() - started:.0f} s", file=sys.stderr, flush=True)
    document = {
        "people": options.people,
        "missed": [row.figure for row in rows if row.passed is False],
        "figures": [row.document() for row in rows],
    }
    print(json.dumps(document, indent=1))


if __name__ == "__main__":
    main()
