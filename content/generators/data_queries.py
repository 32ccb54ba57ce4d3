"""Values and files of the topic data-queries: a small table with a query, two linked files."""

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
PEOPLE = ["Ana", "Bo", "Cléo", "Dan"]
KINDS = {"fr": ["livre", "film", "jeu"], "en": ["book", "film", "game"]}


def loans(rng, language):
    """Eight loans; a query that counts, adds or takes the maximum under a condition."""
    rows = [(n, rng.choice(PEOPLE), KINDS[language][rng.integer(0, 2)], rng.integer(1, 21)) for n in range(1, 9)]
    kind, limit, person = KINDS[language][rng.integer(0, 2)], rng.integer(5, 12), rng.choice(PEOPLE)
    options = [
        (
            f"SELECT COUNT(*) FROM prets\nWHERE {_column(language, 2)} = '{kind}' AND {_column(language, 3)} > {limit}",
            [1 for r in rows if r[2] == kind and r[3] > limit],
        ),
        (
            f"SELECT SUM({_column(language, 3)}) FROM prets\nWHERE {_column(language, 1)} = '{person}' OR {_column(language, 2)} = '{kind}'",
            [r[3] for r in rows if r[1] == person or r[2] == kind],
        ),
        (
            f"SELECT COUNT(DISTINCT {_column(language, 1)}) FROM prets\nWHERE {_column(language, 3)} >= {limit}",
            {r[1] for r in rows if r[3] >= limit},
        ),
    ]
    number = rng.integer(0, 2)
    query, found = options[number]
    result = len(found) if number != 1 else sum(found)
    if result < 1:
        return loans(rng, language)
    head = "| " + " | ".join(_column(language, n) for n in range(4)) + " |\n| --- | --- | --- | --- |"
    table = "\n".join([head, *("| " + " | ".join(map(str, row)) + " |" for row in rows)])
    return {"table": table, "query": query, "result": result}


def _column(language, number):
    return {"fr": ["id", "personne", "genre", "jours"], "en": ["id", "person", "kind", "days"]}[language][number]


def orphans(rng, language):
    """60 clients, 140 orders of some of them."""
    ids = rng.sample(range(100, 999), 60)
    buyers = rng.sample(ids, rng.integer(38, 50))
    orders = [[n + 1, rng.choice(buyers), rng.integer(5, 400)] for n in range(140)]
    silent = len(ids) - len({order[1] for order in orders})
    names = {"fr": ("clients.csv", "commandes.csv"), "en": ("clients.csv", "orders.csv")}[language]
    head = {"fr": ["id", "client_id", "montant"], "en": ["id", "client_id", "amount"]}[language]
    town = {"fr": "ville", "en": "town"}[language]
    clients = [["id", town], *([number, rng.choice(["Aulne", "Belval", "Corne"])] for number in ids)]
    return {
        "count": silent,
        "files": {
            names[0]: files.csv(clients, SEPARATOR[language]),
            names[1]: files.csv([head, *orders], SEPARATOR[language]),
        },
    }


def solve_orphans(found, values, language):
    """The difference of two sets."""
    tables = {name: files.read_csv(data, SEPARATOR[language])[1:] for name, data in found.items()}
    clients = {row[0] for row in tables.pop("clients.csv")}
    return len(clients - {row[1] for row in next(iter(tables.values()))})
