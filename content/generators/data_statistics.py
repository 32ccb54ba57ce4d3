"""Values and files of the topic data-statistics: wages, pairs of measures, margins of error."""

import statistics

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}


def wages(rng, language):
    """41 wages, three of them very large."""
    numbers = [rng.integer(160, 320) * 10 for _ in range(38)] + [rng.integer(90, 200) * 100 for _ in range(3)]
    head = {"fr": ["poste", "salaire"], "en": ["post", "wage"]}[language]
    rows = [[n + 1, number] for n, number in enumerate(rng.shuffle(numbers))]
    file = {"fr": "salaires.ods", "en": "wages.ods"}[language]
    mean = round(sum(numbers) / len(numbers))
    return {"median": sorted(numbers)[20], "mean": mean, "files": {file: files.ods({"1": [head, *rows]})}}


def solve_wages(found, values, language):
    """The library's median."""
    return round(statistics.median(float(row[1]) for row in files.read_ods(next(iter(found.values())))[1:]))


def pairs(rng, language):
    """30 pairs, linked more or less, upwards or downwards; never close to a rounding limit."""
    slope, noise = rng.choice([-3, -2, 2, 3]), rng.integer(10, 90)
    xs = [rng.integer(1, 60) for _ in range(30)]
    ys = [200 + slope * x + rng.integer(-noise, noise) for x in xs]
    r = statistics.correlation(xs, ys)
    if abs(abs(r) * 1000 % 10 - 5) < 0.5:
        return pairs(rng, language)
    head = {"fr": ["heures", "points"], "en": ["hours", "points"]}[language]
    file = {"fr": "mesures.ods", "en": "measures.ods"}[language]
    return {"r": f"{r:.2f}", "files": {file: files.ods({"1": [head, *map(list, zip(xs, ys, strict=True))]})}}


def solve_pairs(found, values, language):
    """From its definition, not from the library."""
    rows = [(float(x), float(y)) for x, y in files.read_ods(next(iter(found.values())))[1:]]
    mx, my = sum(x for x, _ in rows) / 30, sum(y for _, y in rows) / 30
    cross = sum((x - mx) * (y - my) for x, y in rows)
    spread = sum((x - mx) ** 2 for x, _ in rows) * sum((y - my) ** 2 for _, y in rows)
    return f"{cross / spread**0.5:.2f}"


def margin(rng, language):
    """A survey of 200 to 2,500 people; never close to a rounding limit."""
    n, percent = rng.integer(4, 50) * 50, rng.integer(15, 85)
    p = percent / 100
    points = 196 * (p * (1 - p) / n) ** 0.5
    if abs(points * 100 % 10 - 5) < 0.3:
        return margin(rng, language)
    return {"n": n, "percent": percent, "p": f"{p:.2f}", "q": f"{1 - p:.2f}", "margin": f"{points:.1f}"}
