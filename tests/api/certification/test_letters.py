"""The letters about a session lead its centre to the page that they speak of."""

from typing import Any

import pytest

from chalicelib.bootstrap import House
from chalicelib.certification import letters
from chalicelib.certification.ports.people import Contact
from chalicelib.shared.wording import written_day
from tests.fakes.certification_day import plan


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_letters_lead_to_the_session(rooms: House, language: str) -> None:
    """Whoever opens one in a hurry is at the papers to print, or at what is left to finalize, not at a home page."""
    session = plan(rooms)
    contact = Contact("ada", "ada@example.org", "Ada", "L", language, "FR")
    letters.send_session_reminder(rooms.certification, session, contact)
    letters.send_finalization_request(rooms.certification, session, 1, contact)
    sent: Any = rooms.mail
    found = {each.key.partition("/")[0]: each for each in sent.messages()}
    for letter, view in (("session-reminder", "papers"), ("finalization-request", "closing")):
        assert written_day(session.date, language) in found[letter].text
        assert session.time in found[letter].text
        assert session.zone in found[letter].text  # who reads it may be elsewhere
        link = f"/{language}/centre-session.html?id={session.id}#{view}"
        assert f"{link}\n" in found[letter].text
        assert f'{link}"' in found[letter].html
