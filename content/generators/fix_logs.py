"""Files of the topic fix-logs: components, changes, two clocks."""

import datetime
from collections import Counter

from chalicelib.content import files

PARTS = ["auth", "billing", "cache", "mailer", "search", "upload"]


def components(rng, language):
    """240 lines; one component has most errors, another most lines."""
    order = rng.shuffle(range(6))
    worst, noisy = PARTS[order[0]], PARTS[order[1]]
    lines = [(noisy, "INFO") for _ in range(90)] + [(worst, "ERROR") for _ in range(rng.integer(16, 22))]
    lines += [(noisy, "ERROR") for _ in range(rng.integer(2, 5))]
    while len(lines) < 240:
        part = PARTS[order[rng.integer(2, 5)]]
        lines.append((part, "ERROR" if rng.chance(10) else rng.choice(["INFO", "WARN"])))
    told = [
        f"12:{n // 60:02d}:{n % 60:02d} {severity} [{part}] request {rng.integer(1000, 9999)}"
        for n, (part, severity) in enumerate(rng.shuffle(lines))
    ]
    return {"component": worst, "noisy": noisy, "files": {"site.log": files.txt("\n".join(told))}}


def solve_components(found, values, language):
    """Counts errors by component."""
    lines = [line.split() for line in found["site.log"].decode().splitlines()]
    return Counter(line[2].strip("[]") for line in lines if line[1] == "ERROR").most_common(1)[0][0]


def change(rng, language):
    """Six changes; errors begin some lines after the third or fourth, and go on across later changes."""
    references = [f"CH-{number}" for number in rng.sample(range(100, 999), 6)]
    guilty = rng.integer(2, 3)
    lines = []
    for number, reference in enumerate(references):
        lines.append(f"CHANGE {reference}")
        for position in range(rng.integer(8, 14)):
            broken = number > guilty or (number == guilty and position > 4)
            lines.append("ERROR payment refused" if broken and rng.chance(70) else "INFO request served")
        if number == guilty and "ERROR" not in lines[-1]:
            lines.append("ERROR payment refused")
    told = [f"{8 + n // 60:02d}:{n % 60:02d} {line}" for n, line in enumerate(lines)]
    return {"change": references[guilty], "files": {"service.log": files.txt("\n".join(told))}}


def solve_change(found, values, language):
    """The last change before the first error."""
    last = ""
    for line in found["service.log"].decode().splitlines():
        _, severity, rest = line.split(" ", 2)
        if severity == "ERROR":
            return last
        last = rest if severity == "CHANGE" else last
    return ""


def two_clocks(rng, language):
    """60 requests in two logs; the second clock is some hours ahead."""
    offset = rng.integer(1, 5)
    start = datetime.datetime(2026, 4, 7, rng.integer(6, 14), rng.integer(0, 50))
    names = [f"r{number}" for number in rng.sample(range(10000, 99999), 60)]
    web, base, waits = [], [], {}
    for n, name in enumerate(names):
        arrival = start + datetime.timedelta(seconds=7 * n)
        waits[name] = rng.integer(2, 240)
        end = arrival + datetime.timedelta(seconds=waits[name], hours=offset)
        web.append(f"{arrival:%H:%M:%S} arrive {name}")
        base.append((end, f"{end:%H:%M:%S} done {name}"))
    asked = rng.choice(names)
    logs = {"web.log": files.txt("\n".join(web)), "base.log": files.txt("\n".join(line for _, line in sorted(base)))}
    return {"offset": offset, "request": asked, "seconds": waits[asked], "files": {"logs.zip": files.zip_of(logs)}}


def solve_two_clocks(found, values, language):
    """Subtracts in seconds of the day."""
    logs = files.read_zip(found["logs.zip"])
    times = []
    for name in ("web.log", "base.log"):
        line = next(line for line in logs[name].decode().splitlines() if line.endswith(f" {values['request']}"))
        hours, minutes, seconds = map(int, line.split()[0].split(":"))
        times.append(hours * 3600 + minutes * 60 + seconds)
    return (times[1] - times[0] - 3600 * int(values["offset"])) % 86400
