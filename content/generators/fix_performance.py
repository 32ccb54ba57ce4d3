"""Values and files of the topic fix-performance: bottlenecks, a filling disk, percentiles, Little's law."""

from chalicelib.content import files

RESOURCES = {
    "fr": ["le processeur", "la mémoire", "le disque", "le réseau"],
    "en": ["the processor", "the memory", "the disk", "the network"],
}
ROWS = {
    "fr": ["Processeur utilisé", "Mémoire utilisée", "Disque occupé (temps)", "Réseau utilisé"],
    "en": ["Processor in use", "Memory in use", "Disk busy (time)", "Network in use"],
}
SEPARATOR = {"fr": ";", "en": ","}


def bottleneck(rng, language):
    """Four percentages, one of them 97 to 100."""
    full = rng.integer(0, 3)
    values = [rng.integer(97, 100) if n == full else rng.integer(5, 62) for n in range(4)]
    lines = [f"| {row} | {value} % |" for row, value in zip(ROWS[language], values, strict=True)]
    return {"table": "\n".join(["| | |", "| --- | --- |", *lines]), "resource": RESOURCES[language][full]}


def disk(rng, language):
    """13 weekly points with a whole average pace."""
    pace, first = rng.integer(3, 12), rng.integer(100, 300)
    points = [first + pace * n + (0 if n in (0, 12) else rng.integer(-2, 2)) for n in range(13)]
    last, weeks = points[-1], rng.integer(5, 20)
    capacity = last + pace * weeks - rng.integer(1, pace - 1)
    head = {"fr": ["semaine", "Go"], "en": ["week", "GB"]}[language]
    name = {"fr": "disque.csv", "en": "disk.csv"}[language]
    rows = [head, *([n + 1, value] for n, value in enumerate(points))]
    told = {"first": points[0], "last": last, "steps": 12, "pace": pace, "left": capacity - last}
    return {**told, "capacity": capacity, "weeks": weeks, "files": {name: files.csv(rows, SEPARATOR[language])}}


def solve_disk(found, values, language):
    """Walks week by week."""
    points = [int(row[1]) for row in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]]
    pace, level, weeks = (points[-1] - points[0]) / (len(points) - 1), points[-1], 0
    while level <= int(values["capacity"]):
        level, weeks = level + pace, weeks + 1
    return weeks


def percentile(rng, language):
    """200 different times, a tail of slow ones."""
    times = rng.sample(range(40, 400), 184) + rng.sample(range(700, 3000), 16)
    head = {"fr": ["essai", "ms"], "en": ["try", "ms"]}[language]
    rows = [head, *([n + 1, value] for n, value in enumerate(rng.shuffle(times)))]
    name = {"fr": "temps.csv", "en": "times.csv"}[language]
    return {
        "p95": sorted(times)[189],
        "mean": round(sum(times) / 200),
        "files": {name: files.csv(rows, SEPARATOR[language])},
    }


def solve_percentile(found, values, language):
    """The eleventh from the end."""
    times = [int(row[1]) for row in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]]
    return sorted(times, reverse=True)[10]


def little(rng, language):
    """Whole numbers of busy processes."""
    rate, ms = rng.integer(2, 60) * 10, rng.integer(1, 20) * 50
    if rate * ms % 1000:
        return little(rng, language)
    return {"rate": rate, "ms": ms, "busy": rate * ms // 1000}
