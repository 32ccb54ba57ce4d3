"""A session before the jury, from the hand-over to publication and appeal: use cases on a real store."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification.model import Invitation, Member
from chalicelib.certification.notes import Note
from chalicelib.jury.errors import (
    AppealMade,
    AppealOver,
    CaseDecided,
    ChoiceUnavailable,
    ConflictOfInterest,
    NotInJury,
    NotPublished,
    StillOpen,
    VoteCast,
    VoteLate,
)
from chalicelib.jury.personal import JuryData
from chalicelib.jury.schemas import CastVote
from chalicelib.jury.service import again, deliberating, files, members, publishing, results, voting
from chalicelib.shared.audit.anchors import flaws
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import NotFound
from chalicelib.shared.mail import OutboxMail
from tests.fakes.issuance import account
from tests.fakes.jury import PANEL, Before, Sitting, handed_over, seat
from tests.fakes.learning import FakeClock
from tests.fakes.threads import THREADS, at_once

FRAUD = {"category": "fraud", "text": "a second phone"}
QUESTION = {"category": "in_question", "trouble": "image", "number": 4}


@pytest.fixture
def before(rooms: House) -> Before:
    """Two tests on the list, one suspicion of fraud, one reported question."""
    return handed_over(rooms, Sitting(), Sitting(wrong=3), Sitting(reports=[FRAUD]), Sitting(reports=[QUESTION]))


def outcomes(before: Before) -> list[str]:
    state = before.ports.jury.state(before.id)
    found = {each.candidate: each for each in publishing.of_session(before.ports, state)}
    return [found[candidate.id].status for candidate in before.candidates]


def told(work: Callable[[], Any]) -> str:
    """What a vote was answered."""
    try:
        return "new" if work() else "repeated"
    except (CaseDecided, VoteCast, VoteLate, ConflictOfInterest) as refused:
        return refused.code


def decide_all(before: Before) -> None:
    """The list adopted, the fraud rejected, the reported question's test validated."""
    for person in ("mia", "noe", "olga"):
        before.adopt(person)
        before.vote(person, 2, "reject-fraud")
        before.vote(person, 3)
    assert before.turn() == "end"


def test_what_is_asked(before: Before) -> None:
    """Each test is asked about exactly once: by itself, or on the list."""
    page = files.session_file(before.ports, "mia", before.id)
    assert page.listed is not None
    assert {test.candidate for test in page.listed.tests} == {before.case(0), before.case(1)}
    assert {case.candidate: case.reasons for case in page.cases} == {
        before.case(2): ("fraud",),
        before.case(3): ("in-question",),
    }
    assert (page.listed.question.quorum, page.cases[0].question.quorum) == (2, 3)
    assert (page.open, page.publishable) == (3, False)


def test_asking_twice_changes_nothing(before: Before) -> None:
    """The first task of the machine runs again with each execution."""
    known = before.ports.jury.state(before.id)
    deliberating.ask_all(before.ports, before.id)
    assert before.ports.jury.state(before.id) == known


def test_nothing_is_asked_before_the_hand_over(rooms: House) -> None:
    """A machine that was started by mistake finds nothing to do."""
    before = handed_over(rooms, Sitting(), opened=False)
    row = f"session#{before.id}"
    from chalicelib.certification.store.rows import CertificationRow

    CertificationRow(row, "fact#handed-over").delete()
    deliberating.ask_all(before.ports, before.id)
    assert before.ports.jury.state(before.id).questions == {}


def test_a_session_with_a_comment_takes_a_deliberation(rooms: House) -> None:
    """The list of such a session needs the quorum of a case."""
    before = handed_over(rooms, Sitting(), comment="The fire alarm rang.")
    page = files.session_file(before.ports, "mia", before.id)
    assert page.listed is not None
    assert (page.listed.question.quorum, page.remarks, page.comment) == (3, ("comment",), "The fire alarm rang.")


def test_a_log_that_was_changed_is_a_case(rooms: House) -> None:
    """It cannot be read, scored or validated; people decide what becomes of it."""
    before = handed_over(rooms, Sitting(spoilt=True))
    case = files.case_file(before.ports, "mia", before.id, before.case(0))
    assert (case.reasons, case.test, case.results) == (("scoring-error",), None, ())
    assert case.question.choices == ("reject", "cancel", "reject-fraud")
    for person in ("mia", "noe", "olga"):
        before.vote(person, 0, "cancel")
    assert before.turn() == "end"
    assert outcomes(before) == ["cancelled"]


def test_from_votes_to_publication(before: Before, rooms: House) -> None:
    """The list by its vote, each case by its own; then one act publishes."""
    with pytest.raises(StillOpen) as still:
        publishing.publish(before.ports, "noe", before.id)
    assert still.value.parameters == {"open": 3}
    decide_all(before)
    assert outcomes(before) == ["validated", "validated", "rejected", "validated"]
    publishing.publish(before.ports, "noe", before.id)
    fact = before.ports.certification.facts(before.id)["published"]
    assert (fact.by, fact.details) == ("noe", {"validated": 3, "rejected": 1})
    publishing.publish(before.ports, "noe", before.id)  # the same click again
    assert before.ports.certification.facts(before.id)["published"] == fact
    assert before.ports.jury.queue() == []
    started = rooms.certification.executions.started  # type: ignore[attr-defined]
    assert ("certificate-issuance", f"{before.id}-1") in started


def test_only_a_publisher_publishes(before: Before) -> None:
    """One right, given by the operator; neither the president nor a stranger has it."""
    decide_all(before)
    for person in ("mia", "stranger"):
        with pytest.raises(NotInJury):
            publishing.publish(before.ports, person, before.id)
    assert "published" not in before.ports.certification.facts(before.id)


def test_every_act_stands_in_the_trail(before: Before, rooms: House) -> None:
    """Who voted and what was decided, without a name, a reason or a word of anybody."""
    decide_all(before)
    publishing.publish(before.ports, "noe", before.id)
    entries = list(rooms.trail.entries(before.id))
    acts = [entry.act for entry in entries]
    assert (acts.count("asked"), acts.count("voted"), acts.count("decided"), acts.count("published")) == (3, 9, 3, 1)
    stored = " ".join(text for _, text in rooms.trail.stored(before.id))
    for secret in ("Élodie", "D'Été", "says so", "a second phone", "nothing against them", "2001-02-03"):
        assert secret not in stored
    assert [flaw for _, flaw in flaws(rooms.trail, {}) if flaw] == []


def test_a_vote_sent_twice_is_one_vote(before: Before) -> None:
    """A lost reply is no second vote; another vote of the same member is refused, and the first stands."""
    assert before.vote("mia", 2, "reject") is True
    assert before.vote("mia", 2, "reject") is False
    others: list[dict[str, Any]] = [{"choice": "validate"}, {"choice": "reject", "reason": "other words"}]
    for changed in others:
        with pytest.raises(VoteCast):
            before.vote("mia", 2, **changed)
    (vote,) = before.ports.jury.state(before.id).votes[before.case(2), 1]
    assert vote.choice == "reject"


def test_a_vote_after_the_decision_says_so(before: Before) -> None:
    """It changes nothing, neither in this round nor as a vote of an earlier one."""
    for person in ("mia", "noe", "olga"):
        before.vote(person, 2, "reject")
    before.turn()
    with pytest.raises(CaseDecided):
        before.vote("paul", 2, "validate")
    assert before.decided(2) == ["reject"]
    assert len(before.ports.jury.state(before.id).votes[before.case(2), 1]) == 3


def test_a_late_vote_says_so(before: Before, clock: FakeClock) -> None:
    """After the deadline nothing is counted, until the president was asked and there is more time."""
    before.vote("mia", 2, "reject")
    clock.move(days=before.ports.rules.jury_days, seconds=1)
    with pytest.raises(VoteLate):
        before.vote("noe", 2, "reject")
    assert before.turn() == "wait"
    deliberating.remind(before.ports, before.id)
    assert before.vote("noe", 2, "reject") is True
    assert before.ports.jury.state(before.id).questions[before.case(2)].escalations == 1


def test_a_tie_goes_to_the_president(before: Before, clock: FakeClock) -> None:
    """Without the president's vote it stays open, is escalated, and the president's word ends it."""
    for person, choice in (("noe", "reject"), ("olga", "validate"), ("paul", "reject"), ("quin", "validate")):
        before.vote(person, 2, choice)
    assert before.decided(2) == []
    clock.move(days=before.ports.rules.jury_days, seconds=1)
    before.turn()
    assert before.decided(2) == []
    deliberating.remind(before.ports, before.id)
    before.vote("mia", 2, "reject")
    before.turn()
    assert before.decided(2) == ["reject"]


def test_at_the_deadline_the_voters_decide(before: Before, clock: FakeClock) -> None:
    """With a quorum, more than half of those who voted; members who did not vote are not waited for."""
    for person, choice in (("noe", "reject"), ("olga", "validate"), ("paul", "reject")):
        before.vote(person, 2, choice)
    before.turn()
    assert before.decided(2) == []
    clock.move(days=before.ports.rules.jury_days, seconds=1)
    before.turn()
    assert before.decided(2) == ["reject"]


def test_letters_go_to_those_who_are_missed(before: Before, clock: FakeClock, rooms: House) -> None:
    """Reminded once before the deadline; the president is written to after it; nobody is named in a letter."""
    people = rooms.accounts.people
    from chalicelib.accounts.model import Person

    for person in PANEL:
        assert people.add(Person(person, f"{person}@example.org", person, "X", "en", "FR", iso(clock()), "hash"))
    for person in ("olga", "paul", "quin"):
        before.vote(person, 2, "reject")
        before.vote(person, 3, "validate")
        before.adopt(person)
    before.vote("noe", 2, "reject")
    early = handed_over(rooms, Sitting(reports=[FRAUD]))
    assert deliberating.remind(early.ports, early.id) > 6 * 86_400
    clock.move(days=before.ports.rules.jury_days - before.ports.rules.jury_reminder_days, seconds=1)
    for _ in range(2):
        assert 2 * 86_400 < deliberating.remind(early.ports, early.id) <= 3 * 86_400
    sent = list(rooms.mail.messages())  # type: ignore[attr-defined]
    assert sorted(mail.to for mail in sent) == sorted(f"{person}@example.org" for person in PANEL)
    clock.move(days=before.ports.rules.jury_reminder_days)
    deliberating.remind(early.ports, early.id)
    later = [mail for mail in rooms.mail.messages() if mail not in sent]  # type: ignore[attr-defined]
    assert {mail.to: "time is over" in mail.subject for mail in later}["mia@example.org"]
    text = " ".join(mail.text for mail in [*sent, *later])
    assert early.session.number in text
    assert early.case(0) not in text


@pytest.mark.parametrize("refused", [{"mia@example.org"}, {f"{person}@example.org" for person in PANEL}])
def test_letters_that_cannot_be_sent_hold_up_no_decision(
    before: Before, clock: FakeClock, rooms: House, monkeypatch: pytest.MonkeyPatch, refused: set[str]
) -> None:
    """One odd address, or no mail at all: the others are written to, and after an hour there is more time to vote."""
    send = OutboxMail.send

    def refuse(self: OutboxMail, *, to: str, **message: Any) -> None:
        if to in refused:
            raise ConnectionError(to)
        send(self, to=to, **message)

    for person in PANEL:
        account(rooms, person)
    monkeypatch.setattr(OutboxMail, "send", refuse)
    clock.move(days=before.ports.rules.jury_days, seconds=1)
    with pytest.raises(ConnectionError):
        deliberating.remind(before.ports, before.id)
    assert {mail.to for mail in rooms.mail.messages()} == {f"{each}@example.org" for each in PANEL} - refused  # type: ignore[attr-defined]
    assert told(lambda: before.vote("mia", 2, "reject")) == "vote-late"
    clock.move(hours=1)
    deliberating.remind(before.ports, before.id)
    assert before.vote("mia", 2, "reject")


def test_leaving_a_question_out_scores_again_and_asks_again(before: Before) -> None:
    """A new result is appended, the old one stays, and the jury decides on the new one."""
    scorings = before.ports.certification.results
    first = scorings(before.case(3))
    for person in ("mia", "noe", "olga"):
        before.vote(person, 3, "leave-out", left_out=(4,))
    assert before.turn() == "wait"
    after = scorings(before.case(3))
    assert (len(after), after[0], after[1].left_out) == (2, first[0], (4,))
    case = files.case_file(before.ports, "mia", before.id, before.case(3))
    assert (case.question.round, case.question.decisions[0].choice, len(case.results)) == (2, "leave-out", 2)
    with pytest.raises(CaseDecided):
        before.vote("paul", 3, "leave-out", left_out=(4,))
    with pytest.raises(ChoiceUnavailable):
        before.vote("paul", 3, "leave-out", round_=2, left_out=(4,))
    for person in ("mia", "noe", "olga"):
        before.vote(person, 3, round_=2)
    before.turn()
    assert before.decided(3) == ["leave-out", "validate"]
    assert outcomes(before)[3] == "validated"
    state = before.ports.jury.state(before.id)
    found = [each for each in publishing.of_session(before.ports, state) if each.candidate == before.case(3)]
    assert found[0].result == after[1]


@pytest.mark.parametrize(
    "wish",
    [
        {"choice": "leave-out"},
        {"choice": "validate", "left_out": (4,)},
        {"choice": "leave-out", "left_out": (99,)},
    ],
)
def test_what_cannot_be_chosen(before: Before, wish: dict[str, Any]) -> None:
    """A question that was never asked cannot be left out, and leaving out is a choice of its own."""
    with pytest.raises(ChoiceUnavailable):
        before.vote("mia", 3, **wish)


def test_candidates_can_be_taken_off_the_list(before: Before) -> None:
    """The list is adopted without them, and each becomes a case that keeps the session open."""
    for person in ("mia", "noe", "olga"):
        before.adopt(person, "withhold", withheld=(before.case(1),))
        before.vote(person, 2, "reject")
        before.vote(person, 3)
    assert before.turn() == "wait"
    page = files.session_file(before.ports, "mia", before.id)
    assert page.listed is not None
    assert [test.candidate for test in page.listed.tests] == [before.case(0)]
    with pytest.raises(StillOpen):
        publishing.publish(before.ports, "noe", before.id)
    for person in ("mia", "noe", "olga"):
        before.vote(person, 1, "cancel")
    assert before.turn() == "end"
    assert outcomes(before) == ["validated", "cancelled", "rejected", "validated"]
    with pytest.raises(CaseDecided):
        before.adopt("paul")


def test_only_what_is_listed_can_be_withheld(before: Before) -> None:
    """A case is no part of the list."""
    for withheld in ((before.case(2),), ("nobody",), ()):
        with pytest.raises(ChoiceUnavailable):
            before.adopt("mia", "withhold", withheld=withheld)
    with pytest.raises(ChoiceUnavailable):
        before.adopt("mia", "adopt", withheld=(before.case(0),))


def join_centre(before: Before, person: str) -> None:
    """Make somebody a member of the session's centre."""
    ports, now = before.rooms.certification, iso(before.rooms.clock())
    centre = before.session.centre
    invitation = Invitation(f"i-{person}", centre, "a@b.example", "member", "operator", now, now, "fr")
    note = Note(f"centre-{centre}", "test", "operator", invitation.id)
    assert ports.centres.invite(invitation, note)
    assert ports.centres.accept(invitation, Member(centre, person, "member", now), None, note)


def test_who_has_an_interest_does_not_sit(before: Before, rooms: House) -> None:
    """Neither a member of the session's centre nor one of its candidates votes, reads cases, publishes."""
    join_centre(before, "olga")
    seat(rooms, ["person-0"])
    for person in ("olga", "person-0"):
        with pytest.raises(ConflictOfInterest):
            before.vote(person, 2, "validate")
        with pytest.raises(ConflictOfInterest):
            files.case_file(before.ports, person, before.id, before.case(2))
        with pytest.raises(ConflictOfInterest):
            files.session_file(before.ports, person, before.id)
    join_centre(before, "noe")
    with pytest.raises(ConflictOfInterest):
        publishing.publish(before.ports, "noe", before.id)
    page = files.session_file(before.ports, "mia", before.id)
    assert page.cases[0].question.eligible == 3


def test_who_left_the_centre_does_not_sit_on_their_own_session(rooms: House) -> None:
    """Membership ends by a click; what somebody planned or finalized stays their own work."""
    before = handed_over(rooms, Sitting(reports=[FRAUD]))
    finalized = before.ports.certification.facts(before.id)["finalized"].by
    for person in {before.session.created_by, finalized}:
        assert person not in before.ports.certification.staff(before.session.centre)
        members.set_member(before.ports, person, president=True, publisher=True)
        assert told(lambda: before.vote(person, 0, "validate")) == "conflict-of-interest"  # noqa: B023 - called at once
        with pytest.raises(ConflictOfInterest):
            publishing.publish(before.ports, person, before.id)


def test_a_vote_of_who_joined_the_centre_later_is_not_counted(before: Before) -> None:
    """The interest counts when votes are counted, too."""
    for person in ("mia", "olga", "paul"):
        before.vote(person, 2, "reject")
    join_centre(before, "olga")
    before.turn()
    assert before.decided(2) == []


def test_strangers_are_refused(before: Before) -> None:
    """Membership is looked up each time: who was taken out votes no more."""
    with pytest.raises(NotInJury):
        before.vote("stranger", 2)
    assert members.remove_member(before.ports, "paul")
    with pytest.raises(NotInJury):
        before.vote("paul", 2)
    with pytest.raises(NotInJury):
        files.queue(before.ports, "paul", "")
    for unknown in ("list", "nobody"):
        with pytest.raises(NotFound):
            voting.vote_on_case(before.ports, "mia", before.id, unknown, CastVote(round=1, choice="reject", reason="x"))


def test_others_votes_are_secret_until_the_decision(before: Before) -> None:
    """Nobody votes after another's vote; afterwards everything is open to the jury."""
    before.vote("mia", 2, "reject")
    seen = files.case_file(before.ports, "noe", before.id, before.case(2)).question
    assert (seen.voted, seen.my_vote, seen.decisions) == (1, None, ())
    for person in ("noe", "olga"):
        before.vote(person, 2, "reject")
    before.turn()
    seen = files.case_file(before.ports, "noe", before.id, before.case(2)).question
    assert [vote.reason for vote in seen.decisions[0].votes] == ["mia says so", "noe says so", "olga says so"]


def test_voters_are_named_by_their_account_else_by_their_place(before: Before) -> None:
    """Reasons belong to somebody who answers for them; without an account one keeps a number, the same everywhere."""
    account(before.rooms, "noe")
    for person in ("mia", "noe", "olga"):
        before.vote(person, 2, "reject")
        before.adopt(person)
    before.turn()
    case = files.case_file(before.ports, "paul", before.id, before.case(2)).question
    listed = files.session_file(before.ports, "paul", before.id).listed
    assert listed
    for question in (case, listed.question):
        shown = [(vote.name, vote.place) for vote in question.decisions[0].votes]
        assert shown == [("", 1), ("noe X", 2), ("", 3)]


def test_the_queue_pages(rooms: House) -> None:
    """Sessions with something to do, all of them, in pages of twenty."""
    made = sorted(handed_over(rooms, Sitting(reports=[FRAUD])).id for _ in range(3))
    for number in range(files.PAGE):
        rooms.jury.jury.enqueue(f"0000{number:022d}", "x")
    first = files.queue(rooms.jury, "mia", "")
    assert first.next_cursor
    second = files.queue(rooms.jury, "mia", first.next_cursor)
    assert [line.id for line in (*first.items, *second.items)] == made
    assert second.next_cursor is None
    assert {(line.cases, line.open, line.listed) for line in second.items} == {(1, 1, 0)}


def published(before: Before) -> Before:
    decide_all(before)
    publishing.publish(before.ports, "noe", before.id)
    return before


def test_an_appeal_asks_the_jury_again(before: Before, rooms: House) -> None:
    """What was decided holds until the jury decides anew; then issuance is told of that one result."""
    published(before)
    before.rooms.clock.move(days=2)  # type: ignore[attr-defined]
    made = again.appeal(before.ports, "person-0", before.id, before.case(0), "I saw no image.")
    assert again.appeal(before.ports, "person-0", before.id, before.case(0), "I saw no image.") == made
    assert before.ports.jury.queue() == [before.id]
    assert outcomes(before)[0] == "validated"
    case = files.case_file(before.ports, "mia", before.id, before.case(0))
    assert (case.reasons, case.appeal, case.status) == (("appeal",), "I saw no image.", "validated")
    for person in ("mia", "noe", "olga"):
        before.vote(person, 0, "cancel")
    assert before.turn() == "end"
    assert outcomes(before) == ["cancelled", "validated", "rejected", "validated"]
    started = rooms.certification.executions.started  # type: ignore[attr-defined]
    name = ("certificate-issuance", f"{before.id}-{before.case(0)}-1")
    assert started[name] == {"session": before.id, "candidate": before.case(0)}
    assert before.ports.jury.queue() == []


def test_when_an_appeal_is_too_late_or_not_ones_own(before: Before, clock: FakeClock) -> None:
    """Before publication there is nothing to appeal against; another's result is not known to exist."""
    with pytest.raises(NotPublished):
        again.appeal(before.ports, "person-0", before.id, before.case(0), "x")
    published(before)
    for person in ("person-1", "mia"):
        with pytest.raises(NotFound):
            again.appeal(before.ports, person, before.id, before.case(0), "x")
    again.appeal(before.ports, "person-2", before.id, before.case(2), "It was a calculator.")
    with pytest.raises(AppealMade):
        again.appeal(before.ports, "person-2", before.id, before.case(2), "Other words.")
    clock.move(days=before.ports.rules.appeal_days, seconds=1)
    with pytest.raises(AppealOver):
        again.appeal(before.ports, "person-0", before.id, before.case(0), "x")


def test_a_president_reopens_one_case(before: Before) -> None:
    """The next round of that case; the others stay decided, and the new decision replaces the old one."""
    with pytest.raises(NotPublished):
        again.reopen(before.ports, "mia", before.id, before.case(2), "new facts")
    published(before)
    before.rooms.clock.move(hours=1)  # type: ignore[attr-defined]
    with pytest.raises(NotInJury):
        again.reopen(before.ports, "noe", before.id, before.case(2), "new facts")
    assert again.reopen(before.ports, "mia", before.id, before.case(2), "new facts") is True
    assert again.reopen(before.ports, "mia", before.id, before.case(2), "new facts") is False
    assert outcomes(before)[2] == "rejected"
    for person in ("mia", "noe", "olga"):
        before.vote(person, 2, "validate", round_=2)
    before.turn()
    assert before.decided(2) == ["reject-fraud", "validate"]
    assert outcomes(before) == ["validated"] * 4


def test_a_case_belongs_to_its_session(before: Before, rooms: House) -> None:
    """Else a president reopens, in a session that she may sit on, the test of one that she may not."""
    published(before)
    other = handed_over(rooms, Sitting())
    with pytest.raises(NotFound):
        again.reopen(before.ports, "mia", before.id, other.case(0), "new facts")
    assert other.case(0) not in before.ports.jury.state(before.id).questions


def test_an_appeal_about_a_log_that_cannot_be_read(rooms: House) -> None:
    """Whoever was given nothing, because the log was changed, may have the jury look again."""
    before = handed_over(rooms, Sitting(spoilt=True))
    for person in ("mia", "noe", "olga"):
        before.vote(person, 0, "cancel")
    assert before.turn() == "end"
    publishing.publish(before.ports, "noe", before.id)
    again.appeal(before.ports, "person-0", before.id, before.case(0), "It went well.")
    assert before.ports.jury.state(before.id).questions[before.case(0)].reasons == ("scoring-error", "appeal")


def test_an_appeal_against_an_open_case_joins_it(before: Before) -> None:
    """Reopened and appealed against at once: one question, both reasons."""
    published(before)
    again.reopen(before.ports, "mia", before.id, before.case(2), "new facts")
    again.appeal(before.ports, "person-2", before.id, before.case(2), "It was a calculator.")
    question = before.ports.jury.state(before.id).questions[before.case(2)]
    assert (question.round, question.reasons) == (2, ("fraud", "reopened", "appeal"))


def test_sixteen_votes_at_once(rooms: House) -> None:
    """Every vote is stored once; the machine that counts at any moment makes one decision."""
    persons = [f"m{number:02d}" for number in range(THREADS)]
    seat(rooms, persons)
    before = handed_over(rooms, Sitting(reports=[FRAUD]))
    replies = at_once(lambda number: told(lambda: before.vote(persons[number], 0, "reject")))
    assert set(replies) <= {"new", "case-decided"}
    before.turn()
    state = before.ports.jury.state(before.id)
    (decision,) = state.decisions
    assert decision.ballot.choice == "reject"
    assert len(decision.votes) >= 11
    assert replies.count("new") == len(state.votes[before.case(0), 1])
    assert [entry.act for entry in rooms.trail.entries(before.id)].count("voted") == replies.count("new")


def test_sixteen_times_the_same_vote(before: Before) -> None:
    """One member's click, sent by a broken network: one vote, fifteen repetitions."""
    assert sorted(at_once(lambda _: told(lambda: before.vote("mia", 2, "reject")))) == ["new"] + ["repeated"] * 15


def test_sixteen_different_votes_of_one_member(before: Before) -> None:
    """Sixteen windows: the first counts, the others are told."""
    reasons = [f"reason {number}" for number in range(THREADS)]
    replies = at_once(lambda number: told(lambda: before.vote("mia", 2, "reject", reason=reasons[number])))
    assert sorted(replies) == ["new"] + ["vote-already-cast"] * 15


def test_counting_and_voting_at_once(before: Before) -> None:
    """A vote that comes with the decision is in it or is refused, never half."""
    for person in ("mia", "noe"):
        before.vote(person, 2, "reject")

    def work(number: int) -> str:
        if number % 2:
            before.turn()
            return "counted"
        return told(lambda: before.vote(("olga", "paul", "quin")[number // 2 % 3], 2, "reject"))

    at_once(work, 6)
    before.turn()
    state = before.ports.jury.state(before.id)
    (decision,) = state.decisions
    stored = state.votes[before.case(2), 1]
    assert {vote.member for vote in decision.votes} <= {vote.member for vote in stored}
    late = {vote.member for vote in stored} - {vote.member for vote in decision.votes}
    assert late == set(), "a vote was stored behind the decision"


def test_publishing_at_once(before: Before, rooms: House) -> None:
    """Sixteen clicks, one publication."""
    decide_all(before)
    at_once(lambda _: publishing.publish(before.ports, "noe", before.id))
    assert [entry.act for entry in rooms.trail.entries(before.id)].count("published") == 1


def test_publication_against_a_case_that_opens(before: Before) -> None:
    """What is asked between the look and the act refuses the act."""
    decide_all(before)
    state = before.ports.jury.state(before.id)
    question = state.questions[before.case(2)]
    from chalicelib.jury import model

    assert before.ports.jury.ask(model.again(question, "reopened", "x", question.deadline), question, "mia")
    assert not before.ports.jury.publish(before.id, "noe", iso(before.rooms.clock()), state.watch.version, {})
    assert "published" not in before.ports.certification.facts(before.id)


def test_what_is_published_is_told_and_nothing_before(before: Before) -> None:
    """Pages, registers and issuance read decisions here: before publication there are none."""
    decide_all(before)
    assert results.of_test(before.ports, before.id, before.case(0)) is None
    assert results.appeal_until(before.ports, before.id) is None
    publishing.publish(before.ports, "noe", before.id)
    one = results.of_test(before.ports, before.id, before.case(2))
    assert one is not None
    assert (one.status, one.reason, one.decision, one.open) == ("rejected", "fraud", f"{before.case(2)}#001", False)
    assert results.appeal_until(before.ports, before.id) == "2026-12-22T09:00:00.000Z"


def test_a_member_is_exported_and_forgotten(before: Before) -> None:
    """Who is erased sits no more; what they voted are the grounds of others' decisions, and stays."""
    before.vote("paul", 2, "reject")
    data = JuryData(lambda: before.ports)
    assert data.export("paul")["member_since"]
    for _ in range(2):
        data.erase("paul")
    assert before.ports.jury.member("paul") is None
    assert data.export("paul") == {"member_since": None, "tests": []}
    assert [vote.member for vote in before.ports.jury.state(before.id).votes[before.case(2), 1]] == ["paul"]


def test_an_appeal_is_exported_and_forgotten(before: Before, rooms: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are the candidate's own; its trace in the trail is a salted hash, worth nothing without the salt."""
    published(before)
    again.appeal(before.ports, "person-2", before.id, before.case(2), "It was a calculator.")
    joined = [(before.id, before.case(2))]
    monkeypatch.setattr(type(before.ports.certification), "joined", lambda self, person: joined)
    data = JuryData(lambda: before.ports)
    assert data.export("person-2")["tests"] == [
        {"session": before.id, "decided": "rejected", "comment": "", "appeal": "It was a calculator."}
    ]
    data.erase("person-2")
    assert data.export("person-2")["tests"][0]["appeal"] == ""
    appeal = before.ports.jury.state(before.id).appeals[before.case(2)]
    assert (appeal.text, appeal.salt) == ("", "")
    assert [flaw for _, flaw in flaws(rooms.trail, {}) if flaw] == []
