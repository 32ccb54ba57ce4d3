"""Files of the topic interact-channels: the export of a discussion."""

import datetime

from chalicelib.content import files

PEOPLE = ["Ada", "Bilal", "Chloe", "Diego", "Emma", "Fatou", "Gael", "Hana"]
PLACES = {
    "fr": ["le parc Borel", "la salle Jade", "la ferme du Pré", "le gymnase Est"],
    "en": ["Borel park", "the Jade room", "Meadow farm", "the East gym"],
}
TALK = {
    "fr": ["Et si on allait à {place} ?", "Pourquoi pas {place} ?", "{place}, c'est une bonne idée."],
    "en": ["What about {place}?", "Why not {place}?", "{place} is a good idea."],
}
OTHER = {
    "fr": ["Qui apporte les boissons ?", "Je viens avec deux amis.", "On commence à 14 h.", "Bonne idée !"],
    "en": ["Who brings the drinks?", "I come with two friends.", "We begin at 2 pm.", "Good idea!"],
}
DECIDED = {"fr": "C'est décidé : {place}.", "en": "It is decided: {place}."}
HEADER = {"fr": ["date", "auteur", "message"], "en": ["date", "author", "message"]}
SEPARATOR = {"fr": ";", "en": ","}


def thread(rng, language):
    """60 messages, newest first; the chosen place is named several times, first by the author asked for."""
    chosen = rng.integer(0, 3)
    start = datetime.datetime(2026, rng.integer(1, 9), 2, 9, 0)
    first, other = rng.sample(PEOPLE, 2)
    messages = []
    proposal = rng.integer(8, 20)
    for n in range(60):
        who, text = rng.choice(PEOPLE), rng.choice(OTHER[language])
        place = rng.integer(0, 3)
        if n == proposal:
            who, text = first, TALK[language][0].format(place=PLACES[language][chosen])
        elif n in (proposal + 7, proposal + 15):
            who, text = other, TALK[language][2].format(place=PLACES[language][chosen])
        elif n == 59:
            text = DECIDED[language].format(place=PLACES[language][chosen])
        elif rng.chance(20) and place != chosen:
            text = TALK[language][1].format(place=PLACES[language][place])
        messages.append(
            [(start + datetime.timedelta(hours=n, minutes=rng.integer(0, 50))).isoformat(sep=" "), who, text]
        )
    name = {"fr": "discussion.csv", "en": "discussion.csv"}[language]
    content = files.csv([HEADER[language], *reversed(messages)], SEPARATOR[language])
    return {"place": PLACES[language][chosen], "author": first, "decoy": other, "files": {name: content}}


def solve_thread(found, values, language):
    """The oldest message that names the place."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return min(row for row in rows if values["place"] in row[2])[1]
