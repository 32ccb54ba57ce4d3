"""Checks of the way a challenge is answered: choices, fields and accepted answers, as written."""

from collections.abc import Iterator

from chalicelib.content import defaults
from chalicelib.content.bank import BankChallenge
from chalicelib.content.reading import Problem

_MIN_CHOICES = 3


def parts(challenge: BankChallenge) -> Iterator[Problem]:
    """What the type of the challenge asks for."""
    kind = challenge.written.type
    if kind in ("QCU", "QCM"):
        yield from _choices(challenge)
    elif kind == "QROC":
        if not challenge.written.answer:
            yield challenge.at.problem("a QROC needs `answer`")
        if defaults.replies(challenge.written) and not challenge.written.solution:
            yield challenge.at.problem("`solution` must say what had to be done in the environment")
    else:
        yield from _fields(challenge)


def _choices(challenge: BankChallenge) -> Iterator[Problem]:
    written, at = challenge.written, challenge.at
    right = 0
    for i, choice in enumerate(written.choices):
        if (choice.right is None) == (choice.wrong is None):
            yield at.problem("a choice has either `right` or `wrong`", "choices", i)
            continue
        right += choice.right is not None
        if choice.wrong is not None and not choice.why:
            yield at.problem("`why` must say why this choice is wrong", "choices", i)
    if len(written.choices) < _MIN_CHOICES:
        yield at.problem(f"at least {_MIN_CHOICES} choices are needed", "choices")
    if written.type == "QCU" and right != 1:
        yield at.problem(f"a QCU has exactly one right choice, not {right}", "choices")
    if written.type == "QCM" and not right > 0:
        yield at.problem("a QCM has at least one right choice", "choices")


def _fields(challenge: BankChallenge) -> Iterator[Problem]:
    written, at = challenge.written, challenge.at
    if len(written.fields) < 2:
        yield at.problem(f"a {written.type} has at least two fields", "fields")
    names = [field.name for field in written.fields]
    if len(set(names)) < len(names):
        yield at.problem("two fields of the same name", "fields")
    for i, field in enumerate(written.fields):
        needs_answer = written.type == "QROCM-ind"
        if needs_answer != bool(field.answer):
            yield at.problem("each field needs `answer`" if needs_answer else "answers are in `ideas`", "fields", i)
    if written.type == "QROCM-dep" and len(written.ideas) < len(written.fields):
        yield at.problem("there must be at least as many ideas as fields", "ideas")
