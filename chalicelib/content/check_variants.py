"""Checks of every variant of a challenge, as it will be played: values, files, answers, and what files say."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from chalicelib.content import assets, keys
from chalicelib.content.bank import BankChallenge
from chalicelib.content.reading import Problem
from chalicelib.content.texts import fill, filled, in_language, is_text, placeholders
from chalicelib.content.variants import Generators, Variant, VariantError, expand, languages
from chalicelib.grading import AnswerKey, Circumstances, InvalidKey, grade

MIN_VARIANTS = 10
_FIGURE = re.compile(r"[0-9]")
_CALM = Circumstances(seconds_left=None, focus_lost=False, focused=False, context="training", skipped=False)


def problems(challenge: BankChallenge, generators: Generators) -> Iterator[Problem]:
    """Every problem of the variants, each said once, with the first variant that has it."""
    try:
        found = [variant for language in languages(challenge) for variant in expand(challenge, generators, language)]
    except VariantError as error:
        yield challenge.at.problem(str(error), "generator" if challenge.written.generator else "variants")
        return
    said: set[str] = set()
    for variant in found:
        for message, *steps in _variant(challenge, variant, generators):
            if message not in said:
                said.add(message)
                place = (
                    f" (variant {variant.number}, {variant.language})" if len(found) > 2 else f" ({variant.language})"
                )
                yield challenge.at.problem(message + place, *steps)
    yield from _distinct(challenge, found)


Finding = tuple[Any, ...]  # message, then the steps to the part


def _distinct(challenge: BankChallenge, found: list[Variant]) -> Iterator[Problem]:
    written = challenge.written
    if not written.generator and not written.variants:
        return
    part = "generator" if written.generator else "variants"
    number = sum(variant.language == "fr" for variant in found)
    if number < MIN_VARIANTS:
        yield challenge.at.problem(f"{number} variants: at least {MIN_VARIANTS} are needed", part)
    seen: dict[Any, int] = {}
    for variant in found:
        face = (variant.language, repr(_shown(written, variant)), repr(sorted(variant.files.items())))
        if seen.setdefault(face, variant.number) != variant.number:
            yield challenge.at.problem(
                f"variants {seen[face]} and {variant.number} ask the same question ({variant.language})", part
            )


def _shown(written: Any, variant: Variant) -> Any:
    """Everything of the challenge that is seen, filled."""
    parts = (
        written.instruction,
        written.choices,
        written.fields,
        written.options,
        written.picture,
        written.environment,
    )
    return _filled(msgspec.to_builtins(parts), variant)


def _filled(data: Any, variant: Variant) -> Any:
    if is_text(data):
        return fill(str(in_language(data, variant.language)), variant.values)
    if isinstance(data, Mapping):
        return {key: _filled(each, variant) for key, each in data.items()}
    if isinstance(data, list | tuple):
        return [_filled(each, variant) for each in data]
    return fill(data, variant.values) if isinstance(data, str) else data


def _variant(challenge: BankChallenge, variant: Variant, generators: Generators) -> Iterator[Finding]:
    written = challenge.written
    if written.generator or written.variants:
        yield from _placeholders(written, variant)
    yield from _files(challenge, variant)
    key = keys.answer_key(challenge.id, variant.number, written, variant.language, variant.values)
    try:
        answer_key = AnswerKey.from_mapping(key)
    except InvalidKey as error:
        yield str(error), _answer_part(written)
        return
    if written.choices:
        yield from _same_choices(challenge, variant)
    else:
        yield from _accepts(written, variant, key, answer_key)
    yield from _solved(challenge, variant, generators, key, answer_key)


def _answer_part(written: Any) -> str:
    if written.choices:
        return "choices"
    return "answer" if written.type == "QROC" else "fields"


def _placeholders(written: Any, variant: Variant) -> Iterator[Finding]:
    for name in sorted(placeholders(repr(_shown(written, variant)))):
        yield f"nothing gives a value to {{{name}}}", "instruction"
    for name, value in variant.values.items():
        if value in (None, "", []):
            yield f"the value of {name} is empty", "generator" if written.generator else "variants"


def _files(challenge: BankChallenge, variant: Variant) -> Iterator[Finding]:
    picture = assets.picture_name(challenge, variant)
    if picture and assets.body_of(challenge, variant, picture) is None:
        yield f"no picture {picture}: put it in the folder {challenge.folder.name}/ beside the topic", "picture"
    for name in assets.download_names(challenge, variant):
        body = assets.body_of(challenge, variant, name)
        if body is None:
            yield f"no file {name}: put it in the folder {challenge.folder.name}/ beside the topic", "files"
        elif not body:
            yield f"the file {name} is empty", "files"


def _same_choices(challenge: BankChallenge, variant: Variant) -> Iterator[Finding]:
    seen: set[str] = set()
    for i, choice in enumerate(challenge.written.choices):
        text = filled(choice.right if choice.right is not None else choice.wrong, variant.language, variant.values)
        folded = " ".join(text.casefold().split())
        if not folded:
            yield "a choice without text", "choices", i
        elif folded in seen:
            yield f"two choices with the text {text!r}", "choices", i
        seen.add(folded)


def _accepts(written: Any, variant: Variant, key: Mapping[str, Any], answer_key: AnswerKey) -> Iterator[Finding]:
    """Each accepted text is really accepted, fits its field, and known mistakes are refused."""
    for value, step in _right_answers(written, key):
        if grade(answer_key, value, _CALM).result != "ok":
            yield f"its own tolerances reject the solution {value!r}", *step
    if "typos" in key["tolerances"] and any(_FIGURE.search(text) for text in keys.accepted(key)):
        yield "`typos` would accept other figures: 2019 for 2018", "tolerances"
    yield from _fields(written, variant, key)
    for i, mistake in enumerate(written.mistakes):
        wrong = filled(mistake.answer, variant.language, variant.values)
        if grade(answer_key, wrong, _CALM).result == "ok":
            yield f"the mistake {wrong!r} would be accepted as right", "mistakes", i
    if written.type == "QROCM-dep":
        yield from _ideas(key)


def _right_answers(written: Any, key: Mapping[str, Any]) -> Iterator[tuple[Any, tuple[str | int, ...]]]:
    solutions = key["solutions"]
    if written.type == "QROC":
        yield from ((text, ("answer",)) for text in solutions)
    elif written.type == "QROCM-ind":
        first = {name: texts[0] for name, texts in solutions.items() if texts}
        for i, (name, texts) in enumerate(solutions.items()):
            yield from ((first | {name: text}, ("fields", i)) for text in texts)
    else:
        groups = list(solutions.values())
        names = key["fields"]
        for start in range(len(groups)):
            chosen = [groups[(start + i) % len(groups)][0] for i in range(len(names))]
            yield dict(zip(names, chosen, strict=True)), ("ideas", start)


def _ideas(key: Mapping[str, Any]) -> Iterator[Finding]:
    names = key["fields"][:2]
    for idea, texts in key["solutions"].items():
        for other in texts[1:]:
            single = AnswerKey.from_mapping({**key, "fields": names})
            if grade(single, dict(zip(names, (texts[0], other), strict=True)), _CALM).result == "ok":
                yield f"{texts[0]!r} and {other!r} are one idea and would count as two ({idea})", "ideas"


def _fields(written: Any, variant: Variant, key: Mapping[str, Any]) -> Iterator[Finding]:
    parts = [("answer",)] if written.type == "QROC" else [("fields", i) for i in range(len(written.fields))]
    owners = [written] if written.type == "QROC" else written.fields
    for step, part in zip(parts, owners, strict=True):
        texts = _texts_for(written, part, key)
        yield from ((message, *step) for message in _field(part, texts, variant))
        limit = keys.max_length(written, part)
        yield from ((f"the solution {t[:30]!r}... is longer than {limit}", *step) for t in texts if len(t) > limit)


def _texts_for(written: Any, part: Any, key: Mapping[str, Any]) -> list[str]:
    if written.type == "QROC":
        return key["solutions"]
    if written.type == "QROCM-ind":
        return key["solutions"][part.name]
    return keys.accepted(key)


def _field(part: Any, texts: list[str], variant: Variant) -> Iterator[str]:
    kind = keys.format_of(part)
    options = [fill(in_language(option, variant.language), variant.values) for option in part.options]
    if len(set(options)) < len(options):
        yield "two options with the same text"
    for text in texts:
        if kind == "select" and text not in options:
            yield f"the solution {text!r} is not one of the options"
        if kind == "number" and not _is_number(text):
            yield f"the solution {text!r} is not a number"


def _is_number(text: str) -> bool:
    try:
        float(text.replace(",", ".").replace("\u202f", "").replace("\u00a0", "").replace(" ", ""))
    except ValueError:
        return False
    return True


def _solved(
    challenge: BankChallenge, variant: Variant, generators: Generators, key: Mapping[str, Any], answer_key: AnswerKey
) -> Iterator[Finding]:
    """The answer computed again from the files is accepted."""
    written = challenge.written
    name = written.solve or (generators.solver(written.generator) if written.generator else "")
    part = "solve" if written.solve else "generator"
    files = dict(assets.bodies_of(challenge, variant))
    if not written.solve and not (name and generators.has(name)):
        if files:
            wanted = name or "module.solve_something"
            yield (
                f"the answer must be computed again from the file: write {wanted}(files, values, language)",
                (part if written.generator else "files"),
            )
        return
    try:
        answer = generators.function(name)(files, variant.values, variant.language)
    except Exception as error:
        yield f"{name} fails: {error!r}", part
        return
    value = _as_answer(challenge, variant, answer)
    if grade(answer_key, value, _CALM).result != "ok":
        yield f"{name} finds {answer!r} in the file, the solution is {key['solutions']!r}", part


def _as_answer(challenge: BankChallenge, variant: Variant, answer: Any) -> Any:
    """What a solver returns, as an answer: for choices, the texts of the right ones."""
    written = challenge.written
    if not written.choices:
        if isinstance(answer, Mapping):
            return {field: str(each) for field, each in answer.items()}
        return str(answer)
    wanted = {str(each) for each in (answer if isinstance(answer, list | tuple | set) else [answer])}
    order = keys.choice_order(challenge.id, variant.number, written)
    texts = {
        number: filled(
            written.choices[p].right if written.choices[p].right is not None else written.choices[p].wrong,
            variant.language,
            variant.values,
        )
        for number, p in enumerate(order, 1)
    }
    return [number for number, text in texts.items() if text in wanted]
