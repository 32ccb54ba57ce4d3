"""Files of the topic citizen-rights: moderation decisions, appeals, selection by groups."""

from collections import Counter

from chalicelib.content import files

MOTIVES = {
    "fr": ["arnaque", "insulte", "contrefaçon", "violence", "publicité"],
    "en": ["scam", "insult", "counterfeit", "violence", "advertising"],
}
SEPARATOR = {"fr": ";", "en": ","}
YES = {"fr": ["oui", "non"], "en": ["yes", "no"]}
DECISIONS = {"fr": ["date", "motif", "automatique"], "en": ["date", "motive", "automatic"]}
APPEALS = {"fr": ["motif", "contesté", "rétabli"], "en": ["motive", "contested", "restored"]}
GROUPS = {"fr": ["groupe", "sélection"], "en": ["group", "selected"]}


def statements(rng, language):
    """300 decisions; the percentage is not near a half."""
    wanted, share = rng.integer(0, 4), rng.integer(20, 80)
    while True:
        rows = []
        for _ in range(300):
            date = f"2026-{rng.integer(1, 6):02d}-{rng.integer(1, 28):02d}"
            rows.append([date, MOTIVES[language][rng.integer(0, 4)], YES[language][0 if rng.chance(share) else 1]])
        mine = [row[2] for row in rows if row[1] == MOTIVES[language][wanted]]
        automatic = mine.count(YES[language][0])
        if not 0.4 < 100 * automatic / len(mine) % 1 < 0.6:
            break
    return {
        "motive": MOTIVES[language][wanted],
        "percent": round(100 * automatic / len(mine)),
        "automatic": automatic,
        "all": len(mine),
        "files": {"decisions.csv": files.csv([DECISIONS[language], *rows], SEPARATOR[language])},
    }


def solve_statements(found, values, language):
    """Counts pairs."""
    rows = files.read_csv(found["decisions.csv"], SEPARATOR[language])[1:]
    pairs = Counter((row[1], row[2] in ("oui", "yes")) for row in rows)
    yes, no = pairs[values["motive"], True], pairs[values["motive"], False]
    return round(100 * yes / (yes + no))


def appeals(rng, language):
    """One motive is restored most often as a share, another in number."""
    order = rng.shuffle(list(range(5)))
    best, most = order[0], order[1]
    rows, shares = [], {}
    for motive in range(5):
        contested = rng.integer(80, 110) if motive == most else rng.integer(20, 30)
        if motive == best:
            restored = contested * rng.integer(65, 80) // 100
        else:
            restored = contested * rng.integer(40, 50) // 100 if motive == most else rng.integer(2, 10)
        name = MOTIVES[language][motive]
        yes, no = YES[language]
        rows += [[name, yes, yes]] * restored + [[name, yes, no]] * (contested - restored)
        rows += [[name, no, no]] * rng.integer(10, 90)
        shares[motive] = 100 * restored / contested
    content = files.csv([APPEALS[language], *rng.shuffle(rows)], SEPARATOR[language])
    return {
        "motive": MOTIVES[language][best],
        "decoy": MOTIVES[language][most],
        "percent": round(shares[best]),
        "files": {"decisions.csv": content},
    }


def solve_appeals(found, values, language):
    """Restored over contested, motive by motive."""
    rows = files.read_csv(found["decisions.csv"], SEPARATOR[language])[1:]
    contested = Counter(row[0] for row in rows if row[1] in ("oui", "yes"))
    restored = Counter(row[0] for row in rows if row[2] in ("oui", "yes"))
    return max(contested, key=lambda motive: restored[motive] / contested[motive])


def disparity(rng, language):
    """Three groups of different sizes and rates; the ratio is not near a tie of rounding."""
    while True:
        groups = {}
        for group in "ABC":
            size = rng.integer(40, 120)
            groups[group] = (size, size * rng.integer(25, 70) // 100)
        rates = {group: chosen / size for group, (size, chosen) in groups.items()}
        worst, best = min(rates, key=rates.__getitem__), max(rates, key=rates.__getitem__)
        ratio = rates[worst] / rates[best]
        if ratio < 0.95 and len(set(rates.values())) == 3 and not 0.4 < 100 * ratio % 1 < 0.6:
            break
    yes, no = YES[language]
    rows = [[group, yes if n < chosen else no] for group, (size, chosen) in groups.items() for n in range(size)]
    content = files.csv([GROUPS[language], *rng.shuffle(rows)], SEPARATOR[language])
    name = {"fr": "selection.csv", "en": "selection.csv"}[language]
    return {"ratio": f"{ratio:.2f}", "worst": worst, "best": best, "files": {name: content}}


def solve_disparity(found, values, language):
    """Rates from the file."""
    rows = files.read_csv(found["selection.csv"], SEPARATOR[language])[1:]
    results = {group: [row[1] in ("oui", "yes") for row in rows if row[0] == group] for group in "ABC"}
    rates = sorted(sum(found) / len(found) for found in results.values())
    return f"{rates[0] / rates[-1]:.2f}"
