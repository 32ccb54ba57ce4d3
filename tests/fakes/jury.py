"""Sessions before the jury, in a real store: finalized, scored, handed over, with members who may sit."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

import msgspec

from chalicelib.bootstrap import House
from chalicelib.certification import test_log as log
from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Candidate, Fact, Session
from chalicelib.certification.reports import Report
from chalicelib.certification.scoring import AbortReason
from chalicelib.certification.service import scoring
from chalicelib.certification.store.tests import TestRow
from chalicelib.jury.ports import JuryPorts
from chalicelib.jury.schemas import CastVote, VoteOnList
from chalicelib.jury.service import deliberating, members, voting
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from tests.fakes.certification_bank import candidacy, material, play
from tests.fakes.certification_day import plan

STUFF = material(per_competence=4)
PANEL = ("mia", "noe", "olga", "paul", "quin")  # mia presides, noe publishes
LENGTH = 24


@dataclass
class Sitting:
    """One candidate: how the test went, and what was noted."""

    wrong: int = 4  # every so many answers are wrong; 1: all of them
    stop_after: int | None = None
    abort: AbortReason | None = None
    reports: Sequence[Mapping[str, Any]] = ()
    alerts: tuple[int, ...] = ()
    spoilt: bool = False  # the log was changed


@dataclass
class Before:
    """A session before the jury."""

    rooms: House
    session: Session
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def ports(self) -> JuryPorts:
        return self.rooms.jury

    @property
    def id(self) -> str:
        return self.session.id

    def case(self, number: int) -> str:
        """The id of a candidate."""
        return self.candidates[number].id

    def vote(self, person: str, number: int, choice: str = "validate", round_: int = 1, **more: Any) -> bool:
        """Vote on a case."""
        wish = CastVote(round=round_, choice=choice, reason=more.pop("reason", f"{person} says so"), **more)  # type: ignore[arg-type]
        return voting.vote_on_case(self.ports, person, self.id, self.case(number), wish)

    def adopt(self, person: str, choice: str = "adopt", **more: Any) -> bool:
        """Vote on the list."""
        wish = VoteOnList(round=1, choice=choice, reason="nothing against them", **more)  # type: ignore[arg-type]
        return voting.vote_on_list(self.ports, person, self.id, wish)

    def turn(self) -> str:
        """What the machine does between two waits."""
        while (then := deliberating.count(self.ports, self.id)) == "follow":
            deliberating.follow(self.ports, self.id)
        if then == "end":
            deliberating.finish(self.ports, self.id)
        return then

    def decided(self, number: int | None = None) -> list[str]:
        """What was decided on a case (on the list without a number), round by round."""
        subject = "list" if number is None else self.case(number)
        state = self.ports.jury.state(self.id)
        return [decision.ballot.choice for decision in state.decisions if decision.subject == subject]


def seat(rooms: House, persons: Sequence[str] = PANEL) -> None:
    """Take them into the jury."""
    for person in persons:
        members.set_member(rooms.jury, person, president=person == "mia", publisher=person == "noe")


def handed_over(rooms: House, *sittings: Sitting, comment: str = "", opened: bool = True) -> Before:
    """A session with these candidates, as the session's machine hands it over; `opened`: and as the jury's asks it."""
    session = plan(rooms, number=f"{secrets.randbelow(10**8):08d}", room=ids.new_id(rooms.clock()))
    before = Before(rooms, session)
    for number, sitting in enumerate(sittings):
        before.candidates.append(_seated(rooms, session, number, sitting))
    aborts = {c.id: s.abort for c, s in zip(before.candidates, sittings, strict=True) if s.abort}
    _finalize(rooms, session, comment, aborts)
    for candidate, sitting in zip(before.candidates, sittings, strict=True):
        if not sitting.spoilt:
            scoring.score_first(rooms.certification, candidate.id, sitting.abort, "certification-session")
    for name in ("scored", "handed-over"):
        rooms.certification.sessions.record_fact(session.id, name, Fact(iso(rooms.clock()), "certification-session"))
    if opened:
        deliberating.ask_all(rooms.jury, session.id)
    return before


def _seated(rooms: House, session: Session, number: int, sitting: Sitting) -> Candidate:
    now = rooms.clock()
    candidate = Candidate(
        id=ids.new_id(now),
        session=session.id,
        first_name="Élodie",
        last_name=f"D'Été {number}",
        birth_date="2001-02-03",
        person=f"person-{number}",
        linked_at=iso(now),
    )
    assert rooms.certification.candidates.write(session, [candidate], [])
    _store(candidate, session, sitting)
    for position, given in enumerate(sitting.reports):
        report = Report(
            id=f"report-{number}-{position}",
            session=session.id,
            candidate=candidate.id,
            role="invigilator",
            by="access-1",
            at=iso(now),
            **given,
        )
        assert rooms.certification.reports.add(report)
    return candidate


def _store(candidate: Candidate, session: Session, sitting: Sitting) -> None:
    head = candidate.id
    begun, *others = _played(sitting.wrong, sitting.alerts, sitting.stop_after)
    who = {"session": session.id, "candidate": candidate.id, "person": candidate.person}
    for position, entry in enumerate((msgspec.structs.replace(begun, **who), *others)):
        linked = log.chained(head, entry)
        head, text = linked.chain, log.encode(linked)
        if sitting.spoilt and position == 3:
            text = text.replace('"ok"', '"ko"')
        TestRow(f"test#{candidate.id}", f"{position:05d}", data=text).save()


@cache
def _played(wrong: int, alerts: tuple[int, ...], stop_after: int | None) -> list[log.Entry]:
    """A test, to be chained anew for each candidate: choosing takes a while."""

    def answer(served: log.Served) -> str:
        return "ko" if served.number % wrong == 0 else "ok"

    return play(STUFF, candidacy(length=LENGTH), answer, alerts=alerts, stop_after=stop_after)


def _finalize(rooms: House, session: Session, comment: str, aborts: dict[str, AbortReason]) -> None:
    now = iso(rooms.clock())
    said = Finalization(session=session.id, at=now, by="member", comment=comment, abort_reasons=aborts)
    ports = rooms.certification
    fact = Fact(at=now, by="member")
    ports.trail.write(
        session.id, "finalized", "member", session.id, {}, lambda write: ports.reports.finalizing(write, said, fact)
    )


def with_executions(rooms: House, executions: Any) -> House:
    """State machines are replaced; tests/workflow runs the real ones."""
    rooms.certification = replace(rooms.certification, executions=executions)
    rooms.__dict__.pop("jury", None)
    return rooms


__all__ = ["LENGTH", "PANEL", "Before", "Sitting", "handed_over", "seat", "with_executions"]
