"""Builds what a deployment needs: Chalice's template and zip with `infra/` merged in; the layer (`make package`)."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chalicelib.local import layer
from chalicelib.local.infra import INFRA, ROOT, Tagged, template
from chalicelib.local.workflows import REGION, TOKEN

OUT = ROOT / "build" / "package"
CHALICE_STAGE = "prod"
LEFT_OUT = re.compile(r"build these yourself|Could not install dependencies", re.IGNORECASE)
LOG_DAYS = 30
RUNTIME = f"python{sys.version_info.major}.{sys.version_info.minor}"  # Chalice packages for the Python that runs it
SECTIONS = ("Parameters", "Conditions", "Resources", "Outputs")
SHORT = {"Ref", "Condition"}  # the other functions are `Fn::...` in JSON

Resource = dict[str, Any]


class PackagingError(RuntimeError):
    """The package would be incomplete or wrong; the message says how."""


def package(out: Path = OUT) -> Path:
    """Template (`sam.json`), `deployment.zip` and the layer in `out`; PackagingError when anything was left out."""
    shutil.rmtree(out, ignore_errors=True)
    merged = out.parent / "infra.json"
    merged.parent.mkdir(parents=True, exist_ok=True)
    merged.write_text(json.dumps(infrastructure(), indent=1))
    chalice = str(Path(sys.executable).with_name("chalice"))
    command = [chalice, "package", "--stage", CHALICE_STAGE, "--merge-template", str(merged), str(out)]
    environment = {"AWS_DEFAULT_REGION": REGION, **os.environ}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    said = done.stdout + done.stderr
    if done.returncode or LEFT_OUT.search(said):
        raise PackagingError(said.strip())
    complete(json.loads((out / "sam.json").read_text()))
    layer.build(out)
    return out / "sam.json"


def infrastructure() -> dict[str, Any]:
    """All files of `infra/` as one template in JSON's long form, with what functions and machines have in common."""
    sections: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
    for path in sorted(INFRA.glob("*.yaml")):
        for section, entries in template(path.stem).items():
            _add(sections[section], long_form(entries), path.name)
    resources = sections["Resources"]
    for name in [name for name, resource in resources.items() if "Type" not in resource and name != "RestAPI"]:
        resources[name]["Properties"] |= common(name)
        resources[f"{name}Logs"] = log_group(name)
    for machine in of_type(resources, "AWS::Serverless::StateMachine").values():
        define(machine["Properties"])
    for made in of_type(resources, "AWS::Serverless::LayerVersion").values():
        made["Properties"]["CompatibleRuntimes"] = [RUNTIME]
    return sections


def _add(section: dict[str, Any], entries: dict[str, Any], source: str) -> None:
    twice = sorted(set(section) & set(entries))
    if twice:
        raise PackagingError(f"{source} defines again: {', '.join(twice)}")
    section.update(entries)


def long_form(value: Any) -> Any:
    """`!Sub x` as `{"Fn::Sub": x}`, and so on."""
    if isinstance(value, Tagged):
        ((tag, argument),) = value.items()
        if tag == "GetAtt" and isinstance(argument, str):
            argument = argument.split(".", 1)
        return {tag if tag in SHORT else f"Fn::{tag}": long_form(argument)}
    if isinstance(value, dict):
        return {key: long_form(entry) for key, entry in value.items()}
    return [long_form(entry) for entry in value] if isinstance(value, list) else value


def common(name: str) -> Resource:
    """What every function has: a name, a log group, the environment."""
    return {
        "FunctionName": {"Fn::Sub": f"pix-${{Stage}}-{name}"},
        "LoggingConfig": {"LogFormat": "JSON", "LogGroup": {"Ref": f"{name}Logs"}},
        "Environment": {"Variables": environment()},
    }


def environment() -> dict[str, Any]:
    """The settings of a deployment (chalicelib/shared/settings.py)."""
    machine = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:pix-${Stage}-"
    return {
        "PIX_STAGE": {"Ref": "Stage"},
        "PIX_TABLE_PREFIX": {"Fn::Sub": "pix-${Stage}"},
        "PIX_PUBLIC_URL": {"Ref": "PublicUrl"},
        "PIX_OBJECTS": {"Ref": "ObjectsBucket"},
        "PIX_MAIL": {"Ref": "MailSender"},
        "PIX_KEYS": "kms",
        "PIX_TOKEN_SECRET": {"Fn::Sub": "{{resolve:secretsmanager:${TokenSecret}:SecretString}}"},
        "PIX_NETWORK_SECRET": {"Fn::Sub": "{{resolve:secretsmanager:${NetworkSecret}:SecretString}}"},
        "PIX_WORKFLOW_ARN_PREFIX": {"Fn::Sub": machine},
        "POWERTOOLS_SERVICE_NAME": "pix",
        "POWERTOOLS_METRICS_NAMESPACE": {"Fn::Sub": "pix-${Stage}"},
        "POWERTOOLS_LOG_LEVEL": "INFO",
    }


def log_group(name: str) -> Resource:
    """Logs hold no personal data, and are kept a month."""
    properties = {"LogGroupName": {"Fn::Sub": f"/aws/lambda/pix-${{Stage}}-{name}"}, "RetentionInDays": LOG_DAYS}
    return {
        "Type": "AWS::Logs::LogGroup",
        "DeletionPolicy": "Delete",
        "UpdateReplacePolicy": "Delete",
        "Properties": properties,
    }


def define(machine: Resource) -> None:
    """Put the definition in, what its `${...}` stand for, and the right to call exactly those functions."""
    text = (INFRA / machine.pop("DefinitionUri")).read_text()
    names = sorted(set(TOKEN.findall(text)))
    machine["Definition"] = json.loads(text)
    machine["DefinitionSubstitutions"] = {name: _attribute(name) for name in names}
    statement = {
        "Effect": "Allow",
        "Action": "lambda:InvokeFunction",
        "Resource": [_attribute(name) for name in names if not name.endswith("Table")],
    }
    own = list(_of_itself(machine["Name"])) if '"DISTRIBUTED"' in text else []
    machine["Policies"] = [{"Version": "2012-10-17", "Statement": [statement, *own]}]


def _of_itself(name: Resource) -> Iterator[Resource]:
    """What a distributed map takes: its items are executions of the machine itself."""
    base = "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}"
    machine = {"Fn::Sub": f"{base}:stateMachine:{name['Fn::Sub']}"}
    items = {"Fn::Sub": f"{base}:execution:{name['Fn::Sub']}*"}
    yield {"Effect": "Allow", "Action": "states:StartExecution", "Resource": [machine]}
    yield {"Effect": "Allow", "Action": ["states:DescribeExecution", "states:StopExecution"], "Resource": [items]}


def _attribute(name: str) -> Resource:
    return {"Ref": name} if name.endswith("Table") else {"Fn::GetAtt": [name, "Arn"]}


def of_type(resources: dict[str, Resource], kind: str) -> dict[str, Resource]:
    """The resources of one type."""
    return {name: resource for name, resource in resources.items() if resource.get("Type") == kind}


def complete(packaged: dict[str, Any]) -> None:
    """PackagingError when `infra/` and the app name different functions, or a function has no role of its own."""
    resources = packaged["Resources"]
    bare = [name for name, resource in resources.items() if "Type" not in resource]
    if bare:
        raise PackagingError(f"infra/functions.yaml describes functions that the app does not have: {', '.join(bare)}")
    functions = of_type(resources, "AWS::Serverless::Function").items()
    loose = [name for name, function in functions if isinstance(function["Properties"]["Role"], str)]
    if loose:
        raise PackagingError(f"infra/functions.yaml gives these functions no role: {', '.join(loose)}")


def main() -> None:
    """Package, and say where."""
    try:
        made = package()
    except (PackagingError, layer.LayerError) as error:
        print(f"The package was not made: {error}", file=sys.stderr)  # noqa: T201
        raise SystemExit(1) from None
    zips = ", ".join(f"{path.name} ({path.stat().st_size / 1e6:.1f} MB)" for path in sorted(made.parent.glob("*.zip")))
    print(f"{made.relative_to(ROOT)}, {zips}, for {RUNTIME}; next: docs/deploy.md")  # noqa: T201


if __name__ == "__main__":
    main()
