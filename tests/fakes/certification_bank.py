"""A small release for certification tests, and whole tests played on it from their log alone."""

from collections.abc import Callable
from typing import Any

from chalicelib.adaptive.certification import build
from chalicelib.adaptive.simulation.certification_people import COMPETENCES, synthetic_bank
from chalicelib.certification import choosing
from chalicelib.certification import test_log as log
from chalicelib.certification.eligibility import Snapshot
from chalicelib.content.model import Challenge
from tests.fakes import certification_logs as logs

RELEASE = "r-0123456789ab"
Answer = Callable[[log.Served], str]


def material(per_competence: int = 12, **of: dict[str, Any]) -> choosing.Material:
    """A bank of 16 competences; `of` changes the challenge of an item, for example `i0={"languages": ("en",)}`."""
    items = synthetic_bank(16 * per_competence, seed=3, topics=max(2, per_competence // 2))
    bank = build(items)
    made = {}
    for item in items:
        values = {"id": item.id, "skill": item.skill, "type": "QROC", "variants": 4, "languages": ("fr", "en")}
        values |= {"a": item.a, "b": item.b, "certification": True, **of.get(item.id, {})}
        made[item.id] = Challenge(**values)
    return choosing.Material(RELEASE, bank, made)


def candidacy(**changes: Any) -> choosing.Candidacy:
    """Somebody at level 4 everywhere."""
    values = {
        "at": logs.at(0),
        "session": "01K0SESSION000000000000001",
        "candidate": logs.TEST,
        "person": "01K0PERSON0000000000000001",
        "language": "fr",
        "seed": "seed-1",
        "profile": tuple(log.Ceiling(competence=code, level=4, pix=35) for code in COMPETENCES),
        "length": 32,
        "minutes": 105.0,
        "rules": "2026-11",
        "max_exposure": 0.2,
    }
    return choosing.Candidacy(**(values | changes))


def right(_: log.Served) -> str:
    """Everything right."""
    return "ok"


def wrong(_: log.Served) -> str:
    """Everything wrong."""
    return "ko"


def play(
    stuff: choosing.Material,
    who: choosing.Candidacy | None = None,
    answer: Answer = right,
    snapshot: Snapshot | None = None,
    alerts: tuple[int, ...] = (),
    stop_after: int | None = None,
) -> list[log.Entry]:
    """The entries of a test played to its end, or until `stop_after` questions had their outcome."""
    who = who or candidacy()
    begun = choosing.begin(who, stuff, snapshot or Snapshot(bank=stuff.bank.version))
    entries: list[log.Entry] = [log.chained(who.candidate, begun)]
    test = log.fold(who.candidate, entries)
    while test.current and (stop_after is None or test.current.number <= stop_after):
        for entry in _turn(test, stuff, answer, alerts):
            entries.append(log.chained(test.head, entry))
            test = log.advance(test, entries[-1])
    if test.current:
        entries.append(log.chained(test.head, log.Ended(at=logs.at(99), by="candidate", who=who.candidate)))
    return entries


def _turn(test: log.Test, stuff: choosing.Material, answer: Answer, alerts: tuple[int, ...]) -> list[log.Entry]:
    asked = test.current
    assert asked is not None
    if asked.number not in alerts:
        return [_followed(test, stuff, logs.answered(asked.number, "x", result=answer(asked), last=True))]
    raised = log.chained(test.head, logs.raised(asked.number))
    blocked = log.advance(test, raised)
    return [raised, _followed(blocked, stuff, logs.validated(asked.number, served=None))]


def _followed(test: log.Test, stuff: choosing.Material, entry: Any) -> log.Entry:
    """The entry with the question that comes after it."""
    after = log.advance(test, log.chained(test.head, entry))
    return replace_served(entry, choosing.next_served(after, stuff))


def replace_served(entry: Any, served: log.Served | None) -> Any:
    """The same entry, serving another question."""
    import msgspec

    return msgspec.structs.replace(entry, served=served)


def finished(entries: list[log.Entry], test_id: str = logs.TEST) -> log.Test:
    """The state after all entries."""
    return log.fold(test_id, entries)


__all__ = ["RELEASE", "candidacy", "finished", "material", "play", "right", "wrong"]
