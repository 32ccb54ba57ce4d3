"""`pix certification exposure` and `replay`, and the scheduled count, after a test taken over HTTP."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from app import app
from chalicelib.bootstrap import House, move_in
from chalicelib.certification.model import Candidate
from chalicelib.certification.service.scoring import score_first
from chalicelib.certification.test_log import AlertRaised, AlertValidated, payload_hash
from chalicelib.cli import certification as family
from chalicelib.cli.certification import exposure, replay
from chalicelib.local.schedules import scheduled
from chalicelib.shared.settings import Settings
from tests.fakes.certification_day import SHORT, Page, publish_bank, short
from tests.fakes.learning import FakeClock


@pytest.fixture
def rooms(tables: Settings, clock: FakeClock) -> House:
    """As everywhere here, but without simulated people: what is counted is what this test showed."""
    rules = replace(short(tables.rules), certification_rehearsal=0)
    found = move_in(House(replace(tables, rules=rules), clock))
    publish_bank(found)
    return found


@pytest.fixture
def pix(rooms: House, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs a command on the deployment of this test."""
    for module in (exposure, replay):
        monkeypatch.setattr(module, "rooms", lambda: rooms)
    return lambda *words: CliRunner().invoke(family.app, words)


@pytest.fixture
def sat(rooms: House, seated: Page, candidate: Candidate) -> Candidate:
    """Somebody who took the whole test, every second question right, and was scored."""
    seated.run(seated.enter().json(), lambda number: number % 2 == 0)
    score_first(rooms.certification, candidate.id, None, "scoring")
    return candidate


def test_a_test_taken_over_http_is_replayed(pix: Any, sat: Candidate) -> None:
    """The promise of a certificate: its choices and its result can be recomputed by whoever may see the log."""
    done = pix("replay", sat.id, "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert (found["questions"], found["results"], found["differences"]) == (SHORT, 1, [])
    assert "everything comes out the same" in pix("replay", sat.id).stdout


def test_a_saved_log_is_refused_after_one_changed_character(pix: Any, sat: Candidate, tmp_path: Path) -> None:
    """Also away from the store: a file that somebody edited proves nothing."""
    saved = tmp_path / "log.jsonl"
    assert pix("replay", sat.id, "--save", str(saved)).exit_code == 0
    assert pix("replay", sat.id, "--log", str(saved)).exit_code == 0
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace('"result":"ko"', '"result":"ok"', 1), encoding="utf-8")
    refused = pix("replay", sat.id, "--log", str(saved))
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
    changed = next(place for place, line in enumerate(text.splitlines()) if '"result":"ko"' in line)  # 2 if timed
    assert f"entry {changed} was changed" in refused.stderr
    saved.write_text("".join(f"{line}\n" for line in text.splitlines()[:-1]), encoding="utf-8")
    assert "another log" in pix("replay", sat.id, "--log", str(saved)).stderr
    assert pix("replay", "nobody").exit_code == 1
    saved.write_bytes(b"\xd0\xff")
    assert "is no log" in pix("replay", sat.id, "--log", str(saved)).stderr


def test_a_bank_that_nobody_counted_is_refused(pix: Any) -> None:
    """An empty snapshot would look as if nobody had seen anything."""
    refused = pix("exposure", "--bank", "k-mistyped")
    assert (refused.exit_code, refused.stdout, len(refused.stderr.splitlines())) == (1, "", 1)


def test_the_schedule_counts_what_was_shown(pix: Any, rooms: House, sat: Candidate) -> None:
    """Off the request path: the candidate's requests wrote no count, the scheduled function wrote them once."""
    for _ in range(2):
        app.handler_map["exposure_tally"](scheduled("exposure_tally"), None)
    test = rooms.certification.tests.get(sat.id)
    assert test
    latest = rooms.certification.exposure.latest(test.begun.bank)
    assert latest.candidates == 1
    assert {name: seen.served for name, seen in latest.items.items()} == {q.challenge: 1 for q in test.served}
    shown = json.loads(pix("exposure", "--json").stdout)
    assert (shown["tests"], shown["snapshot"], shown["candidates"]) == (0, latest.id, 1)
    assert "1 candidates" in pix("exposure").stdout


def test_the_next_candidate_starts_from_the_snapshot(pix: Any, rooms: House, sat: Candidate) -> None:
    """What was counted is what the next test withholds; its header names the snapshot, so the draw can be replayed."""
    pix("exposure")
    test = rooms.certification.tests.get(sat.id)
    assert test
    from tests.fakes.certification_bank import candidacy

    bank = test.begun.bank
    begun = rooms.certification.questions.begin(candidacy(language="en", profile=test.begun.scope, length=SHORT))
    assert begun.snapshot == rooms.certification.exposure.latest(bank).id != test.begun.snapshot
    assert set(begun.withheld) <= {served.challenge for served in test.served}


def test_an_alert_does_not_break_the_replay(pix: Any, rooms: House, seated: Page, candidate: Candidate) -> None:
    """The question that replaces an alerted one is a choice like any other."""
    view = seated.enter().json()
    ports = rooms.certification
    test = ports.tests.get(candidate.id)
    assert test
    raised = AlertRaised(
        at=test.last_at,
        number=1,
        alert_id="a1",
        category="image",
        payload=payload_hash(1, "x", "s"),
        text="x",
        salt="s",
    )
    blocked = ports.tests.append(test, raised)
    assert blocked
    bare = AlertValidated(at=test.last_at, number=1, by="access", category="image")
    from chalicelib.certification.test_log import advance, chained

    served = ports.questions.next_served(advance(blocked, chained(blocked.head, bare)))
    import msgspec

    after = ports.tests.append(blocked, msgspec.structs.replace(bare, served=served))
    assert after
    assert after.current
    assert after.current.number == view["number"] + 1
    assert pix("replay", candidate.id).exit_code == 0
