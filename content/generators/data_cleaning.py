"""Files of the topic data-cleaning: duplicates, impossible values, mixed units and dates, two sources."""

from collections import Counter

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
FIRST = ["Ada", "Bilal", "Chloe", "Diego", "Emma", "Fatou", "Gael", "Hana", "Ilyes", "Jade"]
LAST = ["Moreau", "Nguyen", "Okafor", "Petit", "Rossi", "Silva"]
MONTHS = {
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def entries(rng, language):
    """40 people, some entered twice with other capitals or spaces; two pairs share a name but not a birth date."""
    names = rng.sample([f"{first} {last}" for first in FIRST for last in LAST], rng.integer(27, 39))
    people = [(name, f"{rng.integer(1970, 2009)}-{rng.integer(1, 12):02d}-{rng.integer(1, 28):02d}") for name in names]
    people += [(names[0], "1969-05-04"), (names[1], "2010-09-17")]
    doubled = rng.integer(6, 11)
    written = [*people, *((_otherwise(rng, name), born) for name, born in rng.sample(people, doubled))]
    rows = rng.shuffle(written)
    head = {"fr": ["nom", "naissance"], "en": ["name", "birth"]}[language]
    file = {"fr": "inscrits.csv", "en": "entries.csv"}[language]
    content = files.csv([head, *map(list, rows)], SEPARATOR[language])
    return {"count": len(people), "lines": len(rows), "files": {file: content}}


def _otherwise(rng, name):
    return rng.choice([name.upper(), name.lower(), f" {name}", name.replace(" ", "  ")])


def solve_entries(found, values, language):
    """Normalises and counts distinct pairs."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return len({(" ".join(name.lower().split()), born) for name, born in rows})


def fridge(rng, language):
    """200 measures, some of them faults of the sensor."""
    tenths = [rng.integer(10, 80) for _ in range(200)]
    peak = rng.integer(95, 180)
    tenths[rng.integer(0, 199)] = peak
    for position in rng.sample(range(200), 8):
        if tenths[position] != peak:
            tenths[position] = rng.choice([-990, -990, 850, 999])
    head = {"fr": ["mesure", "degrés"], "en": ["reading", "degrees"]}[language]
    rows = [[n + 1, number / 10] for n, number in enumerate(tenths)]
    file = {"fr": "chambre-froide.ods", "en": "cold-room.ods"}[language]
    return {"maximum": f"{peak / 10:.1f}", "files": {file: files.ods({"1": [head, *rows]})}}


def solve_fridge(found, values, language):
    """The greatest possible value."""
    numbers = [float(row[1]) for row in files.read_ods(next(iter(found.values())))[1:]]
    return f"{max(number for number in numbers if number <= 60):.1f}"


def units(rng, language):
    """50 deliveries in kg or g."""
    grams = [rng.integer(2, 400) * 100 for _ in range(50)]
    kinds = [rng.choice(["kg", "g"]) for _ in range(50)]
    head = {"fr": ["livraison", "masse", "unité"], "en": ["delivery", "mass", "unit"]}[language]
    rows = [
        [n + 1, number / 1000 if kind == "kg" else number, kind]
        for n, (number, kind) in enumerate(zip(grams, kinds, strict=True))
    ]
    file = {"fr": "livraisons.ods", "en": "deliveries.ods"}[language]
    return {"total": f"{sum(grams) / 1000:.1f}", "files": {file: files.ods({"1": [head, *rows]})}}


def solve_units(found, values, language):
    """Converts and adds."""
    rows = files.read_ods(next(iter(found.values())))[1:]
    return f"{sum(float(mass) / (1 if unit == 'kg' else 1000) for _, mass, unit in rows):.1f}"


def dates(rng, language):
    """80 events; half of the dates in each style."""
    days = [(rng.integer(1, 28), rng.integer(1, 12)) for _ in range(80)]
    month = rng.integer(1, 12)
    told = [f"{d:02d}/{m:02d}/2025" if rng.chance(50) else f"2025-{m:02d}-{d:02d}" for d, m in days]
    head = {"fr": ["événement", "date"], "en": ["event", "date"]}[language]
    file = {"fr": "evenements.csv", "en": "events.csv"}[language]
    content = files.csv([head, *([n + 1, text] for n, text in enumerate(told))], SEPARATOR[language])
    return {"month": MONTHS[language][month - 1], "count": sum(m == month for _, m in days), "files": {file: content}}


def solve_dates(found, values, language):
    """The middle part is the month in both styles."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    wanted = MONTHS[language].index(values["month"]) + 1
    return sum(int(text.replace("/", "-").split("-")[1]) == wanted for _, text in rows)


def invoices(rng, language):
    """40 invoices; paid at once, in parts, in part only, or not at all."""
    numbers = rng.sample(range(1000, 1999), 40)
    amounts = {number: rng.integer(5, 90) * 10 for number in numbers}
    payments, unpaid = [], 0
    for number in numbers:
        fate = rng.integer(0, 9)
        if fate < 5:
            payments.append([number, amounts[number]])
        elif fate < 7:
            first = rng.integer(1, amounts[number] // 10 - 1) * 10
            payments += [[number, first], [number, amounts[number] - first]]
        else:
            unpaid += 1
            if fate == 7:
                payments.append([number, amounts[number] - 10 * rng.integer(1, 4)])
    sheets = {
        {"fr": "factures", "en": "invoices"}[language]: [
            [{"fr": "numéro", "en": "number"}[language], {"fr": "montant", "en": "amount"}[language]],
            *map(list, amounts.items()),
        ],
        {"fr": "paiements", "en": "payments"}[language]: [
            [{"fr": "numéro", "en": "number"}[language], {"fr": "reçu", "en": "received"}[language]],
            *rng.shuffle(payments),
        ],
    }
    file = {"fr": "comptes.ods", "en": "accounts.ods"}[language]
    return {"count": unpaid, "files": {file: files.ods(sheets)}}


def solve_invoices(found, values, language):
    """Adds payments per invoice."""
    data = next(iter(found.values()))
    paid = Counter()
    for number, received in files.read_ods(data, {"fr": "paiements", "en": "payments"}[language])[1:]:
        paid[number] += float(received)
    rows = files.read_ods(data, {"fr": "factures", "en": "invoices"}[language])[1:]
    return sum(paid[number] < float(amount) for number, amount in rows)
