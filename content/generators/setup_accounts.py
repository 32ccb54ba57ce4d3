"""Values and files of the topic setup-accounts: a cloud space with a bin and files of others."""

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
HEAD = {"fr": ["fichier", "propriétaire", "emplacement", "taille (Mo)"], "en": ["file", "owner", "place", "size (MB)"]}
OWNER = {"fr": ["moi", "Farid", "Oda"], "en": ["me", "Farid", "Oda"]}
PLACE = {"fr": ["documents", "corbeille"], "en": ["documents", "bin"]}


def quota(rng, language):
    """20 files, some in the bin, some of others (never in the bin)."""
    rows = []
    for n in range(20):
        owner = rng.integer(1, 2) if n % 4 == 3 else 0
        place = 1 if n % 5 == 0 and owner == 0 else 0
        rows.append([f"f{n + 1:02}", owner, place, rng.integer(5, 400)])
    rows = rng.shuffle(rows)
    used = sum(row[3] for row in rows if row[1] == 0)
    bin_size = sum(row[3] for row in rows if row[2] == 1)
    limit = (used // 1000 + 1) * 1000 + rng.integer(0, 3) * 500
    told = [[row[0], OWNER[language][row[1]], PLACE[language][row[2]], row[3]] for row in rows]
    name = {"fr": "espace.csv", "en": "space.csv"}[language]
    return {
        "quota": limit,
        "free": limit - used,
        "nobin": limit - used + bin_size,
        "files": {name: files.csv([HEAD[language], *told], SEPARATOR[language])},
    }


def solve_quota(found, values, language):
    """Takes one file after another from the quota."""
    left = int(values["quota"])
    for _, owner, _, size in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        left -= int(size) if owner == OWNER[language][0] else 0
    return left
