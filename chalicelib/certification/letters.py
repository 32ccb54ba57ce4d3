"""The mails of certification."""

from chalicelib.certification.life import reminded
from chalicelib.certification.model import Centre, Invitation, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.ports.people import Contact
from chalicelib.shared import letters
from chalicelib.shared.wording import written_day


def send_invitation(ports: CertificationPorts, centre: Centre, invitation: Invitation, token: str) -> None:
    """The link that makes one a member, once. The token stands behind `#`: no server log ever sees it."""
    letters.send(
        ports.mail,
        "centre-invitation",
        to=invitation.email,
        language=invitation.language,
        country=invitation.country,
        key=f"centre-invitation/{invitation.id}",
        centre=centre.name,
        link=f"{ports.settings.public_url}/{invitation.language}/join-centre.html#token={token}",
        days=f"{ports.rules.centre_invitation_days:g}",
    )


def send_session_reminder(ports: CertificationPorts, session: Session, contact: Contact) -> None:
    """What was planned, some hours before; once per person and plan."""
    key = f"session-reminder/{session.id}/{reminded(session)}/{contact.person}"
    _about(ports, "session-reminder", session, contact, key, "papers")


def send_finalization_request(ports: CertificationPorts, session: Session, number: int, contact: Contact) -> None:
    """That the session waits to be finalized; once per person and time of asking."""
    key = f"finalization-request/{session.id}/{number}/{contact.person}"
    _about(ports, "finalization-request", session, contact, key, "closing")


def _about(ports: CertificationPorts, letter: str, session: Session, contact: Contact, key: str, view: str) -> None:
    letters.send(
        ports.mail,
        letter,
        to=contact.email,
        language=contact.language,
        country=contact.country,
        key=key,
        name=contact.first_name,
        number=session.number,
        date=written_day(session.date, contact.language),
        time=session.time,
        zone=session.zone.replace("_", " "),
        place=", ".join(part for part in (session.address, session.room) if part),
        link=f"{ports.settings.public_url}/{contact.language}/centre-session.html?id={session.id}#{view}",
    )
