"""Passwords, locks, addresses: the pure rules."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.accounts import locks, passwords
from chalicelib.accounts.hashing import Hasher
from chalicelib.accounts.locks import Attempts
from chalicelib.accounts.model import PasswordTooWeak, login_key
from chalicelib.shared.rules import DEFAULT

NOW = datetime(2026, 11, 22, tzinfo=UTC).timestamp()
COMMON = ["12345678", "password", "PASSWORD", "Password1!", "motdepasse", "azertyuiop", "Passwort1", "dragon2024"]
PERSONAL = ["ada@example.org", "ADA@Example.org", "ada"]


@pytest.mark.parametrize("password", [*COMMON, *PERSONAL, "short7!", "aaaaaaaa", "abababab", "x" * 201])
def test_easily_guessed_passwords_are_refused(password: str) -> None:
    """What everybody tries first must not open an account."""
    with pytest.raises(PasswordTooWeak):
        passwords.check(password, "ada@example.org", DEFAULT)


@pytest.mark.parametrize("password", ["correct horse battery", "tigre-à-vélo", "été12 comme hiver", "x9" * 50 + "y"])
def test_uncommon_passwords_are_accepted(password: str) -> None:
    """No rule of classes of characters: length and rarity are enough."""
    passwords.check(password, "ada@example.org", DEFAULT)


def failing(times: int, wait: bool = True) -> tuple[Attempts, float]:
    """The attempts after so many failures, each made as soon as it is allowed, and the time then."""
    attempts, now = Attempts(), NOW
    for _ in range(times):
        now += locks.wait(attempts, now, DEFAULT) if wait else 0
        attempts = locks.counted(attempts, now, DEFAULT)
    return attempts, now


@pytest.mark.parametrize(("failures", "seconds"), [(9, 0), (10, 120), (11, 0), (20, 240), (29, 0), (30, 86_400)])
def test_locks_double_and_then_block(failures: int, seconds: int) -> None:
    """10 failures lock for 2 minutes, doubling every 10; 30 block until reset."""
    attempts, now = failing(failures)
    assert locks.wait(attempts, now, DEFAULT) == seconds


def test_a_block_does_not_end_by_itself() -> None:
    """Thirty failures are no longer mistakes: only a reset opens again."""
    attempts, now = failing(30)
    assert locks.wait(attempts, now + 10 * 365 * 86_400, DEFAULT) > 0


@given(st.floats(0, 119.9))
def test_a_lock_holds_until_its_last_second(seconds: float) -> None:
    """A wait rounded down would tell a client to come back too early."""
    attempts, now = failing(10)
    left = locks.wait(attempts, now + seconds, DEFAULT)
    assert 1 <= left <= 120
    assert locks.wait(attempts, now + seconds + left, DEFAULT) == 0


@given(st.emails())
def test_spellings_of_an_address_share_a_key(email: str) -> None:
    """Case and surrounding spaces do not make another person; the key shows no address."""
    assert login_key(f" {email.upper()} ") == login_key(email.upper().lower())
    assert email not in login_key(email)


def test_a_hash_is_argon2id_and_verifies_only_its_password() -> None:
    """The parameters stand in the hash, so that they can be raised later."""
    hasher = Hasher()
    stored = hasher.hash("correct horse battery")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert hasher.verify(stored, "correct horse battery")
    assert not hasher.verify(stored, "correct horse batterz")
    assert not hasher.outdated(stored)
    assert Hasher(memory_kib=32_768).outdated(stored)


def test_without_an_account_nothing_verifies() -> None:
    """The decoy takes the time of a real hash, and must never let in, not even by its own password."""
    hasher = Hasher(memory_kib=8, passes=1)
    assert not hasher.verify("", "nobody has this password")
    assert not hasher.verify("not a hash", "x")
