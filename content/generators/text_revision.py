"""Values and files of the topic text-revision: two versions, a diff."""

from chalicelib.content import files

RULES = {
    "fr": [
        "La salle ouvre à {n} heures.",
        "Chaque groupe compte {n} personnes au plus.",
        "Les clés sont rendues sous {n} jours.",
        "Le bruit cesse à {n} heures.",
        "La caution est de {n} euros.",
        "Le ménage prend {n} minutes.",
    ],
    "en": [
        "The hall opens at {n}.",
        "Each group has at most {n} people.",
        "Keys are returned within {n} days.",
        "Noise stops at {n}.",
        "The deposit is {n} euros.",
        "Cleaning takes {n} minutes.",
    ],
}
LINES = {
    "fr": ["pain", "lait", "riz", "thé", "sel", "miel", "pois", "ail"],
    "en": ["bread", "milk", "rice", "tea", "salt", "honey", "peas", "garlic"],
}


def versions(rng, language):
    """30 articles; some change their number, all keep their order."""
    first = [(rng.integer(0, 5), rng.integer(5, 60)) for _ in range(30)]
    changed = set(rng.sample(range(30), rng.integer(4, 12)))
    second = [(rule, n + rng.integer(1, 9)) if place in changed else (rule, n) for place, (rule, n) in enumerate(first)]
    texts = {}
    for name, articles in (("v1.txt", first), ("v2.txt", second)):
        texts[name] = files.txt(
            "\n".join(
                f"Art. {place + 1}. {RULES[language][rule].format(n=n)}" for place, (rule, n) in enumerate(articles)
            )
        )
    return {"count": len(changed), "files": {"versions.zip": files.zip_of(texts)}}


def solve_versions(found, values, language):
    """Compares line by line."""
    inside = files.read_zip(found["versions.zip"])
    pairs = zip(inside["v1.txt"].decode().splitlines(), inside["v2.txt"].decode().splitlines(), strict=True)
    return sum(before != after for before, after in pairs)


def diff(rng, language):
    """Five lines, one removed, one changed, one added; the third line afterwards."""
    words = [LINES[language][n] for n in rng.sample(range(8), 7)]
    kept, new = words[:5], words[5:]
    removed, added = rng.integer(0, 1), rng.integer(2, 4)
    told, after = [], []
    for place, word in enumerate(kept):
        if place == removed:
            told.append(f"-{word}")
            continue
        if place == added:
            told.append(f"+{new[0]}")
            after.append(new[0])
        told.append(f" {word}")
        after.append(word)
    told.append(f"+{new[1]}")
    after.append(new[1])
    return {"diff": "\n".join(told), "line": after[2]}
