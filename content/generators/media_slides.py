"""Values and files of the topic media-slides: a deck with one wordy slide."""

import re

from chalicelib.content import files

WORDS = {
    "fr": [
        "le",
        "jardin",
        "accueille",
        "chaque",
        "samedi",
        "des",
        "familles",
        "et",
        "des",
        "voisins",
        "pour",
        "planter",
        "semer",
        "arroser",
        "récolter",
        "ensemble",
        "puis",
        "partager",
        "un",
        "repas",
        "simple",
    ],
    "en": [
        "the",
        "garden",
        "welcomes",
        "every",
        "Saturday",
        "families",
        "and",
        "neighbours",
        "who",
        "plant",
        "sow",
        "water",
        "harvest",
        "together",
        "and",
        "then",
        "share",
        "one",
        "simple",
        "common",
        "meal",
        "outside",
    ],
}
TITLES = {
    "fr": [
        "Le projet",
        "L'équipe",
        "Le terrain",
        "Le budget",
        "Les outils",
        "Le calendrier",
        "Les récoltes",
        "La suite",
    ],
    "en": [
        "The project",
        "The team",
        "The plot",
        "The budget",
        "The tools",
        "The calendar",
        "The harvest",
        "What next",
    ],
}


def longest(rng, language):
    """Eight slides; one has most words in few lines, another most lines in few words."""
    wordy, lined = rng.sample(range(8), 2)
    slides = []
    for n in range(8):
        if n == wordy:
            counts = [rng.integer(15, 18), rng.integer(14, 17)]
        elif n == lined:
            counts = [rng.integer(2, 3) for _ in range(6)]
        else:
            counts = [rng.integer(3, 6) for _ in range(rng.integer(2, 3))]
        lines = []
        for count in counts:
            start = rng.integer(0, len(WORDS[language]) - count)
            lines.append(" ".join(WORDS[language][start : start + count]))
        items = "".join(f"<li>{line}</li>" for line in lines)
        slides.append(f"<section><h2>{n + 1}. {TITLES[language][n]}</h2><ul>{items}</ul></section><hr>")
    name, title = {"fr": ("diaporama.html", "Le jardin partagé"), "en": ("slides.html", "The shared garden")}[language]
    page = files.html(title, "\n".join(slides), language)
    return {"number": wordy + 1, "decoy": lined + 1, "files": {name: page}}


def solve_longest(found, values, language):
    """Counts the words of each section."""
    sections = next(iter(found.values())).decode().split("<section>")[1:]
    counts = [sum(len(line.split()) for line in re.findall(r"<li>(.*?)</li>", one)) for one in sections]
    return counts.index(max(counts)) + 1
