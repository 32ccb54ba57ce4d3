"""What `pix content bank` prints and writes: the certification's items, as a list or ranked."""

import json
import os
from collections import Counter
from pathlib import Path

import typer

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import dump, rates
from chalicelib.content.model import ReleaseIndex
from chalicelib.content.ranking import items, rank
from chalicelib.shared.settings import from_environment


def export(index: ReleaseIndex, out: Path | None, ranked: Path | None) -> None:
    """Write what is asked for, and print a line for each competence. Raises OSError, RankingUnavailable."""
    rules, found = from_environment(os.environ).rules, items(index)
    if out:
        out.write_text(json.dumps([_row(item) for item in found], indent=1) + "\n", encoding="utf-8")
    if ranked:
        made = rank(index, rules)
        if made is None:
            raise RuntimeError(f"the release {index.id} holds nothing for certifications")
        ranked.write_bytes(dump(made))
        typer.echo(f"{made.version}, of {index.id}")
    _say(
        found,
        rates(
            found,
            sorted({item.competence for item in found}),
            rules.certification_questions,
            rules.certification_max_exposure,
        )
        if found
        else {},
    )


def _row(item: Item) -> dict[str, object]:
    return {name: getattr(item, name) for name in ("id", "a", "b", "competence", "topic", "level", "skill")}


def _say(found: tuple[Item, ...], caps: dict[str, float]) -> None:
    counts = Counter(item.competence for item in found)
    for code, cap in caps.items():
        typer.echo(f"{code}  {counts[code]:3d} items, largest share of candidates who may see one: {cap:.3f}")
    typer.echo(f"{len(found)} items in {len(caps)} competences")
