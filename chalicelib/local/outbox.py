"""The page of the mail that the local stack would have sent."""

import re
from collections.abc import Iterable
from html import escape

from chalicelib.local import headers
from chalicelib.local.files import respond
from chalicelib.local.gateway import Application, Environ, StartResponse
from chalicelib.shared.mail import Message, OutboxMail

ADDRESS = re.compile(r"https?://[^\s<>&\"']+(?:&amp;[^\s<>&\"']+)*")
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Outbox</title></head><body><main><h1>Outbox</h1>
<p>{count} messages that a deployment would have sent by mail, newest first.</p>
{messages}</main></body></html>
"""
MESSAGE = """<article lang="{language}"><h2>{subject}</h2><p>To {to}, <time datetime="{sent_at}">{sent_at}</time></p>
<pre>{text}</pre></article>
"""


def outbox(mail: OutboxMail) -> Application:
    """All messages, newest first; their addresses can be followed."""

    def application(environ: Environ, start: StartResponse) -> Iterable[bytes]:
        messages = list(mail.messages())
        page = PAGE.format(count=len(messages), messages="".join(map(_shown, messages)))
        head = headers.secured(headers.PAGES, headers.REVALIDATE, "text/html; charset=utf-8")
        return respond(environ, start, 200, head, page.encode())

    return application


def _shown(message: Message) -> str:
    fields = {name: escape(getattr(message, name)) for name in ("language", "subject", "to", "sent_at", "text")}
    fields["text"] = ADDRESS.sub(lambda found: f'<a href="{found[0]}">{found[0]}</a>', fields["text"])
    return MESSAGE.format(**fields)
