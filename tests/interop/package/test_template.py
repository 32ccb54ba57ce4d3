"""The packaged template, judged by cfn-lint; and what `infra/` must say."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from chalicelib.local import headers
from chalicelib.local.infra import INFRA, ROOT
from chalicelib.local.packaging import of_type
from chalicelib.shared.http.edge import NETWORK_HEADER
from tests.conftest import models

FUNCTION = "AWS::Serverless::Function"


def test_cfn_lint_finds_nothing(package: Path) -> None:
    """A mistake in the template would show only half-way through a deployment."""
    lint = str(Path(sys.executable).with_name("cfn-lint"))
    done = subprocess.run(
        [lint, str(package / "sam.json"), "-r", "eu-west-3", "-c", "I"], capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (0, "")


def test_the_state_machines_are_valid() -> None:
    """An engine of our own accepts more than AWS does: a validator of others judges the definitions."""
    validator = str(ROOT / "node_modules" / ".bin" / "asl-validator")
    for path in sorted((INFRA / "workflows").glob("*.asl.json")):
        done = subprocess.run([validator, "--json-path", str(path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_function_has_its_role_name_and_logs(packaged: dict[str, Any]) -> None:
    """A function without a role of its own would get everybody's rights, without a log group endless logs."""
    for name, function in of_type(packaged["Resources"], FUNCTION).items():
        properties = function["Properties"]
        assert properties["Role"]["Fn::GetAtt"][0].endswith("Role"), name
        assert properties["FunctionName"] == {"Fn::Sub": f"pix-${{Stage}}-{name}"}
        assert packaged["Resources"][f"{name}Logs"]["Properties"]["RetentionInDays"] == 30


def test_what_people_did_cannot_be_deleted_by_mistake(infra: dict[str, Any]) -> None:
    """Accounts, content and logs: recovery to any second of 35 days, protection, and no deletion with the stack."""
    for name in ("AccountsTable", "ContentTable", "LearningTable"):
        table = infra[name]
        assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"
        assert table["Properties"]["DeletionProtectionEnabled"] == {"Ref": "Protected"}
        recovery = table["Properties"]["PointInTimeRecoverySpecification"]
        assert recovery == {"PointInTimeRecoveryEnabled": True, "RecoveryPeriodInDays": 35}


def test_every_model_has_its_table(infra: dict[str, Any]) -> None:
    """The models that programs use and the tables that a deployment creates must be the same ones."""
    import app  # noqa: F401 - loads every room
    from chalicelib.shared.tables import _SHORT_NAMES

    tables = {
        table["Properties"]["TableName"]["Fn::Sub"].removeprefix("pix-${Stage}-"): table["Properties"]
        for table in of_type(infra, "AWS::DynamoDB::Table").values()
    }
    for model in models():
        short = _SHORT_NAMES.get(model, model.Meta.table_name)  # type: ignore[attr-defined]
        table = tables[short]
        keys = {key["KeyType"]: key["AttributeName"] for key in table["KeySchema"]}
        assert keys == {"HASH": model._hash_keyname, "RANGE": model._range_keyname}, model
        wanted = {index.Meta.index_name for index in model._indexes.values()}
        assert wanted <= {index["IndexName"] for index in table.get("GlobalSecondaryIndexes", [])}, model
        if "expires_at" in model.get_attributes():
            assert table["TimeToLiveSpecification"] == {"AttributeName": "expires_at", "Enabled": True}, model


@pytest.mark.parametrize(
    ("policy", "content_policy", "cache"),
    [
        ("PagesHeaders", headers.PAGES, headers.REVALIDATE),
        ("AssetsHeaders", headers.PAGES, headers.IMMUTABLE),
        ("ObjectsHeaders", headers.NOTHING, headers.IMMUTABLE),
        ("EnvironmentsHeaders", headers.ENVIRONMENTS, headers.IMMUTABLE),
    ],
)
def test_the_network_sends_what_the_local_stack_sends(
    infra: dict[str, Any], policy: str, content_policy: str, cache: str
) -> None:
    """A page that works at home must not break, or lose its protection, behind the network."""
    config = infra[policy]["Properties"]["ResponseHeadersPolicyConfig"]
    security = config["SecurityHeadersConfig"]
    assert security["ContentSecurityPolicy"]["ContentSecurityPolicy"] == content_policy
    given = {item["Header"]: item["Value"] for item in config["CustomHeadersConfig"]["Items"]}
    common = dict(headers.COMMON)
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == common.pop("Referrer-Policy")
    assert common.pop("X-Content-Type-Options") == "nosniff"
    assert "ContentTypeOptions" in security
    assert given == {"Cache-Control": cache, **common}


def test_the_network_proves_itself_to_the_api(infra: dict[str, Any]) -> None:
    """Else rate limits would count the network's addresses: both sides must have the same header and secret."""
    origins = infra["Network"]["Properties"]["DistributionConfig"]["Origins"]
    (api,) = (origin for origin in origins if origin["Id"] == "api")
    (header,) = api["OriginCustomHeaders"]
    assert header["HeaderName"].lower() == NETWORK_HEADER
    assert header["HeaderValue"] == infra["APIHandler"]["Properties"]["Environment"]["Variables"]["PIX_NETWORK_SECRET"]
