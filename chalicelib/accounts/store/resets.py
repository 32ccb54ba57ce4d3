"""Wishes for a new password, in the ephemeral table."""

from pynamodb.exceptions import DoesNotExist, UpdateError

from chalicelib.accounts.model import Person, Reset
from chalicelib.accounts.store.people import login_partition, new_password
from chalicelib.accounts.store.rows import LoginRow, Refused, ResetRow, transaction
from chalicelib.shared.tables import is_condition_failure


class TableResets:
    """See ports.Resets."""

    def add(self, reset: Reset) -> None:
        """See ports.Resets."""
        ResetRow(_key(reset.id), "reset", email=reset.email, expires_at=reset.expires_at).save()

    def get(self, reset: str) -> Reset | None:
        """See ports.Resets."""
        try:
            row = ResetRow.get(_key(reset), "reset", consistent_read=True)
        except DoesNotExist:
            return None
        found = (row.person or "", row.digest or "", row.fingerprint or "")
        return Reset(reset, row.email, int(row.expires_at), *found)

    def arm(self, reset: Reset) -> bool:
        """See ports.Resets."""
        made = {"person": reset.person, "digest": reset.digest, "fingerprint": reset.fingerprint}
        actions = [getattr(ResetRow, name).set(value) for name, value in made.items()]
        try:
            ResetRow(_key(reset.id), "reset").update(actions=actions, condition=ResetRow.pk.exists())
        except UpdateError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def use(self, reset: Reset, person: Person, password: str, now: int) -> bool:
        """See ports.Resets."""
        usable = (ResetRow.digest == reset.digest) & (ResetRow.expires_at > now)
        try:
            with transaction() as write:
                write.delete(ResetRow(_key(reset.id), "reset"), condition=usable)
                new_password(write, person, password)
                write.delete(LoginRow(login_partition(person.email), "attempts"))
        except Refused:
            return False
        return True


def _key(reset: str) -> str:
    return f"reset/{reset}"
