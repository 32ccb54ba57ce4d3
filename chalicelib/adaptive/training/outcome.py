"""What the answers say of each skill: asked, inferred, and, when the test has ended, estimated."""

from dataclasses import dataclass

from .choice import DEFAULT, Settings
from .knowledge import Ladder, State, ladders
from .model import general_weights, grid, topic_view, topic_weights


@dataclass(frozen=True, slots=True)
class Standing:
    """`status`: validated or failed. `source`: asked (a direct answer says so), inferred (from another rung of the
    topic), estimated (by the model, at the end; any later answer overrides it).
    """

    status: str
    source: str


def read_out(state: State, ended: bool, settings: Settings = DEFAULT) -> dict[str, Standing]:
    """Standing of each skill by id; unknown skills are absent until the test has ended."""
    known = ladders(state)
    direct = {(o.skill, "validated" if o.success else "failed") for o in state.observations}
    standings: dict[str, Standing] = {}
    for skill in state.skills:
        status = known[skill.topic].known(skill.level)
        if status is not None:
            standings[skill.id] = Standing(status, "asked" if (skill.id, status) in direct else "inferred")
    if ended:
        reached = reached_levels(known, settings)
        for skill in state.skills:
            status = "validated" if skill.level <= reached[skill.topic] else "failed"
            standings.setdefault(skill.id, Standing(status, "estimated"))
    return standings


def reached_levels(known: dict[str, Ladder], settings: Settings = DEFAULT) -> dict[str, int]:
    """For each topic the highest level that the learner more likely than not masters; 0 for none."""
    views = {topic: topic_view(ladder, settings.model) for topic, ladder in known.items()}
    weights = general_weights(list(views.values()), settings.model)
    return {
        topic: _reached(known[topic], topic_weights(view, weights), grid(settings.model).topic)
        for topic, view in views.items()
    }


def _reached(ladder: Ladder, chances: tuple[float, ...], levels: tuple[float, ...]) -> int:
    reached = 0
    for level, _ in ladder.rungs:
        if sum(chance for chance, topic in zip(chances, levels, strict=True) if topic >= level) >= 0.5:
            reached = level
    return reached
