"""Who sits in the jury: the operator's acts."""

from collections.abc import Sequence

from chalicelib.jury.model import Member
from chalicelib.jury.ports import JuryPorts
from chalicelib.shared.clock import iso


def set_member(ports: JuryPorts, person: str, *, president: bool, publisher: bool) -> Member:
    """Take a person into the jury, or change what they may do there."""
    known = ports.jury.member(person)
    since = known.since if known else iso(ports.clock())
    member = Member(person=person, since=since, president=president, publisher=publisher)
    if member != known:
        ports.jury.set_member(member)
    return member


def remove_member(ports: JuryPorts, person: str) -> bool:
    """Take a person out of the jury; False when they were not in it.

    What was decided stands; of what is open, their votes stay on record and are counted no more.
    """
    return ports.jury.remove_member(person)


def members(ports: JuryPorts) -> Sequence[Member]:
    """Everybody in the jury."""
    return ports.jury.members()
