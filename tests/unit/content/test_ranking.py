"""The certification bank of a release: which challenges it holds, its caps, and what happens without SciPy."""

import json
import sys

import msgspec
import pytest

from chalicelib.adaptive.bank import BankError
from chalicelib.adaptive.certification import dump
from chalicelib.content import calibrating, ranking
from chalicelib.content.model import Challenge, ReleaseIndex
from chalicelib.shared.rules import DEFAULT
from tests.fakes.learning import small_index


def index(*sizes: int) -> ReleaseIndex:
    """One release with the skills of `small_index`, and so many certification challenges on each of the first."""
    base = small_index()
    made = [
        Challenge(
            id=f"{skill.id}-c{n}",
            skill=skill.id,
            type="QROC",
            variants=2,
            languages=("fr",),
            a=1.0 + n / 10,
            b=skill.level - 4.0,
            certification=True,
        )
        for skill, size in zip(base.skills, sizes, strict=False)
        for n in range(size)
    ]
    return msgspec.structs.replace(base, challenges=(*base.challenges, *made))


def test_only_active_challenges_for_the_certification_are_items() -> None:
    """What training alone may show, or what is retired, must never certify anybody."""
    made = index(3, 2)
    retired = msgspec.structs.replace(made.challenges[-1], active=False)
    made = msgspec.structs.replace(made, challenges=(*made.challenges[:-1], retired))
    found = ranking.items(made)
    assert [item.id for item in found] == [c.id for c in made.challenges if c.certification and c.active]
    skills = {skill.id: skill for skill in made.skills}
    assert all(item.topic == skills[item.skill].topic and item.level == skills[item.skill].level for item in found)


def test_a_release_without_certification_challenges_has_no_bank() -> None:
    """A framework may be for training only."""
    assert ranking.rank(small_index()) is None


def test_the_same_release_gives_the_same_bank_to_the_byte() -> None:
    """A release is named by its content, and its bank is a part of it."""
    first, second = ranking.rank(index(40, 9)), ranking.rank(index(40, 9))
    assert first
    assert second
    assert dump(first) == dump(second)
    assert ranking.ranking_rules(DEFAULT) == "0.2|32"


def test_without_scipy_the_operator_is_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """A traceback about a module tells nobody that one command helps."""
    monkeypatch.setitem(sys.modules, "chalicelib.adaptive.pricing.prepare", None)
    with pytest.raises(ranking.RankingUnavailable, match="pip install scipy"):
        ranking.rank(index(4))


CALIBRATION = {
    "format": 1,
    "model": "2pl",
    "items": [{"id": "{0}-c0", "a": 1.6, "b": 0.25, "a_error": 0.16, "b_error": 0.1, "answers": 900}],
    "left_out": [{"id": "{0}-c1", "why": ["wrong-key"]}],
}


def measured(index: ReleaseIndex) -> dict:
    """A calibration of the first skill's first two challenges: one measured, one with a wrong key."""
    return json.loads(json.dumps(CALIBRATION).replace("{0}", index.skills[0].id))


def test_a_release_takes_a_calibration_in() -> None:
    """Measured items are no longer provisional, a wrong key certifies nobody, and training keeps both."""
    before = index(3)
    after = calibrating.calibrated(before, measured(before))
    first, second, third = after.challenges[-3:]
    assert (first.b, first.provisional) == (0.25, False)
    assert 1.2 < first.a < 1.6  # tempered: an error of a tenth is drawn towards the others
    assert (second.certification, second.active) == (False, True)
    assert (third.b, third.provisional) == (before.challenges[-1].b, True)
    assert [item.id for item in ranking.items(after)] == [first.id, third.id]
    assert after.challenges[:-3] == before.challenges[:-3]


@pytest.mark.parametrize(
    "document", [[], {}, {"format": 1, "model": "2pl"}, {"format": 1, "model": "2pl", "items": [1]}]
)
def test_what_is_no_calibration_is_refused(document: object) -> None:
    """A file of another kind must not become a release."""
    with pytest.raises(BankError, match="not a calibration"):
        calibrating.calibrated(index(3), document)  # type: ignore[arg-type]
