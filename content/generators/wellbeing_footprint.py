"""Files of the topic wellbeing-footprint: standby, traffic, data centre, hours of low carbon."""

from chalicelib.content import files

PEOPLE = ["Amina", "Boris", "Carla", "Djibril", "Eva", "Fanny"]
DEVICES = {
    "fr": ["le décodeur", "le routeur", "la console", "l'enceinte connectée"],
    "en": ["the set-top box", "the router", "the game console", "the smart speaker"],
}
SEPARATOR = {"fr": ";", "en": ","}
TRAFFIC = {"fr": ["mois", "personne", "réseau", "Go"], "en": ["month", "person", "network", "GB"]}
MOBILE = {"fr": "mobile", "en": "mobile"}
CENTRE = {"fr": ["mois", "poste", "kWh"], "en": ["month", "item", "kWh"]}
ITEMS = {
    "fr": ["serveurs", "stockage", "réseau", "climatisation", "onduleurs", "éclairage"],
    "en": ["servers", "storage", "network", "cooling", "power supplies", "lighting"],
}
IT = {"fr": "informatique", "en": "IT"}
OTHER = {"fr": "bâtiment", "en": "building"}


def standby(rng, language):
    """Watts, hours off; never close to a half after rounding."""
    watts, hours = rng.integer(4, 20), rng.integer(5, 16)
    while (watts * hours * 365) % 1000 in range(450, 551):
        hours += 1
    return {
        "who": rng.choice(PEOPLE),
        "device": DEVICES[language][rng.integer(0, 3)],
        "watts": watts,
        "hours": hours,
        "kwh": round(watts * hours * 365 / 1000),
    }


def solve_standby(found, values, language):
    """In whole numbers, by watt-hours."""
    year = int(values["watts"]) * int(values["hours"]) * 365
    return (year + 500) // 1000


def traffic(rng, language):
    """Six months, eight people, two networks."""
    fixed, more = rng.integer(20, 60), rng.integer(30, 90)
    rows, volume = [], 0
    for month in range(1, 7):
        for person in range(1, 9):
            for network in ("Wi-Fi", MOBILE[language]):
                amount = rng.integer(3, 60)
                rows.append([f"2026-{month:02d}", f"P{person}", network, amount])
                volume += amount if network == MOBILE[language] else 0
    name = {"fr": "trafic.csv", "en": "traffic.csv"}[language]
    return {
        "fixed": fixed,
        "mobile": fixed + more,
        "volume": volume,
        "saved": volume * more,
        "files": {name: files.csv([TRAFFIC[language], *rng.shuffle(rows)], SEPARATOR[language])},
    }


def solve_traffic(found, values, language):
    """Total before minus total after."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    cost = {"Wi-Fi": int(values["fixed"]), "mobile": int(values["mobile"])}
    before = sum(int(amount) * cost[network] for _, _, network, amount in rows)
    return before - sum(int(row[3]) for row in rows) * cost["Wi-Fi"]


def pue(rng, language):
    """Twelve months, three items of IT and three of the building."""
    while True:
        rows = []
        for month in range(1, 13):
            for number, item in enumerate(ITEMS[language]):
                low, high = [(300, 600), (100, 250), (40, 90), (90, 320), (30, 70), (5, 20)][number]
                label = f"{item} ({IT[language] if number < 3 else OTHER[language]})"
                rows.append([f"2025-{month:02d}", label, rng.integer(low, high) * 10])
        total = sum(row[2] for row in rows)
        inside = sum(row[2] for row in rows if row[1].endswith(f"({IT[language]})"))
        if 0.1 < (100 * total / inside) % 1 < 0.4 or 0.6 < (100 * total / inside) % 1 < 0.9:
            break
    name = {"fr": "centre.csv", "en": "centre.csv"}[language]
    content = files.csv([CENTRE[language], *rows], SEPARATOR[language])
    return {"pue": f"{total / inside:.2f}", "files": {name: content}}


def solve_pue(found, values, language):
    """One plus building over IT."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    kinds = {True: 0, False: 0}
    for _, item, amount in rows:
        kinds[item.endswith(("(informatique)", "(IT)"))] += int(amount)
    return f"{1 + kinds[False] / kinds[True]:.2f}"


def shift(rng, language):
    """24 hours; one single deep hour misleads, the best window lies elsewhere."""
    length, end = rng.integer(3, 5), rng.integer(19, 23)
    while True:
        hours = [rng.integer(60, 320) for _ in range(24)]
        dip = rng.integer(0, end - length)
        hours[dip] = rng.integer(20, 40)
        sums = [sum(hours[at : at + length]) for at in range(end - length + 1)]
        best = min(sums)
        if sums.count(best) == 1 and sums.index(best) != dip:
            break
    head = {"fr": ["heure de début", "g CO2e/kWh"], "en": ["hour beginning", "g CO2e/kWh"]}[language]
    name = {"fr": "intensite.csv", "en": "intensity.csv"}[language]
    rows = [[f"{hour}:00", value] for hour, value in enumerate(hours)]
    return {
        "length": length,
        "end": end,
        "start": sums.index(best),
        "lowest": dip,
        "files": {name: files.csv([head, *rows], SEPARATOR[language])},
    }


def solve_shift(found, values, language):
    """Slides a window over running totals."""
    running = [0]
    for _, value in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        running.append(running[-1] + int(value))
    length, end = int(values["length"]), int(values["end"])
    return min(range(end - length + 1), key=lambda at: running[at + length] - running[at])
