"""The environment, read once into one frozen object."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from chalicelib.shared.rules import DEFAULT, Rules, override


@dataclass(frozen=True, slots=True)
class Settings:
    """What a deployment decides; numbers of the domain are in `rules`."""

    stage: str = "local"
    table_prefix: str = "pix"
    public_url: str = "http://127.0.0.1:8080"
    data_dir: Path = Path("data")
    objects: str = "folder"  # "folder" (under data_dir) or the name of a bucket
    mail: str = "outbox"  # "outbox" (a folder under data_dir) or the sender's address at SES
    keys: str = "folder"  # "folder" (under data_dir) or "kms"
    token_secret: str = field(default="", repr=False)
    network_secret: str = field(default="", repr=False)  # what the delivery network says to be believed
    workflow_arn_prefix: str = "arn:aws:states:eu-west-3:123456789012:stateMachine:pix-"
    register_client: str = ""  # ids that the Caisse des dépôts gives to who tells its register of certificates
    register_contract: str = ""
    register_type: str = "RS"  # or "RNCP"
    register_code: str = ""  # of the certification, for example RS and its number
    store_seconds: int = 2  # for one reply of the store, before the request is sent again
    rules: Rules = DEFAULT

    def table(self, name: str) -> str:
        """The full name of one table, for example `pix-learning`."""
        return f"{self.table_prefix}-{name}"

    @property
    def cookies_secure(self) -> bool:
        """Cookies carry `Secure` wherever the service is reached by HTTPS."""
        return self.public_url.startswith("https://")


RULE_PREFIX = "PIX_RULE_"
VARIABLES = {
    "stage": "PIX_STAGE",
    "table_prefix": "PIX_TABLE_PREFIX",
    "public_url": "PIX_PUBLIC_URL",
    "data_dir": "PIX_DATA_DIR",
    "objects": "PIX_OBJECTS",
    "mail": "PIX_MAIL",
    "keys": "PIX_KEYS",
    "token_secret": "PIX_TOKEN_SECRET",
    "network_secret": "PIX_NETWORK_SECRET",
    "workflow_arn_prefix": "PIX_WORKFLOW_ARN_PREFIX",
    "register_client": "PIX_REGISTER_CLIENT",
    "register_contract": "PIX_REGISTER_CONTRACT",
    "register_type": "PIX_REGISTER_TYPE",
    "register_code": "PIX_REGISTER_CODE",
    "store_seconds": "PIX_STORE_SECONDS",
}


def from_environment(environment: Mapping[str, str]) -> Settings:
    """Settings from `PIX_*` variables; ValueError names what cannot be read."""
    given = {name: environment[variable] for name, variable in VARIABLES.items() if environment.get(variable)}
    overrides = {
        key.removeprefix(RULE_PREFIX).lower(): value
        for key, value in environment.items()
        if key.startswith(RULE_PREFIX)
    }
    values: dict[str, object] = {**given}
    if "data_dir" in given:
        values["data_dir"] = Path(given["data_dir"])
    if "store_seconds" in given:
        values["store_seconds"] = _seconds("PIX_STORE_SECONDS", given["store_seconds"])
    return Settings(**values, rules=override(DEFAULT, overrides))  # type: ignore[arg-type]


def _seconds(variable: str, text: str) -> int:
    if text.isdecimal() and int(text) > 0:
        return int(text)
    raise ValueError(f"{variable} must be a whole number of seconds above 0, not {text!r}")
