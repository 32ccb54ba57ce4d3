"""What training says of a candidate: the profile that bounds the certificate, and the challenges met."""

from collections.abc import Collection

from chalicelib.assessment import history
from chalicelib.certification.test_log import Ceiling
from chalicelib.profile import service as profiles
from chalicelib.profile.ports import Ports as ProfilePorts


class LearnerKnowledge:
    """See ports.Knowledge; asks the profile and the assessments."""

    def __init__(self, profile: ProfilePorts) -> None:
        self._profile = profile

    def profile(self, person: str) -> tuple[Ceiling, ...]:
        """Up to date: a scorecard behind its log is folded first."""
        cards = profiles.read_scorecards(self._profile, person)
        return tuple(
            Ceiling(competence=code, level=card.level, pix=card.pix)
            for code, card in sorted(cards.items())
            if card.level >= 1
        )

    def met(self, person: str) -> Collection[str]:
        """Of every competence, also before a reset."""
        return history.seen(self._profile.assessment, person)
