"""Prints the measures of the item bank as tables."""

from rich.console import Console
from rich.table import Table

from chalicelib.content.stats import Stats
from chalicelib.shared.rules import DEFAULT as RULES


def print_stats(found: Stats) -> None:
    """Coverage, shares, and what is not yet as wanted."""
    console = Console()
    coverage = Table(title="Playable skills by level")
    coverage.add_column("competence")
    for level in range(1, RULES.levels + 1):
        coverage.add_column(str(level), justify="right")
    coverage.add_column("all", justify="right")
    for code, row in found.coverage.items():
        cells = [str(row.get(level, "")) for level in range(1, RULES.levels + 1)]
        coverage.add_row(code, *cells, str(sum(row.values())))
    console.print(coverage)
    console.print(
        f"{found.topics} topics, {found.skills} skills, {found.challenges} challenges, {found.bodies} variants"
    )
    console.print("types: " + ", ".join(f"{name} {number}" for name, number in found.types.items()))
    console.print("situations: " + ", ".join(f"{name} {number}" for name, number in found.situations.items()))
    console.print(f"on the web: {found.web}; with at least 10 variants: {found.parameterised}")
    for what, figure, good in found.verdicts():
        console.print(f"{'ok ' if good else 'NOT'} {what}: {figure}")
    for first, second, likeness in found.near_duplicates:
        console.print(f"near-duplicates ({likeness:.0%}): {first} and {second}")
