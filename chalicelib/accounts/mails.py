"""The mails of accounts, in the reader's language and country."""

from chalicelib.accounts.model import Person
from chalicelib.accounts.ports import AccountPorts
from chalicelib.shared import letters
from chalicelib.shared.i18n import wording


def send_reset_link(ports: AccountPorts, person: Person, token: str, reset_id: str) -> None:
    """The link that sets a new password, once. The token stands behind `#`: no server log ever sees it."""
    language, country = person.language, person.country
    letters.send(
        ports.mail,
        "reset",
        to=person.email,
        language=language,
        country=country,
        key=f"reset/{reset_id}",
        name=wording(language, country, "mail.salutation", first_name=person.first_name, last_name=person.last_name),
        link=f"{ports.settings.public_url}/{language}/reset-password.html#token={token}",
        hours=f"{ports.rules.password_reset_hours:g}",
    )
