"""A tiny item bank for browser tests: every kind of question in the demo, and questions whose answer stands in them."""

import shutil
from pathlib import Path
from typing import Any

import yaml

from chalicelib.content import files

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = {
    "title": {"fr": "Fichier informatique", "en": "Computer file"},
    "source": "Wikipedia",
    "minutes": 5,
    "url": {
        "fr": "https://fr.wikipedia.org/wiki/Fichier_informatique",
        "en": "https://en.wikipedia.org/wiki/Computer_file",
    },
}
TOPICS = {
    "orchard": "abricot cerise prune poirier noyer verger",
    "market": "banane mangue kiwi panier balance étal",
    "kitchen": "casserole louche tamis fourneau tablier épice",
    "garden": "bêche arrosoir serre tonnelle gravier haie",
    "harbour": "bouée quai phare voilier amarre filet",
    "forest": "chêne mousse sentier clairière fougère écureuil",
    "station": "wagon horloge guichet aiguillage tunnel signal",
    "museum": "cadre statue vitrine galerie socle fresque",
}
SOLVER = '''"""Solves the file of the topic kinds."""


def word(found, values, language):
    """The last word of the note."""
    return found["notes.txt"].decode().split()[-1]
'''
DEMO = (
    "kinds-1-one",
    "kinds-1-several",
    "kinds-2-text",
    "kinds-2-number",
    "kinds-3-fields",
    "kinds-3-ideas",
    "kinds-4-mailbox",
    "kinds-4-timed",
    "kinds-5-focused",
)


def write(folder: Path) -> Path:
    """The bank in `folder`, with the real framework; returns it."""
    core = folder / "core"
    core.mkdir(parents=True)
    shutil.copy(ROOT / "content" / "core" / "framework.yaml", core)
    for name in ("targets", "lessons", "generators"):
        (folder / name).mkdir()
    (folder / "generators" / "kinds.py").write_text(SOLVER, "utf-8")
    title = _both("Découvrir", "Discover")
    dump(folder / "demo" / "discover.yaml", {"title": title, "description": title, "challenges": list(DEMO)})
    (core / "1.2").mkdir()
    shutil.copy(Path(__file__).with_name("kinds.yaml"), core / "1.2")
    pictures = core / "1.2" / "kinds"
    pictures.mkdir()
    (pictures / "plan.png").write_bytes(
        files.png(64, 32, [("rectangle", (0, 0, 32, 32), "red"), ("rectangle", (32, 0, 64, 32), "blue")])
    )
    (pictures / "notes.txt").write_text("Le mot est : nuage\n", "utf-8")
    for topic, text in TOPICS.items():
        dump(core / "1.1" / f"{topic}.yaml", words(topic, text.split()))
    return folder


def answer_in(instruction: str) -> str:
    """What the questions of competence 1.1 ask to be typed."""
    return instruction.split("«", 1)[1].split("»", 1)[0].strip() if "«" in instruction else instruction.split('"')[1]


def _both(french: str, english: str) -> dict[str, str]:
    return {"fr": french, "en": english}


def words(topic: str, words: list[str]) -> dict[str, Any]:
    """A topic whose questions show the word to type, one word for each level from 1."""
    return {
        "topic": _both(f"Recopier ({topic})", f"Copying ({topic})"),
        "tutorials": [TUTORIAL],
        "skills": [_skill(level, [_copy(letter, word) for letter in "ab"]) for level, word in enumerate(words, 1)],
    }


def _skill(level: int, challenges: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "level": level,
        "can": _both(f"Je peux réussir une épreuve de niveau {level}.", f"I can do a challenge of level {level}."),
        "hint": _both("Relisez la consigne mot à mot.", "Read the instruction word by word."),
        "challenges": challenges,
    }


def _copy(letter: str, word: str) -> dict[str, Any]:
    return {
        "id": letter,
        "type": "QROC",
        "instruction": _both(
            f"Question {letter}. Recopiez ce mot : « {word} ».", f"Question {letter}. Copy this word: « {word} »."
        ),
        "answer": word,
        "mistakes": [{"answer": "poire", "why": _both("Ce n'était pas ce fruit.", "It was not that fruit.")}],
        "solution": _both("Le mot est entre guillemets.", "The word is between the marks."),
    }


def dump(path: Path, content: dict[str, Any]) -> None:
    """One file of a bank."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
