"""Makes the table of French communes that `chalicelib/certification/places` ships, from two npm packages.

    npm pack @etalab/decoupage-administratif@6.0.0 @etalab/decoupage-administratif@0.8.0
    python -m chalicelib.local.birthplaces <6.0.0/data/communes.json> <0.8.0/data/historique-communes.json>

The newer has today's communes with their postal codes; the older is the last with every commune since 1943.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from chalicelib.certification.places import COMMUNES


def lines(today: Iterable[Mapping[str, Any]], history: Iterable[Mapping[str, Any]]) -> list[str]:
    """`code TAB names, the newest first, between | TAB postal codes between spaces`, sorted by code."""
    now = list(today)
    current = {each["code"]: each for each in now if each["type"] == "commune-actuelle"}
    parts = [each for each in now if each["type"] != "commune-actuelle"]
    past = sorted(history, key=lambda each: each.get("dateFin", "9999"), reverse=True)
    names: dict[str, list[str]] = {}
    for each in (*current.values(), *parts, *past):
        known = names.setdefault(each["code"], [])
        if each["nom"] not in known:
            known.append(each["nom"])
    inside = _inside(current, parts, past)
    postal = {each["code"]: each["codesPostaux"] for each in (*current.values(), *parts) if "codesPostaux" in each}
    return [f"{code}\t{'|'.join(names[code])}\t{' '.join(_postal(code, postal, inside))}" for code in sorted(names)]


def _inside(
    current: Mapping[str, Any], parts: Iterable[Mapping[str, Any]], past: Iterable[Mapping[str, Any]]
) -> dict[str, str]:
    """The commune that took in another one, by code; the newest word counts."""
    found: dict[str, str] = {old: code for code, each in current.items() for old in each.get("anciensCodes", ())}
    for each in parts:
        found[each["code"]] = each.get("chefLieu") or each["commune"]
    for each in past:
        if "pole" in each:
            found.setdefault(each["code"], _code(each["pole"]))
        elif "successeur" in each:
            found.setdefault(each["code"], _code(each["successeur"]))
    return found


def _code(identity: str) -> str:
    """The code in `COM-01015@2016-01-01`."""
    return identity.partition("-")[2].partition("@")[0]


def _postal(code: str, postal: Mapping[str, Iterable[str]], inside: Mapping[str, str]) -> list[str]:
    """Its own postal codes, or those of the commune it is part of today."""
    seen: set[str] = set()
    while code not in postal and code in inside and code not in seen:
        seen.add(code)
        code = inside[code]
    return sorted(postal.get(code, ()))


def main() -> None:
    """Write the table that the functions read."""
    today, history = (json.loads(Path(path).read_text(encoding="utf-8")) for path in sys.argv[1:3])
    text = "".join(f"{line}\n" for line in lines(today, history))
    COMMUNES.write_text(text, encoding="utf-8")
    print(f"{COMMUNES}: {text.count(chr(10))} communes, {len(text.encode()) / 1e6:.2f} MB")  # noqa: T201


if __name__ == "__main__":
    main()
