"""Who may do what in the jury, and on which sessions."""

from chalicelib.certification.model import Session
from chalicelib.jury import model
from chalicelib.jury.errors import ConflictOfInterest, NotInJury
from chalicelib.jury.model import Member, Panel
from chalicelib.jury.ports import JuryPorts
from chalicelib.shared import ids
from chalicelib.shared.errors import NotFound


def member_of(ports: JuryPorts, person: str) -> Member:
    """The caller's membership; NotInJury."""
    found = ports.jury.member(person)
    if found is None:
        raise NotInJury("You are no member of the jury.")
    return found


def is_member(ports: JuryPorts, person: str) -> bool:
    """Whether somebody may sign in to the jury."""
    return ports.jury.member(person) is not None


def session_of(ports: JuryPorts, session_id: str) -> Session:
    """A finalized session; NotFound."""
    session = ports.certification.session(session_id) if ids.is_id(session_id) else None
    if session is None or "finalized" not in ports.certification.facts(session_id):
        raise NotFound("There is no such session before the jury.")
    return session


def panel_of(ports: JuryPorts, session: Session) -> Panel:
    """Who sits on a session, as of now."""
    return model.panel(ports.jury.members(), interested(ports, session))


def interested(ports: JuryPorts, session: Session) -> set[str]:
    """The members of its centre, whoever planned or finalized it, though a member no more, and its candidates."""
    candidates = {each.person for each in ports.certification.candidates(session.id) if each.person}
    finalized = ports.certification.facts(session.id).get("finalized")
    acted = {session.created_by, *({finalized.by} if finalized else ())}
    return {*ports.certification.staff(session.centre), *acted, *candidates}


def sitting(ports: JuryPorts, person: str, session_id: str) -> tuple[Member, Session, Panel]:
    """The caller, who may sit on this session, with its panel; NotInJury, ConflictOfInterest, NotFound."""
    member = member_of(ports, person)
    session = session_of(ports, session_id)
    sits = panel_of(ports, session)
    if person not in sits.persons:
        raise ConflictOfInterest("Members of the session's centre and its candidates do not sit on it.")
    return member, session, sits
