"""Files of the topic wellbeing-posture: sitting periods, listening with headphones."""

from chalicelib.content import files

PEOPLE = ["Awa", "Bruno", "Chen", "Dalia", "Elias", "Farah", "Goran", "Hawa"]
SEPARATOR = {"fr": ";", "en": ","}
SITTING = {"fr": ["date", "début", "fin"], "en": ["date", "start", "end"]}
HEARING = {"fr": ["date", "minutes", "dB"], "en": ["date", "minutes", "dB"]}


def clock(minutes):
    """Minutes since midnight as HH:MM."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def sessions(rng, language):
    """Five days, four periods each; some of exactly the limit."""
    limit = rng.choice([40, 45, 50, 60])
    month, rows, count = rng.integer(1, 9), [], 0
    for day in range(5):
        at = rng.integer(480, 520)
        for _ in range(4):
            length = limit if rng.chance(10) else rng.integer(limit - 25, limit + 25)
            rows.append([f"2026-{month:02d}-{day + 2:02d}", clock(at), clock(at + length)])
            count += length > limit
            at += length + rng.integer(5, 50)
    name = {"fr": "periodes.csv", "en": "periods.csv"}[language]
    content = files.csv([SITTING[language], *rows], SEPARATOR[language])
    return {"who": rng.choice(PEOPLE), "limit": limit, "count": count, "files": {name: content}}


def solve_sessions(found, values, language):
    """Reads the two times of each line again."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    spans = [(int(end[:2]) - int(start[:2])) * 60 + int(end[3:]) - int(start[3:]) for _, start, end in rows]
    return sum(span > int(values["limit"]) for span in spans)


def listening(rng, language):
    """40 listenings of a month; some at exactly the limit."""
    limit, month = rng.choice([80, 82, 85]), rng.integer(1, 9)
    days = sorted(rng.integer(1, 28) for _ in range(40))
    rows = [
        [
            f"2026-{month:02d}-{day:02d}",
            rng.integer(2, 18) * 5,
            limit if rng.chance(10) else rng.integer(limit - 16, limit + 9),
        ]
        for day in days
    ]
    name = {"fr": "ecoutes.csv", "en": "listening.csv"}[language]
    content = files.csv([HEARING[language], *rows], SEPARATOR[language])
    total = sum(row[1] for row in rows if row[2] > limit)
    return {"who": rng.choice(PEOPLE), "limit": limit, "total": total, "files": {name: content}}


def solve_listening(found, values, language):
    """Adds from the file."""
    total = 0
    for _, minutes, level in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        total += int(minutes) if int(level) > int(values["limit"]) else 0
    return total
