"""Values and files of the topic media-video: subtitles, shots, bit rates."""

import re

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
FLOWERS = [
    "dahlia",
    "iris",
    "magnolia",
    "mimosa",
    "fuchsia",
    "camellia",
    "anemone",
    "azalea",
    "begonia",
    "freesia",
    "gardenia",
    "lobelia",
]


def _clock(tenths):
    seconds = tenths // 10
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{tenths % 10}00"


def _srt(rows):
    blocks = [f"{n}\n{_clock(start)} --> {_clock(end)}\n{text}\n" for n, (start, end, text) in enumerate(rows, 1)]
    return files.txt("\n".join(blocks))


def _rows(rng, words):
    """Subtitles one after another with small pauses; times in tenths of seconds."""
    at, rows = rng.integer(600, 30000), []
    for word in words:
        start = at + rng.integer(2, 25)
        at = start + rng.integer(25, 60)
        rows.append((start, at, word))
    return rows


def shown(rng, language):
    """12 subtitles; a whole second inside one of them."""
    sentence = {"fr": "Voici : {}.", "en": "Here is: {}."}[language]
    words = rng.shuffle(FLOWERS)
    rows = _rows(rng, words)
    n = rng.integer(2, 9)
    start, end, word = rows[n]
    moment = next(t for t in range(start + 3, end) if t % 10 == 0)
    told = [(a, b, sentence.format(text)) for a, b, text in rows]
    name = {"fr": "reportage.srt", "en": "report.srt"}[language]
    return {"moment": _clock(moment).split(",")[0], "word": word, "decoy": words[n + 1], "files": {name: _srt(told)}}


def _times(text):
    found = re.findall(r"(\d+):(\d+):(\d+),(\d+) --> (\d+):(\d+):(\d+),(\d+)", text)
    for row in found:
        h, m, s, ms, h2, m2, s2, ms2 = map(int, row)
        yield ((h * 60 + m) * 60 + s) * 1000 + ms, ((h2 * 60 + m2) * 60 + s2) * 1000 + ms2


def solve_shown(found, values, language):
    """Looks for the block around the moment."""
    text = next(iter(found.values())).decode()
    h, m, s = map(int, values["moment"].split(":"))
    moment = ((h * 60 + m) * 60 + s) * 1000
    words = re.findall(r": (\w+)\.", text)
    return next(word for word, (start, end) in zip(words, _times(text), strict=True) if start <= moment < end)


def shots(rng, language):
    """6 to 9 shots in order, each shorter than a minute."""
    at, rows, total = rng.integer(50, 400), [], 0
    for _ in range(rng.integer(6, 9)):
        first = at + rng.integer(20, 500)
        length = rng.integer(30, 900)
        at, total = first + length, total + length
        rows.append([f"{t // 1500:02}:{t // 25 % 60:02}:{t % 25:02}" for t in (first, at)])
    head = {"fr": ["plan", "entrée", "sortie"], "en": ["shot", "in", "out"]}[language]
    name = {"fr": "plans.csv", "en": "shots.csv"}[language]
    table = [head, *([n, *row] for n, row in enumerate(rows, 1))]
    return {"frames": total, "files": {name: files.csv(table, SEPARATOR[language])}}


def solve_shots(found, values, language):
    """All outs less all ins."""
    total = 0
    for _, first, last in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]:
        for sign, code in ((-1, first), (1, last)):
            m, s, f = map(int, code.split(":"))
            total += sign * ((m * 60 + s) * 25 + f)
    return total


def budget(rng, language):
    """A whole rate."""
    whole, seconds, audio = rng.integer(8, 60) * 100, rng.integer(4, 40) * 20, rng.choice([64, 96, 128, 160])
    if whole * seconds % 8000:
        return budget(rng, language)
    return {"size": whole * seconds // 8000, "seconds": seconds, "audio": audio, "whole": whole, "video": whole - audio}


def overlap(rng, language):
    """12 subtitles, one of which starts too early."""
    rows = _rows(rng, rng.shuffle(FLOWERS))
    n = rng.integer(3, 10)
    _, end, text = rows[n]
    rows[n] = (rows[n - 1][1] - rng.integer(3, 12), end, text)
    name = {"fr": "sous-titres.srt", "en": "subtitles.srt"}[language]
    return {"number": n + 1, "files": {name: _srt(rows)}}


def solve_overlap(found, values, language):
    """Compares each start with the end before it."""
    times = list(_times(next(iter(found.values())).decode()))
    return next(n + 1 for n in range(1, len(times)) if times[n][0] < times[n - 1][1])
