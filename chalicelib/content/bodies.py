"""Question and correction of one variant in one language, from the challenge as written. Pure but for reading files."""

from collections.abc import Callable
from pathlib import PurePath

from chalicelib.content import assets, defaults, keys, markup, model
from chalicelib.content.bank import BankChallenge, BankSkill
from chalicelib.content.environments import Environments
from chalicelib.content.texts import filled, localised
from chalicelib.content.variants import Variant

_ANSWER_LABEL = {"fr": "Votre réponse", "en": "Your answer", "de": "Ihre Antwort"}

Place = Callable[[assets.Asset], str]  # stores an asset, gives its address


def question(
    challenge: BankChallenge, skill: BankSkill, variant: Variant, place: Place, environments: Environments
) -> model.Question:
    """What the learner sees. Raises KeyError for a missing file (the check reports those first)."""
    written = challenge.written
    names = assets.download_names(challenge, variant)
    kind = defaults.situation(written, bool(names))
    within = environments.get(written.environment.name).needs if written.environment else {}
    return model.Question(
        id=challenge.id,
        variant=variant.number,
        language=variant.language,
        skill=skill.id,
        type=written.type,
        instruction=markup.block(filled(written.instruction, variant.language, variant.values)),
        choices=_choices(challenge, variant),
        fields=_fields(challenge, variant),
        picture=_picture(challenge, variant, place),
        files=tuple(_file(challenge, variant, name, place) for name in names),
        environment=_environment(challenge, variant, environments),
        timer=written.timer,
        focused=written.focused,
        web=written.web is not None,
        expected_seconds=defaults.expected_seconds(written, skill.written.level, kind),
        needs=defaults.needs(written, kind, names, within),
    )


def _choices(challenge: BankChallenge, variant: Variant) -> tuple[model.QuestionChoice, ...]:
    written = challenge.written
    order = keys.choice_order(challenge.id, variant.number, written)
    found = [written.choices[position] for position in order]
    return tuple(
        model.QuestionChoice(
            number=number,
            text=markup.inline(
                filled(each.right if each.right is not None else each.wrong, variant.language, variant.values)
            ),
        )
        for number, each in enumerate(found, 1)
    )


def _fields(challenge: BankChallenge, variant: Variant) -> tuple[model.QuestionField, ...]:
    written, language, values = challenge.written, variant.language, variant.values
    if written.type == "QROC":
        label = written.label if written.label is not None else _ANSWER_LABEL
        parts = [("answer", label, written)]
    else:
        parts = [(field.name, field.label, field) for field in written.fields]
    return tuple(
        model.QuestionField(
            name=name,
            label=filled(label, language, values),
            format=keys.format_of(part),
            options=tuple(filled(option, language, values) for option in part.options),
            max_length=keys.max_length(written, part),
            placeholder=filled(part.placeholder, language, values),
        )
        for name, label, part in parts
    )


def _picture(challenge: BankChallenge, variant: Variant, place: Place) -> model.QuestionPicture | None:
    name = assets.picture_name(challenge, variant)
    if name is None or challenge.written.picture is None:
        return None
    url = place(assets.asset(name, _body(challenge, variant, name)))
    return model.QuestionPicture(url=url, alt=filled(challenge.written.picture.alt, variant.language, variant.values))


def _file(challenge: BankChallenge, variant: Variant, name: str, place: Place) -> model.QuestionFile:
    found = assets.asset(name, _body(challenge, variant, name))
    return model.QuestionFile(
        url=place(found), name=PurePath(name).name, bytes=len(found.body), media_type=found.media_type
    )


def _body(challenge: BankChallenge, variant: Variant, name: str) -> bytes:
    body = assets.body_of(challenge, variant, name)
    if body is None:
        raise KeyError(f"{challenge.id}: no file {name}")
    return body


def _environment(
    challenge: BankChallenge, variant: Variant, environments: Environments
) -> model.QuestionEnvironment | None:
    written = challenge.written.environment
    if written is None:
        return None
    found = environments.get(written.name)
    return model.QuestionEnvironment(
        url=found.url,
        title=filled(written.title or dict(found.title), variant.language, variant.values),
        height=written.height or found.height,
        config=localised(written.config, variant.language, variant.values),
        replies=defaults.replies(challenge.written),
    )


def correction(
    challenge: BankChallenge, skill: BankSkill, variant: Variant, tutorials: tuple[model.TutorialLink, ...]
) -> model.Correction:
    """What is sent after the answer."""
    written, language, values = challenge.written, variant.language, variant.values
    key = keys.answer_key(challenge.id, variant.number, written, language, values)
    return model.Correction(
        key=key,
        solution=_solution(challenge, variant, key),
        hint=markup.inline(filled(skill.written.hint, language, {})),
        why_wrong=_why_wrong(challenge, variant),
        tutorials=tutorials,
    )


def _why_wrong(challenge: BankChallenge, variant: Variant) -> dict[str, str]:
    written, language, values = challenge.written, variant.language, variant.values
    order = keys.choice_order(challenge.id, variant.number, written)
    why = {str(n): written.choices[p].why for n, p in enumerate(order, 1) if written.choices[p].why is not None}
    why |= {filled(each.answer, language, values): each.why for each in written.mistakes}
    return {answer: markup.inline(filled(text, language, values)) for answer, text in why.items()}


def _solution(challenge: BankChallenge, variant: Variant, key: dict) -> str:
    """The answer itself, then the author's explanation."""
    written = challenge.written
    explained = markup.block(filled(written.solution, variant.language, variant.values))
    if defaults.replies(written):
        return explained  # the reply is a report of what was done, not a text to read
    return _stated(challenge, variant, key) + explained


def _stated(challenge: BankChallenge, variant: Variant, key: dict) -> str:
    written = challenge.written
    if written.choices:
        right = [each.text for each in _choices(challenge, variant) if each.number in key["solutions"]]
        return "<ul>" + "".join(f"<li>{text}</li>" for text in right) + "</ul>"
    if written.type == "QROC":
        return f"<p>{_shown(key['solutions'])}</p>"
    if written.type == "QROCM-ind":
        labels = [markup.plain(field.label) for field in _fields(challenge, variant)]
        pairs = zip(labels, key["solutions"].values(), strict=True)
        return "<ul>" + "".join(f"<li>{label}: {_shown(texts)}</li>" for label, texts in pairs) + "</ul>"
    return "<ul>" + "".join(f"<li>{_shown(texts)}</li>" for texts in key["solutions"].values()) + "</ul>"


def _shown(texts: list[str]) -> str:
    """The first accepted text; the others are spellings for the grader, not for the reader."""
    return f"<strong>{markup.plain(texts[0])}</strong>" if texts else ""
