"""Letters: mails from templates and catalogues, in the reader's language and country.

A letter called `reset` is made of `templates/mail/reset.txt`, `templates/mail/reset.html` and the texts `mail.reset.*`.
"""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from chalicelib.shared.i18n import wording
from chalicelib.shared.mail import Mail

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


def send(mail: Mail, letter: str, *, to: str, language: str, country: str, key: str, **facts: object) -> None:
    """Send one letter, once per key; an error means that it was not sent."""

    def say(text: str, /, **parameters: object) -> str:
        return wording(language, country, text, **parameters)

    def render(ending: str) -> str:
        template = _environment().get_template(f"mail/{letter}.{ending}")
        return template.render(say=say, language=language, **facts)

    subject = say(f"mail.{letter}.subject")
    mail.send(to=to, subject=subject, text=render("txt"), html=render("html"), language=language, key=key)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape  # noqa: PLC0415 - 60 ms

    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
