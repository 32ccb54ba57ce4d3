"""The letters to holders: of every change of a certificate, in their language, once, whatever dies on the way."""

from collections import Counter
from contextlib import nullcontext, suppress
from dataclasses import replace
from typing import Any

import pytest
from typer.testing import CliRunner

from app import app
from chalicelib.bootstrap import House
from chalicelib.certificates.issuance import changing, letters, steps
from chalicelib.certificates.issuance.ports import Signature
from chalicelib.certificates.model import Certificate, Status
from chalicelib.cli import certificates as command
from chalicelib.local.schedules import scheduled
from chalicelib.shared.mail import OutboxMail
from tests.fakes.accounts import MemoryExecutions
from tests.fakes.certificates import certificate, holder, stand
from tests.fakes.certification_day import plan
from tests.fakes.deaths import Deaths, Killed
from tests.fakes.issuance import Batch, account
from tests.fakes.jury import Sitting, with_executions
from tests.fakes.store_calls import disturbed

WRITES = "TransactWriteItems PutItem UpdateItem DeleteItem"
HOLDER = "person-0@example.org"
LETTERS: dict[Status, str] = {
    "suspended": "certificate-suspended",
    "valid": "certificate-reinstated",
    "revoked": "certificate-revoked",
}


@pytest.fixture
def held(rooms: House) -> Certificate:
    """A certificate of somebody with an account."""
    account(rooms, "person-0")
    made = certificate(session=plan(rooms).id, person="person-0")
    assert stand(made, holder())
    rooms.certificates.certificates.reserve_code(made.id, lambda: made.code)
    return made


@pytest.fixture
def batch(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """Somebody who was certified by the jury. Documents, which take seconds, are no letters."""
    with_executions(rooms, MemoryExecutions())
    monkeypatch.setattr(steps, "pdf", lambda *_, **__: b"%PDF")
    rooms.__dict__["issuance"] = replace(rooms.issuance, seal=lambda pdf: Signature(pdf, "documents-1"))
    found = Batch.decided(rooms, Sitting())
    found.publish()
    found.issue()
    return found


def change(rooms: House, held: Certificate, to: Status, reason: str = "Somebody asked.") -> None:
    changing.change(rooms.issuance, held.id, to, "operator", reason)


def sent(rooms: House) -> list[Any]:
    """What the holder was sent, the oldest first, without the letter of the first certificate itself."""
    mail: Any = rooms.mail
    own = [each for each in mail.messages() if each.to == HOLDER and not each.key.startswith("certificate-issued/")]
    return own[::-1]


def letter_counts(rooms: House) -> Counter[str]:
    return Counter(each.key.partition("/")[0] for each in sent(rooms))


def test_each_change_in_the_language_that_the_holder_has_then(rooms: House, held: Certificate) -> None:
    """Plain text and HTML say what happened, and lead to that very result; nothing of the result stands in them."""
    changes: tuple[tuple[str, Status, str], ...] = (
        ("fr", "suspended", "suspendu depuis le 2"),
        ("en", "valid", "It is valid again"),
        ("de", "revoked", "beweist nichts mehr"),
    )
    for language, to, words in changes:
        rooms.accounts.people.change("person-0", {"language": language})
        rooms.clock.move(minutes=1)  # type: ignore[attr-defined] - the tests' own clock
        change(rooms, held, to)
        assert letters.tell_changes(rooms.issuance) == 1
        letter = sent(rooms)[-1]
        link = f"/{language}/certificates.html#{held.candidate}"
        assert letter.key.startswith(LETTERS[to])
        assert words.lower() in letter.text.lower()
        assert words.lower() in letter.html.lower()
        assert letter.text.count(link) == 1
        assert f'{link}"' in letter.html
        assert f'<html lang="{language}">' in letter.html
        assert "Somebody asked" not in letter.text + letter.html


def test_once_per_change_however_often_it_runs(rooms: House, held: Certificate) -> None:
    """The command typed again, the clock twice: one letter; another suspension later has a letter of its own."""
    changes: tuple[tuple[Status, str], ...] = (
        ("suspended", "a"),
        ("suspended", "a"),
        ("valid", "b"),
        ("suspended", "c"),
    )
    for to, reason in changes:
        change(rooms, held, to, reason)
        app.handler_map["certificate_letters"](scheduled("certificate_letters"), None)
        app.handler_map["certificate_letters"](scheduled("certificate_letters"), None)
    assert letter_counts(rooms) == {"certificate-suspended": 2, "certificate-reinstated": 1}
    assert list(rooms.issuance.issuances.unwritten()) == []


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_the_change_and_at_the_letter(rooms: House, held: Certificate, after: bool) -> None:
    """A change that stands has its letter, one that does not has none: they are written together."""
    with pytest.raises(Killed), disturbed(WRITES, Deaths(1, after)):
        change(rooms, held, "revoked")
    assert letters.tell_changes(rooms.issuance) == after
    change(rooms, held, "revoked")
    with suppress(Killed), disturbed(WRITES, Deaths(1, after)):  # the note that it waits, after the sending
        letters.tell_changes(rooms.issuance)
    letters.tell_changes(rooms.issuance)
    assert letter_counts(rooms) == {"certificate-revoked": 1}


def test_a_letter_that_cannot_be_sent_is_sent_later(
    rooms: House, held: Certificate, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The mail service away: the letter waits, and those behind it about the same certificate keep their order.

    The log says which and by what kind of error, not what the service says of an address.
    """
    change(rooms, held, "suspended")
    change(rooms, held, "valid")

    def refuse(*_: Any, to: str, **__: Any) -> None:
        raise ConnectionError(f"Email address is not verified: {to}")

    with monkeypatch.context() as outage:
        outage.setattr(OutboxMail, "send", refuse)
        assert letters.tell_changes(rooms.issuance) == 2
    assert sent(rooms) == []
    logged = caplog.text + str([vars(record) for record in caplog.records])
    assert held.id in logged
    assert "ConnectionError" in logged
    assert HOLDER not in logged
    letters.tell_changes(rooms.issuance)
    assert letter_counts(rooms) == {"certificate-suspended": 1, "certificate-reinstated": 1}


def test_the_operators_command_promises_a_letter(
    rooms: House, held: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever suspends in the terminal needs not write by hand."""
    monkeypatch.setattr(command, "rooms", lambda: rooms)
    done = CliRunner().invoke(command.app, ["suspend", held.code, "--reason", "under examination"])
    assert done.exit_code == 0, done.output
    assert "written to" in done.stdout
    letters.tell_changes(rooms.issuance)
    assert letter_counts(rooms) == {"certificate-suspended": 1}


def test_a_replaced_certificate_has_one_letter(batch: Batch) -> None:
    """The new certificate and the end of the old one are one piece of news."""
    batch.decide_again(0, "leave-out", 1, left_out=(1, 2, 3))
    batch.before.turn()
    batch.vote_all(0, "validate", 2)
    batch.before.turn()
    batch.issue()
    letters.tell_changes(batch.ports)
    assert letter_counts(batch.rooms) == {"certificate-replaced": 1}


@pytest.mark.parametrize(
    ("choice", "revoked_before", "expected"),
    [
        ("validate", False, {"results-ready": 1}),
        ("reject-fraud", False, {"certificate-revoked": 1}),
        ("reject-fraud", True, {"certificate-revoked": 1, "results-ready": 1}),
    ],
)
def test_decided_again(batch: Batch, choice: str, revoked_before: bool, expected: dict[str, int]) -> None:
    """Unchanged: only that there is a decision. Rejected: the end of the certificate, told of once."""
    if revoked_before:
        change(batch.rooms, _held(batch), "revoked")
        letters.tell_changes(batch.ports)
    batch.decide_again(0, choice, 1)
    batch.before.turn()
    batch.issue()
    letters.tell_changes(batch.ports)
    assert letter_counts(batch.rooms) == expected


def _held(batch: Batch) -> Certificate:
    found = batch.certificate(0)
    assert found
    return found.certificate


@pytest.mark.parametrize(("name", "is_through"), [("MessageRejected", True), ("ConnectionError", False)])
def test_an_address_that_the_mail_refuses(
    rooms: House, monkeypatch: pytest.MonkeyPatch, name: str, is_through: bool
) -> None:
    """For good: the certificate is valid and the session through, with a note. A service that is away is waited for."""
    send, refusal = OutboxMail.send, type(name, (Exception,), {})

    def refuse(self: OutboxMail, *, to: str, **message: Any) -> None:
        if to.startswith("person"):
            raise refusal(to)
        send(self, to=to, **message)

    with_executions(rooms, MemoryExecutions())
    monkeypatch.setattr(OutboxMail, "send", refuse)
    monkeypatch.setattr(steps, "pdf", lambda *_, **__: b"%PDF")
    rooms.__dict__["issuance"] = replace(rooms.issuance, seal=lambda pdf: Signature(pdf, "documents-1"))
    found = Batch.decided(rooms, Sitting())
    found.publish()
    with nullcontext() if is_through else pytest.raises(refusal):
        found.issue()
    carried = found.carried(0)
    assert carried
    assert (carried.told, carried.unreachable, _held(found).code != "") == (is_through, is_through, True)
    assert (list(found.ports.issuances.open()) == []) == is_through
