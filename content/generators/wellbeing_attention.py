"""Files of the topic wellbeing-attention: screen time of a week, messages sent late."""

import datetime

from chalicelib.content import files

PEOPLE = ["Amadou", "Bianca", "Cyril", "Dounia", "Erik", "Fatma", "Gloria", "Hugo"]
APPS = ["Bulle", "Clip", "Fil", "Jouet", "Kiosk", "Plume", "Tchat"]
SEPARATOR = {"fr": ";", "en": ","}
USAGE = {"fr": ["date", "application", "minutes"], "en": ["date", "application", "minutes"]}
SENT = {"fr": ["date", "jour", "heure", "auteur"], "en": ["date", "day", "time", "author"]}
DAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}


def usage(rng, language):
    """Five applications; one wins the week steadily, another has the longest single day."""
    apps = rng.sample(APPS, 5)
    best, decoy = apps[0], apps[1]
    month, rows = rng.integer(1, 9), []
    peak = rng.integer(0, 6)
    for day in range(7):
        for app in rng.shuffle(apps):
            minutes = rng.integer(5, 40)
            if app == best:
                minutes = rng.integer(48, 75)
            elif app == decoy:
                minutes = rng.integer(110, 140) if day == peak else rng.integer(5, 25)
            rows.append([f"2026-{month:02d}-{day + 8:02d}", app, minutes])
    total = sum(row[2] for row in rows if row[1] == best)
    name = {"fr": "temps-ecran.csv", "en": "screen-time.csv"}[language]
    content = files.csv([USAGE[language], *rows], SEPARATOR[language])
    return {"who": rng.choice(PEOPLE), "app": best, "decoy": decoy, "total": total, "files": {name: content}}


def solve_usage(found, values, language):
    """The greatest total."""
    totals = {}
    for _, app, minutes in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        totals[app] = totals.get(app, 0) + int(minutes)
    return max(totals, key=totals.get)


def late(rng, language):
    """Four weeks of 120 messages by four people; full hours at the bounds included."""
    people, end = rng.sample(PEOPLE, 4), rng.choice([18, 19])
    first = datetime.date(2026, rng.choice([2, 3, 6]), 2)
    rows = []
    for _ in range(120):
        day = first + datetime.timedelta(days=rng.integer(0, 27))
        minutes = rng.choice([480, end * 60, rng.integer(370, 1350), rng.integer(500, 1000), rng.integer(500, 1000)])
        rows.append(
            [
                day.isoformat(),
                DAYS[language][day.weekday()],
                f"{minutes // 60:02d}:{minutes % 60:02d}",
                rng.choice(people),
            ]
        )
    count = sum(
        row[3] == people[0] and (row[1] in DAYS[language][5:] or not "08:00" <= row[2] < f"{end}:00") for row in rows
    )
    name = {"fr": "envois.csv", "en": "sent.csv"}[language]
    content = files.csv([SENT[language], *sorted(rows)], SEPARATOR[language])
    return {"who": people[0], "end": end, "count": count, "files": {name: content}}


def solve_late(found, values, language):
    """Weekend from the date itself, hours as numbers."""
    bad = 0
    for date, _, time, author in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        outside = datetime.date.fromisoformat(date).isoweekday() > 5 or not 8 <= int(time[:2]) < int(values["end"])
        bad += author == values["who"] and outside
    return bad
