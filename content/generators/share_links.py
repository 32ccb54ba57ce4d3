"""Values and files of the topic share-links: sizes of attachments, the list of everything a person shares."""

import datetime

from chalicelib.content import files

PEOPLE = ["Lea", "Moussa", "Ingrid", "Yasmine", "Pavel", "Tiago"]
SEPARATOR = {"fr": ";", "en": ","}
HEADER = {"fr": ["fichier", "accès", "droit", "expire le"], "en": ["file", "access", "right", "expires on"]}
STEMS = {
    "fr": ["budget", "planning", "affiche", "contrat", "photos", "compte-rendu", "menu", "inventaire"],
    "en": ["budget", "schedule", "poster", "contract", "photos", "minutes", "menu", "inventory"],
}
ACCESS = {
    "fr": ["personnes ajoutées", "organisation", "toute personne qui a le lien"],
    "en": ["added people", "organisation", "anyone with the link"],
}
RIGHTS = {"fr": ["lecture", "commentaire", "modification"], "en": ["read", "comment", "edit"]}


def photos(rng, language):
    """A limit per message and the size of one photo, never a whole number of times in it."""
    size = rng.choice(["2.4", "2.6", "3.4", "3.6", "4.2", "4.4", "5.6", "6.4"])
    limit = rng.choice([10, 15, 20, 25])
    shown = size.replace(".", ",") if language == "fr" else size
    tenths = int(size.replace(".", ""))
    count = limit * 10 // tenths
    return {"who": rng.choice(PEOPLE), "size": shown, "limit": limit, "count": count, "rounded_up": count + 1}


def solve_photos(found, values, language):
    """Adds photos one by one until the next would not fit."""
    size, total, count = float(str(values["size"]).replace(",", ".")), 0.0, 0
    while total + size <= int(values["limit"]):
        total, count = total + size, count + 1
    return count


def encoded(rng, language):
    """A file whose size is a multiple of 3 MB, and a limit near four thirds of it."""
    size = rng.integer(3, 11) * 3
    sent = size * 4 // 3
    limit = rng.choice([sent - 2, sent - 1, sent + 2, sent + 4])
    return {"size": size, "limit": limit, "sent": sent, "fits": _yes_no(language, sent <= limit)}


def _yes_no(language, yes):
    return {"fr": ["non", "oui"], "en": ["no", "yes"]}[language][yes]


def solve_encoded(found, values, language):
    """Three bytes become four characters."""
    sent = int(values["size"]) / 3 * 4
    return {"a": f"{sent:g}", "b": _yes_no(language, sent <= int(values["limit"]))}


def shares(rng, language):
    """Forty shared files; exactly one can be edited by anyone with its link on the given day."""
    today = datetime.date(2026, rng.integer(2, 11), rng.integer(1, 28))
    numbers = rng.sample(range(100, 999), 40)
    names = [f"{rng.choice(STEMS[language])}-{number}.odt" for number in numbers]
    rows = [[name, *_harmless(rng, language, today)] for name in names]
    place = rng.integer(0, 39)
    rows[place][1:] = [ACCESS[language][2], RIGHTS[language][2], _day(today, rng.integer(3, 90))]
    name = {"fr": "partages.csv", "en": "shares.csv"}[language]
    content = files.csv([HEADER[language], *rows], SEPARATOR[language])
    return {"day": today.isoformat(), "name": names[place], "files": {name: content}}


def _harmless(rng, language, today):
    """Access, right and end of a share that is open to anyone, editable and still valid: never all three."""
    access, right = rng.integer(0, 2), rng.integer(0, 2)
    past = rng.chance(40) or (access == 2 and right == 2)
    until = _day(today, -rng.integer(2, 200)) if past else _day(today, rng.integer(2, 200))
    return [ACCESS[language][access], RIGHTS[language][right], until]


def _day(today, days):
    return (today + datetime.timedelta(days=days)).isoformat()


def solve_shares(found, values, language):
    """Filters the list on its three columns."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    wanted = (ACCESS[language][2], RIGHTS[language][2])
    return next(row[0] for row in rows if (row[1], row[2]) == wanted and row[3] > values["day"])
