"""Counting: what votes decide, when, and when they decide nothing."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.jury import model
from chalicelib.jury.model import Ballot, Member, Panel, Question, Vote

EARLY, LATE = "2026-11-22T00:00:00.000Z", "2026-12-22T00:00:00.000Z"
DEADLINE = "2026-12-02T00:00:00.000Z"


def panel(size: int, presidents: Sequence[int] = (0,)) -> Panel:
    return Panel(tuple(Member(person=f"m{n}", since=EARLY, president=n in presidents) for n in range(size)))


def question(quorum: int = 3) -> Question:
    return Question(session="S", subject="K", round=1, quorum=quorum, asked_at=EARLY, deadline=DEADLINE)


def votes(*choices: str, first: int = 0) -> list[Vote]:
    """Votes of m0, m1, ... ("" for one who did not vote; `leave-out 3` leaves question 3 out)."""
    return [vote(f"m{n}", choice) for n, choice in enumerate(choices, start=first) if choice]


def vote(member: str, choice: str) -> Vote:
    name, _, number = choice.partition(" ")
    left_out = (int(number),) if number else ()
    return Vote(member=member, choice=name, at=EARLY, reason="because", left_out=left_out)  # type: ignore[arg-type]


def decided(given: list[Vote], size: int, now: str = EARLY, quorum: int = 3, presidents: Sequence[int] = (0,)) -> str:
    """What was decided and how; empty while it is open."""
    found = model.tally(question(quorum), given, panel(size, presidents), now)
    return f"{found[0].choice} by {found[1]}" if found else ""


V, R, C = "validate", "reject", "cancel"


@pytest.mark.parametrize(
    ("given_votes", "size", "now", "expected"),
    [
        ((V, V), 5, LATE, ""),  # no quorum, whatever the time
        ((V, V, V), 5, EARLY, "validate by majority"),  # more than half of all: no later vote can change it
        ((V, V, R), 5, EARLY, ""),  # two may still come
        ((V, V, R), 5, LATE, "validate by majority"),  # more than half of those who voted
        ((V, V, R), 3, EARLY, "validate by majority"),  # everybody voted
        ((V, R, C), 5, LATE, "validate by president"),  # all alike: the president's word
        (("", V, R, V, R), 5, LATE, ""),  # a tie, and the president did not vote
        ((R, V, R, V), 5, LATE, "reject by president"),
        ((C, V, R, V, R), 5, LATE, ""),  # the president is for the weakest: no majority, no word
        (("leave-out 3", "leave-out 3", "leave-out 4", V), 4, EARLY, "leave-out by president"),
    ],
)
def test_what_votes_decide(given_votes: tuple[str, ...], size: int, now: str, expected: str) -> None:
    """The rule people were told, case by case."""
    assert decided(votes(*given_votes), size, now) == expected


def test_two_presidents_who_disagree_say_nothing() -> None:
    """A word is one word."""
    assert decided(votes(V, R, V, R), 4, LATE, presidents=(0, 1)) == ""
    assert decided(votes(V, V, R, R), 4, LATE, presidents=(0, 1)) == "validate by president"


def test_leaving_other_questions_out_is_another_choice() -> None:
    """Three who want three different questions left out do not agree."""
    assert decided(votes("leave-out 1", "leave-out 2", "leave-out 3", first=1), 5, LATE) == ""


def test_votes_of_who_may_not_sit_do_not_count() -> None:
    """Somebody joined the centre after voting: neither quorum nor majority counts them."""
    strangers = [vote("x1", V), vote("x2", V)]
    assert decided([*strangers, *votes(R, R)], 5, LATE) == ""
    assert decided([*strangers, *votes(R, R, R)], 5, LATE) == "reject by majority"


def test_an_empty_panel_decides_nothing() -> None:
    """Everybody has an interest: nobody's votes make a decision."""
    assert decided(votes(V, V, V), 0, LATE) == ""


def test_a_quorum_of_nobody_takes_somebody() -> None:
    """Software never decides: without a vote there is no decision, whatever the rules say."""
    assert decided([], 5, LATE, quorum=0) == ""
    assert decided(votes("", V), 2, LATE, quorum=0) == "validate by majority"


choices = st.lists(st.sampled_from([V, R, C, "leave-out 1", ""]), min_size=0, max_size=7)


@given(choices, st.integers(0, 4), st.booleans())
def test_a_decision_stands_whatever_comes_after(given_votes: list[str], quorum: int, late: bool) -> None:
    """A majority of all members cannot be outvoted: adding votes never turns an early decision."""
    size = 7
    before = model.tally(question(quorum), votes(*given_votes), panel(size), EARLY)
    if before is None or len([v for v in given_votes if v]) == size:
        return
    missing = [n for n in range(size) if n >= len(given_votes) or not given_votes[n]]
    more = [*votes(*given_votes), *(vote(f"m{n}", "reject-fraud") for n in missing)]
    assert model.tally(question(quorum), more, panel(size), LATE if late else EARLY) == before


@given(choices, st.permutations(range(7)), st.booleans())
def test_the_order_of_votes_does_not_matter(given_votes: list[str], order: list[int], late: bool) -> None:
    """Votes arrive as the network brings them."""
    cast = votes(*given_votes)
    now = LATE if late else EARLY
    shuffled = sorted(cast, key=lambda each: order[int(each.member[1])])
    one, other = (model.tally(question(), each, panel(7), now) for each in (cast, shuffled))
    assert one == other


@given(choices)
def test_what_is_decided_was_voted_for(given_votes: list[str]) -> None:
    """No choice comes from nowhere, and none without the quorum."""
    cast = votes(*given_votes)
    found = model.tally(question(), cast, panel(7), LATE)
    if found:
        assert found[0] in {each.ballot for each in cast}
        assert len(cast) >= 3


def test_a_decision_records_who_voted_and_why() -> None:
    """Voters and reasons belong to it; the words for the candidate are of those who won."""
    cast = [
        msgspec_replace(vote("m1", R), comment="lost"),
        msgspec_replace(vote("m2", V), comment="won"),
        vote("m0", V),
        vote("m3", V),
    ]
    found = model.decide(question(), cast, panel(5), EARLY)
    assert found is not None
    assert (found.ballot, found.by, found.comment) == (Ballot(choice="validate"), "majority", "won")
    assert [each.member for each in found.votes] == ["m0", "m1", "m2", "m3"]
    assert (found.eligible, found.quorum) == (5, 3)


def msgspec_replace(given_vote: Vote, **changes: str) -> Vote:
    from msgspec.structs import replace

    return replace(given_vote, **changes)


def test_rounds_follow_each_other() -> None:
    """A test scored without a question is asked about again; more time is the same round."""
    asked = question()
    found = model.decide(asked, votes("leave-out 4", "leave-out 4", "leave-out 4"), panel(3), EARLY)
    assert found is not None
    assert not found.closes
    assert model.is_open(asked, [found])
    second = model.next_round(asked, found, EARLY, LATE)
    assert (second.round, second.left_out, second.deadline) == (2, (4,), LATE)
    more = model.escalated(second, LATE)
    assert (more.round, more.escalations) == (2, 1)


def test_who_has_an_interest_does_not_sit() -> None:
    """Members of the centre, and candidates who are members of the jury."""
    everybody = panel(4).members
    assert model.panel(everybody, {"m1", "somebody else"}).persons == {"m0", "m2", "m3"}


def test_a_later_vote_changes_nobodys_place() -> None:
    """A number stands for somebody without a name: it must mean the same person tomorrow."""
    first, second = (Vote(member=name, choice="reject", at=at, reason="x") for name, at in (("zoe", "1"), ("ada", "2")))
    later = Vote(member="zoe", choice="validate", at="3", reason="x")
    assert model.places([second, first]) == {"zoe": 1, "ada": 2}
    assert model.places([later, second, first]) == {"zoe": 1, "ada": 2}
