"""Kills the API process with -9 in the middle of many assessments, then looks whether anything acknowledged is missing.

Two hundred people answer twenty questions each, at once; the web process of the local stack dies at random moments and
is started again; clients repeat what was not acknowledged, under the same answer ids. At the end the database is killed
too. Then every acknowledged answer must be in the log exactly once, and every profile equal to the one that the logs
give. Prints JSON; exit code 1 when anything is missing, doubled or different.
"""

import argparse
import asyncio
import json
import os
import random
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script

from chalicelib.assessment.model import Answered  # noqa: E402
from chalicelib.bootstrap import House  # noqa: E402
from chalicelib.content.store import DynamoReleaseStore  # noqa: E402
from chalicelib.local import engine, tables  # noqa: E402
from chalicelib.local.workflows import REGION  # noqa: E402
from chalicelib.profile import service as profiles  # noqa: E402
from chalicelib.shared import tokens  # noqa: E402
from chalicelib.shared.clock import system_clock  # noqa: E402
from chalicelib.shared.settings import from_environment  # noqa: E402
from tests.fakes.published import LONG, RIGHT, WRONG, full_index, publish  # noqa: E402

COMPETENCES = (LONG, "1.1", "2.3")  # the next one when an assessment ends before its learner has given all answers


@dataclass(slots=True)
class Stack:
    """A database on disk and one web process, as `make run` has them; each can be killed and started again."""

    folder: Path
    ports: tuple[int, int] = field(default_factory=lambda: (engine.free_port(), engine.free_port()))
    database: subprocess.Popen[bytes] | None = None
    web: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where the API is."""
        return f"http://127.0.0.1:{self.ports[1]}"

    def environment(self) -> dict[str, str]:
        """What the web process and this one find in their environment."""
        return {
            "AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{self.ports[0]}",
            "AWS_ACCESS_KEY_ID": "local",
            "AWS_SECRET_ACCESS_KEY": "local",
            "AWS_DEFAULT_REGION": REGION,
            "AWS_REGION": REGION,
            "PIX_DATA_DIR": str(self.folder),
            "PIX_TABLE_PREFIX": "kills",
            "PIX_TOKEN_SECRET": secrets.token_hex(32),
            "PIX_LOCAL_PORT": str(self.ports[1]),
            "PIX_LOCAL_HOST": "127.0.0.1",
            "POWERTOOLS_SERVICE_NAME": "pix",
            "POWERTOOLS_TRACE_DISABLED": "true",
        }

    def start_database(self) -> None:
        """Its file is in the folder."""
        self.database = engine.start(self.ports[0], self.folder / "pix.db")

    def start_web(self) -> None:
        """Returns when it answers."""
        with (self.folder / "web.log").open("ab") as log:
            command = [sys.executable, "-m", "chalicelib.local.web"]
            self.web = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)
        if not engine.wait_for(f"{self.url}/healthz", self.web, seconds=120):
            raise RuntimeError(f"the web process did not start: {(self.folder / 'web.log').read_text()[-2000:]}")

    def kill(self, process: subprocess.Popen[bytes] | None) -> None:
        """With -9: it has no time for anything."""
        if process:
            process.kill()
            process.communicate()


@contextmanager
def stack(folder: Path) -> Iterator[Stack]:
    """A running stack with the small release; this process's environment points to it."""
    running = Stack(folder)
    before = dict(os.environ)
    os.environ.update(running.environment())
    try:
        running.start_database()
        tables.create(from_environment(os.environ))
        House(from_environment(os.environ))
        publish(DynamoReleaseStore(), full_index())
        running.start_web()
        yield running
    finally:
        running.kill(running.web)
        running.kill(running.database)
        os.environ.clear()
        os.environ.update(before)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """An answer that the API said it stored."""

    assessment: str
    position: int
    answer_id: str
    value: str
    result: str


class Crowd:
    """Many learners, each answering their own assessment; `alive` is set while the API is believed to serve."""

    def __init__(self, running: Stack, learners: int, answers: int, kills: int, seed: int) -> None:
        self.running, self.answers = running, answers
        self.learners = [f"learner-{number:04d}" for number in range(learners)]
        self.acknowledged: dict[str, list[Acknowledged]] = {learner: [] for learner in self.learners}
        self.alive = asyncio.Event()
        self.repeats = self.count = 0
        self.random = random.Random(seed)
        total = learners * answers
        self.moments = sorted(self.random.sample(range(total // 20, total - total // 20), kills))

    async def run(self) -> None:
        """Until everybody has answered everything."""
        self.alive.set()
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
        async with (
            httpx.AsyncClient(base_url=self.running.url, limits=limits, timeout=60) as http,
            asyncio.TaskGroup() as group,
        ):
            for learner in self.learners:
                group.create_task(self._assess(http, learner))

    async def _assess(self, http: httpx.AsyncClient, learner: str) -> None:
        secret = os.environ["PIX_TOKEN_SECRET"]
        token = tokens.issue(tokens.Principal(learner, "learner"), secret, system_clock(), timedelta(hours=2))
        headers = {"authorization": f"Bearer {token}"}
        for competence in COMPETENCES:
            start = {"competence": competence, "language": "en"}
            assessment = await self._send(http, "/v1/assessments", start, headers)
            while assessment["current"] and len(self.acknowledged[learner]) < self.answers:
                position = assessment["current"]["position"]
                value = RIGHT if position % 2 else WRONG
                body = {
                    "answer_id": f"{learner}-{competence.replace('.', '-')}-{position:04d}",
                    "position": position,
                    "value": value,
                }
                given = await self._send(http, f"/v1/assessments/{assessment['id']}/answers", body, headers)
                assessment = given["assessment"]
                self._note(
                    learner, Acknowledged(assessment["id"], position, given["answer_id"], value, given["result"])
                )

    async def _send(self, http: httpx.AsyncClient, path: str, body: dict[str, Any], headers: dict[str, str]) -> Any:
        """The reply to a request, repeated unchanged until there is one."""
        while True:
            await self.alive.wait()
            try:
                reply = await http.post(path, json=body, headers=headers)
            except httpx.TransportError:
                self.repeats += 1
                await asyncio.sleep(0)  # another task may be about to note that the process is dead
                continue
            if reply.status_code in (200, 201):
                return reply.json()
            raise RuntimeError(f"{path}: {reply.status_code} {reply.text}")

    def _note(self, learner: str, answer: Acknowledged) -> None:
        self.acknowledged[learner].append(answer)
        self.count += 1
        if self.moments and self.count >= self.moments[0]:
            self.moments.pop(0)
            self.alive.clear()
            self.running.kill(self.running.web)
            self._revival = asyncio.get_running_loop().run_in_executor(None, self._revive, asyncio.get_running_loop())

    def _revive(self, loop: asyncio.AbstractEventLoop) -> None:
        self.running.start_web()
        loop.call_soon_threadsafe(self.alive.set)


def verify(crowd: Crowd) -> dict[str, int]:
    """What is wrong, counted; all zero when nothing is."""
    rooms = House(from_environment(os.environ))
    wrong: Counter[str] = Counter(lost=0, doubled=0, different=0, unknown=0, profiles=0)
    for learner, acknowledged in crowd.acknowledged.items():
        stored = [entry for name in {answer.assessment for answer in acknowledged} for entry in _answers(rooms, name)]
        times = Counter(entry.answer_id for entry in stored)
        by_id = {entry.answer_id: (entry.number, entry.value, entry.result) for entry in stored}
        wrong["doubled"] += sum(count - 1 for count in times.values())
        wrong["unknown"] += len(times.keys() - {answer.answer_id for answer in acknowledged})
        for answer in acknowledged:
            found = by_id.get(answer.answer_id)
            wrong["lost"] += found is None
            wrong["different"] += found not in (None, (answer.position, answer.value, answer.result))
        rebuilt = profiles.rebuild(rooms.profile, learner)
        wrong["profiles"] += profiles.read_scorecards(rooms.profile, learner) != rebuilt
        wrong["profiles"] += rooms.profile.store.scorecards(learner) != rebuilt
    return dict(wrong)


def _answers(rooms: House, assessment: str) -> list[Answered]:
    return [entry for entry in rooms.assessment.log.read(assessment) if isinstance(entry, Answered)]


def measure(folder: Path, learners: int, answers: int, kills: int, seed: int = 1) -> dict[str, Any]:
    """The whole experiment."""
    began = time.perf_counter()
    with stack(folder) as running:
        crowd = Crowd(running, learners, answers, kills, seed)
        asyncio.run(crowd.run())
        running.kill(running.web)
        running.kill(running.database)
        running.start_database()
        wrong = verify(crowd)
    return {
        "assessments": learners,
        "answers_each": answers,
        "acknowledged": crowd.count,
        "kills": kills,
        "requests_repeated": crowd.repeats,
        "wrong": wrong,
        "seconds": round(time.perf_counter() - began, 1),
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assessments", type=int, default=200)
    parser.add_argument("--answers", type=int, default=20)
    parser.add_argument("--kills", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), options.assessments, options.answers, options.kills, options.seed)
    print(json.dumps({"figure": "api_kills", **found}, indent=2))
    sys.exit(any(found["wrong"].values()))


if __name__ == "__main__":
    main()
