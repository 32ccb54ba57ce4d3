"""Values and files of the topic collaborate-projects: plans with dependencies, roles, pace, votes, flow."""

from collections import Counter

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
HEADER = {"fr": ["tâche", "durée (jours)", "attend"], "en": ["task", "duration (days)", "waits for"]}
LETTERS = "ABCDEFGH"
PEOPLE = ["Ade", "Beno", "Cleo", "Dina", "Eko"]
WORK = {
    "fr": ["budget", "affiche", "salle", "inscriptions", "repas", "sécurité", "bilan"],
    "en": ["budget", "poster", "hall", "sign-ups", "meals", "safety", "report"],
}


def _plan(rng):
    """Eight tasks: duration, and the earlier tasks each waits for."""
    above = {
        "A": [],
        "B": [],
        "C": ["A"],
        "D": ["A", "B"],
        "E": rng.choice([["C"], ["C", "D"]]),
        "F": ["D"],
        "G": rng.choice([["F"], ["E", "F"]]),
        "H": ["E", "G"] if rng.chance(50) else ["G", "C"],
    }
    return {letter: (rng.integer(1, 9), above[letter]) for letter in LETTERS}


def _ends(plan, days=None):
    """The day each task ends, beginning as early as it can; `days` replaces durations."""
    ends = {}
    for letter, (duration, above) in plan.items():
        ends[letter] = max((ends[each] for each in above), default=0) + (days or {}).get(letter, duration)
    return ends


def _file(plan, language):
    rows = [[letter, duration, " + ".join(above)] for letter, (duration, above) in plan.items()]
    name = {"fr": "plan.csv", "en": "plan.csv"}[language]
    return {name: files.csv([HEADER[language], *rows], SEPARATOR[language])}


def _read(found, language):
    rows = files.read_csv(found["plan.csv"], SEPARATOR[language])[1:]
    return {letter: (int(days), above.split(" + ") if above else []) for letter, days, above in rows}


def duration(rng, language):
    """The whole length of a plan whose tasks may run side by side."""
    plan = _plan(rng)
    total = max(_ends(plan).values())
    return {"days": total, "sum": sum(days for days, _ in plan.values()), "files": _file(plan, language)}


def solve_duration(found, values, language):
    """The longest way through the plan, from each task back to its beginning."""
    plan = _read(found, language)

    def length(letter):
        return plan[letter][0] + max((length(each) for each in plan[letter][1]), default=0)

    return max(length(letter) for letter in plan)


def slack(rng, language):
    """A task that may be late by some days without moving the end."""
    while True:
        plan = _plan(rng)
        free = {letter: _free(plan, letter) for letter in LETTERS}
        spare = [letter for letter in LETTERS if 2 <= free[letter] <= 12]
        if spare:
            task = rng.choice(spare)
            return {"task": task, "days": free[task], "own": plan[task][0] + free[task], "files": _file(plan, language)}


def _free(plan, letter):
    """How many days `letter` may last longer before the end of the plan moves."""
    total, late = max(_ends(plan).values()), 0
    while max(_ends(plan, {letter: plan[letter][0] + late + 1}).values()) == total and late < 60:
        late += 1
    return late


def solve_slack(found, values, language):
    """Latest end less earliest end."""
    plan = _read(found, language)
    ends = _ends(plan)
    latest = {}
    for letter in reversed(plan):
        after = [latest[each] - plan[each][0] for each in plan if letter in plan[each][1]]
        latest[letter] = min(after, default=max(ends.values()))
    return latest[values["task"]] - ends[values["task"]]


def roles(rng, language):
    """Six tasks and four people; in one row two are accountable, or nobody is."""
    people, tasks = rng.sample(PEOPLE, 4), rng.sample(WORK[language], 6)
    rows = [rng.shuffle(["A", "R", rng.choice("RCI"), rng.choice("CI")]) for _ in tasks]
    wrong = rng.integer(0, 5)
    rows[wrong] = rng.shuffle(["A", "A", "R", "I"]) if rng.chance(50) else rng.shuffle(["R", "R", "C", "I"])
    lines = ["| | " + " | ".join(people) + " |", "| --- " * 5 + "|"]
    lines += [f"| {task} | " + " | ".join(row) + " |" for task, row in zip(tasks, rows, strict=True)]
    return {"table": "\n".join(lines), "task": tasks[wrong]}


def solve_roles(found, values, language):
    """The row whose number of A is not one."""
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in values["table"].splitlines()[2:]]
    (only,) = [row[0] for row in rows if row.count("A") != 1]
    return only


def pace(rng, language):
    """Five sprints, the first ones slow; what remains is no whole number of the last pace."""
    mean = rng.integer(12, 30)
    step = rng.integer(1, 5)
    last = rng.shuffle([mean - step, mean, mean + step])
    first = [rng.integer(3, 8), rng.integer(5, 10)]
    sprints = rng.integer(3, 8)
    left = mean * (sprints - 1) + rng.integer(1, mean - 1)
    return {
        "done": ", ".join(str(points) for points in [*first, *last]),
        "left": left,
        "sprints": sprints,
        "short": sprints - 1,
    }


def solve_pace(found, values, language):
    """Takes sprint after sprint off what remains."""
    pace = sum(int(points) for points in values["done"].split(", ")[2:]) / 3
    left, sprints = float(values["left"]), 0
    while left > 0:
        left, sprints = left - pace, sprints + 1
    return sprints


PROJECTS = {
    "fr": ["four à pain", "piste de boules", "ruches", "mur d'escalade"],
    "en": ["bread oven", "bowling track", "beehives", "climbing wall"],
}


def ballots(rng, language):
    """About thirty rankings: the most frequent first choice loses its duels, a second choice wins all of its own."""
    most, winner, third, last = rng.shuffle(PROJECTS[language])
    votes = [[most, winner, third, last]] * rng.integer(11, 13)
    votes += [[third, winner, last, most]] * rng.integer(8, 10)
    votes += [[winner, third, most, last]] * rng.integer(6, 7)
    votes += [[last, winner, most, third]] * rng.integer(0, 2)
    header = {
        "fr": ["bulletin", "1er choix", "2e choix", "3e choix", "4e choix"],
        "en": ["ballot", "1st choice", "2nd choice", "3rd choice", "4th choice"],
    }[language]
    rows = [[number, *vote] for number, vote in enumerate(rng.shuffle(votes), 1)]
    name = {"fr": "bulletins.csv", "en": "ballots.csv"}[language]
    return {"most": most, "winner": winner, "files": {name: files.csv([header, *rows], SEPARATOR[language])}}


def solve_ballots(found, values, language):
    """Counts first choices, then every duel."""
    votes = [row[1:] for row in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]]
    first = Counter(vote[0] for vote in votes).most_common(1)[0][0]

    def beats(one, two):
        return sum(1 if vote.index(one) < vote.index(two) else -1 for vote in votes) > 0

    winner = next(one for one in votes[0] if all(beats(one, two) for two in votes[0] if two != one))
    return {"a": first, "b": winner}


def flow(rng, language):
    """Cards in progress, cards finished a week; whole weeks."""
    rate, weeks = rng.integer(3, 12), rng.integer(4, 9)
    wanted = rng.integer(2, weeks - 1)
    return {"rate": rate, "progress": rate * weeks, "weeks": weeks, "wanted": wanted, "limit": rate * wanted}


def solve_flow(found, values, language):
    """Little's law, both ways."""
    rate = int(values["rate"])
    return {"a": int(values["progress"]) // rate, "b": rate * int(values["wanted"])}
