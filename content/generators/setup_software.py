"""Values and files of the topic setup-software: a catalogue in which one program suits."""

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
HEAD = {
    "fr": ["logiciel", "licence", "hors ligne", "systèmes", "mémoire (Go)"],
    "en": ["program", "licence", "offline", "systems", "memory (GB)"],
}
LICENCES = {"fr": ["libre", "propriétaire"], "en": ["free (open source)", "proprietary"]}
YES = {"fr": ["oui", "non"], "en": ["yes", "no"]}
SYSTEMS = ["Aster", "Bruma", "Corva"]
NAMES = [
    "Albia",
    "Brisol",
    "Cantor",
    "Dunea",
    "Esquif",
    "Falun",
    "Girofle",
    "Hespera",
    "Islet",
    "Jonca",
    "Kaori",
    "Lumen",
    "Mistral",
    "Nacre",
]


def catalogue(rng, language):
    """12 programs, near misses among them, one that meets all four conditions."""
    system, ram = rng.integer(0, 2), rng.choice([4, 8])
    names, rows = rng.sample(NAMES, 12), []
    for name in names:
        own = [SYSTEMS[n] for n in range(3) if rng.chance(60)] or [SYSTEMS[rng.integer(0, 2)]]
        rows.append([name, rng.integer(0, 1), rng.integer(0, 1), " + ".join(own), rng.choice([2, 4, 8, 16])])
    good = [row for row in rows if row[1] == 0 and row[2] == 0 and SYSTEMS[system] in row[3] and row[4] <= ram]
    if len(good) != 1:
        return catalogue(rng, language)
    told = [[row[0], LICENCES[language][row[1]], YES[language][row[2]], row[3], row[4]] for row in rows]
    return {
        "system": SYSTEMS[system],
        "ram": ram,
        "name": good[0][0],
        "files": {"catalogue.csv": files.csv([HEAD[language], *told], SEPARATOR[language])},
    }


def solve_catalogue(found, values, language):
    """Strikes out what fails, condition by condition."""
    rows = files.read_csv(found["catalogue.csv"], SEPARATOR[language])[1:]
    rows = [row for row in rows if row[1] == LICENCES[language][0]]
    rows = [row for row in rows if row[2] == YES[language][0]]
    rows = [row for row in rows if values["system"] in row[3].split(" + ")]
    return next(row[0] for row in rows if int(row[4]) <= int(values["ram"]))
