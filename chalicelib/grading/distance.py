"""Levenshtein distance up to a limit, fast enough for the longest answer allowed."""


def within(first: str, second: str, limit: int) -> bool:
    """True when `limit` insertions, deletions or substitutions at most turn `first` into `second`."""
    if abs(len(first) - len(second)) > limit:
        return False
    if limit <= 0:
        return first == second
    return distance(*_without_common_ends(first, second)) <= limit


def distance(first: str, second: str) -> int:
    """Levenshtein distance, a column of the matrix at a time as the bits of two whole numbers.

    Myers (1999), in the form of Hyyrö (2003): `plus` and `minus` hold the +1 and -1 steps down a column.
    """
    if not first:
        return len(second)
    places: dict[str, int] = {}
    for index, character in enumerate(first):
        places[character] = places.get(character, 0) | 1 << index
    mask = (1 << len(first)) - 1
    last = 1 << (len(first) - 1)
    plus, minus, score = mask, 0, len(first)
    for character in second:
        here = places.get(character, 0)
        diagonal = (((here & plus) + plus) ^ plus) | here | minus
        right_plus = minus | ~(diagonal | plus) & mask
        right_minus = diagonal & plus
        score += bool(right_plus & last) - bool(right_minus & last)
        right_plus = right_plus << 1 | 1
        right_minus <<= 1
        plus = (right_minus | ~(diagonal | right_plus)) & mask
        minus = right_plus & diagonal & mask
    return score


def _without_common_ends(first: str, second: str) -> tuple[str, str]:
    shortest = min(len(first), len(second))
    start = 0
    while start < shortest and first[start] == second[start]:
        start += 1
    end = 0
    while end < shortest - start and first[-1 - end] == second[-1 - end]:
        end += 1
    return first[start : len(first) - end], second[start : len(second) - end]
