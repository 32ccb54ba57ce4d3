"""One suite for the outbox folder and SES."""

from collections.abc import Callable
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.sesv2.models import sesv2_backends

from chalicelib.shared.clock import system_clock
from chalicelib.shared.errors import Busy
from chalicelib.shared.mail import Mail, OutboxMail, SesMail
from chalicelib.shared.once import LEASE, TableOnce
from chalicelib.shared.settings import Settings

Sent = Callable[[], list[tuple[str, str]]]
SENDER = "ne-pas-repondre@pix.example"


def outbox(path: Path) -> tuple[Mail, Sent]:
    mail = OutboxMail(path)
    return mail, lambda: [(message.to, message.subject) for message in mail.messages()]


def ses() -> tuple[Mail, Sent]:
    boto3.client("ses").verify_email_identity(EmailAddress=SENDER)
    kept = sesv2_backends[DEFAULT_ACCOUNT_ID]["eu-west-3"].core_backend
    return SesMail(SENDER, TableOnce()), lambda: [
        (message.destinations["ToAddresses"][0], message.subject) for message in kept.sent_messages
    ]


@pytest.fixture(params=["outbox", "ses"])
def post(request: pytest.FixtureRequest, tmp_path: Path, aws: None, tables: Settings) -> tuple[Mail, Sent]:
    return outbox(tmp_path / "outbox") if request.param == "outbox" else ses()


def send(mail: Mail, key: str, to: str = "elise@example.org", subject: str = "Réinitialiser") -> None:
    mail.send(to=to, subject=subject, text="Bonjour", html="<p>Bonjour</p>", language="fr", key=key)


def test_a_message_is_sent(post: tuple[Mail, Sent]) -> None:
    """Who asks for a new password must get the link."""
    mail, sent = post
    send(mail, "reset/1")
    assert sent() == [("elise@example.org", "Réinitialiser")]


def test_a_retry_is_not_a_second_mail(post: tuple[Mail, Sent]) -> None:
    """Workflow tasks may run twice."""
    mail, sent = post
    send(mail, "reset/1")
    send(mail, "reset/1", subject="again")
    send(mail, "reset/2")
    assert len(sent()) == 2


def test_data_cannot_write_headers(post: tuple[Mail, Sent]) -> None:
    """A name may stand in a subject; a line break there would add recipients."""
    mail, sent = post
    send(mail, "reset/1", subject="Hello\r\nBcc: everyone@example.org")
    assert sent() == [("elise@example.org", "Hello Bcc: everyone@example.org")]


def test_who_comes_while_another_sends_is_told_to_come_again(aws: None, tables: Settings) -> None:
    """The other one may die: whoever took the message for sent would lose it. Its claim ends, and then it is sent."""
    mail, sent = ses()
    once = TableOnce()
    assert once.claim("mail/reset/1")
    with pytest.raises(Busy):
        send(mail, "reset/1")
    assert sent() == []
    later = SesMail(SENDER, TableOnce(lambda: system_clock() + LEASE * 2))
    send(later, "reset/1")
    send(mail, "reset/1")
    assert len(sent()) == 1


def test_what_ses_refused_can_be_sent_later(aws: None, tables: Settings) -> None:
    """A refusal must reach the caller and leave no claim behind."""
    mail = SesMail(SENDER, TableOnce())
    with pytest.raises(ClientError):
        send(mail, "reset/1")
    working, sent = ses()
    send(working, "reset/1")
    assert len(sent()) == 1
