"""What each function may do, read from the policies."""

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from chalicelib.local.packaging import of_type

# what only workflow functions may do: sign, issue, write what follows from decisions, change the deployment
NEVER_FOR_THE_API = ("kms:Sign", "kms:CreateKey", "s3:PutObject", "s3:DeleteObject", "ses:SendEmail",
                     "lambda:InvokeFunction", "iam:PassRole", "dynamodb:DeleteTable", "dynamodb:Scan")  # fmt: skip
READ_ONLY = {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"}


def statements(role: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for policy in role["Properties"]["Policies"]:
        yield from policy["PolicyDocument"]["Statement"]


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def actions(role: dict[str, Any]) -> set[str]:
    return {action for statement in statements(role) for action in listed(statement["Action"])}


def test_the_api_function_may_never_sign_send_or_write_files(infra: dict[str, Any]) -> None:
    """Every route is this one function: a hole in any of them must not reach what proves something to others."""
    granted = actions(infra["ApiRole"])
    assert [action for action in NEVER_FOR_THE_API if any(fnmatchcase(action, given) for given in granted)] == []


def test_the_api_function_writes_no_content(infra: dict[str, Any]) -> None:
    """Questions and solutions are published by people, not by requests."""
    for statement in statements(infra["ApiRole"]):
        if {"Fn::GetAtt": ["ContentTable", "Arn"]} in listed(statement["Resource"]):
            assert set(listed(statement["Action"])) <= READ_ONLY


def test_no_role_has_a_wildcard(infra: dict[str, Any]) -> None:
    """An action with `*` grants what nobody thought of, also in the future."""
    for name, role in of_type(infra, "AWS::IAM::Role").items():
        for statement in statements(role):
            assert not [action for action in listed(statement["Action"]) if "*" in action], name
            assert statement["Resource"] != "*" or statement.get("Condition"), (name, statement)


def test_nobody_may_scan(infra: dict[str, Any]) -> None:
    """A scan costs with the size of the table, whoever asks."""
    for name, role in of_type(infra, "AWS::IAM::Role").items():
        assert "dynamodb:Scan" not in actions(role), name


def name_of(machine: dict[str, Any]) -> str:
    return machine["Properties"]["Name"]["Fn::Sub"]


def test_only_issuance_writes_certificates(infra: dict[str, Any]) -> None:
    """The API, the jury, a session's tasks: none may write what makes a certificate valid or says who has one."""
    for name, role in of_type(infra, "AWS::IAM::Role").items():
        for statement in statements(role):
            keys = str(statement.get("Condition", {}).get("ForAllValues:StringLike", ""))
            if "certificate#" in keys and "dynamodb:PutItem" in listed(statement["Action"]):
                assert name.startswith("Issuance"), name
    refused = str(list(statements(infra["ApiRole"])))
    assert all(
        f"'{prefix}#*'" in refused
        for prefix in ("certificate", "code", "statuslist", "issuance", "register", "decision")
    )


def test_a_machine_calls_its_own_functions_only(infra: dict[str, Any]) -> None:
    """The right to call is made of the names in the definition: this holds that nothing was added."""
    for name, machine in of_type(infra, "AWS::Serverless::StateMachine").items():
        (policy,) = machine["Properties"]["Policies"]
        statement, *of_itself = policy["Statement"]
        assert all(name_of(machine) in str(each["Resource"]) for each in of_itself), name
        called = {resource["Fn::GetAtt"][0] for resource in statement["Resource"]}
        substituted = {key for key in machine["Properties"]["DefinitionSubstitutions"] if not key.endswith("Table")}
        assert called == substituted, name
