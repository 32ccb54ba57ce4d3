"""Values of the topic text-structure: a table as text."""

COLUMNS = {"fr": ["Ville", "Plat", "Boisson"], "en": ["Town", "Dish", "Drink"]}
CELLS = {
    "fr": [
        ["Arles", "Bastia", "Calais", "Dinan"],
        ["soupe", "tarte", "salade", "gratin"],
        ["thé", "cidre", "jus", "eau"],
    ],
    "en": [["Ayr", "Bath", "Cardiff", "Dover"], ["soup", "pie", "salad", "stew"], ["tea", "cider", "juice", "water"]],
}


def table(rng, language):
    """Four rows in a fence, so that the reader reads the source."""
    columns = [rng.shuffle(cells) for cells in CELLS[language]]
    rows = list(zip(*columns, strict=True))
    row, column = rng.integer(0, 3), rng.integer(0, 2)
    lines = [
        "| " + " | ".join(COLUMNS[language]) + " |",
        "| --- | --- | --- |",
        *("| " + " | ".join(cells) + " |" for cells in rows),
    ]
    return {
        "table": "```\n" + "\n".join(lines) + "\n```",
        "row": row + 1,
        "column": COLUMNS[language][column],
        "cell": rows[row][column],
    }
