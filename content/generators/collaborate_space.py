"""Values and files of the topic collaborate-space: merged copies, inherited rights, groups, conflicts between copies."""

from chalicelib.content import files

PEOPLE = ["Alba", "Badr", "Cleo", "Demir", "Esther", "Femi", "Greta", "Hugo", "Imane", "Jules", "Kofi", "Lise"]
SEPARATOR = {"fr": ";", "en": ","}
FOLDERS = {
    "fr": ["Budget", "Photos", "Contrats", "Programme", "Presse", "Archives"],
    "en": ["Budget", "Photos", "Contracts", "Programme", "Press", "Archive"],
}
RIGHTS = {"fr": ["aucun accès", "lecture", "modification"], "en": ["no access", "read", "edit"]}
ITEMS = {
    "fr": ["pain", "riz", "café", "sel", "huile", "thé", "farine", "miel", "noix", "lait", "pâtes", "sucre"],
    "en": ["bread", "rice", "coffee", "salt", "oil", "tea", "flour", "honey", "nuts", "milk", "pasta", "sugar"],
}


def _code(number):
    return f"M{number}"


def merged(rng, language):
    """A list of 25 members and two copies of it; each adds and removes some, one of each in both copies."""
    numbers = rng.sample(range(100, 999), 36)
    base, fresh = numbers[:25], numbers[25:]
    gone_one, gone_two = base[: rng.integer(2, 4)], base[1 : rng.integer(4, 6)]
    new_one, new_two = fresh[: rng.integer(3, 5)], fresh[2 : rng.integer(6, 9)]
    one = [number for number in base if number not in gone_one] + new_one
    two = [number for number in base if number not in gone_two] + new_two
    total = len((set(base) - set(gone_one) - set(gone_two)) | set(new_one) | set(new_two))
    header = {"fr": "membre", "en": "member"}[language]
    names = {
        "fr": ["depart.csv", "copie-Ana.csv", "copie-Ben.csv"],
        "en": ["start.csv", "copy-Ana.csv", "copy-Ben.csv"],
    }[language]
    lists = [sorted(base), rng.shuffle(one), rng.shuffle(two)]
    found = {
        name: files.csv([[header], *([_code(n)] for n in numbers)]) for name, numbers in zip(names, lists, strict=True)
    }
    return {"count": total, "union": len(set(one) | set(two)), "files": found}


def solve_merged(found, values, language):
    """Who was there and is missing from no copy, and who is new in a copy."""
    lists = {name: {row[0] for row in files.read_csv(data)[1:]} for name, data in found.items()}
    start = next(rows for name, rows in lists.items() if "-" not in name)
    one, two = (rows for name, rows in lists.items() if "-" in name)
    return sum(1 for member in start | one | two if (member in one and member in two if member in start else True))


def inherited(rng, language):
    """A space whose rule is that the nearest line decides; a document two folders deep."""
    rights, folders = RIGHTS[language], rng.sample(FOLDERS[language], 3)
    one, two, three = rng.sample(PEOPLE, 3)
    top, sub, other = folders
    levels = {name: rng.integer(1, 2) for name in (one, two, three)}
    near = {one: 2 - levels[one] + 1, two: 0}  # one is changed to the other of read and edit; two is shut out below
    lines = [
        f"- `{top}` - {one}: {rights[levels[one]]}",
        f"- `{top}` - {two}: {rights[levels[two]]}",
        f"- `{top}` - {three}: {rights[levels[three]]}",
        f"- `{top}/{sub}` - {one}: {rights[near[one]]}",
        f"- `{top}/{sub}` - {two}: {rights[0]}",
        f"- `{other}` - {three}: {rights[0]}",
    ]
    return {
        "lines": "\n".join(rng.shuffle(lines)),
        "path": f"{top}/{sub}/note.odt",
        "one": one,
        "two": two,
        "three": three,
        "right_one": rights[near[one]],
        "right_two": rights[0],
        "right_three": rights[levels[three]],
    }


def solve_inherited(found, values, language):
    """For each person, the line whose folder is the longest beginning of the path."""
    best = {}
    for line in values["lines"].splitlines():
        folder, rest = line[3:].split("` - ")
        person, right = rest.split(": ")
        if values["path"].startswith(folder + "/") and len(folder) > len(best.get(person, ("", ""))[0]):
            best[person] = (folder, right)
    return {"a": best[values["one"]][1], "b": best[values["two"]][1], "c": best[values["three"]][1]}


def groups(rng, language):
    """Who belongs to which group, and what each group may open: a person who left is still in one group with access."""
    people = rng.sample(PEOPLE, 10)
    folder = rng.integer(0, 5)
    left = people[:3]
    names = {
        "fr": ["bureau", "bénévoles", "trésorerie", "presse", "anciens"],
        "en": ["board", "volunteers", "treasury", "press", "former"],
    }[language]
    order = rng.shuffle(range(4))
    access = order[:2]
    members = [
        [person, names[rng.choice(access) if position > 2 else rng.choice(order[2:])]]
        for position, person in enumerate(people)
    ]
    members += [[person, names[4]] for person in left]
    members += [[person, names[rng.choice(order[2:])]] for person in people[3:7]]
    members.append([left[rng.integer(0, 2)], names[access[rng.integer(0, 1)]]])
    who = members[-1][0]
    opened = [[names[group], FOLDERS[language][folder]] for group in access]
    for group in [*order[2:], 4, *order]:
        other = rng.choice([position for position in range(6) if position != folder])
        if [names[group], FOLDERS[language][other]] not in opened:
            opened.append([names[group], FOLDERS[language][other]])
    person, group, place = {"fr": ("personne", "groupe", "dossier"), "en": ("person", "group", "folder")}[language]
    first, second = {"fr": ("groupes.csv", "acces.csv"), "en": ("groups.csv", "access.csv")}[language]
    separator = SEPARATOR[language]
    found = {
        first: files.csv([[person, group], *rng.shuffle(members)], separator),
        second: files.csv([[group, place], *rng.shuffle(opened)], separator),
    }
    return {"folder": FOLDERS[language][folder], "former": names[4], "who": who, "files": found}


def solve_groups(found, values, language):
    """Joins the two files, then keeps those who also are among the former members."""
    tables = {name: files.read_csv(data, SEPARATOR[language])[1:] for name, data in found.items()}
    members = next(rows for name, rows in tables.items() if name.startswith("group"))
    access = next(rows for name, rows in tables.items() if name.startswith("acc"))
    allowed = {group for group, folder in access if folder == values["folder"]}
    inside = {person for person, group in members if group in allowed}
    former = {person for person, group in members if group == values["former"]}
    (only,) = inside & former
    return only


def conflicts(rng, language):
    """A stock list and two copies: some quantities changed in one copy, some in both alike, some in both differently."""
    items = rng.shuffle(ITEMS[language])
    start = {item: rng.integer(10, 40) for item in items}
    clash, alike, single = rng.integer(2, 4), rng.integer(1, 3), rng.integer(3, 5)
    one, two = dict(start), dict(start)
    for position, item in enumerate(items[: clash + alike + single]):
        change = rng.integer(1, 9)
        if position < clash:
            one[item], two[item] = start[item] + change, start[item] - change
        elif position < clash + alike:
            one[item] = two[item] = start[item] + change
        else:
            rng.choice([one, two])[item] = start[item] + change
    header = {"fr": ["produit", "quantité"], "en": ["product", "quantity"]}[language]
    names = {
        "fr": ["depart.csv", "copie-Ana.csv", "copie-Ben.csv"],
        "en": ["start.csv", "copy-Ana.csv", "copy-Ben.csv"],
    }[language]
    order = rng.shuffle(items)
    found = {
        name: files.csv([header, *([item, table[item]] for item in order)], SEPARATOR[language])
        for name, table in zip(names, [start, one, two], strict=True)
    }
    return {"count": clash, "different": clash + single, "files": found}


def solve_conflicts(found, values, language):
    """Compares the three quantities of each product."""
    tables = {name: dict(files.read_csv(data, SEPARATOR[language])[1:]) for name, data in found.items()}
    start = next(table for name, table in tables.items() if "-" not in name)
    one, two = (table for name, table in tables.items() if "-" in name)
    return sum(1 for item in start if len({start[item], one[item], two[item]}) == 3)
