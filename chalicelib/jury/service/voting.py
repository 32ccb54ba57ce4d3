"""Votes: one per member and round, in time, before the decision; what comes otherwise changes nothing and says why."""

from chalicelib.jury import model
from chalicelib.jury.errors import CaseDecided, ChoiceUnavailable, VoteCast, VoteLate
from chalicelib.jury.model import LIST, Choice, Question, Vote
from chalicelib.jury.opening import choices, removable
from chalicelib.jury.ports import JuryPorts, State
from chalicelib.jury.schemas import CastVote, VoteOnList
from chalicelib.jury.service import deliberating
from chalicelib.jury.service.access import sitting
from chalicelib.jury.service.files import listed
from chalicelib.shared.audit import new_salt
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, NotFound

ROUNDS = 3  # times that a vote is tried again after the question changed under it


def vote_on_case(ports: JuryPorts, person: str, session_id: str, candidate: str, wish: CastVote) -> bool:
    """Whether the vote is new (not the same one sent again). NotFound, ConflictOfInterest, VoteCast, VoteLate,
    CaseDecided, ChoiceUnavailable.
    """
    if candidate == LIST:
        raise NotFound("There is no such case.")
    return _vote(ports, person, session_id, candidate, wish.round, _vote_of(ports, person, wish))


def vote_on_list(ports: JuryPorts, person: str, session_id: str, wish: VoteOnList) -> bool:
    """The same about the tests with nothing against them."""
    return _vote(ports, person, session_id, LIST, wish.round, _vote_of(ports, person, wish))


def _vote_of(ports: JuryPorts, person: str, wish: CastVote | VoteOnList) -> Vote:
    left_out = wish.left_out if isinstance(wish, CastVote) else ()
    withheld = wish.withheld if isinstance(wish, VoteOnList) else ()
    return Vote(
        member=person,
        choice=wish.choice,
        at=iso(ports.clock()),
        reason=wish.reason.strip(),
        left_out=tuple(sorted(set(left_out))),
        withheld=tuple(sorted(set(withheld))),
        comment=wish.comment.strip() if isinstance(wish, CastVote) else "",
        salt=new_salt(),
    )


def _vote(ports: JuryPorts, person: str, session_id: str, subject: str, number: int, vote: Vote) -> bool:
    sitting(ports, person, session_id)
    for _ in range(ROUNDS):
        state = ports.jury.state(session_id)
        question = state.questions.get(subject)
        if question is None:
            raise NotFound("There is no such case.")
        if _is_repeated(state, question, number, vote):
            deliberating.wake_if_due(ports, session_id)  # the first sending may have died before this
            return False
        _check_round(state, question, number, vote.at)
        _check_choice(ports, state, question, vote)
        if ports.jury.vote(question, vote):
            deliberating.wake_if_due(ports, session_id)
            return True
        sitting(ports, person, session_id)
    raise Busy


def _is_repeated(state: State, question: Question, number: int, vote: Vote) -> bool:
    """Whether the same vote stands; VoteCast when another one of this member does."""
    known = state.votes.get((question.subject, number), ())
    mine = next((each for each in known if each.member == vote.member), None)
    if mine is None:
        return False
    if _said(mine) != _said(vote):
        raise VoteCast("Your first vote in this round stands.")
    return True


def _said(vote: Vote) -> tuple[object, ...]:
    return vote.ballot, vote.reason, vote.comment


def _check_round(state: State, question: Question, number: int, at: str) -> None:
    if number > question.round or number < 1:
        raise NotFound(f"There is no round {number}.")
    if number < question.round or model.of_round(question, state.decisions):
        raise CaseDecided("This round is decided.")
    if at > question.deadline:
        raise VoteLate("The time of this round is over.")


def _check_choice(ports: JuryPorts, state: State, question: Question, vote: Vote) -> None:
    wrong = _wrong_list(ports, state, vote) if question.is_list else _wrong_case(ports, question, vote)
    if wrong:
        raise ChoiceUnavailable(wrong)


def _wrong_case(ports: JuryPorts, question: Question, vote: Vote) -> str:
    test = ports.certification.test(question.subject)
    results = ports.certification.results(question.subject)
    if vote.choice not in choices(test, results[-1] if results else None):
        return "This cannot be chosen here."
    if (vote.choice == "leave-out") != bool(vote.left_out):
        return "Questions are left out by that choice, and only by it."
    known = removable(test, question.left_out)
    return "" if set(vote.left_out) <= set(known) else "Only questions that count can be left out."


def _wrong_list(ports: JuryPorts, state: State, vote: Vote) -> str:
    choice: Choice = vote.choice
    if (choice == "withhold") != bool(vote.withheld):
        return "Candidates are withheld by that choice, and only by it."
    return (
        ""
        if set(vote.withheld) <= set(listed(state, tuple(ports.certification.tests(state.session))))
        else "Only candidates on the list can be withheld."
    )
