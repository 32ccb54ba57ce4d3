"""Values and files of the topic interact-calendar: time zones, a calendar file with an overlap."""

import datetime
import itertools

from chalicelib.content import files

PLACES = [
    ("Montréal", -4),
    ("Lima", -5),
    ("Dakar", 0),
    ("Bruxelles", 2),
    ("Nairobi", 3),
    ("Pondichéry", 5),
    ("Hanoï", 7),
    ("Tokyo", 9),
    ("Nouméa", 11),
]
ENGLISH = ["Montreal", "Lima", "Dakar", "Brussels", "Nairobi", "Karachi", "Hanoi", "Tokyo", "Noumea"]
TITLES = {
    "fr": ["Chorale", "Atelier vélo", "Conseil", "Lecture", "Répétition", "Visite", "Cours de langue", "Bricolage"],
    "en": ["Choir", "Bicycle workshop", "Council", "Reading", "Rehearsal", "Visit", "Language class", "Crafts"],
}


def zones(rng, language):
    """Two places, one time of day on the quarter; dates may change, only the hour is asked."""
    first, second = rng.sample(range(len(PLACES)), 2)
    minutes = rng.integer(8, 19) * 60 + rng.choice([0, 15, 30, 45])
    utc = (minutes - PLACES[first][1] * 60) % 1440
    result = (utc + PLACES[second][1] * 60) % 1440
    name = [place for place, _ in PLACES] if language == "fr" else ENGLISH
    short = f"{result // 60}:{result % 60:02d}"
    answers = list(dict.fromkeys([_clock(result), short, short.replace(":", "h")]))
    return {
        "time": _clock(minutes),
        "city": name[first],
        "other": name[second],
        "first": _offset(PLACES[first][1]),
        "second": _offset(PLACES[second][1]),
        "utc": _clock(utc),
        "result": _clock(result),
        "answers": answers,
    }


def _clock(minutes):
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _offset(hours):
    return f"{hours:+d}" if hours else "+0"


def overlap(rng, language):
    """Twenty events on different days, two of them on one day and overlapping by half an hour; two days have neighbours."""
    start = datetime.date(2026, rng.integer(1, 10), 1)
    days = [start + datetime.timedelta(days=offset) for offset in rng.sample(range(45), 18)]
    events = [
        (rng.choice(TITLES[language]), datetime.datetime.combine(day, datetime.time(rng.integer(9, 17))), 60)
        for day in days
    ]
    clash, neighbour = events[0], events[1]
    second = _other(rng, TITLES[language], clash[0])
    added = [
        (second, clash[1] + datetime.timedelta(minutes=30), 60),
        (_other(rng, TITLES[language], neighbour[0]), neighbour[1] + datetime.timedelta(minutes=60), 60),
    ]
    every = rng.shuffle([*events, *added])
    content = files.ics([(title, at, at + datetime.timedelta(minutes=length), "") for title, at, length in every])
    name = {"fr": "agenda.ics", "en": "calendar.ics"}[language]
    return {"day": clash[1].date().isoformat(), "first": clash[0], "second": second, "files": {name: content}}


def _other(rng, titles, title):
    return rng.choice([each for each in titles if each != title])


def solve_overlap(found, values, language):
    """Reads the times from the file and compares neighbours."""
    text = next(iter(found.values())).decode()
    starts = [line.split(":")[-1].rstrip("Z") for line in text.splitlines() if line.startswith("DTSTART")]
    ends = [line.split(":")[-1].rstrip("Z") for line in text.splitlines() if line.startswith("DTEND")]
    spans = sorted(zip(starts, ends, strict=True))
    clash = next(after[0] for before, after in itertools.pairwise(spans) if after[0] < before[1])
    return f"{clash[:4]}-{clash[4:6]}-{clash[6:8]}"
