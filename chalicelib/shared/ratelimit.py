"""Rate limits: so many requests per fixed window and subject, on the few routes that are open to anyone."""

import hashlib
import hmac
import math
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from pynamodb.attributes import NumberAttribute

from chalicelib.shared.clock import Clock, system_clock
from chalicelib.shared.errors import TooManyRequests
from chalicelib.shared.rules import Rules
from chalicelib.shared.tables import Limits as TableLimits
from chalicelib.shared.tables import Row


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` within `per`; the name tells limits apart."""

    name: str
    times: int
    per: timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force. A source is a network address, shared by a whole school: its limits are wide."""

    sign_in_source: Limit
    sign_in_account: Limit
    sign_up_source: Limit
    taken_source: Limit
    reset_source: Limit
    reset_account: Limit
    demo_source: Limit
    remark_person: Limit
    join_person: Limit
    join_source: Limit
    code_person: Limit
    code_session: Limit
    invigilation_source: Limit
    invigilation_room: Limit


def limits(rules: Rules) -> Limits:
    """The limits that the rules ask for."""
    per = timedelta(minutes=rules.rate_window_minutes)
    return Limits(
        sign_in_source=Limit("sign-in-source", rules.sign_ins_per_source, per),
        sign_in_account=Limit("sign-in-account", rules.sign_ins_per_account, per),
        sign_up_source=Limit("sign-up-source", rules.sign_ups_per_source, per),
        taken_source=Limit("taken-source", rules.taken_addresses_per_source, per),
        reset_source=Limit("reset-source", rules.resets_per_source, per),
        reset_account=Limit("reset-account", rules.resets_per_account, per),
        demo_source=Limit("demo-source", rules.demos_per_source, per),
        remark_person=Limit("remark-person", rules.remarks_per_person, per),
        join_person=Limit("join-person", rules.joins_per_person, per),
        join_source=Limit("join-source", rules.joins_per_source, per),
        code_person=Limit("code-person", rules.access_codes_per_person, per),
        code_session=Limit("code-session", rules.wrong_access_codes_per_session, per),
        invigilation_source=Limit("invigilation-source", rules.invigilations_per_source, per),
        invigilation_room=Limit("invigilation-room", rules.invigilations_per_source_and_session, per),
    )


class Limiter(Protocol):
    """Counts requests."""

    def hit(self, limit: Limit, subject: str) -> None:
        """Count one; TooManyRequests, with the seconds left of the window, when it is one too many."""
        ...

    def check(self, limit: Limit, subject: str) -> None:
        """TooManyRequests when the limit is reached; counts nothing."""
        ...


class RateRow(Row):
    """One counter of one window, in the ephemeral table."""

    class Meta(TableLimits):
        """The table, by its short name."""

        table_name = "ephemeral"

    hits = NumberAttribute(default=0)
    expires_at = NumberAttribute()


MODELS = (RateRow,)


class TableLimiter:
    """Counters as atomic additions; subjects are filed under a keyed hash, never in clear."""

    def __init__(self, secret: str, clock: Clock = system_clock) -> None:
        self._secret, self._clock = secret.encode(), clock

    def hit(self, limit: Limit, subject: str) -> None:
        """See Limiter."""
        key, ends = self._window(limit, subject)
        row = RateRow(key, "count")
        row.update(actions=[RateRow.hits.add(1), RateRow.expires_at.set(math.ceil(ends))])
        self._refuse_above(limit.times, row.hits, ends)

    def check(self, limit: Limit, subject: str) -> None:
        """See Limiter."""
        key, ends = self._window(limit, subject)
        found = next(iter(RateRow.query(key, limit=1)), None)
        self._refuse_above(limit.times - 1, found.hits if found else 0, ends)

    def _refuse_above(self, allowed: int, hits: float, ends: float) -> None:
        if hits > allowed:
            raise TooManyRequests(retry_after=max(1, math.ceil(ends - self._clock().timestamp())))

    def _window(self, limit: Limit, subject: str) -> tuple[str, float]:
        seconds = limit.per.total_seconds()
        number = int(self._clock().timestamp() // seconds)
        filed = hmac.new(self._secret, subject.encode(), hashlib.sha256).hexdigest()[:32]
        return f"rate/{limit.name}/{filed}/{number}", (number + 1) * seconds
