"""The whole life of an assessment over HTTP."""

import json
import math
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.assessment.store import LearningRow
from chalicelib.bootstrap import House
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes.published import COMPETENCES, FORMS, LONG, RIGHT, SECRET, TIMED, WRONG


def test_start_then_resume(ada: Caller) -> None:
    """Coming back must give the same question, never a new assessment."""
    first = ada("POST", "/v1/assessments", {"competence": "1.1", "language": "en"})
    assert first.status_code == 201
    begun = first.json()
    assert first.headers["location"] == f"/v1/assessments/{begun['id']}"
    again = ada("POST", "/v1/assessments", {"competence": "1.1", "language": "en"})
    assert (again.status_code, again.json()) == (200, begun)
    assert "location" not in again.headers
    assert ada("GET", first.headers["location"]).json() == begun


def test_an_answer_brings_its_result_and_the_next_question(ada: Caller) -> None:
    """One request per question is all that a client needs."""
    begun = ada.start()
    reply = ada.answer(begun, RIGHT)
    assert reply.status_code == 201
    given = reply.json()
    assert (given["result"], given["position"], given["answer_id"]) == ("ok", 1, "answer-0001")
    assert given["assessment"]["current"]["position"] == 2
    assert given["assessment"]["progress"]["answered"] == 1
    assert ada("GET", f"/v1/assessments/{begun['id']}").json() == given["assessment"]


def test_a_retry_returns_the_stored_result(ada: Caller) -> None:
    """A reply lost on the way is not an error: same id and content, same result, nothing counted twice."""
    begun = ada.start()
    first, second = ada.answer(begun, WRONG), ada.answer(begun, WRONG)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json() == second.json()
    assert first.json()["result"] == "ko"


def test_a_retry_much_later_returns_the_stored_result(ada: Caller) -> None:
    """An outbox may send again what was answered several questions ago."""
    begun = ada.start()
    first = ada.answer(begun, RIGHT).json()
    after = ada.run(first["assessment"], at_most=3)
    again = ada.answer(begun, RIGHT)
    assert again.status_code == 200
    assert (again.json()["result"], again.json()["level_up"]) == (first["result"], first["level_up"])
    assert again.json()["assessment"] == after


@pytest.mark.parametrize(("value", "answer_id"), [(WRONG, "answer-0001"), (RIGHT, "answer-9999")])
def test_another_answer_is_refused(ada: Caller, value: str, answer_id: str) -> None:
    """The stored answer stays, whether the second one changes its content or comes from another window."""
    begun = ada.start()
    kept = ada.answer(begun, RIGHT).json()
    assert_problem(ada.answer(begun, value, answer_id), 409, "answer-already-given")
    assert ada("GET", f"/v1/assessments/{begun['id']}").json() == kept["assessment"]


def test_answers_out_of_order_are_refused(ada: Caller) -> None:
    """A question that was not asked cannot be answered."""
    begun = ada.start()
    body = {"answer_id": "answer-0002", "position": 2, "value": RIGHT}
    assert_problem(ada("POST", f"/v1/assessments/{begun['id']}/answers", body), 409, "answer-out-of-order")


def test_skipping_goes_on(ada: Caller) -> None:
    """A question may be passed; it counts as not known, and says so."""
    begun = ada.start()
    given = ada.answer(begun, None).json()
    assert given["result"] == "skipped"
    assert given["assessment"]["current"]["position"] == 2


@pytest.mark.parametrize("kind", sorted(FORMS))
@pytest.mark.parametrize("right", [True, False])
def test_every_type_is_graded(ada: Caller, kind: str, right: bool) -> None:
    """Each type's answer travels in its own JSON form."""
    assessment = ada.start(COMPETENCES[kind])
    given = ada.answer(assessment, FORMS[kind]["right" if right else "wrong"])
    assert (given.status_code, given.json()["result"]) == (201, "ok" if right else "ko"), given.text


def _shown(caller: Caller, assessment: dict[str, Any]) -> dict[str, Any]:
    """The assessment with its current question visible."""
    if assessment["current"]["question"]:
        return assessment
    opened = caller.open(assessment)
    assessment["current"] = opened["current"]
    return assessment


def test_the_checkpoint_shows_the_last_five(ada: Caller) -> None:
    """After five answers the learner sees each question again, right or wrong, with solution, hint and tutorials."""
    five = ada.run(ada.start(LONG), wrong=2, at_most=5)
    assert five["checkpoint_due"]
    review = ada("GET", f"/v1/assessments/{five['id']}/review?first=1&last=5").json()
    assert [item["position"] for item in review["items"]] == [1, 2, 3, 4, 5]
    first = review["items"][0]
    assert (first["value"], first["result"]) == (FORMS["QROC"]["right"], "ok")
    assert SECRET in first["correction"]["solution"]
    assert first["correction"]["hint"]
    assert first["correction"]["tutorials"][0]["id"] == "t1"
    assert first["skill_name"].startswith("I can")
    assert not ada.run(five, at_most=1)["checkpoint_due"]


def test_no_solution_leaves_before_the_answer_is_stored(ada: Caller) -> None:
    """Whatever a client asks while a question is open, its key is not in the reply."""
    for competence in ("1.1", TIMED, *COMPETENCES.values()):
        assessment = ada.start(competence)
        while assessment["current"]:
            assessment = _shown(ada, assessment)
            where = f"/v1/assessments/{assessment['id']}"
            seen = [
                ada("POST", "/v1/assessments", {"competence": competence, "language": "en"}).text,
                ada("GET", where).text,
                ada("GET", f"{where}/review?first={assessment['current']['position']}").text,
                ada("GET", "/v1/profile").text,
                ada("GET", f"/v1/profile/{competence}").text,
                json.dumps(assessment),
            ]
            assert not [text for text in seen if SECRET in text or "solution" in text]
            question = assessment["current"]["question"]
            assert set(question) & {"key", "solution", "hint", "why_wrong", "tutorials"} == set()
            assessment = ada.answer(assessment, FORMS[question["type"]]["wrong"]).json()["assessment"]


def test_a_refused_answer_says_nothing_of_the_solution(ada: Caller) -> None:
    """Probing with malformed answers must not be a way to learn the key."""
    begun = ada.start()
    assert SECRET not in ada.answer(begun, [1]).text
    assert SECRET not in ada.answer(begun, {"answer": "x"}).text


def test_to_the_end_and_after(ada: Caller) -> None:
    """When nothing is left to ask, results, history and review remain; the assessment takes no more answers."""
    ended = ada.run(ada.start())
    assert ended["ended_at"]
    assert (ended["current"], ended["checkpoint_due"]) == (None, True)
    progress = ended["progress"]
    assert progress["settled"] == progress["targeted"]
    body = {"answer_id": "answer-9999", "position": progress["answered"] + 1, "value": RIGHT}
    assert_problem(ada("POST", f"/v1/assessments/{ended['id']}/answers", body), 409, "assessment-ended")

    card = ada("GET", "/v1/profile/1.1?language=en").json()["scorecard"]
    assert (card["status"], card["pix"], card["level"]) == ("completed", 32, 4)
    whole = ada("GET", "/v1/profile?language=en").json()
    assert whole["pix"] == 32
    past = ada("GET", "/v1/assessments?competence=1.1").json()["items"]
    assert [(item["id"], item["answered"], item["ended_at"]) for item in past] == [
        (ended["id"], progress["answered"], ended["ended_at"])
    ]
    assert len(ada("GET", f"/v1/assessments/{ended['id']}/review").json()["items"]) == progress["answered"]


def test_the_level_up_comes_with_its_answer(ada: Caller) -> None:
    """Good news is told when it happens, once per level."""
    assessment, levels = ada.start(), []
    while assessment["current"]:
        assessment = _shown(ada, assessment)
        given = ada.answer(assessment, RIGHT).json()
        levels += [given["level_up"]["level"]] if given["level_up"] else []
        assessment = given["assessment"]
    assert levels == sorted(set(levels))
    assert levels[-1] == 4


def test_improve_after_four_days_reset_after_seven(ada: Caller, clock: MovingClock, token: Callable[..., str]) -> None:
    """The delays count from the last answer, and the refusal says how many days are left."""
    ada.run(ada.start(), wrong=1)
    early = assert_problem(
        ada("POST", "/v1/assessments", {"competence": "1.1", "language": "en"}), 409, "improve-too-early"
    )
    assert early["remaining_days"] == 4
    assert "4 day" in early["title"]
    clock.move(days=4)
    later = Caller(token("ada"))
    assert later.start()["mode"] == "improve"
    assert assert_problem(later("POST", "/v1/profile/1.1/reset"), 409, "reset-too-early")["remaining_days"] == 7
    clock.move(days=7)
    latest = Caller(token("ada"))
    card = latest("POST", "/v1/profile/1.1/reset")
    assert (card.status_code, card.json()["status"], card.json()["pix"]) == (200, "not_started", 0)
    assert latest.start()["mode"] == "new"
    assert len(latest("GET", "/v1/assessments").json()["items"]) == 3


def test_a_reset_cuts_off_the_running_attempt(ada: Caller, clock: MovingClock, token: Callable[..., str]) -> None:
    """A page left open through a reset is told so, instead of filling an attempt that no longer counts."""
    left_open = ada.start()
    clock.move(days=7)
    later = Caller(token("ada"))
    assert later("POST", "/v1/profile/1.1/reset").status_code == 200
    refused = later.answer(left_open, "x")
    assert_problem(refused, 409, "assessment-ended")
    history = later("GET", "/v1/assessments").json()["items"]
    assert history[0]["ended_at"] is not None
    assert later.start()["mode"] == "new"


def test_a_review_is_there_years_later(ada: Caller, clock: MovingClock, token: Callable[..., str]) -> None:
    """History can be reviewed at any time, in the words of its own release."""
    ended = ada.run(ada.start())
    clock.move(days=2000)
    review = Caller(token("ada"))("GET", f"/v1/assessments/{ended['id']}/review?first=2&last=3").json()
    assert [item["position"] for item in review["items"]] == [2, 3]
    assert SECRET in review["items"][0]["correction"]["solution"]


def test_a_timed_question_is_opened_first(ada: Caller, clock: MovingClock) -> None:
    """Its text stays hidden until the clock runs, so that nobody reads it for free; opening twice changes nothing."""
    assessment = ada.run_to_timed()
    assert (assessment["current"]["timer"], assessment["current"]["question"]) == (60, None)
    assert_problem(ada.answer(assessment, RIGHT), 409, "question-not-shown")
    opened = ada.open(assessment)
    assert opened["current"]["seconds_left"] == 60
    clock.move(seconds=25)
    again = ada.open(assessment)
    assert again["current"]["seconds_left"] == 35
    assert again["current"]["shown_at"] == opened["current"]["shown_at"]
    clock.move(seconds=60)
    assert ada.answer(opened, RIGHT).json()["result"] == "timed_out"


def test_a_question_that_is_not_current_cannot_be_opened(ada: Caller) -> None:
    """Opening ahead would show questions early."""
    begun = ada.start()
    assert_problem(ada("POST", f"/v1/assessments/{begun['id']}/questions/2/open"), 409, "answer-out-of-order")
    assert_problem(ada("POST", f"/v1/assessments/{begun['id']}/questions/zero/open"), 404, "not-found")


def test_feedback_on_a_question_that_was_asked(ada: Caller) -> None:
    """A remark is taken, twice without harm; on a question nobody saw it is refused."""
    begun = ada.start()
    remark = {"feedback_id": "remark-0001", "position": 1, "category": "question", "text": "Unclear."}
    where = f"/v1/assessments/{begun['id']}/feedback"
    assert [ada("POST", where, remark).status_code for _ in range(2)] == [204, 204]
    assert_problem(ada("POST", where, {**remark, "position": 2}), 409, "answer-out-of-order")


def test_remarks_are_limited_per_person(published: House, ada: Caller, token: Callable[..., str]) -> None:
    """Each is an item that authors read: nobody fills the box; others go on."""
    where = f"/v1/assessments/{ada.start()['id']}/feedback"
    remark = {"position": 1, "category": "question", "text": "Unclear."}
    for number in range(published.settings.rules.remarks_per_person):
        assert ada("POST", where, {"feedback_id": f"remark-{number:04d}", **remark}).status_code == 204
    refused = ada("POST", where, {"feedback_id": "remark-9999", **remark})
    assert_problem(refused, 429, "too-many-requests")
    assert int(refused.headers["retry-after"]) > 0
    assert len(published.assessment.feedback.by("ada")) == published.settings.rules.remarks_per_person
    bob = Caller(token("bob"))
    where = f"/v1/assessments/{bob.start()['id']}/feedback"
    assert bob("POST", where, {"feedback_id": "remark-0001", **remark}).status_code == 204


def test_what_a_demo_leaves_vanishes(published: House, anyone: Caller, ada: Caller) -> None:
    """Every item of its log goes at one time, a day after its beginning; remarks when the authors had their month."""
    started = anyone("POST", "/v1/demo-assessments", {"language": "en"}).json()
    visitor, remark = Caller(started["access_token"]), {"position": 1, "category": "question", "text": "Unclear."}
    for caller, assessment in ((visitor, started["assessment"]), (ada, ada.start())):
        own = {"feedback_id": f"of-{assessment['id']}", **remark}
        assert caller("POST", f"/v1/assessments/{assessment['id']}/feedback", own).status_code == 204
        caller.run(assessment)
    begun = published.clock()
    day, month = (math.ceil((begun + timedelta(days=days)).timestamp()) for days in (1, 30))
    kept: dict[str, set[float | None]] = {}
    for row in LearningRow.scan(consistent_read=True):
        of_demo = started["assessment"]["id"] in row.pk + row.sk or row.pk.startswith("learner#demo-")
        kind = row.pk.partition("#")[0] if of_demo else "of an account"
        kept.setdefault(kind, set()).add(row.expires_at)
    assert kept == {"attempt": {day}, "feedback": {month}, "learner": {month}, "of an account": {None}}


def test_tutorials_of_what_was_missed(ada: Caller) -> None:
    """What was failed leads to where it can be learnt; a tutorial can be kept and rated."""
    ada.run(ada.start(), wrong=1, at_most=1)
    found = ada("GET", "/v1/tutorials?kind=recommended&language=en").json()["items"]
    assert [item["tutorial"]["id"] for item in found] == ["t1"]
    assert ada("PATCH", "/v1/tutorials/t1", {"saved": True, "rating": "useful"}).status_code == 204
    saved = ada("GET", "/v1/tutorials?kind=saved").json()["items"]
    assert [(item["saved"], item["rating"]) for item in saved] == [(True, "useful")]
    assert ada("PATCH", "/v1/tutorials/t1", {"saved": False}).status_code == 204
    assert ada("GET", "/v1/tutorials?kind=saved").json()["items"] == []
    assert_problem(ada("PATCH", "/v1/tutorials/none", {"saved": True}), 404, "not-found")


def test_goals(ada: Caller) -> None:
    """A goal is chosen, seen in the profile, and dropped without a word."""
    assert ada("PUT", "/v1/profile/1.1/goal", {"level": 3}).status_code == 204
    assert ada("GET", "/v1/profile").json()["goals"] == [{"competence": "1.1", "level": 3, "reached": False}]
    ada.run(ada.start())
    assert ada("GET", "/v1/profile").json()["goals"][0]["reached"]
    assert [ada("DELETE", "/v1/profile/1.1/goal").status_code for _ in range(2)] == [204, 204]
    assert ada("GET", "/v1/profile").json()["goals"] == []


def test_the_demo_needs_no_account(published: House, anyone: Caller) -> None:
    """Anyone can try: the token that comes with the demo opens it to its end."""
    reply = anyone("POST", "/v1/demo-assessments", {"language": "en"})
    assert reply.status_code == 201
    started = reply.json()
    visitor = Caller(started["access_token"])
    ended = visitor.run(started["assessment"])
    assert ended["progress"] == {"answered": 3, "settled": 3, "targeted": 3, "until_checkpoint": 0}
    review = visitor("GET", f"/v1/assessments/{ended['id']}/review").json()
    assert [item["result"] for item in review["items"]] == ["ok"] * 3
