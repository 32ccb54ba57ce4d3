"""Plays steps in an environment by keyboard and prints what is seen and answered, for authors and reviewers.

    python tests/browser/environments/try_steps.py mailbox '{task: move}' '[press: Permit from, press: Archive message]'
    python tests/browser/environments/try_steps.py challenge CHALLENGE-ID fr '[press: ...]'

The steps are those of `cases/`: press, check, type, date, time, choose, pick, key, line, tab_to, go, until.
"""

import importlib.util
import sys
import threading
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[3]


def _challenge(wanted: str, language: str) -> tuple[str, dict[str, Any], str]:
    from chalicelib.content import bank, compile

    content = bank.load(ROOT / "content")
    for topic, skill, challenge in content.challenges():
        if challenge.id == wanted and challenge.written.environment:
            for body in compile.Compiler(content).bodies(topic, skill, challenge):
                if body.question.language == language and body.question.environment:
                    config = body.question.environment.config
                    return challenge.written.environment.name, config, body.question.instruction
    sys.exit(f"no challenge {wanted} with an environment")


def _tools() -> Any:
    spec = importlib.util.spec_from_file_location("stage", Path(__file__).with_name("conftest.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["stage"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Read the command line, play, print."""
    match sys.argv[1:]:
        case ["challenge", wanted, language, steps]:
            name, config, instruction = _challenge(wanted, language)
        case [name, given, steps]:
            config, instruction, language = yaml.safe_load(given), "", "en"
        case _:
            sys.exit(__doc__)
    tools = _tools()
    with ThreadingHTTPServer(("127.0.0.1", 0), tools._Server) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        stage = tools.Theatre(browser, f"http://127.0.0.1:{server.server_address[1]}").open(
            name, config, language=language
        )
        stage.do(yaml.safe_load(steps))
        answer = stage.answer()
        print(instruction, stage.frame.evaluate("document.body.innerText"), f"ANSWER: {answer}", sep="\n\n")  # noqa: T201
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
