"""Certification behind the jury's port: reads through its ports, asks through its service."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from chalicelib.certification.finalizing import Finalization
from chalicelib.certification.model import Candidate, Facts, Session
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.reports import Report
from chalicelib.certification.scoring import Scored
from chalicelib.certification.service import following, scoring
from chalicelib.certification.test_log import LogError, Test
from chalicelib.content.errors import ContentUnpublished
from chalicelib.profile.present import text
from chalicelib.shared.executions import Executions

ISSUANCE = "certificate-issuance"


class CertificationRoom:
    """See ports.Certification."""

    def __init__(self, ports: CertificationPorts) -> None:
        self._ports = ports

    def session(self, session: str) -> Session | None:
        """See ports.Certification."""
        return self._ports.sessions.get(session)

    def numbered(self, number: str) -> Session | None:
        """See ports.Certification."""
        return self._ports.sessions.by_number(number)

    def waiting(self) -> Iterator[str]:
        """See ports.Certification."""
        for session in self._ports.lives.open():
            facts = self._ports.sessions.facts(session)
            if "handed-over" in facts and "published" not in facts:
                yield session

    def facts(self, session: str) -> Facts:
        """See ports.Certification."""
        return self._ports.sessions.facts(session)

    def finalization(self, session: str) -> Finalization | None:
        """See ports.Certification."""
        return self._ports.reports.finalization(session)

    def joined(self, person: str) -> Iterable[tuple[str, str]]:
        """See ports.Certification."""
        return self._ports.links.joined(person)

    def candidates(self, session: str) -> Sequence[Candidate]:
        """See ports.Certification."""
        return self._ports.candidates.of(session)

    def candidate(self, session: str, candidate: str) -> Candidate | None:
        """See ports.Certification."""
        return self._ports.candidates.get(session, candidate)

    def centre_name(self, centre: str) -> str:
        """See ports.Certification."""
        found = self._ports.centres.get(centre)
        return found.name if found else ""

    def staff(self, centre: str) -> Collection[str]:
        """See ports.Certification."""
        return {member.person for member in self._ports.centres.members(centre)}

    def reports(self, session: str) -> Sequence[Report]:
        """See ports.Certification."""
        return self._ports.reports.of(session)

    def tests(self, session: str) -> Mapping[str, Test | None]:
        """See ports.Certification."""
        return dict(self._begun(session))

    def _begun(self, session: str) -> Iterator[tuple[str, Test | None]]:
        for candidate in self.candidates(session):
            try:
                test = self._ports.tests.get(candidate.id)
            except LogError:
                yield candidate.id, None
            else:
                if test:
                    yield candidate.id, test

    def test(self, candidate: str) -> Test | None:
        """See ports.Certification."""
        try:
            return self._ports.tests.get(candidate)
        except LogError:
            return None

    def titles(self, test: Test, language: str) -> Mapping[str, str]:
        """See ports.Certification."""
        try:
            index = self._ports.content.index(test.begun.release)
        except ContentUnpublished:
            return {}  # codes are enough to decide by
        return {each.code: text(each.name, language) for each in index.competences}

    def results(self, candidate: str) -> Sequence[Scored]:
        """See ports.Certification."""
        return self._ports.results.of(candidate)

    def rescore(self, candidate: str, left_out: Collection[int], author: str, reason: str) -> Scored:
        """See ports.Certification."""
        return scoring.score_again(self._ports, candidate, left_out, author, reason)


class Followers:
    """See ports.Aftermath: the session's machine and the machine that issues."""

    def __init__(self, ports: CertificationPorts, executions: Executions) -> None:
        self._ports, self._executions = ports, executions

    def published(self, session: str) -> None:
        """See ports.Aftermath."""
        following.wake(self._ports, session, "published")
        self._executions.start(ISSUANCE, f"{session}-1", {"session": session})

    def changed(self, session: str, candidate: str, number: int) -> None:
        """See ports.Aftermath."""
        name = f"{session}-{candidate}-{number}"
        self._executions.start(ISSUANCE, name, {"session": session, "candidate": candidate})
