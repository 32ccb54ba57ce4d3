"""Files of the topic collaborate-document: the history of a text written by several people."""

import itertools
import re

from chalicelib.content import files

PEOPLE = ["Aïcha", "Bruno", "Chen", "Dalia", "Emil"]
LINES = {
    "fr": [
        "Le local ouvre à 9 heures.",
        "Les chiens sont tenus en laisse.",
        "La cotisation est de 12 euros.",
        "Chacun range les outils.",
        "Le four sert le samedi.",
        "Les enfants sont accompagnés.",
        "Le compost est ouvert à tous.",
    ],
    "en": [
        "The room opens at 9 o'clock.",
        "Dogs are kept on a lead.",
        "The fee is 12 euros.",
        "Everybody puts the tools away.",
        "The oven is used on Saturdays.",
        "Children come with an adult.",
        "The compost is open to all.",
    ],
}


def history(rng, language):
    """Eight versions; the asked line is there in some of them, then is taken out for good."""
    lines = rng.shuffle(LINES[language])
    removal = rng.integer(3, 6)
    others = rng.integer(1, 6)
    text, versions, author = lines[1:4], [], ""
    text = [lines[0], *text]
    for number in range(1, 9):
        author = rng.choice([name for name in PEOPLE if name != author])
        if number == removal:
            text = [line for line in text if line != lines[0]]
            who = author
        elif number > 1:
            text = _touch(rng, text, lines[0], lines[1:], others + number)
        versions.append(f"=== version {number} - {author} ===\n" + "\n".join(text))
    name = {"fr": "historique.txt", "en": "history.txt"}[language]
    return {"line": lines[0], "who": who, "last": author, "files": {name: files.txt("\n\n".join(versions))}}


def _touch(rng, text, kept, every, step):
    """One other line more or fewer, or two lines in another order."""
    missing = [line for line in every if line not in text]
    spare = [line for line in text if line != kept]
    if step % 3 == 0 and len(spare) > 2:
        gone = rng.choice(spare)
        return [line for line in text if line != gone]
    if missing and step % 3 == 1:
        return [*text, rng.choice(missing)]
    return rng.shuffle(text)


def solve_history(found, values, language):
    """The author of the first version without the line, after one that has it."""
    parts = re.split(r"=== version \d+ - (\w+) ===\n", next(iter(found.values())).decode())[1:]
    versions = list(zip(parts[::2], parts[1::2], strict=True))
    return next(
        after[0]
        for before, after in itertools.pairwise(versions)
        if values["line"] in before[1] and values["line"] not in after[1]
    )
