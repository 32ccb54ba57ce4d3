"""Values and files of the topic collaborate-versions: patches, histories, conflicts, searches, releases, clocks."""

import difflib
import itertools
import re

from chalicelib.content import files

ITEMS = {
    "fr": ["riz", "thé", "sel", "pain", "miel", "lait", "noix", "huile", "sucre", "café", "farine", "beurre"],
    "en": ["rice", "tea", "salt", "bread", "honey", "milk", "nuts", "oil", "sugar", "coffee", "flour", "butter"],
}


def patch(rng, language):
    """A list of nine articles, and the differences to a new one: one amount changed, some lines more, some fewer."""
    items = rng.shuffle(ITEMS[language])
    old = [[item, rng.integer(1, 9)] for item in items[:9]]
    changed, *gone = rng.sample(range(9), rng.integer(2, 4))
    amount = old[changed][1] + rng.integer(1, 5)
    new = [
        [item, amount if position == changed else count]
        for position, (item, count) in enumerate(old)
        if position not in gone
    ]
    for item in items[9 : 9 + rng.integer(1, 3)]:
        new.insert(rng.integer(0, len(new)), [item, rng.integer(1, 9)])
    before, after = ([f"{item}: {count}" for item, count in table] for table in (old, new))
    name = {"fr": "liste.txt", "en": "list.txt"}[language]
    lines = list(difflib.unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm=""))
    found = {
        name: files.txt("\n".join(before)),
        {"fr": "changements.diff", "en": "changes.diff"}[language]: files.txt("\n".join(lines)),
    }
    return {"item": items[changed], "amount": amount, "count": len(new), "files": found}


def solve_patch(found, values, language):
    """Counts the signs at the beginning of the lines."""
    start = next(data for name, data in found.items() if name.endswith(".txt")).decode().splitlines()
    lines = next(data for name, data in found.items() if name.endswith(".diff")).decode().splitlines()[2:]
    more, fewer = ([line for line in lines if line.startswith(sign)] for sign in "+-")
    amount = next(line.split(": ")[1] for line in more if line[1:].startswith(values["item"] + ":"))
    return {"a": amount, "b": len(start) + len(more) - len(fewer)}


def ancestry(rng, language):
    """A history with a branch that was merged once and went on; newest first."""
    names = [f"{rng.choice('abcdef')}{number}" for number in rng.sample(range(1000, 9999), 14)]
    main, side = names[:8], names[8:13]
    fork, merge, taken = rng.integer(0, 2), rng.integer(4, 5), rng.integer(1, 2)
    merged = rng.chance(60)
    parents = {main[0]: []}
    for before, after in itertools.pairwise(main):
        parents[after] = [before]
    parents[side[0]] = [main[fork]]
    for before, after in itertools.pairwise(side):
        parents[after] = [before]
    if merged:
        parents[main[merge]].append(side[taken])
    order = [*main[: fork + 1], *side[:3], *main[fork + 1 :], *side[3:]]
    word = {"fr": "parents", "en": "parents"}[language]
    lines = [f"commit {name}  {word}: {' '.join(parents[name]) or '-'}" for name in reversed(order)]
    base = side[taken] if merged else main[fork]
    fork_name = main[fork] if merged else main[0] if fork else main[-1]
    name = {"fr": "historique.txt", "en": "history.txt"}[language]
    return {
        "one": main[-1],
        "two": side[-1],
        "base": base,
        "decoy": fork_name,
        "files": {name: files.txt("\n".join(lines))},
    }


def solve_ancestry(found, values, language):
    """The common ancestors of both that are ancestors of no other common one."""
    parents = {}
    for line in next(iter(found.values())).decode().splitlines():
        name, above = re.fullmatch(r"commit (\w+)  parents: (.+)", line).groups()
        parents[name] = [] if above == "-" else above.split()
    common = _above(parents, values["one"]) & _above(parents, values["two"])
    (best,) = [name for name in common if not any(name in _above(parents, other) for other in common if other != name)]
    return best


def _above(parents, name):
    every, waiting = set(), [name]
    while waiting:
        at = waiting.pop()
        if at not in every:
            every.add(at)
            waiting += parents[at]
    return every


def markers(rng, language):
    """A budget with three conflicts; one side of each is to be kept."""
    items = rng.shuffle(ITEMS[language])[:9]
    amounts = {item: rng.integer(2, 40) for item in items}
    branch = rng.choice(["lea", "musa", "olga"])
    other = {item: amounts[item] + rng.integer(1, 9) for item in items[:3]}
    lines = []
    for item in rng.shuffle(items):
        if item in other:
            lines += [
                "<<<<<<< HEAD",
                f"{item}: {amounts[item]}",
                "=======",
                f"{item}: {other[item]}",
                f">>>>>>> {branch}",
            ]
        else:
            lines.append(f"{item}: {amounts[item]}")
    mine = sum(amounts.values())
    theirs = mine + sum(other[item] - amounts[item] for item in other)
    return {
        "branch": branch,
        "total": theirs,
        "mine": mine,
        "both": mine + sum(other.values()),
        "files": {"budget.txt": files.txt("\n".join(lines))},
    }


def solve_markers(found, values, language):
    """Drops what stands between the first marker and the middle one."""
    text = found["budget.txt"].decode()
    kept = re.sub(r"<<<<<<< HEAD\n.*?=======\n", "", text, flags=re.S)
    return sum(int(number) for number in re.findall(r": (\d+)", kept))


def bisection(rng, language):
    """How many versions there are between the last good and the first known bad one."""
    count = rng.integer(20, 1000)
    tests = (count - 1).bit_length()
    return {"count": count, "tests": tests, "half": count // 2}


def solve_bisection(found, values, language):
    """Halves the longer part until one version remains."""
    left, tests = int(values["count"]), 0
    while left > 1:
        left, tests = left - left // 2, tests + 1
    return tests


def release(rng, language):
    """Two needs on one library and the versions there are; the tenth minor version comes after the ninth."""
    major = rng.integer(1, 4)
    low, high = rng.integer(2, 5), rng.integer(7, 8)
    narrow = rng.choice([f"<{major}.{high + 4}.0", f"^{major}.{low + 1}.0", f"!={major}.{high + 3}.1"])
    minors = [low - 1, low, low + 1, high, 9, 10, high + 3, high + 5]
    versions = list(dict.fromkeys((major, minor, rng.integer(0, 9)) for minor in sorted(minors)))
    versions += [(major + 1, 0, 0), (major + 1, rng.integer(1, 3), 1)]
    first = f"^{major}.{low}.{rng.integer(0, 9)}"
    good = [version for version in versions if _fits(version, first) and _fits(version, narrow)]
    shown = ", ".join(_dotted(version) for version in rng.shuffle(versions))
    return {
        "first": first,
        "second": narrow,
        "versions": shown,
        "version": _dotted(max(good)),
        "latest": _dotted(max(versions)),
    }


def _dotted(version):
    return ".".join(str(part) for part in version)


def _fits(version, need):
    sign = re.match(r"[^0-9]+", need)[0]
    limit = tuple(int(part) for part in need[len(sign) :].split("."))
    if sign == "^":
        return version >= limit and version[0] == limit[0]
    return version < limit if sign == "<" else version != limit


def solve_release(found, values, language):
    """Sorts the versions as numbers and tries them from the newest."""
    versions = sorted((tuple(map(int, text.split("."))) for text in values["versions"].split(", ")), reverse=True)
    return next(
        _dotted(version) for version in versions if _fits(version, values["first"]) and _fits(version, values["second"])
    )


ORDERS = {"fr": ["X avant Y", "Y avant X", "en parallèle"], "en": ["X before Y", "Y before X", "in parallel"]}


def clocks(rng, language):
    """Three pairs of vector clocks of three devices, one of each relation, in any order."""
    values, kinds = {}, rng.shuffle([0, 1, 2])
    for name, kind in zip("abc", kinds, strict=True):
        one = [rng.integer(1, 6) for _ in range(3)]
        two = [
            count + step
            for count, step in zip(one, rng.shuffle([0, rng.integer(1, 3), rng.integer(0, 2)]), strict=True)
        ]
        if kind == 1:
            one, two = two, one
        if kind == 2:
            place = rng.integer(0, 2)
            two = [count + rng.integer(1, 2) for count in one]
            two[place] = one[place] - 1
        values |= {f"{name}_one": _clock(one), f"{name}_two": _clock(two), f"{name}_order": ORDERS[language][kind]}
    return values


def _clock(counts):
    return "(" + ", ".join(str(count) for count in counts) + ")"


def solve_clocks(found, values, language):
    """Compares the counters one by one."""
    answers = {}
    for name in "abc":
        one, two = (tuple(map(int, values[f"{name}_{each}"].strip("()").split(", "))) for each in ("one", "two"))
        smaller = all(a <= b for a, b in zip(one, two, strict=True))
        greater = all(a >= b for a, b in zip(one, two, strict=True))
        answers[name] = ORDERS[language][0 if smaller else 1 if greater else 2]
    return answers
