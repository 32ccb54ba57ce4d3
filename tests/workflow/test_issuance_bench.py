"""A batch of certificates on the whole local stack; `make bench` does the same with a thousand people."""

from pathlib import Path

import pytest

from bench import issuance


@pytest.mark.slow
def test_a_batch_is_issued_whole(tmp_path: Path) -> None:
    """No certificate missing, double or wrong, and everybody told once."""
    found = issuance.measure(tmp_path, candidates=10)
    assert found["certificates"] == 9
    assert not any(found["wrong"].values()), found
