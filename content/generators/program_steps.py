"""Values of the topic program-steps: walks of a robot, traces of two variables."""

COLUMNS = "ABCDEFGH"
MOVES = {"right": (1, 0), "left": (-1, 0), "down": (0, 1), "up": (0, -1)}
WORDS = {
    "fr": {"right": "vers la droite", "left": "vers la gauche", "down": "vers le bas", "up": "vers le haut"},
    "en": {"right": "to the right", "left": "to the left", "down": "down", "up": "up"},
}
STEP = {"fr": "avancer de {n} case{s} {way}", "en": "move {n} square{s} {way}"}


def robot(rng, language):
    """Four moves on a board of 8 x 8 that never leave it."""
    column, row = rng.integer(2, 5), rng.integer(2, 5)
    start, lines, path, last = _name(column, row), [], [], ""
    for number in range(1, 5):
        ways = [way for way in MOVES if _axis(way) != last and _room(column, row, way)]
        way = rng.choice(ways)
        count = rng.integer(1, min(3, _room(column, row, way)))
        column, row = column + MOVES[way][0] * count, row + MOVES[way][1] * count
        last = _axis(way)
        text = STEP[language].format(n=count, s="s" if count > 1 else "", way=WORDS[language][way])
        lines.append(f"{number}. {text}")
        path.append(_name(column, row))
    if path[-1] == start:  # a walk that comes home would make the frequent mistake right
        return robot(rng, language)
    return {"start": start, "steps": "\n".join(lines), "end": path[-1], "path": ", ".join([start, *path])}


def trace(rng, language):
    """Four assignments to two variables; the last line shows one of them."""
    x, y, z = rng.integer(2, 9), rng.integer(2, 9), rng.integer(2, 4)
    a = x
    b = a + y
    a = b * z
    b = a - b
    shown = rng.choice(["a", "b"])
    code = f"a = {x}\nb = a + {y}\na = b * {z}\nb = a - b\nprint({shown})"
    return {"code": code, "a": a, "b": b, "result": a if shown == "a" else b}


def _name(column, row):
    return f"{COLUMNS[column]}{row + 1}"


def _axis(way):
    return "x" if way in ("left", "right") else "y"


def _room(column, row, way):
    """How many squares are left that way."""
    return {"right": 7 - column, "left": column, "down": 7 - row, "up": row}[way]
