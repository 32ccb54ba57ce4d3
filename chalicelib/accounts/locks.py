"""When wrong passwords close an account's door, and for how long."""

from dataclasses import dataclass

from chalicelib.shared.rules import Rules

UNTIL_RESET = 86_400  # seconds told to a client that only a reset lets in again


@dataclass(frozen=True, slots=True)
class Attempts:
    """What was tried since the last success; `locked_until` in seconds since 1970."""

    failures: int = 0
    locked_until: float = 0.0


def wait(attempts: Attempts, now: float, rules: Rules) -> int:
    """Seconds to wait before the next try; 0 when it may be made at once."""
    if attempts.failures >= rules.failures_before_block:
        return UNTIL_RESET
    return max(0, int(attempts.locked_until - now + 0.999))


def counted(attempts: Attempts, now: float, rules: Rules) -> Attempts:
    """The attempts with one more, counted as a failure until it proves right.

    Every `failures_before_lock` failures lock, the first time for `lock_minutes`, then for twice as long each time.
    """
    failures = attempts.failures + 1
    rounds, rest = divmod(failures, rules.failures_before_lock)
    if rest:
        return Attempts(failures, attempts.locked_until)
    return Attempts(failures, now + rules.lock_minutes * 60 * 2 ** (rounds - 1))
