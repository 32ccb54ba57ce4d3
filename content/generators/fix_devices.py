"""Values of the topic fix-devices: trials that swap parts."""

NAMES = ["Nina", "Omar", "Paul", "Rita", "Sofia", "Theo", "Uma", "Victor"]
PARTS = {"fr": ["l'écran", "le câble", "l'ordinateur"], "en": ["the screen", "the cable", "the computer"]}
KIND = {
    "fr": ["l'écran de {x}", "le câble de {x}", "l'ordinateur de {x}"],
    "en": ["{x}'s screen", "{x}'s cable", "{x}'s computer"],
}
FATE = {"fr": {True: "cela marche", False: "rien ne s'affiche"}, "en": {True: "it works", False: "nothing is shown"}}
OWNERS = {"fr": ["la salle A", "la salle B"], "en": ["room A", "room B"]}


def swap(rng, language):
    """Four different combinations of parts of two rooms; the broken part is in room A."""
    broken = rng.integer(0, 2)
    every = [tuple((number >> part) & 1 for part in range(3)) for number in range(1, 8)]
    chosen = rng.sample(every, 4)
    suspects = {0, 1, 2}
    for combination in [(0, 0, 0), *chosen]:
        works = combination[broken] == 1
        used = {part for part in range(3) if combination[part] == 0}
        suspects &= (set(range(3)) - used) if works else used
    if suspects != {broken}:
        return swap(rng, language)
    lines = []
    for number, combination in enumerate([(0, 0, 0), *chosen], 1):
        names = [KIND[language][part].format(x=OWNERS[language][room]) for part, room in enumerate(combination)]
        joined = ", ".join(names)
        lines.append(
            f"{number}. {joined} : {FATE[language][combination[broken] == 1]}"
            if language == "fr"
            else f"{number}. {joined}: {FATE[language][combination[broken] == 1]}"
        )
    return {"who": rng.choice(NAMES), "trials": "\n".join(lines), "part": PARTS[language][broken]}
