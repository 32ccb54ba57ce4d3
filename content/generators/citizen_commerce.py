"""Files of the topic citizen-commerce: shops, withdrawal, reviews, price history."""

import datetime
from collections import Counter

from chalicelib.content import files

PEOPLE = ["Abel", "Bintou", "Celia", "Djamel", "Edith", "Farid", "Gwen", "Ilona"]
SHOPS = ["Agora", "Bazar", "Comptoir", "Dock", "Entrepot", "Foire", "Galerie"]
THINGS = {
    "fr": ["ampoules", "carnets", "tasses", "piles", "gourdes"],
    "en": ["bulbs", "notebooks", "cups", "batteries", "flasks"],
}
ONE = {"fr": ["un casque", "une veste", "un livre", "une tente"], "en": ["headphones", "a jacket", "a book", "a tent"]}
SEPARATOR = {"fr": ";", "en": ","}
SHOP_HEAD = {
    "fr": ["boutique", "prix (€)", "livraison (€)", "livraison gratuite dès (€)"],
    "en": ["shop", "price (€)", "delivery (€)", "free delivery from (€)"],
}
REVIEW_HEAD = {"fr": ["date", "note", "achat vérifié", "texte"], "en": ["date", "mark", "verified purchase", "text"]}
YES = {"fr": ["oui", "non"], "en": ["yes", "no"]}
COPIED = {
    "fr": ["Parfait, achetez-le !", "Le meilleur produit du monde."],
    "en": ["Perfect, buy it!", "The best product in the world."],
}
OPENING = {
    "fr": ["Reçu vite", "Solide", "Un peu bruyant", "Batterie moyenne", "Facile à régler", "Notice peu claire"],
    "en": ["Came quickly", "Sturdy", "A bit noisy", "Average battery", "Easy to set", "Unclear manual"],
}
ENDING = {
    "fr": ["après {n} jours d'usage.", "pour une famille de {n}.", "utilisé {n} fois."],
    "en": ["after {n} days of use.", "for a family of {n}.", "used {n} times."],
}


def basket(rng, language):
    """Five shops with different totals; the lowest price is not the lowest total."""
    while True:
        count, low = rng.integer(3, 12), rng.integer(4, 12)
        rows = [
            [shop, low + rng.integer(0, 5), rng.integer(3, 14), rng.integer(4, 15) * 10]
            for shop in rng.sample(SHOPS, 5)
        ]
        totals = {row[0]: row[1] * count + (0 if row[1] * count >= row[3] else row[2]) for row in rows}
        cheap = sorted(rows, key=lambda row: row[1])
        best = min(totals, key=lambda shop: totals[shop])
        if len(set(totals.values())) == 5 and cheap[0][1] < cheap[1][1] and cheap[0][0] != best:
            break
    name = {"fr": "boutiques.csv", "en": "shops.csv"}[language]
    return {
        "who": rng.choice(PEOPLE),
        "count": count,
        "thing": THINGS[language][rng.integer(0, 4)],
        "shop": best,
        "decoy": cheap[0][0],
        "total": totals[best],
        "files": {name: files.csv([SHOP_HEAD[language], *rows], SEPARATOR[language])},
    }


def solve_basket(found, values, language):
    """Ranks the totals."""
    ranking = []
    for shop, *figures in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        price, delivery, free = map(int, figures)
        goods = price * int(values["count"])
        ranking.append((goods + delivery * (goods < free), shop))
    return min(ranking)[1]


def withdrawal(rng, language):
    """Receipts from Monday to Thursday, so that the last day is a working day without public holiday."""
    first = datetime.date(2026, rng.choice([2, 6, 9, 10]), rng.integer(1, 10))
    received = first - datetime.timedelta(days=first.weekday()) + datetime.timedelta(days=7 + rng.integer(0, 3))
    last = received + datetime.timedelta(days=14)
    return {
        "who": rng.choice(PEOPLE),
        "thing": ONE[language][rng.integer(0, 3)],
        "received": received.isoformat(),
        "last": last.isoformat(),
        "early": (last - datetime.timedelta(days=1)).isoformat(),
    }


def solve_withdrawal(found, values, language):
    """Counts day by day."""
    day = datetime.date.fromisoformat(values["received"])
    for _ in range(14):
        day += datetime.timedelta(days=1)
    return day.isoformat()


def reviews(rng, language):
    """60 reviews: honest ones, unverified ones, copied ones; the mean is not near a tie of rounding."""
    while True:
        rows = []
        for n in range(45):
            text = f"{OPENING[language][rng.integer(0, 5)]}, {ENDING[language][rng.integer(0, 2)].format(n=n + 2)}"
            rows.append([rng.integer(1, 4), YES[language][0 if rng.chance(70) else 1], text])
        rows += [[5, YES[language][0 if rng.chance(60) else 1], COPIED[language][rng.integer(0, 1)]] for _ in range(15)]
        times = Counter(row[2] for row in rows)
        kept = [row[0] for row in rows if row[1] == YES[language][0] and times[row[2]] == 1]
        rest = (100 * sum(kept) // len(kept)) % 10
        if rest not in (4, 5) and 1 not in (times[text] for text in COPIED[language]):
            break
    table = [[f"2026-{rng.integer(1, 3):02d}-{rng.integer(1, 28):02d}", *row] for row in rng.shuffle(rows)]
    name = {"fr": "avis.csv", "en": "reviews.csv"}[language]
    return {
        "mean": f"{sum(kept) / len(kept):.1f}",
        "kept": len(kept),
        "all": f"{sum(row[0] for row in rows) / len(rows):.1f}",
        "files": {name: files.csv([REVIEW_HEAD[language], *table], SEPARATOR[language])},
    }


def solve_reviews(found, values, language):
    """Sets the copied texts aside, then sums."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    texts = [row[3] for row in rows]
    marks = [int(row[1]) for row in rows if row[2] in ("oui", "yes") and texts.count(row[3]) == 1]
    return round(sum(marks) / len(marks), 1)


def reduction(rng, language):
    """A price raised shortly before the sale; a lower price of more than 30 days ago misleads."""
    lowest = rng.integer(2, 8) * 100
    real, higher = rng.integer(5, 20), rng.integer(12, 20)
    price = lowest * (100 - real) // 100
    high = lowest * higher // 10
    day = datetime.date(2026, rng.integer(3, 9), rng.integer(1, 28))
    rows = []
    dip = rng.integer(12, 29)
    for before in range(60, 0, -1):
        amount = high if before < 9 else lowest + rng.integer(2, 15) * 5
        if before == dip:
            amount = lowest
        elif before > 33:
            amount = lowest - rng.integer(1, 6) * 10
        rows.append([(day - datetime.timedelta(days=before)).isoformat(), amount])
    head = {"fr": ["date", "prix (€)"], "en": ["date", "price (€)"]}[language]
    name = {"fr": "prix.csv", "en": "prices.csv"}[language]
    return {
        "day": day.isoformat(),
        "price": price,
        "claimed": round(100 * (high - price) / high),
        "lowest": lowest,
        "real": real,
        "files": {name: files.csv([head, *rows], SEPARATOR[language])},
    }


def solve_reduction(found, values, language):
    """Takes the last thirty lines."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    lowest = min(int(amount) for _, amount in rows[-30:])
    return round(100 * (1 - int(values["price"]) / lowest))
