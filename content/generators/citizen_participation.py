"""Files of the topic citizen-participation: signatures, projects, ballots, contributions, a register."""

from collections import Counter

from chalicelib.content import files

FIRST = ["ada", "bilal", "chloe", "diego", "emma", "fatou", "gael", "hana", "ivan", "june", "karim", "lena"]
SEPARATOR = {"fr": ";", "en": ","}
SIGNED = {"fr": ["date", "courriel"], "en": ["date", "e-mail"]}
PROJECTS = {"fr": ["projet", "voix", "coût (€)"], "en": ["project", "votes", "cost (€)"]}
BALLOT = {
    "fr": ["bulletin", "choix 1", "choix 2", "choix 3", "choix 4"],
    "en": ["ballot", "choice 1", "choice 2", "choice 3", "choice 4"],
}
NAMES = {"fr": ["Jardin", "Four à pain", "Verger", "Théâtre"], "en": ["Garden", "Bread oven", "Orchard", "Theatre"]}
GIVEN = {"fr": ["compte", "créé le", "publié le", "texte"], "en": ["account", "created on", "published on", "text"]}
TEXTS = {
    "fr": [
        "Je soutiens ce projet à 100 % !",
        "Ce projet créera des emplois.",
        "Enfin un beau projet pour la ville.",
        "Non au projet, oui au parc.",
        "Quel sera le coût de l'entretien ?",
    ],
    "en": [
        "I support this project 100%!",
        "This project will create jobs.",
        "At last a fine project for the town.",
        "No to the project, yes to the park.",
        "What will the upkeep cost?",
    ],
}
OWN = {"fr": "Remarque {n} : et le bruit rue {n} ?", "en": "Remark {n}: what about noise in street {n}?"}
REGISTER = {"fr": ["bureau", "voix", "contrôle"], "en": ["station", "votes", "check"]}


def signatures(rng, language):
    """200 signatures; some late, some twice with another case."""
    month, limit = rng.integer(1, 9), rng.integer(15, 24)
    rows = []
    for n in range(150):
        address = f"{rng.choice(FIRST)}{n}@courrier.example"
        rows.append([f"2026-{month:02d}-{rng.choice([limit, limit + 1, rng.integer(1, 28)]):02d}", address])
    for _ in range(50):
        address = rng.choice(rows)[1]
        rows.append(
            [f"2026-{month:02d}-{rng.integer(1, 28):02d}", rng.choice([address, address.capitalize(), address.upper()])]
        )
    end = f"2026-{month:02d}-{limit:02d}"
    count = len({row[1].lower() for row in rows if row[0] <= end})
    content = files.csv([SIGNED[language], *sorted(rows)], SEPARATOR[language])
    return {"limit": end, "count": count, "files": {"signatures.csv": content}}


def solve_signatures(found, values, language):
    """Keeps a list of those seen."""
    seen = []
    for date, address in files.read_csv(found["signatures.csv"], SEPARATOR[language])[1:]:
        if date <= values["limit"] and address.casefold() not in seen:
            seen.append(address.casefold())
    return len(seen)


def budget(rng, language):
    """25 projects with different votes; at least two are skipped before the last one funded."""
    total = rng.integer(12, 20) * 5000
    votes = rng.sample(range(100, 900), 25)
    rows = [[f"P{n + 1:02d}", vote, rng.integer(5, 60) * 500] for n, vote in enumerate(votes)]
    left, funded = total, 0
    for _, _, cost in sorted(rows, key=lambda row: -row[1]):
        if cost <= left:
            left, funded = left - cost, funded + 1
    name = {"fr": "projets.csv", "en": "projects.csv"}[language]
    content = files.csv([PROJECTS[language], *rows], SEPARATOR[language])
    return {"budget": total, "spent": total - left, "funded": funded, "files": {name: content}}


def solve_budget(found, values, language):
    """Takes the greatest vote again and again."""
    rows = [
        (int(votes), int(cost))
        for _, votes, cost in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    ]
    spent = 0
    while rows:
        best = max(rows)
        rows.remove(best)
        spent += best[1] if spent + best[1] <= int(values["budget"]) else 0
    return spent


def runoff(rng, language):
    """121 ballots; the first leader loses, and no elimination is a tie."""
    while True:
        weights = [rng.integer(20, 45) for _ in range(4)]
        favourite, rival = rng.sample([0, 1, 2, 3], 2)
        ballots = []
        while len(ballots) < 121:
            first = rng.choice([n for n in range(4) for _ in range(weights[n])])
            rest = rng.shuffle([n for n in range(4) if n != first])
            if first not in (favourite, rival) and rng.chance(70):
                rest = [rival, *(n for n in rest if n != rival)]
            ballots.append([first, *rest])
        counts = Counter(ballot[0] for ballot in ballots)
        winner = _instant(ballots)
        top = counts.most_common(2)
        if winner is not None and top[0][1] > top[1][1] and winner != top[0][0]:
            break
    rows = [[n + 1, *(NAMES[language][choice] for choice in ballot)] for n, ballot in enumerate(ballots)]
    name = {"fr": "bulletins.csv", "en": "ballots.csv"}[language]
    content = files.csv([BALLOT[language], *rows], SEPARATOR[language])
    return {"winner": NAMES[language][winner], "leader": NAMES[language][top[0][0]], "files": {name: content}}


def _instant(ballots):
    """The winner, or None when two are last together."""
    standing = [0, 1, 2, 3]
    while True:
        counts = {n: sum(next(c for c in ballot if c in standing) == n for ballot in ballots) for n in standing}
        ranked = sorted(standing, key=counts.__getitem__)
        if 2 * counts[ranked[-1]] > len(ballots):
            return ranked[-1]
        if counts[ranked[0]] == counts[ranked[1]]:
            return None
        standing.remove(ranked[0])


def solve_runoff(found, values, language):
    """Strikes names off the ballots themselves."""
    ballots = [row[1:] for row in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]]
    while True:
        counts = Counter(ballot[0] for ballot in ballots).most_common()
        if 2 * counts[0][1] > len(ballots):
            return counts[0][0]
        ballots = [[choice for choice in ballot if choice != counts[-1][0]] for ballot in ballots]


def astroturf(rng, language):
    """160 accounts; honest new accounts and honest repetitions are there too."""
    month, rows = rng.integer(2, 9), []
    for n in range(160):
        day = rng.integer(1, 28)
        published = f"2026-{month:02d}-{day:02d}"
        created = (
            published
            if rng.chance(40)
            else f"20{rng.integer(19, 25)}-{rng.integer(1, 12):02d}-{rng.integer(1, 28):02d}"
        )
        text = TEXTS[language][rng.integer(0, 2)] if rng.chance(35) else OWN[language].format(n=n)
        rows.append([f"compte{n:03d}" if language == "fr" else f"account{n:03d}", created, published, text])
    for place in rng.sample(list(range(160)), 2):
        rows[place][3] = TEXTS[language][3]
        rows[place][1] = rows[place][2]
    times = Counter(row[3] for row in rows)
    count = sum(row[1] == row[2] and times[row[3]] > 2 for row in rows)
    return {"count": count, "files": {"contributions.csv": files.csv([GIVEN[language], *rows], SEPARATOR[language])}}


def solve_astroturf(found, values, language):
    """Groups the dates by text."""
    groups = {}
    for _, created, published, text in files.read_csv(found["contributions.csv"], SEPARATOR[language])[1:]:
        groups.setdefault(text, []).append(created == published)
    return sum(sum(new) for new in groups.values() if len(new) >= 3)


def chain(rng, language):
    """40 stations; the votes of one are changed, its check is not."""
    factor, rows, check = rng.choice([7, 11, 13, 17]), [], 0
    for station in range(1, 41):
        votes = rng.integer(120, 980)
        check = (check * factor + votes) % 1000
        rows.append([station, votes, check])
    changed = rng.integer(4, 36)
    true = rows[changed][1]
    rows[changed][1] = true + rng.choice([-90, -40, 30, 100, 110])
    name = {"fr": "registre.csv", "en": "register.csv"}[language]
    content = files.csv([REGISTER[language], *rows], SEPARATOR[language])
    return {"factor": factor, "station": changed + 1, "true": true, "files": {name: content}}


def solve_chain(found, values, language):
    """The line whose check is not what the one before asks for."""
    before = 0
    for station, votes, check in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        if (before * int(values["factor"]) + int(votes) - int(check)) % 1000:
            return int(station)
        before = int(check)
    return 0
