"""An SVG of a simulation: error of the estimated ability along the true ability, one line per rule."""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import pairwise
from math import sqrt

from chalicelib.adaptive.simulation.certification import Figures

WIDTH, HEIGHT, MARGIN = 900, 420, 60
RIGHT = 660  # where the lines end; beyond are their names, so that neither hides the other
EDGES = [-2.25 + 0.5 * k for k in range(10)]
COLOURS = ("#0b5394", "#b45f06", "#38761d", "#741b47", "#444444")
DASHES = ("", "8 4", "2 3", "10 3 2 3", "1 4")  # lines differ without colour too
LEAST_PEOPLE = 5

Point = tuple[float, float]


def svg(found: Mapping[str, Figures]) -> str:
    """The picture as text. Bins of half a logit; those with fewer than 5 people are left out."""
    lines = {name: curve(figures) for name, figures in found.items()}
    top = max([0.1, *[y for line in lines.values() for _, y in line]]) * 1.1
    body = [_axes(top)]
    for place, (name, line) in enumerate(lines.items()):
        body.append(_line(line, place, top))
        body.append(_legend(name, place))
    title = "<title>Root mean square error of the ability, by true ability</title>"
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" font-family="sans-serif">'
    return "\n".join([head, title, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>', *body, "</svg>", ""])


def curve(figures: Figures) -> list[Point]:
    """(true ability, root mean square error) in the middle of each bin."""
    points = []
    for low, high in pairwise(EDGES):
        inside = [e for x, e in zip(figures.abilities, figures.errors, strict=True) if low <= x < high]
        if len(inside) >= LEAST_PEOPLE:
            points.append(((low + high) / 2, sqrt(sum(e * e for e in inside) / len(inside))))
    return points


def _x(ability: float) -> float:
    return MARGIN + (ability - EDGES[0]) / (EDGES[-1] - EDGES[0]) * (RIGHT - MARGIN)


def _y(error: float, top: float) -> float:
    return HEIGHT - MARGIN - error / top * (HEIGHT - 2 * MARGIN)


def _axes(top: float) -> str:
    base = HEIGHT - MARGIN
    marks = [f'<path d="M{MARGIN} {MARGIN} V{base} H{RIGHT}" fill="none" stroke="#000"/>']
    marks += [_text(_x(x), base + 20, f"{x:g}") for x in (-2, -1, 0, 1, 2)]
    marks += [_text(MARGIN - 24, _y(top * k / 4, top) + 4, f"{top * k / 4:.2f}") for k in range(5)]
    marks.append(_text((MARGIN + RIGHT) / 2, HEIGHT - 12, "true ability (logits)"))
    marks.append(_text((MARGIN + RIGHT) / 2, 24, "root mean square error of the estimated ability"))
    return "\n".join(marks)


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" text-anchor="middle">{escape(words)}</text>'


def _line(points: Sequence[Point], place: int, top: float) -> str:
    path = " ".join(f"{_x(x):.1f},{_y(y, top):.1f}" for x, y in points)
    return f'<polyline points="{path}" fill="none" {_stroke(place)}/>'


def _stroke(place: int) -> str:
    colour, dash = COLOURS[place % len(COLOURS)], DASHES[place % len(DASHES)]
    return f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'


def _legend(name: str, place: int) -> str:
    x, y = RIGHT + 24, MARGIN + 18 * place
    line = f'<path d="M{x} {y} h30" {_stroke(place)}/>'
    return line + f'<text x="{x + 38}" y="{y + 4}" font-size="13">{escape(name)}</text>'
