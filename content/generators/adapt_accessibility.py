"""Values and files of the topic adapt-accessibility: pictures without alt, headings, labels."""

import re

from chalicelib.content import files

WORDS = {
    "fr": [
        "Accueil",
        "Horaires",
        "Tarifs",
        "Équipe",
        "Plan d'accès",
        "Activités",
        "Inscription",
        "Questions",
        "Archives",
    ],
    "en": [
        "Welcome",
        "Opening hours",
        "Prices",
        "Team",
        "How to get here",
        "Activities",
        "Registration",
        "Questions",
        "Archives",
    ],
}
ALT = {"fr": "La façade en brique, vue de la rue", "en": "The brick front, seen from the street"}
LABELS = {
    "fr": ["Nom", "Prénom", "Courriel", "Téléphone", "Ville", "Message", "Date", "Âge"],
    "en": ["Last name", "First name", "E-mail", "Phone", "Town", "Message", "Date", "Age"],
}


def missing_alt(rng, language):
    """9 to 14 pictures: with text, with an empty alt, without alt."""
    kinds = [rng.integer(0, 2) for _ in range(rng.integer(9, 14))]
    lines = []
    for n, kind in enumerate(kinds):
        alt = [f' alt="{ALT[language]}"', ' alt=""', ""][kind]
        lines.append(f'<p><img src="photo-{n}.jpg"{alt} width="{rng.integer(200, 800)}"></p>')
    page = files.html("Maison" if language == "fr" else "House", "\n".join(lines), language)
    return {"count": kinds.count(2), "files": {"page.html": page}}


def solve_missing_alt(found, values, language):
    """Looks for the attribute in each tag."""
    tags = re.findall(r"<img[^>]*>", found["page.html"].decode())
    return sum(" alt=" not in tag for tag in tags)


def headings(rng, language):
    """Seven headings, one of them two levels below the one before."""
    names = rng.sample(range(len(WORDS[language])), 7)
    jump = rng.integer(2, 5)
    levels = [1]
    for n in range(1, 7):
        before = levels[-1]
        levels.append(
            before + 2 if n == jump else rng.integer(2, min(before + 1, 3)) if before < 4 else rng.integer(2, 3)
        )
    if levels[jump] > 4:
        return headings(rng, language)
    word = {"fr": "niveau", "en": "level"}[language]
    lines = [f"- {WORDS[language][name]} ({word} {level})" for name, level in zip(names, levels, strict=True)]
    return {"list": "\n".join(lines), "title": WORDS[language][names[jump]]}


def labels(rng, language):
    """Eight fields, one to five of them without a label, one of these with a placeholder only."""
    bare = rng.sample(range(8), rng.integer(1, 5))
    lines = []
    for n, text in enumerate(LABELS[language]):
        if n not in bare:
            lines.append(f'<p><label for="f{n}">{text}</label> <input id="f{n}" name="f{n}"></p>')
        elif n == bare[0]:
            lines.append(f'<p><input id="f{n}" name="f{n}" placeholder="{text}"></p>')
        else:
            lines.append(f'<p>{text} <input id="f{n}" name="f{n}"></p>')
    body = "<form>\n" + "\n".join(rng.shuffle(lines)) + "\n</form>"
    return {"count": len(bare), "files": {"form.html": files.html("Contact", body, language)}}


def solve_labels(found, values, language):
    """Compares two sets of identifiers."""
    text = found["form.html"].decode()
    return len(set(re.findall(r'<input id="(\w+)"', text)) - set(re.findall(r'<label for="(\w+)"', text)))
