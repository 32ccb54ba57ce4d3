"""Files of the topic adapt-preservation: a hidden name, versions and a fingerprint."""

import hashlib
import re

from chalicelib.content import files

NAMES = [
    "Aubin",
    "Berthou",
    "Cazal",
    "Delmas",
    "Esteve",
    "Fabry",
    "Guenot",
    "Humbert",
    "Imbert",
    "Jolivet",
    "Kervran",
    "Lucas",
    "Maillot",
    "Noiret",
]
TEXT = {
    "fr": ("Avis du conseil", "Le conseil a entendu", "au sujet de la parcelle", "La demande est acceptée."),
    "en": ("Notice of the council", "The council has heard", "about the plot", "The request is accepted."),
}
RULE = {"fr": "Article {n}. La salle ferme à {h} heures.", "en": "Article {n}. The hall closes at {h} o'clock."}


def hidden_name(rng, language):
    """A page with a name in white."""
    name = rng.choice(NAMES)
    title, heard, about, end = TEXT[language]
    body = f'<h1>{title}</h1>\n<p>{heard} <span style="color:#fff;background:#fff">{name}</span> {about} {rng.integer(100, 999)}.</p>\n<p>{end}</p>'
    return {"name": name, "files": {"notice.html": files.html(title, body, language)}}


def solve_hidden_name(found, values, language):
    """The text inside the white span."""
    return re.search(r"<span[^>]*>(\w+)</span>", found["notice.html"].decode())[1]


def adopted(rng, language):
    """Five versions that differ in one hour."""
    hours = rng.sample(range(17, 24), 5)
    articles = rng.integer(4, 9)
    archive = {}
    for n, hour in enumerate(hours, 1):
        lines = [RULE[language].format(n=k, h=hour if k == 3 else 20) for k in range(1, articles + 1)]
        name = {"fr": f"reglement-{n}.txt", "en": f"rules-{n}.txt"}[language]
        archive[name] = files.txt("\n".join(lines))
    chosen = rng.choice(sorted(archive))
    archive["SHA256.txt"] = files.txt(hashlib.sha256(archive[chosen]).hexdigest())
    return {"name": chosen, "files": {"versions.zip": files.zip_of(archive)}}


def solve_adopted(found, values, language):
    """Computes each fingerprint again."""
    inside = files.read_zip(found["versions.zip"])
    wanted = inside.pop("SHA256.txt").decode().strip()
    return next(name for name, data in inside.items() if hashlib.sha256(data).hexdigest() == wanted)
