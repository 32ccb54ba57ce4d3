"""Shared fixtures: a database engine in its own process, and tables of one's own in it."""

import os
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from typing import Any, Self

import hypothesis
import pytest
from botocore.loaders import JSONFileLoader

from chalicelib.local import engine
from chalicelib.local import tables as local_tables
from chalicelib.local.workflows import REGION
from chalicelib.shared import clock
from chalicelib.shared.settings import Settings
from chalicelib.shared.tables import Row, bind

# nothing in a test may reach a real account, whatever the shell says
for name in [name for name in os.environ if name.startswith(("AWS_", "PIX_")) and name != "PIX_CHROMIUM"]:
    del os.environ[name]
os.environ.update(
    AWS_ACCESS_KEY_ID="test",
    AWS_SECRET_ACCESS_KEY="test",
    AWS_DEFAULT_REGION=REGION,
    AWS_REGION=REGION,
    AWS_EC2_METADATA_DISABLED="true",
    AWS_ENDPOINT_URL_SFN="http://127.0.0.1:9",  # nobody listens; `machines` says otherwise
    POWERTOOLS_TRACE_DISABLED="true",
    POWERTOOLS_METRICS_NAMESPACE="pix",
    POWERTOOLS_SERVICE_NAME="pix",
)


# a slow machine is no defect
hypothesis.settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("any machine")

# every test that binds models makes a new client, and each client would read botocore's large files again
read_once = cache(JSONFileLoader().load_file)
JSONFileLoader.load_file = lambda self, path: read_once(path)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`pytest --in-days 400 tests/api`: would these tests still pass by then?"""
    parser.addoption("--in-days", type=int, default=0, help="days by which the system clock is ahead, in this process")


def pytest_configure(config: pytest.Config) -> None:
    """Only one place asks the system for the time (chalicelib/shared/clock.py): there it is moved."""
    ahead = timedelta(days=config.getoption("--in-days"))

    class Later(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Self:
            return super().now(tz) + ahead

    if ahead:
        clock.datetime = Later  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def dynoxide() -> Iterator[str]:
    """The address of an engine in memory, where `AWS_ENDPOINT_URL_DYNAMODB` points for the whole session."""
    port = engine.free_port()
    process = engine.start(port)
    url = f"http://127.0.0.1:{port}"
    os.environ["AWS_ENDPOINT_URL_DYNAMODB"] = url
    yield url
    process.kill()
    process.communicate()


@pytest.fixture
def tables(dynoxide: str, tmp_path: Path) -> Settings:
    """All tables, empty, of this test alone; every loaded model is bound to them."""
    settings = Settings(
        stage="test",
        table_prefix=f"t{secrets.token_hex(6)}",
        data_dir=tmp_path,
        token_secret=secrets.token_hex(32),
        store_seconds=9,  # several engines share a disk here
    )
    local_tables.create(settings)
    bind(models(), settings)
    return settings


def models(base: type[Any] = Row) -> Iterator[type[Row]]:
    """Every model that has a table."""
    for model in base.__subclasses__():
        if hasattr(model, "Meta"):
            yield model
        yield from models(model)
