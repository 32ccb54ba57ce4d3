"""A cursor can be followed by the one it was made for, and by nobody else."""

import pytest

from chalicelib.shared import cursors


def test_a_cursor_leads_back_to_its_place() -> None:
    """Otherwise lists would have one page."""
    assert cursors.read("secret", "history|ada", cursors.sign("secret", "history|ada", "01M8é")) == "01M8é"


@pytest.mark.parametrize("cursor", ["", "x", "é", "A" * 80, cursors.sign("secret", "history|eve", "01M8")])
def test_a_foreign_or_broken_cursor_is_refused(cursor: str) -> None:
    """It would let one person page through another's list."""
    with pytest.raises(cursors.InvalidCursor):
        cursors.read("secret", "history|ada", cursor)
