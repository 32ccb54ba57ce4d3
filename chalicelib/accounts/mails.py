"""The mails of accounts, in the reader's language and country."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.accounts.model import Person
from chalicelib.accounts.ports import AccountPorts
from chalicelib.shared.i18n import wording

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def send_reset_link(ports: AccountPorts, person: Person, token: str, reset_id: str) -> None:
    """The link that sets a new password, once. The token stands behind `#`: no server log ever sees it."""
    link = f"{ports.settings.public_url}/{person.language}/reset-password.html#token={token}"
    hours = f"{ports.rules.password_reset_hours:g}"
    name = _text(person, "mail.salutation", first_name=person.first_name, last_name=person.last_name)
    facts: dict[str, object] = {"person": person, "name": name, "link": link, "hours": hours}
    ports.mail.send(
        to=person.email,
        subject=_text(person, "mail.reset.subject"),
        text=_render("mail/reset.txt", person, facts),
        html=_render("mail/reset.html", person, facts),
        language=person.language,
        key=f"reset/{reset_id}",
    )


def _render(template: str, person: Person, facts: dict[str, object]) -> str:
    def say(key: str, **parameters: object) -> str:
        return _text(person, key, **parameters)

    return _environment().get_template(template).render(say=say, **facts)


def _text(person: Person, key: str, /, **parameters: object) -> str:
    return wording(person.language, person.country, key, **parameters)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape  # noqa: PLC0415 - 60 ms

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
