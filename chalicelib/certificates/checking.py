"""Compares what holds with what the audit trail says was done: nothing is in force that nobody decided.

The trail cannot be changed unseen, the facts beside it could: by whoever may write the table.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.model import StatusChange
from chalicelib.certificates.service.standing import ACTS
from chalicelib.jury.model import Decision, Vote
from chalicelib.shared.audit import Entry, sealed

Key = tuple[str, str, str | int]  # act, subject, round or number of a change


class Kept(Protocol):
    """Certificates as they are stored."""

    def text(self, certificate: str) -> str | None:
        """The facts, byte by byte; None when they are gone."""
        ...

    def all(self) -> Iterable[str]:
        """The ids of every certificate that can be verified: a scan of the table."""
        ...


def hash_of(text: str) -> str:
    """What the entry `issued` says of a certificate's facts."""
    return hashlib.sha256(text.encode()).hexdigest()


def of_session(ports: IssuancePorts, kept: Kept, session: str) -> Iterator[str]:
    """What is not as the session's trail says, in words; nothing when all agree."""
    entries = list(ports.certification.trail.entries(session))
    if "published" in ports.jury.certification.facts(session) and not any(e.act == "published" for e in entries):
        yield "was never published"
    yield from _decisions(ports.jury.jury.state(session).decisions, entries)
    for entry in entries:
        if entry.act == "issued":
            yield from _certificate(ports, kept, entry, entries)


def strangers(ports: IssuancePorts, kept: Kept, sessions: Iterable[str]) -> Iterator[str]:
    """Certificates that no trail of these sessions (all there are) says were issued."""
    trail = ports.certification.trail
    issued = {entry.subject for each in sessions for entry in trail.entries(each) if entry.act == "issued"}
    yield from (f"certificate {each} was never issued" for each in kept.all() if each not in issued)


def _decisions(stored: Sequence[Decision], entries: Sequence[Entry]) -> Iterator[str]:
    told: dict[Key, Entry] = {("decided", e.subject, e.details["round"]): e for e in entries if e.act == "decided"}
    voted = {(e.actor, e.subject, e.details["round"]): e for e in entries if e.act == "voted"}
    for each in stored:
        entry = told.pop(("decided", each.subject, each.round), None)
        if entry is None or not _is_decided(each, entry.details, voted):
            yield f"decision {each.subject}#{each.round:03d} is not the one that was recorded"
    yield from (f"decision {subject}#{number:03d} is gone" for _, subject, number in told)


def _is_decided(
    decision: Decision, said: Mapping[str, str | int], voted: Mapping[tuple[str, str, str | int], Entry]
) -> bool:
    same = (said["choice"], said["how"], said["votes"]) == (decision.ballot.choice, decision.by, len(decision.votes))
    return same and all(
        _is_cast(vote, voted.get((vote.member, decision.subject, decision.round))) for vote in decision.votes
    )


def _is_cast(vote: Vote, entry: Entry | None) -> bool:
    if entry is None:
        return False
    return (entry.details["choice"], entry.details["reason"]) == (vote.choice, sealed(vote.reason, vote.salt))


def _certificate(ports: IssuancePorts, kept: Kept, issued: Entry, entries: Sequence[Entry]) -> Iterator[str]:
    text = kept.text(issued.subject)
    if text is None:
        yield f"certificate {issued.subject} is gone"
        return
    if issued.details.get("facts", hash_of(text)) != hash_of(text):  # entries of before the hash was noted have none
        yield f"certificate {issued.subject} is not what was issued"
    found = ports.certificates.certificates.get(issued.subject)
    history = found.standing.history if found else ()
    told = [entry for entry in entries if entry.subject == issued.subject and entry.act in ACTS.values()]
    if len(told) != len(history) or not all(map(_is_changed, history, told)):
        yield f"certificate {issued.subject} was not suspended, reinstated or revoked as its history says"


def _is_changed(change: StatusChange, entry: Entry) -> bool:
    reason = entry.details.get("reason", sealed(change.reason, change.salt))
    said = (ACTS[change.status], change.by, sealed(change.reason, change.salt))
    return (entry.act, entry.actor, reason) == said
