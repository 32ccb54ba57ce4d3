"""Values and files of the topic share-reuse: what licences allow, a catalogue of pictures, the public domain."""

from chalicelib.content import files

LICENCES = ["CC0", "CC BY", "CC BY-SA", "CC BY-NC", "CC BY-ND", "CC BY-NC-SA", "CC BY-NC-ND"]
SEPARATOR = {"fr": ";", "en": ","}
HEADER = {
    "fr": ["code", "sujet", "licence", "largeur (pixels)"],
    "en": ["code", "subject", "licence", "width (pixels)"],
}
SUBJECTS = {
    "fr": ["pont", "marché", "forêt", "gare", "port", "atelier"],
    "en": ["bridge", "market", "forest", "station", "harbour", "workshop"],
}
WORDS = {"fr": ["interdit", "permis"], "en": ["forbidden", "allowed"]}
COMMERCIAL = {
    "fr": [
        "L'imprimer sur des tasses à vendre, sans la changer",
        "La mettre telle quelle dans une publicité payée",
        "La reproduire telle quelle dans un livre en vente",
    ],
    "en": [
        "Print it unchanged on mugs for sale",
        "Put it as it is into a paid advertisement",
        "Reproduce it as it is in a book for sale",
    ],
}
ADAPTED = {
    "fr": [
        "En publier un montage sur un blog scolaire gratuit",
        "En publier une version recoloriée sur un site bénévole",
        "La fondre dans un collage exposé gratuitement en ligne",
    ],
    "en": [
        "Publish a montage of it on a free school blog",
        "Publish a recoloured version on a volunteers' site",
        "Blend it into a collage shown online for free",
    ],
}
PLAIN = {
    "fr": ["La publier telle quelle sur un site bénévole", "La montrer telle quelle dans un exposé gratuit en ligne"],
    "en": ["Publish it as it is on a volunteers' site", "Show it as it is in a free talk online"],
}


def allowed(rng, language):
    """A licence, one sale, one adaptation without profit, one plain use; always with credit."""
    licence = rng.choice(LICENCES[1:])
    say = WORDS[language]
    return {
        "licence": licence,
        "sale": rng.choice(COMMERCIAL[language]),
        "adaptation": rng.choice(ADAPTED[language]),
        "plain": rng.choice(PLAIN[language]),
        "sale_ok": say["NC" not in licence],
        "adaptation_ok": say["ND" not in licence],
        "plain_ok": say[True],
    }


def solve_allowed(found, values, language):
    """Reads the two-letter parts of the licence."""
    parts = values["licence"].split(" ")[1].split("-")
    say = WORDS[language]
    return {"a": say[0] if "NC" in parts else say[1], "b": say[0] if "ND" in parts else say[1], "c": say[1]}


def catalogue(rng, language):
    """Forty pictures; one fits: the subject, wide enough, for a sold and adapted use without share-alike."""
    subject = rng.integer(0, 5)
    width = rng.choice([2400, 3000, 3500])
    codes = [f"P{number}" for number in rng.sample(range(1000, 9999), 40)]
    rows = [[code, *_unfit(rng, language, subject, width)] for code in codes]
    place = rng.integer(0, 39)
    rows[place][1:] = [SUBJECTS[language][subject], rng.choice(["CC0", "CC BY"]), width + rng.integer(10, 900)]
    content = files.csv([HEADER[language], *rows], SEPARATOR[language])
    return {
        "subject": SUBJECTS[language][subject],
        "width": width,
        "code": codes[place],
        "files": {"images.csv": content},
    }


def _unfit(rng, language, subject, width):
    """A picture that fails by its subject, its licence or its width."""
    fault = rng.choice(["subject", "licence", "width"])
    other = rng.choice([position for position in range(6) if position != subject])
    about = other if fault == "subject" else subject
    licence = rng.choice(LICENCES[2:] if fault == "licence" else LICENCES)
    wide = rng.integer(600, width - 50) if fault == "width" else width + rng.integer(10, 2000)
    return [SUBJECTS[language][about], licence, wide]


def solve_catalogue(found, values, language):
    """Filters the catalogue on its three columns."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    good = [
        row
        for row in rows
        if row[1] == values["subject"] and row[2] in ("CC0", "CC BY") and int(row[3]) >= int(values["width"])
    ]
    (only,) = good
    return only[0]


def public_domain(rng, language):
    """Two authors of one song; the second death decides."""
    first, gap = rng.integer(1958, 1985), rng.integer(2, 24)
    last = first + gap
    deaths = rng.shuffle([first, last])
    published = first - rng.integer(8, 25)
    return {
        "published": published,
        "one": deaths[0],
        "two": deaths[1],
        "year": last + 71,
        "decoy": first + 71,
        "off": last + 70,
    }


def solve_public_domain(found, values, language):
    """The first of January that follows seventy full years."""
    return max(int(values["one"]), int(values["two"])) + 70 + 1
