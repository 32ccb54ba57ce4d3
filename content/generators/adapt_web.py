"""Files of the topic adapt-web: what a page loads."""

from chalicelib.content import files

NAMES = [
    "index.html",
    "style.css",
    "app.js",
    "menu.js",
    "map.js",
    "hero.jpg",
    "photo1.jpg",
    "photo2.jpg",
    "photo3.jpg",
    "font.woff2",
    "video.mp4",
    "icons.svg",
    "chat.js",
    "stats.js",
]
HEADER = {"fr": ["fichier", "ko", "nécessaire"], "en": ["file", "kB", "needed"]}
YES = {"fr": ("oui", "non"), "en": ("yes", "no")}
SEPARATOR = {"fr": ";", "en": ","}


def weight(rng, language):
    """14 files; never close to a rounding limit."""
    sizes = [rng.integer(4, 900) for _ in NAMES]
    needed = [n < 2 or rng.chance(30) for n in range(len(NAMES))]
    saved = 100 * sum(size for size, keep in zip(sizes, needed, strict=True) if not keep) / sum(sizes)
    if abs(saved % 1 - 0.5) < 0.05:
        return weight(rng, language)
    rows = [[name, size, YES[language][not keep]] for name, size, keep in zip(NAMES, sizes, needed, strict=True)]
    name = {"fr": "page.csv", "en": "page.csv"}[language]
    return {"percent": round(saved), "files": {name: files.csv([HEADER[language], *rows], SEPARATOR[language])}}


def solve_weight(found, values, language):
    """From what is kept."""
    rows = files.read_csv(found["page.csv"], SEPARATOR[language])[1:]
    kept = sum(int(row[1]) for row in rows if row[2] == YES[language][0])
    return round(100 - 100 * kept / sum(int(row[1]) for row in rows))
