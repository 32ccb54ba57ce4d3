"""Files of the topic fix-software: a program's log, an inventory of computers."""

from chalicelib.content import files

FILES = [
    "rapport.odt",
    "photos.zip",
    "budget.ods",
    "plan.pdf",
    "lettre.odt",
    "liste.csv",
    "carte.png",
    "notes.txt",
    "menu.odt",
    "devis.ods",
]
SEPARATOR = {"fr": ";", "en": ","}
HEADER = {
    "fr": ["poste", "mémoire (Go)", "libre (Go)", "version"],
    "en": ["computer", "memory (GB)", "free (GB)", "version"],
}


def log(rng, language):
    """40 lines; a warning comes before the first error."""
    order = rng.sample(range(10), 10)
    first, warned = FILES[order[0]], FILES[order[1]]
    lines = []
    start = rng.integer(14, 26)
    for n in range(40):
        at = f"10:{n:02d}:{rng.integer(0, 59):02d}"
        name = FILES[order[rng.integer(2, 9)]]
        if n == start - rng.integer(3, 6) or n == 5:
            lines.append(f"{at} WARN  slow disk while reading {warned}")
        elif n == start:
            lines.append(f"{at} ERROR cannot open {first}: permission denied")
        elif n > start and rng.chance(30):
            lines.append(f"{at} ERROR cannot open {name}: queue stopped")
        else:
            lines.append(f"{at} INFO  opened {name}")
    return {"file": first, "decoy": warned, "files": {"program.log": files.txt("\n".join(lines))}}


def solve_log(found, values, language):
    """The first line of that severity."""
    line = next(line for line in found["program.log"].decode().splitlines() if " ERROR " in line)
    return line.split("cannot open ")[1].split(":")[0]


def requirements(rng, language):
    """60 computers; versions such as 10.9 and 10.12, which must not be compared as texts."""
    ram, disk, minor = rng.choice([4, 8]), rng.choice([10, 20, 30]), rng.integer(10, 13)
    rows = [
        [f"P{n:02d}", rng.choice([2, 4, 8, 16]), rng.integer(2, 90), f"10.{rng.integer(7, 15)}"] for n in range(1, 61)
    ]
    count = sum(r >= ram and d >= disk and int(v.split(".")[1]) >= minor for _, r, d, v in rows)
    name = {"fr": "inventaire.csv", "en": "inventory.csv"}[language]
    return {
        "ram": ram,
        "disk": disk,
        "version": f"10.{minor}",
        "count": count,
        "files": {name: files.csv([HEADER[language], *rows], SEPARATOR[language])},
    }


def solve_requirements(found, values, language):
    """Compares versions part by part."""
    wanted = [int(part) for part in values["version"].split(".")]
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return sum(
        int(r) >= int(values["ram"])
        and int(d) >= int(values["disk"])
        and [int(part) for part in v.split(".")] >= wanted
        for _, r, d, v in rows
    )
