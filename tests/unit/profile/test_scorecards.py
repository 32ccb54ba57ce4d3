"""A profile is a projection of the logs: it follows them, survives loss, and never takes pix away."""

import dataclasses

import msgspec
import pytest

from chalicelib.assessment import service as assessments
from chalicelib.assessment.errors import ResetTooEarly, UnknownCompetence
from chalicelib.assessment.model import Attempt
from chalicelib.assessment.schemas import Feedback, StartAssessment
from chalicelib.profile import model, present, service
from chalicelib.profile.personal import LearningData
from chalicelib.profile.ports import Ports
from chalicelib.profile.schemas import MarkTutorial
from chalicelib.shared.errors import NotFound
from chalicelib.shared.rules import DEFAULT
from tests.fakes.learning import RIGHT, WRONG, FakeClock, SmallBank, assessment_ports, profile_ports, small_index
from tests.unit.assessment.test_answers import START, answer


@pytest.fixture
def clock() -> FakeClock:
    """A morning."""
    return FakeClock()


@pytest.fixture
def ports(clock: FakeClock) -> Ports:
    """A profile that follows its assessments, as in the composition root."""
    whole = profile_ports(assessment_ports(clock))

    def follow(attempt: Attempt) -> None:
        service.follow(whole, attempt.begun.learner, attempt.begun.competence or "", attempt)

    return dataclasses.replace(whole, assessment=dataclasses.replace(whole.assessment, on_progress=follow))


def play(ports: Ports, value: object, most: int = 100, start: StartAssessment = START) -> str:
    """Take an assessment, answering alike, at most so many questions; returns its id."""
    attempt = assessments.start_assessment(ports.assessment, "ada", start)[0]
    while attempt.current and most:
        given = answer(attempt.current.number, value)
        attempt = assessments.submit_answer(ports.assessment, "ada", attempt.id, given)[1]
        most -= 1
    return attempt.id


def test_a_new_learner_has_an_empty_profile(ports: Ports) -> None:
    """Every competence is there, at level 0, with nothing to wait for."""
    view = present.profile(ports, "ada", "fr")
    cards = [card for area in view.areas for card in area.scorecards]
    assert [(card.code, card.name, card.available) for card in cards] == [
        ("1.1", "Chercher", True),
        ("1.2", "Ranger", False),
    ]
    assert view.pix == 0
    assert cards[0].days_before_improving is None


def test_everything_right_gives_every_pix_of_the_bank(ports: Ports) -> None:
    """Four levels of three skills worth 8/3: 32 pix, level 4, and not a hair less for the thirds."""
    play(ports, RIGHT)
    card = service.read_scorecard(ports, "ada", "1.1")
    assert (card.pix, card.level, card.status) == (32, 4, "completed")


def test_the_scorecard_is_written_at_the_end(ports: Ports) -> None:
    """Without anyone reading the profile."""
    play(ports, RIGHT)
    assert ports.store.scorecards("ada")["1.1"].level == 4


def test_a_read_folds_what_no_checkpoint_has_written(ports: Ports) -> None:
    """Two answers are not yet a checkpoint, but the profile shows them."""
    play(ports, RIGHT, most=2)
    assert ports.store.scorecards("ada") == {}
    card = service.read_scorecard(ports, "ada", "1.1")
    assert card.status == "started"
    assert card.pix > 0
    assert ports.store.scorecards("ada")["1.1"] == card


def test_the_profile_equals_the_one_rebuilt_from_the_logs(ports: Ports, clock: FakeClock) -> None:
    """The log is the truth; a lost or wrong projection is only an inconvenience."""
    play(ports, WRONG)
    clock.move(days=5)
    play(ports, RIGHT)
    assert service.read_scorecards(ports, "ada") == service.rebuild(ports, "ada")


def test_pix_are_never_lost_by_a_later_answer(ports: Ports, clock: FakeClock) -> None:
    """A second try that goes badly leaves what was earned."""
    play(ports, RIGHT, most=3)
    before = service.read_scorecard(ports, "ada", "1.1").pix
    play(ports, WRONG)
    clock.move(days=5)
    play(ports, WRONG)
    assert service.read_scorecard(ports, "ada", "1.1").pix >= before > 0


def test_pix_are_never_lost_by_a_new_release(ports: Ports, clock: FakeClock) -> None:
    """The content shrinks to two levels; who had four keeps them."""
    play(ports, RIGHT)
    bank = ports.assessment.content
    assert isinstance(bank, SmallBank)
    bank.indexes["r-000000000002"] = msgspec.structs.replace(small_index(levels=(1, 2)), id="r-000000000002")
    bank.release = "r-000000000002"
    assert service.read_scorecard(ports, "ada", "1.1").pix == 32


def test_an_old_projection_never_replaces_a_newer_one(ports: Ports) -> None:
    """Two workers may fold at once; the shorter log must lose."""
    play(ports, RIGHT, most=2)
    old = service.follow(ports, "ada", "1.1")
    play(ports, RIGHT, most=1)
    new = service.follow(ports, "ada", "1.1")
    ports.store.save_scorecard("ada", old)
    assert ports.store.scorecards("ada")["1.1"] == new


def test_reset_waits_seven_days_and_keeps_the_history(ports: Ports, clock: FakeClock) -> None:
    """An explicit reset is the only thing that lowers a competence."""
    first = play(ports, RIGHT)
    clock.move(days=6)
    with pytest.raises(ResetTooEarly) as refusal:
        service.reset_competence(ports, "ada", "1.1")
    assert refusal.value.extra == {"remaining_days": 1}
    clock.move(days=1)
    card = service.reset_competence(ports, "ada", "1.1")
    assert (card.pix, card.status) == (0, "not_started")
    assert service.read_scorecards(ports, "ada")["1.1"] == card
    again = assessments.start_assessment(ports.assessment, "ada", START)[0]
    assert again.id != first
    assert again.begun.best == 0
    assert len(ports.assessment.log.history("ada")) == 3


def test_reset_of_nothing_changes_nothing(ports: Ports) -> None:
    """And an unknown competence is an error."""
    assert service.reset_competence(ports, "ada", "1.1").status == "not_started"
    assert ports.assessment.log.history("ada") == []
    with pytest.raises(UnknownCompetence):
        service.reset_competence(ports, "ada", "8.8")


def test_certifiable_needs_five_competences_at_level_one() -> None:
    """The rule of domain 3."""
    cards = [model.Scorecard(competence=f"{n}", chapter=1, position=1, level=1) for n in range(5)]
    assert model.ready_for_certification(cards) == 5
    steps = {step.key: step for step in model.milestones(cards, {f"{n}": "1" for n in range(16)}, DEFAULT)}
    assert steps["certifiable"].reached
    assert not steps["explorer"].reached


def test_recommended_tutorials_are_those_of_skills_directly_failed(ports: Ports) -> None:
    """Nothing is recommended to who failed nothing; an inferred failure is no proof."""
    play(ports, RIGHT)
    assert service.recommended(ports, [service.read_scorecard(ports, "ada", "1.1")]) == []


def test_a_tutorial_can_be_saved_and_rated_apart(ports: Ports) -> None:
    """A field left out stays as it is."""
    service.mark_tutorial(ports, "ada", "t1", MarkTutorial(saved=True))
    service.mark_tutorial(ports, "ada", "t1", MarkTutorial(rating="useful"))
    mark = ports.store.marks("ada")["t1"]
    assert (mark.saved, mark.rating) == (True, "useful")
    assert [found.id for found, _ in service.saved(ports, "ada")] == ["t1"]
    with pytest.raises(NotFound):
        service.mark_tutorial(ports, "ada", "t9", MarkTutorial(saved=True))


def test_what_to_work_on_comes_with_the_lowest_rung_first(ports: Ports) -> None:
    """After failures, every topic with a failed rung is named, and nothing strong is invented."""
    play(ports, WRONG)
    view = present.competence(ports, "ada", service.read_scorecard(ports, "ada", "1.1"), "en")
    assert view.strong == []
    assert set(view.to_work_on) <= {"apples", "boats", "clouds"}
    assert view.to_work_on
    assert [item.tutorial.title for item in view.tutorials] == ["Colours"]


def test_goals_are_kept_and_forgotten(ports: Ports) -> None:
    """A goal is reached when the level is."""
    service.set_goal(ports, "ada", "1.1", 4)
    assert [goal.reached for goal in present.profile(ports, "ada", "en").goals] == [False]
    play(ports, RIGHT)
    assert [goal.reached for goal in present.profile(ports, "ada", "en").goals] == [True]
    service.set_goal(ports, "ada", "1.1", None)
    assert present.profile(ports, "ada", "en").goals == []


def test_export_tells_everything_and_erasure_leaves_only_nameless_logs(ports: Ports) -> None:
    """A person's data are theirs: all of them are told, and nothing that identifies them stays."""
    attempt = play(ports, RIGHT)
    service.set_goal(ports, "ada", "1.1", 4)
    service.mark_tutorial(ports, "ada", "t1", MarkTutorial(saved=True))
    remark = Feedback(feedback_id="remark-01", position=1, category="other", text="I am Ada")
    assessments.leave_feedback(ports.assessment, "ada", attempt, remark)
    data = LearningData(ports)
    told = data.export("ada")
    assert told["goals"] == {"1.1": 4}
    assert told["tutorials"]["t1"]["saved"]
    assert told["feedback"][0]["text"] == "I am Ada"
    assert [len(one["answers"]) for one in told["assessments"]] == [len(ports.assessment.log.read(attempt)) - 1]
    data.erase("ada")
    data.erase("ada")
    kept = data.export("ada")
    assert (kept["goals"], kept["tutorials"], kept["feedback"]) == ({}, {}, [])
    assert len(kept["assessments"]) == 1
    assert {given["value"] for one in kept["assessments"] for given in one["answers"]} == {None}
    assert {given["result"] for one in kept["assessments"] for given in one["answers"]} == {"ok"}


def test_an_export_writes_nothing(ports: Ports) -> None:
    """The role of the function that exports may only read learning, also when a scorecard is behind its log."""
    play(ports, RIGHT, most=1)
    told = LearningData(ports).export("ada")
    assert told["scorecards"]["1.1"]["status"] == "started"
    assert ports.store.scorecards("ada") == {}


def test_at_the_top_there_is_no_day_to_wait_for() -> None:
    """Whoever has the highest level is not told to come back in some days for more."""
    ports = profile_ports(assessment_ports(FakeClock(), rules=dataclasses.replace(DEFAULT, max_level=4)))
    play(ports, RIGHT)
    card = present.profile(ports, "ada", "en").areas[0].scorecards[0]
    assert (card.level, card.can_improve, card.days_before_improving) == (4, False, None)
