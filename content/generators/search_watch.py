"""Values and files of the topic search-watch: a feed, references, boolean queries, recall."""

import datetime
import re
from email.utils import format_datetime, parsedate_to_datetime

from chalicelib.content import files

TITLES = {
    "fr": [
        "Une mare à l'école",
        "Le retour des hirondelles",
        "Un verger partagé",
        "La nuit des chouettes",
        "Haies et oiseaux",
        "Le compost expliqué",
        "Des nichoirs sur le toit",
        "Le ruisseau revit",
        "Compter les papillons",
        "Un hiver trop doux",
    ],
    "en": [
        "A pond at school",
        "The swallows return",
        "A shared orchard",
        "Night of the owls",
        "Hedges and birds",
        "Compost explained",
        "Nest boxes on the roof",
        "The brook revives",
        "Counting butterflies",
        "Too mild a winter",
    ],
}
SUBJECTS = {
    "fr": ["sommeil", "écran", "lecture", "sport", "musique", "jardin"],
    "en": ["sleep", "screen", "reading", "sport", "music", "garden"],
}
WORDS = {"fr": ["eau", "ville", "santé", "école", "climat"], "en": ["water", "town", "health", "school", "climate"]}
WHAT = {"fr": ["la précision", "le rappel"], "en": ["precision", "recall"]}
SEPARATOR = {"fr": ";", "en": ","}


def feed(rng, language):
    """Eight articles in any order; the first in the file is never the newest."""
    chosen = [TITLES[language][n] for n in rng.sample(range(10), 8)]
    days = rng.sample(range(1, 29), 8)
    month = rng.integer(1, 12)
    items = rng.shuffle(list(zip(chosen, days, strict=True)))
    newest = max(items, key=lambda item: item[1])[0]
    if items[0][0] == newest:
        items = [*items[1:], items[0]]
    told = []
    for title, day in items:
        date = format_datetime(datetime.datetime(2026, month, day, 9, tzinfo=datetime.UTC))
        told.append(
            f"<item><title>{title}</title><pubDate>{date}</pubDate><link>https://nature.example/{day}</link></item>"
        )
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>Nature</title>\n'
        + "\n".join(told)
        + "\n</channel></rss>"
    )
    return {"title": newest, "first": items[0][0], "files": {"feed.xml": files.txt(text)}}


def solve_feed(found, values, language):
    """Parses the dates."""
    pairs = re.findall(r"<title>([^<]+)</title><pubDate>([^<]+)</pubDate>", found["feed.xml"].decode())
    return max(pairs, key=lambda pair: parsedate_to_datetime(pair[1]))[0]


def references(rng, language):
    """25 to 35 references, some written again with other capitals."""
    count = rng.integer(25, 35)
    rows = []
    for n in range(count):
        doi = f"10.{rng.integer(1000, 9999)}/{rng.choice(['ab', 'jx', 'qm'])}.{1000 + n}"
        title = f"{SUBJECTS[language][rng.integer(0, 5)].capitalize()} {n}"
        rows.append([title, rng.integer(1998, 2025), doi])
    again = [
        [row[0].upper() if rng.chance(50) else f"{row[0]}.", row[1], row[2].upper()]
        for row in rng.sample(rows, rng.integer(5, 9))
    ]
    head = {"fr": ["titre", "année", "DOI"], "en": ["title", "year", "DOI"]}[language]
    name = {"fr": "bibliographie.csv", "en": "bibliography.csv"}[language]
    content = files.csv([head, *rng.shuffle([*rows, *again])], SEPARATOR[language])
    return {"count": count, "lines": count + len(again), "files": {name: content}}


def solve_references(found, values, language):
    """Distinct identifiers in lower case."""
    return len({row[2].lower() for row in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]})


def boolean(rng, language):
    """Eight documents of two or three keywords; a query with AND, OR, NOT."""
    words = WORDS[language]
    documents = [sorted(rng.sample(range(5), rng.integer(2, 3))) for _ in range(8)]
    a, b, c = rng.sample(range(5), 3)
    count = sum((a in document or b in document) and c not in document for document in documents)
    if not 1 <= count <= 6:
        return boolean(rng, language)
    lines = [f"| {n} | {', '.join(words[w] for w in document)} |" for n, document in enumerate(documents, 1)]
    return {
        "table": "\n".join(["| | |", "| --- | --- |", *lines]),
        "query": f"({words[a]} OR {words[b]}) NOT {words[c]}",
        "count": count,
    }


def recall(rng, language):
    """Whole percentages."""
    relevant, found = rng.choice([20, 25, 40, 50]), rng.choice([10, 20, 25, 50])
    good, kind = rng.integer(4, min(relevant, found) - 1), rng.integer(0, 1)
    value = 100 * good / (found if kind == 0 else relevant)
    if value != int(value):
        return recall(rng, language)
    return {"relevant": relevant, "found": found, "good": good, "what": WHAT[language][kind], "value": int(value)}
