"""Files of the topic citizen-services: documents of a request, rules of an allowance."""

from chalicelib.content import files

PEOPLE = ["Alba", "Baptiste", "Chadi", "Doris", "Emeka", "Fiona", "Gaspard", "Houda"]
PAPERS = {
    "fr": [
        "avis-imposition",
        "carte-identite",
        "facture-eau",
        "quittance-loyer",
        "certificat-scolarite",
        "attestation-employeur",
        "releve-bancaire",
        "livret-famille",
        "permis-conduire",
        "photo-identite",
    ],
    "en": [
        "tax-notice",
        "identity-card",
        "water-bill",
        "rent-receipt",
        "school-certificate",
        "employer-letter",
        "bank-statement",
        "family-record",
        "driving-licence",
        "identity-photo",
    ],
}
OLD = {"fr": "ancien", "en": "old"}
RULES = {
    "fr": (
        "Aide aux transports\n\n"
        "Article 1. L'aide est ouverte de {low} à {high} ans inclus.\n"
        "Article 2. Le revenu mensuel ne doit pas dépasser {base} euros, plus {child} euros par enfant à charge.\n"
        "Article 3. L'aide est de {share} % de l'abonnement.\n"
        "Article 4. Elle ne peut pas dépasser {cap} euros par mois.\n"
        "Article 5. Si une condition des articles 1 et 2 n'est pas remplie, l'aide est de 0 euro."
    ),
    "en": (
        "Transport allowance\n\n"
        "Article 1. The allowance is open from {low} to {high} years of age inclusive.\n"
        "Article 2. The monthly income must not exceed {base} euros, plus {child} euros per dependent child.\n"
        "Article 3. The allowance is {share} % of the travel pass.\n"
        "Article 4. It cannot exceed {cap} euros per month.\n"
        "Article 5. If a condition of articles 1 and 2 is not met, the allowance is 0 euros."
    ),
}


def papers(rng, language):
    """Eight of ten documents demanded, seven packed, an old copy with a similar name misleads."""
    wanted = [PAPERS[language][n] for n in rng.sample(list(range(10)), 8)]
    missing = wanted[rng.integer(0, 7)]
    kept = rng.shuffle([name for name in wanted if name != missing])
    packed = {f"{name}.txt": files.txt(name) for name in kept}
    packed[f"{missing}-{OLD[language]}-2019.txt"] = files.txt(OLD[language])
    names = {"fr": ["pieces.txt", "dossier.zip"], "en": ["documents.txt", "file.zip"]}[language]
    made = {names[0]: files.txt("\n".join(wanted)), names[1]: files.zip_of(packed)}
    return {"who": rng.choice(PEOPLE), "list": names[0], "missing": missing, "files": made}


def solve_papers(found, values, language):
    """Takes what is packed away from what is demanded."""
    archive = next(data for name, data in found.items() if name.endswith(".zip"))
    wanted = set(found[values["list"]].decode().split())
    return (wanted - {name.removesuffix(".txt") for name in files.read_zip(archive)}).pop()


def aid(rng, language):
    """One in three is not entitled, one in three meets the cap."""
    low, high = rng.integer(16, 20), rng.integer(27, 32)
    base, child = rng.integer(110, 150) * 10, rng.integer(10, 30) * 10
    share, children, fare = rng.choice([30, 40, 50, 60]), rng.integer(0, 3), rng.integer(3, 9) * 10
    cap = rng.choice([15, 20, 25, 30])
    ceiling, age = base + children * child, rng.integer(low, high)
    income = ceiling + rng.choice([-200, -50, 0, -120, -80, 60])
    if rng.chance(15):
        age = high + 1
    fits = income <= ceiling and low <= age <= high
    text = RULES[language].format(low=low, high=high, base=base, child=child, share=share, cap=cap)
    name = {"fr": "reglement.txt", "en": "rules.txt"}[language]
    return {
        "who": rng.choice(PEOPLE),
        "age": age,
        "income": income,
        "children": children,
        "fare": fare,
        "ceiling": ceiling,
        "amount": min(cap, fare * share // 100) if fits else 0,
        "files": {name: files.txt(text)},
    }


def solve_aid(found, values, language):
    """Reads the figures of the articles."""
    articles = next(iter(found.values())).decode().splitlines()[2:]
    figures = [[int(word) for word in line.replace(".", " ").split() if word.isdigit()][1:] for line in articles]
    (low, high), (base, child), (share,), (cap,) = figures[0], figures[1], figures[2], figures[3]
    if not low <= int(values["age"]) <= high or int(values["income"]) > base + child * int(values["children"]):
        return 0
    return round(min(cap, int(values["fare"]) * share / 100))
