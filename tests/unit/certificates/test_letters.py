"""Every letter to a holder exists in every language, as plain text and as HTML, complete."""

import pytest

from chalicelib.shared import letters
from chalicelib.shared.i18n import LANGUAGES

LINK = "https://pix.example/x/certificates.html#t"
NAMES = ("issued", "replaced", "suspended", "reinstated", "revoked")


class Kept:
    """A mail that keeps what it is given."""

    def send(self, **message: str) -> None:
        self.message = message


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letter", [*(f"certificate-{name}" for name in NAMES), "results-ready"])
def test_a_letter(letter: str, language: str) -> None:
    """Nobody gets half a sentence, a placeholder, or a letter without a way on."""
    mail = Kept()
    facts = {"session": "48213907", "day": "DAY", "since": "SINCE", "link": LINK}
    letters.send(mail, letter, to="a@example.org", language=language, country="FR", key="k", **facts)
    text, html = mail.message["text"], mail.message["html"]
    assert mail.message["subject"] in html
    assert text == text.lstrip()
    for part in (text, html):
        assert "48213907" in part
        assert "DAY" in part
        assert LINK in part
        assert "{" not in part
        assert ("SINCE" in part) == (letter.rpartition("-")[2] in {"suspended", "reinstated", "revoked"})
