"""Files of the topic search-sources: pages that cite each other."""

import datetime

from chalicelib.content import files

PAGES = ["actu-vite.example", "blog-du-lac.example", "buzz24.example", "carnet-vert.example", "echo-local.example", "forum-sud.example",
         "infos-claires.example", "journal-nord.example", "le-relais.example", "monde-curieux.example", "page-ouverte.example", "radio-ville.example"]  # fmt: skip
HEADER = {"fr": ["page", "date", "source citée"], "en": ["page", "date", "source given"]}
SEPARATOR = {"fr": ";", "en": ","}


def chain(rng, language):
    """A tree of twelve pages; each cites an earlier one, but dates shown may be those of an update."""
    order = rng.sample(PAGES, 12)
    start = datetime.date(2026, rng.integer(1, 6), rng.integer(1, 20))
    rows = [[order[0], (start + datetime.timedelta(days=rng.integer(5, 30))).isoformat(), ""]]
    for n in range(1, 12):
        day = start + datetime.timedelta(days=rng.integer(0, 60))
        rows.append([order[n], day.isoformat(), order[rng.integer(max(0, n - 3), n - 1)]])
    name = {"fr": "pages.csv", "en": "pages.csv"}[language]
    return {"origin": order[0], "files": {name: files.csv([HEADER[language], *rng.shuffle(rows)], SEPARATOR[language])}}


def solve_chain(found, values, language):
    """Follows the citations from any page."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    cites = {row[0]: row[2] for row in rows}
    page = rows[0][0]
    while cites[page]:
        page = cites[page]
    return page
