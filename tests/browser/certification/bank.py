"""The tiny item bank of a certification: five competences whose questions hold their answer, one of them timed."""

from pathlib import Path
from typing import Any

from tests.browser import bank

# a competence, its topics with their words from the easiest level up; `*` marks the competence of focused questions
COMPETENCES = {
    "1.3": {"desk": "crayon gomme règle", "shelf": "atlas roman conte", "drawer": "ciseaux ficelle colle"},
    "2.1": {"meadow": "trèfle bleuet pavot", "pond": "roseau libellule carpe", "barn": "paille grange fourche"},
    "2.2": {"street": "trottoir pavé lampadaire", "square": "fontaine banc kiosque", "bridge": "arche péage viaduc"},
    "2.3": {"boat": "rame voile ancre", "beach": "galet dune coquillage", "island": "phare crique palmier"},
}
CODES = ("1.1", *COMPETENCES)
FOCUSED, TIMED = "2.2", "2.3"
SECONDS = 90


def write(folder: Path) -> Path:
    """The bank in `folder`: the common one, with what a certification needs; returns it."""
    bank.write(folder)
    for competence, topics in {"1.1": bank.TOPICS, **COMPETENCES}.items():
        for topic, words in topics.items():
            bank.dump(
                folder / "core" / competence / f"{topic}.yaml", _certified(bank.words(topic, words.split()), competence)
            )
    return folder


def _certified(topic: dict[str, Any], competence: str) -> dict[str, Any]:
    """The topic, open to the certification; every second question of a competence is timed."""
    for skill in topic["skills"]:
        for challenge in skill["challenges"]:
            challenge.update(certification=True, focused=competence == FOCUSED)
            if competence == TIMED and challenge["id"] == "b":
                challenge["timer"] = SECONDS
    return topic
