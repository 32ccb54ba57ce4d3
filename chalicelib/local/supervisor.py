"""Keeps processes running: starts them, starts again those that die, ends them when told to, or with the parent."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

Process = subprocess.Popen[bytes]

SIGNALS = {signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
DEATHS_ALLOWED, WITHIN_SECONDS = 5, 60
GRACE_SECONDS = 8
PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None)


class PartFailedError(RuntimeError):
    """A part does not start, or dies again and again."""


@dataclass(slots=True)
class Part:
    """One process of the stack; `serves` waits until it answers, and says whether it does."""

    name: str
    command: list[str]
    serves: Callable[[Process], bool]
    process: Process | None = None
    deaths: deque[float] = field(default_factory=lambda: deque(maxlen=DEATHS_ALLOWED))


class Supervisor:
    """The parts, in the order in which they start; they end in the opposite order."""

    def __init__(self, environment: Mapping[str, str], logs: Path) -> None:
        self.environment, self.logs = dict(environment), logs
        self.parts: list[Part] = []
        self._loose: list[Process] = []
        # blocked, then awaited: no handler runs in the middle of anything, and nothing polls
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)

    def spawn(self, parts: Iterable[Part]) -> None:
        """Start all at once, without waiting for them."""
        for part in parts:
            self.parts.append(part)
            part.process = self._open(part.command, part.name)

    def wait_for(self, part: Part) -> None:
        """Until the part serves; PartFailedError with the end of its log when it does not."""
        assert part.process is not None
        if not part.serves(part.process):
            raise PartFailedError(f"{part.name} did not start:\n{self.end_of_log(part.name)}")

    def run_aside(self, command: list[str], name: str) -> None:
        """Start a process that ends by itself."""
        self._loose = [process for process in self._loose if process.poll() is None]
        self._loose.append(self._open(command, name))

    def run(self, command: list[str]) -> tuple[int, str]:
        """Run a command to its end; its exit code and its standard output (errors go to the terminal)."""
        done = subprocess.run(
            command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
            preexec_fn=_birth(),
        )
        return done.returncode, done.stdout

    def watch(self) -> None:
        """Until told to end: start again what died. PartFailedError when a part cannot be kept running."""
        while signal.sigwait(SIGNALS) == signal.SIGCHLD:
            for part in self.parts:
                if part.process and part.process.poll() is not None:
                    self._revive(part, part.process.returncode)

    def stop(self) -> None:
        """End every part: politely, then not."""
        for process in [*self._loose, *(part.process for part in reversed(self.parts))]:
            if process:
                _end(process)

    def end_of_log(self, name: str, lines: int = 15) -> str:
        """The last lines that a part wrote."""
        return "\n".join(self._log(name).read_text(errors="replace").splitlines()[-lines:])

    def _revive(self, part: Part, code: int) -> None:
        now = time.monotonic()
        if len(part.deaths) == DEATHS_ALLOWED and now - part.deaths[0] < WITHIN_SECONDS:
            raise PartFailedError(f"{part.name} keeps ending:\n{self.end_of_log(part.name)}")
        part.deaths.append(now)
        print(f"{part.name} ended with code {code}: started again", file=sys.stderr)  # noqa: T201
        part.process = self._open(part.command, part.name)
        self.wait_for(part)

    def _log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def _open(self, command: list[str], name: str) -> Process:
        self.logs.mkdir(parents=True, exist_ok=True)
        with self._log(name).open("ab") as output:
            return subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the supervisor alone
                preexec_fn=_birth(),  # noqa: PLW1509 - this process has one thread
            )


def _birth() -> Callable[[], None]:
    """What a child does between fork and exec: end with the parent, whatever ends it, and hear signals again."""
    parent = os.getpid()

    def prepare() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # at once: the next stack must find port and file free
        signal.pthread_sigmask(signal.SIG_SETMASK, set())
        if os.getppid() != parent:  # it died before the first line
            os._exit(1)

    return prepare


def _end(process: Process) -> None:
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
