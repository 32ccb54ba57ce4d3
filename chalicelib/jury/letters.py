"""The mails of the jury: to those whose vote is missing, to presidents, to publishers. Each goes out once per key.

They name the session by its number and say how much waits: never a candidate, never a vote. One that cannot be sent
holds up nobody else's: what it failed with is raised when all the others are sent.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from chalicelib.certification.model import Session
from chalicelib.certification.ports.people import Contact
from chalicelib.jury.model import Panel, Question
from chalicelib.jury.ports import JuryPorts, State
from chalicelib.shared import letters, telemetry
from chalicelib.shared.wording import written_day


def reminder(ports: JuryPorts, session: Session, state: State, sits: Panel, questions: Sequence[Question]) -> None:
    """To each member of the panel: so many decisions wait for your vote, until that day."""
    if questions:
        until = min(question.deadline for question in questions)
        _end(_to_missing(ports, "jury-reminder", session, state, sits.persons, questions, until))


def escalation(ports: JuryPorts, session: Session, state: State, sits: Panel, questions: Sequence[Question]) -> None:
    """To the presidents (to everybody, when none may sit): the time was over without a decision, and starts again."""
    if questions:
        until = min(question.deadline for question in questions)
        persons = sits.presidents or sits.persons
        failed = list(_send(ports, "jury-escalation", session, persons, len(questions), until))
        _end([*failed, *_to_missing(ports, "jury-reminder", session, state, sits.persons - persons, questions, until)])


def ready(ports: JuryPorts, session: Session, state: State, sits: Panel) -> None:
    """To the publishers: everything is decided."""
    publishers = {member.person for member in sits.members if member.publisher}
    last = max((decision.at for decision in state.decisions), default="")
    _end(_send(ports, "jury-ready", session, publishers, len(state.questions), last))


def _end(failed: Iterable[Exception]) -> None:
    for first in list(failed):
        raise first


def _to_missing(
    ports: JuryPorts,
    letter: str,
    session: Session,
    state: State,
    persons: Iterable[str],
    questions: Sequence[Question],
    moment: str,
) -> Iterator[Exception]:
    voted = {q.subject: {v.member for v in state.votes.get((q.subject, q.round), ())} for q in questions}
    for person in sorted(persons):
        missing = sum(person not in voted[question.subject] for question in questions)
        if missing:
            yield from _send(ports, letter, session, {person}, missing, moment)


def _send(
    ports: JuryPorts, letter: str, session: Session, persons: Collection[str], count: int, moment: str
) -> Iterator[Exception]:
    for person in sorted(persons):
        contact = ports.people.contact(person)
        try:
            if contact:
                _write(ports, letter, session, person, contact, count, moment)
        except Exception as error:  # whatever the mail comes up with; its words may name the address
            told = {"letter": letter, "session": session.id, "member": person, "error": type(error).__name__}
            telemetry.logger().error("letter not sent", extra=told)
            yield error


def _write(
    ports: JuryPorts, letter: str, session: Session, person: str, contact: Contact, count: int, moment: str
) -> None:
    letters.send(
        ports.mail,
        letter,
        to=contact.email,
        language=contact.language,
        country=contact.country,
        key=f"{letter}/{session.id}/{moment}/{person}",
        session=session.number,
        count=count,
        day=written_day(moment, contact.language) if moment else "",
        link=f"{ports.settings.public_url}/{contact.language}/jury.html#session={session.id}",
    )
