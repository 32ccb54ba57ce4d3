"""The delivery network leads each address of the API to the API, as the local stack does."""

import re
from fnmatch import fnmatchcase
from typing import Any

import pytest

import app  # noqa: F401 - importing the routes declares them
from chalicelib.shared.http import Edge

PUBLIC = {"/.well-known/did.json", "/v1/trust-list", "/v1/status-lists/{list_id}"}
DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad"


def behaviour(infra: dict[str, Any], path: str) -> dict[str, Any]:
    """The first behaviour whose pattern fits, as CloudFront chooses; the default one otherwise."""
    config = infra["Network"]["Properties"]["DistributionConfig"]
    fitting = (each for each in config["CacheBehaviors"] if fnmatchcase(path, each["PathPattern"]))
    return next(fitting, config["DefaultCacheBehavior"])


@pytest.mark.parametrize("path", sorted({route.path for route in Edge.routes}))
def test_every_route_is_reached(infra: dict[str, Any], path: str) -> None:
    """A route that only the local stack reaches would be a page of the client, or its 404, in production."""
    found = behaviour(infra, re.sub(r"{\w+}", "x", path))
    assert found["TargetOriginId"] == "api"
    if path in PUBLIC:
        assert found["CachePolicyId"] == {"Ref": "PublicCache"}
    else:
        assert found["CachePolicyId"] == DISABLED
