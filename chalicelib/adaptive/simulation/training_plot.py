"""An SVG of a simulation of training: pix error along the general level, one line per strategy."""

from collections.abc import Mapping
from html import escape

from .training import Tally

WIDTH, HEIGHT, MARGIN = 900, 420, 60
RIGHT = 660  # where the lines end; beyond are their names, so that neither hides the other
COLOURS = ("#0b5394", "#b45f06", "#38761d")
DASHES = ("", "8 4", "2 3")  # lines differ without colour too
TITLE = "Mean absolute error in pix, by general level"


def svg(totals: Mapping[str, Tally]) -> str:
    """The picture as text; one point per whole level, in its middle."""
    lines = {name: curve(tally) for name, tally in totals.items()}
    top = max([1.0, *(error for line in lines.values() for _, error in line)]) * 1.1
    body = [_axes(top)]
    for place, (name, line) in enumerate(lines.items()):
        body += [_line(line, place, top), _legend(name, place)]
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" font-family="sans-serif">'
    )
    back = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    return "\n".join([head, f"<title>{TITLE}</title>", back, *body, "</svg>", ""])


def curve(tally: Tally) -> list[tuple[float, float]]:
    """(general level, mean absolute error) in the middle of each whole level that has learners."""
    return [(level + 0.5, tally.absolute_at[level] / tests) for level, tests in sorted(tally.tests_at.items())]


def _x(level: float) -> float:
    return MARGIN + level / 8 * (RIGHT - MARGIN)


def _y(error: float, top: float) -> float:
    return HEIGHT - MARGIN - error / top * (HEIGHT - 2 * MARGIN)


def _axes(top: float) -> str:
    base = HEIGHT - MARGIN
    marks = [f'<path d="M{MARGIN} {MARGIN} V{base} H{RIGHT}" fill="none" stroke="#000"/>']
    marks += [_text(_x(level), base + 20, str(level)) for level in range(9)]
    marks += [_text(MARGIN - 24, _y(top * part / 4, top) + 4, f"{top * part / 4:.1f}") for part in range(5)]
    marks += [_text((MARGIN + RIGHT) / 2, HEIGHT - 12, "general level"), _text((MARGIN + RIGHT) / 2, 24, TITLE)]
    return "\n".join(marks)


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" font-size="13" text-anchor="middle">{escape(words)}</text>'


def _line(points: list[tuple[float, float]], place: int, top: float) -> str:
    path = " ".join(f"{_x(level):.1f},{_y(error, top):.1f}" for level, error in points)
    return f'<polyline points="{path}" fill="none" {_stroke(place)}/>'


def _stroke(place: int) -> str:
    return f'stroke="{COLOURS[place]}" stroke-width="2" stroke-dasharray="{DASHES[place]}"'


def _legend(name: str, place: int) -> str:
    x, y = RIGHT + 24, MARGIN + 18 * place
    line = f'<path d="M{x} {y} h30" {_stroke(place)}/>'
    return line + f'<text x="{x + 38}" y="{y + 4}" font-size="13">{escape(name)}</text>'
