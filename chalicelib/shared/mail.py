"""Mail: one message to one person, sent once per key, to a folder or through SES, behind one port."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from chalicelib.shared.clock import Clock, iso, system_clock
from chalicelib.shared.errors import Busy
from chalicelib.shared.files import created_once
from chalicelib.shared.once import Once, TableOnce
from chalicelib.shared.settings import Settings


@dataclass(frozen=True, slots=True)
class Message:
    """What was sent; `key` names the fact it tells (`reset/<token id>`), so that a retry is not a second mail."""

    to: str
    subject: str
    text: str
    html: str
    language: str
    key: str
    sent_at: str = ""


class Mail(Protocol):
    """Sends mail."""

    def send(self, *, to: str, subject: str, text: str, html: str, language: str, key: str) -> None:
        """Send unless a message with this key was sent before; an error means that it may not have been sent.

        Busy: another run is at it, or died at it; that one's claim ends within minutes.
        """
        ...


def plain_header(text: str) -> str:
    """A subject or an address on one line: a line break would let data write headers."""
    return " ".join(text.split())


class OutboxMail:
    """A folder of messages, one file each, which the local stack shows at `/outbox`."""

    def __init__(self, folder: Path, clock: Clock = system_clock) -> None:
        self.folder, self._clock = folder, clock

    def send(self, *, to: str, subject: str, text: str, html: str, language: str, key: str) -> None:
        """See Mail."""
        message = Message(plain_header(to), plain_header(subject), text, html, language, key, iso(self._clock()))
        name = hashlib.sha256(key.encode()).hexdigest()
        created_once(self.folder / f"{name}.json", json.dumps(asdict(message), ensure_ascii=False).encode())

    def messages(self) -> Iterator[Message]:
        """Everything sent, newest first."""
        found = [Message(**json.loads(path.read_bytes())) for path in self.folder.glob("[!.]*.json")]
        yield from sorted(found, key=lambda message: message.sent_at, reverse=True)


class SesMail:
    """Amazon SES, which knows no idempotency of its own: a claim on the key, confirmed after the sending."""

    def __init__(self, sender: str, once: Once) -> None:
        self.sender, self.once = sender, once

    @cached_property
    def _ses(self) -> Any:
        import boto3  # noqa: PLC0415 - most requests send nothing

        return boto3.client("sesv2")

    def send(self, *, to: str, subject: str, text: str, html: str, language: str, key: str) -> None:
        """See Mail."""
        claim = f"mail/{key}"
        if not self.once.claim(claim):
            if not self.once.done(claim):
                raise Busy("Another run is sending this message.")
            return
        try:
            self._ses.send_email(**self._request(Message(to, subject, text, html, language, key)))
        except Exception:
            self.once.release(claim)
            raise
        self.once.confirm(claim)

    def _request(self, message: Message) -> dict[str, Any]:
        message = replace(message, to=plain_header(message.to), subject=plain_header(message.subject))
        body = {"Text": _utf8(message.text), "Html": _utf8(message.html)}
        return {
            "FromEmailAddress": self.sender,
            "Destination": {"ToAddresses": [message.to]},
            "Content": {"Simple": {"Subject": _utf8(message.subject), "Body": body}},
            "EmailTags": [{"Name": "language", "Value": message.language}],
        }


def build(settings: Settings, clock: Clock = system_clock) -> Mail:
    """The mail of a deployment."""
    if settings.mail == "outbox":
        return OutboxMail(settings.data_dir / "outbox", clock)
    return SesMail(settings.mail, TableOnce(clock))


def _utf8(text: str) -> dict[str, str]:
    return {"Data": text, "Charset": "UTF-8"}
