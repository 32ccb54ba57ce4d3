"""Values and files of the topic text-merge: filled templates, letters, a faulty letter."""

from chalicelib.content import files

NAMES = ["Ada", "Bilal", "Chloe", "Diego", "Emma", "Fatou", "Gael", "Hana", "Ilyes", "Jade"]
TOWNS = {"fr": ["Lille", "Namur", "Dakar", "Brest"], "en": ["Leeds", "Cork", "Accra", "Perth"]}
DAYS = {"fr": ["lundi", "mardi", "jeudi", "samedi"], "en": ["Monday", "Tuesday", "Thursday", "Saturday"]}
STREETS = {
    "fr": ["rue du Lac", "place Verte", "quai Nord", "allée des Pins"],
    "en": ["Lake Street", "Green Square", "North Quay", "Pine Alley"],
}
YES = {"fr": ("oui", "non"), "en": ("yes", "no")}
SEPARATOR = {"fr": ";", "en": ","}


def fill(rng, language):
    """Three fields in another order than the data."""
    name, town, day, hour = (
        rng.choice(NAMES),
        rng.choice(TOWNS[language]),
        rng.choice(DAYS[language]),
        rng.integer(9, 19),
    )
    if language == "fr":
        template, data = (
            "Rendez-vous <jour> à <heure> h, à <ville>, <nom>.",
            f"nom = {name} ; ville = {town} ; heure = {hour} ; jour = {day}",
        )
        result = f"Rendez-vous {day} à {hour} h, à {town}, {name}."
    else:
        template, data = (
            "See you on <day> at <hour>:00 in <town>, <name>.",
            f"name = {name}; town = {town}; hour = {hour}; day = {day}",
        )
        result = f"See you on {day} at {hour}:00 in {town}, {name}."
    return {"template": template, "data": data, "result": result}


def letters(rng, language):
    """80 members at 45 addresses."""
    addresses = [f"{rng.integer(1, 99)} {STREETS[language][n % 4]} {n}" for n in range(45)]
    rows = [
        [f"{rng.choice(NAMES)} {n}", addresses[rng.integer(0, 44)], YES[language][rng.integer(0, 1)]] for n in range(80)
    ]
    count = len({row[1] for row in rows if row[2] == YES[language][0]})
    head = {"fr": ["nom", "adresse", "à jour"], "en": ["name", "address", "paid up"]}[language]
    name = {"fr": "adherents.csv", "en": "members.csv"}[language]
    return {"count": count, "files": {name: files.csv([head, *rows], SEPARATOR[language])}}


def solve_letters(found, values, language):
    """Distinct addresses of those who paid."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return len({address for _, address, paid in rows if paid == YES[language][0]})


def faulty(rng, language):
    """30 letters; in one the town is empty or the field's name was left."""
    numbers = rng.sample(range(1000, 9999), 30)
    bad, kind = rng.integer(0, 29), rng.integer(0, 1)
    blocks = []
    for n, number in enumerate(numbers):
        town = TOWNS[language][rng.integer(0, 3)]
        if n == bad:
            town = "" if kind == 0 else {"fr": "«ville»", "en": "«town»"}[language]
        text = {
            "fr": f"Dossier {number}\nBonjour {rng.choice(NAMES)},\nvotre séance a lieu à {town}, {rng.choice(DAYS[language])} à {rng.integer(9, 18)} h.",
            "en": f"File {number}\nHello {rng.choice(NAMES)},\nyour session takes place in {town}, on {rng.choice(DAYS[language])} at {rng.integer(9, 18)}:00.",
        }[language]
        blocks.append(text)
    name = {"fr": "lettres.txt", "en": "letters.txt"}[language]
    return {"number": numbers[bad], "files": {name: files.txt("\n\n".join(blocks))}}


def solve_faulty(found, values, language):
    """The block that names no known town."""
    for block in next(iter(found.values())).decode().split("\n\n"):
        if not any(town in block for town in TOWNS[language]):
            return block.split("\n")[0].split()[-1]
    return ""
