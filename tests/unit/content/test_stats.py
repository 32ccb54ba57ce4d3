"""Measures that keep a bank honest."""

from pathlib import Path

from chalicelib.content.bank import load
from chalicelib.content.stats import measure, near_duplicates

from .conftest import TOPIC


def test_the_measures_of_a_small_bank(bank: Path) -> None:
    """Counted by hand."""
    found = measure(load(bank))
    assert (found.topics, found.skills, found.challenges, found.bodies) == (1, 1, 4, 24)
    assert found.types == {"QCU": 1, "QROC": 2, "QROCM-ind": 1}
    assert found.situations == {"file": 1, "none": 3}
    assert found.parameterised == 2
    assert found.coverage == {"1.2": {1: 1}}
    assert found.longest_right == {"fr": 0.0, "en": 0.0}


def test_a_right_choice_that_is_the_longest_is_counted(bank: Path) -> None:
    """Learners notice; then the question measures nothing."""
    (bank / "core" / "1.2" / "sorting.yaml").write_text(
        TOPIC.replace('- right: "3"', '- right: "3, which is more than 2"')
    )
    assert measure(load(bank)).longest_right == {"fr": 1.0, "en": 1.0}


def test_near_duplicates_are_found() -> None:
    """Only names or figures differ: not a new question."""
    texts = {
        "a": "Lina range ses photos de vacances dans un dossier. Quel nom choisit-elle pour ce dossier ?",
        "b": "Hugo range ses photos de vacances dans un dossier. Quel nom choisit-elle pour ce dossier ?",
        "c": "Un fichier de 12 Mo est envoyé par une liaison de 8 Mbit/s. Combien de temps cela dure-t-il ?",
    }
    assert [(one, other) for one, other, _ in near_duplicates(texts)] == [("a", "b")]
