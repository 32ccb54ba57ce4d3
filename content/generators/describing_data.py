"""Generated challenges of the topic describing-data: EXIF, old encodings, linked tables, JSON to check."""

import io
import json

from PIL import Image

from chalicelib.content import files

AUTHORS = ["Amina Diallo", "Bastien Roche", "Chiara Conti", "Duc Nguyen", "Elsa Moreau", "Farid Haddad", "Greta Lind",
           "Hana Sato", "Ivo Novak", "Jeanne Petit"]  # fmt: skip
MAKER, DATE, ARTIST = 271, 306, 315  # EXIF tags


def photo(rng, language):
    """A plain picture whose author and date are in its EXIF data."""
    author = rng.choice(AUTHORS)
    day = f"{rng.integer(2005, 2023)}:{rng.integer(1, 12):02d}:{rng.integer(1, 28):02d}"
    tags = {MAKER: "Obscura", DATE: f"{day} 10:{rng.integer(10, 59)}:00", ARTIST: author}
    colour = rng.choice(["steelblue", "darkolivegreen", "indianred", "goldenrod"])
    name = {"fr": "image.jpg", "en": "picture.jpg"}[language]
    return {
        "author": author,
        "year": day[:4],
        "date": day.replace(":", "-"),
        "files": {name: files.jpeg(480, 320, colour, tags)},
    }


def solve_photo(found, values, language):
    """Reads the tags."""
    exif = Image.open(io.BytesIO(next(iter(found.values())))).getexif()
    return {"a": exif[ARTIST], "b": exif[DATE][:4]}


ACCENTED = ["Évreux", "Béziers", "Nîmes", "Orléans", "Besançon", "Épinal", "Châlons", "Angoulême", "Liège", "Mâcon"]
PLAIN = ["Lille", "Dijon", "Nantes", "Colmar", "Namur", "Rennes", "Bastia", "Annecy"]
OLD = "cp1252"


def old_record(rng, language):
    """A table in the Western European encoding, with an unusual separator."""
    separator = rng.choice(["|", ":", "!"])
    towns = rng.shuffle([*rng.sample(ACCENTED, 5), *rng.sample(PLAIN, 6)])
    values = rng.sample(range(120, 990), 11)
    accented = [n for n, town in enumerate(towns) if town in ACCENTED]
    lowest = rng.choice(accented)
    values[lowest] = rng.integer(20, 110)
    head = {"fr": ["relevé", "ville", "valeur"], "en": ["record", "town", "value"]}[language]
    rows = [[f"{1000 + n}", town, value] for n, (town, value) in enumerate(zip(towns, values, strict=True))]
    town = towns[lowest]
    name = {"fr": "releve.txt", "en": "record.txt"}[language]
    return {"separator": separator, "town": town, "garbled": town.encode(OLD).decode("cp437"),
            "files": {name: files.csv([head, *rows], separator, OLD)}}  # fmt: skip


def solve_old_record(found, values, language):
    """Reads the table again and looks for the smallest value."""
    rows = files.read_csv(next(iter(found.values())), values["separator"], OLD)[1:]
    return min(rows, key=lambda row: int(row[2]))[1]


WORKSHOPS = {"fr": ["photo", "vidéo", "couture", "radio"], "en": ["photo", "video", "sewing", "radio"]}
NAMES = ["Adam", "Aya", "Basile", "Cléo", "Dina", "Eliott", "Fanta", "Gabin", "Hugo", "Ilyes", "Jade", "Kenza", "Léo", "Maé",
         "Nino", "Oumou", "Paul", "Rania", "Sacha", "Tess"]  # fmt: skip


def two_tables(rng, language):
    """Members and registrations; three kinds of questions that need both sheets."""
    kind = rng.integer(0, 2)
    numbers = sorted(rng.sample(range(200, 800), len(NAMES)))
    names = rng.shuffle(NAMES)
    active = rng.sample(numbers, rng.integer(11, 15))
    entries = [(rng.choice(active), rng.integer(0, 3)) for _ in range(34)]
    entries = sorted({*entries, *((number, rng.integer(0, 3)) for number in active)})
    strangers = sorted(rng.sample([n for n in range(200, 800) if n not in numbers], rng.integer(2, 5)))
    entries = rng.shuffle([*entries, *((number, rng.integer(0, 3)) for number in strangers)])
    shops = WORKSHOPS[language]
    head = {"fr": [["numéro", "prénom"], ["numéro", "atelier"]], "en": [["number", "name"], ["number", "workshop"]]}[
        language
    ]
    titles = {"fr": ("adherents", "inscriptions"), "en": ("members", "registrations")}[language]
    workbook = files.ods({
        titles[0]: [head[0], *([number, name] for number, name in zip(numbers, names, strict=True))],
        titles[1]: [head[1], *([number, shops[shop]] for number, shop in entries)],
    })  # fmt: skip
    asked = [
        ("Combien d'adhérents ne sont inscrits à **aucun** atelier ?", "How many members are registered for **no** workshop?"),
        ("Combien d'inscriptions portent un numéro qui n'est celui d'**aucun** adhérent ?",
         "How many registrations bear a number that is **no** member's?"),
        ("Combien d'adhérents sont inscrits à **au moins deux** ateliers différents ?",
         "How many members are registered for **at least two** different workshops?"),
    ][kind]  # fmt: skip
    shops_of = {number: {shop for n, shop in entries if n == number} for number in numbers}
    answer = [
        sum(not shops_of[number] for number in numbers),
        sum(number not in numbers for number, _ in entries),
        sum(len(shops_of[number]) >= 2 for number in numbers),
    ][kind]
    return {"question": asked[language == "en"], "kind": kind, "answer": answer, "files": {"club.ods": workbook}}


def solve_two_tables(found, values, language):
    """Answers from the two sheets."""
    data = found["club.ods"]
    titles = {"fr": ("adherents", "inscriptions"), "en": ("members", "registrations")}[language]
    members = {row[0] for row in files.read_ods(data, titles[0])[1:]}
    entries = [tuple(row) for row in files.read_ods(data, titles[1])[1:]]
    if values["kind"] == 0:
        return len(members - {number for number, _ in entries})
    if values["kind"] == 1:
        return sum(number not in members for number, _ in entries)
    return sum(len({shop for number, shop in entries if number == member}) >= 2 for member in members)


def museum(rng, language):
    """Thirty items, some of which break one rule or two."""
    objects = {"fr": ["vase", "horloge", "carte", "médaille", "coffre", "rouet"],
               "en": ["vase", "clock", "map", "medal", "chest", "wheel"]}[language]  # fmt: skip
    items = [
        {"id": f"M{number}", "name": objects[n % 6], "year": rng.integer(1500, 2024),
         "owner": {"name": rng.choice(AUTHORS), "email": f"contact{n}@example.org"}}
        for n, number in enumerate(rng.sample(range(100, 999), 30))
    ]  # fmt: skip
    broken = rng.sample(range(30), rng.integer(6, 10))
    breaks = [_same_id, _bad_year, _text_year, _no_mail, _odd_mail]
    for position in broken:
        rng.choice(breaks)(items, position, rng)
    faulty = [n for n in range(30) if _faulty(items, n)]
    body = json.dumps(items, indent=1, ensure_ascii=False)
    name = {"fr": "objets.json", "en": "items.json"}[language]
    return {"answer": len(faulty), "positions": ", ".join(str(n + 1) for n in faulty), "files": {name: files.txt(body)}}


def _same_id(items, position, rng):
    items[position]["id"] = items[(position + rng.integer(1, 29)) % 30]["id"]


def _bad_year(items, position, rng):
    items[position]["year"] = rng.choice([1499, 2025, 1066, 20220])


def _text_year(items, position, rng):
    items[position]["year"] = f"{rng.integer(1600, 1900)}"


def _no_mail(items, position, rng):
    items[position]["owner"].pop("email", None)


def _odd_mail(items, position, rng):
    items[position]["owner"]["email"] = "contact.example.org"


def _faulty(items, n):
    item = items[n]
    same = sum(other["id"] == item["id"] for other in items)
    year = item["year"]
    return same > 1 or isinstance(year, str) or not 1500 <= year <= 2024 or "@" not in item["owner"].get("email", "")


def solve_museum(found, values, language):
    """Checks each rule over the whole file, then joins the positions at fault."""
    items = json.loads(next(iter(found.values())))
    ids = [item.get("id") for item in items]
    at_fault = {n for n, name in enumerate(ids) if name is None or ids.count(name) > 1}
    at_fault |= {n for n, item in enumerate(items) if type(item.get("year")) is not int}
    at_fault |= {n for n, item in enumerate(items) if n not in at_fault and not 1500 <= item["year"] <= 2024}
    at_fault |= {n for n, item in enumerate(items) if "@" not in (item.get("owner") or {}).get("email", "")}
    return len(at_fault)
