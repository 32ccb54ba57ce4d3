"""Certificates per second and core: rendered, signed with a key file, stored on disk. Target: at least 20.

Measured in seconds of this process's own CPU, so that others on the machine do not count; the wall clock stands beside.
The key service of a deployment adds its round trip, which costs no CPU. Prints JSON.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script

from chalicelib.certificates import codes  # noqa: E402
from chalicelib.certificates.documents.authority import Authority  # noqa: E402
from chalicelib.certificates.documents.certificate import pdf  # noqa: E402
from chalicelib.certificates.documents.signing import Signing  # noqa: E402
from chalicelib.certificates.model import Certificate, Holder  # noqa: E402
from chalicelib.shared.keys import FolderKeys  # noqa: E402
from chalicelib.shared.objects import FolderObjects  # noqa: E402
from tests.fakes.certificates import areas, certificate, holder  # noqa: E402

URL = "https://pix.example"
TARGET = 20.0


def people(number: int) -> list[tuple[Certificate, Holder]]:
    """Different certificates: names, codes, results."""
    of = areas()
    return [
        (
            certificate(id=f"{n:026}", code=codes.draw(), pix=300 + n % 500, areas=of, language=("fr", "en")[n % 2]),
            holder(first_name=f"Zoé {n}", last_name=f"Lefèvre-{codes.draw()[2:7].title()}"),
        )
        for n in range(number)
    ]


def timed(work: Callable[[], Any]) -> tuple[float, float]:
    """Seconds of CPU and of the clock."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, default=500)
    number = parser.parse_args().certificates
    with tempfile.TemporaryDirectory() as folder:
        objects, keys = FolderObjects(Path(folder) / "objects"), FolderKeys(Path(folder) / "keys")
        authority = Authority(keys, objects, own=True)
        signing = Signing(keys, authority)
        key, batch = authority.newest(), people(number)

        def issue(one: Certificate, to: Holder) -> None:
            signed = signing.sign(pdf(one, to, URL), key)
            objects.put(f"certificates/{one.id}.pdf", signed.body, "application/pdf")

        first_cpu, _ = timed(lambda: issue(*people(1)[0]))
        cpu, wall = timed(lambda: [issue(*each) for each in batch])
        sizes = [len(stored.body) for stored in map(objects.get, objects.keys("certificates/")) if stored]
    figures = {
        "certificates": number,
        "per_second_of_cpu": round(number / cpu, 1),
        "target": TARGET,
        "per_second_of_clock": round(number / wall, 1),
        "first_one_cpu_seconds": round(first_cpu, 2),
        "kilobytes_each": round(sum(sizes) / len(sizes) / 1000, 1),
    }
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
