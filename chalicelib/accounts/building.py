"""Puts the concrete parts of accounts together."""

from collections.abc import Callable, Mapping

from chalicelib.accounts.hashing import Hasher
from chalicelib.accounts.personal import AccountData
from chalicelib.accounts.ports import AccountPorts, PersonalData
from chalicelib.accounts.store import TableJobs, TablePeople, TableResets, TableSessions
from chalicelib.shared.clock import Clock
from chalicelib.shared.executions import StepFunctions
from chalicelib.shared.mail import Mail
from chalicelib.shared.objects import Objects
from chalicelib.shared.ratelimit import TableLimiter
from chalicelib.shared.settings import Settings


def build_accounts(
    settings: Settings,
    clock: Clock,
    mail: Mail,
    objects: Objects,
    personal: Mapping[str, PersonalData],
    roles: Mapping[str, Callable[[str], bool]],
) -> AccountPorts:
    """The ports of a deployment; `personal` names the other rooms that know about people, `roles` those with roles."""
    people, sessions, jobs = TablePeople(), TableSessions(), TableJobs()
    return AccountPorts(
        settings=settings,
        clock=clock,
        people=people,
        sessions=sessions,
        resets=TableResets(),
        jobs=jobs,
        executions=StepFunctions(settings.workflow_arn_prefix),
        hasher=Hasher(),
        limiter=TableLimiter(settings.token_secret, clock),
        mail=mail,
        objects=objects,
        personal={"account": AccountData(people, sessions, jobs, objects, clock), **personal},
        roles=roles,
    )
