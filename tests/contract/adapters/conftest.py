"""AWS as moto plays it, in this process."""

from collections.abc import Iterator

import pytest
from moto import mock_aws


@pytest.fixture
def aws() -> Iterator[None]:
    """S3, SES and KMS of an account that does not exist."""
    with mock_aws(config={"core": {"service_whitelist": ["s3", "ses", "sesv2", "kms", "sts"]}}):
        yield
