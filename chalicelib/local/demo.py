"""What it takes to click through a certification: people, a certifiable profile, a centre, a session of today.

Everything is done through the services that people's own clicks use; run again, it only adds what is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from chalicelib.bootstrap import House
from chalicelib.local.filling import DEMO_PASSWORD
from chalicelib.shared import ids

Language = Literal["fr", "en"]

CANDIDATE, CENTRE = "candidate@pix.example", "centre@pix.example"
JURY = ("jury-1@pix.example", "jury-2@pix.example", "jury-3@pix.example")  # the first presides and publishes
NAMES = {
    CANDIDATE: ("Alex", "Moreau"),
    CENTRE: ("Maud", "Perrin"),
    JURY[0]: ("Ines", "Arnaud"),
    JURY[1]: ("Karim", "Belkacem"),
    JURY[2]: ("Lena", "Collet"),
}
BIRTH_DATE = "2001-07-14"
CENTRE_NAME = "Lycée de démonstration"
PLACE = ZoneInfo("Europe/Paris")
AHEAD = timedelta(minutes=20)  # candidates come in an hour before the start
USABLE = timedelta(hours=12)  # after its start, another session is planned
LANGUAGE: Language = "fr"
GOOD_UP_TO = 5  # the level to which the candidate knows the answers


class DemoError(RuntimeError):
    """Something is missing on this stack; the message says what."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What somebody types in."""

    session: str
    number: str
    access_code: str
    invigilator_password: str
    first_name: str
    last_name: str
    birth_date: str


def furnish(rooms: House, language: Language = LANGUAGE) -> Demo:
    """Add what is missing; `language`: of the candidate's tests. DemoError when the content cannot be certified."""
    people = {email: account(rooms, email) for email in NAMES}
    make_certifiable(rooms, people[CANDIDATE], language)
    _seat(rooms, [people[email] for email in JURY])
    session = _session(rooms, people[CENTRE], _centre(rooms, people[CENTRE]))
    first, last = NAMES[CANDIDATE]
    return Demo(session.id, session.number, session.access_code, session.invigilator_password, first, last, BIRTH_DATE)


def account(rooms: House, email: str) -> str:
    """The id of the person with this address, signed up if nobody was."""
    from chalicelib.accounts.schemas import SignUp
    from chalicelib.accounts.service import create_person

    person, _ = rooms.accounts.people.login(email)
    first, last = NAMES[email]
    wish = SignUp(email, DEMO_PASSWORD, first, last, language=LANGUAGE, terms_accepted=True)
    return person or create_person(rooms.accounts, wish).id


def make_certifiable(rooms: House, person: str, language: Language) -> None:
    """Play the tests of as many competences as a certification needs, knowing the answers of the lower levels."""
    wanted = rooms.certification.rules.certifiable_competences
    for competence in _competences(rooms, language)[:wanted]:
        if not rooms.assessment.log.history(person, competence):
            _play(rooms, person, competence, language)


def _competences(rooms: House, language: Language) -> list[str]:
    """Those that have questions for certifications."""
    content = rooms.assessment.content
    index = content.index(content.current_release())
    topics = {topic.id: topic.competence for topic in index.topics}
    skills = {skill.id: topics[skill.topic] for skill in index.skills}
    found = sorted(
        {skills[each.skill] for each in index.challenges if each.certification and language in each.languages}
    )
    if len(found) < rooms.certification.rules.certifiable_competences:
        raise DemoError("the content of this stack has too few competences with questions for certifications")
    return found


def _play(rooms: House, person: str, competence: str, language: Language) -> None:
    from chalicelib.assessment import service
    from chalicelib.assessment.schemas import StartAssessment, SubmitAnswer

    ports = rooms.assessment
    attempt, _ = service.start_assessment(ports, person, StartAssessment(competence, language))
    while current := attempt.current:
        if current.timer:
            service.open_question(ports, person, attempt.id, current.number)
        body = (attempt.begun.release, current.challenge, current.variant, language)
        value = _value(ports.content.correction(*body).key) if current.level <= GOOD_UP_TO else None
        answer = SubmitAnswer(ids.new_id(rooms.clock()), current.number, value)
        _, attempt, _ = service.submit_answer(ports, person, attempt.id, answer)


def _value(key: Mapping[str, Any]) -> Any:
    """An answer that a key accepts, in the form of its question."""
    solutions = key["solutions"]
    if isinstance(solutions, Mapping):
        return {field: accepted[0] for field, accepted in solutions.items()}
    return list(solutions) if key["type"] in ("QCU", "QCM") else solutions[0]


def _seat(rooms: House, persons: Sequence[str]) -> None:
    from chalicelib.jury.service.members import set_member

    for place, person in enumerate(persons):
        set_member(rooms.jury, person, president=place == 0, publisher=place == 0)


def _centre(rooms: House, person: str) -> str:
    """The centre that the person leads: its first admin is made as an accepted invitation makes one."""
    from chalicelib.certification.schemas.centre import InviteMember
    from chalicelib.certification.service import centres, invitations

    ports = rooms.certification
    for centre, _ in centres.own_centres(ports, person):
        return centre.id
    centre = centres.add_centre(ports, CENTRE_NAME, "SCO")
    invitation = invitations.invite_as_operator(ports, centre.id, InviteMember(CENTRE, "admin"))
    invitations.accept(ports, person, invitations.token_of(ports, invitation))
    return centre.id


def _session(rooms: House, person: str, centre: str) -> Any:
    """A session that can be used now, with its candidate."""
    from chalicelib.certification.enrolling import Wish
    from chalicelib.certification.service import enrolment

    session = _usable(rooms, person, centre) or _planned(rooms, person, centre)
    first, last = NAMES[CANDIDATE]
    wish = Wish(
        first_name=first, last_name=last, birth_date=BIRTH_DATE, sex="F", birth_country="Belgique", birth_city="Namur"
    )
    enrolment.enrol(rooms.certification, person, session.id, wish, LANGUAGE)
    return session


def _usable(rooms: House, person: str, centre: str) -> Any:
    from chalicelib.certification.model import starts_at
    from chalicelib.certification.service import planning

    found, _ = planning.sessions(rooms.certification, person, centre, "", 1)
    for session, facts in found:
        is_over = {"finalized", "cancelled"} & set(facts)
        if not is_over and rooms.clock() < starts_at(session) + USABLE:
            return session
    return None


def _planned(rooms: House, person: str, centre: str) -> Any:
    from chalicelib.certification.documents import service as documents
    from chalicelib.certification.schemas.centre import PlanSession
    from chalicelib.certification.schemas.documents import AskDocument
    from chalicelib.certification.service import planning

    start: datetime = (rooms.clock() + AHEAD).astimezone(PLACE)
    wish = PlanSession(
        plan_id=ids.new_id(rooms.clock()),
        address="1 rue de la Paix, Lyon",
        room="Salle 101",
        date=start.strftime("%Y-%m-%d"),
        time=start.strftime("%H:%M"),
        invigilators="Noor Haddad",
    )
    session, _ = planning.plan(rooms.certification, person, centre, wish)
    documents.ask(rooms.session_documents, person, session.id, AskDocument("kit", LANGUAGE))
    return session
