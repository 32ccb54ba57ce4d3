"""The front for people: questions, choices and reviews as text, with a progress bar."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.progress_bar import ProgressBar
from rich.table import Table

from chalicelib.cli.text_mode.api import Unreachable
from chalicelib.cli.text_mode.markup import plain
from chalicelib.cli.text_mode.sitting import View

RESULTS = {
    "ok": "[green]right[/]",
    "ko": "[red]not right[/]",
    "skipped": "skipped",
    "timed_out": "[yellow]right, but late[/]",
    "focus_lost": "right, but the page was left",
}
Ask = Callable[[str], str]


class TerminalFront:
    """Asks with `ask(prompt) -> str`, shows on a rich console."""

    def __init__(self, console: Console, ask: Ask) -> None:
        self._console, self._ask = console, ask

    def before_timed(self, current: View) -> None:
        """See Front."""
        self._say(f"\nThe next question has a time limit of {current['timer']} seconds, by the server's clock.")
        self._ask("Press Enter when you are ready: ")

    def ask(self, assessment: View, files: list[Path], address: str | None) -> Any:
        """See Front."""
        current = assessment["current"]
        question = current["question"]
        self._head(assessment)
        self._say(plain(question["instruction"]))
        if question["picture"]:
            self._say(f"\nPicture: {question['picture']['alt']}")
        for path in files:
            self._say(f"\nFile for this question: {path}")
        if address and not self._environment(question, address):
            return None
        with _countdown(self._console, current["seconds_left"]):
            return self._value(question)

    def try_again(self, error: Unreachable) -> None:
        """See Front."""
        self._say(f"{error}\nYour answer is not stored yet; it will be sent again as it is.")
        self._ask("Press Enter to try again (Ctrl-C to stop without it): ")

    def answered(self, given: View) -> None:
        """See Front."""
        level_up = given["level_up"]
        if level_up:
            self._console.print(f"\n[bold green]Level {level_up['level']} reached, {level_up['pix']} pix.[/]")

    def checkpoint(self, items: list[View]) -> None:
        """See Front."""
        self._console.rule(f"The last {len(items)} question{'s' if len(items) > 1 else ''}")
        for item in items:
            self._reviewed(item)
        self._ask("\nPress Enter to go on: ")

    def ended(self, assessment: View, competence: View | None) -> None:
        """See Front."""
        self._console.rule("The end")
        if competence is None:
            self._say(f"You answered all {assessment['progress']['answered']} questions of the demo.")
            return
        card = competence["scorecard"]
        self._say(f"{card['code']} {card['name']}: level {card['level']}, {card['pix']} pix")
        names = {topic["topic"]: topic["name"] for topic in competence["topics"]}
        for heading, topics in (("Strong", competence["strong"]), ("To work on", competence["to_work_on"])):
            if topics:
                self._say(f"{heading}: {', '.join(names[topic] for topic in topics)}")
        for found in competence["tutorials"]:
            self._say(f"  {found['tutorial']['title']}: {found['tutorial']['url']}")

    def choose_competence(self, profile: View) -> str:
        """Ask which competence to assess; its code."""
        cards = {card["code"]: card for area in profile["areas"] for card in area["scorecards"]}
        table = Table("code", "competence", "level", "pix", "state", box=None)
        for card in cards.values():
            state = card["status"].replace("_", " ") if card["available"] else "no questions yet"
            table.add_row(card["code"], escape(card["name"]), str(card["level"]), str(card["pix"]), state)
        self._console.print(table)
        while (code := self._ask("Which competence? ").strip()) not in cards or not cards[code]["available"]:
            self._say("Type the code of a competence that has questions, for example 1.2.")
        return code

    def _say(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False)

    def _head(self, assessment: View) -> None:
        progress = assessment["progress"]
        bar = Table.grid(padding=(0, 1))
        bar.add_row(
            f"Question {assessment['current']['position']}",
            ProgressBar(total=max(progress["targeted"], 1), completed=progress["settled"], width=30),
            f"{progress['settled']} of {progress['targeted']} skills",
        )
        self._console.print()
        self._console.print(bar)

    def _environment(self, question: View, address: str) -> bool:
        """Whether the question can be answered here."""
        self._say(f"\nThis question needs a simulated application: {question['environment']['title']}\n{address}")
        if question["environment"]["replies"]:
            self._say("It hands over the answer by itself, and only to the web pages of Pix.")
            self._ask("Press Enter to skip the question, or Ctrl-C to keep it for the web pages: ")
        return not question["environment"]["replies"]

    def _value(self, question: View) -> Any:
        if question["choices"]:
            return self._choices(question)
        if question["type"] == "QROC":
            return self._field(question["fields"][0]) or None
        given = {field["name"]: self._field(field) for field in question["fields"]}
        return given if any(given.values()) else None

    def _choices(self, question: View) -> list[int] | None:
        single, numbers = question["type"] == "QCU", {choice["number"] for choice in question["choices"]}
        self._say("")
        for choice in question["choices"]:
            self._say(f"  {choice['number']}. {plain(choice['text'])}")
        prompt = "Your choice" if single else "Your choices, for example 1 3"
        while True:
            words = self._ask(f"{prompt} (Enter to skip): ").replace(",", " ").split()
            if all(word.isdigit() and int(word) in numbers for word in words) and not (single and len(words) > 1):
                return sorted({int(word) for word in words}) or None
            self._say("Type the number of one choice." if single else "Type numbers of choices, with spaces.")

    def _field(self, field: View) -> str:
        if field["options"]:
            return self._option(field)
        label = plain(field["label"]) or "Your answer"
        while True:
            text = self._ask(f"{label} (Enter to skip): ").strip()
            if len(text) <= field["max_length"]:
                return text
            self._say(f"At most {field['max_length']} characters.")

    def _option(self, field: View) -> str:
        options = field["options"]
        self._say(plain(field["label"]))
        for number, option in enumerate(options, 1):
            self._say(f"  {number}. {option}")
        while True:
            word = self._ask("Number (Enter to skip): ").strip()
            if not word:
                return ""
            if word.isdigit() and 1 <= int(word) <= len(options):
                return options[int(word) - 1]
            self._say("Type the number of one line.")

    def _reviewed(self, item: View) -> None:
        correction = item["correction"]
        self._console.print(f"\n[bold]{item['position']}.[/] {RESULTS[item['result']]}: {escape(item['skill_name'])}")
        self._say(plain(item["question"]["instruction"]))
        self._say(f"Your answer: {_shown(item)}")
        self._say(f"Solution: {plain(correction['solution'])}")
        if item["result"] != "ok":
            self._say(f"Hint: {plain(correction['hint'])}")
            for tutorial in correction["tutorials"]:
                self._say(f"  Learn: {tutorial['title']}, {tutorial['minutes']} min: {tutorial['url']}")


def _shown(item: View) -> str:
    """An answer as it was given."""
    value = item["value"]
    if value is None:
        return "none"
    if isinstance(value, list):
        texts = {choice["number"]: plain(choice["text"]) for choice in item["question"]["choices"]}
        return "; ".join(texts.get(number, str(number)) for number in value)
    if isinstance(value, dict):
        return "; ".join(f"{name}: {text}" for name, text in value.items())
    return str(value)


@contextmanager
def _countdown(console: Console, seconds_left: float | None) -> Iterator[None]:
    """Say how much time is left, and count down in the window's title while the answer is typed."""
    if seconds_left is None:
        yield
        return
    console.print(f"[bold]{seconds_left:.0f} seconds[/] from now.")
    done = threading.Event()

    def count() -> None:
        left = int(seconds_left)
        while left >= 0 and not done.wait(1):
            left -= 1
            _title(console, f"Pix: {max(left, 0)} s left")

    thread = threading.Thread(target=count, daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
        _title(console, "Pix")


def _title(console: Console, text: str) -> None:
    if console.is_terminal:
        sys.stdout.write(f"\x1b]0;{text}\x07")
        sys.stdout.flush()
