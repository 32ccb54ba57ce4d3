"""Values of the topic text-styles: outlines, page numbers."""

WORDS = {
    "fr": [
        "Introduction",
        "Méthode",
        "Terrain",
        "Résultats",
        "Discussion",
        "Sources",
        "Entretiens",
        "Cartes",
        "Limites",
        "Conclusion",
    ],
    "en": [
        "Introduction",
        "Method",
        "Field",
        "Results",
        "Discussion",
        "Sources",
        "Interviews",
        "Maps",
        "Limits",
        "Conclusion",
    ],
}


def outline(rng, language):
    """Ten headings of levels 1 to 4; the table shows two or three levels."""
    levels = [1]
    while len(levels) < 10:
        levels.append(rng.integer(1, min(levels[-1] + 1, 4)))
    depth = rng.integer(2, 3)
    count = sum(level <= depth for level in levels)
    if count == 10:
        return outline(rng, language)
    lines = [f"- {word} ({level})" for word, level in zip(WORDS[language], levels, strict=True)]
    return {"outline": "\n".join(lines), "depth": depth, "count": count}


def pages(rng, language):
    """Covers, roman pages, then the body."""
    cover, roman, printed = rng.integer(1, 3), rng.integer(2, 14), rng.integer(5, 90)
    return {"cover": cover, "roman": roman, "printed": printed, "page": cover + roman + printed}
