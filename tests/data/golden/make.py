"""How the golden tests of an engine version were recorded: `python tests/data/golden/make.py VERSION RANKED_BANK`.

Run once, when a version is new, never again for it: what it writes is the promise that the version keeps.
"""

import json
import sys
from pathlib import Path

from chalicelib.adaptive.certification import Scale, load
from chalicelib.adaptive.draw import fraction
from chalicelib.adaptive.golden import record

HERE = Path(__file__).parent
LEVELS = (1, 2, 3, 4, 5, 6, 7)


def mixed(name: str, share: float) -> dict[str, str]:
    """Right answers by draw."""
    return {str(n): "right" if fraction(f"{name}:{n}") < share else "wrong" for n in range(1, 49)} | {"*": "wrong"}


def main(version: str, ranked: Path) -> None:
    """Write the bank and the tests."""
    (HERE / version).mkdir(exist_ok=True)
    (HERE / version / "bank.json").write_bytes(ranked.read_bytes())
    bank, scale = load(ranked.read_bytes()), Scale()
    codes = sorted(bank.groups)
    items = [item.id for item in bank.items]

    def begun(name: str, codes: list[str] = codes, level: int | None = None, **changes: object) -> dict:
        levels = [level or LEVELS[n % len(LEVELS)] for n in range(len(codes))]
        scope = [[c, lv, round(scale.pix(scale.middle(lv)))] for c, lv in zip(codes, levels, strict=True)]
        start = {"seed": f"golden-{name}", "scope": scope, "length": 32, "ending": "complete"}
        start |= {"excluded_skills": [], "excluded_items": [], "withheld": [], "met": []}
        return start | changes

    alerts = mixed("alerts", 0.6) | {"2": "alerted", "9": "alerted", "33": "alerted"}
    tests = {
        "all-right": (begun("all-right", level=7), {"*": "right"}),
        "all-wrong": (begun("all-wrong", level=3), {"*": "wrong"}),
        "mixed": (begun("mixed"), mixed("mixed", 0.55)),
        "mixed-high": (begun("mixed-high", level=6), mixed("mixed-high", 0.75)),
        "five-competences": (begun("five", codes=["1.1", "2.1", "3.4", "4.1", "4.2"]), mixed("five", 0.5)),
        "alerts": (begun("alerts"), alerts),
        "technical-end": (begun("technical", ending="technical"), mixed("technical", 0.6) | {"23": "open"}),
        "candidate-end": (begun("candidate", ending="candidate"), mixed("candidate", 0.6) | {"26": "open"}),
        "too-few": (begun("few", ending="technical"), mixed("few", 0.6) | {"20": "open"}),
        "left-out": (begun("left-out"), mixed("left-out", 0.6) | {"4": "left_out", "17": "left_out"}),
        "soft-sets": (
            begun("soft", withheld=items[::3], met=items[1::4], excluded_items=items[2::5]),
            mixed("soft", 0.5),
        ),
        "nothing-but-met": (begun("met", met=items, withheld=items[::2]), mixed("met", 0.5)),
    }
    for name, (start, outcomes) in tests.items():
        made = record(start, bank, version, outcomes)
        path = HERE / version / f"test-{name}.json"
        path.write_text(json.dumps(made, indent=None, separators=(",", ":")) + "\n", encoding="utf-8")


main(sys.argv[1], Path(sys.argv[2]))
