"""Which answered fields can each be given an idea of their own (maximum bipartite matching)."""

from collections.abc import Mapping, Sequence


def matched(accepts: Mapping[str, Sequence[str]]) -> set[str]:
    """Fields that get an idea, given the ideas each field could use.

    As many fields as possible; among equals the earlier fields win (Kuhn's augmenting paths, in order).
    """
    owner: dict[str, str] = {}
    for field in accepts:
        _place(field, accepts, owner)
    return set(owner.values())


def _place(field: str, accepts: Mapping[str, Sequence[str]], owner: dict[str, str]) -> None:
    # Breadth first, so that a long chain of displaced fields cannot exhaust the call stack.
    reached_from: dict[str, str] = {}
    waiting = [field]
    for current in waiting:
        for idea in accepts[current]:
            if idea in reached_from:
                continue
            reached_from[idea] = current
            if idea not in owner:
                _shift(idea, field, reached_from, owner)
                return
            waiting.append(owner[idea])


def _shift(idea: str, start: str, reached_from: Mapping[str, str], owner: dict[str, str]) -> None:
    ideas = {field: taken for taken, field in owner.items()}
    while True:
        field = reached_from[idea]
        left = ideas.get(field)
        owner[idea] = field
        if field == start:
            return
        assert left is not None
        idea = left
