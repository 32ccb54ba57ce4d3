"""A host page like the client's: the environment in a sandboxed frame, played by keyboard only."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Frame, Page

from chalicelib.content import environment_pages as environments
from chalicelib.local import headers

ROOT = Path(__file__).resolve().parents[3]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
HOST = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><body style="margin:0">
<button>Before</button>
<iframe title="Environment" style="border:0;width:100%;height:560px" sandbox="allow-scripts"></iframe>
<button>After</button>
<script>
const messages = [];
const frame = document.querySelector("iframe");
let start = null;
addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || !event.data || event.data.pix !== 1) return;
  messages.push({origin: event.origin, ...event.data});
  if (event.data.type === "ready") frame.contentWindow.postMessage({pix: 1, type: "start", ...start}, "*");
  if (event.data.type === "resize") frame.style.height = Math.min(event.data.height, 1400) + "px";
});
function again(message) {
  start = message;
  messages.length = 0;
  frame.contentWindow.postMessage({pix: 1, type: "start", ...start}, "*");
}
function play(name, message) { start = message; frame.src = "/environments/" + name + "/index.html"; }
</script></body></html>"""
NAME = """() => {
  const at = document.activeElement;
  if (!at || at === document.body || at.tabIndex < 0) return "";
  const labels = [...(at.labels || [])].map((one) => (one.querySelector("span") || one).textContent).join(" ");
  const label = at.getAttribute("aria-label") || labels || at.textContent;
  return label.replace(/\\s+/g, " ").trim();
}"""

GROUP = """() => [...document.getElementsByName(document.activeElement.name)]
  .map((one) => one.labels[0].textContent.trim())"""


class _Server(BaseHTTPRequestHandler):
    """The host page, and each environment under the policy that the real server sends."""

    def do_GET(self) -> None:
        if not self.path.startswith("/environments/"):
            return self._send(HOST.encode(), {})
        name = self.path.split("/")[2]
        return self._send(environments.build(name), {"Content-Security-Policy": headers.ENVIRONMENTS})

    def _send(self, body: bytes, more: dict[str, str]) -> None:
        self.send_response(200)
        for key, value in {"Content-Type": "text/html; charset=utf-8", **more}.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the test output quiet."""


@pytest.fixture(scope="session")
def environment_server() -> Iterator[str]:
    """Address of a small server of the host page and the environments."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Server) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def environment_browser(chromium: Browser) -> Browser:
    """The one browser of the session: Playwright starts only once in a process."""
    return chromium


@dataclass
class Stage:
    """One environment on the host page, with the hands of a person who has only a keyboard."""

    page: Page
    frame: Frame
    errors: list[str]
    marks: int = 0

    def answers(self) -> list[str]:
        """Every answer so far, oldest first; waits until the frame's earlier messages have arrived."""
        self.marks += 1
        self.frame.evaluate("(n) => parent.postMessage({pix: 1, type: 'mark', n}, '*')", self.marks)
        self.page.wait_for_function("(n) => messages.some((one) => one.n === n)", arg=self.marks)
        assert not self.errors, self.errors
        return self.page.evaluate("messages.filter((one) => one.type === 'answer').map((one) => one.value)")

    def answer(self) -> str:
        """The latest answer, empty when there was none."""
        return (self.answers() or [""])[-1]

    def at(self) -> str:
        """Accessible name of what has the focus in the frame."""
        return self.frame.evaluate(NAME)

    def tab_to(self, name: str) -> None:
        """Press Tab until something named `name` has the focus (`=name`: exactly that; else: containing it)."""
        seen = []
        for _ in range(150):
            now = self.at()
            if now == name[1:] if name.startswith("=") else name in now:
                return
            seen.append(now)
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {name!r} by Tab; met {list(dict.fromkeys(seen))}")

    def press(self, name: str) -> None:
        """Go to a button and press Enter."""
        self.tab_to(name)
        self.page.keyboard.press("Enter")

    def check(self, name: str) -> None:
        """Go to a check box and press Space."""
        self.tab_to(name)
        self.page.keyboard.press("Space")

    def type(self, name: str, text: str) -> None:
        """Go to a field and replace its text."""
        self.tab_to(name)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(str(text))

    def date(self, name: str, iso: str) -> None:
        """Go to a date field and type the digits in the order of the browser's language (month first)."""
        self.tab_to(name)
        year, month, day = iso.split("-")
        self.page.keyboard.type(month + day + year)

    def time(self, name: str, clock: str) -> None:
        """Go to a time field and type a 24-hour time (the browser shows 12 hours)."""
        self.tab_to(name)
        hour, minute = map(int, clock.split(":"))
        self.page.keyboard.type(f"{(hour + 11) % 12 + 1:02d}{minute:02d}{'PM' if hour > 11 else 'AM'}")

    def choose(self, name: str, option: str) -> None:
        """Go to a drop-down and walk down to the option."""
        self.tab_to(name)
        chosen = "() => document.activeElement.selectedOptions[0].textContent.trim()"
        self.page.keyboard.press("Home")
        for _ in range(60):
            if self.frame.evaluate(chosen) == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no option {option!r} in {name!r}")

    def pick(self, name: str) -> None:
        """Go to the radio buttons that hold `name` and take it with the arrows."""
        for _ in range(150):
            if self.frame.evaluate("() => document.activeElement.type") == "radio" and name in self.frame.evaluate(
                GROUP
            ):
                break
            self.page.keyboard.press("Tab")
        else:
            raise AssertionError(f"no radio button {name!r} by Tab")
        if self.at() == name and not self.frame.evaluate("() => document.activeElement.checked"):
            return self.page.keyboard.press("Space")
        for _ in range(20):
            if self.at() == name:
                return None
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"cannot reach radio button {name!r}")

    def go(self, cell: str) -> None:
        """Go to the grid of a spreadsheet and walk with the arrows to a cell such as B7."""
        for _ in range(150):
            if self.frame.evaluate("() => document.activeElement.getAttribute('role') === 'gridcell'"):
                break
            self.page.keyboard.press("Tab")
        for keys in ["Home", *["ArrowUp"] * 12, *["ArrowDown"] * (int(cell[1:]) - 1)]:
            self.page.keyboard.press(keys)
        for _ in range(ord(cell[0]) - ord("A")):
            self.page.keyboard.press("ArrowRight")
        self.frame.wait_for_function("(cell) => document.activeElement.ariaLabel.startsWith(cell)", arg=cell)

    def key(self, keys: str) -> None:
        """Press a key as it is."""
        self.page.keyboard.press(keys)

    def line(self, text: str) -> None:
        """Type a line where the focus is, and Enter."""
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Go to a field of several lines and replace its text key by key of its lines."""
        self.type(name, text)

    def until(self, text: str) -> None:
        """Wait until the page says `text` (for work done in the background)."""
        self.frame.wait_for_function(
            "(text) => document.querySelector('[role=status].say').textContent.includes(text)", arg=text
        )

    def do(self, steps: list[dict[str, Any]]) -> None:
        """Play steps as written in `cases/`: one key per step, its value the argument or arguments."""
        for step in steps:
            ((verb, given),) = step.items()
            getattr(self, verb)(*(given if isinstance(given, list) else [given]))

    def violations(self) -> list[str]:
        """What axe-core finds in the frame, one line each."""
        self.frame.evaluate(AXE)
        found = self.frame.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
        return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


@dataclass
class Theatre:
    """Pages kept open between tests, one per environment and look; a new `start` message begins anew."""

    browser: Browser
    server: str
    stages: dict[tuple[str, int, str], Stage] = field(default_factory=dict)

    def open(
        self,
        name: str,
        config: dict[str, Any],
        *,
        language: str = "en",
        width: int = 1000,
        scheme: Literal["light", "dark"] = "light",
    ) -> Stage:
        """Environment `name` as a learner meets it: nothing done, no answer sent, no message kept."""
        start = {"language": language, "config": config}
        stage = self.stages.get((name, width, scheme))
        if stage is None:
            stage = self.stages[name, width, scheme] = self._new(name, start, width, scheme)
        else:
            self._again(stage, start)
        stage.frame.locator("#app").focus()
        return stage

    def _new(self, name: str, start: dict[str, Any], width: int, scheme: Literal["light", "dark"]) -> Stage:
        page = self.browser.new_page(
            viewport={"width": width, "height": 900}, locale="en-US", color_scheme=scheme, reduced_motion="reduce"
        )
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.goto(self.server)
        page.evaluate("([name, start]) => play(name, start)", [name, start])
        page.wait_for_function("messages.some((one) => one.type === 'ready')")
        frame = page.frames[1]
        frame.wait_for_selector("h1")
        return Stage(page, frame, errors)

    def _again(self, stage: Stage, start: dict[str, Any]) -> None:
        stage.answers()
        stage.frame.evaluate("document.querySelector('h1').dataset.old = 'yes'")
        stage.page.evaluate("(start) => again(start)", start)
        stage.frame.wait_for_selector("h1:not([data-old])", state="attached")
        stage.errors.clear()


@pytest.fixture(scope="session")
def theatre(environment_browser: Browser, environment_server: str) -> Theatre:
    """All environments of this test session."""
    return Theatre(environment_browser, environment_server)


@pytest.fixture
def stage(theatre: Theatre) -> Callable[..., Stage]:
    """`stage(name, config, language=, width=, scheme=)` opens an environment."""
    return theatre.open
