"""The mails of certification."""

from chalicelib.certification.model import Centre, Invitation
from chalicelib.certification.ports import CertificationPorts
from chalicelib.shared import letters


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
