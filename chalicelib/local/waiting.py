"""Has moto's interpreter wait by a clock that can be moved: `Wait` states, and waits for a task token.

Other limits (of a function's call, between two tries) stay in real time: they measure machines, not days. moto itself
compares dates with the machine's local time, so this also holds where the machine's zone is not UTC.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Event
from typing import Any

from chalicelib.shared.clock import Clock, parse

LOOK_SECONDS = 0.05  # how soon a move of the clock is seen


def wait(event: Event, until: datetime, clock: Clock, goes_on: Callable[[], bool] = lambda: True) -> None:
    """Until the event is set, the clock shows that time, or it is not to go on."""
    while goes_on() and not event.is_set() and (left := (until - clock()).total_seconds()) > 0:
        event.wait(min(left, LOOK_SECONDS))


def follow(clock: Clock) -> None:
    """Have the interpreter of this process go by that clock, and leave a wait for a token when it is stopped."""
    from moto.stepfunctions.parser.asl.component.state.exec.state_task.service import state_task_service_callback
    from moto.stepfunctions.parser.asl.component.state.wait.wait_function.timestamp import Timestamp
    from moto.stepfunctions.parser.asl.eval.callback.callback import (
        CallbackEndpoint,
        CallbackOutcomeSuccess,
        CallbackOutcomeTimedOut,
    )

    made: Any = CallbackEndpoint.__init__

    def wait_for_date(self: Any, env: Any) -> None:
        self.string.eval(env=env)
        text: str = env.stack.pop()
        if self._from_timestamp_string(timestamp=text) is None:
            self._get_wait_seconds(env)  # tells in its own words that this is no date
        wait(env.program_state_event, parse(text).astimezone(UTC), clock, env.is_running)

    def make(self: Any, callback_id: str) -> None:
        made(self, callback_id)
        self.since = clock()  # a limit counts from here: the token is not yet known to anybody

    def wait_for_token(
        self: Any,  # noqa: ARG001
        env: Any,
        timeout_seconds: float,
        callback_endpoint: Any,
        heartbeat_endpoint: Any,  # noqa: ARG001 - no machine of ours has heartbeats
    ) -> Any:
        until = callback_endpoint.since + timedelta(seconds=timeout_seconds)
        wait(callback_endpoint._notify_event, until, clock, env.is_running)
        # stopped: any success will do, for nothing is done with it; a failure would make the execution FAILED
        late = CallbackOutcomeTimedOut("") if env.is_running() else CallbackOutcomeSuccess("", "null")
        return callback_endpoint.get_outcome() or late

    Timestamp._eval_body = wait_for_date  # type: ignore[method-assign]
    CallbackEndpoint.__init__ = make  # type: ignore[method-assign]
    state_task_service_callback.StateTaskServiceCallback._eval_wait_for_task_token = wait_for_token
