"""Which question a certification test begins with and which comes next, from its log alone. Pure.

The log's header says all that a choice depends on: release, bank, seed, snapshot, what is withheld and what was met in
training. So `next_served` on the first n entries gives the question that entry n served: replaying is resuming.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import msgspec

from chalicelib.adaptive import certification as engine
from chalicelib.adaptive import draw, versions
from chalicelib.adaptive.bank import Item
from chalicelib.certification import eligibility
from chalicelib.certification.test_log import Begun, Ceiling, Served, Test, to_attempt
from chalicelib.content.model import Challenge, ReleaseIndex

MATERIALS_KEPT = 4


class NothingToAsk(ValueError):
    """The bank holds no question for this person; the message says why."""


@dataclass(frozen=True, slots=True)
class Material:
    """What a test of one release chooses from: the ranked bank, and the challenges behind its items."""

    release: str
    bank: engine.RankedBank
    challenges: Mapping[str, Challenge]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidacy:
    """Who sits which test, and what is known of them. `at`: ISO 8601; `seed`: from `secrets`, drawn once.

    `profile`: every competence with what the profile shows there (those at level 0 are not asked). `seen`: challenges
    met in training. `needs`: such as "screen-reader". `extra_time`: a share. `minutes`: indicative, without it.
    """

    at: str
    session: str
    candidate: str
    person: str
    language: str
    seed: str
    profile: tuple[Ceiling, ...]
    length: int
    minutes: float
    rules: str
    max_exposure: float
    seen: Collection[str] = ()
    needs: tuple[str, ...] = ()
    extra_time: float = 0.0
    presence: int = 1
    entry: str = ""


def material(index: ReleaseIndex, bank: engine.RankedBank) -> Material:
    """Index and bank of one release, put together."""
    return Material(index.id, bank, {each.id: each for each in index.challenges if each.id in bank.places})


def materials(
    index: Callable[[str], ReleaseIndex], bank: Callable[[str], engine.RankedBank]
) -> Callable[[str], Material]:
    """`material` by release id, remembered: releases never change."""
    return lru_cache(MATERIALS_KEPT)(lambda release: material(index(release), bank(release)))


def begin(candidacy: Candidacy, stuff: Material, snapshot: eligibility.Snapshot) -> Begun:
    """Entry 0 of the log, not yet chained, with the first question.

    Raises NothingToAsk when no competence of the profile can be asked about.
    """
    header = _header(candidacy, stuff, snapshot)
    return msgspec.structs.replace(header, first=_first(header, stuff))


def next_served(test: Test, stuff: Material) -> Served | None:
    """The question after those that have an outcome; the open one again; None when the test is complete.

    Raises ValueError when the log is of another release or another bank than `stuff`.
    """
    _check_source(test.begun, stuff)
    attempt = _attempt(test, stuff)
    decision = _decide(test.begun.engine, stuff.bank, attempt)
    if decision is None:
        return None
    if test.current is not None and test.current.challenge == decision.item.id:
        return test.current
    return _served(decision, len(attempt.served) + 1, test.begun, stuff)


def is_excluded(challenge: Challenge | None, language: str, needs: Iterable[str]) -> bool:
    """Whether this person can never get it: retired, not in their language, or not made for their needs."""
    if challenge is None or not challenge.active or language not in challenge.languages:
        return True
    return any(f"no-{need.replace('_', '-')}" in challenge.needs for need in needs)


def _header(candidacy: Candidacy, stuff: Material, snapshot: eligibility.Snapshot) -> Begun:
    usable = _usable(stuff, candidacy.language, candidacy.needs)
    scope = _scope(candidacy.profile, usable)
    codes = [ceiling.competence for ceiling in scope]
    chosen = engine.rates(usable, codes, candidacy.length, candidacy.max_exposure)
    return Begun(
        at=candidacy.at,
        session=candidacy.session,
        candidate=candidacy.candidate,
        person=candidacy.person,
        release=stuff.release,
        language=candidacy.language,
        bank=stuff.bank.version,
        engine=versions.CURRENT,
        rules=candidacy.rules,
        seed=candidacy.seed,
        snapshot=snapshot.id,
        scope=scope,
        length=candidacy.length,
        minutes=candidacy.minutes * (1 + candidacy.extra_time),
        first=_NONE,
        extra_time=candidacy.extra_time,
        needs=candidacy.needs,
        met=_met(candidacy.seen, usable, stuff),
        withheld=eligibility.withheld(snapshot, usable, chosen, candidacy.seed),
        max_exposure=candidacy.max_exposure,
        presence=candidacy.presence,
        entry=candidacy.entry,
    )


# stands where the first question comes; never stored
_NONE = Served(number=0, challenge="", variant=0, skill="", topic="", competence="", level=0, a=1.0, b=0.0)


def _usable(stuff: Material, language: str, needs: Iterable[str]) -> list[Item]:
    """The items that this person can get, in the bank's order."""
    needs = tuple(needs)
    return [item for item in stuff.bank.items if not is_excluded(stuff.challenges.get(item.id), language, needs)]


def _scope(profile: Sequence[Ceiling], usable: Sequence[Item]) -> tuple[Ceiling, ...]:
    """The competences at level 1 or more in which something can be asked: nothing else can be certified."""
    held = {item.competence for item in usable}
    found = tuple(sorted((c for c in profile if c.level >= 1 and c.competence in held), key=lambda c: c.competence))
    if not found:
        raise NothingToAsk("no competence at level 1 or more has a question for this language and these needs")
    return found


def _met(seen: Collection[str], usable: Sequence[Item], stuff: Material) -> tuple[str, ...]:
    """What was seen in training, unless the certification has variants of its own that training never serves."""
    known = frozenset(seen)
    return tuple(i.id for i in usable if i.id in known and not stuff.challenges[i.id].certification_variants)


def _first(header: Begun, stuff: Material) -> Served:
    attempt = _start(header, stuff)
    decision = _decide(header.engine, stuff.bank, attempt)
    if decision is None:
        raise NothingToAsk("the bank has no question left for this person")
    return _served(decision, 1, header, stuff)


def _start(begun: Begun, stuff: Material) -> engine.Attempt:
    usable = {item.id for item in _usable(stuff, begun.language, begun.needs)}
    return engine.Attempt(
        seed=begun.seed,
        scope=tuple(engine.Ceiling(each.competence, each.level, each.pix) for each in begun.scope),
        length=begun.length,
        excluded_items=frozenset(stuff.bank.places) - usable,
        withheld=frozenset(begun.withheld),
        met=frozenset(begun.met),
    )


def _attempt(test: Test, stuff: Material) -> engine.Attempt:
    """The log as the engine reads it to choose: what is soft and what is not, told apart."""
    start, told = _start(test.begun, stuff), to_attempt(test)
    return replace(start, served=told.served, excluded_skills=told.excluded_skills)


def _decide(version: str, bank: engine.RankedBank, attempt: engine.Attempt) -> engine.Decision | None:
    """No running counts: exposure is in what was withheld at the start."""
    chosen = versions.engine(version)
    return chosen.decide(bank, attempt, engine.Exposure(), chosen.model, chosen.scale)


def _served(decision: engine.Decision, number: int, begun: Begun, stuff: Material) -> Served:
    item, challenge = decision.item, stuff.challenges[decision.item.id]
    return Served(
        number=number,
        challenge=item.id,
        variant=_variant(challenge, begun.seed),
        skill=item.skill,
        topic=item.topic,
        competence=item.competence,
        level=item.level,
        a=item.a,
        b=item.b,
        timer=round(challenge.timer * (1 + begun.extra_time)) if challenge.timer else None,
        focused=challenge.focused,
        relaxed=decision.relaxed,
        ability=decision.ability,
    )


def _variant(challenge: Challenge, seed: str) -> int:
    """A draw among the variants kept for certifications where there are any, else among the public ones."""
    public, own = challenge.variants, challenge.certification_variants
    return draw.pick(f"{seed}|variant|{challenge.id}", range(public, public + own) if own else range(public))


def _check_source(begun: Begun, stuff: Material) -> None:
    if begun.release != stuff.release:
        raise ValueError(f"the test is of release {begun.release}, not {stuff.release}")
    if begun.bank != stuff.bank.version:
        raise ValueError(f"the test is of bank {begun.bank}, not {stuff.bank.version}")
