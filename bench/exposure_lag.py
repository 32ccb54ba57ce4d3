"""Prints, as JSON, what it costs that exposure is counted off the request path, when a thousand people begin at once.

    python bench/exposure_lag.py                                       # the reference bank of 3,000 items, 1,000 people
    python bench/exposure_lag.py --bank BANK.json --max-exposure 0.2   # another: `pix content bank --out BANK.json`

All rows are on the same people and answers. `exposure_max_of_cap`: the most seen item, as a multiple of the share that
its competence allows.
"""

import argparse
import json
import os
from pathlib import Path

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

from certification import lag  # noqa: E402
from certification.common import reference_items  # noqa: E402

from chalicelib.adaptive.bank import read_bank  # noqa: E402


def main() -> None:
    """Run every way of counting and print one document."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--people", type=int, default=1000, help="candidates measured in each row")
    parser.add_argument("--wave", type=int, default=1000, help="how many begin at once")
    parser.add_argument("--max-exposure", type=float, default=0.2)
    parser.add_argument("--bank", type=Path, help="BANK.json; the reference bank when left out")
    options = parser.parse_args()
    items = read_bank(json.loads(options.bank.read_text())) if options.bank else reference_items()
    rows = lag.rows(items, options.max_exposure, options.people, options.wave)
    facts = {"items": len(items), "people": options.people, "wave": options.wave, "max_exposure": options.max_exposure}
    print(json.dumps({**facts, "rows": rows}, indent=1))


if __name__ == "__main__":
    main()
