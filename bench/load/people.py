"""What people do on the day: candidates who take the test, invigilators whose page asks again every few seconds."""

import asyncio
import random
import secrets
from dataclasses import dataclass, field
from typing import Any

from bench.load.calls import Calls
from tests.fakes.published import FORMS

View = dict[str, Any]
CURRENT = "/v1/invigilations/current"


@dataclass(slots=True)
class Pace:
    """How fast people are, in seconds: they arrive within `arrive`, think so long on a question (mean), and their pages
    look again after `poll`."""

    arrive: float
    think: float
    poll: float


@dataclass(slots=True)
class Candidate:
    """One candidate's browser. At question `alert_at` they report a problem; at `leave_at` they lose the page."""

    calls: Calls
    pace: Pace
    id: str
    session: str
    token: str
    identity: dict[str, str]
    access_code: str
    random: random.Random
    alert_at: int = 0
    leave_at: int = 0
    entry: str = ""
    answered: dict[int, tuple[str, Any]] = field(default_factory=dict)  # acknowledged: number -> id, value
    alerts: int = 0
    returns: int = 0

    async def sit(self) -> None:
        """From the door to the last answer."""
        await asyncio.sleep(self.random.uniform(0, self.pace.arrive))
        await self.calls("join", "POST", "/v1/candidacies", self.identity, self.token)
        view = await self._enter()
        while view["status"] != "ended":
            view = await self._step(view)

    async def _enter(self) -> View:
        """Wait for the invigilator, then begin or come back with a page of its own."""
        self.entry = secrets.token_hex(16)
        where, session = f"/v1/candidacies/{self.id}", {"session": self.session}
        await self.calls("knock", "POST", f"{where}/knock", None, self.token, **session)
        while (await self.calls("wait", "GET", where, None, self.token, **session))["confirmed_until"] is None:
            await asyncio.sleep(self.pace.poll)
        body = {"access_code": self.access_code, "entry_id": self.entry, "language": "en"}
        return await self.calls("enter", "POST", f"{where}/entry", body, self.token, **session)

    async def _step(self, view: View) -> View:
        number = view["number"]
        if view["status"] == "alert":
            await asyncio.sleep(self.pace.poll)
            return await self._send("see", "GET", "")
        if number == self.leave_at and not self.returns:
            self.returns += 1
            return await self._enter()
        if view["question"] is None:
            return await self._send("open", "POST", f"/questions/{number}/open")
        await asyncio.sleep(self.pace.think * self.random.uniform(0.5, 1.5))
        if number == self.alert_at:
            return await self._report(number)
        return await self._answer(view)

    async def _report(self, number: int) -> View:
        self.alerts += 1
        body = {"alert_id": f"alert-{number:04d}", "number": number, "category": "image"}
        return await self._send("alert", "POST", "/alerts", body)

    async def _answer(self, view: View) -> View:
        number, form = view["number"], FORMS[view["question"]["type"]]
        value = form["right" if self.random.random() < 0.6 else "wrong"]
        body = {"answer_id": f"answer-{number:04d}-{secrets.token_hex(4)}", "number": number, "value": value}
        after = await self._send("answer", "POST", "/answers", body)
        self.answered[number] = (body["answer_id"], value)
        return after

    async def _send(self, kind: str, method: str, rest: str, body: Any = None) -> View:
        return await self.calls(
            kind, method, f"/v1/certification-tests/{self.id}{rest}", body, self.token, entry=self.entry
        )


@dataclass(slots=True)
class Invigilator:
    """One invigilator's page: it looks, and does what the lines on top ask for."""

    calls: Calls
    pace: Pace
    session_number: str
    password: str
    token: str = ""

    async def watch(self) -> None:
        """Until everybody's test is over."""
        wish = {"session_number": self.session_number, "password": self.password, "name": "Grace Hopper"}
        given = await self.calls("sign in", "POST", "/v1/invigilations", wish)
        self.token = given["access_token"]
        while True:
            room = await self.calls("poll", "GET", CURRENT, None, self.token)
            await asyncio.gather(*(self._help(line) for line in room["candidates"]))  # clicks wait for no reply
            if all(line["state"] == "ended" for line in room["candidates"]):
                return
            await asyncio.sleep(self.pace.poll)

    async def _help(self, line: View) -> None:
        where = f"{CURRENT}/candidates/{line['id']}"
        if line["state"] in ("waiting", "returning"):
            await self.calls("confirm", "POST", f"{where}/confirmation", None, self.token)
        elif line["state"] == "alert":
            wish = {"decision": "validate", "category": "image"}
            number = line["alert"]["number"]
            await self.calls("decide", "POST", f"{where}/alerts/{number}/decision", wish, self.token)
