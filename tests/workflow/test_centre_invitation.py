"""The mail of an invitation: the very definition, on a real engine."""

from chalicelib.certification.schemas.centre import InviteMember
from chalicelib.certification.service import invitations
from chalicelib.shared.mail import OutboxMail
from tests.fakes.certification import add_centre
from tests.workflow.conftest import Machines


def test_an_invited_person_gets_one_mail(machines: Machines) -> None:
    """An admin's request asks the machine for the mail; asked again, the same link is not sent twice."""
    rooms = machines.house
    centre = add_centre(rooms, ada="admin")
    wish = InviteMember("joan@example.org", "member", "en")
    made = [invitations.invite(rooms.certification, "ada", centre.id, wish)[0].id for _ in range(2)]
    assert made[0] == made[1]
    outbox = rooms.mail
    assert isinstance(outbox, OutboxMail)
    sent = machines.until(lambda: list(outbox.messages()), "a mail")
    machines.until(lambda: not machines.running(), "the end")
    assert len(list(outbox.messages())) == 1
    assert [(mail.to, mail.subject) for mail in sent] == [
        ("joan@example.org", "Your invitation to a Pix certification centre")
    ]
    assert f"#token={centre.id}.{made[0]}." in sent[0].text
