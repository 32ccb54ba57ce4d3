"""Generated challenges of the topic finding: wildcards, an inventory to filter, a duplicate to spot, batch renaming."""

import datetime
import fnmatch
import re

from chalicelib.content import files

STEMS = {
    "fr": ["rapport", "photo", "facture", "notes", "plan", "menu"],
    "en": ["report", "photo", "invoice", "notes", "plan", "menu"],
}
SEPARATOR = {"fr": ";", "en": ","}


def wildcard(rng, language):
    """Ten file names and a pattern that some of them match."""
    chosen = rng.sample(range(len(STEMS["fr"])), 3)
    stems = [STEMS[language][each] for each in chosen]
    numbers = rng.sample(range(10, 100), 4)
    kind = rng.integer(0, 2)
    names = [f"{stems[0]}-{numbers[0]}.odt", f"{stems[0]}-{numbers[1]}.odt", f"{stems[0]}-{numbers[2]}.pdf",
             f"{stems[0]}-1{numbers[3]}.odt", f"{stems[0]}.odt", f"{stems[1]}-{numbers[1]}.odt",
             f"{stems[1]}-{numbers[2]}.ods", f"{stems[1]}-final.ods", f"{stems[2]}-{numbers[3]}.odt",
             f"{stems[2]}.pdf"]  # fmt: skip
    names = rng.shuffle(names)[: rng.integer(8, 10)]
    pattern = [f"{stems[0]}-??.od?", f"*-{numbers[1]}.*", f"{stems[0]}*.odt"][kind]
    matching = sorted(name for name in names if fnmatch.fnmatchcase(name, pattern))
    none = {"fr": "aucun", "en": "none"}[language]
    return {
        "listing": "\n".join(f"- `{name}`" for name in names),
        "names": names,
        "pattern": pattern,
        "answer": len(matching),
        "matching": ", ".join(f"`{name}`" for name in matching) or none,
    }


def solve_wildcard(found, values, language):
    """Counts again, with a regular expression instead of fnmatch."""
    escaped = "".join({"*": ".*", "?": "."}.get(sign, re.escape(sign)) for sign in values["pattern"])
    return sum(re.fullmatch(escaped, name) is not None for name in values["names"])


def inventory(rng, language):
    """A CSV of 60 files; some meet three criteria at once, many meet two."""
    extension = rng.choice(["jpg", "pdf", "mp3"])
    year = rng.integer(2020, 2024)
    limit = rng.choice([500_000, 1_000_000, 2_000_000])
    head = {"fr": ["nom", "extension", "taille", "modifié"], "en": ["name", "extension", "size", "changed"]}[language]
    rows = []
    for number in range(1, 61):
        kind = extension if rng.chance(60) else rng.choice(["txt", "odt", "png"])
        day = datetime.date(year if rng.chance(55) else rng.integer(2018, 2024), rng.integer(1, 12), rng.integer(1, 28))
        size = rng.integer(limit // 10, limit * 2)
        rows.append([f"{STEMS[language][number % 6]}-{number:02d}", kind, size, day.isoformat()])
    answer = sum(kind == extension and size > limit and day.startswith(str(year)) for _, kind, size, day in rows)
    name = {"fr": "inventaire.csv", "en": "inventory.csv"}[language]
    return {"extension": extension, "year": year, "limit": limit, "answer": answer,
            "files": {name: files.csv([head, *rows], SEPARATOR[language])}}  # fmt: skip


def solve_inventory(found, values, language):
    """Filters the lines of the file."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    kept = [row for row in rows if row[1] == values["extension"] and int(row[2]) > values["limit"]]
    return sum(row[3][:4] == str(values["year"]) for row in kept)


def duplicate(rng, language):
    """A spreadsheet of 40 photos; two have the same fingerprint."""
    numbers = rng.sample(range(1000, 9999), 40)
    original, copy = rng.sample(range(40), 2)
    prints = [f"{rng.integer(0, 16**8 - 1):08x}" for _ in range(40)]
    prints[copy] = prints[original]
    first = datetime.date(2023, 1, 1)
    days = [first + datetime.timedelta(days=rng.integer(0, 300)) for _ in range(40)]
    days[copy] = days[original] + datetime.timedelta(days=rng.integer(5, 60))
    head = {"fr": ["nom", "modifié", "empreinte"], "en": ["name", "changed", "fingerprint"]}[language]
    names = [f"IMG_{number}.jpg" for number in numbers]
    rows = [[names[i], days[i], f"x{prints[i]}"] for i in range(40)]
    return {"name": names[copy], "stem": names[copy].removesuffix(".jpg"),
            "files": {"photos.ods": files.ods({"photos": [head, *rows]})}}  # fmt: skip


def solve_duplicate(found, values, language):
    """The later line of the only repeated fingerprint."""
    rows = files.read_ods(found["photos.ods"])[1:]
    prints = [row[2] for row in rows]
    same = [row for row in rows if prints.count(row[2]) > 1]
    assert len(same) == 2
    return max(same, key=lambda row: row[1])[0]


def batch_rename(rng, language):
    """A name, its pieces, and a replacement that puts them in another order."""
    pieces = [rng.choice(["IMG", "DSC", "PIC", "SCAN"]), str(rng.integer(2015, 2024)), f"{rng.integer(1, 12):02d}",
              f"{rng.integer(13, 28):02d}", f"{rng.integer(1, 999):04d}"]  # fmt: skip
    replacement = rng.choice(["$2-$3-$4_$5", "$4.$3.$2_$1-$5", "$1-$5_$2$3", "$5_$2-$3-$4", "$2/$3/$1_$5"])
    answer = re.sub(r"\$(\d)", lambda found: pieces[int(found[1]) - 1], replacement)
    named = {f"p{n}": piece for n, piece in enumerate(pieces, 1)}
    return {
        "old": f"{pieces[0]}_{''.join(pieces[1:4])}_{pieces[4]}",
        "replacement": replacement,
        "answer": answer,
        **named,
    }


def solve_batch_rename(found, values, language):
    """Does what the program does."""
    python_style = values["replacement"].replace("$", "\\")
    return re.sub(r"^([A-Z]+)_(\d{4})(\d{2})(\d{2})_(\d+)", python_style, values["old"])
