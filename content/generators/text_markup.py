"""Values and files of the topic text-markup: paragraphs of an ODT, replacements by pattern."""

import io
import re
import zipfile

from chalicelib.content import files

SENTENCES = {
    "fr": [
        "Le marché ouvre tôt.",
        "Les étals sont pleins.",
        "On parle fort.",
        "Un chien dort.",
        "Il pleut un peu.",
        "Le café fume.",
    ],
    "en": [
        "The market opens early.",
        "The stalls are full.",
        "People talk loudly.",
        "A dog sleeps.",
        "It rains a little.",
        "The coffee steams.",
    ],
}
CASES = [
    (
        r"(\w+), (\w+)",
        "$2 $1",
        [
            "Diallo, Awa",
            "Lopez, Ana",
            "Meyer, Tom",
            "Novak, Eva",
            "Rossi, Leo",
            "Silva, Rui",
            "Tran, Lan",
            "Vidal, Noe",
        ],
    ),
    (
        r"(\d\d)(\d\d)(\d\d)",
        "$1-$2-$3",
        ["120894", "310570", "051201", "280266", "170983", "220345", "090977", "140612"],
    ),
    (r"[aeiou]", "*", ["bonsoir", "tomate", "lecture", "domino", "piscine", "fenetre", "cabane", "sucre"]),
    (r"(\w)\1", "$1", ["baallon", "ruee", "gaare", "liivre", "moto", "coffee", "passer", "wood"]),
]


def odt(rng, language):
    """A document of 6 to 30 paragraphs."""
    count = rng.integer(6, 30)
    content = files.odt([rng.choice(SENTENCES[language]) for _ in range(count)])
    return {"count": count, "files": {"document.odt": content}}


def solve_odt(found, values, language):
    """Counts the tags in the archive."""
    archive = zipfile.ZipFile(io.BytesIO(found["document.odt"]))
    return len(re.findall(r"<text:p[ />]", archive.read("content.xml").decode()))


def replace(rng, language):
    """One of four patterns on one of eight texts."""
    pattern, replacement, texts = rng.choice(CASES)
    text = rng.choice(texts)
    result = re.sub(pattern, re.sub(r"\$(\d)", r"\\\1", replacement), text)
    return {"pattern": pattern, "replacement": replacement, "text": text, "result": result}
