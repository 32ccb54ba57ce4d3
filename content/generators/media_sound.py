"""Values and files of the topic media-sound: weight of an MP3, length with crossfades."""

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}


def mp3(rng, language):
    """Whole kilobytes: the usual rates are multiples of 8."""
    rate, minutes = rng.choice([64, 96, 128, 160, 192, 256, 320]), rng.integer(2, 58)
    return {"rate": rate, "minutes": minutes, "size": rate * minutes * 60 // 8}


def crossfades(rng, language):
    """5 to 9 pieces longer than two fades."""
    fade, count = rng.integer(2, 5), rng.integer(5, 9)
    lengths = [rng.integer(15, 190) for _ in range(count)]
    head = {"fr": ["morceau", "durée (s)"], "en": ["piece", "length (s)"]}[language]
    rows = [head, *([n, length] for n, length in enumerate(lengths, 1))]
    name = {"fr": "montage.csv", "en": "edit.csv"}[language]
    total = sum(lengths) - fade * (count - 1)
    return {"fade": fade, "total": total, "plain": sum(lengths), "files": {name: files.csv(rows, SEPARATOR[language])}}


def solve_crossfades(found, values, language):
    """Moves a clock to the start of each piece."""
    clock = end = 0
    for _, length in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        end = clock + int(length)
        clock = end - int(values["fade"])
    return end
