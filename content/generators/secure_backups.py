"""Values and files of the topic secure-backups: a journal of backups, space needed."""

import datetime

from chalicelib.content import files

STATES = {"fr": ["échec", "interrompue"], "en": ["failed", "interrupted"]}
HEADER = {"fr": ["date", "disque", "état"], "en": ["date", "disk", "state"]}
SEPARATOR = {"fr": ";", "en": ","}
PEOPLE = ["Nour", "Basile", "Ines", "Karim", "Lou", "Soline"]


def journal(rng, language):
    """Sixty days of backups, not every day; the last ones failed."""
    start = datetime.date(2026, rng.integer(1, 6), rng.integer(1, 20))
    failed = rng.integer(2, 5)
    days = sorted(rng.sample(range(60), 24))
    rows = []
    for position, offset in enumerate(days):
        bad = position >= len(days) - failed or (position < len(days) - failed - 1 and rng.chance(15))
        state = rng.choice(STATES[language]) if bad else "ok"
        rows.append([(start + datetime.timedelta(days=offset)).isoformat(), rng.choice(["A", "B"]), state])
    last = datetime.date.fromisoformat([row for row in rows if row[2] == "ok"][-1][0])
    day = start + datetime.timedelta(days=60 + rng.integer(1, 4))
    name = {"fr": "sauvegardes.csv", "en": "backups.csv"}[language]
    content = files.csv([HEADER[language], *rows], SEPARATOR[language])
    return {"day": day.isoformat(), "last": last.isoformat(), "days": (day - last).days, "files": {name: content}}


def solve_journal(found, values, language):
    """The difference between the day and the greatest date whose state is ok."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    last = max(row[0] for row in rows if row[2] == "ok")
    return (datetime.date.fromisoformat(values["day"]) - datetime.date.fromisoformat(last)).days


def space(rng, language):
    """A full backup a week and six incremental ones."""
    full, step, weeks = rng.integer(8, 60) * 5, rng.integer(2, 15), rng.integer(2, 5)
    week = full + 6 * step
    return {"who": rng.choice(PEOPLE), "full": full, "step": step, "weeks": weeks, "week": week, "total": week * weeks}
