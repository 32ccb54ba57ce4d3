"""Puts the concrete parts of the jury together."""

from chalicelib.certification.ports import CertificationPorts
from chalicelib.jury.ports import JuryPorts
from chalicelib.jury.reading import CertificationRoom, Followers
from chalicelib.jury.store import TableJury


def build_jury(certification: CertificationPorts) -> JuryPorts:
    """The ports of a deployment; what it has in common with certification comes from there."""
    return JuryPorts(
        settings=certification.settings,
        clock=certification.clock,
        jury=TableJury(certification.trail),
        certification=CertificationRoom(certification),
        people=certification.people,
        mail=certification.mail,
        executions=certification.executions,
        aftermath=Followers(certification, certification.executions),
    )
