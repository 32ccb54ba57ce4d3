"""Files of the topic wellbeing-design: first and last activity of each day."""

import datetime
from itertools import pairwise

from chalicelib.content import files

PEOPLE = ["Anouk", "Basile", "Chiara", "Dimitri", "Esra", "Fode"]
SEPARATOR = {"fr": ";", "en": ","}
HEADER = {"fr": ["date", "première activité", "dernière activité"], "en": ["date", "first activity", "last activity"]}


def rest(rng, language):
    """42 days in a row; some nights of exactly eleven hours."""
    first = datetime.date(2026, rng.integer(1, 9), rng.integer(1, 20))
    last, rows, count = None, [], 0
    for day in range(42):
        begin = rng.integer(420, 600)
        if last is not None and rng.chance(12) and last >= 1200:
            begin = last - 780  # exactly 660 minutes of rest
        count += last is not None and 1440 - last + begin < 660
        last = rng.integer(1140, 1410) if rng.chance(50) else rng.integer(960, 1140)
        date = first + datetime.timedelta(days=day)
        rows.append([date.isoformat(), clock(begin), clock(last)])
    name = {"fr": "activite.csv", "en": "activity.csv"}[language]
    return {
        "who": rng.choice(PEOPLE),
        "count": count,
        "files": {name: files.csv([HEADER[language], *rows], SEPARATOR[language])},
    }


def clock(minutes):
    """Minutes since midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def solve_rest(found, values, language):
    """Differences of full dates and times."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    at = datetime.datetime.fromisoformat
    gaps = [at(f"{b[0]} {b[1]}") - at(f"{a[0]} {a[2]}") for a, b in pairwise(rows)]
    return sum(gap < datetime.timedelta(hours=11) for gap in gaps)
