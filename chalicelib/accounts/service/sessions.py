"""Signed-in browsers: opened, refreshed, closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.accounts import families
from chalicelib.accounts.families import Family, Token
from chalicelib.accounts.model import NotAMember, Person
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import SignedInApplication
from chalicelib.shared import ids, tokens
from chalicelib.shared.clock import iso
from chalicelib.shared.errors import Busy, Unauthenticated
from chalicelib.shared.tokens import Principal

ROUNDS = 32  # times that a refresh is tried again after another tab came first


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An access token, and the refresh token for the cookie ("" leaves the browser's cookie as it is)."""

    person: Person
    access_token: str
    expires_at: datetime
    refresh_token: str


def open_session(ports: AccountPorts, person: Person, application: SignedInApplication = "learner") -> SignedIn:
    """A new family of refresh tokens and its first access token; NotAMember."""
    if not _has_role(ports, person.id, application):
        raise NotAMember()
    now = ports.clock()
    token = families.new_token(person.id, ids.new_id(now))
    family = _first(token, person, application, now, _life(ports))
    ports.sessions.add(family)
    return _signed_in(ports, person, family, str(token))


def refresh(ports: AccountPorts, cookie: str, application: SignedInApplication = "learner") -> SignedIn:
    """A fresh access token for a refresh token of this application, which is replaced.

    Unauthenticated when it is over, of another application, or the person's role there has ended.

    An old token that comes back after the grace closes its family: it was stolen, or its thief uses it now.
    """
    token = families.read(cookie)
    for _ in range(ROUNDS if token else 0):
        person, family = _open_family(ports, token, application)  # type: ignore[arg-type]
        done = _step(ports, person, family, token)  # type: ignore[arg-type]
        if done:
            return done
    raise Busy() if token else _over()


def sign_out(ports: AccountPorts, cookie: str) -> None:
    """Close the family of a refresh token; nothing happens when it is closed, or not the family's token."""
    token = families.read(cookie)
    family = ports.sessions.get(token.person, token.family) if token else None
    if token and family and token.digest in family.current | family.previous:
        ports.sessions.remove(token.person, token.family)


def sign_out_everywhere(ports: AccountPorts, person: str) -> None:
    """End every session of a person in one write."""
    ports.people.sign_out_everywhere(person)


def _step(ports: AccountPorts, person: Person, family: Family, token: Token) -> SignedIn | None:
    """One try: the session, or None when another tab wrote first."""
    now = ports.clock().timestamp()
    verdict = families.judge(family, token.digest, now)
    if verdict in {"over", "reused"}:
        ports.sessions.remove(family.person, family.id)
        raise _over()
    fresh = families.new_token(family.person, family.id)
    if verdict == "rotate":
        new = families.rotated(family, fresh.digest, now, _life(ports).total_seconds())
    else:
        new = families.joined(family, fresh.digest)
    if new is None:
        return _signed_in(ports, person, family, "")
    written = ports.sessions.replace(family, new)
    return _signed_in(ports, person, family, str(fresh)) if written else None


def _open_family(ports: AccountPorts, token: Token, application: SignedInApplication) -> tuple[Person, Family]:
    family = ports.sessions.get(token.person, token.family)
    person = ports.people.get(token.person) if family else None
    if family is None or person is None or person.status != "active" or person.epoch != family.epoch:
        raise _over()
    if family.application != application or not _has_role(ports, person.id, application):
        raise _over()
    return person, family


def _has_role(ports: AccountPorts, person: str, application: SignedInApplication) -> bool:
    """Everybody is a learner; an application that nobody answers for admits nobody."""
    return application == "learner" or ports.roles.get(application, _nobody)(person)


def _nobody(_: str) -> bool:
    return False


def _signed_in(ports: AccountPorts, person: Person, family: Family, refresh_token: str) -> SignedIn:
    now, life = ports.clock(), timedelta(minutes=ports.rules.access_token_minutes)
    access = tokens.issue(Principal(person.id, family.application, family.id), ports.settings.token_secret, now, life)
    return SignedIn(person, access, now + life, refresh_token)


def _first(token: Token, person: Person, application: SignedInApplication, now: datetime, life: timedelta) -> Family:
    return Family(
        person=person.id,
        id=token.family,
        application=application,
        epoch=person.epoch,
        created_at=iso(now),
        current=frozenset({token.digest}),
        previous=frozenset(),
        rotated_at=now.timestamp(),
        expires_at=(now + life).timestamp(),
    )


def _life(ports: AccountPorts) -> timedelta:
    return timedelta(days=ports.rules.refresh_token_days)


def _over() -> Unauthenticated:
    return Unauthenticated("The session is over: sign in again.")
