"""What comes before the day: centres with a member each, sessions that start soon, their candidates, by HTTP."""

import base64
import random
from dataclasses import dataclass
from datetime import timedelta

from bench.load.calls import Calls
from bench.load.people import Candidate, Invigilator, Pace
from chalicelib.bootstrap import House
from chalicelib.certification import sheets
from chalicelib.certification.sheet_columns import CANDIDATE, labels
from chalicelib.shared import tokens
from tests.fakes import certification_day as day
from tests.fakes.certification import add_centre, add_member

AHEAD = timedelta(minutes=40)  # candidates may join an hour before the start
BIRTH = {"birth_date": "10/12/1990", "sex": "F", "birth_city": "Namur", "birth_country": "Belgique"}
ALERT_AT, LEAVE_AT = 3, 4  # one candidate of each room reports a problem, another loses the page


@dataclass(slots=True)
class Room:
    """One session with everybody in it; `member` is the token of its centre's member."""

    session: str
    member: str
    invigilator: Invigilator
    candidates: list[Candidate]


async def plan_room(rooms: House, calls: Calls, pace: Pace, number: int, seats: int) -> Room:
    """A session of a centre of its own: planned, its state machine started, its candidates enrolled by a sheet."""
    member = f"member-{number}"
    centre = add_centre(rooms)
    add_member(rooms, centre.id, member)
    token = _token(rooms, member, "centre")
    start = rooms.clock() + AHEAD
    plan = {
        "plan_id": f"plan-{number:04d}",
        "address": "1 rue Ada",
        "room": f"B{number}",
        "date": start.strftime("%Y-%m-%d"),
        "time": start.strftime("%H:%M"),
        "zone": "UTC",
        "invigilators": "Grace Hopper",
    }
    session = await calls("plan", "POST", f"/v1/centres/{centre.id}/sessions", plan, token)
    where = f"/v1/certification-sessions/{session['id']}"
    lines = [
        {**BIRTH, "last_name": "Lovelace", "first_name": f"Ada{seat}", "email": f"ada{seat}@lovelace.example"}
        for seat in range(seats)
    ]
    cells = [[line.get(name, "") for name in CANDIDATE] for line in lines]
    sheet = sheets.write_csv([["Session", session["number"]], labels("en", CANDIDATE), *cells])
    await calls("enrol", "POST", f"{where}/candidate-sheets", {"name": "x.csv", "content": _base64(sheet)}, token)
    enrolled = (await calls("list", "GET", f"{where}/candidates", None, token))["items"]
    candidates = [
        Candidate(
            calls,
            pace,
            each["id"],
            session["id"],
            _certifiable(rooms, f"learner-{number}-{seat}"),
            {name: each[name] for name in ("first_name", "last_name", "birth_date")}
            | {"session_number": session["number"]},
            session["access_code"],
            random.Random(f"{number}-{seat}"),
            alert_at=ALERT_AT if seat == 0 else 0,
            leave_at=LEAVE_AT if seat == 1 else 0,
        )
        for seat, each in enumerate(enrolled)
    ]
    invigilator = Invigilator(calls, pace, session["number"], session["invigilator_password"])
    return Room(session["id"], token, invigilator, candidates)


def _certifiable(rooms: House, person: str) -> str:
    """The token of a learner who may be certified."""
    day.certifiable(rooms, person)
    return _token(rooms, person, "learner")


def _token(rooms: House, person: str, application: tokens.Application) -> str:
    principal = tokens.Principal(person, application)
    return tokens.issue(principal, rooms.settings.token_secret, rooms.clock(), timedelta(hours=12))


def _base64(content: bytes) -> str:
    return base64.b64encode(content).decode()
