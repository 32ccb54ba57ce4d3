"""Checks of one challenge: its parts, then every variant in every language."""

import datetime
from collections.abc import Iterator

from chalicelib.content import assets, check_answers, check_variants, environments, variants
from chalicelib.content.bank import BankChallenge, BankTopic
from chalicelib.content.reading import Problem

_TIMER_SECONDS = (10, 900)
_CHOICES = ("QCU", "QCM")
_QROCM = ("QROCM-ind", "QROCM-dep")
# part of a challenge -> the types that have it
_BELONGS = {
    "choices": _CHOICES,
    "keep_order": _CHOICES,
    "answer": ("QROC",),
    "options": ("QROC",),
    "label": ("QROC",),
    "placeholder": ("QROC",),
    "fields": _QROCM,
    "ideas": ("QROCM-dep",),
    "tolerances": ("QROC", *_QROCM),
    "mistakes": ("QROC",),
}


def problems(challenge: BankChallenge, generators: variants.Generators) -> Iterator[Problem]:
    """Every problem of one challenge."""
    found = [*_parts(challenge), *_references(challenge, generators)]
    yield from found
    if found:
        return  # variants of a challenge without its parts would only repeat the same news
    yield from _rows(challenge)
    yield from check_variants.problems(challenge, generators)


def _parts(challenge: BankChallenge) -> Iterator[Problem]:
    written, at = challenge.written, challenge.at
    for name, types in _BELONGS.items():
        if getattr(written, name) and written.type not in types:
            yield at.problem(f"`{name}` is not for a {written.type}", name)
    yield from check_answers.parts(challenge)
    if written.timer is not None and not _TIMER_SECONDS[0] <= written.timer <= _TIMER_SECONDS[1]:
        yield at.problem(f"`timer` is in seconds, from {_TIMER_SECONDS[0]} to {_TIMER_SECONDS[1]}", "timer")
    if written.web and not _is_date(written.web.checked):
        yield at.problem("`checked` must be a date such as 2026-11-20", "web", "checked")
    if written.web and not written.web.source:
        yield at.problem("`source` says which page or program the answer was checked on", "web", "source")


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _references(challenge: BankChallenge, generators: variants.Generators) -> Iterator[Problem]:
    written, at = challenge.written, challenge.at
    if written.generator and written.variants:
        yield at.problem("`generator` and `variants` exclude each other", "generator")
    if written.environment:
        found = environments.problem(written.environment.name, written.environment.config)
        if found:
            yield at.problem(found, "environment")
    for name in ("generator", "solve"):
        function = getattr(written, name)
        if function:
            try:
                generators.function(function)
            except variants.VariantError as error:
                yield at.problem(str(error), name)


def _rows(challenge: BankChallenge) -> Iterator[Problem]:
    rows = challenge.written.variants
    names = set().union(*rows) if rows else set()
    for i, row in enumerate(rows):
        for name in sorted(names - set(row)):
            yield challenge.at.problem(f"variant {i} has no `{name}`", "variants", i)


def unused_files(topic: BankTopic) -> Iterator[Problem]:
    """Files in the topic's folder that no challenge uses."""
    challenges = [c for skill in topic.skills for c in skill.challenges if not c.private]
    if not challenges or not challenges[0].folder.is_dir():
        return
    folder = challenges[0].folder
    used = {name for c in challenges for name in _names(c)}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in used:
            yield topic.at.problem(f"no challenge uses {folder.name}/{name}")


def _names(challenge: BankChallenge) -> Iterator[str]:
    if challenge.written.generator:
        return
    for language in variants.languages(challenge):
        rows = challenge.written.variants or [{}]
        for number, row in enumerate(rows):
            variant = variants.Variant(number, language, row)
            yield from assets.download_names(challenge, variant)
            yield from filter(None, [assets.picture_name(challenge, variant)])
