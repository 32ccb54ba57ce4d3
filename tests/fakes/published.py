"""A small release in a real store: the ladders of `learning.small_index`, and questions of every type.

Every accepted answer contains `SECRET`, so that a solution that leaves too early can be found by searching for it.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from chalicelib.content.model import (
    Body,
    Challenge,
    Competence,
    Correction,
    Question,
    QuestionChoice,
    QuestionField,
    QuestionNeeds,
    ReleaseIndex,
    Skill,
    Topic,
    TutorialLink,
)
from chalicelib.content.service import ReleaseStore
from tests.fakes.learning import small_index

SECRET = "zanzibar"  # appears in no question, only in keys and solutions
RIGHT, WRONG = SECRET, "red"
FORMS: dict[str, dict[str, Any]] = {
    "QCU": {
        "choices": (QuestionChoice(number=1, text="north"), QuestionChoice(number=2, text="south")),
        "key": {"type": "QCU", "solutions": [2]},
        "right": [2],
        "wrong": [1],
    },
    "QCM": {
        "choices": tuple(QuestionChoice(number=number, text=f"number {number}") for number in (1, 2, 3)),
        "key": {"type": "QCM", "solutions": [1, 3]},
        "right": [3, 1],
        "wrong": [1],
    },
    "QROC": {
        "fields": (QuestionField(name="answer", label="Answer", max_length=40),),
        "key": {"type": "QROC", "solutions": [SECRET], "tolerances": ["case_accents_spaces"]},
        "right": f" {SECRET.upper()} ",
        "wrong": WRONG,
    },
    "QROCM-ind": {
        "fields": (
            QuestionField(name="a", label="A", max_length=40),
            QuestionField(name="b", label="B", format="number", max_length=20),
        ),
        "key": {"type": "QROCM-ind", "format": {"b": "number"}, "solutions": {"a": [SECRET], "b": ["1.5"]}},
        "right": {"a": SECRET, "b": "1,5"},
        "wrong": {"a": SECRET, "b": "2"},
    },
    "QROCM-dep": {
        "fields": (
            QuestionField(name="a", label="One", max_length=40),
            QuestionField(name="b", label="Other", max_length=40),
        ),
        "key": {"type": "QROCM-dep", "fields": ["a", "b"], "solutions": {"one": [SECRET], "two": [f"{SECRET} two"]}},
        "right": {"a": f"{SECRET} two", "b": SECRET},
        "wrong": {"a": SECRET, "b": SECRET},
    },
}
COMPETENCES = {"QCU": "2.1", "QCM": "2.2", "QROC": "2.3", "QROCM-ind": "2.4", "QROCM-dep": "3.1"}  # one per type
TIMED, LONG = "3.2", "3.3"  # many timed questions; more than twenty questions for someone half right


def full_index() -> ReleaseIndex:
    """`small_index` in 1.1, a competence per type, one with timed questions, and a long one."""
    made = [_topic(kind.lower(), competence, kind, range(1, 3)) for kind, competence in COMPETENCES.items()]
    made += [_topic("calm", TIMED, "QROC", range(1, 3)), _topic("quick", TIMED, "QROC", range(1, 5), timer=60)]
    made += [_topic(f"long-{letter}", LONG, "QROC", range(1, 8)) for letter in "abcdefghij"]
    base = small_index()
    names = {topic.competence: topic.competence for topic, _, _ in made}
    return msgspec.structs.replace(
        base,
        competences=(*base.competences, *(Competence(code=code, area="1", name={"en": code}) for code in names)),
        topics=(*base.topics, *(topic for topic, _, _ in made)),
        skills=(*base.skills, *(skill for _, skills, _ in made for skill in skills)),
        challenges=(*base.challenges, *(challenge for _, _, found in made for challenge in found)),
    )


def _topic(
    name: str, competence: str, kind: str, levels: Iterable[int], timer: int | None = None
) -> tuple[Topic, list[Skill], list[Challenge]]:
    """A ladder with one challenge per rung, in English only."""
    skills = [
        Skill(
            id=f"{name}-{level}",
            topic=name,
            competence=competence,
            level=level,
            value=0.8 if competence == LONG else 4,
            can={"en": f"I can {name} {level}"},
            hint={"en": "?"},
            tutorials=("t1",),
        )
        for level in levels
    ]
    challenges = [
        Challenge(
            id=f"{skill.id}-x",
            skill=skill.id,
            type=kind,
            variants=1,
            languages=("en",),
            a=1.0,
            b=float(skill.level),
            timer=timer,
            focused=kind == "QCU",
        )
        for skill in skills
    ]
    return Topic(id=name, competence=competence, title={"en": name}), skills, challenges


def body(challenge: Challenge, variant: int, language: str) -> Body:
    """The question and its correction, alike for every challenge of a type."""
    form = FORMS[challenge.type]
    question = Question(
        id=challenge.id,
        variant=variant,
        language=language,
        skill=challenge.skill,
        type=challenge.type,
        instruction=f"<p>{challenge.id}, {language}</p>",
        expected_seconds=30,
        needs=QuestionNeeds(),
        choices=form.get("choices", ()),
        fields=form.get("fields", ()),
        timer=challenge.timer,
        focused=challenge.focused,
    )
    tutorial = TutorialLink(id="t1", title="Words", kind="video", minutes=2, source="us", url="https://example.org")
    correction = Correction(key=form["key"], solution=f"<p>{SECRET}</p>", hint="Look up.", tutorials=(tutorial,))
    return Body(question=question, correction=correction)


def publish(store: ReleaseStore, index: ReleaseIndex) -> None:
    """What a publication writes, in its order."""
    bodies: Mapping[tuple[str, int, str], bytes] = {
        (challenge.id, variant, language): msgspec.json.encode(body(challenge, variant, language))
        for challenge in index.challenges
        for variant in range(challenge.variants + challenge.certification_variants)
        for language in challenge.languages
    }
    store.put_bodies(index.id, bodies.items())
    store.seal(index.id, msgspec.json.encode(index), "files")
    store.point("core", index.id, store.current("core"))
