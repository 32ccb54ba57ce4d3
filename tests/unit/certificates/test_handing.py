"""How it stands with a session's files, from what is noted."""

from datetime import UTC, datetime

import pytest

from chalicelib.certificates.handing.model import Files, key, standing

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FRESH = Files(made_at="2026-02-20T00:00:00Z", certificates=2, languages=("fr",), mark="a")
OLD = Files(made_at="2025-12-20T00:00:00Z", certificates=2, languages=("fr",), mark="a")
FORMER = Files(made_at="2026-02-20T00:00:00Z", certificates=2)  # before the table was in several languages


@pytest.mark.parametrize(
    ("files", "mark", "state", "offered"),
    [
        (FRESH, None, "made", True),
        (FRESH, "a", "made", True),  # the session is open still, for somebody who is tried again
        (FRESH, "b", "making", True),  # asked for since
        (None, "a", "making", False),
        (None, None, "missing", False),
        (OLD, None, "missing", False),
        (OLD, "b", "making", False),
        (FORMER, None, "missing", False),
    ],
)
def test_every_state(files: Files | None, mark: str | None, state: str, *, offered: bool) -> None:
    """A page that follows `making` must come to an end, and no address may be offered that leads nowhere."""
    found = standing(files, mark, NOW, 60)
    assert (found.state, found.files is not None) == (state, offered)


def test_one_table_per_language_and_one_archive() -> None:
    """They may not overwrite each other."""
    assert len({key("s", "results", "fr"), key("s", "results", "de"), key("s", "certificates")}) == 3
