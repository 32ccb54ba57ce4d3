"""Files of the topic data-aggregate: a race, a market, water meters, a survey."""

from collections import Counter

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
FIRST = ["Ada", "Bilal", "Chloe", "Diego", "Emma", "Fatou", "Gael", "Hana", "Ilyes", "Jade", "Kenza", "Liam"]
LAST = ["Moreau", "Nguyen", "Okafor", "Petit", "Rossi", "Silva", "Tran", "Vidal"]
CLUBS = {"fr": ["Les Foulées", "Athlétic", "Grand Air"], "en": ["Striders", "Athletic", "Open Air"]}
PRODUCTS = {
    "fr": ["pommes", "poireaux", "fromage", "miel", "pain", "œufs"],
    "en": ["apples", "leeks", "cheese", "honey", "bread", "eggs"],
}
MONTHS = {"fr": ["janvier", "février", "mars", "avril"], "en": ["January", "February", "March", "April"]}
TOWNS = ["Aulne", "Belval", "Corne", "Doral", "Esmes"]
WAYS = {"fr": ["à pied", "à vélo", "en bus", "en voiture"], "en": ["on foot", "by bicycle", "by bus", "by car"]}
BIKE = 1


def race(rng, language):
    """60 runners with different times; the asked one is third to sixth of the club."""
    people = [f"{first} {last}" for first in FIRST for last in LAST]
    names = rng.sample(people, 60)
    seconds = rng.sample(range(2400, 5400), 60)
    clubs = [rng.integer(0, 2) for _ in range(60)]
    club, rank = rng.integer(0, 2), rng.integer(3, 6)
    ranked = sorted((seconds[n], names[n]) for n in range(60) if clubs[n] == club)
    head = {"fr": ["nom", "club", "temps (s)"], "en": ["name", "club", "time (s)"]}[language]
    rows = [[names[n], CLUBS[language][clubs[n]], seconds[n]] for n in range(60)]
    file = {"fr": "course.ods", "en": "race.ods"}[language]
    return {
        "club": CLUBS[language][club],
        "rank": rank,
        "runner": ranked[rank - 1][1],
        "files": {file: files.ods({"1": [head, *rows]})},
    }


def solve_race(found, values, language):
    """Filters and sorts the rows."""
    rows = files.read_ods(next(iter(found.values())))[1:]
    mine = sorted((float(row[2]), row[0]) for row in rows if row[1] == values["club"])
    return mine[int(values["rank"]) - 1][1]


def market(rng, language):
    """120 sales; one product sells most by quantity, another brings most money."""
    order = rng.shuffle(range(6))
    best, decoy = order[0], order[1]
    prices = [rng.integer(3, 6) for _ in range(6)]
    prices[best], prices[decoy] = rng.integer(11, 14), 1
    quantities = [0] * 6
    rows = []
    for _ in range(120):
        product = rng.integer(0, 5)
        quantity = rng.integer(6, 9) if product in (best, decoy) else rng.integer(1, 4)
        quantity += 3 if product == decoy else 0
        quantities[product] += quantity
        rows.append([PRODUCTS[language][product], quantity, prices[product]])
    takings = [quantity * price for quantity, price in zip(quantities, prices, strict=True)]
    if max(takings) != takings[best] or max(quantities) != quantities[decoy]:
        return market(rng, language)
    head = {"fr": ["produit", "quantité", "prix"], "en": ["product", "quantity", "price"]}[language]
    file = {"fr": "marche.csv", "en": "market.csv"}[language]
    names = PRODUCTS[language]
    return {
        "product": names[best],
        "decoy": names[decoy],
        "files": {file: files.csv([head, *rows], SEPARATOR[language])},
    }


def solve_market(found, values, language):
    """A total per product."""
    totals = Counter()
    for product, quantity, price in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        totals[product] += int(quantity) * int(price)
    return totals.most_common(1)[0][0]


def water(rng, language):
    """150 readings of four buildings in four months."""
    rows = [[rng.choice("ABCD"), rng.integer(0, 3), rng.integer(3, 90)] for _ in range(150)]
    building, month = rng.choice("ABCD"), rng.integer(0, 3)
    total = sum(row[2] for row in rows if row[:2] == [building, month])
    head = {"fr": ["bâtiment", "mois", "m3"], "en": ["building", "month", "m3"]}[language]
    told = [[row[0], MONTHS[language][row[1]], row[2]] for row in rows]
    file = {"fr": "eau.ods", "en": "water.ods"}[language]
    return {
        "building": building,
        "month": MONTHS[language][month],
        "total": total,
        "files": {file: files.ods({"1": [head, *told]})},
    }


def solve_water(found, values, language):
    """Adds the matching rows."""
    rows = files.read_ods(next(iter(found.values())))[1:]
    return round(sum(float(row[2]) for row in rows if row[:2] == [values["building"], values["month"]]))


def survey(rng, language):
    """Five towns of very different sizes: the largest has most cyclists, a small one the greatest share."""
    order = rng.shuffle(range(5))
    sizes = {order[0]: 90, order[1]: 24, order[2]: 40, order[3]: 36, order[4]: 50}
    bikes = {
        order[0]: rng.integer(24, 27),
        order[1]: rng.integer(12, 15),
        order[2]: rng.integer(6, 12),
        order[3]: rng.integer(5, 10),
        order[4]: rng.integer(8, 14),
    }
    rows = []
    for town, size in sizes.items():
        for n in range(size):
            way = BIKE if n < bikes[town] else rng.choice([0, 2, 3])
            rows.append([TOWNS[town], WAYS[language][way]])
    rows = rng.shuffle(rows)
    head = {"fr": ["commune", "trajet"], "en": ["town", "way"]}[language]
    file = {"fr": "enquete.csv", "en": "survey.csv"}[language]
    return {
        "town": TOWNS[order[1]],
        "decoy": TOWNS[order[0]],
        "files": {file: files.csv([head, *rows], SEPARATOR[language])},
    }


def solve_survey(found, values, language):
    """Shares by town."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    every = Counter(row[0] for row in rows)
    cyclists = Counter(row[0] for row in rows if row[1] == WAYS[language][BIKE])
    return max(every, key=lambda town: cyclists[town] / every[town])
