"""The job that counts exposure, killed with -9 again and again while tests are being taken."""

import os
import subprocess
import sys

from chalicelib.certification.eligibility import Counts, count
from chalicelib.certification.service.exposure import tally
from chalicelib.certification.store.exposure import SHARDS, RunningRow, TableExposure
from chalicelib.certification.store.tests import TableTests, TestRow
from chalicelib.shared.settings import Settings
from chalicelib.shared.transactions import transaction
from tests.fakes.certification_bank import candidacy, material, play

PEOPLE, ENTRIES_AT_ONCE = 6, 4
# says when it is about to count, and when it has: the parent kills it at one of these lines, or somewhere after it
PROGRAM = """
import os, sys
from chalicelib.certification.service.exposure import tally
from chalicelib.certification.store.exposure import TableExposure
from chalicelib.bootstrap import House
from chalicelib.shared.settings import from_environment

class Telling(TableExposure):
    def count(self, *arguments):
        print("counting", flush=True)
        done = super().count(*arguments)
        print("counted", flush=True)
        return done

House(from_environment(os.environ))
print("ready", flush=True)
while True:
    tally(Telling())
    print("round", flush=True)
"""


def start(settings: Settings) -> "subprocess.Popen[str]":
    """The job, round after round, in a process of its own."""
    environment = {**os.environ, "PIX_TABLE_PREFIX": settings.table_prefix, "PIX_DATA_DIR": str(settings.data_dir)}
    return subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment, stdout=subprocess.PIPE, text=True)


def test_a_job_killed_at_any_moment_counts_each_showing_once(tables: Settings) -> None:
    """A count that is lost shows an item too often; one that is doubled withholds it from those who need it."""
    stuff = material(per_competence=4)
    logs = {f"k{n}": play(stuff, candidacy(candidate=f"k{n}", seed=f"s{n}")) for n in range(PEOPLE)}
    tests, exposure, kills = TableTests(), TableExposure(), 0
    for entries in logs.values():
        with transaction(TestRow) as write:
            tests.beginning(write, entries[0])
            exposure.watching(write, entries[0])
    longest = max(map(len, logs.values()))
    for first in range(1, longest, ENTRIES_AT_ONCE):
        job = start(tables)
        for name, entries in logs.items():
            for entry in entries[first : first + ENTRIES_AT_ONCE]:
                state = tests.get(name)
                assert state
                assert tests.append(state, entry)
        assert job.stdout
        wanted = 2 + kills % 4  # ready, counting, counted, counting, ...: another line each time
        while wanted and job.stdout.readline():
            wanted -= 1
        job.kill()
        job.communicate()
        kills += 1
    tally(exposure)
    expected, found = Counts(), Counts()
    for entries in logs.values():
        expected.add(count(entries))
    for number in range(SHARDS):
        found.add(exposure.shard(stuff.bank.version, number).counts)
    assert found == expected
    assert [row.sk for number in range(SHARDS) for row in RunningRow.query(f"running#{number:02d}")] == []
    assert kills == -(-(longest - 1) // ENTRIES_AT_ONCE)
