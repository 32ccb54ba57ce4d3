"""Views of what is before the jury. Pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Facts, Session
from chalicelib.certification.progress import ended_how
from chalicelib.certification.reports import Report
from chalicelib.certification.scoring import Scored
from chalicelib.certification.test_log import Answered, Served, Test
from chalicelib.jury import model
from chalicelib.jury.model import Choice, Decision, Member, Panel, Question, Vote
from chalicelib.jury.opening import remarks
from chalicelib.jury.outcomes import open_subjects, outcome
from chalicelib.jury.ports import State
from chalicelib.jury.schemas import (
    AskedQuestion,
    CaseLine,
    CompetenceFigures,
    JuryDecision,
    JuryQuestion,
    JuryReport,
    JurySession,
    JurySessionLine,
    JuryVote,
    ListedTest,
    ListFile,
    ResultFigures,
    TestFile,
    You,
)


class Voter(NamedTuple):
    """How a member is named beside a vote: by the account's name, else by the place."""

    name: str
    place: int


Voters = Mapping[str, Voter]
NOBODY = Voter("", 0)
LIST_CHOICES: tuple[Choice, ...] = ("adopt", "withhold")


def line(session: Session, centre: str, facts: Facts, state: State) -> JurySessionLine:
    """A session in the queue, without reading its tests."""
    withheld = {who for decision in state.decisions for who in decision.ballot.withheld}
    on_list = sum(question.size for question in state.questions.values())
    waiting = open_subjects(state.questions, state.decisions)
    deadlines = [state.questions[subject].deadline for subject in waiting if subject in state.questions]
    return JurySessionLine(
        id=session.id,
        number=session.number,
        date=session.date,
        centre=centre,
        finalized_at=facts["finalized"].at if "finalized" in facts else "",
        listed=on_list - len(withheld),
        cases=sum(not question.is_list for question in state.questions.values()),
        open=len(waiting),
        deadline=min(deadlines, default=None),
        published_at=_published(facts),
    )


def session_view(  # noqa: PLR0913, PLR0917 - everything that a session's page shows
    session: Session,
    centre: str,
    facts: Facts,
    said: Finalization | None,
    state: State,
    listed: Mapping[str, Scored | None],
    results: Mapping[str, Sequence[Scored]],
    sits: Panel,
    member: Member,
    voters: Voters,
) -> JurySession:
    """A session's page."""
    waiting = open_subjects(state.questions, state.decisions)
    cases = (q for q in state.questions.values() if not q.is_list)
    you = yourself(member, sits)
    done = bool(state.decisions) and not waiting
    return JurySession(
        id=session.id,
        number=session.number,
        date=session.date,
        centre=centre,
        finalized_at=facts["finalized"].at if "finalized" in facts else "",
        remarks=remarks(said),
        comment=said.comment if said else "",
        listed=_list_file(state, listed, sits, member, voters),
        cases=tuple(_case_line(question, state, results, sits, member, voters) for question in cases),
        open=len(waiting),
        publishable=done and you.sits and you.publisher and "published" not in facts,
        published_at=_published(facts),
        you=you,
    )


def yourself(member: Member, sits: Panel) -> You:
    """What the caller may do on a session."""
    return You(sits=member.person in sits.persons, president=member.president, publisher=member.publisher)


def _published(facts: Facts) -> str | None:
    return facts["published"].at if "published" in facts else None


def _list_file(
    state: State, listed: Mapping[str, Scored | None], sits: Panel, member: Member, voters: Voters
) -> ListFile | None:
    question = state.questions.get(model.LIST)
    if question is None:
        return None
    tests = tuple(_listed(candidate, scored) for candidate, scored in listed.items() if scored)
    return ListFile(tests=tests, question=question_view(question, state, sits, member, LIST_CHOICES, voters))


def _listed(candidate: str, scored: Scored) -> ListedTest:
    result = scored.result
    return ListedTest(
        candidate=candidate,
        status=result.status.value,
        reason=result.reason,
        answers=result.answers,
        pix=result.total,
        interval=result.interval,
    )


def _case_line(
    question: Question,
    state: State,
    results: Mapping[str, Sequence[Scored]],
    sits: Panel,
    member: Member,
    voters: Voters,
) -> CaseLine:
    found = outcome(question.subject, state.questions, state.decisions, results.get(question.subject, ()))
    return CaseLine(
        candidate=question.subject,
        reasons=question.reasons,
        status=found.status,
        question=question_view(question, state, sits, member, (), voters),
    )


def question_view(
    question: Question, state: State, sits: Panel, member: Member, choices: Sequence[Choice], voters: Voters
) -> JuryQuestion:
    """What is asked, how far it is, and what was decided; others' votes only once their round is decided."""
    votes = state.votes.get((question.subject, question.round), ())
    counted = [vote for vote in votes if vote.member in sits.persons]
    mine = next((vote for vote in votes if vote.member == member.person), None)
    past = sorted((d for d in state.decisions if d.subject == question.subject), key=lambda d: d.round)
    is_open = model.of_round(question, state.decisions) is None
    return JuryQuestion(
        round=question.round,
        open=is_open,
        quorum=question.quorum,
        voted=len(counted),
        eligible=len(sits.members),
        asked_at=question.asked_at,
        deadline=question.deadline,
        escalations=question.escalations,
        choices=tuple(choices) if is_open else (),
        my_vote=_vote(mine, voters) if mine else None,
        decisions=tuple(_decision(decision, voters) for decision in past),
    )


def _vote(vote: Vote, voters: Voters) -> JuryVote:
    voter = voters.get(vote.member, NOBODY)
    return JuryVote(
        member=vote.member,
        name=voter.name,
        place=voter.place,
        choice=vote.choice,
        at=vote.at,
        reason=vote.reason,
        left_out=vote.left_out,
        withheld=vote.withheld,
        comment=vote.comment,
    )


def _decision(decision: Decision, voters: Voters) -> JuryDecision:
    return JuryDecision(
        round=decision.round,
        choice=decision.ballot.choice,
        left_out=decision.ballot.left_out,
        withheld=decision.ballot.withheld,
        by=decision.by,
        at=decision.at,
        eligible=decision.eligible,
        quorum=decision.quorum,
        comment=decision.comment,
        votes=tuple(_vote(vote, voters) for vote in decision.votes),
    )


def figures(scored: Scored) -> ResultFigures:
    """One scoring with its uncertainty."""
    result = scored.result
    parts = result.competences
    return ResultFigures(
        number=scored.number,
        at=scored.at,
        author=scored.author,
        why=scored.reason,
        engine=scored.engine,
        ending=scored.ending.value,
        left_out=scored.left_out,
        status=result.status.value,
        reason=result.reason,
        answers=result.answers,
        missing=result.missing,
        pix=result.total,
        interval=result.interval,
        ability=result.ability,
        error=result.error,
        competences=tuple(CompetenceFigures(p.competence, p.level, p.pix, p.probabilities) for p in parts),
    )


def report(found: Report) -> JuryReport:
    """A report without who wrote it."""
    return JuryReport(
        at=found.at,
        role=found.role,
        category=found.category,
        trouble=found.trouble,
        number=found.number,
        text=found.text,
        resolved=found.resolved,
    )


def test_file(test: Test, said: Finalization | None) -> TestFile:
    """The log at a glance."""
    return TestFile(
        started_at=test.started_at,
        ended_at=test.ended_at,
        ended_by=ended_how(test) or "",
        abort_reason=said.abort_reasons.get(test.id) if said else None,
        length=test.begun.length,
        entries=test.presence,
        profile={each.competence: each.level for each in test.begun.scope},
        questions=tuple(
            _asked(test, served, str(result)) for served, result in zip(test.served, test.outcomes, strict=True)
        ),
    )


test_file.__test__ = False  # type: ignore[attr-defined] - for pytest


def _asked(test: Test, served: Served, result: str) -> AskedQuestion:
    answer: Answered | None = test.answer_to(served.number)
    alert = test.alert_on(served.number)
    return AskedQuestion(
        number=served.number,
        challenge=served.challenge,
        skill=served.skill,
        competence=served.competence,
        level=served.level,
        outcome=result,
        seconds=answer.seconds if answer else None,
        focus_lost=answer.focus_lost if answer else False,
        alert=alert.category if alert else None,
        alert_text=alert.text if alert else "",
    )
