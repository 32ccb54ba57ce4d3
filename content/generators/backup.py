"""Generated challenges of the topic backup: archives, chains of backups, damage, conflicts, plans."""

import datetime

from chalicelib.content import files

DAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
SEPARATOR = {"fr": ";", "en": ","}


def nested(rng, language):
    """An archive that holds notes and another archive; the contract is in the inner one."""
    words = {"fr": ["contrat", "avenant", "annexes", "courrier", "numéro du contrat"],
             "en": ["contract", "amendment", "appendices", "letter", "number of the contract"]}[language]  # fmt: skip
    colon = {"fr": " :", "en": ":"}[language]
    number = f"{rng.choice('ABCDEFGH')}{rng.integer(100, 999)}-{rng.integer(10, 99)}"
    decoy = f"{rng.choice('KLMNPR')}{rng.integer(100, 999)}-{rng.integer(10, 99)}"
    inner = {f"{words[0]}.txt": files.txt(f"{words[4]}{colon} {number}"), f"{words[3]}.txt": files.txt("...")}
    outer = {f"{words[1]}.txt": files.txt(f"{words[1]} {decoy}"), f"{words[2]}.zip": files.zip_of(inner)}
    name = {"fr": "dossier.zip", "en": "case.zip"}[language]
    return {"contract": f"{words[0]}.txt", "answer": number, "files": {name: files.zip_of(outer)}}


def solve_nested(found, values, language):
    """Opens both archives."""
    outer = files.read_zip(next(iter(found.values())))
    inner = files.read_zip(next(data for name, data in outer.items() if name.endswith(".zip")))
    return inner[values["contract"]].decode().split(":")[1].strip()


def chain(rng, language):
    """A day for the full backup, a later one for the failure."""
    full = rng.integer(0, 6)
    later = rng.integer(2, 6)  # evenings from the full backup to the failure, the full one included
    day = DAYS[language]
    return {"full": day[full], "failure": day[(full + later) % 7], "incremental": later}


def solve_chain(found, values, language):
    """Counts evenings from the full backup to the one before the failure."""
    day = DAYS[language]
    evenings = (day.index(values["failure"]) - day.index(values["full"])) % 7
    return {"a": evenings, "b": 2}


def silent_damage(rng, language):
    """Two inventories of 40 files: honest changes have a new date, one damage has not."""
    stem = {"fr": "piece", "en": "item"}[language]
    numbers = rng.sample(range(100, 999), 40)
    first = datetime.date(2015, 1, 1)
    days = [first + datetime.timedelta(days=rng.integer(0, 3000)) for _ in numbers]
    sizes = [rng.integer(10_000, 900_000) for _ in numbers]
    prints = [f"{rng.integer(0, 16**8 - 1):08x}" for _ in numbers]
    order = sorted(range(40), key=lambda i: numbers[i])
    damaged, *edited = rng.sample(range(40), 5)
    january = [[f"{stem}-{numbers[i]}.pdf", sizes[i], days[i].isoformat(), f"x{prints[i]}"] for i in order]
    june = []
    for i in order:
        row = [f"{stem}-{numbers[i]}.pdf", sizes[i], days[i].isoformat(), f"x{prints[i]}"]
        if i == damaged or i in edited:
            row[3] = f"x{rng.integer(0, 16**8 - 1):08x}"
        if i in edited:
            row[1] += rng.integer(1, 5000)
            row[2] = datetime.date(2024, rng.integer(2, 5), rng.integer(1, 28)).isoformat()
        june.append(row)
    head = {"fr": ["nom", "taille", "modifié", "empreinte"], "en": ["name", "size", "changed", "fingerprint"]}[language]
    months = {"fr": ["janvier", "juin"], "en": ["january", "june"]}[language]
    made = {f"{month}.csv": files.csv([head, *rows], SEPARATOR[language])
            for month, rows in zip(months, (january, june), strict=True)}  # fmt: skip
    name = f"{stem}-{numbers[damaged]}.pdf"
    return {"name": name, "stem": name.removesuffix(".pdf"), "files": made}


def solve_silent_damage(found, values, language):
    """Same name, size and date, another fingerprint."""
    before, after = ({row[0]: row[1:] for row in files.read_csv(data, SEPARATOR[language])} for data in found.values())
    names = [n for n in before if before[n][:2] == after[n][:2] and before[n][2] != after[n][2]]
    assert len(names) == 1
    return names[0]


ARTICLES = {
    "fr": "Article {n} : {what} est {rule}.",
    "en": "Article {n}: {what} is {rule}.",
}
WHAT = {
    "fr": ["la cuisine", "la salle de réunion", "l'atelier", "la cour", "le parking", "la bibliothèque"],
    "en": ["the kitchen", "the meeting room", "the workshop", "the yard", "the car park", "the library"],
}
RULE = {
    "fr": [
        "libre pour tous",
        "à l'usage des membres",
        "hors service le dimanche",
        "sous clé la nuit",
        "propre chaque soir",
    ],
    "en": ["open to all", "reserved for members", "closed on Sunday", "locked at night", "cleaned every evening"],
}


def conflict(rng, language):
    """Three texts of 24 lines; both copies change one line alike and one line differently."""
    choices = [(rng.integer(0, 5), rng.integer(0, 4)) for _ in range(24)]
    both, same, *others = rng.sample(range(24), 8)
    changed_a, changed_b = others[:3], others[3:]

    def line(n, shift=0):
        what, rule = choices[n]
        return ARTICLES[language].format(n=n + 1, what=WHAT[language][what], rule=RULE[language][(rule + shift) % 5])

    def text(shifts):
        return files.txt("\n".join(line(n, shifts.get(n, 0)) for n in range(24)))

    shifts_a = {both: 1, same: 3, **dict.fromkeys(changed_a, 2)}
    shifts_b = {both: 2, same: 3, **dict.fromkeys(changed_b, 1)}
    copy = {"fr": "copie", "en": "copy"}[language]
    return {
        "answer": both + 1,
        "lines_a": ", ".join(str(n + 1) for n in sorted(shifts_a)),
        "lines_b": ", ".join(str(n + 1) for n in sorted(shifts_b)),
        "files": {"base.txt": text({}), f"{copy}-a.txt": text(shifts_a), f"{copy}-b.txt": text(shifts_b)},
    }


def solve_conflict(found, values, language):
    """The line on which all three texts differ."""
    base, one, other = (data.decode().splitlines() for data in found.values())
    lines = [n for n, (x, y, z) in enumerate(zip(base, one, other, strict=True), 1) if len({x, y, z}) == 3]
    assert len(lines) == 1
    return lines[0]


ITEMS = {
    "fr": ["chaises", "tables", "lampes", "rallonges", "bancs", "nappes", "plateaux", "carafes", "tentes", "caisses"],
    "en": ["chairs", "tables", "lamps", "extension leads", "benches", "cloths", "trays", "jugs", "tents", "crates"],
}


def difference(rng, language):
    """A comparison of two lists in which lines are kept, added, removed or changed."""
    kinds = rng.shuffle(
        ["added"] * rng.integer(1, 3) + ["removed"] * rng.integer(1, 3) + ["changed"] * rng.integer(1, 3)
    )
    kinds = rng.shuffle([*kinds, *["kept"] * (10 - len(kinds))])
    lines = []
    for item, kind in zip(rng.shuffle(range(10)), kinds, strict=True):
        number, name = rng.integer(2, 40), ITEMS[language][item]
        if kind in ("removed", "changed"):
            lines.append(f"- {number} {name}")
        if kind in ("added", "changed"):
            lines.append(f"+ {number + rng.integer(1, 9)} {name}")
        if kind == "kept":
            lines.append(f"  {number} {name}")
    listing = "\n".join(["```", *lines, "```"])
    return {"listing": listing, "lines": lines, **{kind: kinds.count(kind) for kind in ("added", "removed", "changed")}}


def solve_difference(found, values, language):
    """Compares the names on both sides."""
    sides = {sign: {line[2:].split(" ", 1)[1] for line in values["lines"] if line[0] == sign} for sign in "+-"}
    return {"a": len(sides["+"] - sides["-"]), "b": len(sides["-"] - sides["+"]), "c": len(sides["+"] & sides["-"])}


WHO = {"fr": ["maraîchers", "taxis", "imprimeurs", "pêcheurs"], "en": ["growers", "taxis", "printers", "fishers"]}


def plan(rng, language):
    """The figures of a backup plan."""
    every, send, buy = rng.choice([2, 3, 4, 6, 8, 12]), rng.integer(1, 3), rng.integer(4, 30)
    speed, hours = rng.choice([50, 80, 120, 150, 200]), rng.integer(3, 9)
    return {"who": WHO[language][rng.integer(0, 3)], "every": every, "send": send, "buy": buy, "speed": speed,
            "volume": speed * hours, "loss": every + send, "wait": buy + hours}  # fmt: skip


def solve_plan(found, values, language):
    """Plays the failure hour by hour: what the last backup that arrived does not hold."""
    every, send = values["every"], values["send"]
    # backups are taken at 0, every, 2 every, ...; just before `taken + send` only the one before has arrived
    taken = 10 * every
    arrived = max(start for start in range(0, taken + 1, every) if start + send < taken + send)
    return {"a": taken + send - arrived, "b": values["buy"] + values["volume"] // values["speed"]}


def log(rng, language):
    """Five weeks of backups in a spreadsheet; the last full ones may be unreadable, then the chain breaks."""
    sunday = datetime.date(2024, 1, 7) + datetime.timedelta(weeks=rng.integer(0, 30))
    days = [sunday + datetime.timedelta(days=n) for n in range(34)]
    last_full = rng.choice([2, 3, 4]) * 7  # later full backups are unreadable
    broken = last_full + rng.integer(2, 5)  # the first unreadable one after it
    unreadable = {n for n in range(last_full + 1, 34) if n % 7 == 0} | {broken}
    unreadable |= {n for n in rng.sample(range(1, last_full), 4) if n % 7} | (
        {broken + 9} if broken + 9 < 34 else set()
    )
    words = {"fr": ["date", "type", "contrôle", "durée (min)", "complète", "incrémentale", "lisible", "ILLISIBLE"],
             "en": ["date", "kind", "check", "duration (min)", "full", "incremental", "readable", "UNREADABLE"]}[language]  # fmt: skip
    rows = [words[:4]]
    for n, day in enumerate(days):
        full = n % 7 == 0
        minutes = rng.integer(90, 160) if full else rng.integer(6, 30)
        rows.append([day, words[4] if full else words[5], words[7] if n in unreadable else words[6], minutes])
    name = {"fr": "journal.ods", "en": "log.ods"}[language]
    return {"answer": days[broken - 1].isoformat(), "full": days[last_full].isoformat(),
            "files": {name: files.ods({name.removesuffix(".ods"): rows})}}  # fmt: skip


def solve_log(found, values, language):
    """Follows the chain day by day."""
    rows = files.read_ods(next(iter(found.values())))[1:]
    full, bad = {"fr": ("complète", "ILLISIBLE"), "en": ("full", "UNREADABLE")}[language]
    good_until, intact = "", False
    for day, kind, state, _ in rows:
        if state == bad:
            intact = False  # what follows builds on something that cannot be read
        elif kind == full:
            intact = True
        if intact:
            good_until = day
    return good_until
