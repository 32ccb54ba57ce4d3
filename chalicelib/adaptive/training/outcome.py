"""What the answers say of each skill: asked, inferred, and, when the test has ended, estimated."""

from dataclasses import dataclass

from .choice import DEFAULT, Settings
from .knowledge import State, ladders
from .settlement import settled_levels


@dataclass(frozen=True, slots=True)
class Standing:
    """`status`: validated or failed. `source`: asked (a direct answer says so), inferred (from another rung of the
    topic), estimated (by the model, at the end; any later answer overrides it).
    """

    status: str
    source: str


def read_out(state: State, ended: bool, settings: Settings = DEFAULT) -> dict[str, Standing]:
    """Standing of each skill by id; unknown skills are absent until the test has ended.

    Who got nothing right earns nothing, unless the settings say otherwise: an estimate completes evidence, it does
    not replace it.
    """
    known = ladders(state)
    direct = {(o.skill, "validated" if o.success else "failed") for o in state.observations}
    standings: dict[str, Standing] = {}
    for skill in state.skills:
        status = known[skill.topic].known(skill.level)
        if status is not None:
            standings[skill.id] = Standing(status, "asked" if (skill.id, status) in direct else "inferred")
    if ended:
        shown = settings.estimate_unshown or any(observation.success for observation in state.observations)
        reached = settled_levels(known, settings.model) if shown else {}
        for skill in state.skills:
            status = "validated" if skill.level <= reached.get(skill.topic, 0) else "failed"
            standings.setdefault(skill.id, Standing(status, "estimated"))
    return standings
