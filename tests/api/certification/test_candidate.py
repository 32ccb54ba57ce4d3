"""A candidate's day over HTTP: joining, entering, the test, its end; and everything that is refused on the way."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification import test_log as log
from chalicelib.certification.model import Candidate, Fact, Session
from chalicelib.certification.room import state
from chalicelib.certification.service import alerts, appending, invigilation, presence, unlinking
from chalicelib.certification.store.rows import CertificationRow
from chalicelib.shared.clock import iso
from chalicelib.shared.transactions import transaction
from tests.api.certification.test_matrix import items
from tests.api.conftest import Caller, MovingClock, assert_problem
from tests.fakes import certification_day as day
from tests.fakes.certification import add_member
from tests.fakes.certification_day import DAYS, Page
from tests.fakes.published import FORMS, SECRET

EVERY_SECOND = 2


def entries(rooms: House, candidate: Candidate) -> list[str]:
    """The kinds of entries in the log."""
    texts = rooms.certification.tests.texts(candidate.id)
    return [type(entry).__name__ for entry in (log.decode(candidate.id, n, text) for n, text in enumerate(texts))]


def test_a_whole_test(rooms: House, seated: Page, candidate: Candidate) -> None:
    """From the first line of the form to the last question: nothing but the interface is used."""
    assert seated.wait().json()["confirmed_until"] is not None
    begun = seated.enter()
    assert (begun.status_code, begun.headers["location"]) == (201, seated.test)
    view = begun.json()
    assert (view["status"], view["number"], view["length"], view["answered"]) == ("running", 1, day.SHORT, 0)
    ended = seated.run(view, lambda number: number % EVERY_SECOND == 0)
    assert (ended["status"], ended["ended"], ended["answered"]) == ("ended", "complete", day.SHORT)
    test = rooms.certification.tests.get(candidate.id)
    assert test is not None
    assert [each.variant for each in test.served] == [1] * day.SHORT  # those that training never serves
    assert [each.value for each in test.outcomes] == ["wrong", "right"] * (day.SHORT // 2)
    assert seated.wait().json()["test"] == "ended"


def test_no_result_and_no_solution_ever_leaves(seated: Page) -> None:
    """Whoever reads every reply learns nothing of what was right: not even afterwards."""
    view, replies = seated.enter().json(), []
    while view["status"] == "running":
        reply = seated.given(view, right=False)
        replies.append(reply)
        view = reply.json()
    told = "".join(reply.text for reply in replies)
    assert SECRET not in told
    for word in ("result", "correction", "solution", "hint", '"ok"', '"ko"'):
        assert word not in told


def test_joining_finds_the_person_whatever_the_accents(page: Page) -> None:
    """The form is filled in on any keyboard; joining twice is joining once."""
    assert page.join(first_name=" elodie", last_name="D ETE 0").status_code == 200
    view = page.join().json()
    assert (view["id"], view["test"], view["confirmed_until"]) == (page.candidate.id, None, None)
    assert view["session"]["number"] == day.NUMBER
    assert "access_code" not in page.join().text


@pytest.mark.parametrize(
    "changes", [{"session_number": "00000000"}, {"last_name": "Autre"}, {"birth_date": "2001-02-04"}]
)
def test_nobody_joins_as_somebody_who_is_not_enrolled(page: Page, changes: dict[str, str]) -> None:
    """An unknown session and an unknown person are refused alike: nothing is told about who is enrolled."""
    assert_problem(page.join(**changes), 404, "candidate-not-found")


def test_a_stranger_learns_nothing_of_a_session(rooms: House, page: Page) -> None:
    """Neither that a number is a session's, nor when it opens: that is for those who are enrolled."""
    day.clock_of(rooms).move(hours=-3)
    assert_problem(page.join(last_name="Autre"), 404, "candidate-not-found")
    assert_problem(page.join(), 409, "session-not-open")


def test_one_account_per_candidate_and_one_candidate_per_account(
    rooms: House, session: Session, page: Page, token: Callable[..., str]
) -> None:
    """Neither can two people share a test, nor one person take two."""
    assert page.join().status_code == 200
    day.certifiable(rooms, "bob")
    assert_problem(Page(Caller(token("bob", life=DAYS)), page.candidate).join(), 409, "candidate-already-linked")
    other = day.enrol(rooms, session, 1)
    assert_problem(Page(page.call, other).join(), 409, "candidate-already-linked")


def test_a_wrong_account_is_unlinked_before_the_test(
    rooms: House, session: Session, seated: Page, token: Callable[..., str]
) -> None:
    """Somebody joined in the browser of a neighbour: the centre lets the right account in, and its trail says so."""
    add_member(rooms, session.centre, "grace")
    add_member(rooms, day.plan(rooms, number="87654321", room="B").centre, "eve")
    account = f"/v1/certification-sessions/{session.id}/candidates/{seated.candidate.id}/account"
    assert_problem(Caller(token("eve", "centre"))("DELETE", account), 404, "not-found")
    for _ in range(2):  # a double click
        assert Caller(token("grace", "centre"))("DELETE", account).status_code == 204
    assert_problem(seated.wait(), 404, "not-found")
    assert_problem(seated.enter(), 404, "not-found")
    assert rooms.certification.links.joined("ada") == []
    acts = [(each.actor, each.details) for each in rooms.trail.entries(session.id) if each.act == "candidate-unlinked"]
    assert acts == [("grace", {"account": "ada"})]
    day.certifiable(rooms, "bob")
    right = Page(Caller(token("bob", life=DAYS)), seated.candidate)
    assert right.join().status_code == 200
    assert_problem(right.enter(), 409, "confirmation-missing")  # what was confirmed, was of the other account
    day.confirm(rooms, seated.candidate)
    grace = Caller(token("grace", "centre"))
    everybody = account.removesuffix(f"/{seated.candidate.id}/account")
    assert [each["begun"] for each in grace("GET", everybody).json()["items"]] == [False]
    assert right.enter().status_code == 201
    assert [each["begun"] for each in grace("GET", everybody).json()["items"]] == [True]
    before = items()
    assert_problem(grace("DELETE", account), 409, "test-begun")
    assert items() == before
    assert seated.join(last_name="Autre").status_code == 404


def test_nobody_begins_while_being_unlinked(rooms: House, session: Session, seated: Page) -> None:
    """The centre unlinks between the look at the candidate and the beginning: there is no test of a stranger."""
    ports, real = rooms.certification, rooms.certification.questions
    joined = ports.candidates.get(session.id, seated.candidate.id)
    assert joined

    class Slow:
        """Looks for the first question; meanwhile the account is unlinked."""

        def begin(self, candidacy: Any) -> Any:
            with transaction(CertificationRow) as write:
                ports.links.unlinking(write, joined)  # what was confirmed stays: the link alone is looked at
            return real.begin(candidacy)

    rooms.certification = replace(ports, questions=Slow())  # type: ignore[arg-type]
    assert_problem(seated.enter(), 404, "not-found")
    assert entries(rooms, seated.candidate) == []


def test_what_is_confirmed_while_unlinking_is_taken_back(rooms: House, session: Session, page: Page) -> None:
    """The invigilator confirms between the centre's look and its writing: the next account is not let in by it."""
    page.join()
    ports, real = rooms.certification, rooms.certification.presences
    add_member(rooms, session.centre, "grace")

    class Late:
        """Its first look is over before the invigilator confirms."""

        looked = False

        def get(self, *where: str) -> Any:
            found = real.get(*where)
            if not self.looked:
                self.looked = True
                day.confirm(rooms, page.candidate)
            return found

        def __getattr__(self, name: str) -> Any:
            return getattr(real, name)

    slow = replace(ports, presences=Late())  # type: ignore[arg-type]
    unlinking.unlink(slow, "grace", session.id, page.candidate.id)
    left = real.get(session.id, page.candidate.id)
    assert left
    assert left.confirmed_at is None


def test_an_identity_seen_over_video_leaves_with_its_account(rooms: House, session: Session, page: Page) -> None:
    """Who joins next is looked at again: what was accepted, was whoever sat before the wrong account."""
    page.join()
    add_member(rooms, session.centre, "grace")
    who = page.candidate.id
    invigilation.check_identity(rooms.certification, session.id, "access", who, "accepted", "")
    assert rooms.certification.rooms.identity_check(session.id, who)
    unlinking.unlink(rooms.certification, "grace", session.id, who)
    assert rooms.certification.rooms.identity_check(session.id, who) is None


def test_too_few_competences(rooms: House, session: Session, token: Callable[..., str]) -> None:
    """Who cannot be certified yet is told how many competences are missing, before anybody sits down."""
    day.certifiable(rooms, "bob", day.CODES[:3])
    page = Page(Caller(token("bob", life=DAYS)), day.enrol(rooms, session, 1))
    assert assert_problem(page.join(), 409, "not-certifiable")["missing_competences"] == 2


def test_times_of_a_session(rooms: House, page: Page, clock: MovingClock) -> None:
    """An hour before its start a session can be joined, not earlier; a finalized one not at all."""
    clock.move(minutes=-61)
    assert "opens_at" in assert_problem(page.join(), 409, "session-not-open")
    clock.move(minutes=1)
    assert page.join().status_code == 200


@pytest.mark.parametrize("closing", ["finalized", "cancelled"])
def test_there_is_no_way_into_a_closed_session(rooms: House, session: Session, seated: Page, closing: str) -> None:
    """Whoever comes too late is told so, at every door, and is not shown as waiting: nothing is written."""
    rooms.certification.sessions.record_fact(session.id, closing, Fact(iso(rooms.clock())))
    before = items()
    for reply in (seated.join(), seated.knock(), seated.enter()):
        assert_problem(reply, 409, "session-over")
    assert items() == before


def test_nobody_comes_back_to_a_test_that_is_over(seated: Page) -> None:
    """A page left open in the evening does not call the invigilator."""
    seated.enter()
    assert seated.end().status_code == 200
    before = items()
    assert_problem(seated.knock(), 409, "test-ended")
    assert items() == before


def test_a_suspended_centre_starts_nothing(rooms: House, session: Session, seated: Page) -> None:
    """A centre that lost its approval overnight."""
    note = day.Note(day.centre_chain(session.centre), "suspended", "operator", session.centre)
    rooms.certification.centres.set_status(session.centre, "suspended", note)
    assert_problem(seated.join(), 409, "centre-not-approved")
    assert_problem(seated.enter(), 409, "centre-not-approved")


def test_a_test_that_was_begun_outlives_the_approval(rooms: House, session: Session, seated: Page) -> None:
    """The candidate does not pay for the centre: the next answer counts, and so does the way back in."""
    view = seated.enter().json()
    note = day.Note(day.centre_chain(session.centre), "suspended", "operator", session.centre)
    rooms.certification.centres.set_status(session.centre, "suspended", note)
    assert seated.given(view).status_code == 201
    day.confirm(rooms, seated.candidate)
    back = Page(seated.call, seated.candidate)
    assert back.enter().status_code == 200
    assert back.see()["status"] == "running"


def test_entering_needs_code_and_confirmation(rooms: House, page: Page) -> None:
    """Being at home with the code is not enough, nor is being in the room without it."""
    assert_problem(page.enter(), 404, "not-found")
    page.join()
    assert_problem(page.enter(), 409, "confirmation-missing")
    day.confirm(rooms, page.candidate)
    assert_problem(page.enter(access_code="ABCD24"), 403, "access-code-wrong")
    assert page.enter(access_code=" abcd 23").status_code == 201


def test_a_confirmation_is_valid_for_fifteen_minutes(rooms: House, seated: Page, clock: MovingClock) -> None:
    """Somebody who left for lunch has to be seen again."""
    clock.move(minutes=15, seconds=1)
    assert seated.wait().json()["confirmed_until"] is None
    assert_problem(seated.enter(), 409, "confirmation-missing")
    day.confirm(rooms, seated.candidate)
    assert seated.enter().status_code == 201


def test_a_confirmation_can_be_taken_back(rooms: House, seated: Page) -> None:
    """The invigilator confirmed the wrong line."""
    presence.withdraw(rooms.certification, seated.candidate.session, seated.candidate.id, day.INVIGILATOR)
    assert_problem(seated.enter(), 409, "confirmation-missing")


def test_a_refusal_does_not_cost_the_confirmation(rooms: House, seated: Page) -> None:
    """A test that cannot begin in this language leaves the confirmation for one that can."""
    assert_problem(seated.enter(language="fr"), 409, "certification-unavailable")
    assert seated.enter().status_code == 201


def test_access_codes_cannot_be_guessed(rooms: House, seated: Page, token: Callable[..., str]) -> None:
    """After some tries a person is refused, the right code included; the others in the room are not."""
    for _ in range(rooms.settings.rules.access_codes_per_person):
        assert_problem(seated.enter(access_code="WRONG2"), 403, "access-code-wrong")
    assert_problem(seated.enter(), 429, "too-many-requests")


def test_wrong_codes_of_a_whole_session_are_counted_together(
    rooms: House, session: Session, seated: Page, token: Callable[..., str]
) -> None:
    """Many accounts that guess at one session are one guesser."""
    limited = replace(rooms.certification.settings.rules, wrong_access_codes_per_session=3)
    rooms.certification = replace(rooms.certification, settings=replace(rooms.settings, rules=limited))
    day.certifiable(rooms, "bob")
    other = Page(Caller(token("bob", life=DAYS)), day.enrol(rooms, session, 1))
    other.join()
    for page in (seated, other, seated):
        assert_problem(page.enter(access_code="WRONG2"), 403, "access-code-wrong")
    assert_problem(other.enter(access_code="WRONG2"), 429, "too-many-requests")


def test_the_invigilator_sees_who_wants_to_come_back(rooms: House, session: Session, seated: Page) -> None:
    """A page that has to wait is on top of the invigilator's list, without a phone call."""
    seated.enter()
    clock = day.clock_of(rooms)
    clock.move(minutes=20)
    assert_problem(Page(seated.call, seated.candidate).enter(), 409, "confirmation-missing")
    found = rooms.certification.rooms.read(session.id)
    assert found is not None
    assert [state(line, clock(), 15) for line in found.lines] == ["returning"]


def test_a_repeated_entry_changes_nothing(rooms: House, seated: Page) -> None:
    """The reply was lost: the page asks again and is in, without another confirmation."""
    first, again = seated.enter(), seated.enter()
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert entries(rooms, seated.candidate) == ["Begun"]


def test_another_page_waits_until_the_invigilator_lets_it_in(rooms: House, seated: Page) -> None:
    """A closed lid, another machine, a friend at home: coming back needs a new confirmation, and answers are kept."""
    view = seated.run(seated.enter().json(), at_most=2)
    other = Page(seated.call, seated.candidate)
    seen = other.see()
    assert (seen["status"], seen["question"], seen["answered"]) == ("waiting", None, 2)
    assert_problem(other.answer(view["number"], "x"), 409, "reentry-needed")
    assert_problem(other.end(), 409, "reentry-needed")
    assert_problem(other.enter(), 409, "confirmation-missing")
    day.confirm(rooms, seated.candidate)
    back = other.enter()
    assert (back.status_code, back.json()["status"], back.json()["question"]) == (200, "running", view["question"])
    assert seated.see()["status"] == "waiting"
    assert other.run(back.json())["ended"] == "complete"


def test_a_test_cannot_go_on_after_a_day(rooms: House, seated: Page, clock: MovingClock) -> None:
    """What was answered is kept, and the log says why it ended."""
    view = seated.run(seated.enter().json(), at_most=1)
    clock.move(hours=24)
    assert_problem(seated.answer(view["number"], "x"), 410, "test-expired")
    assert (seated.see()["status"], seated.see()["ended"]) == ("ended", "expiry")
    assert seated.enter().json()["ended"] == "expiry"


def test_an_expired_test_is_not_resumed(rooms: House, seated: Page, clock: MovingClock) -> None:
    """Also not on a fresh confirmation."""
    seated.enter()
    clock.move(hours=25)
    day.confirm(rooms, seated.candidate)
    other = Page(seated.call, seated.candidate)
    assert_problem(other.enter(), 410, "test-expired")
    assert entries(rooms, seated.candidate) == ["Begun", "Ended"]


def test_no_new_test_a_day_after_the_first(
    rooms: House, session: Session, seated: Page, token: Callable[..., str], clock: MovingClock
) -> None:
    """A session is one sitting, not a week of them."""
    seated.enter()
    assert rooms.certification.sessions.facts(session.id)["started"].details == {"candidate": seated.candidate.id}
    late = Page(Caller(token("bob", life=DAYS)), day.enrol(rooms, session, 1))
    day.certifiable(rooms, "bob")
    assert late.join().status_code == 200
    clock.move(hours=24)
    day.confirm(rooms, late.candidate)
    assert_problem(late.enter(), 409, "session-not-open")


def test_a_session_that_nobody_began_is_over_a_day_later(rooms: House, seated: Page, clock: MovingClock) -> None:
    """Its workflow has ended: a test in it would never be handed over."""
    clock.move(hours=24)
    day.confirm(rooms, seated.candidate)
    assert_problem(seated.enter(), 409, "session-not-open")


def test_a_remote_session_has_one_time_window(rooms: House, token: Callable[..., str], clock: MovingClock) -> None:
    """Who has begun goes on; nobody begins after the window."""
    remote = day.plan(rooms, number="87654321", remote=True, window_minutes=60)
    pages = []
    for number, person in enumerate(("bob", "eve")):
        day.certifiable(rooms, person)
        pages.append(Page(Caller(token(person, life=DAYS)), day.enrol(rooms, remote, number)))
        assert pages[-1].join(session_number="87654321").status_code == 200
        day.confirm(rooms, pages[-1].candidate)
    begun = pages[0].enter().json()
    clock.move(minutes=60)
    day.confirm(rooms, pages[1].candidate)
    assert_problem(pages[1].enter(), 409, "session-not-open")
    assert pages[0].run(begun)["ended"] == "complete"


def test_extra_time_is_in_the_header_and_in_the_timers(
    rooms: House, session: Session, token: Callable[..., str]
) -> None:
    """A third more time is a third more time for each timed question too."""
    day.certifiable(rooms, "bob")
    page = Page(Caller(token("bob", life=DAYS)), day.enrol(rooms, session, 1, extra_time=0.5))
    assert page.join().json()["minutes"] == 157.5
    day.confirm(rooms, page.candidate)
    view = page.enter().json()
    assert view["ends_at"] == "2026-11-22T11:37:30.000Z"
    while view["timer"] is None:
        view = page.run(view, at_most=1)
    assert view["timer"] == 90


def _at_timed(page: Page) -> dict:
    view = page.enter().json()
    while view["timer"] is None:
        view = page.run(view, at_most=1)
    return view


def test_a_timed_question_runs_by_the_servers_clock(rooms: House, seated: Page, clock: MovingClock) -> None:
    """Its text comes with its opening; a right answer that is late does not count."""
    view = _at_timed(seated)
    assert (view["question"], view["seconds_left"]) == (None, None)
    assert_problem(seated.answer(view["number"], SECRET), 409, "question-not-shown")
    opened = seated.open(view["number"]).json()
    assert (opened["question"]["timer"], opened["seconds_left"]) == (60, 60)
    clock.move(seconds=64)
    assert seated.open(view["number"]).json()["seconds_left"] == 0
    assert seated.answer(view["number"], SECRET).status_code == 201
    test = rooms.certification.tests.get(seated.candidate.id)
    assert test is not None
    assert test.answers[-1].result == "timed_out"


def test_an_alert_before_opening_gains_no_time(rooms: House, seated: Page, clock: MovingClock) -> None:
    """Else whoever reports a timed question unseen gets as many minutes for it as the invigilator takes."""
    number = _at_timed(seated)["number"]
    seated.alert(number)
    clock.move(minutes=5)
    alerts.dismiss(rooms.certification, seated.candidate.session, seated.candidate.id, number, day.INVIGILATOR)
    assert seated.open(number).json()["seconds_left"] == 60
    clock.move(seconds=64)
    assert seated.answer(number, SECRET).status_code == 201
    test = rooms.certification.tests.get(seated.candidate.id)
    assert test is not None
    assert (test.answers[-1].result, test.answers[-1].seconds) == ("timed_out", 64)


def test_leaving_a_focused_question_counts(rooms: House, seated: Page) -> None:
    """The only question kinds where looking elsewhere makes a right answer wrong are those that say so."""
    view = seated.enter().json()
    while not view["focused"]:
        view = seated.run(view, at_most=1)
    reply = seated.answer(view["number"], FORMS["QCU"]["right"], focus_lost=True)
    assert reply.status_code == 201
    test = rooms.certification.tests.get(seated.candidate.id)
    assert test is not None
    assert test.answers[-1].result == "focus_lost"


def test_answers_once_each(rooms: House, seated: Page) -> None:
    """The same answer again is the same; another one is refused; one for a question not asked too."""
    seated.begin()
    first = seated.answer(1, None)
    assert (first.status_code, seated.answer(1, None).status_code) == (201, 200)
    assert_problem(seated.answer(1, "other"), 409, "answer-already-given")
    assert_problem(seated.answer(9, "other"), 409, "answer-out-of-order")
    assert first.json()["number"] == 2
    assert seated.see()["answered"] == 1


def test_ending_by_the_candidate(rooms: House, seated: Page) -> None:
    """Whoever has had enough ends it, once, and answers no more."""
    view = seated.run(seated.enter().json(), at_most=1)
    assert (seated.end().json()["ended"], seated.end().status_code) == ("candidate", 200)
    assert_problem(seated.answer(view["number"], "x"), 409, "test-ended")
    assert_problem(seated.alert(view["number"]), 409, "test-ended")
    assert entries(rooms, seated.candidate)[-1] == "Ended"
    acts = [entry.act for entry in rooms.certification.trail.entries(seated.candidate.session)]
    assert acts[-3:] == ["presence-confirmed", "test-begun", "test-ended"]


def test_a_test_is_only_its_candidates(seated: Page, token: Callable[..., str]) -> None:
    """Another learner may not even know that it exists."""
    seated.enter()
    other = Page(Caller(token("bob", life=DAYS)), seated.candidate)
    other.entry = seated.entry
    for reply in (
        other.call("GET", other.test),
        other.open(1),
        other.answer(1, "x"),
        other.alert(1),
        other.end(),
        other.wait(),
        other.enter(),
    ):
        assert_problem(reply, 404, "not-found")


def test_an_alert_blocks_until_it_is_decided(rooms: House, seated: Page) -> None:
    """Enforced by the server: neither a reload nor another request goes round it."""
    seated.enter()
    raised = seated.alert(1, text="L'image manque")
    assert (raised.status_code, raised.json()["status"]) == (201, "alert")
    assert (raised.json()["alert"]["number"], raised.json()["can_alert"]) == (1, False)
    assert seated.alert(1).status_code == 200
    assert_problem(seated.alert(1, "alert-other"), 409, "alert-already-raised")
    assert_problem(seated.answer(1, "x"), 409, "alert-open")
    assert_problem(seated.open(1), 409, "alert-open")
    assert seated.see()["status"] == "alert"
    kept = rooms.certification.tests.progress(seated.candidate.session, seated.candidate.id)
    assert kept is not None
    assert kept.alert is not None
    assert (kept.state, kept.alert.text) == ("alert", "L'image manque")


def test_a_validated_alert_serves_another_skill_and_files_a_report(rooms: House, seated: Page) -> None:
    """The question is left out of the score, another takes its place, and the report needs nothing more."""
    begun, where = seated.enter().json(), (seated.candidate.session, seated.candidate.id)
    seated.alert(1, text="?")
    for _ in range(2):  # the invigilator clicks twice
        test = alerts.validate(rooms.certification, *where, 1, day.INVIGILATOR, "image")
    assert [each.value for each in test.outcomes] == ["alerted", "open"]
    assert test.served[0].skill != test.served[1].skill
    [report] = rooms.certification.reports.of(seated.candidate.session)
    assert (report.resolved, report.trouble, report.number, report.candidate) == (True, "image", 1, seated.candidate.id)
    view = seated.see()
    assert (view["status"], view["number"], view["answered"]) == ("running", 2, 0)
    ended = seated.run(view)
    assert (ended["answered"], ended["number"], begun["length"]) == (day.SHORT, day.SHORT + 1, day.SHORT)


def test_a_dismissed_alert_goes_on_with_the_same_question(rooms: House, seated: Page, clock: MovingClock) -> None:
    """The time that the candidate waited is given back."""
    view = _at_timed(seated)
    number, where = view["number"], (seated.candidate.session, seated.candidate.id)
    seated.open(number)
    clock.move(seconds=10)
    blocked = seated.alert(number).json()
    assert (blocked["question"], blocked["seconds_left"]) == (None, 50)
    clock.move(minutes=5)
    alerts.dismiss(rooms.certification, *where, number, day.INVIGILATOR)
    alerts.dismiss(rooms.certification, *where, number, day.INVIGILATOR)
    assert seated.see()["seconds_left"] == 50
    assert_problem(seated.alert(number, "alert-again"), 409, "alert-already-raised")
    assert seated.answer(number, SECRET).status_code == 201
    test = rooms.certification.tests.get(seated.candidate.id)
    assert test is not None
    assert test.answers[-1].result == "ok"


def test_an_alert_on_a_question_that_is_answered(seated: Page) -> None:
    """Too late: its answer counts."""
    seated.run(seated.enter().json(), at_most=1)
    assert_problem(seated.alert(1), 409, "answer-already-given")


def test_a_test_ended_under_an_alert_leaves_nobody_waiting(rooms: House, seated: Page) -> None:
    """The candidate's page says ended; the invigilator is told that there is nothing left to decide."""
    seated.enter()
    seated.alert(1)
    ports, where = rooms.certification, (seated.candidate.session, seated.candidate.id)
    appending.end(ports, appending.of_session(ports, *where), "invigilator", day.INVIGILATOR)
    assert (seated.see()["status"], seated.see()["ended"], seated.see()["alert"]) == ("ended", "invigilator", None)
    for decide in (
        lambda: alerts.validate(ports, *where, 1, day.INVIGILATOR, "image"),
        lambda: alerts.dismiss(ports, *where, 1, day.INVIGILATOR),
    ):
        with pytest.raises(alerts.TestEnded):
            decide()


def test_a_decision_without_an_open_alert(rooms: House, seated: Page) -> None:
    """A click on a page that is behind."""
    seated.enter()
    with pytest.raises(alerts.AlertNotOpen):
        alerts.validate(rooms.certification, seated.candidate.session, seated.candidate.id, 1, day.INVIGILATOR, "image")
