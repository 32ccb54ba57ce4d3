"""Generated files of the topic file-names: archives with a misnamed file, files that lost their extension."""

import datetime

from chalicelib.content import files

WORDS = {
    "fr": ["abricot", "boussole", "cerise", "dauphin", "érable", "falaise", "girafe", "hirondelle",
           "iris", "jardin", "koala", "lavande", "moulin", "nuage", "orchidée", "papillon"],
    "en": ["apricot", "compass", "cherry", "dolphin", "maple", "cliff", "giraffe", "swallow",
           "iris", "garden", "koala", "lavender", "windmill", "cloud", "orchid", "butterfly"],
}  # fmt: skip
PLACES = {
    "fr": ["plage", "gare", "musée", "forêt", "pont", "marché", "lac", "château"],
    "en": ["beach", "station", "museum", "forest", "bridge", "market", "lake", "castle"],
}
COLOURS = ["steelblue", "darkseagreen", "goldenrod", "indianred", "slategray", "peru"]
PNG_START = b"\x89PNG"


def misnamed(rng, language):
    """An archive of pictures, one of which is a text with the wrong extension; the word in it is the answer."""
    places = rng.sample(range(len(PLACES["fr"])), 5)
    word = rng.integer(0, len(WORDS["fr"]) - 1)
    wrong = rng.integer(0, 4)
    archive = {}
    for position, place in enumerate(places):
        name = f"{PLACES[language][place]}.png"
        picture = files.png(320, 200, [("rectangle", (0, 120, 320, 200), rng.choice(COLOURS)),
                                       ("ellipse", (220, 20, 270, 70), "gold")])  # fmt: skip
        note = {"fr": "Le mot à recopier est : ", "en": "The word to copy is: "}[language]
        archive[name] = files.txt(note + WORDS[language][word]) if position == wrong else picture
    return {"word": WORDS[language][word], "files": {"photos.zip": files.zip_of(archive)}}


def solve_misnamed(found, values, language):
    """The last word of the file that does not begin as a PNG does."""
    inside = files.read_zip(found["photos.zip"])
    texts = [data.decode() for data in inside.values() if not data.startswith(PNG_START)]
    assert len(texts) == 1
    return texts[0].split()[-1]


def lost_extension(rng, language):
    """A file whose extension was lost; its content shows what it is."""
    kind = rng.choice(["csv", "html", "ics", "eml"])
    number = rng.integer(100, 999)
    day = datetime.datetime(2024, rng.integer(1, 12), rng.integer(1, 28), rng.integer(8, 18))
    title = {"fr": f"Réunion {number}", "en": f"Meeting {number}"}[language]
    body = {
        "csv": lambda: files.csv([["date", "number", "title"], *[[day.date(), number + i, title] for i in range(6)]]),
        "html": lambda: files.html(title, f"<h1>{title}</h1>\n<p>{day:%Y-%m-%d}</p>", language),
        "ics": lambda: files.ics([(title, day, day + datetime.timedelta(hours=1), "B12")]),
        "eml": lambda: files.eml("lina@example.org", "noe@example.org", title, f"{title}, {day:%H:%M}", day),
    }[kind]()
    wanted = {
        "csv": {"fr": "le tableur", "en": "the spreadsheet program"},
        "html": {"fr": "le navigateur web", "en": "the web browser"},
        "ics": {"fr": "l'agenda", "en": "the calendar program"},
        "eml": {"fr": "le logiciel de messagerie", "en": "the mail program"},
    }[kind][language]
    answers = [f".{kind}", kind, *([".htm", "htm"] if kind == "html" else [])]
    return {"extension": kind, "answers": answers, "program": wanted, "files": {f"document-{number}": body}}


def solve_lost_extension(found, values, language):
    """Recognises the content, as a person does in a text editor."""
    text = next(iter(found.values())).decode()
    marks = {"<!doctype html": "html", "BEGIN:VCALENDAR": "ics", "From: ": "eml"}
    return next((kind for mark, kind in marks.items() if text.startswith(mark)), "csv")
