"""Values and files of the topic collaborate-tasks: boards, late tasks, what can begin, workload, a poll of dates."""

import datetime

from chalicelib.content import files

PEOPLE = ["Nadia", "Oscar", "Paula", "Rachid", "Sven", "Thuy"]
TASKS = {
    "fr": [
        "salle",
        "affiches",
        "musique",
        "buffet",
        "billets",
        "lumières",
        "transport",
        "invitations",
        "photos",
        "accueil",
    ],
    "en": ["hall", "posters", "music", "buffet", "tickets", "lights", "transport", "invitations", "photos", "welcome"],
}
STATES = {"fr": ["à faire", "en cours", "fait"], "en": ["to do", "in progress", "done"]}
SEPARATOR = {"fr": ";", "en": ","}
WORDS = {
    "fr": {
        "task": "tâche",
        "who": "responsable",
        "due": "échéance",
        "state": "état",
        "after": "attend",
        "hours": "heures",
    },
    "en": {"task": "task", "who": "person", "due": "due", "state": "state", "after": "waits for", "hours": "hours"},
}


def _table(rows):
    """A Markdown table; the first row is the heading."""
    first, *others = [[str(cell) for cell in row] for row in rows]
    lines = [first, ["---"] * len(first), *others]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def _rows(table):
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def board(rng, language):
    """Seven tasks; one person has three: one done early, two open."""
    word, states = WORDS[language], STATES[language]
    tasks = rng.sample(TASKS[language], 7)
    who, *others = rng.sample(PEOPLE, 3)
    days = sorted(rng.sample(range(2, 28), 7))
    mine = [rng.integer(0, 1), rng.integer(2, 3), rng.integer(4, 6)]
    rows = []
    for position in range(7):
        state = states[2] if position == mine[0] else rng.choice(states[:2])
        rows.append(
            [tasks[position], who if position in mine else rng.choice(others), f"2026-05-{days[position]:02d}", state]
        )
    table = _table([[word["task"], word["who"], word["due"], word["state"]], *rng.shuffle(rows)])
    return {"who": who, "table": table, "task": tasks[mine[1]], "done": tasks[mine[0]]}


def solve_board(found, values, language):
    """The first open task of the person by date."""
    rows = [row for row in _rows(values["table"]) if row[1] == values["who"] and row[3] != STATES[language][2]]
    return min(rows, key=lambda row: row[2])[0]


def late(rng, language):
    """Fifty tasks; some are due on the day itself, some were done though their day is past."""
    word = WORDS[language]
    today = datetime.date(2026, rng.integer(3, 10), rng.integer(5, 25))
    who = rng.choice(PEOPLE)
    rows = []
    for number in range(1, 51):
        due = today + datetime.timedelta(days=rng.choice([-9, -6, -3, -1, 0, 0, 2, 5]))
        rows.append([f"T{number:02d}", rng.choice([who, who, *PEOPLE]), due.isoformat(), rng.choice(STATES[language])])
    name = {"fr": "taches.csv", "en": "tasks.csv"}[language]
    content = files.csv([[word["task"], word["who"], word["due"], word["state"]], *rows], SEPARATOR[language])
    count = sum(1 for row in rows if row[1] == who and row[2] < today.isoformat() and row[3] != STATES[language][2])
    today_too = sum(
        1 for row in rows if row[1] == who and row[2] == today.isoformat() and row[3] != STATES[language][2]
    )
    with_today = count + today_too if today_too else count + 1
    return {"who": who, "day": today.isoformat(), "count": count, "with_today": with_today, "files": {name: content}}


def solve_late(found, values, language):
    """Takes the tasks of the person, then the open ones, then those whose day is before."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    mine = [row for row in rows if row[1] == values["who"]]
    opened = [row for row in mine if row[3] in STATES[language][:2]]
    return len(
        [row for row in opened if datetime.date.fromisoformat(row[2]) < datetime.date.fromisoformat(values["day"])]
    )


def ready(rng, language):
    """Seven tasks, some done; exactly one that is still to do waits for done tasks only."""
    word, states = WORDS[language], STATES[language]
    tasks = rng.sample(TASKS[language], 7)
    rows = [
        [tasks[0], "-", states[2]],
        [tasks[1], tasks[0], states[2]],
        [tasks[2], "-", states[1]],
        [tasks[3], rng.choice([tasks[0], tasks[1], f"{tasks[0]}, {tasks[1]}"]), states[0]],
        [tasks[4], f"{tasks[1]}, {tasks[2]}", states[0]],
        [tasks[5], rng.choice([tasks[3], tasks[2]]), states[0]],
        [tasks[6], rng.choice([tasks[4], f"{tasks[0]}, {tasks[3]}"]), states[0]],
    ]
    table = _table([[word["task"], word["after"], word["state"]], *rng.shuffle(rows)])
    return {"table": table, "task": tasks[3], "decoy": tasks[4]}


def solve_ready(found, values, language):
    """A task to do, all of whose predecessors are done."""
    rows = _rows(values["table"])
    done = {row[0] for row in rows if row[2] == STATES[language][2]}
    open_rows = [row for row in rows if row[2] == STATES[language][0]]
    (only,) = [row[0] for row in open_rows if all(name.strip() in done for name in row[1].split(","))]
    return only


def workload(rng, language):
    """Forty tasks with hours; the one with most hours has also more time, another is above the own limit."""
    word = WORDS[language]
    limits = dict(zip(rng.sample(PEOPLE, 4), [40, 28, 20, 12], strict=True))
    names = list(limits)
    over = rng.integer(1, 3)
    rows = []
    for position, name in enumerate(names):
        target = limits[name] + (rng.integer(1, 4) if position == over else -rng.integer(1, 5))
        rows += [[name, hours] for hours in _split(rng, target)]
    rows = [[f"T{number:02d}", *row] for number, row in enumerate(rng.shuffle(rows), 1)]
    content = files.csv([[word["task"], word["who"], word["hours"]], *rows], SEPARATOR[language])
    name = {"fr": "charge.csv", "en": "workload.csv"}[language]
    shown = ", ".join(f"{each} {limits[each]} h" for each in sorted(names))
    return {"limits": shown, "who": names[over], "most": names[0], "files": {name: content}}


def _split(rng, total):
    """Whole hours from 1 to 4 that add up to `total`."""
    parts = []
    while total > 0:
        hours = min(total, rng.integer(1, 4))
        parts.append(hours)
        total -= hours
    return parts


def solve_workload(found, values, language):
    """Adds up the hours of each person."""
    limits = dict(each.removesuffix(" h").rsplit(" ", 1) for each in values["limits"].split(", "))
    totals = dict.fromkeys(limits, 0)
    for _, who, hours in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        totals[who] += int(hours)
    (only,) = [who for who, hours in totals.items() if hours > int(limits[who])]
    return only


def poll(rng, language):
    """Twenty people, six dates; the date most wanted lacks one of the two who must be there."""
    yes, no = {"fr": ("oui", "non"), "en": ("yes", "no")}[language]
    first = datetime.date(2026, rng.integer(3, 10), 3)
    dates = [(first + datetime.timedelta(days=7 * week)).isoformat() for week in range(6)]
    needed = ["Nadia", "Oscar"]
    people = [*needed, *(f"P{number:02d}" for number in range(1, 19))]
    order = rng.shuffle(range(6))
    wanted = dict(zip(order, [16, 13, 11, 9, 8, 7], strict=True))
    columns = [_votes(rng, wanted[date], needs=(date != order[0])) for date in range(6)]
    rows = [[name, *(yes if columns[date][place] else no for date in range(6))] for place, name in enumerate(people)]
    header = [{"fr": "nom", "en": "name"}[language], *dates]
    name = {"fr": "sondage.csv", "en": "poll.csv"}[language]
    content = files.csv([header, *rng.shuffle(rows)], SEPARATOR[language])
    return {"day": dates[order[1]], "most": dates[order[0]], "files": {name: content}}


def _votes(rng, count, needs):
    """Twenty answers, `count` of them yes; the first two both yes, or not both."""
    first = [True, True] if needs else rng.choice([[True, False], [False, True]])
    rest = count - sum(first)
    return [*first, *rng.shuffle([True] * rest + [False] * (18 - rest))]


def solve_poll(found, values, language):
    """Keeps the dates of both, then takes the one with most yes."""
    header, *rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])
    yes = {"fr": "oui", "en": "yes"}[language]
    people = {row[0]: row[1:] for row in rows}
    dates = [n for n in range(6) if people["Nadia"][n] == people["Oscar"][n] == yes]
    best = max(dates, key=lambda n: sum(row[n + 1] == yes for row in rows))
    return header[best + 1]
