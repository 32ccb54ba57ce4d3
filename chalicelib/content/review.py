"""The blind review: questions for a reader who sees no solution, and how far their answers agree with the keys."""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from chalicelib.content.bank import Bank
from chalicelib.content.compile import Compiler
from chalicelib.content.model import Body, Question
from chalicelib.content.variants import first_only
from chalicelib.grading import AnswerKey, Circumstances, grade

_CALM = Circumstances(seconds_left=None, focus_lost=False, focused=False, context="training", skipped=False)

Place = tuple[str, int, str]  # challenge, variant, language


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One question to answer; `seal` changes when the question does."""

    seal: str
    question: Question


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """One line of a reader: the answer as the API takes it (numbers, text, field -> text; null: cannot be answered)."""

    id: str
    variant: int
    language: str
    seal: str
    answer: list[int] | str | dict[str, str] | None
    reader: str = ""
    remark: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What the answers say: `agreed` of `answered`; `stale`: given before the question changed; `open`: never given."""

    questions: int
    answered: int
    agreed: int
    disagreed: list[tuple[str, int, str, Any]]  # challenge, variant, language, answer
    stale: int
    open: int

    @property
    def share(self) -> float:
        """The share of agreement, 0 to 1."""
        return self.agreed / self.answered if self.answered else 0.0


def sheets(bank: Bank, language: str) -> Iterator[Sheet]:
    """The first variant of every active challenge."""
    return (Sheet(seal=seal(body.question), question=body.question) for body in _first_bodies(bank, language))


def seal(question: Question) -> str:
    """12 hex digits of the question as sent; of its environment, the name and not the build."""
    place = question.environment
    if place:
        named = msgspec.structs.replace(place, url=place.url.rsplit("/", 1)[-1])
        question = msgspec.structs.replace(question, environment=named)
    return hashlib.sha256(msgspec.json.encode(question)).hexdigest()[:12]


def review(bank: Bank, answers: Iterable[Answer]) -> Verdict:
    """The last answer to each question counts: what disagreed was mended and answered again."""
    last: dict[Place, Answer] = {(each.id, each.variant, each.language): each for each in answers}
    bodies = [body for language in sorted({place[2] for place in last}) for body in _first_bodies(bank, language)]
    agreed, stale, unanswered = 0, 0, 0
    disagreed: list[tuple[str, int, str, Any]] = []
    for body in bodies:
        place = (body.question.id, body.question.variant, body.question.language)
        given = last.get(place)
        if given is None:
            unanswered += 1
        elif given.seal != seal(body.question):
            stale += 1
        elif grade(AnswerKey.from_mapping(body.correction.key), given.answer, _CALM).result == "ok":
            agreed += 1
        else:
            disagreed.append((*place, given.answer))
    return Verdict(
        questions=len(bodies),
        answered=agreed + len(disagreed),
        agreed=agreed,
        disagreed=disagreed,
        stale=stale,
        open=unanswered,
    )


def _first_bodies(bank: Bank, language: str) -> Iterator[Body]:
    compiler = Compiler(bank)
    for topic, skill, challenge in bank.challenges():
        if challenge.written.status == "active":
            found = compiler.bodies(topic, skill, first_only(challenge))
            yield from (body for body in found if body.question.language == language)
            compiler.generators.made.clear()  # a challenge with one variant is not the whole challenge
