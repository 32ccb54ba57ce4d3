"""Where the running local stack is: the variables that reach it, kept in `data/stack.json` while it runs."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from chalicelib.local.workflows import REGION
from chalicelib.shared.files import secret_file, write_atomically

STATE = "stack.json"


@dataclass(frozen=True, slots=True)
class Ports:
    """Where each part listens, on the loopback interface (`web`: on the chosen host)."""

    web: int
    database: int
    functions: int
    workflows: int


@dataclass(frozen=True, slots=True)
class Running:
    """A stack that runs."""

    pid: int
    url: str
    ports: Ports
    variables: dict[str, str]


def data_dir(environment: Mapping[str, str] = os.environ) -> Path:
    """The folder of everything that the stack keeps."""
    return Path(environment.get("PIX_DATA_DIR") or "data")


def variables(ports: Ports, url: str, folder: Path) -> dict[str, str]:
    """What every process of the stack finds in its environment; what the caller's environment says comes before."""
    secret = secret_file(folder / "keys" / "token-secret").hex()
    defaults = {
        "PIX_STAGE": "local",
        "PIX_PUBLIC_URL": url,
        "PIX_DATA_DIR": str(folder.resolve()),
        "PIX_TOKEN_SECRET": secret,
        "PIX_WORKFLOW_ARN_PREFIX": f"arn:aws:states:{REGION}:123456789012:stateMachine:pix-local-",
        "PIX_STORE_SECONDS": "9",  # a laptop's disk may stall; three tries still end before the gateway's half a minute
        "AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{ports.database}",
        "POWERTOOLS_METRICS_NAMESPACE": "pix",
        "POWERTOOLS_SERVICE_NAME": "pix",
        "POWERTOOLS_TRACE_DISABLED": "true",
    }
    chosen = {name: os.environ.get(name, value) for name, value in defaults.items()}
    # never a real account's: a key of the caller's shell must not sign what goes to local engines
    fixed = {
        "AWS_ENDPOINT_URL_SFN": f"http://127.0.0.1:{ports.workflows}",
        "AWS_ENDPOINT_URL_LAMBDA": f"http://127.0.0.1:{ports.functions}",
        "AWS_ACCESS_KEY_ID": "local",
        "AWS_SECRET_ACCESS_KEY": "local",
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "PIX_LOCAL_CLOCK": str(folder.resolve() / "clock"),
        "PIX_LOCAL_PORT": str(ports.web),
        "PIX_LOCAL_FUNCTIONS_PORT": str(ports.functions),
        "PIX_LOCAL_WORKFLOWS_PORT": str(ports.workflows),
    }
    return {**chosen, **fixed}


def remember(folder: Path, running: Running) -> None:
    """Write down where the stack is; the file bears its secret, so only its owner reads it."""
    write_atomically(folder / STATE, json.dumps(asdict(running), indent=2).encode(), 0o600)


def forget(folder: Path) -> None:
    """The stack ended."""
    (folder / STATE).unlink(missing_ok=True)


def running(folder: Path | None = None) -> Running | None:
    """The stack that keeps its data there, when it runs."""
    try:
        known = json.loads(((folder or data_dir()) / STATE).read_bytes())
        os.kill(known["pid"], 0)
    except (FileNotFoundError, ProcessLookupError):
        return None
    return Running(known["pid"], known["url"], Ports(**known["ports"]), known["variables"])


def attach() -> bool:
    """Point this process at the running stack; what the environment already says stays. False when none runs."""
    found = running()
    if found:
        for name, value in found.variables.items():
            os.environ.setdefault(name, value)
    return found is not None
