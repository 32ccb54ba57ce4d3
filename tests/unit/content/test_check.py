# ruff: noqa: E501 - the tables of cases read better with one case per line
"""Every kind of problem that `pix content check` promises to name, with its file and line."""

from pathlib import Path

import pytest

from chalicelib.content.check import check
from chalicelib.content.reading import Problem

from .conftest import FRAMEWORK, MAKER, TOPIC

TOPIC_FILE = "content/core/1.2/sorting.yaml"


def problems(root: Path) -> list[Problem]:
    """What is found, without what is only not written yet."""
    return [problem for problem in check(root, processes=1) if not problem.coverage]


def line_of(text: str, part: str) -> int:
    """The line (from 1) where `part` begins."""
    return text[: text.index(part)].count("\n") + 1


def test_a_sound_bank_has_no_problem(bank: Path) -> None:
    """The other tests of this file mean something only if the bank they spoil is sound."""
    assert problems(bank) == []


# what is replaced, by what, the start of a message, and a text on the line that is named (default: the replacement)
SPOILS: dict[str, tuple[str, str, str, str]] = {
    "missing language": ("{fr: Comparez., en: Compare.}", "{fr: Comparez.}", "no text in en", ""),
    "empty text": ("en: Compare.", 'en: ""', "no text in en", "hint:"),
    "one language where two are needed": ("hint: {fr: Comparez., en: Compare.}", "hint: Comparez.", "`hint` must be", ""),
    "unknown language": ("{fr: Comparez., en: Compare.}", "{fr: a, en: b, xx: c}", "hint:", ""),
    "can": ("Je peux trier.", "Trier.", "`can` in fr must begin", ""),
    "placeholder mismatch": ("What is {a} + 1?", "What is {b} + 1?", "placeholder {a} is missing in en", ""),
    "placeholder without value": ("Combien font {a} + 1 ?", "Combien font {a} + 1 {c} ?", "placeholder {c} is missing", ""),
    "unknown key": ("hint: {fr", "hnt: {fr", "unknown key `hnt`", ""),
    "unknown type": ("type: QCU", "type: QCX", "type: Invalid enum value 'QCX'", ""),
    "not a number": ("level: 1", "level: one", "level: Expected `int`", ""),
    "key written twice": ("        format: number\n", "        format: number\n        format: text\n", "`format` is written twice",
                          "        format: text"),
    "text with a comma in braces": ("{fr: Remplir", "{fr: Remplir", "", ""),
    "two right choices": ('- wrong: "1"\n            why: {fr: "1 est petit.", en: "1 is small."}', '- right: "1"',
                          "a QCU has exactly one right choice, not 2", "choices:"),
    "no right choice": ('- right: "3"', '- wrong: "3"\n            why: {fr: a, en: b}',
                        "a QCU has exactly one right choice, not 0", "choices:"),
    "same choice twice": ('- wrong: "2"', '- wrong: "1"', "two choices with the text '1'", '- wrong: "1"\n            why: {fr: "2'),
    "wrong choice equal to the right one": ('- wrong: "2"', '- wrong: "3"', "two choices with the text '3'", ""),
    "no reason": ('            why: {fr: "2 est moyen.", en: "2 is middling."}\n', "", "`why` must say", '- wrong: "2"'),
    "duplicate variants": ('{a: "2", sum: "3"}', '{a: "1", sum: "2"}', "variants 0 and 1 ask the same question", "variants:"),
    "too few variants": ('          - {a: "10", sum: "11"}\n', "", "9 variants: at least 10", "variants:"),
    "variant without a value": ('{a: "10", sum: "11"}', '{a: "10"}', "variant 9 has no `sum`", ""),
    "solution that is no number": ('{a: "1", sum: "2"}', '{a: "1", sum: two}', "the solution 'two' is not a number", 'answer: "{sum}"'),
    "solution out of the options": ("answer: [x, y], options", "answer: [x, w], options", "the solution 'w' is not one of the options", ""),
    "blank solution": ("answer: été", 'answer: " "', "solutions of 'a' must have at least one text", "fields:"),
    "tolerances too wide for figures": ("        format: number\n", "        tolerances: [typos]\n", "`typos` would accept other figures", "tolerances"),
    "no solution": ('answer: "{sum}"', "answer: []", "a QROC needs `answer`", "id: b"),
    "part of another type": ("        format: number\n", "        keep_order: true\n        format: number\n",
                             "`keep_order` is not for a QROC", "keep_order"),
    "mistake that is accepted": ("        format: number\n", '        mistakes: [{answer: "{sum},0", why: {fr: a, en: b}}]\n        format: number\n',
                                 "the mistake '2,0' would be accepted", "mistakes"),
    "missing file": ("generator: maker.note", "files: [gone.txt]\n        solve: maker.solve_note", "no file gone.txt", "files: [gone.txt]"),
    "missing picture": ("        format: number\n", "        picture: {file: gone.png, alt: {fr: a, en: b}}\n        format: number\n",
                        "no picture gone.png", "picture"),
    "missing alternative text": ("        format: number\n", "        picture: {file: gone.png, alt: {fr: a}}\n        format: number\n",
                                 "no text in en", "picture"),
    "unknown generator": ("generator: maker.note", "generator: maker.nothing", "content/generators/maker.py has no function", ""),
    "unknown module": ("generator: maker.note", "generator: unmade.note", "no file content/generators/unmade.py", ""),
    "unknown environment": ("        format: number\n", "        environment: {name: kitchen}\n        format: number\n",
                            "no environment `kitchen`", "environment"),
    "unknown task": ("        format: number\n", "        environment: {name: files, config: {task: cook}}\n        format: number\n",
                     "environment files has no task `cook`", "environment"),
    "one challenge only": ("      - id: b", "      - id: a", "two challenges with id `a`", "challenges:"),
    "hole in the ladder": ("skills:\n", "skills:\n  - {level: 3, can: {fr: Je x, en: I x}, hint: {fr: a, en: b}, status: retired}\n",
                           "the ladder has a hole: no skill of level 2", "skills:"),
    "level out of range": ("level: 1", "level: 9", "levels go from 1 to 8", "skills:"),
    "address": ("https://example.org", "http://example.org", "`url` must begin with https://", ""),
    "tutorial without length": ("minutes: 3, ", "", "a tutorial needs `minutes`", "- {title"),
    "web without date": ("        format: number\n", "        web: {source: x, checked: hier}\n        format: number\n",
                         "`checked` must be a date", "web:"),
    "timer": ("        format: number\n", "        timer: 5\n        format: number\n", "`timer` is in seconds", "timer"),
}  # fmt: skip
del SPOILS["text with a comma in braces"]


@pytest.mark.parametrize("kind", SPOILS)
def test_each_problem_is_named_with_its_line(bank: Path, kind: str) -> None:
    """An author mends a file only when told what is wrong, and where."""
    old, new, message, mark = SPOILS[kind]
    assert old in TOPIC
    text = TOPIC.replace(old, new, 1)
    (bank / "core" / "1.2" / "sorting.yaml").write_text(text)
    found = [problem for problem in problems(bank) if problem.message.startswith(message)]
    assert found, [str(problem) for problem in problems(bank)]
    assert found[0].file == TOPIC_FILE
    assert found[0].line == line_of(text, mark or new)


def test_a_text_with_a_comma_inside_braces_is_explained(bank: Path) -> None:
    """YAML reads it as a second key; teachers cannot be expected to know."""
    (bank / "core" / "1.2" / "sorting.yaml").write_text(TOPIC.replace("fr: Complétez.", "fr: Lisez, complétez."))
    assert "a text with a comma must be between quotes" in problems(bank)[0].message


def test_a_file_that_is_no_yaml_gives_its_line(bank: Path) -> None:
    """A stray bracket must not stop the check of the other files."""
    (bank / "core" / "1.2" / "other.yaml").write_text("topic: {fr: A, en: B}\nskills: [\n")
    (found,) = problems(bank)
    assert (found.file, found.line) == ("content/core/1.2/other.yaml", 3)


GENERATORS = {
    "fails": ("    word =", "    word = 1 / 0\n    word =", "generator maker.note, variant 0, fr: ZeroDivisionError"),
    "always the same": ('f"mot{rng.integer(1, 10_000)}"', '"mot"', "variants 0 and 1 ask the same question"),
    "empty value": ('f"mot{rng.integer(1, 10_000)}"', '""', "the value of word is empty"),
    "solver disagrees": ("strip()", "strip() + 'x'", "maker.solve_note finds"),
    "solver fails": ('found["note.txt"]', 'found["gone.txt"]', "maker.solve_note fails: KeyError"),
    "no solver": ("def solve_note", "def other", "the answer must be computed again from the file"),
    "text instead of bytes": ("files.txt(word)", "word", "generator maker.note, variant 0, fr: `files` must be"),
    "does not load": ("from chalicelib", "import nothing_of_this_name\nfrom chalicelib", "content/generators/maker.py cannot be loaded"),
}  # fmt: skip


@pytest.mark.parametrize("kind", GENERATORS)
def test_a_generator_that_cannot_be_trusted_is_named(bank: Path, kind: str) -> None:
    """A generator makes many questions at once: an impossible, repeated or wrong one must be found before a learner does."""
    old, new, message = GENERATORS[kind]
    assert old in MAKER
    (bank / "generators" / "maker.py").write_text(MAKER.replace(old, new, 1))
    found = [problem for problem in problems(bank) if problem.message.startswith(message)]
    assert found, [str(problem) for problem in problems(bank)]
    assert found[0].line in (line_of(TOPIC, "generator:"), line_of(TOPIC, "      - id: d"))


def test_a_file_that_nobody_uses_is_named(bank: Path) -> None:
    """A forgotten file is either a mistake in a name, or rubbish in every release."""
    (bank / "core" / "1.2" / "sorting").mkdir()
    (bank / "core" / "1.2" / "sorting" / "old.png").write_bytes(b"x")
    assert [problem.message for problem in problems(bank)] == ["no challenge uses sorting/old.png"]


def test_coverage_is_told_apart_from_mistakes(bank: Path) -> None:
    """A bank in the making can be published; a wrong one cannot."""
    found = [problem for problem in check(bank, processes=1) if problem.coverage]
    assert [problem.message for problem in found] == [
        "competence 1.2 has 1 topic(s), at least 5 are needed",
        "competence 1.2 has 1 skill(s) of level 1, at least 2 are needed",
        *(f"competence 1.2 has 0 skill(s) of level {level}, at least 2 are needed" for level in range(2, 9)),
    ] or len(found) == 9
    assert all(
        problem.line == line_of((bank / "core" / "framework.yaml").read_text(), '- {code: "1.2"') for problem in found
    )


def test_a_second_framework_has_codes_of_its_own(bank: Path) -> None:
    """The pix of a level are shared inside one competence; two with one code would mix."""
    (bank / "health").mkdir()
    (bank / "health" / "framework.yaml").write_text(FRAMEWORK.replace("id: core", "id: health"))
    assert [problem.message for problem in problems(bank)] == [
        "there is already a competence 1.2: codes are unique in all frameworks"
    ]


def test_what_was_checked_is_checked_again_after_a_change(bank: Path) -> None:
    """The memory of former checks must never hide a new problem, in the file or in its generator."""
    assert problems(bank) == []
    (bank / "generators" / "maker.py").write_text(MAKER.replace("strip()", "strip() + 'x'"))
    assert problems(bank)
    (bank / "generators" / "maker.py").write_text(MAKER)
    assert problems(bank) == []


def test_targets_and_demo_courses_must_lead_somewhere(bank: Path) -> None:
    """A path to a topic that is gone, or a demo question that is retired, would break a campaign or the front page."""
    (bank / "targets").mkdir()
    (bank / "demo").mkdir()
    title = "title: {fr: A, en: B}\ndescription: {fr: A, en: B}\n"
    (bank / "targets" / "path.yaml").write_text(f"{title}topics:\n  sorting: 3\n  gone: 2\n")
    (bank / "demo" / "short.yaml").write_text(f"{title}challenges:\n  - sorting-1-a\n  - sorting-1-z\n")
    found = [(problem.file, problem.line, problem.message) for problem in problems(bank)]
    assert found == [
        ("content/demo/short.yaml", 5, "challenge `sorting-1-z` does not exist"),
        ("content/targets/path.yaml", 5, "no topic `gone`"),
    ]
