"""Files of the topic adapt-licences: pictures and their licences."""

from chalicelib.content import files

FREE = ["CC0", "CC BY 4.0", "CC BY-SA 4.0"]
OTHER = {
    "fr": ["CC BY-NC 4.0", "CC BY-ND 4.0", "CC BY-NC-SA 4.0", "tous droits réservés", "CC BY-NC-ND 4.0"],
    "en": ["CC BY-NC 4.0", "CC BY-ND 4.0", "CC BY-NC-SA 4.0", "all rights reserved", "CC BY-NC-ND 4.0"],
}
HEADER = {"fr": ["image", "auteur", "licence"], "en": ["picture", "author", "licence"]}
AUTHORS = ["Aubin", "Diallo", "Ferrer", "Kim", "Lopez", "Meyer", "Novak", "Traore"]
SEPARATOR = {"fr": ";", "en": ","}


def calendar(rng, language):
    """40 pictures."""
    rows = [
        [f"img-{n:02d}.jpg", rng.choice(AUTHORS), rng.choice(FREE) if rng.chance(40) else rng.choice(OTHER[language])]
        for n in range(1, 41)
    ]
    count = sum(row[2] in FREE for row in rows)
    return {"count": count, "files": {"images.csv": files.csv([HEADER[language], *rows], SEPARATOR[language])}}


def solve_calendar(found, values, language):
    """Refuses by the letters of the licence."""
    rows = files.read_csv(found["images.csv"], SEPARATOR[language])[1:]
    return sum(row[2].startswith("CC") and "NC" not in row[2] and "ND" not in row[2] for row in rows)
