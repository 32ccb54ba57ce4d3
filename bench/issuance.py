"""One session's certificates, issued by the state machine on the whole local stack: seconds, what is missing or double.

From the publisher's one act until everybody is told and the archive lies there. A report of fraud in every tenth test
keeps rejected ones among them. Then all is recounted: certificates, codes, files by their hash, letters, trail. JSON.
"""

import argparse
import hashlib
import json
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script

from bench.load.stack import whole_stack  # noqa: E402
from chalicelib.shared.audit.anchors import flaws  # noqa: E402
from tests.fakes.issuance import FRAUD, Batch  # noqa: E402
from tests.fakes.jury import Sitting  # noqa: E402

PATIENCE = 3600.0  # seconds
RULES = {"PIX_RULE_ISSUANCE_ATTEMPTS": "5"}


def measure(folder: Path, candidates: int) -> dict[str, Any]:
    """Issue, then recount."""
    with whole_stack(folder, RULES) as (_, rooms):
        sittings = [Sitting(reports=[FRAUD] if number % 10 == 9 else []) for number in range(candidates)]
        batch = Batch.decided(rooms, *sittings)
        began = time.perf_counter()
        batch.publish()
        _wait(batch, candidates)
        seconds = time.perf_counter() - began
        wanted = candidates - candidates // 10
        return {
            "candidates": candidates,
            "certificates": wanted,
            "seconds": round(seconds, 1),
            "certificates_per_second": round(wanted / seconds, 2),
            "cores": os.cpu_count(),
            "load": round(os.getloadavg()[0], 1),
            "wrong": _recount(batch, wanted),
        }


def _wait(batch: Batch, candidates: int) -> None:
    """Until the session is through, with a bar."""
    until = time.monotonic() + PATIENCE
    with Progress(console=Console(stderr=True)) as shown:
        bar = shown.add_task("told", total=candidates)
        while list(batch.ports.issuances.open()):
            known = batch.ports.issuances.of(batch.before.id).carried
            shown.update(bar, completed=sum(each.told for each in known.values()))
            if time.monotonic() > until:
                raise TimeoutError(f"not through within {PATIENCE:.0f} s")
            time.sleep(0.5)
        shown.update(bar, completed=candidates)


def _recount(batch: Batch, wanted: int) -> dict[str, int]:
    """0 of each is right."""
    known = batch.ports.issuances.of(batch.before.id)
    issued = [
        batch.ports.certificates.certificates.get(each.certificate)
        for each in known.carried.values()
        if each.certificate
    ]
    codes = Counter(each.certificate.code for each in issued if each)
    letters = batch.mails()
    return {
        "missing": wanted - sum(each is not None for each in issued),
        "codes_double": sum(count > 1 for count in codes.values()),
        "files_wrong": sum(not _files_hold(batch, each.certificate.id) for each in issued if each),
        "untold": len(batch.before.candidates) - len(letters),
        "told_twice": sum(count > 1 for count in letters.values()),
        "entries_wrong": abs(batch.acts()["issued"] - wanted),
        "trail_flaws": sum(flaw is not None for _, flaw in flaws(batch.rooms.trail, {})),
        "parked": len(known.parked),
    }


def _files_hold(batch: Batch, certificate: str) -> bool:
    frozen = batch.ports.drafts.frozen(certificate)
    if frozen is None or len(frozen.files) != 2:
        return False
    stored = [(filed, batch.rooms.objects.get(filed.key)) for filed in frozen.files.values()]
    return all(found and hashlib.sha256(found.body).hexdigest() == filed.sha256 for filed, found in stored)


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--candidates", type=int, default=1000)
    number = parser.parse_args().candidates
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(Path(folder), number), indent=1))


if __name__ == "__main__":
    main()
