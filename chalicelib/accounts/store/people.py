"""People and their addresses in the accounts table."""

from collections.abc import Mapping

from pynamodb.exceptions import DoesNotExist, PutError, UpdateError

from chalicelib.accounts.families import Family
from chalicelib.accounts.locks import Attempts
from chalicelib.accounts.model import Person, login_key
from chalicelib.accounts.store.rows import LoginRow, PersonRow, Refused, SessionRow, transaction
from chalicelib.shared.tables import is_condition_failure

LEFT = {"pk", "sk", "status", "created_at", "erasure", "erased_at"}  # what stays of an erased person


def person_key(person: str) -> str:
    """The partition of one person."""
    return f"person/{person}"


def login_partition(email: str) -> str:
    """The partition of one address."""
    return f"login/{login_key(email)}"


class TablePeople:
    """See ports.People."""

    def add(self, person: Person) -> bool:
        """See ports.People."""
        try:
            with transaction() as write:
                write.save(_row(person), condition=PersonRow.pk.does_not_exist())
                login = LoginRow(login_partition(person.email), "login", person=person.id)
                write.save(login, condition=LoginRow.pk.does_not_exist())
        except Refused:
            return False
        return True

    def get(self, person: str) -> Person | None:
        """See ports.People."""
        try:
            return _person(PersonRow.get(person_key(person), "person", consistent_read=True))
        except DoesNotExist:
            return None

    def login(self, email: str) -> tuple[str, Attempts]:
        """See ports.People."""
        rows = {row.sk: row for row in LoginRow.query(login_partition(email), consistent_read=True)}
        login, tried = rows.get("login"), rows.get("attempts")
        attempts = Attempts(int(tried.failures or 0), float(tried.locked_until or 0)) if tried else Attempts()
        return (login.person or "") if login else "", attempts

    def count(self, email: str, old: Attempts, new: Attempts, forget_at: int | None) -> bool:
        """See ports.People."""
        row = LoginRow(login_partition(email), "attempts", failures=new.failures, locked_until=new.locked_until)
        row.expires_at = forget_at
        unchanged = LoginRow.failures == old.failures if old.failures else LoginRow.pk.does_not_exist()
        return _put(row, unchanged)

    def forgive(self, email: str) -> None:
        """See ports.People."""
        LoginRow(login_partition(email), "attempts").delete()

    def change(self, person: str, fields: Mapping[str, str]) -> Person | None:
        """See ports.People."""
        row = PersonRow(person_key(person), "person")
        actions = [getattr(PersonRow, name).set(value) for name, value in fields.items()]
        try:
            row.update(actions=actions, condition=PersonRow.status == "active")
        except UpdateError as error:
            if is_condition_failure(error):
                return None
            raise
        return _person(row)

    def rehash(self, person: Person, password: str) -> None:
        """See ports.People."""
        row = PersonRow(person_key(person.id), "person")
        try:
            row.update(actions=[PersonRow.password.set(password)], condition=PersonRow.password == person.password)
        except UpdateError as error:
            if not is_condition_failure(error):
                raise

    def change_password(self, person: Person, password: str, keep: Family) -> bool:
        """See ports.People."""
        session = SessionRow(person_key(person.id), f"session/{keep.id}")
        try:
            with transaction() as write:
                new_password(write, person, password)
                write.update(
                    session,
                    actions=[SessionRow.epoch.set(person.epoch + 1), SessionRow.version.add(1)],
                    condition=SessionRow.epoch == person.epoch,
                )
        except Refused:
            return False
        return True

    def sign_out_everywhere(self, person: str) -> None:
        """See ports.People."""
        row = PersonRow(person_key(person), "person")
        row.update(actions=[PersonRow.epoch.add(1)], condition=PersonRow.pk.exists())

    def anonymise(self, person: str, at: str) -> None:
        """See ports.People. The address is freed first: while it stands in the row, a killed run can be repeated."""
        row = PersonRow.get(person_key(person), "person", consistent_read=True)
        if row.email:
            _free(row.email, person)
        for session in SessionRow.query(person_key(person), SessionRow.sk.startswith("session/")):
            session.delete()
        gone = [getattr(PersonRow, name).remove() for name in PersonRow.get_attributes() if name not in LEFT]
        erased = [PersonRow.status.set("erased"), PersonRow.erased_at.set(row.erased_at or at)]
        row.update(actions=[*gone, *erased])


def new_password(write: object, person: Person, password: str) -> None:
    """Add to a transaction: the new hash and the end of every session, unless either changed meanwhile."""
    same = (PersonRow.password == person.password) & (PersonRow.epoch == person.epoch)
    write.update(  # type: ignore[attr-defined]
        PersonRow(person_key(person.id), "person"),
        actions=[PersonRow.password.set(password), PersonRow.epoch.add(1)],
        condition=same & (PersonRow.status == "active"),
    )


def _free(email: str, person: str) -> None:
    partition = login_partition(email)
    login = LoginRow(partition, "login")
    try:
        with transaction() as write:
            write.delete(login, condition=LoginRow.person == person)
            write.delete(LoginRow(partition, "attempts"))
    except Refused:
        return  # an earlier run freed it, and perhaps somebody else has it now


def _put(row: LoginRow, condition: object) -> bool:
    try:
        row.save(condition=condition)  # type: ignore[arg-type]
    except PutError as error:
        if is_condition_failure(error):
            return False
        raise
    return True


def _row(person: Person) -> PersonRow:
    return PersonRow(
        person_key(person.id),
        "person",
        email=person.email,
        first_name=person.first_name,
        last_name=person.last_name,
        language=person.language,
        country=person.country,
        password=person.password,
        epoch=person.epoch,
        status=person.status,
        created_at=person.created_at,
        terms_accepted_at=person.created_at,
    )


def _person(row: PersonRow) -> Person:
    return Person(
        id=row.pk.removeprefix("person/"),
        email=row.email or "",
        first_name=row.first_name or "",
        last_name=row.last_name or "",
        language=row.language or "",
        country=row.country or "",
        created_at=row.created_at,
        password=row.password or "",
        epoch=int(row.epoch or 0),
        status=row.status,  # type: ignore[arg-type]
        erasure=row.erasure or "",
    )
