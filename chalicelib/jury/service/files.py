"""What a member of the jury reads: the queue, a session, one case."""

from collections.abc import Sequence

from chalicelib.jury import model, present
from chalicelib.jury.consequences import consequences
from chalicelib.jury.model import LIST
from chalicelib.jury.opening import choices
from chalicelib.jury.outcomes import outcome
from chalicelib.jury.ports import JuryPorts, State
from chalicelib.jury.present import Voter
from chalicelib.jury.schemas import CaseFile, JurySession, JurySessionLine, JurySessions
from chalicelib.jury.service.access import member_of, sitting
from chalicelib.shared import cursors
from chalicelib.shared.errors import NotFound

PAGE = 20


def queue(ports: JuryPorts, person: str, cursor: str) -> JurySessions:
    """Sessions with something to decide or to publish, the longest waiting first; NotInJury, InvalidCursor."""
    member_of(ports, person)
    purpose = f"jury/{person}"
    after = cursors.read(ports.settings.token_secret, purpose, cursor) if cursor else ""
    found = ports.jury.queue(after, PAGE + 1)
    lines = [line for session in found[:PAGE] if (line := _line(ports, session))]
    more = cursors.sign(ports.settings.token_secret, purpose, found[PAGE - 1]) if len(found) > PAGE else None
    return JurySessions(items=tuple(lines), next_cursor=more)


def find(ports: JuryPorts, person: str, number: str) -> JurySessions:
    """The session of that number, finalized at some time, whether or not anything of it waits; NotInJury."""
    member_of(ports, person)
    found = ports.certification.numbered(number)
    line = _line(ports, found.id) if found and "finalized" in ports.certification.facts(found.id) else None
    return JurySessions(items=(line,) if line else (), next_cursor=None)


def _line(ports: JuryPorts, session_id: str) -> JurySessionLine | None:
    session = ports.certification.session(session_id)
    if session is None:
        return None
    state, facts = ports.jury.state(session_id), ports.certification.facts(session_id)
    return present.line(session, ports.certification.centre_name(session.centre), facts, state)


def voters(ports: JuryPorts, state: State) -> dict[str, Voter]:
    """Everybody who voted in a session, by id: members deliberate with each other by name."""
    cast = [vote for votes in state.votes.values() for vote in votes]
    return {member: Voter(_name(ports, member), place) for member, place in model.places(cast).items()}


def _name(ports: JuryPorts, member: str) -> str:
    found = ports.people.contact(member)
    return f"{found.first_name} {found.last_name}".strip() if found else ""


def listed(state: State, tests: Sequence[str]) -> list[str]:
    """The tests on the list: without a case from the start, and not withheld."""
    off = {who for decision in state.decisions for who in decision.ballot.withheld}
    return [each for each in tests if each not in off and model.is_listed(state.questions.get(each))]


def session_file(ports: JuryPorts, person: str, session_id: str) -> JurySession:
    """A session's page; NotFound, NotInJury, ConflictOfInterest."""
    member, session, sits = sitting(ports, person, session_id)
    state = ports.jury.state(session_id)
    tests = ports.certification.tests(session_id)
    results = {candidate: ports.certification.results(candidate) for candidate in tests}
    on_list = listed(state, tuple(tests)) if LIST in state.questions else []
    return present.session_view(
        session,
        ports.certification.centre_name(session.centre),
        ports.certification.facts(session_id),
        ports.certification.finalization(session_id),
        state,
        {candidate: results[candidate][-1] if results[candidate] else None for candidate in on_list},
        results,
        sits,
        member,
        voters(ports, state),
    )


def case_file(ports: JuryPorts, person: str, session_id: str, candidate: str, language: str = "fr") -> CaseFile:
    """One case at a glance, its competences named in that language; NotFound, NotInJury, ConflictOfInterest."""
    member, _, sits = sitting(ports, person, session_id)
    state = ports.jury.state(session_id)
    question = state.questions.get(candidate) if candidate != LIST else None
    if question is None:
        raise NotFound("There is no such case.")
    test, results = ports.certification.test(candidate), ports.certification.results(candidate)
    scored = results[-1] if results else None
    reports = [each for each in ports.certification.reports(session_id) if each.candidate == candidate]
    appeal = state.appeals.get(candidate)
    said = ports.certification.finalization(session_id)
    return CaseFile(
        session=session_id,
        candidate=candidate,
        reasons=question.reasons,
        status=outcome(candidate, state.questions, state.decisions, results).status,
        words=question.words,
        appeal=appeal.text if appeal else None,
        question=present.question_view(question, state, sits, member, choices(test, scored), voters(ports, state)),
        test=present.test_file(test, said) if test else None,
        reports=tuple(present.report(each) for each in reports),
        results=tuple(present.figures(each) for each in results),
        consequences=consequences(test, scored, reports, ports.rules),
        competences=dict(ports.certification.titles(test, language)) if test else {},
        you=present.yourself(member, sits),
    )
