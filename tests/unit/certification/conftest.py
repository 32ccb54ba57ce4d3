"""Banks for the certification tests: small, seeded, built once."""

import pytest

from chalicelib.adaptive.bank import Item
from chalicelib.adaptive.certification import RankedBank, build
from chalicelib.adaptive.simulation.certification_people import synthetic_bank


@pytest.fixture(scope="session")
def items() -> tuple[Item, ...]:
    """640 items, 16 competences of 40 items in 8 topics."""
    return synthetic_bank(640, seed=7, topics=8)


@pytest.fixture(scope="session")
def bank(items: tuple[Item, ...]) -> RankedBank:
    """The items ranked, balanced over competences, without a cap."""
    return build(items)
