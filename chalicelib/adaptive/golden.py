"""Golden tests: recorded choices and results that a version of the engine must give for ever. Standard library only.

    python -m chalicelib.adaptive.golden tests/data/golden

replays every recorded test on the Python that runs it: equal items, levels and pix, abilities within 1e-9 (Python 3.12
sums floats with less error than 3.11, so the last bits differ). A folder per version holds the ranked bank and one file
per test; docs/measurement.md says what was run.
"""

import json
import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from chalicelib.adaptive.certification import Attempt, Ceiling, Ending, Exposure, Outcome, RankedBank, Served, load
from chalicelib.adaptive.versions import Engine, engine

TOLERANCE = 1e-9
Document = Mapping[str, Any]


def attempt_of(document: Document) -> Attempt:
    """What a test began with."""
    return Attempt(
        seed=document["seed"],
        scope=tuple(Ceiling(code, level, pix) for code, level, pix in document["scope"]),
        length=document["length"],
        excluded_skills=frozenset(document["excluded_skills"]),
        excluded_items=frozenset(document["excluded_items"]),
        withheld=frozenset(document["withheld"]),
        met=frozenset(document["met"]),
    )


def record(document: Document, bank: RankedBank, version: str, outcomes: Mapping[str, str]) -> dict[str, Any]:
    """The document with what the engine does today. `outcomes`: by the question's number, "*" for all others;
    the test is left before a question whose outcome is "open". Left-out questions are scored as such."""
    chosen, attempt, choices = engine(version), attempt_of(document), []
    while decision := chosen.decide(bank, attempt, Exposure(), chosen.model, chosen.scale):
        outcome = outcomes.get(str(len(choices) + 1), outcomes["*"])
        choices.append([decision.item.id, outcome, decision.ability, list(decision.relaxed)])
        served = Served.of(decision.item, Outcome.ALERTED if outcome == "alerted" else _during(outcome))
        attempt = replace(attempt, served=(*attempt.served, served))
        if outcome == "open":
            break
    return {**document, "choices": choices, "result": _scored(chosen, attempt, document, choices)}


def _during(outcome: str) -> Outcome:
    """What the engine saw during the test: the jury leaves questions out only afterwards."""
    return Outcome.RIGHT if outcome == "left_out" else Outcome(outcome)


def _scored(chosen: Engine, attempt: Attempt, document: Document, choices: list[list[Any]]) -> dict[str, Any]:
    served = tuple(
        replace(question, outcome=Outcome(outcome))
        for question, (_, outcome, *_) in zip(attempt.served, choices, strict=True)
    )
    ending = Ending(document["ending"])
    result = chosen.score(replace(attempt, served=served), ending, chosen.model, chosen.scale)
    return json.loads(json.dumps(asdict(result)))


def differences(document: Document, bank: RankedBank, version: str) -> Iterator[str]:
    """In words, what the engine of that version does otherwise than recorded."""
    outcomes = {str(number): outcome for number, (_, outcome, *_) in enumerate(document["choices"], 1)}
    again = record(document, bank, version, {**outcomes, "*": "wrong"})
    for number, (mine, theirs) in enumerate(zip(again["choices"], document["choices"], strict=False), 1):
        if (mine[0], mine[3]) != (theirs[0], theirs[3]) or _apart(mine[2], theirs[2]):
            yield f"question {number}: {mine}, not {theirs}"
    if len(again["choices"]) != len(document["choices"]):
        yield f"{len(again['choices'])} questions, not {len(document['choices'])}"
    yield from _apart_at("result", again["result"], document["result"])


def _apart_at(where: str, mine: Any, theirs: Any) -> Iterator[str]:
    if isinstance(theirs, dict) and mine.keys() == theirs.keys():
        for name in theirs:
            yield from _apart_at(f"{where}.{name}", mine[name], theirs[name])
    elif isinstance(theirs, list) and len(mine) == len(theirs):
        for place, (one, other) in enumerate(zip(mine, theirs, strict=True)):
            yield from _apart_at(f"{where}[{place}]", one, other)
    elif _apart(mine, theirs):
        yield f"{where}: {mine}, not {theirs}"


def _apart(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, float) and isinstance(theirs, float):
        return abs(mine - theirs) > TOLERANCE
    return mine != theirs


def replayed(folder: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Version, name and differences of every recorded test under a folder."""
    for bank_file in sorted(folder.glob("*/bank.json")):
        bank, version = load(bank_file.read_bytes()), bank_file.parent.name
        for file in sorted(bank_file.parent.glob("test-*.json")):
            document = json.loads(file.read_text(encoding="utf-8"))
            yield version, file.stem, list(differences(document, bank, version))


def main(arguments: list[str]) -> int:
    """Print what was replayed; 1 when anything differs, or when there is nothing to replay."""
    found = list(replayed(Path(arguments[0] if arguments else "tests/data/golden")))
    for version, name, wrong in found:
        print(f"engine {version} {name}: {'; '.join(wrong) or 'the same'}")  # noqa: T201 - a program of its own
    print(f"Python {platform.python_version()}: {len(found)} tests")  # noqa: T201
    return 1 if not found or any(wrong for _, _, wrong in found) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
