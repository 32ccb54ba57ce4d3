"""Use cases of a profile: fold what is new, read it, reset a competence, aim, mark tutorials."""

from collections.abc import Sequence
from itertools import groupby

from chalicelib.assessment import history as histories
from chalicelib.assessment import service as assessments
from chalicelib.assessment.errors import UnknownCompetence
from chalicelib.assessment.model import Attempt, Chapter
from chalicelib.content.model import ReleaseIndex, Skill, Tutorial
from chalicelib.profile.model import Rung, Scorecard, blank, scorecard
from chalicelib.profile.ports import Ports
from chalicelib.profile.schemas import MarkTutorial
from chalicelib.shared.errors import NotFound


def follow(ports: Ports, learner: str, competence: str, known: Attempt | None = None) -> Scorecard:
    """Fold the log of one competence into its scorecard and keep it; `known`: an attempt that is already folded."""
    chapters = ports.assessment.log.history(learner, competence)
    card = _fold(ports, learner, competence, chapters, known)
    ports.store.save_scorecard(learner, card)
    return card


def read_scorecards(ports: Ports, learner: str) -> dict[str, Scorecard]:
    """Every scorecard, up to date: where the log is longer than the projection it is folded first."""
    stored = ports.store.scorecards(learner)
    chapters = ports.assessment.log.history(learner)
    current = {}
    for competence, group in groupby(chapters, key=lambda chapter: chapter.competence):
        current[competence] = _current(ports, learner, stored.get(competence), list(group))
    return current


def rebuild(ports: Ports, learner: str) -> dict[str, Scorecard]:
    """Every scorecard from the logs alone; the stored ones are not read."""
    chapters = ports.assessment.log.history(learner)
    return {
        competence: _fold(ports, learner, competence, list(group))
        for competence, group in groupby(chapters, key=lambda chapter: chapter.competence)
    }


def read_scorecard(ports: Ports, learner: str, competence: str) -> Scorecard:
    """One scorecard; UnknownCompetence for a code outside the framework."""
    known_competence(ports, competence)
    chapters = ports.assessment.log.history(learner, competence)
    stored = ports.store.scorecards(learner).get(competence)
    return _current(ports, learner, stored, chapters) if chapters else blank(competence)


def known_competence(ports: Ports, code: str) -> None:
    """UnknownCompetence unless the framework has it."""
    if all(competence.code != code for competence in current_index(ports).competences):
        raise UnknownCompetence(f"There is no competence {code!r}.")


def current_index(ports: Ports) -> ReleaseIndex:
    """The index of the release that new assessments use."""
    return ports.assessment.content.index(ports.assessment.content.current_release())


def reset_competence(ports: Ports, learner: str, competence: str) -> Scorecard:
    """Forget what is known of a competence; its history stays. ResetTooEarly, UnknownCompetence."""
    known_competence(ports, competence)
    histories.reset(ports.assessment, learner, competence)
    return follow(ports, learner, competence)


def set_goal(ports: Ports, learner: str, competence: str, level: int | None) -> None:
    """Aim at a level of a competence, or stop aiming."""
    known_competence(ports, competence)
    ports.store.save_goal(learner, competence, level)


def mark_tutorial(ports: Ports, learner: str, tutorial: str, change: MarkTutorial) -> None:
    """Save or rate a tutorial of the published content; NotFound for another."""
    if all(known.id != tutorial for known in current_index(ports).tutorials):
        raise NotFound("There is no such tutorial.")
    ports.store.change_mark(learner, tutorial, change.saved, change.rating)


def recommended(ports: Ports, cards: Sequence[Scorecard]) -> list[tuple[Tutorial, Skill]]:
    """The tutorials of skills directly failed, lowest level first, each once."""
    index = current_index(ports)
    failed = {skill for card in cards for skill, rung in card.rungs.items() if _directly_failed(rung)}
    skills = sorted((skill for skill in index.skills if skill.id in failed), key=lambda skill: (skill.level, skill.id))
    return _tutorials(index, skills)


def saved(ports: Ports, learner: str) -> list[tuple[Tutorial, Skill]]:
    """The tutorials a learner kept."""
    index = current_index(ports)
    kept = {tutorial for tutorial, mark in ports.store.marks(learner).items() if mark.saved}
    return [pair for pair in _tutorials(index, index.skills) if pair[0].id in kept]


def _directly_failed(rung: Rung) -> bool:
    return (rung.status, rung.source) == ("failed", "asked")


def _tutorials(index: ReleaseIndex, skills: Sequence[Skill]) -> list[tuple[Tutorial, Skill]]:
    by_id = {tutorial.id: tutorial for tutorial in index.tutorials}
    first: dict[str, tuple[Tutorial, Skill]] = {}
    for skill in skills:
        for name in skill.tutorials:
            first.setdefault(name, (by_id[name], skill))
    return list(first.values())


def _current(ports: Ports, learner: str, stored: Scorecard | None, chapters: Sequence[Chapter]) -> Scorecard:
    """The stored projection when nothing can have followed it, else a fold of the log."""
    final = stored is not None and stored.chapter == chapters[-1].number and stored.status != "started"
    if stored is not None and final:
        return stored
    card = _fold(ports, learner, chapters[-1].competence, chapters)
    if stored is None or card.version > stored.version:
        ports.store.save_scorecard(learner, card)
    return card


def _fold(
    ports: Ports, learner: str, competence: str, chapters: Sequence[Chapter], known: Attempt | None = None
) -> Scorecard:
    past = histories.read(ports.assessment, learner, competence, chapters=chapters, known=known)
    number = chapters[-1].number if chapters else 0
    if past.last is None:
        return blank(competence, number)
    material = assessments.material(ports.assessment, past.last.begun)
    return scorecard(competence, number, past.last, material, ports.assessment.rules)
