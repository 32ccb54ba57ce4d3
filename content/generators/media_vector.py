"""Values and files of the topic media-vector: drawings in SVG read as text."""

import re

from chalicelib.content import files

NAMES = ["aube", "brume", "crete", "dune", "etang", "falaise"]
COLOURS = ["steelblue", "seagreen", "goldenrod", "indianred", "slategray", "peru"]


def _svg(lines, size=200):
    body = "\n".join(lines)
    return files.txt(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size * 2}" height="{size * 2}">\n{body}\n</svg>\n'
    )


def front(rng, language):
    """Six rectangles; at least two hold the point."""
    rows = [
        (name, rng.integer(0, 11) * 10, rng.integer(0, 11) * 10, rng.integer(4, 9) * 10, rng.integer(4, 9) * 10)
        for name in rng.shuffle(NAMES)
    ]
    x, y = rng.integer(3, 17) * 10 + 5, rng.integer(3, 17) * 10 + 5
    held = [name for name, left, top, width, height in rows if left < x < left + width and top < y < top + height]
    if len(held) < 2 or held[-1] == rows[-1][0]:
        return front(rng, language)
    lines = [
        f'<rect id="{name}" x="{left}" y="{top}" width="{width}" height="{height}" fill="{colour}"/>'
        for (name, left, top, width, height), colour in zip(rows, COLOURS, strict=True)
    ]
    name = {"fr": "dessin.svg", "en": "drawing.svg"}[language]
    return {"x": x, "y": y, "name": held[-1], "hidden": held[0], "files": {name: _svg(lines)}}


def solve_front(found, values, language):
    """Walks from the last shape to the first."""
    x, y = int(values["x"]), int(values["y"])
    rows = re.findall(
        r'id="(\w+)" x="(\d+)" y="(\d+)" width="(\d+)" height="(\d+)"', next(iter(found.values())).decode()
    )
    for name, left, top, width, height in reversed(rows):
        if 0 <= x - int(left) <= int(width) and 0 <= y - int(top) <= int(height):
            return name
    return ""


def middle(rng, language):
    """An even width."""
    x, width = rng.integer(10, 90), rng.integer(10, 60) * 2
    return {"x": x, "y": rng.integer(10, 90), "width": width, "height": rng.integer(10, 80), "middle": x + width // 2}


def scale(rng, language):
    """A whole enlargement."""
    box, k, r = rng.choice([24, 32, 50, 64, 100]), rng.integer(3, 9), rng.integer(4, 12)
    return {"box": box, "size": box * k, "r": r, "radius": r * k, "diameter": 2 * r * k}


def transform(rng, language):
    """Different figures for both axes."""
    dx, dy, k, x, y = (
        rng.integer(10, 90),
        rng.integer(10, 90),
        rng.integer(2, 5),
        rng.integer(2, 20),
        rng.integer(2, 20),
    )
    return {"dx": dx, "dy": dy, "k": k, "x": x, "y": y, "outx": x * k + dx, "outy": y * k + dy}


def path(rng, language):
    """8 moves of all six kinds."""
    x, y = rng.integer(60, 120), rng.integer(60, 120)
    steps = [f"M {x} {y}"]
    for kind in rng.shuffle(["L", "H", "V", "l", "h", "v", "l", "h"]):
        a, b = (
            (rng.integer(40, 160), rng.integer(40, 160))
            if kind.isupper()
            else (rng.integer(-25, 25), rng.integer(-25, 25))
        )
        if kind in "Ll":
            steps.append(f"{kind} {a} {b}")
            x, y = (a, b) if kind == "L" else (x + a, y + b)
        elif kind in "Hh":
            steps.append(f"{kind} {a}")
            x = a if kind == "H" else x + a
        else:
            steps.append(f"{kind} {b}")
            y = b if kind == "V" else y + b
    name = {"fr": "itineraire.svg", "en": "route.svg"}[language]
    drawn = f'<path d="{" ".join(steps)}" fill="none" stroke="black"/>'
    return {"x": x, "y": y, "files": {name: _svg([drawn], 300)}}


def solve_path(found, values, language):
    """Reads the commands one by one with a complex number for the pen."""
    d = re.search(r' d="([^"]+)"', next(iter(found.values())).decode()).group(1)
    pen = 0j
    for kind, rest in re.findall(r"([MLHVlhv]) ([-\d ]+)", d):
        n = [int(one) for one in rest.split()]
        move = complex(*n) if kind in "MLl" else complex(n[0], 0) if kind in "Hh" else complex(0, n[0])
        if kind in "ML":
            pen = move
        elif kind == "H":
            pen = complex(n[0], pen.imag)
        elif kind == "V":
            pen = complex(pen.real, n[0])
        else:
            pen += move
    return {"a": str(int(pen.real)), "b": str(int(pen.imag))}


def nested(rng, language):
    """Two moved groups, the inner one enlarged; a decoy group beside them."""
    a, b, c, d = (rng.integer(5, 60) for _ in range(4))
    k, cx, cy = rng.integer(2, 4), rng.integer(3, 15), rng.integer(3, 15)
    lines = [
        f'<g transform="translate({rng.integer(5, 60)} {rng.integer(5, 60)})"><rect x="2" y="2" width="9" height="9"/></g>',
        f'<g transform="translate({a} {b})">',
        '  <rect x="1" y="1" width="6" height="4"/>',
        f'  <g transform="translate({c} {d}) scale({k})">',
        f'    <circle cx="{cx}" cy="{cy}" r="2"/>',
        "  </g>",
        "</g>",
    ]
    return {"x": a + c + k * cx, "y": b + d + k * cy, "files": {"plan.svg": _svg(lines)}}


def solve_nested(found, values, language):
    """From the innermost to the outermost."""
    text = next(iter(found.values())).decode()
    spot = [int(n) for n in re.search(r'cx="(\d+)" cy="(\d+)"', text).groups()]
    k = int(re.search(r"scale\((\d+)\)", text).group(1))
    moves = [[int(n) for n in one] for one in re.findall(r"translate\((\d+) (\d+)\)", text)][1:]
    spot = [k * one for one in spot]
    for move in moves:
        spot = [one + by for one, by in zip(spot, move, strict=True)]
    return {"a": str(spot[0]), "b": str(spot[1])}


def bezier(rng, language):
    """Whole middles."""
    p = [rng.integer(0, 50) * 4 for _ in range(6)]
    return {
        "x0": p[0],
        "y0": p[1],
        "x1": p[2],
        "y1": p[3],
        "x2": p[4],
        "y2": p[5],
        "x": (p[0] + 2 * p[2] + p[4]) // 4,
        "y": (p[1] + 2 * p[3] + p[5]) // 4,
    }


def symbols(rng, language):
    """A flower of circles, a bunch of flowers, a page of both and single circles."""
    petals, flowers, bunches, lone, single = (
        rng.integer(3, 6),
        rng.integer(2, 4),
        rng.integer(2, 4),
        rng.integer(1, 3),
        rng.integer(1, 4),
    )

    def spread(line, count):
        return [line.format(x=10 + 12 * n) for n in range(count)]

    lines = [
        '<symbol id="s1" overflow="visible">',
        *spread('  <circle cx="{x}" cy="10" r="4"/>', petals),
        "</symbol>",
        '<symbol id="s2" overflow="visible">',
        *spread('  <use href="#s1" x="{x}"/>', flowers),
        '  <rect width="4" height="9"/>',
        "</symbol>",
        *spread('<use href="#s2" y="{x}"/>', bunches),
        *spread('<use href="#s1" x="{x}" y="90"/>', lone),
        *spread('<circle cx="{x}" cy="150" r="3"/>', single),
    ]
    name = {"fr": "motif.svg", "en": "pattern.svg"}[language]
    total = petals * (flowers * bunches + lone) + single
    return {"circles": total, "written": petals + single, "files": {name: _svg(lines)}}


def solve_symbols(found, values, language):
    """Replaces each use by its template until none is left."""
    text = next(iter(found.values())).decode()
    templates = dict(re.findall(r'<symbol id="(\w+)"[^>]*>(.*?)</symbol>', text, re.DOTALL))
    page = re.sub(r"<symbol.*?</symbol>", "", text, flags=re.DOTALL)
    while "<use" in page:
        page = re.sub(r'<use href="#(\w+)"[^>]*/>', lambda one: templates[one.group(1)], page)
    return page.count("<circle")
