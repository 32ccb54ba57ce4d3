"""A small sound bank in a folder of its own, which tests then spoil."""

from collections.abc import Callable
from pathlib import Path

import pytest

FRAMEWORK = """\
id: core
version: test 1
name: {fr: Cadre, en: Framework}
areas:
  - code: "1"
    name: {fr: Données, en: Data}
    competences:
      - {code: "1.2", name: {fr: Gérer, en: Manage}}
"""

TOPIC = """\
topic: {fr: Tri, en: Sorting}
tutorials:
  - {title: {fr: Le tri, en: Sorting}, minutes: 3, source: Us, url: "https://example.org/sorting"}
skills:
  - level: 1
    can: {fr: Je peux trier., en: I can sort.}
    hint: {fr: Comparez., en: Compare.}
    challenges:
      - id: a
        type: QCU
        instruction: {fr: "Quel nombre est le plus grand ?", en: "Which number is the largest?"}
        choices:
          - right: "3"
          - wrong: "1"
            why: {fr: "1 est petit.", en: "1 is small."}
          - wrong: "2"
            why: {fr: "2 est moyen.", en: "2 is middling."}
      - id: b
        type: QROC
        instruction: {fr: "Combien font {a} + 1 ?", en: "What is {a} + 1?"}
        answer: "{sum}"
        format: number
        variants:
          - {a: "1", sum: "2"}
          - {a: "2", sum: "3"}
          - {a: "3", sum: "4"}
          - {a: "4", sum: "5"}
          - {a: "5", sum: "6"}
          - {a: "6", sum: "7"}
          - {a: "7", sum: "8"}
          - {a: "8", sum: "9"}
          - {a: "9", sum: "10"}
          - {a: "10", sum: "11"}
      - id: c
        type: QROCM-ind
        instruction: {fr: Complétez., en: Fill in.}
        fields:
          - {name: a, label: A, answer: été}
          - {name: b, label: B, answer: [x, y], options: [x, y, z]}
      - id: d
        type: QROC
        instruction: {fr: Quel mot contient le fichier ?, en: Which word is in the file?}
        generator: maker.note
        answer: "{word}"
"""

MAKER = '''\
"""Makes notes."""

from chalicelib.content import files


def note(rng, language):
    word = f"mot{rng.integer(1, 10_000)}"
    return {"word": word, "files": {"note.txt": files.txt(word)}}


def solve_note(found, values, language):
    return found["note.txt"].decode().strip()
'''

Spoil = Callable[[str, str], int]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """The folder of a bank without problem but coverage."""
    root = tmp_path / "content"
    (root / "core" / "1.2").mkdir(parents=True)
    (root / "generators").mkdir()
    (root / "core" / "framework.yaml").write_text(FRAMEWORK)
    (root / "core" / "1.2" / "sorting.yaml").write_text(TOPIC)
    (root / "generators" / "maker.py").write_text(MAKER)
    return root
