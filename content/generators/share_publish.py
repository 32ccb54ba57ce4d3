"""Values and files of the topic share-publish: page addresses, small sites, feeds, previews, campaigns, redirects, robots."""

import datetime
import itertools
import re
import unicodedata

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
HEADS = {
    "fr": ["Élections", "Été", "Théâtre", "Fête", "Vélo", "Forêt", "Musée", "Relevé"],
    "en": ["Elections", "Summer", "Café", "Party", "Cycling", "Forêt", "Museum", "Readings"],
}
TAILS = {
    "fr": ["le résultat !", "où s'inscrire ?", "à l'école", "c'est reparti !", "10 idées", "la météo idéale"],
    "en": ["the result!", "where to sign up?", "don't miss it", "here we go!", "10 ideas", "a fiancé's guide"],
}
STEMS = {
    "fr": ["accueil", "equipe", "tarifs", "plan", "horaires", "actualites", "inscription", "contact"],
    "en": ["welcome", "team", "prices", "map", "hours", "news", "sign-up", "contact"],
}


def slug(rng, language):
    """A title with accents, an apostrophe and signs."""
    title = f"{rng.choice(HEADS[language])} {rng.integer(2021, 2029)} : {rng.choice(TAILS[language])}"
    if language == "en":
        title = title.replace(" :", ":")
    return {"title": title, "slug": _slug(title)}


def _slug(title):
    plain = unicodedata.normalize("NFD", title.lower())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def solve_slug(found, values, language):
    """Letter by letter: keeps figures and plain letters, turns every run of anything else into one hyphen."""
    plain = unicodedata.normalize("NFKD", values["title"]).encode("ascii", "ignore").decode().lower()
    # a space is kept as a mark where a sign without ASCII form stood beside letters
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    return "-".join(words)


def site(rng, language):
    """Six linked pages in an archive; one link leads to a page that is not there, for its capital or its ending."""
    names = [f"{stem}-{rng.integer(10, 99)}.html" for stem in rng.sample(STEMS[language], 6)]
    place, target = rng.integer(0, 5), rng.integer(0, 5)
    broken = rng.choice(
        [names[target].capitalize(), names[target].replace(".html", ".htm"), names[target].replace("-", "_")]
    )
    pages = {}
    for position, name in enumerate(names):
        links = [each for each in names if each != name]
        if position == place:
            links[rng.integer(0, 4)] = broken
        body = "\n".join(
            f'<p><a href="{each}">{each.split("-")[0].split("_")[0].split(".")[0].lower()}</a></p>' for each in links
        )
        pages[name] = files.html(name, f"<h1>{name.split('-')[0]}</h1>\n{body}", language)
    return {"broken": broken, "page": names[place], "files": {"site.zip": files.zip_of(pages)}}


def solve_site(found, values, language):
    """Compares every link with the names in the archive."""
    pages = files.read_zip(found["site.zip"])
    for name, data in pages.items():
        for link in re.findall(r'href="([^"]+)"', data.decode()):
            if link not in pages:
                return {"a": name, "b": link}
    return {}


TITLES = {
    "fr": [
        "Cantine",
        "Chorale",
        "Travaux",
        "Jardin",
        "Bourse aux livres",
        "Tournoi",
        "Collecte",
        "Balade",
        "Atelier",
        "Assemblée",
    ],
    "en": [
        "Canteen",
        "Choir",
        "Roadworks",
        "Garden",
        "Book fair",
        "Tournament",
        "Collection",
        "Walk",
        "Workshop",
        "Assembly",
    ],
}
DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def feed(rng, language):
    """Ten articles in no order; their dates are written as feeds write them, with zones."""
    start = datetime.datetime(2026, rng.integer(1, 4), 1, 6, 0)
    offsets = rng.sample(range(200), 10)
    items = []
    for title, offset in zip(rng.shuffle(TITLES[language]), offsets, strict=True):
        when = start + datetime.timedelta(days=offset, hours=rng.integer(0, 12))
        stamp = f"{DAYS[when.weekday()]}, {when.day:02d} {MONTHS[when.month - 1]} {when.year} {when:%H:%M}:00 +0000"
        items.append(
            (
                when,
                title,
                f"<item><title>{title}</title><link>https://quartier.example/{rng.integer(100, 999)}</link><pubDate>{stamp}</pubDate></item>",
            )
        )
    body = "\n".join(text for _, _, text in items)
    content = f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0">\n<channel>\n<title>Quartier</title>\n{body}\n</channel>\n</rss>'
    return {"newest": max(items)[1], "first": items[0][1], "files": {"feed.xml": files.txt(content)}}


def solve_feed(found, values, language):
    """Reads each date again by its words."""
    rows = re.findall(
        r"<title>([^<]+)</title><link>[^<]+</link><pubDate>\w+, (\d+) (\w+) (\d+) ([\d:]+)", found["feed.xml"].decode()
    )
    return max(rows, key=lambda row: (int(row[3]), MONTHS.index(row[2]), int(row[1]), row[4]))[0]


def preview(rng, language):
    """A page with four different titles: the tab's, the heading, the card's, and one inside a comment."""
    words = rng.sample(TITLES[language], 4)
    year = rng.integer(2024, 2029)
    title, heading, card, old = (f"{word} {year}" for word in words)
    image = f"image-{rng.integer(100, 999)}.jpg"
    page = (
        f'<!doctype html>\n<html lang="{language}" prefix="og: https://ogp.me/ns#">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<!-- <meta property="og:title" content="{old}"> -->\n<meta property="og:image" content="https://quartier.example/{image}">\n'
        f'<meta property="og:title" content="{card}">\n<meta name="description" content="...">\n</head>\n<body>\n'
        f'<h1>{heading}</h1>\n<img src="photo-{rng.integer(100, 999)}.jpg" alt="">\n</body>\n</html>'
    )
    return {"card": card, "image": image, "title": title, "heading": heading, "files": {"page.html": files.txt(page)}}


def solve_preview(found, values, language):
    """Drops the comments, then reads both properties."""
    page = re.sub(r"<!--.*?-->", "", found["page.html"].decode(), flags=re.S)
    return {
        "a": re.search(r'og:title" content="([^"]+)"', page)[1],
        "b": re.search(r'og:image" content="[^"]*/([^"/]+)"', page)[1],
    }


CAMPAIGNS = {
    "fr": ["affiche", "lettre", "radio", "reseau", "voisins"],
    "en": ["poster", "letter", "radio", "network", "neighbours"],
}


def campaigns(rng, language):
    """Sixty visits that name their campaign; one has most visits, another the best share of sign-ups."""
    names = CAMPAIGNS[language]
    order = rng.shuffle(range(5))
    counts = dict(zip(order, [20, 14, 11, 9, 6], strict=True))
    signed = dict(zip(order, [8, 7, 3, 2, 4], strict=True))
    visits = []
    for position in range(5):
        for number in range(counts[position]):
            address = f"https://fete.example/?utm_source=qr&utm_campaign={names[position]}&n={rng.integer(100, 999)}"
            visits.append([address, "1" if number < signed[position] else "0"])
    header = {"fr": ["adresse", "inscription"], "en": ["address", "signed up"]}[language]
    content = files.csv([header, *rng.shuffle(visits)], SEPARATOR[language])
    name = {"fr": "visites.csv", "en": "visits.csv"}[language]
    return {"best": names[order[4]], "most": names[order[0]], "files": {name: content}}


def solve_campaigns(found, values, language):
    """Share of sign-ups for each campaign named in the addresses."""
    shares = {}
    for address, signed in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        shares.setdefault(re.search(r"utm_campaign=([^&]+)", address)[1], []).append(int(signed))
    return max(shares, key=lambda name: sum(shares[name]) / len(shares[name]))


def redirects(rng, language):
    """Thirty redirections; a chain of three to five leads from an old page to one that stays."""
    pages = [f"/{rng.choice('abcdefghkm')}{number}" for number in rng.sample(range(100, 999), 40)]
    length = rng.integer(3, 5)
    chain, others = pages[: length + 1], pages[length + 1 :]
    rules = [[before, after] for before, after in itertools.pairwise(chain)]
    for position in range(0, 30, 2):
        rules.append([others[position], others[position + 1]])
    header = {"fr": ["ancienne adresse", "nouvelle adresse"], "en": ["old address", "new address"]}[language]
    content = files.csv([header, *rng.shuffle(rules)], SEPARATOR[language])
    return {
        "start": chain[0],
        "end": chain[-1],
        "hops": length,
        "files": {"redirections.csv" if language == "fr" else "redirects.csv": content},
    }


def solve_redirects(found, values, language):
    """Follows the rules until none applies."""
    rules = dict(files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:])
    page, hops = values["start"], 0
    while page in rules:
        page, hops = rules[page], hops + 1
    return {"a": page, "b": hops}


def robots(rng, language):
    """Rules of a robots.txt with an exception inside a closed folder, and five addresses to judge."""
    folder, inner, other = rng.sample(["/archives/", "/plans/", "/photos/", "/notes/", "/documents/"], 3)
    inner = folder + inner.strip("/") + "/"
    number = rng.integer(10, 99)
    rules = f"User-agent: *\nDisallow: {folder}\nAllow: {inner}\nDisallow: {other}p{number}"
    fixed = [
        f"{folder}{number}.html",
        f"{inner}{number}.html",
        f"{other}index.html",
        f"{other}p{number}0.html",
        f"/index-{number}.html",
    ]
    extra = [
        f"{inner}a/{number + 1}.html",
        f"{folder}b/{number}.html",
        f"{other}p{number}/c.html",
        f"/blog{folder}x.html",
        f"{other}q{number}.html",
    ]
    pages = rng.shuffle([*fixed, *rng.sample(extra, rng.integer(1, 4))])
    allowed = [page for page in pages if _allowed(page, folder, inner, f"{other}p{number}")]
    shown = "\n".join(f"- `{page}`" for page in pages)
    return {"rules": rules, "pages": shown, "count": len(allowed), "total": len(pages)}


def _allowed(page, closed, opened, second):
    return page.startswith(opened) or not page.startswith((closed, second))


def solve_robots(found, values, language):
    """The longest rule that begins like the address wins (RFC 9309)."""
    rules = [line.split(": ") for line in values["rules"].splitlines()[1:]]
    pages = re.findall(r"`([^`]+)`", values["pages"])
    count = 0
    for page in pages:
        matching = [(len(path), verb == "Allow") for verb, path in rules if page.startswith(path)]
        count += max(matching)[1] if matching else 1
    return int(count)
