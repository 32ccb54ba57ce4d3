"""The certification bank of a release: its calibrated items, priced and ranked (build time: needs SciPy)."""

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import RankedBank
from chalicelib.content.model import ReleaseIndex
from chalicelib.shared.rules import DEFAULT, Rules


class RankingUnavailable(RuntimeError):
    """SciPy is not installed here; the message says what to do."""


def items(index: ReleaseIndex) -> tuple[Item, ...]:
    """The challenges that a certification may use, with their calibration, in the index's order."""
    skills = {skill.id: skill for skill in index.skills}
    return tuple(
        Item(
            id=each.id,
            a=each.a,
            b=each.b,
            competence=skills[each.skill].competence,
            topic=skills[each.skill].topic,
            level=skills[each.skill].level,
            skill=each.skill,
        )
        for each in index.challenges
        if each.certification and each.active
    )


def ranking_rules(rules: Rules) -> str:
    """What a ranked bank depends on besides the release."""
    return f"{rules.certification_max_exposure:g}|{rules.certification_questions}"


def rank(index: ReleaseIndex, rules: Rules = DEFAULT) -> RankedBank | None:
    """The ranked bank of a release; None when nothing in it is for certifications. Raises RankingUnavailable."""
    found = items(index)
    if not found:
        return None
    try:
        from chalicelib.adaptive.pricing.prepare import prepare_unequal  # noqa: PLC0415 - only who publishes has SciPy
    except ImportError as error:
        raise RankingUnavailable("ranking the certification bank needs SciPy: pip install scipy") from error
    return prepare_unequal(found, rules.certification_max_exposure, rules.certification_questions)
