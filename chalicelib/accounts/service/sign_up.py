"""A new account."""

from chalicelib.accounts import passwords
from chalicelib.accounts.model import EmailTaken, Person, TermsNotAccepted
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import SignUp
from chalicelib.accounts.service.sessions import SignedIn, open_session
from chalicelib.shared import ids
from chalicelib.shared.clock import iso
from chalicelib.shared.ratelimit import limits


def sign_up(ports: AccountPorts, wish: SignUp, source: str) -> SignedIn:
    """A new account and its first session; EmailTaken, PasswordTooWeak, TermsNotAccepted, TooManyRequests.

    Whoever tries addresses to learn which have an account is stopped after a few that have (ADR 0042).
    """
    allowed = limits(ports.rules)
    ports.limiter.hit(allowed.sign_up_source, source)
    ports.limiter.check(allowed.taken_source, source)
    try:
        person = create_person(ports, wish)
    except EmailTaken:
        ports.limiter.hit(allowed.taken_source, source)
        raise
    return open_session(ports, person)


def create_person(ports: AccountPorts, wish: SignUp) -> Person:
    """A new account without a session; EmailTaken, PasswordTooWeak, TermsNotAccepted."""
    if not wish.terms_accepted:
        raise TermsNotAccepted()
    passwords.check(wish.password, wish.email, ports.rules)
    now = ports.clock()
    person = Person(
        id=ids.new_id(now),
        email=wish.email.strip(),
        first_name=wish.first_name.strip(),
        last_name=wish.last_name.strip(),
        language=wish.language,
        country=wish.country,
        created_at=iso(now),
        password=ports.hasher.hash(wish.password),
    )
    if not ports.people.add(person):
        raise EmailTaken()
    return person
