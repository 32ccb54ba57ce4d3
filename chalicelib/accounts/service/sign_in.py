"""Proving who one is, by e-mail and password.

An unknown address takes the same steps, the same time and the same refusals as a known one: it is read, counted,
compared with a decoy, locked and blocked. A try is counted before the password is looked at, so that many tries at once
are no more tries than one after the other.
"""

from chalicelib.accounts import locks
from chalicelib.accounts.locks import Attempts
from chalicelib.accounts.model import AccountLocked, CredentialsRefused, Person, normalized
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import SignIn
from chalicelib.accounts.service.sessions import SignedIn, open_session
from chalicelib.shared.errors import Busy
from chalicelib.shared.ratelimit import limits

ROUNDS = 32  # times that a count is tried again after another one came first
NOBODY = "nobody"


def sign_in(ports: AccountPorts, wish: SignIn, source: str) -> SignedIn:
    """A new session; CredentialsRefused, AccountLocked, TooManyRequests, NotAMember."""
    allowed = limits(ports.rules)
    ports.limiter.hit(allowed.sign_in_source, source)
    ports.limiter.hit(allowed.sign_in_account, normalized(wish.email))
    return open_session(ports, _prove(ports, wish.email, wish.password), wish.application)


def prove_password(ports: AccountPorts, person: Person, password: str) -> Person:
    """The person again, now known to hold the password; wrong ones count as they do at sign-in."""
    return _prove(ports, person.email, password)


def _prove(ports: AccountPorts, email: str, password: str) -> Person:
    found = _count(ports, email)
    person = ports.people.get(found or NOBODY)
    stored = person.password if person and person.status == "active" else ""
    if not ports.hasher.verify(stored, password) or person is None:
        raise CredentialsRefused()
    ports.people.forgive(email)
    if ports.hasher.outdated(stored):
        ports.people.rehash(person, ports.hasher.hash(password))
        person = ports.people.get(person.id) or person
    return person


def _count(ports: AccountPorts, email: str) -> str:
    """The id behind the address, after one more try was counted; AccountLocked when none is allowed."""
    for _ in range(ROUNDS):
        person, attempts = ports.people.login(email)
        _refuse_when_locked(ports, attempts)
        counted = locks.counted(attempts, _now(ports), ports.rules)
        if ports.people.count(email, attempts, counted, _forget_at(ports, person)):
            return person
    raise Busy()


def _refuse_when_locked(ports: AccountPorts, attempts: Attempts) -> None:
    seconds = locks.wait(attempts, _now(ports), ports.rules)
    if seconds:
        raise AccountLocked(retry_after=seconds)


def _forget_at(ports: AccountPorts, person: str) -> int | None:
    return None if person else int(_now(ports) + ports.rules.unknown_address_days * 86_400)


def _now(ports: AccountPorts) -> float:
    return ports.clock().timestamp()
