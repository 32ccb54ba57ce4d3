"""Values and files of the topic program-lists: positions in lists, an inventory, nested data."""

import json

from chalicelib.content import files

PLACES = {
    "fr": ["Lille", "Dakar", "Namur", "Lyon", "Oran", "Liège", "Brest", "Hanoï"],
    "en": ["Leeds", "Accra", "Delhi", "Cork", "Perth", "Lagos", "Dover", "Hanoi"],
}
CATEGORIES = {"fr": ["outil", "jardin", "cuisine", "papier"], "en": ["tool", "garden", "kitchen", "paper"]}
KEYS = {"fr": ("nom", "categorie", "stock"), "en": ("name", "category", "stock")}
FILE = {"fr": "inventaire.json", "en": "inventory.json"}
PEOPLE = ["Mina", "Theo", "Ines", "Karl"]
SUBJECTS = {"fr": ["sport", "dessin", "chimie"], "en": ["sports", "drawing", "chemistry"]}


def position(rng, language):
    """A list of five places and one position, from the front or from the end; the neighbour is the frequent mistake."""
    order = rng.sample(range(len(PLACES["fr"])), 5)
    places = [PLACES[language][number] for number in order]
    index = rng.choice([1, 2, 3, -2, -3])
    variable = {"fr": "villes", "en": "cities"}[language]
    code = f"{variable} = {json.dumps(places, ensure_ascii=False)}\nprint({variable}[{index}])"
    return {"code": code, "word": places[index], "neighbour": places[index - 1] if index > 0 else places[index + 1]}


def inventory(rng, language):
    """120 objects in JSON; how many of one category are nearly out of stock."""
    name, category, stock = KEYS[language]
    wanted, limit = rng.integer(0, 3), rng.integer(8, 20)
    objects = [
        {
            name: f"REF-{rng.integer(1000, 9999)}",
            category: CATEGORIES[language][rng.integer(0, 3)],
            stock: rng.integer(0, 60),
        }
        for _ in range(120)
    ]
    count = sum(1 for each in objects if each[category] == CATEGORIES[language][wanted] and each[stock] < limit)
    content = files.txt(json.dumps(objects, ensure_ascii=False, indent=1))
    return {
        "category": CATEGORIES[language][wanted],
        "limit": limit,
        "count": count,
        "files": {FILE[language]: content},
    }


def solve_inventory(found, values, language):
    """Reads the file line by line, without a JSON parser."""
    _, category, stock = KEYS[language]
    count, matches = 0, False
    for line in found[FILE[language]].decode().splitlines():
        key, _, value = line.strip().rstrip(",").partition(": ")
        if key == f'"{category}"':
            matches = value == f'"{values["category"]}"'
        if key == f'"{stock}"' and matches and int(value) < int(values["limit"]):
            count += 1
    return count


def nested(rng, language):
    """Marks of three people in two subjects; one of them is shown, or a sum of two."""
    people = rng.sample(PEOPLE, 3)
    subjects = rng.sample(range(3), 2)
    marks = {
        person: {SUBJECTS[language][subject]: [rng.integer(5, 20) for _ in range(3)] for subject in subjects}
        for person in people
    }
    person, subject = rng.choice(people), SUBJECTS[language][rng.choice(subjects)]
    index = rng.integer(0, 2)
    variable = "notes" if language == "fr" else "marks"
    lines = ",\n".join(f'    "{who}": {json.dumps(what, ensure_ascii=False)}' for who, what in marks.items())
    code = f'{variable} = {{\n{lines},\n}}\nprint({variable}["{person}"]["{subject}"][{index}])'
    return {"code": code, "result": marks[person][subject][index]}
