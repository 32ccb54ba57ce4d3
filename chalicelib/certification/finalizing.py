"""What a session needs before its centre can finalize it. Pure."""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from chalicelib.certification.scoring import AbortReason
from chalicelib.certification.test_log import Test

Lack = Literal["no-test-started", "abort-reason-missing", "abort-reason-needless", "alert-open"]


class Finalization(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the centre says of a session once it is over. `abort_reasons`: by candidate, for each unfinished test.

    `comment_hash`, `salt`: the audit trail has the hash, and with the salt it can be checked.
    """

    session: str
    at: str
    by: str
    comment: str = ""
    comment_hash: str = ""
    salt: str = ""
    incident: bool = False
    joining_trouble: bool = False
    abort_reasons: dict[str, AbortReason] = msgspec.field(default_factory=dict)


class Lacking(Struct, frozen=True):
    """One thing that stands in the way; `candidate` is empty when it is not about one."""

    code: Lack
    candidate: str = ""


def lacking(
    tests: Iterable[Test], reasons: Mapping[str, AbortReason], unreadable: Collection[str] = ()
) -> list[Lacking]:
    """Everything that stands in the way, in the order of the tests.

    A reason given for a test that was completed meanwhile stands in the way too: the centre should see that it was.
    `unreadable`: tests whose log was changed. The centre can do nothing about them, so nothing is asked; a jury looks.
    """
    begun = list(tests)
    if not begun and not unreadable:
        return [Lacking("no-test-started")]
    return [Lacking(code, test.id) for test in begun if (code := _lack(test, reasons))]


def _lack(test: Test, reasons: Mapping[str, AbortReason]) -> Lack | None:
    if test.complete:
        return "abort-reason-needless" if test.id in reasons else None
    if test.open_alert:
        return "alert-open"
    return None if test.id in reasons else "abort-reason-missing"
