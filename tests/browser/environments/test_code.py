"""Programs that never end, print without end or reach for the page are stopped, and the page lives on."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("while True:\n    pass\n", "more than 1 seconds"),
        ("sum(range(2 ** 29))\n", "more than 1 seconds"),
        ("while True:\n    print('again')\n", "too much output"),
        ("a = [0] * 10 ** 9\n", "stopped with an error"),
        ("def f(n):\n    return f(n + 1)\nf(0)\n", "stopped with an error"),
        ("import js\njs.fetch('/')\n", "stopped with an error"),
    ],
    ids=["loop", "loop in a built-in", "output", "memory", "recursion", "network"],
)
def test_a_hostile_program_is_stopped_and_the_next_one_runs(stage: Callable[..., Any], program: str, said: str) -> None:
    """A learner's slip must cost them a second, not the answers of their test."""
    played = stage("code", {"task": "output", "seconds": 1, "tests": [], "program": program})
    played.press("=Run")
    played.until(said)
    assert played.answer() == ""
    played.type("Python program", "print('alive')\n")
    played.press("=Run")
    played.until("ended")
    assert played.answer() == "alive"


def test_the_learner_can_stop_a_program(stage: Callable[..., Any]) -> None:
    """Waiting for a limit is no fun: Stop works at once, by keyboard."""
    played = stage("code", {"seconds": 60, "tests": [], "program": "while True:\n    pass\n"})
    played.press("=Run")
    played.until("running")
    played.press("=Stop")
    played.until("Program stopped.")


def test_enter_keeps_the_indentation_and_tab_leaves_the_editor(stage: Callable[..., Any]) -> None:
    """Writing Python by hand needs indentation; a keyboard user must not be caught in the editor."""
    played = stage("code", {"task": "output", "tests": [], "program": ""})
    played.tab_to("Python program")
    played.line("for n in range(2):")
    played.page.keyboard.insert_text("print(n)")
    played.key("Enter")
    played.key("Backspace")
    played.page.keyboard.insert_text("print('end')")
    played.press("=Run")
    played.until("ended")
    assert played.answer() == "0 | 1 | end"


def test_an_edit_withdraws_the_tests_that_passed_before(stage: Callable[..., Any]) -> None:
    """The answer speaks of the program on the screen, not of an earlier one."""
    played = stage("code", {"task": "tests", "program": "def double(n):\n    return 2 * n\n"})
    played.press("=Test")
    played.until("3 of 3")
    assert played.answer() == "t1,t2,t3"
    played.type("Python program", "def double(n):\n    return 3 * n\n")
    assert played.answer() == ""
