"""Values and pictures of the topic data-charts: tables of loans, bar charts."""

from chalicelib.content import files

MONTHS = {"fr": ["janvier", "février", "mars", "avril", "mai"], "en": ["January", "February", "March", "April", "May"]}
KINDS = {"fr": ["livres", "films", "disques", "jeux"], "en": ["books", "films", "records", "games"]}
DAYS = {
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
WIDTH, HEIGHT, BAR, GAP = 420, 240, 40, 16


def loans(rng, language):
    """Five months and four kinds of loans."""
    rows = [[rng.integer(20, 480) for _ in range(4)] for _ in range(5)]
    month, kind = rng.integer(0, 4), rng.integer(0, 3)
    head = "| | " + " | ".join(KINDS[language]) + " |\n| --- |" + " --- |" * 4
    lines = [f"| {MONTHS[language][n]} | " + " | ".join(map(str, row)) + " |" for n, row in enumerate(rows)]
    return {
        "table": "\n".join([head, *lines]),
        "what": KINDS[language][kind],
        "month": MONTHS[language][month],
        "value": rows[month][kind],
    }


def visitors(rng, language):
    """Seven bars; the highest stands out by at least 12 of 180 pixels."""
    best = rng.integer(0, 6)
    heights = [rng.integer(30, 150) for _ in range(7)]
    heights[best] = rng.integer(164, 180)
    shapes = [("rectangle", (0, 0, WIDTH, HEIGHT), "white"), ("rectangle", (10, 210, WIDTH - 10, 212), "black")]
    for position, height in enumerate(heights):
        left = 20 + position * (BAR + GAP)
        shapes.append(("rectangle", (left, 210 - height, left + BAR, 210), "steelblue"))
    listed = ", ".join(f"{DAYS[language][n]} {height}" for n, height in enumerate(heights))
    name = "chart.png"
    return {
        "chart": name,
        "heights": listed,
        "day": DAYS[language][best],
        "files": {name: files.png(WIDTH, HEIGHT, shapes)},
    }
