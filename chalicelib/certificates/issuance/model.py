"""What is to be done about one candidate of a published session, and what was done. Pure."""

from typing import Literal

from msgspec import Struct

from chalicelib.certificates.model import Certificate, Status
from chalicelib.jury.model import LIST
from chalicelib.jury.outcomes import Outcome

ISSUER = "certificate-issuance"  # who acts in the audit trail
AWAY = frozenset({  # of the table, the bucket or the key service: not of the certificate
    "Busy", "GetError", "QueryError", "PutError", "UpdateError", "DeleteError", "TransactWriteError", "ClientError",
    "OSError", "KMSInternalException", "DependencyTimeoutException", "ThrottlingException", "LimitExceededException",
    "EndpointConnectionError", "ConnectTimeoutError", "ReadTimeoutError", "ConnectionClosedError", "SSLError",
})  # fmt: skip
Step = Literal["issue", "settle", "finish", "done"]
FileName = Literal["credential", "document"]


class IssuanceError(Exception):
    """A certificate that cannot be issued as things stand; the message says why, and names nobody."""


class Carried(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Which decision on a candidate was carried out: `certificate` is in force since, "" when none is.

    `previous`: the certificate that this decision ended, by replacing or withdrawing it. `told`: to the candidate;
    `unreachable`: nothing more is tried, because the mail service refuses that letter.
    """

    candidate: str
    decision: str
    status: str  # of the outcome; "absent" when there was no test
    at: str
    certificate: str = ""
    previous: str = ""
    told: bool = False
    unreachable: bool = False


class Parked(Struct, frozen=True, kw_only=True):
    """A candidate whose certificate could not be made: why, how often, and when it was last tried."""

    candidate: str
    reason: str
    at: str
    times: int = 1

    def is_given_up(self, most: int) -> bool:
        """Whether it waits for the operator: not while it only waits for a service to come back."""
        return self.times >= most and self.reason.partition(":")[0] not in AWAY


class Filed(Struct, frozen=True, kw_only=True):
    """One file of a certificate: where it is kept, what it must hash to, and the key that signed it."""

    key: str
    sha256: str
    size: int
    signed_by: str


class Todo(Struct, frozen=True, kw_only=True):
    """What comes next: make and record a certificate, settle without making one, finish what is recorded, nothing."""

    do: Step
    certificate: str = ""
    previous: str = ""


def certificate_id(outcome: Outcome) -> str:
    """The certificate that carries out a decision: the same whoever asks, so that it can only be made once."""
    return id_of(outcome.candidate, outcome.decision)


def id_of(candidate: str, decision: str) -> str:
    """The same, from the key of the decision: not every decision made one."""
    subject, _, number = decision.partition("#")
    return f"{candidate}-{LIST if subject == LIST else 'case'}-{number}"


def todo(outcome: Outcome, carried: Carried | None, current: Certificate | None, status: Status | None) -> Todo:
    """What a decision asks for. `current`: the certificate in force before it, `status` what became of that one.

    A decision that changes nothing keeps the certificate as it is: same result, not revoked meanwhile.
    """
    if not outcome.status:
        return Todo(do="done")
    if carried and carried.decision == outcome.decision:
        return Todo(do="done" if carried.told else "finish", certificate=carried.certificate, previous=carried.previous)
    before = current.id if current else ""
    if outcome.status != "validated":
        return Todo(do="settle", previous=before)
    if outcome.result is None:
        raise IssuanceError("the test was validated and has no result")
    if current and status != "revoked" and current.result == result_key(outcome):
        return Todo(do="settle", certificate=before)
    return Todo(do="issue", certificate=certificate_id(outcome), previous=before)


def result_key(outcome: Outcome) -> str:
    """The sort key of the result that an outcome is about."""
    return f"{outcome.result.number:05d}" if outcome.result else ""
