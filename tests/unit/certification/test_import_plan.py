"""A file of many sessions: grouped, checked as a whole, with every line's number."""

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.certification import import_plan
from chalicelib.certification.import_plan import Draft, Group, Preview, Surroundings
from chalicelib.certification.sheet_columns import CANDIDATE, SESSION, Cells
from chalicelib.shared.i18n import LANGUAGES, catalogue

NOW = datetime(2027, 1, 10, 12, tzinfo=UTC)
PLACE = {
    "address": "1 rue Ada",
    "room": "B12",
    "date": "15/01/2027",
    "time": "09:30",
    "invigilators": "Grace Hopper",
}
ADA = {
    "last_name": "Lovelace",
    "first_name": "Ada",
    "birth_date": "10/12/1990",
    "sex": "F",
    "birth_city": "Namur",
    "birth_country": "Belgique",
}
ALAN = {**ADA, "last_name": "Turing", "first_name": "Alan", "sex": "M"}


def line(*parts: dict[str, str], **changes: str) -> Cells:
    """One line of the file."""
    told = dict.fromkeys((*SESSION, *CANDIDATE), "")
    for part in (*parts, changes):
        told |= part
    return told


def draft(*lines: Cells, **around: Any) -> Draft:
    """What comes of these lines, which stand from line 2 on."""
    known = {"planned": lambda number: None, "taken": lambda group: False, **around}
    return import_plan.read(enumerate(lines, 2), Surroundings(NOW, "Europe/Paris", **known))


def issues(found: list[Any]) -> set[tuple[int, str, str]]:
    return {(issue.line, issue.field, issue.code) for issue in found}


def test_lines_of_one_session_are_grouped() -> None:
    """One line per candidate, in any order, with small differences of spelling: still two sessions, three people."""
    found = draft(
        line(PLACE, ADA),
        line(PLACE, ADA, room="B13"),
        line(PLACE, ALAN, address="1 Rue  ADA", time="9:30", date="2027-01-15"),
    )
    assert (found.errors, found.warnings) == ([], [])
    assert [(group.line, group.room, len(group.candidates)) for group in found.groups] == [(2, "B12", 2), (3, "B13", 1)]
    assert (found.groups[0].date, found.groups[0].time) == ("2027-01-15", "09:30")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"address": ""}, "address", "required"),
        ({"invigilators": " "}, "invigilators", "required"),
        ({"room": "x" * 201}, "room", "too-long"),
        ({"date": "31/02/2027"}, "date", "not-a-date"),
        ({"time": "25:00"}, "time", "not-a-time"),
        ({"time": "late"}, "time", "not-a-time"),
        ({"date": "31/12/9999"}, "date", "date-too-far"),
        ({"date": "10/01/2027"}, "date", "session-in-the-past"),
        ({"session_number": "12345678"}, "session_number", "session-told-twice"),
        ({"birth_city": ""}, "birth_city", "required"),
    ],
)
def test_each_flaw_has_its_line(changes: dict[str, str], field: str, code: str) -> None:
    """The centre corrects the cell that is named."""
    assert (3, field, code) in issues(draft(line(PLACE, ADA, room="other"), line(PLACE, ADA, **changes)).errors)


def test_every_flaw_of_every_line_is_told() -> None:
    """One correction for the whole file."""
    found = draft(line(PLACE, ADA, room="", sex="?"), line(PLACE, ALAN, email="x"), line(PLACE, ALAN, date=""))
    assert {
        (2, "room", "required"),
        (2, "sex", "sex-unknown"),
        (3, "email", "email-malformed"),
        (4, "date", "required"),
    } <= (issues(found.errors))
    assert [issue.line for issue in found.errors] == sorted(issue.line for issue in found.errors)


def test_lines_that_contradict_each_other() -> None:
    """The same room at the same time with other invigilators: one of the lines is wrong."""
    found = draft(line(PLACE, ADA), line(PLACE, ALAN, invigilators="Somebody else"))
    assert issues(found.errors) == {(3, "invigilators", "session-told-differently")}


def test_a_session_that_the_centre_has_already() -> None:
    """Sending a file twice must not plan its sessions twice."""
    found = draft(line(PLACE, ADA), taken=lambda group: group.room == "B12")
    assert issues(found.errors) == {(2, "session", "session-exists")}


def test_the_same_person_twice_is_left_out_with_a_word() -> None:
    """Within a file and beside who is enrolled: not worth refusing the file, but told."""
    enrolled = frozenset({import_plan.identity_of(draft(line(PLACE, ALAN)).groups[0].candidates[0])})
    number = {"session_number": "12345678"}
    found = draft(
        line(PLACE, ADA),
        line(PLACE, ADA, first_name="ADA"),
        line(number, ALAN),
        line(number, ADA),
        planned=lambda told: ("open", enrolled),
    )
    assert found.errors == []
    assert issues(found.warnings) == {(3, "last_name", "candidate-left-out"), (4, "last_name", "candidate-left-out")}
    assert [len(group.candidates) for group in found.groups] == [1, 1]


@pytest.mark.parametrize("standing", ["started", "over", None])
def test_candidates_for_a_session_by_its_number(standing: Any) -> None:
    """Only a session of the centre's own takes people, before its first test."""
    known = (standing, frozenset()) if standing else None
    found = draft(line(ADA, session_number="12345678"), planned=lambda told: known)
    assert issues(found.errors) == {(2, "session_number", f"session-{standing or 'unknown'}")}
    assert draft(line(ADA, session_number="12345678"), planned=lambda told: ("open", frozenset())).errors == []


def test_a_session_without_candidates_is_planned_with_a_word() -> None:
    """People can be enrolled later."""
    found = draft(line(PLACE))
    assert (found.errors, issues(found.warnings)) == ([], {(2, "session", "session-without-candidate")})
    assert found.groups[0].candidates == ()


def test_every_code_has_words() -> None:
    """A code alone helps nobody."""
    codes = {"session-exists", "session-unknown", "session-started", "session-over", "session-told-twice"}
    codes |= {"session-told-differently", "session-without-candidate", "candidate-left-out", "not-a-time"}
    assert all(f"enrolment.{code}" in catalogue(language) for code in codes for language in LANGUAGES)


def test_each_session_of_a_preview_is_planned_under_its_own_id() -> None:
    """The id makes a repeated confirmation find what the first one planned."""
    preview = Preview(id="I" * 26, centre="C", person="P", at="", expires_at="", zone="Europe/Paris", country="FR")
    group = Group(line=2, **{**PLACE, "date": "2027-01-15"})
    plans = [import_plan.wish_to_plan(group, preview, number).plan_id for number in range(3)]
    assert len(set(plans)) == 3
    assert plans[0] == import_plan.wish_to_plan(group, preview, 0).plan_id
