"""Once: a claim on a side effect that the outside world would repeat.

A claim is a lease. Whoever dies between the claim and the confirmation leaves a lease that runs out, and a later
attempt does the work: so the effect happens at least once, and twice only after a crash inside the lease.
"""

from datetime import timedelta
from typing import Protocol

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DeleteError, DoesNotExist, PutError

from chalicelib.shared.clock import Clock, system_clock
from chalicelib.shared.tables import Limits, Row, is_condition_failure

LEASE = timedelta(minutes=2)
MEMORY = timedelta(days=8)


class Once(Protocol):
    """Remembers what was begun and what was done."""

    def claim(self, key: str) -> bool:
        """Whether the caller is to do it now: False when it was done, or another is at it."""
        ...

    def done(self, key: str) -> bool:
        """Whether it was confirmed (consistent): otherwise whoever holds the claim may still die at it."""
        ...

    def confirm(self, key: str) -> None:
        """It was done; remembered for eight days."""
        ...

    def release(self, key: str) -> None:
        """It was not done; the next one may try at once."""
        ...


class OnceRow(Row):
    """One claim in the ephemeral table."""

    class Meta(Limits):
        """The table, by its short name."""

        table_name = "ephemeral"

    state = UnicodeAttribute()
    lease_until = NumberAttribute()
    expires_at = NumberAttribute()


MODELS = (OnceRow,)


class TableOnce:
    """Claims as conditional writes."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self._clock = clock

    def claim(self, key: str) -> bool:
        """See Once."""
        now = self._clock().timestamp()
        free = OnceRow.pk.does_not_exist() | ((OnceRow.state == "claimed") & (OnceRow.lease_until < now))
        return self._written(self._row(key, "claimed"), free)

    def done(self, key: str) -> bool:
        """See Once."""
        try:
            return OnceRow.get(f"once/{key}", "claim", consistent_read=True).state == "done"
        except DoesNotExist:
            return False

    def confirm(self, key: str) -> None:
        """See Once."""
        self._row(key, "done").save()

    def release(self, key: str) -> None:
        """See Once."""
        try:
            self._row(key, "claimed").delete(condition=OnceRow.state == "claimed")
        except DeleteError as error:
            if not is_condition_failure(error):
                raise

    def _written(self, row: OnceRow, condition: object) -> bool:
        try:
            row.save(condition=condition)  # type: ignore[arg-type]
        except PutError as error:
            if is_condition_failure(error):
                return False
            raise
        return True

    def _row(self, key: str, state: str) -> OnceRow:
        now = self._clock()
        return OnceRow(
            f"once/{key}",
            "claim",
            state=state,
            lease_until=(now + LEASE).timestamp(),
            expires_at=int((now + MEMORY).timestamp()),
        )
