"""What a learner sees and changes of the own account."""

from chalicelib.accounts import passwords
from chalicelib.accounts.model import Person
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.schemas import ChangePassword, ChangePerson, PersonView
from chalicelib.accounts.service.sign_in import prove_password
from chalicelib.shared.errors import Unauthenticated
from chalicelib.shared.tokens import Principal


def own_account(ports: AccountPorts, person: str) -> Person:
    """The account of a token; Unauthenticated when it was closed since the token was made."""
    found = ports.people.get(person)
    if found is None or found.status != "active":
        raise closed()
    return found


def change_person(ports: AccountPorts, person: str, change: ChangePerson) -> Person:
    """The account with the given fields changed; those left out stay."""
    wanted = {name: getattr(change, name) for name in change.__struct_fields__}
    fields = {name: value.strip() for name, value in wanted.items() if value is not None}
    if not fields:
        return own_account(ports, person)
    changed = ports.people.change(person, fields)
    if changed is None:
        raise closed()
    return changed


def change_password(ports: AccountPorts, principal: Principal, change: ChangePassword) -> None:
    """Set a new password, proved by the present one; every other session ends, this one stays."""
    person = prove_password(ports, own_account(ports, principal.person), change.current_password)
    passwords.check(change.new_password, person.email, ports.rules)
    family = ports.sessions.get(person.id, principal.session)
    hashed = ports.hasher.hash(change.new_password)
    if family is None or not ports.people.change_password(person, hashed, family):
        raise Unauthenticated("This session has ended: sign in again.")


def person_view(person: Person) -> PersonView:
    """The account as its owner sees it."""
    return PersonView(
        id=person.id,
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        language=person.language,  # type: ignore[arg-type]
        country=person.country,  # type: ignore[arg-type]
        created_at=person.created_at,
    )


def closed() -> Unauthenticated:
    """The refusal for an account that is closing or erased."""
    return Unauthenticated("This account is closed.")
