"""A forgotten password: a wish, a mail with a link that works once, a new password.

The request never looks whether the account exists: it stores the wish and starts a workflow, in the same time for
every address. Only the workflow looks, and writes to those who have an account.
"""

import hmac
from dataclasses import replace
from datetime import timedelta

from chalicelib.accounts import mails, passwords
from chalicelib.accounts.model import Person, Reset, ResetLinkExpired, normalized
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import AskReset, ResetPassword
from chalicelib.shared import ids, links
from chalicelib.shared.errors import Busy
from chalicelib.shared.links import digest
from chalicelib.shared.ratelimit import limits

WORKFLOW = "password-reset"


def ask_reset(ports: AccountPorts, wish: AskReset, source: str) -> None:
    """Take note of the wish; TooManyRequests, Busy (for every address alike)."""
    allowed = limits(ports.rules)
    ports.limiter.hit(allowed.reset_source, source)
    ports.limiter.hit(allowed.reset_account, normalized(wish.email))
    now = ports.clock()
    expires = now + timedelta(hours=ports.rules.password_reset_hours)
    reset = Reset(ids.new_id(now), wish.email.strip(), int(expires.timestamp()))
    ports.resets.add(reset)
    if not ports.executions.start(WORKFLOW, f"{reset.id}-1", {"reset": reset.id}):
        raise Busy()


def send_reset(ports: AccountPorts, reset_id: str) -> None:
    """Send the link when the address has an account; may run twice: the same link, one mail."""
    reset = ports.resets.get(reset_id)
    person = _addressee(ports, reset) if reset else None
    if reset is None or person is None:
        return
    secret = links.secret(ports.settings, f"reset/{reset_id}")
    armed = replace(reset, person=person.id, digest=digest(secret), fingerprint=digest(person.password))
    if ports.resets.arm(armed):
        mails.send_reset_link(ports, person, f"{reset_id}.{secret}", reset_id)


def use_reset(ports: AccountPorts, wish: ResetPassword, source: str) -> None:
    """Set the new password, end every session, open the lock; ResetLinkExpired, PasswordTooWeak, TooManyRequests."""
    ports.limiter.hit(limits(ports.rules).reset_source, source)
    now = int(ports.clock().timestamp())
    reset, person = _proved(ports, wish.token, now)
    passwords.check(wish.new_password, person.email, ports.rules)
    if not ports.resets.use(reset, person, ports.hasher.hash(wish.new_password), now):
        raise ResetLinkExpired()


def _proved(ports: AccountPorts, token: str, now: int) -> tuple[Reset, Person]:
    """The wish and the person of a link that still works: not used, not old, and the password not changed since."""
    reset_id, _, secret = token.partition(".")
    reset = ports.resets.get(reset_id) if ids.is_id(reset_id) else None
    if reset is None or not hmac.compare_digest(reset.digest, digest(secret)) or reset.expires_at <= now:
        raise ResetLinkExpired()
    person = ports.people.get(reset.person)
    if person is None or person.status != "active" or digest(person.password) != reset.fingerprint:
        raise ResetLinkExpired()
    return reset, person


def _addressee(ports: AccountPorts, reset: Reset) -> Person | None:
    found, _ = ports.people.login(reset.email)
    person = ports.people.get(found) if found else None
    return person if person and person.status == "active" else None
