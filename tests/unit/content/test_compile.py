"""From a topic file to questions, corrections and an index."""

from pathlib import Path

import msgspec
import pytest

from chalicelib.content import bank as banks
from chalicelib.content.keys import answer_key, choice_order
from chalicelib.content.model import Body
from chalicelib.content.reading import ContentError
from chalicelib.content.releases import Release, build
from chalicelib.content.source import Challenge
from chalicelib.grading import AnswerKey, Circumstances, grade

from .conftest import MAKER, TOPIC

CALM = Circumstances(seconds_left=None, focus_lost=False, focused=False, context="training", skipped=False)


def challenge(**parts: object) -> Challenge:
    """A challenge as an author writes it."""
    given = {"id": "a", "type": "QROC", "instruction": {"fr": "?", "en": "?"}, **parts}
    return msgspec.convert(given, Challenge, strict=False)


def body(release: Release, name: str, variant: int = 0, language: str = "fr") -> Body:
    """One body, decoded as the service decodes it."""
    return msgspec.json.decode(release.bodies[name, variant, language], type=Body)


@pytest.fixture
def release(bank: Path) -> Release:
    return build(bank, processes=1)


def test_a_release_is_the_same_however_it_is_made(bank: Path, tmp_path: Path) -> None:
    """The id is a promise: same files, same release, with or without what was remembered, in one process or two."""
    ids = {
        build(bank, processes=1, memory=tmp_path / "a").index.id,
        build(bank, processes=1, memory=tmp_path / "a").index.id,
        build(bank, processes=2, memory=tmp_path / "b").index.id,
    }
    assert len(ids) == 1


def test_any_change_makes_another_release(bank: Path, release: Release) -> None:
    """Assessments keep the release they began with; a new text must never slip into an old one."""
    (bank / "core" / "1.2" / "sorting.yaml").write_text(TOPIC.replace("1 is small.", "1 is tiny."))
    assert build(bank, processes=1).index.id != release.index.id


def test_a_wrong_bank_makes_no_release(bank: Path) -> None:
    """All problems are told at once, so that they can be mended at once."""
    (bank / "core" / "1.2" / "sorting.yaml").write_text(TOPIC.replace('answer: "{sum}"', "answer: {fr: x}"))
    with pytest.raises(ContentError) as caught:
        build(bank, processes=1)
    assert caught.value.problems[0].message == "no text in en"


def test_the_solution_is_only_in_the_correction(release: Release) -> None:
    """What is sent before the answer must not hold it."""
    made = body(release, "sorting-1-d", 3)
    word = made.correction.key["solutions"][0]
    assert word.encode() not in msgspec.json.encode(made.question)


def test_choices_keep_their_numbers_in_every_language(release: Release) -> None:
    """A learner who changes language must not see the choices move."""
    one, other = body(release, "sorting-1-a"), body(release, "sorting-1-a", 0, "en")
    assert [c.text for c in one.question.choices] == [c.text for c in other.question.choices]
    assert one.correction.key == other.correction.key
    right = one.correction.key["solutions"][0]
    assert next(c.text for c in one.question.choices if c.number == right) == "3"
    assert set(one.correction.why_wrong) == {str(n) for n in (1, 2, 3) if n != right}


def test_choices_are_not_always_in_the_authors_order() -> None:
    """Authors write the right choice first."""
    written = challenge(type="QCU", choices=[{"right": "a"}, {"wrong": "b"}, {"wrong": "c"}, {"wrong": "d"}])
    places = {choice_order(f"topic-{n}-a", 0, written).index(0) for n in range(40)}
    assert places == {0, 1, 2, 3}
    kept = msgspec.structs.replace(written, keep_order=True)
    assert choice_order("topic-1-a", 0, kept) == [0, 1, 2, 3]


def test_variants_are_filled(release: Release) -> None:
    """Placeholders become values in the text and in the key."""
    made = body(release, "sorting-1-b", 4)
    assert made.question.instruction == "<p>Combien font 5 + 1 ?</p>"
    assert made.correction.key == {"type": "QROC", "format": "number", "solutions": ["6"], "tolerances": []}


def test_both_languages_of_a_generated_variant_tell_the_same_story(release: Release) -> None:
    """Draws depend on the seed alone."""
    for variant in range(12):
        french, english = body(release, "sorting-1-d", variant), body(release, "sorting-1-d", variant, "en")
        assert french.correction.key == english.correction.key
        assert french.question.files == english.question.files


def test_the_index_says_what_choosing_needs(release: Release) -> None:
    """Values, calibration, needs."""
    index = release.index
    assert [skill.value for skill in index.skills] == [4.0]  # min(4, 8 / 1)
    kinds = {each.id: (each.type, each.variants, each.situation, each.needs) for each in index.challenges}
    assert kinds["sorting-1-b"] == ("QROC", 10, "none", ())
    assert kinds["sorting-1-d"] == ("QROC", 12, "file", ("no-phone",))
    assert all(each.provisional for each in index.challenges)


def test_a_secret_seed_adds_variants_for_the_certification(bank: Path) -> None:
    """Training variants are public; those of the certification are drawn from a secret and are never among them."""
    public, secret = build(bank, processes=1), build(bank, "secret", processes=1)
    assert [body(public, "sorting-1-d", n) for n in range(12)] == [body(secret, "sorting-1-d", n) for n in range(12)]
    entry = next(each for each in secret.index.challenges if each.id == "sorting-1-d")
    assert (entry.variants, entry.certification_variants, entry.certification) == (12, 12, True)
    solutions = [body(secret, "sorting-1-d", n).correction.key["solutions"][0] for n in range(24)]
    assert len(set(solutions)) == 24
    assert [each.certification_variants for each in public.index.challenges] == [0, 0, 0, 0]
    assert [each.certification for each in public.index.challenges] == [False, False, False, True]
    text = TOPIC.replace("generator: maker.note", "generator: maker.note\n        certification: false")
    (bank / "core" / "1.2" / "sorting.yaml").write_text(text)
    assert not any(each.certification_variants for each in build(bank, "secret", processes=1).index.challenges)


PRIVATE = """\
skills:
  - level: 1
    challenges:
      - id: p1
        type: QROC
        instruction: {fr: Quel mot est caché ?, en: Which word is hidden?}
        generator: hidden.note
        answer: "{word}"
"""


def test_private_challenges_come_from_outside_and_are_never_for_training(bank: Path, tmp_path: Path) -> None:
    """The certification may use questions that are not in the repository."""
    private = tmp_path / "elsewhere"
    (private / "1.2").mkdir(parents=True)
    (private / "generators").mkdir()
    (private / "1.2" / "sorting.yaml").write_text(PRIVATE)
    (private / "generators" / "hidden.py").write_text(MAKER)
    release = build(bank, processes=1, private=private)
    entry = next(each for each in release.index.challenges if each.id == "sorting-1-p1")
    assert (entry.variants, entry.certification_variants, entry.certification) == (0, 12, True)
    assert body(release, "sorting-1-p1", 11).question.skill == "sorting-1"
    (private / "1.2" / "sorting.yaml").write_text(PRIVATE.replace("level: 1", "level: 5"))
    with pytest.raises(ContentError, match="the public topic has no skill of level 5"):
        build(bank, processes=1, private=private)


@pytest.mark.parametrize(
    ("parts", "answer", "result"),
    [
        ({"answer": "L'Été"}, "lete", "ok"),
        ({"answer": "*.ods"}, "ods", "ko"),  # the sign is the answer
        ({"answer": "*.ods"}, "*.ODS", "ok"),
        ({"answer": "Été", "tolerances": "exact"}, "été", "ko"),
        ({"answer": "1,5", "format": "number"}, "1.50", "ok"),
        ({"answer": {"fr": ["un", "1"], "en": "one"}}, "1", "ok"),
        ({"answer": "m1>x", "environment": {"name": "mailbox", "config": {"task": "move"}}}, "M1>x", "ko"),
    ],
)
def test_tolerances_follow_what_the_answer_is(parts: dict[str, object], answer: str, result: str) -> None:
    """Authors should not have to think of them, except for the unusual."""
    key = answer_key("t-1-a", 0, challenge(**parts), "fr", {})
    assert grade(AnswerKey.from_mapping(key), answer, CALM).result == result


def test_the_report_of_an_environment_may_be_long(bank: Path) -> None:
    """A learner who moves many files makes a long report; it must be graded, not refused as too long."""
    spoken = "environment: {name: files, config: {task: changes}}\n        solution: {fr: a, en: b}\n        "
    text = TOPIC.replace("generator: maker.note\n        ", spoken).replace('answer: "{word}"', 'answer: "+a/"')
    (bank / "core" / "1.2" / "sorting.yaml").write_text(text)
    release = build(bank, processes=1)
    assert body(release, "sorting-1-d").question.fields[0].max_length == 5000
    assert body(release, "sorting-1-b").question.fields[0].max_length == 30


def test_pix_values_share_what_a_level_is_worth(bank: Path) -> None:
    """Domain 3: min(4, 8 / number of playable skills of the level in the competence)."""
    for name in ("one", "two"):
        (bank / "core" / "1.2" / f"{name}.yaml").write_text(TOPIC)
    assert [skill.value for skill in build(bank, processes=1).index.skills] == pytest.approx([8 / 3] * 3)


def test_markup_is_safe(bank: Path) -> None:
    """Content is written by many; a script in it must stay a text."""
    text = TOPIC.replace(
        "Which number is the largest?", "<script>x</script> [a](javascript:x) ![b](https://x.example/y.png)"
    )
    (bank / "core" / "1.2" / "sorting.yaml").write_text(text)
    shown = body(build(bank, processes=1), "sorting-1-a", 0, "en").question.instruction
    assert "<script" not in shown
    assert "<img" not in shown
    assert 'href="javascript' not in shown


def test_a_bank_is_read_whole_though_parts_are_wrong(bank: Path) -> None:
    """One unreadable challenge must not hide the others from the check."""
    text = TOPIC.replace("type: QCU", "type: QCX")
    (bank / "core" / "1.2" / "sorting.yaml").write_text(text)
    found = banks.load(bank)
    assert len(found.problems) == 1
    assert [c.id for _, _, c in found.challenges()] == ["sorting-1-b", "sorting-1-c", "sorting-1-d"]
