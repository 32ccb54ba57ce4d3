"""Files of the topic share-opendata: how anonymous a table is, who can be recognised by crossing two, a table against its schema."""

import json
from collections import Counter

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
HEADER = {
    "fr": ["code postal", "année de naissance", "sexe", "réponse"],
    "en": ["postcode", "year of birth", "sex", "answer"],
}
ANSWERS = {"fr": ["fumeur", "non-fumeur", "ancien fumeur"], "en": ["smoker", "non-smoker", "former smoker"]}
NAMES = ["Abou", "Britta", "Chinua", "Dora", "Elio", "Farida", "Goran", "Hawa", "Ivo", "Jana"]


def _combinations(rng, count):
    """Different (postcode, year of birth, sex), of a small world, so that people resemble each other."""
    every = [
        (f"{postcode}", year, sex)
        for postcode in (10110, 10120, 10130, 10140)
        for year in range(1950, 2004, 6)
        for sex in "FM"
    ]
    return rng.sample(every, count)


def unique(rng, language):
    """Forty people: some combinations occur once, the others two to four times."""
    alone, together = rng.integer(3, 9), rng.integer(8, 11)
    groups = _combinations(rng, alone + together)
    people = list(groups[:alone])
    for position, group in enumerate(groups[alone:]):
        people += [group] * (2 if position % 2 else rng.integer(3, 4))
    rows = [[*person, rng.choice(ANSWERS[language])] for person in rng.shuffle(people)]
    name = {"fr": "enquete.csv", "en": "survey.csv"}[language]
    return {
        "count": alone,
        "total": len(rows),
        "groups": len(groups),
        "files": {name: files.csv([HEADER[language], *rows], SEPARATOR[language])},
    }


def solve_unique(found, values, language):
    """Counts each combination of the first three columns."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return sum(1 for times in Counter(tuple(row[:3]) for row in rows).values() if times == 1)


def crossed(rng, language):
    """Ten members, all of whom answered: nine share their combination with others in the survey, one does not."""
    groups = _combinations(rng, 14)
    place = rng.integer(0, 9)
    answer = rng.integer(0, 2)
    rows = []
    for position, group in enumerate(groups):
        if position == place:
            rows.append([*group, ANSWERS[language][answer]])
        else:
            first = rng.integer(0, 2)
            rows += [
                [*group, ANSWERS[language][(first + step) % 3]]
                for step in range(rng.integer(2, 3) if position < 10 else 1)
            ]
    names = rng.shuffle(NAMES)
    club = [[name, *group] for name, group in zip(names, groups, strict=False)]
    survey, members = {"fr": ("enquete.csv", "club.csv"), "en": ("survey.csv", "club.csv")}[language]
    first = {"fr": "prénom", "en": "first name"}[language]
    return {
        "who": names[place],
        "answer": ANSWERS[language][answer],
        "files": {
            survey: files.csv([HEADER[language], *rng.shuffle(rows)], SEPARATOR[language]),
            members: files.csv([[first, *HEADER[language][:3]], *sorted(club)], SEPARATOR[language]),
        },
    }


def solve_crossed(found, values, language):
    """Looks each member up in the survey."""
    club = files.read_csv(found["club.csv"], SEPARATOR[language])[1:]
    survey = files.read_csv(next(data for name, data in found.items() if name != "club.csv"), SEPARATOR[language])[1:]
    for name, *person in club:
        same = [row for row in survey if row[:3] == person]
        if len(same) == 1:
            return {"a": name, "b": same[0][3]}
    return {}


def schema(rng, language):
    """Thirty counters of bicycles and a table schema; one value breaks one rule."""
    fields = {"fr": ["compteur", "date", "passages", "etat"], "en": ["counter", "date", "passages", "state"]}[language]
    states = {"fr": ["ouvert", "ferme"], "en": ["open", "closed"]}[language]
    low = rng.integer(3, 9) * 10
    high = rng.integer(40, 90) * 100
    numbers = rng.sample(range(100, 999), 30)
    rows = [
        [
            f"C{number}",
            f"2026-{rng.integer(1, 9):02d}-{rng.integer(10, 28)}",
            rng.integer(low, high),
            rng.choice(states),
        ]
        for number in numbers
    ]
    place = rng.integer(3, 28)
    fault = rng.integer(0, 3)
    wrong = [
        f"c{numbers[place]}",
        f"2026-{rng.integer(1, 9):02d}-{rng.integer(32, 39)}",
        rng.choice([high + rng.integer(1, 60), low - rng.integer(1, 9)]),
        states[0].capitalize(),
    ]
    rows[place][fault] = wrong[fault]
    rules = {
        "fields": [
            {
                "name": fields[0],
                "type": "string",
                "constraints": {"required": True, "unique": True, "pattern": "C[0-9]{3}"},
            },
            {"name": fields[1], "type": "date", "format": "%Y-%m-%d"},
            {"name": fields[2], "type": "integer", "constraints": {"minimum": low, "maximum": high}},
            {"name": fields[3], "type": "string", "constraints": {"enum": states}},
        ],
        "primaryKey": fields[0],
    }
    name = {"fr": "comptages.csv", "en": "counts.csv"}[language]
    return {
        "field": fields[fault],
        "value": wrong[fault],
        "columns": fields,
        "files": {
            name: files.csv([fields, *rows], SEPARATOR[language]),
            "schema.json": files.txt(json.dumps(rules, indent=2)),
        },
    }


def solve_schema(found, values, language):
    """Checks each value with the rule of its column."""
    rules = json.loads(found["schema.json"])["fields"]
    rows = files.read_csv(next(data for name, data in found.items() if name.endswith(".csv")), SEPARATOR[language])[1:]
    for row in rows:
        for rule, value in zip(rules, row, strict=True):
            if not _valid(rule, value):
                return {"a": rule["name"], "b": value}
    return {}


def _valid(rule, value):
    limits = rule.get("constraints", {})
    if "enum" in limits:
        return value in limits["enum"]
    if "minimum" in limits:
        return limits["minimum"] <= int(value) <= limits["maximum"]
    if "pattern" in limits:
        return value.startswith("C") and value[1:].isdigit() and len(value) == 4
    return int(value[5:7]) <= 12 and int(value[8:]) <= 28
