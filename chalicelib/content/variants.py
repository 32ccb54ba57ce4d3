"""One challenge as written -> its numbered variants: values and files, per language, reproducible from a seed."""

import importlib.util
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from chalicelib.content import texts
from chalicelib.content.bank import BankChallenge
from chalicelib.content.dice import Dice

PUBLIC_SEED = "public"
MAX_ROLLS = 20
_PACKAGE = "pix_generators"


class VariantError(Exception):
    """A generator or a table that gives nothing usable; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Variant:
    """Variant `number` in one language: what placeholders become, and the files it comes with (name -> bytes)."""

    number: int
    language: str
    values: Mapping[str, Any]
    files: Mapping[str, bytes] = field(default_factory=dict)
    roll: int = 0  # how often it was drawn again because it repeated an earlier one


class Generators:
    """The functions of content/generators, by `module.function`."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders
        self._modules: dict[str, ModuleType] = {}
        self.made: dict[tuple[str, str, str], list[Variant]] = {}  # check and compile share them

    def function(self, name: str) -> Callable[..., Any]:
        """The function called `module.function`; VariantError when there is none."""
        module_name, _, function_name = name.partition(".")
        found = getattr(self._module(module_name), function_name, None)
        if not callable(found):
            raise VariantError(f"content/generators/{module_name}.py has no function `{function_name}`")
        return found

    def solver(self, generator: str) -> str:
        """The name of the function that solves what `generator` makes: `module.solve_function`."""
        module_name, _, function_name = generator.partition(".")
        return f"{module_name}.solve_{function_name}"

    def has(self, name: str) -> bool:
        """Whether there is such a function."""
        try:
            self.function(name)
        except VariantError:
            return False
        return True

    def _module(self, name: str) -> ModuleType:
        if name not in self._modules:
            self._modules[name] = _load(self.folders, name)
        return self._modules[name]


def _load(folders: tuple[Path, ...], name: str) -> ModuleType:
    path = next((found for folder in folders if (found := folder / f"{name}.py").is_file()), None)
    if path is None:
        raise VariantError(f"no file content/generators/{name}.py")
    spec = importlib.util.spec_from_file_location(f"{_PACKAGE}.{name}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise VariantError(f"content/generators/{name}.py cannot be loaded: {error!r}") from error
    return module


def languages(challenge: BankChallenge) -> tuple[str, ...]:
    """The languages the challenge is played in: French, English, and others its instruction is written in."""
    written = challenge.written.instruction
    extra = tuple(sorted(set(written) - {"fr", "en"})) if isinstance(written, Mapping) else ()
    return ("fr", "en", *extra)


def count(challenge: BankChallenge) -> int:
    """How many variants there are."""
    if challenge.written.generator:
        return challenge.written.count
    return max(1, len(challenge.written.variants))


def first_only(challenge: BankChallenge) -> BankChallenge:
    """The challenge with its first variant alone, which does not depend on the others."""
    written = challenge.written
    return replace(challenge, written=msgspec.structs.replace(written, count=1, variants=written.variants[:1]))


def expand(challenge: BankChallenge, generators: Generators, language: str, seed: str = PUBLIC_SEED) -> list[Variant]:
    """Every variant in one language. Raises VariantError.

    A generator draws from `seed`, the challenge's id and the variant's number, not from the language:
    a learner who changes language keeps the same figures.
    """
    written = challenge.written
    if not written.generator:
        rows = written.variants or [{}]
        return [Variant(n, language, texts.localised(row, language, {})) for n, row in enumerate(rows)]
    key = (challenge.id, language, seed)
    if key not in generators.made:
        generate = generators.function(written.generator)
        # the draws that make French variants differ are those of every language
        rolls = [each.roll for each in expand(challenge, generators, "fr", seed)] if language != "fr" else None
        generators.made[key] = _all(challenge, generate, language, seed, rolls)
    return generators.made[key]


def _all(
    challenge: BankChallenge, generate: Callable[..., Any], language: str, seed: str, rolls: list[int] | None
) -> list[Variant]:
    """Every variant; without given `rolls`, one that repeats an earlier one is drawn again."""
    made: list[Variant] = []
    for number in range(challenge.written.count):
        variant = _generated(challenge, generate, number, language, seed, rolls[number] if rolls else 0)
        while rolls is None and variant.roll < MAX_ROLLS and any(same(variant, each) for each in made):
            variant = _generated(challenge, generate, number, language, seed, variant.roll + 1)
        made.append(variant)
    return made


def same(one: Variant, other: Variant) -> bool:
    """Whether two variants ask the same."""
    return one.values == other.values and one.files == other.files


def _generated(
    challenge: BankChallenge, generate: Callable[..., Any], number: int, language: str, seed: str, roll: int
) -> Variant:
    where = f"generator {challenge.written.generator}, variant {number}, {language}"
    again = f"/{roll}" if roll else ""
    try:
        made = dict(generate(Dice(f"{seed}/{challenge.id}/{number}{again}"), language))
    except Exception as error:
        raise VariantError(f"{where}: {error!r}") from error
    files = made.pop("files", {})
    if not all(isinstance(data, bytes) for data in files.values()):
        raise VariantError(f"{where}: `files` must be a dict of name -> bytes")
    return Variant(number, language, made, files, roll)
