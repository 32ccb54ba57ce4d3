"""What the jury knows about a person: for the export of their data, and for forgetting who they were."""

from collections.abc import Callable, Mapping
from typing import Any

from chalicelib.jury.ports import JuryPorts
from chalicelib.jury.service.results import of_test


class JuryData:
    """Implements accounts' port `PersonalData`.

    What was decided stays, as the certificates do, and so do a member's votes: they are the grounds of decisions on
    others, under an id without a name. What goes: membership, and the words of an appeal.
    """

    def __init__(self, ports: Callable[[], JuryPorts]) -> None:
        self._ports = ports

    def export(self, person: str) -> Mapping[str, Any]:
        """Membership, and of each test what was published and what was written against it; as plain JSON values."""
        ports = self._ports()
        member = ports.jury.member(person)
        return {
            "member_since": member.since if member else None,
            "tests": [_test(ports, session, candidate) for session, candidate in ports.certification.joined(person)],
        }

    def erase(self, person: str) -> None:
        """Leave the jury, blank appeals; may run twice."""
        ports = self._ports()
        if ports.jury.member(person):
            ports.jury.remove_member(person)
        for session, candidate in ports.certification.joined(person):
            ports.jury.forget_appeal(session, candidate)


def _test(ports: JuryPorts, session: str, candidate: str) -> dict[str, Any]:
    appeal = ports.jury.state(session).appeals.get(candidate)
    published = of_test(ports, session, candidate)
    return {
        "session": session,
        "decided": published.status if published else None,
        "comment": published.comment if published else None,
        "appeal": appeal.text if appeal else None,
    }
