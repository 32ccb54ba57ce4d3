"""Files of the topic interact-community: a moderation log."""

import datetime

from chalicelib.content import files

MEMBERS = [
    "abricot",
    "boussole",
    "cigale",
    "dune",
    "erable",
    "falaise",
    "galet",
    "hibou",
    "iris",
    "jade",
    "koala",
    "lilas",
]
HEADER = {"fr": ["date", "membre", "mesure"], "en": ["date", "member", "measure"]}
WARNING = {"fr": "avertissement", "en": "warning"}
OTHERS = {"fr": ["message déplacé", "fil fermé"], "en": ["message moved", "thread closed"]}
SEPARATOR = {"fr": ";", "en": ","}
LIMIT = 30


def warnings(rng, language):
    """Twelve members with up to four warnings in half a year, among other measures."""
    start = datetime.date(2026, 1, 5)
    rows, count = [], 0
    for member in MEMBERS:
        offsets = sorted(rng.sample(range(170), rng.integer(0, 4)))
        if rng.chance(35):
            first = rng.integer(0, 120)
            offsets = [first, first + rng.integer(4, 12), first + rng.integer(15, 40)]
        offsets = sorted(offsets)
        count += any(after - before < LIMIT for before, after in zip(offsets, offsets[2:], strict=False))
        rows += [[start + datetime.timedelta(days=day), member, WARNING[language]] for day in offsets]
    rows += [
        [start + datetime.timedelta(days=rng.integer(0, 170)), rng.choice(MEMBERS), rng.choice(OTHERS[language])]
        for _ in range(30)
    ]
    if count == 0:
        return warnings(rng, language)
    name = {"fr": "moderation.csv", "en": "moderation.csv"}[language]
    content = files.csv(
        [HEADER[language], *([row[0].isoformat(), *row[1:]] for row in sorted(rows))], SEPARATOR[language]
    )
    return {"count": count, "files": {name: content}}


def solve_warnings(found, values, language):
    """Looks at every window of three warnings of a member."""
    dates = {}
    for day, member, measure in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        if measure == WARNING[language]:
            dates.setdefault(member, []).append(datetime.date.fromisoformat(day))
    return sum(any((days[n + 2] - days[n]).days < LIMIT for n in range(len(days) - 2)) for days in dates.values())
