"""Logs, projections, presences and links in the certification table: every condition, at a real engine."""

import pytest

from chalicelib.certification import progress, test_log
from chalicelib.certification.model import Candidate
from chalicelib.certification.presence import Presence
from chalicelib.certification.store.links import TableLinks
from chalicelib.certification.store.presence import TablePresences
from chalicelib.certification.store.rows import CertificationRow, to_json
from chalicelib.certification.store.tests import TableTests, TestRow
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import Refused, transaction
from tests.fakes import certification_logs as logs

AT = "2026-11-22T10:00:00.000Z"
SESSION = logs.begun().session
CONFIRMED = Presence(session=SESSION, candidate=logs.TEST, count=1, by="access-1", confirmed_at=AT)

pytestmark = pytest.mark.usefixtures("tables")


def begin(tests: TableTests) -> test_log.Test:
    """A test of its own in the table."""
    with transaction(TestRow) as write:
        return tests.beginning(write, logs.begun())


def test_a_log_is_read_as_it_was_written(tables: Settings) -> None:
    """Entry by entry, chained by the store: what a replay needs."""
    tests = TableTests()
    assert tests.get(logs.TEST) is None
    test = begin(tests)
    for entry in (logs.answered(1, "éé"), logs.raised(2), logs.validated(2)):
        after = tests.append(test, entry)
        assert after is not None
        test = after
    assert tests.get(logs.TEST) == test
    assert test_log.load(logs.TEST, tests.texts(logs.TEST)) == test


def test_a_test_begins_once(tables: Settings) -> None:
    """A test's id is its candidate's: the store has no place for a second one."""
    tests = TableTests()
    begin(tests)
    with pytest.raises(Refused):
        begin(tests)


def test_of_two_writers_for_a_position_one_wins(tables: Settings) -> None:
    """Also when one of them writes inside a transaction."""
    tests = TableTests()
    test = begin(tests)
    assert tests.append(test, logs.answered(1)) is not None
    assert tests.append(test, logs.answered(1, "other")) is None
    with pytest.raises(Refused), transaction(TestRow) as write:
        tests.appending(write, test, logs.raised(1))


def test_a_changed_character_in_the_table_is_refused(tables: Settings) -> None:
    """Whoever writes to the table by other means does not do so unseen."""
    tests = TableTests()
    test = begin(tests)
    tests.append(test, logs.answered(1, result="ko"))
    row = TestRow.get(f"test#{logs.TEST}", "00001")
    row.update(actions=[TestRow.data.set(row.data.replace('"ko"', '"ok"'))])
    with pytest.raises(test_log.LogError, match="entry 1 was changed"):
        tests.get(logs.TEST)


def test_blanked_texts(tables: Settings) -> None:
    """An erased person's words go, twice over; the log still holds."""
    tests = TableTests()
    tests.append(begin(tests), logs.answered(1, "typed"))
    tests.forget_texts(logs.TEST)
    tests.forget_texts(logs.TEST)
    assert "typed" not in "".join(tests.texts(logs.TEST))
    test = tests.get(logs.TEST)
    assert test is not None
    assert test.answers[0].result == "ok"


def test_a_projection_never_goes_back(tables: Settings) -> None:
    """Two answers in quick succession may write their lines in the wrong order."""
    tests = TableTests()
    first = begin(tests)
    second = tests.append(first, logs.answered(1))
    assert second is not None
    tests.keep_progress(SESSION, progress.of(second))
    tests.keep_progress(SESSION, progress.of(first))
    assert tests.progress(SESSION, logs.TEST) == progress.of(second)
    assert tests.progress(SESSION, "nobody") is None


def test_a_confirmation_is_used_once(tables: Settings) -> None:
    """From the state that was seen, and only from that one."""
    presences = TablePresences()
    with transaction(TestRow) as write:
        presences.confirming(write, None, CONFIRMED)
    assert presences.get(SESSION, logs.TEST) == CONFIRMED
    with transaction(TestRow) as write:
        presences.using(write, CONFIRMED, AT)
    with pytest.raises(Refused), transaction(TestRow) as write:
        presences.using(write, CONFIRMED, AT)
    with pytest.raises(Refused), transaction(TestRow) as write:
        presences.withdrawing(write, CONFIRMED)
    used = presences.get(SESSION, logs.TEST)
    assert used is not None
    assert used.used_at == AT


def test_a_withdrawn_confirmation_cannot_be_used(tables: Settings) -> None:
    """The next one has another number."""
    presences = TablePresences()
    with transaction(TestRow) as write:
        presences.confirming(write, None, CONFIRMED)
    with transaction(TestRow) as write:
        presences.withdrawing(write, CONFIRMED)
    with pytest.raises(Refused), transaction(TestRow) as write:
        presences.using(write, CONFIRMED, AT)
    with pytest.raises(Refused), transaction(TestRow) as write:
        presences.confirming(write, None, CONFIRMED)
    withdrawn = presences.get(SESSION, logs.TEST)
    assert withdrawn is not None
    assert withdrawn.confirmed_at is None


def test_links_are_one_to_one(tables: Settings) -> None:
    """A person is one candidate of a session, a candidate is one person."""
    links, made = TableLinks(), []
    for name in ("a", "b"):
        candidate = Candidate(id=name, session=SESSION, first_name=name, last_name=name, birth_date="2000-01-01")
        CertificationRow(f"session#{SESSION}", f"candidate#{name}", data=to_json(candidate)).save()
        made.append(candidate)
    assert links.link(made[0], "ada", AT)
    assert not links.link(made[0], "bob", AT)
    assert not links.link(made[1], "ada", AT)
    assert links.link(made[1], "bob", AT)
    assert (links.joined("ada"), links.joined("eve")) == ([(SESSION, "a")], [])
