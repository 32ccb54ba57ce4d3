"""Files of the topic privacy-organisation: applications with their last contact."""

import datetime

from chalicelib.content import files

STATES = {"fr": ["retenu", "non retenu", "en cours"], "en": ["selected", "not selected", "open"]}
HEADER = {"fr": ["dossier", "état", "dernier contact"], "en": ["file", "state", "last contact"]}
SEPARATOR = {"fr": ";", "en": ","}


def applications(rng, language):
    """80 files of the last four years."""
    day = datetime.date(2026, rng.integer(1, 12), rng.integer(1, 28))
    limit = day.replace(year=2024)
    rows = []
    for number in range(80):
        last = day - datetime.timedelta(days=rng.integer(10, 1400))
        if abs((last - limit).days) < 3:  # nobody should have to argue about one day
            last -= datetime.timedelta(days=10)
        rows.append([f"C{1000 + number}", STATES[language][rng.integer(0, 2)], last.isoformat()])
    count = sum(row[1] == STATES[language][1] and row[2] < limit.isoformat() for row in rows)
    name = {"fr": "candidatures.csv", "en": "applications.csv"}[language]
    return {
        "day": day.isoformat(),
        "count": count,
        "files": {name: files.csv([HEADER[language], *rows], SEPARATOR[language])},
    }


def solve_applications(found, values, language):
    """Adds two years to each date."""
    day = datetime.date.fromisoformat(values["day"])
    late = 0
    for _, state, last in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        year, rest = last[:4], last[4:]
        late += state == STATES[language][1] and f"{int(year) + 2}{rest}" < day.isoformat()
    return late
