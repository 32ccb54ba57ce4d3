"""Files of the topic privacy-rights: the copy of an account's data."""

import json

from chalicelib.content import files

CATEGORIES = {
    "fr": [
        "jardinage",
        "futurs parents",
        "voyages",
        "chiens",
        "bricolage",
        "course à pied",
        "cuisine",
        "déménagement",
        "photographie",
        "musique",
    ],
    "en": [
        "gardening",
        "future parents",
        "travel",
        "dogs",
        "crafts",
        "running",
        "cooking",
        "moving house",
        "photography",
        "music",
    ],
}
SOURCES = {"fr": ("déclaré", "déduit"), "en": ("declared", "inferred")}
KEYS = {"fr": ("compte", "centres_interet", "nom"), "en": ("account", "interests", "name")}


def interests(rng, language):
    """Six categories, one of them inferred; sign-ins around them."""
    chosen = rng.sample(range(10), 6)
    hidden = rng.integer(0, 5)
    account, interest, name = KEYS[language]
    listed = [
        {name: CATEGORIES[language][number], "source": SOURCES[language][place == hidden], "score": rng.integer(20, 99)}
        for place, number in enumerate(chosen)
    ]
    signins = [
        f"2026-0{rng.integer(1, 9)}-{rng.integer(10, 28)}T{rng.integer(10, 23)}:{rng.integer(10, 59)}"
        for _ in range(20)
    ]
    content = files.txt(
        json.dumps(
            {account: f"u{rng.integer(10**6, 10**7)}", "logins": signins, interest: listed},
            ensure_ascii=False,
            indent=2,
        )
    )
    file = {"fr": "mes-donnees.json", "en": "my-data.json"}[language]
    return {
        "category": CATEGORIES[language][chosen[hidden]],
        "inferred": SOURCES[language][1],
        "files": {file: content},
    }


def solve_interests(found, values, language):
    """Parses the copy."""
    data = json.loads(next(iter(found.values())))
    _, interest, name = KEYS[language]
    return next(one[name] for one in data[interest] if one["source"] == SOURCES[language][1])
