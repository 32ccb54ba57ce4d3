"""Values of the topic program-conditions: chains of if, elif, else."""

WORDS = {"fr": ["rouge", "bleu", "vert", "jaune"], "en": ["red", "blue", "green", "yellow"]}
NAMES = {"fr": ["points", "niveau", "vitesse", "distance"], "en": ["points", "height", "speed", "distance"]}


def branches(rng, language):
    """Three thresholds in falling order; a value in one of the four ranges."""
    name = rng.integer(0, 3)
    low = rng.integer(5, 20)
    middle, high = low + rng.integer(5, 20), low + rng.integer(30, 50)
    order = rng.shuffle(range(4))
    value = rng.choice([high, high + 1, middle, high - 1, low, middle - 1, low - 1, low - 4])
    words = [WORDS[language][position] for position in order]
    variable = NAMES[language][name]
    code = (
        f'{variable} = {value}\nif {variable} >= {high}:\n    print("{words[0]}")\n'
        f'elif {variable} >= {middle}:\n    print("{words[1]}")\n'
        f'elif {variable} >= {low}:\n    print("{words[2]}")\nelse:\n    print("{words[3]}")'
    )
    limits = [high, middle, low]
    taken = next((position for position, limit in enumerate(limits) if value >= limit), 3)
    condition = f"{variable} >= {limits[taken]}" if taken < 3 else "else"
    return {"code": code, "result": words[taken], "condition": condition}
