"""Forty sessions of twenty-five candidates at once on the local stack, from the planning to the scores.

Real HTTP, a real database on disk, the state machine of each session, and invigilators whose pages ask again every
five seconds. In each room somebody reports a problem and somebody loses the page. People arrive within three minutes
and think half a minute on a question (a real test gives them three). Then the centres finalize, and the state machines
score. At the end the database is killed, and the logs are recounted. Prints JSON; exit code 1 when any request failed,
anything is lost, doubled or different, or the processes' own logs tell who somebody is.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))  # run as a script

from bench.load.calls import Calls  # noqa: E402
from bench.load.people import Pace  # noqa: E402
from bench.load.planning import Room, plan_room  # noqa: E402
from bench.load.recount import logged, recount  # noqa: E402
from bench.load.stack import WholeStack, whole_stack  # noqa: E402
from chalicelib.bootstrap import House  # noqa: E402


@dataclass(frozen=True)
class Size:
    """How big a day is."""

    sessions: int = 40
    candidates: int = 25
    questions: int = 32
    arrive: float = 180.0
    think: float = 30.0
    poll: float = 5.0
    replays: int = 1
    kills: int = 0
    patience: float = 1800.0


class Day:
    """The day: its rooms, and how long each part of it took."""

    def __init__(self, running: WholeStack, rooms: House, size: Size) -> None:
        self.running, self.rooms, self.size = running, rooms, size
        self.held: list[Room] = []
        self.seconds: dict[str, float] = {}

    async def run(self) -> Calls:
        """Plan, sit, finalize, score."""
        async with Calls(self.running.url) as calls:
            await self._timed("planning", self._plan(calls))
            await self._timed("answering", self._sit(calls))
            await self._timed("scoring", self._finalize(calls))
        return calls

    async def _timed(self, name: str, work: Any) -> None:
        began = time.perf_counter()
        await work
        self.seconds[name] = round(time.perf_counter() - began, 1)

    async def _plan(self, calls: Calls) -> None:
        pace = Pace(self.size.arrive, self.size.think, self.size.poll)
        for number in range(self.size.sessions):
            self.held.append(await plan_room(self.rooms, calls, pace, number, self.size.candidates))

    async def _sit(self, calls: Calls) -> None:
        total = self.size.sessions * self.size.candidates * self.size.questions
        aside = [asyncio.create_task(self._tell(calls, total)), asyncio.create_task(self._kill(calls, total))]
        async with asyncio.TaskGroup() as group:
            for room in self.held:
                group.create_task(room.invigilator.watch())
                for candidate in room.candidates:
                    group.create_task(candidate.sit())
        for task in aside:
            task.cancel()

    async def _tell(self, calls: Calls, total: int) -> None:
        """On a terminal only: how far everybody is."""
        if not sys.stderr.isatty():
            return
        with Progress(console=Console(stderr=True)) as bar:
            task = bar.add_task("answers", total=total)
            while True:
                bar.update(task, completed=len(calls.measured.seconds["answer"]))
                await asyncio.sleep(0.5)

    async def _kill(self, calls: Calls, total: int) -> None:
        """Kill the web process with -9, evenly over the answers, and start it again."""
        for number in range(1, self.size.kills + 1):
            while len(calls.measured.seconds["answer"]) < total * number // (self.size.kills + 1):
                await asyncio.sleep(0.05)
            calls.killed = True
            calls.alive.clear()
            self.running.kill(self.running.web)
            await asyncio.to_thread(self.running.start_web)
            calls.alive.set()

    async def _finalize(self, calls: Calls) -> None:
        async with asyncio.TaskGroup() as group:
            for room in self.held:
                group.create_task(self._close(calls, room))

    async def _close(self, calls: Calls, room: Room) -> None:
        """The centre finalizes, and looks until the jury has the session."""
        where = f"/v1/certification-sessions/{room.session}"
        await calls("finalize", "POST", f"{where}/finalization", {}, room.member)
        end = time.monotonic() + self.size.patience
        while (await calls("look", "GET", where, None, room.member))["status"] != "in_jury":
            if time.monotonic() > end:
                raise RuntimeError(f"not scored within {self.size.patience} s: {room.session}")
            await asyncio.sleep(min(self.size.poll, 2.0))


def measure(folder: Path, size: Size) -> dict[str, Any]:
    """The whole experiment."""
    rules = {"PIX_RULE_CERTIFICATION_QUESTIONS": str(size.questions)}
    with whole_stack(folder, rules) as (running, rooms):
        day = Day(running, rooms, size)
        calls = asyncio.run(day.run())
        running.kill(running.web)
        running.kill(running.database)
        running.start_database()
        wrong = recount(rooms, day.held, size.questions, size.replays)
        wrong["logged"] = logged(folder, day.held)
    answers = sum(len(candidate.answered) for room in day.held for candidate in room.candidates)
    return {
        "sessions": size.sessions,
        "candidates_each": size.candidates,
        "questions": size.questions,
        "arrive_seconds": size.arrive,
        "think_seconds": size.think,
        "poll_seconds": size.poll,
        "cores": os.cpu_count(),
        "answers": answers,
        "answers_per_second": round(answers / day.seconds["answering"], 1),
        "tests_scored_per_second": round(size.sessions * size.candidates / day.seconds["scoring"], 1),
        "seconds": day.seconds,
        "requests": calls.measured.figures(),
        "kills": size.kills,
        "repeated": calls.measured.repeated,
        "errors": dict(calls.measured.errors),
        "wrong": wrong,
    }


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=Size.sessions)
    parser.add_argument("--candidates", type=int, default=Size.candidates, help="in each session; at least 2")
    parser.add_argument("--questions", type=int, default=Size.questions)
    parser.add_argument("--arrive", type=float, default=Size.arrive, help="seconds within which candidates come")
    parser.add_argument("--think", type=float, default=Size.think, help="mean seconds of a candidate on a question")
    parser.add_argument("--poll", type=float, default=Size.poll, help="seconds between two looks of a page")
    parser.add_argument("--replays", type=int, default=Size.replays, help="tests of each session chosen again")
    parser.add_argument("--kills", type=int, default=Size.kills, help="times that the web process is killed with -9")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = measure(Path(folder), Size(**vars(options)))
    print(json.dumps({"figure": "session_load", **found}, indent=2))
    sys.exit(bool(found["errors"]) or any(found["wrong"].values()))


if __name__ == "__main__":
    main()
