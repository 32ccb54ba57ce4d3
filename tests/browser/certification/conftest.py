"""A stack of its own with a bank for certifications, short tests, one centre and its admin."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.certification import bank
from tests.browser.certification.helpers import LENGTH, Centre, a_centre
from tests.browser.certification.helpers_jury import Member, a_member
from tests.browser.stacks import serving


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the stack."""
    return tmp_path_factory.mktemp("certification")


@pytest.fixture(scope="session")
def stack(data: Path) -> Iterator[str]:
    """The address of a local stack whose certification tests have few questions."""
    rules = {
        "PIX_RULE_CERTIFICATION_QUESTIONS": str(LENGTH),
        "PIX_RULE_CERTIFICATION_MINIMUM_ANSWERS": str(LENGTH - 2),
        "PIX_RULE_CERTIFICATION_MAX_EXPOSURE": "1",
        "PIX_RULE_CERTIFICATION_REHEARSAL": "5",
        "PIX_RULE_ACCESS_TOKEN_MINUTES": "300",
    }
    with serving(data, bank.write(data / "bank"), **rules) as address:
        yield address


@pytest.fixture(scope="session")
def centre(stack: str, data: Path) -> Centre:
    """An approved centre and its admin, signed in."""
    return a_centre(stack, data / "data")


@pytest.fixture(scope="session")
def jury(stack: str, data: Path) -> list[Member]:
    """Three members; the first presides and publishes."""
    rights = {"Mia": ("--president", "--publisher"), "Noé": (), "Olga": ()}
    return [a_member(stack, data / "data", name, *given) for name, given in rights.items()]
