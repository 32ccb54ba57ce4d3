"""Values and files of the topic setup-equipment: a shop's list, a data sheet, energy, two printers."""

import re

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
SHOP = {
    "fr": ["référence", "poids (kg)", "autonomie (h)", "stockage (Go)", "prix (€)"],
    "en": ["reference", "weight (kg)", "battery (h)", "storage (GB)", "price (€)"],
}
DEVICES = {
    "fr": ["écran", "borne Wi-Fi", "machine à café", "serveur", "imprimante", "lampe"],
    "en": ["screen", "Wi-Fi access point", "coffee machine", "server", "printer", "lamp"],
}


def _suits(row, weight, battery, storage):
    return row[1] <= weight and row[2] >= battery and row[3] >= storage


def shop(rng, language):
    """14 computers of which 2 to 5 suit; the cheapest of all does not."""
    weight, battery, storage = rng.choice([2, 3]), rng.integer(7, 10), rng.choice([256, 512])
    prices = rng.sample(range(140, 620), 14)
    rows = [
        [
            f"{rng.choice('KLMNP')}{100 + n * 7 + rng.integer(0, 6)}",
            rng.integer(1, 4),
            rng.integer(4, 14),
            rng.choice([128, 256, 512, 1000]),
            price,
        ]
        for n, price in enumerate(prices)
    ]
    good = sorted((row for row in rows if _suits(row, weight, battery, storage)), key=lambda row: row[4])
    cheapest = min(rows, key=lambda row: row[4])
    if not 2 <= len(good) <= 5 or good[0] is cheapest:
        return shop(rng, language)
    name = {"fr": "ordinateurs.csv", "en": "computers.csv"}[language]
    return {
        "weight": weight,
        "battery": battery,
        "storage": storage,
        "reference": good[0][0],
        "decoy": cheapest[0],
        "files": {name: files.csv([SHOP[language], *rows], SEPARATOR[language])},
    }


def solve_shop(found, values, language):
    """Walks the list by price until one suits."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    for row in sorted(rows, key=lambda row: int(row[4])):
        if (
            int(row[1]) <= int(values["weight"])
            and int(row[2]) >= int(values["battery"])
            and int(row[3]) >= int(values["storage"])
        ):
            return row[0]
    return ""


SHEET = {
    "fr": [
        "Processeur : {cores} cœurs",
        "Mémoire vive : {ram} Go",
        "Carte graphique : {video} Go de mémoire dédiée",
        "Stockage : SSD de {storage} Go",
        "Prises : {a} USB-A, {c} USB-C, {hdmi} HDMI",
        "Écran : {inches} pouces",
    ],
    "en": [
        "Processor: {cores} cores",
        "Memory (RAM): {ram} GB",
        "Graphics card: {video} GB of dedicated memory",
        "Storage: SSD of {storage} GB",
        "Ports: {a} USB-A, {c} USB-C, {hdmi} HDMI",
        "Screen: {inches} inches",
    ],
}


def sheet(rng, language):
    """A data sheet as a web page."""
    told = {
        "cores": rng.choice([4, 6, 8]),
        "ram": rng.choice([8, 16, 32]),
        "video": rng.choice([2, 4, 6]),
        "storage": rng.choice([256, 512, 1000]),
        "a": rng.integer(1, 4),
        "c": rng.integer(1, 3),
        "hdmi": rng.integer(1, 2),
        "inches": rng.integer(13, 17),
    }
    lines = [line.format(**told) for line in SHEET[language]]
    body = "<ul>" + "".join(f"<li>{line}</li>" for line in lines) + "</ul>"
    title, name = {"fr": ("Fiche technique", "fiche.html"), "en": ("Data sheet", "sheet.html")}[language]
    return {
        "ram": told["ram"],
        "storage": told["storage"],
        "ports": told["a"] + told["c"],
        "files": {name: files.html(title, body, language)},
    }


def solve_sheet(found, values, language):
    """Reads the figures line by line."""
    page = next(iter(found.values())).decode()
    lines = re.findall(r"<li>(.*?)</li>", page)
    ports = sum(int(n) for n in re.findall(r"(\d+) USB", lines[4]))
    return {"a": re.findall(r"\d+", lines[1])[0], "b": re.findall(r"\d+", lines[3])[0], "c": str(ports)}


def energy(rng, language):
    """8 devices; the most powerful one is not the one that uses most."""
    kinds = DEVICES[language]
    labels = rng.sample([f"{letter}{n}" for letter in "ABCDEF" for n in range(1, 10)], 8)
    rows = [[label, kinds[rng.integer(0, 5)], rng.integer(2, 30) * 10, rng.integer(1, 12)] for label in labels]
    rows[rng.integer(0, 7)][2:] = [rng.integer(12, 18) * 100, 1]
    rows[rng.integer(0, 7)][2:] = [rng.integer(10, 20) * 10, 24]
    use = sorted(rows, key=lambda row: -row[2] * row[3])
    powerful = max(rows, key=lambda row: row[2])
    if use[0] is powerful or use[0][2] * use[0][3] == use[1][2] * use[1][3]:
        return energy(rng, language)
    head = {
        "fr": ["repère", "appareil", "puissance (W)", "heures par jour"],
        "en": ["label", "device", "power (W)", "hours a day"],
    }[language]
    name = {"fr": "appareils.csv", "en": "devices.csv"}[language]
    return {"label": use[0][0], "powerful": powerful[0], "files": {name: files.csv([head, *rows], SEPARATOR[language])}}


def solve_energy(found, values, language):
    """The largest product of the last two columns."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    best = max(rows, key=lambda row: int(row[2]) * int(row[3]))
    return best[0]


def printers(rng, language):
    """A cheap printer with dear pages, a dear printer with cheap pages; a whole number of pages."""
    pages, cb, gap = rng.integer(5, 40) * 100, rng.integer(2, 5), rng.integer(2, 8)
    a = rng.integer(4, 12) * 10
    return {"a": a, "b": a + pages * gap // 100, "ca": cb + gap, "cb": cb, "pages": pages}
