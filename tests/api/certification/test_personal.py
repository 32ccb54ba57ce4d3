"""What a person is told that certification knows of them, and what is left when they are forgotten."""

from chalicelib.bootstrap import House
from chalicelib.certification.model import Candidate, Session
from chalicelib.certification.service import alerts
from chalicelib.certification.test_entries import Answered, decode
from tests.fakes.certification import add_centre, add_member
from tests.fakes.certification_day import Page


def joined_as(rooms: House, session: Session, candidate: Candidate) -> str:
    found = rooms.certification.candidates.get(session.id, candidate.id)
    assert found
    assert found.person
    return found.person


def answers(rooms: House, candidate: Candidate) -> list[object]:
    """The answers as they stand in the log."""
    texts = enumerate(rooms.certification.tests.texts(candidate.id))
    entries = [decode(candidate.id, number, text) for number, text in texts]
    return [entry.value for entry in entries if isinstance(entry, Answered)]


def test_a_person_is_told_everything(rooms: House, session: Session, candidate: Candidate, seated: Page) -> None:
    """Memberships, the enrolment as the centre wrote it, one's own answers; not which of them were right."""
    seated.run(seated.enter().json(), at_most=2)
    person = joined_as(rooms, session, candidate)
    centre = add_centre(rooms, **{person: "member"})
    told = rooms.accounts.personal["certification"].export(person)
    assert [found["centre"] for found in told["centres"]] == [centre.id]
    assert [found["session"] for found in told["candidacies"]] == [session.id]
    assert told["candidacies"][0]["enrolment"]["birth_date"] == candidate.birth_date
    given = told["candidacies"][0]["answers"]
    assert [answer["number"] for answer in given] == [1, 2]
    assert all(set(answer) == {"number", "at", "value"} for answer in given)
    assert rooms.accounts.personal["certification"].export("nobody") == {"centres": [], "candidacies": []}


def test_a_forgotten_person_leaves_centres_and_texts_behind(
    rooms: House, session: Session, candidate: Candidate, seated: Page
) -> None:
    """Also the last admin goes; the test's chain and results stay as they were; a second run changes nothing."""
    seated.run(seated.enter().json(), at_most=3)  # of three competences, one is asked by typed answers
    assert any(isinstance(answer, str) for answer in answers(rooms, candidate))
    before = rooms.certification.tests.get(candidate.id)
    person = joined_as(rooms, session, candidate)
    centre = add_centre(rooms, **{person: "admin"})
    for _ in range(2):
        rooms.accounts.personal["certification"].erase(person)
    assert list(rooms.certification.centres.members(centre.id)) == []
    after = rooms.certification.tests.get(candidate.id)
    assert before
    assert after
    assert after.head == before.head
    assert after.outcomes == before.outcomes
    typed = [answer for answer in answers(rooms, candidate) if not isinstance(answer, list)]
    assert typed == [None] * len(typed)
    add_member(rooms, centre.id, "joan", "admin")
    acts = [entry.act for entry in rooms.trail.entries(f"centre-{centre.id}")]
    assert acts.count("member-erased") == 1


def test_the_words_of_an_alert_go_the_report_stays(
    rooms: House, session: Session, candidate: Candidate, seated: Page
) -> None:
    """What a candidate typed for the invigilator was copied into the report that the decision filed."""
    view = seated.enter().json()
    seated.alert(view["number"], text="My name is Ada, call 0123")
    ports = rooms.certification
    alerts.validate(ports, session.id, candidate.id, view["number"], "access-1", "image")
    person = joined_as(rooms, session, candidate)
    for _ in range(2):
        rooms.accounts.personal["certification"].erase(person)
    (filed,) = ports.reports.of(session.id)
    assert (filed.role, filed.number, filed.text) == ("alert", view["number"], "")
    assert "Ada, call" not in "".join(ports.tests.texts(candidate.id))
