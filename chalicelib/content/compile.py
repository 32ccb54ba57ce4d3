"""Compiles topics: one body per question, variant and language, what the index says of each, the objects they use."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import msgspec

from chalicelib.content import assets, bodies, defaults, model, variants
from chalicelib.content.bank import Bank, BankChallenge, BankSkill, BankTopic
from chalicelib.content.environments import Environments
from chalicelib.content.tutorials import Tutorials

BodyKey = tuple[str, int, str]  # challenge id, variant, language


@dataclass(slots=True)
class Parts:
    """What one or several topics contribute to a release."""

    challenges: list[model.Challenge] = field(default_factory=list)
    bodies: dict[BodyKey, bytes] = field(default_factory=dict)  # JSON of model.Body
    objects: dict[str, assets.Asset] = field(default_factory=dict)
    tutorials: dict[str, model.Tutorial] = field(default_factory=dict)
    taught: dict[str, tuple[str, ...]] = field(default_factory=dict)  # skill id -> ids of its tutorials

    def add(self, more: "Parts") -> None:
        """Take in the parts of another topic."""
        self.challenges += more.challenges
        self.bodies |= more.bodies
        self.objects |= more.objects
        self.tutorials |= more.tutorials
        self.taught |= more.taught


class Compiler:
    """Compiles topics of one bank, already checked.

    With a secret `seed`, generated challenges marked `certification` get further variants, for the certification alone.
    """

    def __init__(
        self, bank: Bank, seed: str = variants.PUBLIC_SEED, generators: variants.Generators | None = None
    ) -> None:
        self.seed = seed
        self.generators = generators or variants.Generators(*bank.generator_folders)
        self.parts = Parts()
        self._environments = Environments(self._place)
        self._tutorials = Tutorials(bank.root / "lessons", self._place)
        self.parts.tutorials = self._tutorials.found

    def _place(self, asset: assets.Asset) -> str:
        self.parts.objects[asset.key] = asset
        return asset.url

    def add(self, topic: BankTopic) -> None:
        """Compile a topic into `parts`."""
        for skill in topic.skills:
            self.parts.taught[skill.id] = self._tutorials.ids(topic, skill)
            for challenge in skill.challenges:
                self._add(topic, skill, challenge)

    def bodies(self, topic: BankTopic, skill: BankSkill, challenge: BankChallenge) -> Iterator[model.Body]:
        """Every body of one challenge."""
        for language in variants.languages(challenge):
            links = self._tutorials.links(topic, skill, language)
            for variant in self._variants(challenge, language):
                yield model.Body(
                    question=bodies.question(challenge, skill, variant, self._place, self._environments),
                    correction=bodies.correction(challenge, skill, variant, links),
                )

    def _variants(self, challenge: BankChallenge, language: str) -> list[variants.Variant]:
        """The public ones, then those for the certification, numbered on."""
        public = variants.expand(challenge, self.generators, language)
        secret = variants.expand(challenge, self.generators, language, self.seed) if self._drawn(challenge) else []
        new = [secret[n] for n in self._new(challenge)] if secret else []
        return [*public, *(replace(each, number=len(public) + n) for n, each in enumerate(new))]

    def _drawn(self, challenge: BankChallenge) -> bool:
        """Whether the certification has variants of its own of a challenge of the repository."""
        written = challenge.written
        secret = self.seed != variants.PUBLIC_SEED
        return secret and defaults.certification(written) and written.generator is not None and not challenge.private

    def _new(self, challenge: BankChallenge) -> list[int]:
        """The secret draws (seen in French) that are not among the public ones."""
        public = variants.expand(challenge, self.generators, "fr")
        secret = variants.expand(challenge, self.generators, "fr", self.seed)
        return [n for n, each in enumerate(secret) if not any(variants.same(each, other) for other in public)]

    def _add(self, topic: BankTopic, skill: BankSkill, challenge: BankChallenge) -> None:
        made = list(self.bodies(topic, skill, challenge))
        encoded = {(b.question.id, b.question.variant, b.question.language): msgspec.json.encode(b) for b in made}
        self.parts.bodies |= encoded
        self.parts.challenges.append(_entry(skill, challenge, made, _seal(encoded)))


def _entry(skill: BankSkill, challenge: BankChallenge, made: list[model.Body], seal: str) -> model.Challenge:
    written, first = challenge.written, made[0].question
    total = sum(body.question.language == first.language for body in made)
    public = 0 if challenge.private else variants.count(challenge)
    a, b = defaults.calibration(written, skill.written.level)
    return model.Challenge(
        id=challenge.id,
        skill=skill.id,
        type=written.type,
        variants=public,
        certification_variants=total - public,
        languages=variants.languages(challenge),
        a=a,
        b=b,
        timer=written.timer,
        focused=written.focused,
        situation=defaults.situation(written, bool(first.files)),
        needs=defaults.need_marks(first.needs),
        certification=defaults.certification(written) or challenge.private,
        active=written.status == "active",
        seal=seal,
    )


def _seal(encoded: dict[BodyKey, bytes]) -> str:
    return hashlib.sha256(b"\n".join(encoded[key] for key in sorted(encoded))).hexdigest()[:12]
