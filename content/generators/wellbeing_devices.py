"""Files of the topic wellbeing-devices: phones to compare, a fleet and its lifespans."""

from chalicelib.content import files

PEOPLE = ["Adama", "Berta", "Cosmo", "Deniz", "Elif", "Felix"]
NAMES = ["Alto", "Brio", "Cobalt", "Delta", "Etna", "Fjord", "Grano", "Halo", "Indra", "Jade", "Kivi", "Luma"]
SEPARATOR = {"fr": ";", "en": ","}
PHONES = {
    "fr": ["modèle", "prix (€)", "réparabilité (/100)", "mises à jour (ans)", "batterie remplaçable"],
    "en": ["model", "price (€)", "repairability (/100)", "updates (years)", "replaceable battery"],
}
YES = {"fr": ["oui", "non"], "en": ["yes", "no"]}
FLEET = {
    "fr": ["appareil", "nombre", "kg CO2e par appareil", "années"],
    "en": ["device", "number", "kg CO2e per device", "years"],
}
DEVICES = {
    "fr": ["portable", "fixe", "écran", "téléphone", "tablette", "imprimante"],
    "en": ["laptop", "desktop", "screen", "phone", "tablet", "printer"],
}


def phones(rng, language):
    """24 phones with different prices; cheaper ones fail on one point each; the answer is made to pass."""
    score, years = rng.integer(12, 16) * 5, rng.integer(4, 6)
    models = [f"{name} {number}" for name in rng.shuffle(NAMES) for number in (1, 2)]
    prices = rng.sample(range(150, 900, 10), 24)
    rows = [
        [m, p, rng.integer(30, 95), rng.integer(2, 8), YES[language][rng.integer(0, 1)]]
        for m, p in zip(models, prices, strict=True)
    ]
    rows[0][2:] = [score, years, YES[language][0]]
    fit = [row for row in rows if row[2] >= score and row[3] >= years and row[4] == YES[language][0]]
    name = {"fr": "telephones.csv", "en": "phones.csv"}[language]
    content = files.csv([PHONES[language], *rng.shuffle(rows)], SEPARATOR[language])
    return {
        "who": rng.choice(PEOPLE),
        "score": score,
        "years": years,
        "model": min(fit, key=lambda row: row[1])[0],
        "files": {name: content},
    }


def solve_phones(found, values, language):
    """Goes through the lines by price."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    for model, _, score, years, battery in sorted(rows, key=lambda row: int(row[1])):
        if int(score) >= int(values["score"]) and int(years) >= int(values["years"]) and battery in ("oui", "yes"):
            return model
    return ""


def fleet(rng, language):
    """Six kinds of devices; each saving is a whole number of kilograms."""
    more, rows, saved = rng.integer(1, 3), [], 0
    for device in DEVICES[language]:
        years, unit = rng.integer(3, 6), rng.integer(2, 9)
        each, count = unit * years * (years + more), rng.integer(5, 60)
        rows.append([device, count, each, years])
        saved += count * unit * more
    name = {"fr": "parc.csv", "en": "fleet.csv"}[language]
    return {"more": more, "saved": saved, "files": {name: files.csv([FLEET[language], *rows], SEPARATOR[language])}}


def solve_fleet(found, values, language):
    """Before minus after, line by line."""
    total = 0.0
    for _, count, each, years in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        made = int(count) * int(each)
        total += made / int(years) - made / (int(years) + int(values["more"]))
    return round(total)
