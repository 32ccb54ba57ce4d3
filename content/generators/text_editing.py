"""Files of the topic text-editing: words to count, double spaces."""

import re

from chalicelib.content import files

WORDS = {
    "fr": [
        ("port", ["porte", "transport", "portail"]),
        ("main", ["maintenant", "demain", "humain"]),
        ("chat", ["château", "achat", "chaton"]),
        ("jour", ["journal", "bonjour", "toujours"]),
    ],
    "en": [
        ("port", ["report", "portal", "airport"]),
        ("hand", ["handle", "secondhand", "handy"]),
        ("cat", ["catalogue", "locate", "education"]),
        ("day", ["today", "daylight", "Sunday"]),
    ],
}
FILL = {
    "fr": [
        "le",
        "vent",
        "passe",
        "sur",
        "la",
        "place",
        "et",
        "les",
        "volets",
        "bleus",
        "pendant",
        "que",
        "les",
        "voisins",
        "parlent",
    ],
    "en": [
        "the",
        "wind",
        "goes",
        "over",
        "the",
        "square",
        "and",
        "the",
        "blue",
        "shutters",
        "while",
        "the",
        "neighbours",
        "talk",
    ],
}


def whole_word(rng, language):
    """12 lines; the word alone, with a capital, and inside others."""
    word, others = rng.choice(WORDS[language])
    tokens = [rng.choice(FILL[language]) for _ in range(130)]
    tokens += [rng.choice([word, word, word.capitalize(), f"{word},"]) for _ in range(rng.integer(6, 14))]
    tokens += [rng.choice(others) for _ in range(rng.integer(5, 12))]
    tokens = rng.shuffle(tokens)
    lines = [" ".join(tokens[n : n + 13]) for n in range(0, len(tokens), 13)]
    text = "\n".join(lines)
    count = sum(token.strip(",").lower() == word for token in tokens)
    inside = text.lower().count(word)
    name = {"fr": "texte.txt", "en": "text.txt"}[language]
    return {"word": word, "count": count, "inside": inside, "files": {name: files.txt(text)}}


def solve_whole_word(found, values, language):
    """With word boundaries."""
    text = next(iter(found.values())).decode().lower()
    return len(re.findall(rf"(?<!\w){values['word']}(?!\w)", text))


def double_spaces(rng, language):
    """200 words with some double spaces."""
    count = rng.integer(7, 30)
    tokens = [rng.choice(FILL[language]) for _ in range(200)]
    places = set(rng.sample([n for n in range(199) if n % 14 != 13], count))
    text = "".join(token + ("\n" if n % 14 == 13 else "  " if n in places else " ") for n, token in enumerate(tokens))
    name = {"fr": "texte.txt", "en": "text.txt"}[language]
    return {"count": count, "files": {name: files.txt(text.rstrip())}}


def solve_double_spaces(found, values, language):
    """Splits at them."""
    return len(next(iter(found.values())).decode().split("  ")) - 1
