"""In which language an address for results is written to."""

import pytest

from chalicelib.certificates.handing.readers import language_of
from chalicelib.certification.ports.people import Contact


def someone(language: str, email: str = "x@example.org") -> Contact:
    return Contact("id", email, "A", "B", language, "FR")


@pytest.mark.parametrize(
    ("address", "candidates", "planner", "expected"),
    [
        ("Ada@example.org", [someone("fr"), someone("de", "ada@example.org")], someone("fr"), "de"),
        ("school@example.org", [someone("en"), someone("en"), someone("de")], someone("fr"), "en"),
        ("school@example.org", [someone("en"), someone("fr")], someone("fr"), "fr"),
        ("school@example.org", [someone("en"), someone("de")], someone("fr"), "en"),
        ("school@example.org", [], someone("de"), "de"),
        ("school@example.org", [], None, "fr"),
    ],
    ids=[
        "own account",
        "most",
        "equals: as the planner",
        "equals without the planner's",
        "nobody linked",
        "nobody known",
    ],
)
def test_the_language_of_an_address(
    address: str, candidates: list[Contact], planner: Contact | None, expected: str
) -> None:
    """Whoever reads the letter is best known by their own account, then by whom they care for, then by the centre."""
    assert language_of(address, candidates, planner) == expected
