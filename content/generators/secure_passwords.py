"""Values and files of the topic secure-passwords: weak and strong passwords, a table of accounts."""

from chalicelib.content import files

PEOPLE = ["Lina", "Yanis", "Clara", "Moussa", "Eva", "Hugo", "Amina", "Noam"]
TOWNS = {"fr": ["Lille", "Namur", "Brest", "Dakar"], "en": ["Leeds", "Cork", "Perth", "Accra"]}
WORDS = {
    "fr": ["velours", "cactus", "tambour", "glacier", "pinceau", "tortue", "fenouil", "boussole"],
    "en": ["velvet", "cactus", "drummer", "glacier", "paintbrush", "turtle", "fennel", "compass"],
}
ROWS = ["azerty123456", "qwertz654321", "1234567890ab"]
SITES = {
    "fr": [
        "Jardin Facile",
        "Sport Club",
        "Photo Plus",
        "Recettes du Lac",
        "Train Info",
        "Cinéma Étoile",
        "Bricolage 24",
        "Livres Rares",
    ],
    "en": [
        "Easy Garden",
        "Sport Club",
        "Photo Plus",
        "Lake Recipes",
        "Train Info",
        "Star Cinema",
        "Workshop 24",
        "Rare Books",
    ],
}
HEADER = {"fr": ["site", "identifiant", "mot de passe"], "en": ["site", "user", "password"]}
SEPARATOR = {"fr": ";", "en": ","}


def choose(rng, language):
    """Four passwords, one of them three random words and digits."""
    who, year, town = rng.choice(PEOPLE), rng.integer(1950, 2008), rng.integer(0, 3)
    words = rng.sample(range(len(WORDS["fr"])), 4)
    strong = "-".join(WORDS[language][word] for word in words)
    weak = [f"{who.lower()}{year}", f"{TOWNS[language][town].lower()}{rng.integer(10, 99)}!", rng.choice(ROWS)]
    order = rng.shuffle([strong, *weak])
    listed = "\n".join(f"{number}. `{text}`" for number, text in enumerate(order, 1))
    return {
        "who": who,
        "year": year,
        "town": TOWNS[language][town],
        "list": listed,
        "strong": strong,
        "best": order.index(strong) + 1,
    }


def leak(rng, language):
    """Eight accounts; two to four share the password of the site that leaked."""
    order = rng.shuffle(range(8))
    shared = rng.integer(2, 4)
    secrets = [f"{rng.choice(WORDS[language])}{rng.integer(100, 999)}" for _ in range(9)]
    rows = {site: secrets[8] if place < shared else secrets[place] for place, site in enumerate(order)}
    table = [[SITES[language][site], "camille", rows[site]] for site in range(8)]
    names = ", ".join(SITES[language][site] for site in range(8) if rows[site] == secrets[8])
    count = sum(1 for row in table if row[2] == secrets[8])
    name = {"fr": "comptes.csv", "en": "accounts.csv"}[language]
    content = files.csv([HEADER[language], *table], SEPARATOR[language])
    return {
        "who": "Camille",
        "site": SITES[language][order[0]],
        "count": count,
        "names": names,
        "files": {name: content},
    }


def solve_leak(found, values, language):
    """Counts the lines that have the password of the named site."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    stolen = next(row[2] for row in rows if row[0] == values["site"])
    return [row[2] for row in rows].count(stolen)
