"""Files of the topic citizen-identity: accounts to close, a CV and a profile to compare."""

from chalicelib.content import files

PEOPLE = ["Aline", "Bakari", "Cleo", "Driss", "Enora", "Fares", "Greta", "Hakim"]
SITES = [
    "photo",
    "forum",
    "musique",
    "radio",
    "train",
    "voyage",
    "sport",
    "video",
    "recette",
    "chat",
    "carte",
    "puzzle",
]
SEPARATOR = {"fr": ";", "en": ","}
HEADER = {"fr": ["site", "dernière connexion", "argent"], "en": ["site", "last sign-in", "money"]}
YES = {"fr": ["oui", "non"], "en": ["yes", "no"]}
ENTRIES = {
    "fr": [
        "Permis de conduire",
        "Baccalauréat",
        "Licence de géographie",
        "Stage à la mairie",
        "Emploi à la librairie",
        "Certificat de secourisme",
        "Bénévolat au club",
        "Cours du soir d'espagnol",
    ],
    "en": [
        "Driving licence",
        "School leaving certificate",
        "Degree in geography",
        "Placement at the town hall",
        "Job at the bookshop",
        "First aid certificate",
        "Volunteering at the club",
        "Evening course in Spanish",
    ],
}


def accounts(rng, language):
    """48 accounts; some signed in on the very day of the limit."""
    limit = f"{rng.integer(2023, 2024)}-{rng.integer(1, 12):02d}-01"
    rows = []
    for site in SITES:
        for number in range(1, 5):
            date = f"{rng.integer(2020, 2026)}-{rng.integer(1, 10):02d}-{rng.integer(1, 28):02d}"
            rows.append(
                [
                    f"{site}-{number}.example",
                    limit if rng.chance(6) else date,
                    YES[language][0 if rng.chance(30) else 1],
                ]
            )
    count = sum(row[1] < limit and row[2] == YES[language][1] for row in rows)
    name = {"fr": "comptes.csv", "en": "accounts.csv"}[language]
    content = files.csv([HEADER[language], *rng.shuffle(rows)], SEPARATOR[language])
    return {"who": rng.choice(PEOPLE), "limit": limit, "count": count, "files": {name: content}}


def solve_accounts(found, values, language):
    """Compares years, months and days as numbers."""
    count, limit = 0, [int(part) for part in values["limit"].split("-")]
    for _, date, money in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        count += [int(part) for part in date.split("-")] < limit and money in ("non", "no")
    return count


def profile(rng, language):
    """Eight entries in two orders; one year differs."""
    years = sorted(rng.integer(2008, 2025) for _ in range(8))
    odd = rng.integer(0, 7)
    wrong = years[odd] + rng.choice([-2, -1, 1, 2])
    order = rng.shuffle(list(range(8)))
    cv = [f"{years[n]} - {ENTRIES[language][n]}" for n in range(8)]
    online = [f"{ENTRIES[language][n]} ({wrong if n == odd else years[n]})" for n in order]
    names = {"fr": ["cv.txt", "profil.txt"], "en": ["cv.txt", "profile.txt"]}[language]
    made = {names[0]: files.txt("\n".join(cv)), names[1]: files.txt("\n".join(online))}
    return {
        "who": rng.choice(PEOPLE),
        "year": years[odd],
        "wrong": wrong,
        "entry": ENTRIES[language][odd],
        "files": made,
    }


def solve_profile(found, values, language):
    """Looks each line of the CV up in the profile."""
    other = next(data for name, data in found.items() if name != "cv.txt").decode()
    lines = [line.split(" - ") for line in found["cv.txt"].decode().splitlines()]
    return next(year for year, entry in lines if f"{entry} ({year})" not in other)
