"""What changed between two releases, seen from their indexes. Pure."""

from collections.abc import Iterable

import msgspec

from chalicelib.content.model import Record, ReleaseIndex


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """Ids per kind of change; a changed challenge has another calibration, status or text."""

    added_skills: tuple[str, ...]
    removed_skills: tuple[str, ...]
    revalued_skills: tuple[str, ...]  # other pix value or level
    added_challenges: tuple[str, ...]
    removed_challenges: tuple[str, ...]
    retired_challenges: tuple[str, ...]
    changed_challenges: tuple[str, ...]
    changed_targets: tuple[str, ...]  # added, removed or altered

    def __bool__(self) -> bool:
        return any(msgspec.structs.astuple(self))


def difference(before: ReleaseIndex, after: ReleaseIndex) -> Difference:
    """What `after` has that `before` has not, and the other way round."""
    skills, new_skills = _by_id(before.skills), _by_id(after.skills)
    challenges, new_challenges = _by_id(before.challenges), _by_id(after.challenges)
    targets, new_targets = _by_id(before.targets), _by_id(after.targets)
    both = sorted(challenges.keys() & new_challenges.keys())
    retired = [name for name in both if challenges[name].active and not new_challenges[name].active]
    return Difference(
        added_skills=_only(new_skills, skills),
        removed_skills=_only(skills, new_skills),
        revalued_skills=tuple(
            name
            for name in sorted(skills.keys() & new_skills.keys())
            if (skills[name].value, skills[name].level) != (new_skills[name].value, new_skills[name].level)
        ),
        added_challenges=_only(new_challenges, challenges),
        removed_challenges=_only(challenges, new_challenges),
        retired_challenges=tuple(retired),
        changed_challenges=tuple(n for n in both if n not in retired and challenges[n] != new_challenges[n]),
        changed_targets=tuple(
            name for name in sorted(targets.keys() | new_targets.keys()) if targets.get(name) != new_targets.get(name)
        ),
    )


def _by_id(records: Iterable[Record]) -> dict:
    return {record.id: record for record in records}  # type: ignore[attr-defined]


def _only(these: dict, those: dict) -> tuple[str, ...]:
    return tuple(sorted(these.keys() - those.keys()))
