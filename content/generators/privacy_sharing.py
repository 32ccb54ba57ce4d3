"""Files of the topic privacy-sharing: a photo with a note, a record of accesses."""

import io

from PIL import Image

from chalicelib.content import files

PLACES = {
    "fr": [
        "Aubepine",
        "Clairval",
        "Montruel",
        "Port-Basile",
        "Roche-Amer",
        "Sainte-Odile",
        "Valfroid",
        "Grandpont",
        "Lestrade",
        "Hautmont",
        "Orval",
        "Brezil",
    ],
    "en": [
        "Ashcombe",
        "Claremont",
        "Montrose",
        "Port Basil",
        "Rock Bay",
        "Saint Odile",
        "Coldvale",
        "Greatmead",
        "Westrow",
        "Highmount",
        "Orwell",
        "Brezel",
    ],
}
NOTE = {"fr": "Photo prise devant la maison, {place}", "en": "Taken in front of the house, {place}"}
COLOURS = ["steelblue", "darkseagreen", "goldenrod", "indianred", "slategray", "peru"]
DESCRIPTION = 0x010E  # Exif: ImageDescription
APPS = {
    "fr": ["Carte", "Jeu de billes", "Météo", "Lampe", "Recettes", "Radio", "Messagerie", "Horoscope"],
    "en": ["Maps", "Marble game", "Weather", "Torch", "Recipes", "Radio", "Messenger", "Horoscope"],
}
DATA = {"fr": ["position", "contacts", "micro", "photos"], "en": ["location", "contacts", "microphone", "photos"]}
SCREEN = {"fr": ["allumé", "éteint"], "en": ["on", "off"]}
HEADER = {"fr": ["application", "donnée", "heure", "écran"], "en": ["app", "data", "time", "screen"]}
SEPARATOR = {"fr": ";", "en": ","}


def photo(rng, language):
    """A plain picture whose description tells the place."""
    place = PLACES[language][rng.integer(0, 11)]
    note = NOTE[language].format(place=place)
    picture = files.jpeg(rng.integer(300, 420), rng.integer(200, 300), rng.choice(COLOURS), {DESCRIPTION: note})
    return {"place": place, "note": note, "files": {"photo.jpg": picture}}


def solve_photo(found, values, language):
    """Reads the description with the picture library."""
    text = Image.open(io.BytesIO(found["photo.jpg"])).getexif()[DESCRIPTION]
    start, end = NOTE[language].split("{place}")
    return text.removeprefix(start).removesuffix(end)


def accesses(rng, language):
    """120 accesses; some apps read the location only while the screen is on."""
    sly = rng.sample(range(8), rng.integer(1, 5))
    rows = []
    for _ in range(120):
        app, what, off = rng.integer(0, 7), rng.integer(0, 3), rng.integer(0, 1)
        if what == 0 and app not in sly:
            off = 0
        rows.append([app, what, f"{rng.integer(0, 23):02d}:{rng.integer(0, 59):02d}", off])
    rows += [[app, 0, f"0{rng.integer(1, 5)}:{rng.integer(10, 59)}", 1] for app in sly]
    told = [
        [APPS[language][app], DATA[language][what], at, SCREEN[language][off]]
        for app, what, at, off in rng.shuffle(rows)
    ]
    name = {"fr": "acces.csv", "en": "accesses.csv"}[language]
    return {"count": len(sly), "files": {name: files.csv([HEADER[language], *told], SEPARATOR[language])}}


def solve_accesses(found, values, language):
    """Distinct apps among the matching lines."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return len({row[0] for row in rows if row[1] == DATA[language][0] and row[3] == SCREEN[language][1]})
