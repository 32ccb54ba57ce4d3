"""Values and files of the topic search-web: robots.txt, a feed of recommendations, scores."""

from collections import Counter

from chalicelib.content import files

FOLDERS = ["/admin/", "/photos/privees/", "/cache/", "/brouillons/", "/panier"]
ADDRESSES = [
    "/",
    "/admin/login",
    "/administration.html",
    "/photos/",
    "/photos/privees/ete.jpg",
    "/cache/notes.txt",
    "/contact",
    "/brouillons/a.html",
    "/panier?id=3",
    "/paniers-de-legumes.html",
    "/blog/cache/",
]
THEMES = {
    "fr": ["cuisine", "sport", "musique", "histoire", "jardin"],
    "en": ["cooking", "sport", "music", "history", "garden"],
}
QUERIES = {
    "fr": [("ruche", "ville"), ("phare", "histoire"), ("vélo", "carte"), ("pain", "levain")],
    "en": [("beehive", "town"), ("lighthouse", "history"), ("bicycle", "map"), ("bread", "sourdough")],
}
SEPARATOR = {"fr": ";", "en": ","}


def robots(rng, language):
    """Two or three folders forbidden; six addresses, some of which only look alike."""
    rules = rng.sample(FOLDERS, rng.integer(2, 3))
    listed = rng.sample(ADDRESSES, 6)
    forbidden = [address for address in listed if any(address.startswith(rule) for rule in rules)]
    if not forbidden:
        return robots(rng, language)
    text = "User-agent: *\n" + "\n".join(f"Disallow: {rule}" for rule in rules)
    return {
        "robots": text,
        "list": "\n".join(f"- `{address}`" for address in listed),
        "count": 6 - len(forbidden),
        "forbidden": ", ".join(f"`{address}`" for address in forbidden),
    }


def feed(rng, language):
    """90 videos; one theme clearly ahead."""
    favoured = rng.integer(0, 4)
    shown = [favoured] * rng.integer(30, 38)
    while len(shown) < 90:
        shown.append(rng.integer(0, 4))
    head = {"fr": ["rang", "thème"], "en": ["rank", "theme"]}[language]
    rows = [[n + 1, THEMES[language][theme]] for n, theme in enumerate(rng.shuffle(shown))]
    name = {"fr": "fil.csv", "en": "feed.csv"}[language]
    return {"theme": THEMES[language][favoured], "files": {name: files.csv([head, *rows], SEPARATOR[language])}}


def solve_feed(found, values, language):
    """The most frequent theme."""
    return Counter(row[1] for row in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]).most_common(
        1
    )[0][0]


def score(rng, language):
    """Four documents; the one with most words is not first; no draw at the top."""
    first, second = rng.choice(QUERIES[language])
    common, rare = rng.integer(1, 2), rng.integer(4, 7)
    counts = [(rng.integer(0, 9), rng.integer(0, 3)) for _ in range(4)]
    scores = [common * x + rare * y for x, y in counts]
    best = max(range(4), key=lambda n: scores[n])
    longest = max(range(4), key=lambda n: sum(counts[n]))
    if sorted(scores)[-1] == sorted(scores)[-2] or best == longest:
        return score(rng, language)
    head = f"| | {first} | {second} |\n| --- | --- | --- |"
    lines = [f"| {'ABCD'[n]} | {x} | {y} |" for n, (x, y) in enumerate(counts)]
    told = ", ".join(f"{'ABCD'[n]} {value}" for n, value in enumerate(scores))
    return {
        "query": f"{first} {second}",
        "weights": f"{first} {common}, {second} {rare}",
        "table": "\n".join([head, *lines]),
        "best": "ABCD"[best],
        "scores": told,
    }
