"""The mails of issuance: to the candidate, in their language, once per decision. They hold a link, no result."""

from chalicelib.certificates.issuance.model import Carried
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.shared import letters


def tell(ports: IssuancePorts, session_id: str, carried: Carried) -> None:
    """A certificate is there, another one replaces it, or only results are."""
    session = ports.jury.certification.session(session_id)
    candidate = ports.jury.certification.candidate(session_id, carried.candidate)
    contact = ports.jury.people.contact(candidate.person) if candidate and candidate.person else None
    if session is None or contact is None:
        return  # erased: there is nobody to write to
    letter = "certificate-issued" if carried.certificate else "results-ready"
    letters.send(
        ports.certification.mail,
        letter,
        to=contact.email,
        language=contact.language,
        country=contact.country,
        key=f"{letter}/{session_id}/{carried.candidate}/{carried.decision}",
        session=session.number,
        day=session.date,
        link=f"{ports.certification.settings.public_url}/{contact.language}/certificates.html",
    )
