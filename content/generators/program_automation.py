"""Files of the topic program-automation: a server log, an archive of sales."""

from chalicelib.content import files

PRODUCTS = {
    "fr": ["lampe", "tabouret", "coussin", "miroir", "panier", "vase"],
    "en": ["lamp", "stool", "cushion", "mirror", "basket", "vase"],
}
PAGES = ["/", "/contact", "/agenda", "/photos/404", "/plan", "/atelier", "/old/2019"]
HEADER = {"fr": ["produit", "quantite", "prix"], "en": ["product", "quantity", "price"]}
SEPARATOR = {"fr": ";", "en": ","}


def log(rng, language):
    """300 requests of 24 addresses; the page /photos/404 exists, so that searching for 404 alone is not enough."""
    addresses = [f"198.51.100.{number}" for number in rng.sample(range(10, 200), 24)]
    lines, found = [], set()
    for number in range(300):
        address, page = rng.choice(addresses), rng.choice(PAGES)
        code = 404 if page == "/old/2019" and rng.chance(45) else rng.choice([200, 200, 200, 304, 500])
        lines.append(
            f"{address} 2026-03-{1 + number // 20:02d}T{number % 20 + 3:02d}:{rng.integer(0, 59):02d} GET {page} {code}"
        )
        if code == 404:
            found.add(address)
    return {"count": len(found), "files": {"access.log": files.txt("\n".join(lines))}}


def solve_log(found, values, language):
    """Splits each line and looks at its last word."""
    rows = [line.split() for line in found["access.log"].decode().splitlines()]
    return len({row[0] for row in rows if row[-1] == "404"})


def shops(rng, language):
    """25 shops; a product may stand several times in a file, or not at all."""
    wanted = rng.integer(0, 5)
    prices = [rng.integer(4, 30) for _ in range(6)]
    archive, total = {}, 0
    for shop in range(1, 26):
        rows = []
        for _ in range(rng.integer(5, 12)):
            product, quantity = rng.integer(0, 5), rng.integer(1, 20)
            rows.append([PRODUCTS[language][product], quantity, prices[product]])
            total += quantity * prices[product] if product == wanted else 0
        name = {"fr": f"magasin-{shop:02d}.csv", "en": f"shop-{shop:02d}.csv"}[language]
        archive[name] = files.csv([HEADER[language], *rows], SEPARATOR[language])
    return {"product": PRODUCTS[language][wanted], "total": total, "files": {"sales.zip": files.zip_of(archive)}}


def solve_shops(found, values, language):
    """Reads every file of the archive."""
    inside = files.read_zip(found["sales.zip"])
    rows = [row for data in inside.values() for row in files.read_csv(data, SEPARATOR[language])[1:]]
    return sum(int(row[1]) * int(row[2]) for row in rows if row[0] == values["product"])
