"""One suite for the ports of assessments and profiles, on the fakes and on a real engine."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import msgspec
import pytest

from chalicelib.assessment.model import Answered, Begun, Chapter, Opened, Served, fold
from chalicelib.assessment.ports import AttemptLog, FeedbackBox
from chalicelib.assessment.store import DynamoAttemptLog, DynamoFeedbackBox, LearningRow
from chalicelib.profile.model import Rung, Scorecard
from chalicelib.profile.ports import Mark, ProfileStore
from chalicelib.profile.store import DynamoProfileStore
from tests.fakes.learning import MemoryAttemptLog, MemoryFeedbackBox, MemoryProfileStore

WRITERS = 16


@pytest.fixture(params=["memory", "dynoxide"])
def engine(request: pytest.FixtureRequest) -> str:
    """Which implementation; the real one needs its tables."""
    if request.param == "dynoxide":
        request.getfixturevalue("tables")
    return request.param


@pytest.fixture
def log(engine: str) -> AttemptLog:
    return MemoryAttemptLog() if engine == "memory" else DynamoAttemptLog()


@pytest.fixture
def box(engine: str) -> FeedbackBox:
    return MemoryFeedbackBox() if engine == "memory" else DynamoFeedbackBox()


@pytest.fixture
def profiles(engine: str) -> ProfileStore:
    return MemoryProfileStore() if engine == "memory" else DynamoProfileStore()


def served(number: int, timer: int | None = None) -> Served:
    """A question with a calibration that has no short decimal form."""
    return Served(
        number=number, challenge=f"c{number}", variant=1, skill="s", level=2, value=8 / 3, a=1 / 3, b=-0.1, timer=timer
    )


def begun(learner: str = "ada", **more: object) -> Begun:
    """Entry 0."""
    known: dict[str, object] = {
        "at": "2026-11-22T09:00:00.000Z",
        "learner": learner,
        "kind": "competence",
        "mode": "new",
        "competence": "1.1",
        "release": "r-000000000001",
        "language": "fr",
        "rules": "2026-11",
        "seed": "seed",
        "first": served(1),
    }
    return msgspec.convert({**known, **more}, Begun, from_attributes=True)


def answered(number: int, answer_id: str = "answer-1", value: object = "é", **more: object) -> Answered:
    """An answer."""
    return Answered(
        at="2026-11-22T09:01:00.000Z", number=number, answer_id=answer_id, payload="0" * 16, value=value, result="ok",
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def chapter(number: int = 1, competence: str = "1.1", attempt: str | None = "a1") -> Chapter:
    """A line of the history."""
    event = "attempt" if attempt else "reset"
    return Chapter(competence=competence, number=number, at="2026-11-22T09:00:00.000Z", event=event, attempt=attempt)  # type: ignore[arg-type]


def race(work: Callable[[int], object]) -> list[object]:
    """The results of many threads that set off together."""
    start = threading.Barrier(WRITERS)

    def run(number: int) -> object:
        start.wait()
        return work(number)

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


class TestAttemptLog:
    """What every attempt log must do."""

    def test_an_unknown_attempt_is_empty(self, log: AttemptLog) -> None:
        """The service tells an unknown id from a fault by this."""
        assert list(log.read("nobody")) == []

    def test_entries_come_back_as_they_went_in(self, log: AttemptLog) -> None:
        """The log is the truth: a result recomputed from it in ten years must see the same values."""
        values: Sequence[object] = ("é « œ »", [1, 3], {"b": "2", "a": "1"}, None)
        entries = [
            begun(earlier=[["s1", True]], seen=["c0"], best=7),
            Opened(at="2026-11-22T09:00:30.000Z", number=1),
            *(answered(number, value=value, served=served(number + 1, 60)) for number, value in enumerate(values, 1)),
            answered(5, details={"field": "ko"}, seconds=12.5, focus_lost=True, level_up=3),
        ]
        assert all(log.append("a1", position, entry) for position, entry in enumerate(entries))
        assert list(log.read("a1")) == entries

    def test_typed_texts_can_be_forgotten_and_results_stay(self, log: AttemptLog) -> None:
        """An erased person may have typed their name; a choice by number says nothing of anybody."""
        entries = [begun(), answered(1, value="I am Ada"), answered(2, value=[2]), answered(3, value={"a": "Ada"})]
        for position, entry in enumerate(entries):
            log.append("a1", position, entry)
        log.forget_texts("a1")
        log.forget_texts("a1")
        kept = list(log.read("a1"))
        assert [entry.value for entry in kept if isinstance(entry, Answered)] == [None, [2], None]
        assert kept[2] == entries[2]
        assert [entry.result for entry in kept[1:]] == [entry.result for entry in entries[1:]]  # type: ignore[union-attr]

    def test_entries_stay_in_order_beyond_nine(self, log: AttemptLog) -> None:
        """Sort keys are text: the tenth entry must not come before the second."""
        for position in range(120):
            assert log.append("a1", position, answered(position + 1))
        assert [entry.number for entry in log.read("a1") if isinstance(entry, Answered)] == list(range(1, 121))

    def test_a_position_is_written_once(self, log: AttemptLog) -> None:
        """Two tabs cannot both answer: the first entry stays as it is."""
        assert log.append("a1", 0, answered(1, "answer-1"))
        assert not log.append("a1", 0, answered(1, "answer-2"))
        assert list(log.read("a1")) == [answered(1, "answer-1")]

    def test_of_many_writers_one_wins(self, log: AttemptLog) -> None:
        """The guarantee must hold between processes and threads, not only in a row."""
        won = race(lambda number: log.append("a1", 0, answered(1, f"answer-{number:02d}")))
        assert won.count(True) == 1
        assert list(log.read("a1")) == [answered(1, f"answer-{won.index(True):02d}")]

    def test_a_beginning_writes_log_and_history(self, log: AttemptLog) -> None:
        """A history that points to a log that is not there would lock the competence."""
        assert log.begin("a1", begun(), chapter())
        assert list(log.read("a1")) == [begun()]
        assert list(log.history("ada", "1.1")) == [chapter()]

    def test_a_beginning_is_whole_or_not_at_all(self, log: AttemptLog) -> None:
        """Of two windows that start at once, the loser must leave nothing behind."""
        log.begin("a1", begun(), chapter())
        assert not log.begin("a2", begun(), chapter(attempt="a2"))
        assert list(log.read("a2")) == []
        assert list(log.history("ada")) == [chapter()]

    def test_of_many_beginnings_one_wins(self, log: AttemptLog) -> None:
        """One running assessment per competence, whatever the number of windows."""
        won = race(lambda number: log.begin(f"a{number}", begun(), chapter(attempt=f"a{number}")))
        assert won.count(True) == 1
        assert list(log.history("ada")) == [chapter(attempt=f"a{won.index(True)}")]
        assert sum(bool(log.read(f"a{number}")) for number in range(WRITERS)) == 1

    def test_a_demo_begins_without_history(self, log: AttemptLog) -> None:
        """A demo belongs to nobody's profile."""
        assert log.append("a1", 0, begun(kind="demo", competence=None), datetime(2026, 11, 23, 9, tzinfo=UTC))
        assert list(log.history("ada")) == []

    def test_the_history_is_in_order_and_by_competence(self, log: AttemptLog) -> None:
        """The latest chapter decides what may be done next; 1.1 must not show 1.10 or another learner's."""
        wanted = [chapter(1), chapter(2, attempt=None), *(chapter(number) for number in range(3, 12))]
        for each in [*reversed(wanted), chapter(1, "1.2"), chapter(1, "1.10")]:
            assert log.add_reset("ada", each, None)
        assert log.add_reset("bob", chapter(1), None)
        assert list(log.history("ada", "1.1")) == wanted
        assert [each.competence for each in log.history("ada")].count("1.2") == 1
        assert list(log.history("ada", "5.2")) == []

    def test_a_chapter_number_is_taken_once(self, log: AttemptLog) -> None:
        """A reset and a new attempt at the same moment must not both become chapter 2."""
        won = race(lambda number: log.add_reset("ada", chapter(2, attempt=f"a{number}"), None))
        assert won.count(True) == 1

    def test_a_reset_closes_the_running_attempt_with_it(self, log: AttemptLog) -> None:
        """An attempt cut off by a reset takes no answer; one that has grown meanwhile refuses the reset whole."""
        log.begin("a1", begun(), chapter())
        running = fold("a1", log.read("a1"))
        log.append("a1", 1, answered(1))
        assert not log.add_reset("ada", chapter(2, attempt=None), running)
        assert list(log.history("ada")) == [chapter()]
        assert log.add_reset("ada", chapter(2, attempt=None), fold("a1", log.read("a1")))
        closed = fold("a1", log.read("a1"))
        assert (closed.current, closed.ended_at, closed.length) == (None, chapter(2).at, 3)

    def test_attempts_do_not_mix(self, log: AttemptLog) -> None:
        """One partition per attempt: a prefix of an id is another attempt."""
        log.append("a", 0, answered(1))
        log.append("ab", 0, answered(2))
        assert list(log.read("a")) == [answered(1)]


class TestFeedbackBox:
    """What every box must do."""

    def test_a_repeated_remark_is_kept_once(self, box: FeedbackBox, engine: str) -> None:
        """A retry after a lost reply must not count as a second complaint, nor replace the first text."""
        box.put("ada", "c1", "remark-01", {"text": "first"})
        box.put("ada", "c1", "remark-01", {"text": "second"})
        box.put("eve", "c1", "remark-02", {"text": "other"})
        assert kept_remarks(box, engine, "c1") == {"remark-01": {"text": "first"}, "remark-02": {"text": "other"}}

    def test_a_learner_has_and_takes_back_her_own_remarks(self, box: FeedbackBox, engine: str) -> None:
        """Free text can identify its author: it is part of the export, and goes with the account, and only hers."""
        box.put("ada", "c1", "remark-01", {"text": "mine"})
        box.put("eve", "c1", "remark-02", {"text": "hers"})
        assert box.by("ada") == [{"question": "c1", "text": "mine"}]
        box.forget("ada")
        box.forget("ada")
        assert box.by("ada") == []
        assert kept_remarks(box, engine, "c1") == {"remark-02": {"text": "hers"}}


def kept_remarks(box: FeedbackBox, engine: str, challenge: str) -> dict[str, object]:
    """The port only takes remarks in; who reads them is another room's business."""
    if isinstance(box, MemoryFeedbackBox):
        return {key: remark for (name, key), remark in box.remarks.items() if name == challenge}
    assert engine == "dynoxide"
    rows = LearningRow.query(f"feedback#{challenge}", consistent_read=True)
    return {row.sk: msgspec.json.decode(row.data) for row in rows}


def card(position: int = 1, chapter_number: int = 1, competence: str = "1.1", pix: int = 0) -> Scorecard:
    """A projection."""
    rungs = {"s1": Rung("validated", "asked", 8 / 3), "s2": Rung("failed", "inferred", 4)}
    return Scorecard(competence=competence, chapter=chapter_number, position=position, pix=pix, ahead=1.33, rungs=rungs)


class TestProfileStore:
    """What every profile store must do."""

    def test_a_scorecard_comes_back_as_it_went_in(self, profiles: ProfileStore) -> None:
        """What is shown must be what was folded."""
        profiles.save_scorecard("ada", card())
        profiles.save_scorecard("ada", card(competence="1.2"))
        assert profiles.scorecards("ada") == {"1.1": card(), "1.2": card(competence="1.2")}
        assert profiles.scorecards("bob") == {}

    @pytest.mark.parametrize("older", [card(9), card(10), card(99, chapter_number=1)])
    def test_a_projection_never_goes_back(self, profiles: ProfileStore, older: Scorecard) -> None:
        """A slow request that folded less must not undo what a faster one wrote; a reset is newer than any answer."""
        newest = card(10, chapter_number=2, pix=5)
        profiles.save_scorecard("ada", newest)
        profiles.save_scorecard("ada", older)
        assert profiles.scorecards("ada") == {"1.1": newest}

    def test_the_latest_of_many_writers_stays(self, profiles: ProfileStore) -> None:
        """Whatever the order in which they arrive."""
        race(lambda number: profiles.save_scorecard("ada", card(number + 1, pix=number)))
        assert profiles.scorecards("ada") == {"1.1": card(WRITERS, pix=WRITERS - 1)}

    def test_marks_change_by_what_is_given(self, profiles: ProfileStore) -> None:
        """A learner may change their mind; rating in one window must not undo saving in another."""
        profiles.change_mark("ada", "t1", saved=True, rating=None)
        profiles.change_mark("ada", "t1", saved=None, rating="useful")
        assert profiles.marks("ada") == {"t1": Mark(True, "useful")}
        profiles.change_mark("ada", "t1", saved=False, rating=None)
        profiles.change_mark("ada", "t2", saved=True, rating=None)
        assert profiles.marks("ada") == {"t1": Mark(False, "useful"), "t2": Mark(True)}

    def test_goals_are_set_and_forgotten(self, profiles: ProfileStore) -> None:
        """A goal that cannot be dropped would nag; dropping twice is no fault."""
        profiles.save_goal("ada", "1.1", 3)
        profiles.save_goal("ada", "1.1", 4)
        profiles.save_goal("ada", "1.2", 2)
        profiles.save_goal("ada", "1.2", None)
        profiles.save_goal("ada", "1.2", None)
        assert profiles.goals("ada") == {"1.1": 4}

    def test_forgetting_takes_everything_but_the_logs(self, profiles: ProfileStore) -> None:
        """Erasure must leave no mark, goal or projection, and nobody else's must go with them."""
        for learner in ("ada", "bob"):
            profiles.save_scorecard(learner, card())
            profiles.change_mark(learner, "t1", saved=True, rating=None)
            profiles.save_goal(learner, "1.1", 3)
        for _ in range(2):
            profiles.forget("ada")
        assert (profiles.scorecards("ada"), profiles.marks("ada"), profiles.goals("ada")) == ({}, {}, {})
        assert (len(profiles.scorecards("bob")), len(profiles.marks("bob")), len(profiles.goals("bob"))) == (1, 1, 1)
