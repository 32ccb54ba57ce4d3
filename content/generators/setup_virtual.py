"""Values and files of the topic setup-virtual: ports, capacities, build steps, start order, a cluster."""

import re

from chalicelib.content import files

SEPARATOR = {"fr": ";", "en": ","}
NAMES = ["wiki", "forum", "photos", "agenda", "stats", "cartes", "radio"]


def ports(rng, language):
    """Five services, each with two different ports."""
    names = rng.sample(NAMES, 5)
    outer = rng.sample(range(8000, 9900), 5)
    inner = [rng.choice([3000, 5000, 7000, 7080]) for _ in names]
    chosen = rng.integer(0, 4)
    lines = ["services:"]
    for name, a, b in zip(names, outer, inner, strict=True):
        lines += [
            f"  {name}:",
            f"    image: {name}:{rng.integer(1, 9)}.{rng.integer(0, 9)}",
            "    ports:",
            f'      - "{a}:{b}"',
            f"    memory: {rng.choice([256, 512, 1024])}m",
        ]
    return {
        "service": names[chosen],
        "port": outer[chosen],
        "inner": inner[chosen],
        "files": {"services.yaml.txt": files.txt("\n".join(lines) + "\n")},
    }


def solve_ports(found, values, language):
    """The first number after the name."""
    text = found["services.yaml.txt"].decode()
    return re.search(rf"  {values['service']}:\n.*?\"(\d+):", text, re.DOTALL).group(1)


def capacity(rng, language):
    """Three limits, one of them the smallest."""
    vcores, vram, vdisk, own = rng.choice([2, 4]), rng.choice([4, 6, 8]), rng.choice([30, 50, 80]), rng.choice([4, 8])
    cores, ram, disk = rng.choice([24, 32, 48, 64]), rng.choice([64, 96, 128]), rng.choice([500, 1000, 2000])
    limits = [(cores - 2) // vcores, (ram - own) // vram, (disk - 40) // vdisk]
    if sorted(limits)[0] == sorted(limits)[1]:
        return capacity(rng, language)
    return {
        "cores": cores,
        "ram": ram,
        "disk": disk,
        "own": own,
        "vcores": vcores,
        "vram": vram,
        "vdisk": vdisk,
        "by_cores": limits[0],
        "by_ram": limits[1],
        "by_disk": limits[2],
        "count": min(limits),
    }


STEPS = [
    "RUN install-fonts",
    "RUN install-tools",
    "RUN create-user",
    "RUN prepare-folders",
    "RUN check-system",
    "RUN set-language",
    "RUN set-clock",
]
SOURCES = ["app.py", "needs.txt", "theme.css", "settings.ini"]


def layers(rng, language):
    """8 to 10 steps, three of them copies of different files."""
    sources = rng.sample(SOURCES, 3)
    steps = rng.shuffle([*rng.sample(STEPS, rng.integer(4, 6)), *(f"COPY {name}" for name in sources)])
    steps = ["FROM base", *steps]
    file = rng.choice(sources)
    at = steps.index(f"COPY {file}")
    if at == len(steps) - 1:
        return layers(rng, language)
    recipe = "\n".join(["```", *(f"{n} {step}" for n, step in enumerate(steps, 1)), "```"])
    return {"recipe": recipe, "file": file, "again": len(steps) - at}


def order(rng, language):
    """Seven services; each needs the one before it in a hidden order, and sometimes another."""
    names = rng.shuffle(NAMES)
    lines = {}
    for n, name in enumerate(names):
        needs = [names[n - 1]] if n else []
        if n > 2 and rng.chance(60):
            needs.append(names[rng.integer(0, n - 2)])
        lines[name] = f"{name}: needs {', '.join(rng.shuffle(needs)) or '-'}"
    told = [lines[name] for name in rng.shuffle(names)]
    return {"last": names[-1], "files": {"services.txt": files.txt("\n".join(told) + "\n")}}


def solve_order(found, values, language):
    """Starts what can be started, round after round."""
    waiting = {}
    for line in found["services.txt"].decode().splitlines():
        name, needs = line.split(": needs ")
        waiting[name] = set() if needs == "-" else set(needs.split(", "))
    last = ""
    while waiting:
        last = next(name for name, needs in waiting.items() if not needs & set(waiting))
        del waiting[last]
    return last


def cluster(rng, language):
    """Seven nodes, one to six of which may fail."""
    rows = []
    for n in range(7):
        total = rng.choice([32, 64, 128, 256])
        rows.append([f"n{n + 1}", total, round(total * rng.integer(70, 92) / 100)])
    free = sum(total - used for _, total, used in rows)
    safe = sum(used <= free - (total - used) for _, total, used in rows)
    if not 1 <= safe <= 6:
        return cluster(rng, language)
    head = {"fr": ["nœud", "mémoire (Go)", "utilisée (Go)"], "en": ["node", "memory (GB)", "used (GB)"]}[language]
    name = {"fr": "grappe.csv", "en": "cluster.csv"}[language]
    return {"safe": safe, "files": {name: files.csv([head, *rows], SEPARATOR[language])}}


def solve_cluster(found, values, language):
    """Removes each node and moves its load."""
    rows = [(int(row[1]), int(row[2])) for row in files.read_csv(next(iter(found.values())), SEPARATOR[language])[1:]]
    safe = 0
    for gone in range(len(rows)):
        others = [row for n, row in enumerate(rows) if n != gone]
        safe += sum(total for total, _ in others) >= sum(used for _, used in rows)
    return safe
