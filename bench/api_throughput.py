"""Answers per second of the local stack, and the import time of the API function.

Both as ratios to `bench/api/bare_app.py`, a Chalice + pynamodb app that makes the same two store operations per
request: same server, same database, same clients, in turns within one run. Targets: at least 0.5 of its requests per
second, at most 1.5 times its import. Prints JSON.
"""

import argparse
import http.client
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script

from bench.api_kills import Stack, stack  # noqa: E402
from chalicelib.local import engine  # noqa: E402
from chalicelib.shared import tokens  # noqa: E402
from chalicelib.shared.clock import system_clock  # noqa: E402
from tests.fakes.published import LONG, RIGHT, WRONG  # noqa: E402

CLIENTS, ANSWERS = 8, 19
# PyJWT imports cryptography where it finds it; the function's zip (requirements.txt) does not have it
WITHOUT = "import sys; sys.modules['cryptography'] = None; "
IMPORTS = {"pix": WITHOUT + "import app", "bare": WITHOUT + "import bench.api.bare_app"}
TICKS = os.sysconf("SC_CLK_TCK")
Requests = Callable[[http.client.HTTPConnection, str], int]


def post(connection: http.client.HTTPConnection, path: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
    """The JSON reply of one request over a connection that stays open."""
    headers = {"content-type": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
    connection.request("POST", path, json.dumps(body), headers)
    reply = connection.getresponse()
    content = reply.read()
    if reply.status not in (200, 201):
        raise RuntimeError(f"{path}: {reply.status} {content[:300]!r}")
    return json.loads(content)


def assessment(connection: http.client.HTTPConnection, learner: str) -> int:
    """One learner's assessment; how many answers were stored."""
    principal = tokens.Principal(learner, "learner")
    token = tokens.issue(principal, os.environ["PIX_TOKEN_SECRET"], system_clock(), timedelta(hours=1))
    state = post(connection, "/v1/assessments", {"competence": LONG, "language": "en"}, token)
    for number in range(1, ANSWERS + 1):
        body = {"answer_id": f"{learner}-{number:04d}", "position": number, "value": RIGHT if number % 2 else WRONG}
        state = post(connection, f"/v1/assessments/{state['id']}/answers", body, token)["assessment"]
    return ANSWERS


def list_of_items(connection: http.client.HTTPConnection, name: str) -> int:
    """The same number of requests to the bare app, each with as many bytes as an entry of the log."""
    for _ in range(ANSWERS):
        post(connection, f"/v1/lists/{name}", {"text": "x" * 450})
    return ANSWERS


def load(port: int, work: Requests, prefix: str, rounds: int) -> dict[str, float]:
    """Many clients at once, each doing `rounds` pieces of work: requests per second."""
    done: list[int] = []

    def client(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        done.append(sum(work(connection, f"{prefix}-{number}-{turn}") for turn in range(rounds)))

    threads = [threading.Thread(target=client, args=(number,)) for number in range(CLIENTS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if len(done) != CLIENTS:
        raise RuntimeError("a client failed")
    return sum(done) / (time.perf_counter() - began)


def cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    """Processor time that a process has used."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def throughput(turns: int, rounds: int) -> dict[str, Any]:
    """Requests per second and processor time per request, of both, in turns."""
    with tempfile.TemporaryDirectory() as folder, stack(Path(folder)) as running:
        port = engine.free_port()
        bare = _start_bare(port, running)
        sides = {
            "pix": (running.ports[1], assessment, running.web),
            "bare": (port, list_of_items, bare),
        }
        try:
            for name, (where, work, _) in sides.items():
                load(where, work, f"{name}-warm", 1)
            rates: dict[str, list[float]] = {"pix": [], "bare": []}
            used = {name: -cpu_seconds(process) for name, (_, _, process) in sides.items()}
            for turn in range(turns):
                for name, (where, work, _) in sides.items():
                    rates[name].append(load(where, work, f"{name}-{turn}", rounds))
            used = {name: used[name] + cpu_seconds(process) for name, (_, _, process) in sides.items()}
        finally:
            running.kill(bare)
    requests = turns * rounds * CLIENTS * ANSWERS
    pix, plain = (statistics.median(rates[name]) for name in ("pix", "bare"))
    return {
        "answers_per_second": round(pix, 1),
        "bare_requests_per_second": round(plain, 1),
        "ratio": round(pix / plain, 3),
        "ratio_by_turn": [round(a / b, 3) for a, b in zip(rates["pix"], rates["bare"], strict=True)],
        "cpu_ms_per_answer": round(1000 * used["pix"] / requests, 2),
        "bare_cpu_ms_per_request": round(1000 * used["bare"] / requests, 2),
        "target": ">= 0.5",
    }


def _start_bare(port: int, running: Stack) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PIX_LOCAL_PORT": str(port), "PYTHONPATH": str(ROOT)}
    with (running.folder / "bare.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "bench" / "api" / "bare_app.py")],
            cwd=ROOT,
            env=environment,
            stdout=log,
            stderr=log,
        )
    if not engine.wait_for(f"http://127.0.0.1:{port}/", process, seconds=60):
        raise RuntimeError((running.folder / "bare.log").read_text())
    return process


def imports(times: int) -> dict[str, Any]:
    """Processor seconds that a fresh interpreter needs to import each, less those of an empty one."""
    if any(line.startswith("cryptography") for line in (ROOT / "requirements.txt").read_text().splitlines()):
        raise RuntimeError("requirements.txt has cryptography now: import it here too")
    statements = {**IMPORTS, "nothing": "pass"}
    taken: dict[str, list[float]] = {name: [] for name in statements}
    for _ in range(times + 1):  # the first round compiles
        for name, statement in statements.items():
            taken[name].append(_import_seconds(statement))
    found = {name: min(seconds[1:]) for name, seconds in taken.items()}
    pix, bare = found["pix"] - found["nothing"], found["bare"] - found["nothing"]
    return {
        "pix_ms": round(1000 * pix),
        "bare_ms": round(1000 * bare),
        "ratio": round(pix / bare, 3),
        "target": "<= 1.5",
    }


def _import_seconds(statement: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-c", statement], cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--rounds", type=int, default=4, help="assessments per client and turn")
    parser.add_argument("--imports", type=int, default=9)
    options = parser.parse_args()
    figures = {"import": imports(options.imports), "throughput": throughput(options.turns, options.rounds)}
    print(json.dumps({"figure": "api_throughput", **figures}, indent=2))


if __name__ == "__main__":
    main()
