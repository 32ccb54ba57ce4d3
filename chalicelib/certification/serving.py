"""Questions from the published release: the current one for a new test, its own for a running one."""

from collections.abc import Callable

from chalicelib.certification import choosing, eligibility
from chalicelib.certification.test_log import Begun, Served, Test


class ReleaseQuestions:
    """See ports.Questions. `snapshot`: the counts in force for a bank, by its version."""

    def __init__(
        self,
        current_release: Callable[[], str],
        material: Callable[[str], choosing.Material],
        snapshot: Callable[[str], eligibility.Snapshot],
    ) -> None:
        self._current_release, self._material, self._snapshot = current_release, material, snapshot

    def begin(self, candidacy: choosing.Candidacy) -> Begun:
        """By the release, the bank and the snapshot of now; the header names them."""
        stuff = self._material(self._current_release())
        return choosing.begin(candidacy, stuff, self._snapshot(stuff.bank.version))

    def next_served(self, test: Test) -> Served | None:
        """By what the test began with."""
        return choosing.next_served(test, self._material(test.begun.release))
