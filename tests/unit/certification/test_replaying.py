"""A test recomputed from its log: the same choices and results, and what is said when they are not."""

from dataclasses import replace

import msgspec
import pytest

from chalicelib.certification import choosing, replaying, scoring
from chalicelib.certification import test_log as log
from chalicelib.certification.eligibility import Seen, Snapshot
from chalicelib.shared.rules import DEFAULT
from tests.fakes.certification_bank import candidacy, finished, material, play
from tests.fakes.certification_logs import TEST, stored

STUFF = material()
SNAPSHOT = Snapshot(bank=STUFF.bank.version, candidates=50, items={f"i{n}": Seen(25, 40) for n in range(60)})


def result_of(entries: list[log.Entry]) -> scoring.Scored:
    """The first scoring of a log."""
    test = finished(entries)
    ending = scoring.ending_of(test, "candidate")
    return scoring.Scored(
        number=1,
        at="2026-11-22T12:00:00.000Z",
        author="scoring",
        reason="first scoring",
        engine="1",
        rules=DEFAULT.version,
        ending=ending,
        left_out=(),
        log_head=test.head,
        result=scoring.score_test(test, ending, (), DEFAULT),
    )


def again(entries: list[log.Entry], scored: scoring.Scored | None = None, stuff=STUFF, snapshot=SNAPSHOT):
    """What differs."""
    results = [scored or result_of(entries)]
    return replaying.replay(TEST, stored(entries), stuff, snapshot, results, DEFAULT).differences


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"alerts": (1, 8, 33)},
        {"stop_after": 22},
        {"answer": lambda served: "ko" if served.number % 3 else "ok"},
        {"who": candidacy(seen=[f"i{n}" for n in range(120)], extra_time=0.25, needs=("phone",))},
        {"who": candidacy(profile=candidacy().profile[:5], max_exposure=0.1)},
    ],
)
def test_a_test_comes_out_the_same(how) -> None:
    """Whoever doubts a certificate can have every question and every number made again."""
    entries = play(STUFF, snapshot=SNAPSHOT, **how)
    assert again(entries) == ()


def test_every_change_of_one_character_is_refused() -> None:
    """A log that was changed anywhere proves nothing, and says where it was changed."""
    entries = play(STUFF, snapshot=SNAPSHOT, alerts=(3,), stop_after=21)
    texts = stored(entries)
    for position, text in enumerate(texts):
        for place in range(0, len(text), 37):
            changed = text[:place] + chr(ord(text[place]) ^ 1) + text[place + 1 :]
            with pytest.raises(log.LogError, match=f"entry {position}"):
                replaying.begun_of(TEST, [*texts[:position], changed, *texts[position + 1 :]])


def test_another_snapshot_or_bank_does_not_pass() -> None:
    """What was withheld must be what the named snapshot gives."""
    entries = play(STUFF, snapshot=SNAPSHOT)
    assert any("withheld" in what for what in again(entries, snapshot=Snapshot(bank=STUFF.bank.version)))
    with pytest.raises(ValueError, match="of bank"):
        again(entries, stuff=material(per_competence=9))


def test_a_question_that_the_engine_would_not_have_chosen_is_named() -> None:
    """Somebody who can write logs could serve themselves easy questions: the chain is right, the choice is not."""
    whole = play(STUFF, snapshot=SNAPSHOT)
    bad = [log.encode(entry) for entry in whole[:4]]
    test = finished(whole[:4])
    easy = next(i for i in STUFF.bank.items if i.competence != test.current.competence and i.level == 1)  # type: ignore[union-attr]
    after = msgspec.structs.replace(
        whole[4],
        served=msgspec.structs.replace(
            whole[4].served,  # type: ignore[union-attr]
            challenge=easy.id,
            skill=easy.skill,
            topic=easy.topic,
            competence=easy.competence,
        ),
    )
    bad.append(log.encode(log.chained(whole[3].chain, after)))
    found = replaying.replay(TEST, bad, STUFF, SNAPSHOT, [], DEFAULT).differences
    assert found == (f"question 5: {whole[4].served.challenge} would be chosen, not {easy.id}",)  # type: ignore[union-attr]


def test_a_changed_result_is_named() -> None:
    """Nobody may add pix to a result without anybody noticing."""
    entries = play(STUFF, snapshot=SNAPSHOT)
    scored = result_of(entries)
    more = msgspec.structs.replace(scored, result=replace(scored.result, total=scored.result.total + 8))
    assert again(entries, more) == (f"result 1: total {scored.result.total}, not {more.result.total}",)
    elsewhere = msgspec.structs.replace(scored, log_head="0" * 64)
    assert "another log" in again(entries, elsewhere)[0]


def test_material_is_remembered_by_release() -> None:
    """A warm function must not read a release again for each question."""
    asked: list[str] = []
    remembered = choosing.materials(lambda name: asked.append(name) or _index(), lambda _: STUFF.bank)
    assert remembered("r-1") is remembered("r-1")
    assert asked == ["r-1"]


def _index():
    from tests.fakes.learning import small_index

    return small_index()
