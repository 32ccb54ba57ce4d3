"""Compiles the bank into a release: the index, one body per question, variant and language, and objects to store."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from chalicelib.content import assets, bodies, defaults, model, structure, variants
from chalicelib.content.bank import Bank, BankChallenge, BankSkill, BankTopic
from chalicelib.content.environments import Environments

BodyKey = tuple[str, int, str]  # challenge id, variant, language


@dataclass(slots=True)
class Release:
    """A compiled release, not yet published."""

    index: model.ReleaseIndex
    bodies: dict[BodyKey, bytes]  # JSON of model.Body
    objects: dict[str, assets.Asset] = field(default_factory=dict)


class Compiler:
    """Turns one bank, already checked, into a release."""

    def __init__(self, bank: Bank, seed: str = variants.PUBLIC_SEED) -> None:
        self.bank = bank
        self.seed = seed
        self.generators = variants.Generators(bank.root / "generators")
        self.objects: dict[str, assets.Asset] = {}
        self.environments = Environments(self._place)
        self.tutorials = structure.Tutorials(bank.root / "lessons", self._place)

    def _place(self, asset: assets.Asset) -> str:
        self.objects[asset.key] = asset
        return asset.url

    def release(self) -> Release:
        """The whole release; its id is the hash of everything in it."""
        made = {key: body for topic, skill, challenge in self.bank.challenges()
                for key, body in self._bodies(topic, skill, challenge)}  # fmt: skip
        index = structure.index(self.bank, self.tutorials, self._challenge)
        release_id = _release_id(index, made, self.objects)
        return Release(msgspec.structs.replace(index, id=release_id), made, self.objects)

    def bodies(self, topic: BankTopic, skill: BankSkill, challenge: BankChallenge) -> Iterator[model.Body]:
        """Every body of one challenge."""
        for language in variants.languages(challenge):
            links = self.tutorials.links(topic, skill, language)
            for variant in variants.expand(challenge, self.generators, language, self._seed(challenge)):
                yield model.Body(
                    question=bodies.question(challenge, skill, variant, self._place, self.environments),
                    correction=bodies.correction(challenge, skill, variant, links),
                )

    def _bodies(self, topic: BankTopic, skill: BankSkill, challenge: BankChallenge) -> Iterator[tuple[BodyKey, bytes]]:
        for body in self.bodies(topic, skill, challenge):
            yield (challenge.id, body.question.variant, body.question.language), msgspec.json.encode(body)

    def _seed(self, challenge: BankChallenge) -> str:
        return self.seed if challenge.written.certification else variants.PUBLIC_SEED

    def _challenge(self, skill: BankSkill, challenge: BankChallenge) -> model.Challenge:
        written, level = challenge.written, skill.written.level
        first = variants.expand(challenge, self.generators, "fr", self._seed(challenge))[0]
        names = assets.download_names(challenge, first)
        kind = defaults.situation(written, bool(names))
        within = self.environments.get(written.environment.name).needs if written.environment else {}
        a, b = defaults.calibration(written, level)
        return model.Challenge(
            id=challenge.id,
            skill=skill.id,
            type=written.type,
            variants=variants.count(challenge),
            languages=variants.languages(challenge),
            a=a,
            b=b,
            timer=written.timer,
            focused=written.focused,
            situation=kind,
            needs=defaults.need_marks(defaults.needs(written, kind, names, within)),
            certification=written.certification,
            active=written.status == "active",
        )


def _release_id(index: model.ReleaseIndex, made: dict[BodyKey, bytes], objects: dict[str, assets.Asset]) -> str:
    seal = hashlib.sha256(msgspec.json.encode(index))
    for key in sorted(made):
        seal.update(repr(key).encode())
        seal.update(made[key])
    for key in sorted(objects):
        seal.update(f"\n{key}".encode())
    return f"r-{seal.hexdigest()[:12]}"
