"""Views of a profile."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil

from chalicelib.content.model import Competence, ReleaseIndex, Skill, Tutorial
from chalicelib.profile import model, schemas, service
from chalicelib.profile.model import Rung, Scorecard
from chalicelib.profile.ports import Mark, Ports
from chalicelib.shared.clock import parse

Texts = Mapping[str, str]


def text(texts: Texts, language: str) -> str:
    """The text in a language, else in English, else in the one there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()))


def profile(ports: Ports, learner: str, language: str) -> schemas.ProfileView:
    """All competences in the framework's order."""
    index, rules = service.current_index(ports), ports.assessment.rules
    cards = service.read_scorecards(ports, learner)
    every = [cards.get(competence.code) or model.blank(competence.code) for competence in index.competences]
    ready = model.ready_for_certification(every)
    area_of = {competence.code: competence.area for competence in index.competences}
    steps = model.milestones(every, area_of, rules)
    return schemas.ProfileView(
        pix=sum(card.pix for card in every),
        max_pix=len(index.competences) * rules.max_level * rules.pix_per_level,
        areas=_areas(ports, index, every, language),
        certifiability=schemas.Certifiability(
            ready >= rules.certifiable_competences, ready, rules.certifiable_competences
        ),
        milestones=[
            schemas.Milestone(step.key, step.reached, step.current, step.target, step.competence) for step in steps
        ],
        goals=_goals(ports, learner, {card.competence: card for card in every}),
    )


def scorecard(ports: Ports, index: ReleaseIndex, card: Scorecard, language: str) -> schemas.ScorecardView:
    """One competence, with what may be done now."""
    competence = next(known for known in index.competences if known.code == card.competence)
    return _scorecard(ports, competence, card, _playable(index), language)


def competence(ports: Ports, learner: str, card: Scorecard, language: str) -> schemas.CompetenceView:
    """One competence in detail, in the words of the release it was assessed with."""
    now = service.current_index(ports)
    index = ports.assessment.content.index(card.release) if card.release else now
    topics = _topics(index, card, language)
    marks = ports.store.marks(learner)
    return schemas.CompetenceView(
        scorecard=scorecard(ports, now, card, language),
        topics=topics,
        strong=_strong(topics),
        to_work_on=_to_work_on(topics, card),
        tutorials=[tutorial(pair, marks, language) for pair in service.recommended(ports, [card])],
    )


def tutorial(pair: tuple[Tutorial, Skill], marks: Mapping[str, Mark], language: str) -> schemas.LearnerTutorial:
    """A tutorial in the reader's language, with the learner's mark."""
    found, skill = pair
    mark = marks.get(found.id, Mark())
    link = schemas.TutorialLink(
        id=found.id,
        title=text(found.title, language),
        kind=found.kind,
        minutes=found.minutes,
        source=text(found.source, language),
        url=text(found.url, language),
    )
    return schemas.LearnerTutorial(link, skill.competence, text(skill.can, language), mark.saved, mark.rating)


def _areas(ports: Ports, index: ReleaseIndex, cards: list[Scorecard], language: str) -> list[schemas.AreaView]:
    by_code = {card.competence: card for card in cards}
    playable = _playable(index)
    return [
        schemas.AreaView(
            area.code,
            text(area.name, language),
            [
                _scorecard(ports, known, by_code[known.code], playable, language)
                for known in index.competences
                if known.area == area.code
            ],
        )
        for area in index.areas
    ]


def _playable(index: ReleaseIndex) -> set[str]:
    return {skill.competence for skill in index.skills if skill.playable}


def _scorecard(
    ports: Ports, known: Competence, card: Scorecard, playable: set[str], language: str
) -> schemas.ScorecardView:
    rules, now = ports.assessment.rules, ports.assessment.clock()
    higher = card.status == "completed" and card.level < rules.max_level
    improving = _days(card, rules.improve_after_days, now) if higher else None
    resetting = _days(card, rules.reset_after_days, now)
    return schemas.ScorecardView(
        competence=known.code,
        code=known.code,
        name=text(known.name, language),
        area=known.area,
        status=card.status,
        available=known.code in playable,
        level=card.level,
        pix=card.pix,
        pix_ahead=card.ahead,
        max_level=rules.max_level,
        assessment_id=card.attempt if card.status == "started" else None,
        can_improve=improving == 0,
        can_reset=card.status != "not_started" and resetting == 0,
        days_before_improving=improving,
        days_before_reset=resetting,
    )


def _days(card: Scorecard, delay: float, now: datetime) -> int | None:
    if card.last_at is None:
        return None
    left = parse(card.last_at) + timedelta(days=delay) - now
    return max(0, ceil(left / timedelta(days=1)))


def _goals(ports: Ports, learner: str, cards: Mapping[str, Scorecard]) -> list[schemas.Goal]:
    aims = sorted(ports.store.goals(learner).items())
    return [schemas.Goal(code, level, cards[code].level >= level) for code, level in aims if code in cards]


def _topics(index: ReleaseIndex, card: Scorecard, language: str) -> list[schemas.TopicView]:
    ladders = [topic for topic in index.topics if topic.competence == card.competence]
    return [
        schemas.TopicView(
            topic.id,
            text(topic.title, language),
            [
                _skill(skill, card.rungs.get(skill.id), language)
                for skill in sorted(index.skills, key=lambda skill: skill.level)
                if skill.topic == topic.id and skill.playable
            ],
        )
        for topic in ladders
    ]


def _skill(skill: Skill, rung: Rung | None, language: str) -> schemas.SkillView:
    name = text(skill.can, language)
    if rung is None:
        return schemas.SkillView(skill.id, name, skill.level, "unknown", None)
    return schemas.SkillView(skill.id, name, skill.level, rung.status, rung.source)


def _strong(topics: list[schemas.TopicView]) -> list[str]:
    """Topics with something shown by answers (what is only estimated counts, but is no strength), highest first."""
    heights = {topic.topic: max((s.level for s in topic.skills if _shown(s)), default=0) for topic in topics}
    return sorted((topic for topic, height in heights.items() if height), key=lambda topic: -heights[topic])


def _shown(skill: schemas.SkillView) -> bool:
    return skill.status == "validated" and skill.source != "estimated"


def _to_work_on(topics: list[schemas.TopicView], card: Scorecard) -> list[str]:
    """Topics with a failed rung: the lowest first, then the one that hides most pix."""

    def reward(topic: schemas.TopicView) -> tuple[int, float]:
        failed = [skill for skill in topic.skills if skill.status == "failed"]
        return min(skill.level for skill in failed), -sum(card.rungs[skill.skill].value for skill in failed)

    failing = [topic for topic in topics if any(skill.status == "failed" for skill in topic.skills)]
    return [topic.topic for topic in sorted(failing, key=reward)]
