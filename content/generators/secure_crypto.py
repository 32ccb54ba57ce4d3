"""Files of the topic secure-crypto: unsalted fingerprints of passwords."""

import hashlib

from chalicelib.content import files

PEOPLE = ["Adele", "Boris", "Chen", "Dina", "Enzo", "Farah", "Gael", "Hana", "Ivan", "Jade", "Kofi", "Lea",
          "Malo", "Nina", "Omar", "Prune", "Quentin", "Rosa", "Sami", "Tess"]  # fmt: skip
HEADER = {"fr": ["personne", "empreinte"], "en": ["person", "fingerprint"]}
SEPARATOR = {"fr": ";", "en": ","}


def unsalted(rng, language):
    """Twenty people; two to five share one password, others share another."""
    order = rng.shuffle(range(20))
    same, others = rng.integer(2, 5), rng.integer(2, 4)
    passwords = [f"p{rng.integer(10**6, 10**7)}-{n}" for n in range(20)]
    for place, person in enumerate(order):
        if place < same:
            passwords[person] = "shared-one"
        elif place < same + others:
            passwords[person] = "shared-two"
    salt = str(
        rng.integer(0, 10**9)
    )  # differs per variant, so that files differ; the learner sees equal fingerprints only
    rows = [
        [name, hashlib.sha256((salt + secret).encode()).hexdigest()[:16]]
        for name, secret in zip(PEOPLE, passwords, strict=True)
    ]
    name = {"fr": "empreintes.csv", "en": "fingerprints.csv"}[language]
    content = files.csv([HEADER[language], *rows], SEPARATOR[language])
    return {"who": PEOPLE[order[0]], "count": same - 1, "files": {name: content}}


def solve_unsalted(found, values, language):
    """Counts equal fingerprints."""
    rows = files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]
    mine = next(row[1] for row in rows if row[0] == values["who"])
    return [row[1] for row in rows].count(mine) - 1
