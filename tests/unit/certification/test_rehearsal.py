"""What a new bank begins its counts with."""

from dataclasses import replace

from chalicelib.certification.eligibility import snapshot
from chalicelib.certification.rehearsal import rehearse, remembered
from chalicelib.shared.rules import DEFAULT
from tests.fakes.certification_bank import material

BANK = material(per_competence=6).bank
RULES = replace(DEFAULT, certification_rehearsal=40)


def test_a_rehearsal_is_a_function_of_bank_and_rules() -> None:
    """Every process must come to the same counts, or snapshots would differ from minute to minute."""
    made = rehearse(BANK, RULES)
    assert made == rehearse(BANK, RULES) == remembered(BANK, RULES)
    assert remembered(BANK, RULES) is remembered(BANK, RULES)
    assert 35 <= made.candidates <= 40
    assert sum(sum(items.values()) for items in made.served.values()) > 30 * made.candidates


def test_its_snapshot_withholds_the_favourites() -> None:
    """The point of it: the first real candidates do not all meet the same questions."""
    seen = snapshot(BANK.version, rehearse(BANK, RULES)).items
    assert max(one.served / one.eligible for one in seen.values()) > RULES.certification_max_exposure


def test_it_can_be_turned_off() -> None:
    """An operator may prefer to begin with nothing."""
    assert rehearse(BANK, replace(DEFAULT, certification_rehearsal=0)).candidates == 0
