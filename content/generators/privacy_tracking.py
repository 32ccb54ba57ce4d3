"""Files of the topic privacy-tracking: a page with third parties, re-identification, k-anonymity."""

import re
from collections import Counter

from chalicelib.content import files

SITES = ["meteo-du-lac.example", "recettes-faciles.example", "journal-local.example", "sport-club.example"]
THIRDS = [
    "pub-suivi.example",
    "mesure-plus.example",
    "bouton-partage.example",
    "video-cadre.example",
    "polices-web.example",
    "carte-libre.example",
]
LINKS = ["mairie.example", "encyclopedie.example", "association.example"]
JOBS = {
    "fr": ["boulangère", "enseignante", "facteur", "infirmier", "menuisière", "comptable"],
    "en": ["baker", "teacher", "postman", "nurse", "carpenter", "accountant"],
}
PEOPLE = ["Ines", "Salome", "Awa", "Lena", "Mina", "Rosa"]
AGES = ["18-29", "30-44", "45-59", "60+"]
DISTRICTS = ["Aulne", "Belval", "Corne"]
SEPARATOR = {"fr": ";", "en": ","}


def page(rng, language):
    """Own resources, a subdomain, links, and two to five third parties, some used twice."""
    site = rng.choice(SITES)
    thirds = rng.sample(THIRDS, rng.integer(2, 5))
    lines = [
        '<script src="/app.js"></script>',
        f'<img src="https://images.{site}/logo.png" alt="">',
        '<img src="photo.jpg" alt="">',
    ]
    for number, third in enumerate(thirds):
        lines.append(
            [
                f'<script src="https://{third}/t.js"></script>',
                f'<img src="https://{third}/p.gif?id=1" alt="">',
                f'<iframe src="https://{third}/box"></iframe>',
            ][number % 3]
        )
    lines.append(f'<img src="https://cdn.{thirds[0]}/x.gif" alt="">')
    lines += [f'<p><a href="https://{link}/">{link}</a></p>' for link in rng.sample(LINKS, 2)]
    content = files.html(site, "\n".join(rng.shuffle(lines)), language)
    return {"site": site, "count": len(thirds), "thirds": ", ".join(sorted(thirds)), "files": {"page.html": content}}


def solve_page(found, values, language):
    """Domains (last two labels) of what is loaded, without the page's own."""
    hosts = re.findall(r'src="https://([^/"]+)', found["page.html"].decode())
    return len({".".join(host.split(".")[-2:]) for host in hosts} - {values["site"]})


def reidentify(rng, language):
    """200 people; one to five of them share the year and the postcode asked for."""
    year, code, count = rng.integer(1960, 2000), rng.integer(10, 99) * 100, rng.integer(1, 5)
    rows = [[year, code, rng.choice(JOBS[language])] for _ in range(count)]
    while len(rows) < 200:
        row = [
            rng.integer(1950, 2006),
            rng.choice([code, code + 10, code + 20, rng.integer(10, 99) * 100]),
            rng.choice(JOBS[language]),
        ]
        if row[:2] != [year, code]:
            rows.append(row)
    head = {"fr": ["naissance", "code postal", "profession"], "en": ["birth", "postcode", "profession"]}[language]
    name = {"fr": "enquete.csv", "en": "survey.csv"}[language]
    return {
        "who": rng.choice(PEOPLE),
        "year": year,
        "zip": code,
        "count": count,
        "files": {name: files.csv([head, *rng.shuffle(rows)], SEPARATOR[language])},
    }


def solve_reidentify(found, values, language):
    """Counts equal lines."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return sum(row[:2] == [str(values["year"]), str(values["zip"])] for row in rows)


def k_anonymity(rng, language):
    """Twelve combinations, each present; the rarest two to six times."""
    k = rng.integer(2, 6)
    cells = [(age, district) for age in AGES for district in DISTRICTS]
    rare = rng.integer(0, 11)
    counts = [k if n == rare else k + rng.integer(1, 9) for n in range(12)]
    rows = [list(cell) for cell, count in zip(cells, counts, strict=True) for _ in range(count)]
    head = {"fr": ["âge", "canton"], "en": ["age", "district"]}[language]
    name = {"fr": "fichier.csv", "en": "file.csv"}[language]
    content = files.csv([head, *rng.shuffle(rows)], SEPARATOR[language])
    return {"k": k, "rarest": ", ".join(cells[rare]), "files": {name: content}}


def solve_k_anonymity(found, values, language):
    """The smallest count."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    return min(Counter(map(tuple, rows)).values())


def difference(rng, language):
    """Two means with whole totals, one arrival between them."""
    months = {"fr": ["mars", "avril", "juin", "juillet"], "en": ["March", "April", "June", "July"]}[language]
    start = rng.choice([0, 2])
    n, mean, rise = rng.integer(5, 12), rng.integer(190, 260) * 10, rng.integer(2, 9) * 10
    following = mean + rise
    wage = (n + 1) * following - n * mean
    return {
        "before": months[start],
        "after": months[start + 1],
        "who": rng.choice(PEOPLE),
        "n": n,
        "m": n + 1,
        "mean": mean,
        "next": following,
        "wage": wage,
    }
