"""What a command says in one plain line when something fails that it does not explain itself."""

import os
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from chalicelib.shared.errors import PixError

REGION, OUR_REGION = "AWS_DEFAULT_REGION", "AWS_REGION"  # the SDK for Python reads the first only
STORE = "AWS_ENDPOINT_URL_DYNAMODB"
AGAIN = "What was done before that is kept; the same command may be run again."


def tell(error: Exception) -> int | None:
    """Say what failed on stderr; the exit code, or None when it is an error of ours, which needs its traceback."""
    from chalicelib.shared.errors import InvalidRequest

    said = words(error)
    if said is None:
        return None
    typer.echo(f"pix: {' '.join(said.split())}", err=True)
    return 2 if isinstance(error, InvalidRequest) else 1


def words(error: Exception) -> str | None:
    """What happened, and what to do; None for an error of ours."""
    from botocore.exceptions import BotoCoreError, ClientError
    from pynamodb.exceptions import PynamoDBException

    from chalicelib.shared.errors import Busy, PixError

    if isinstance(error, Busy):
        return f"{error.detail or 'The store is busy.'} {AGAIN}"
    if isinstance(error, PixError):
        return error.detail or _translated(error)
    if isinstance(error, PynamoDBException) and isinstance(error.cause, BotoCoreError | ClientError):
        error = error.cause
    if isinstance(error, BotoCoreError | ClientError):
        return _of_aws(error)
    if isinstance(error, OSError) and error.filename and error.strerror:
        return f"{os.fsdecode(error.filename)}: {error.strerror}."
    return None


def _translated(error: "PixError") -> str:
    from chalicelib.shared.i18n import translate

    return translate("en", f"error.{error.code}", **error.parameters)


def _of_aws(error: Exception) -> str:
    """A service that does not answer, credentials that are missing, or a refusal in the service's own words."""
    from botocore.exceptions import ClientError, HTTPClientError, NoCredentialsError, NoRegionError
    from botocore.exceptions import ConnectionError as NoConnection

    if isinstance(error, ClientError):
        told = error.response.get("Error", {})
        return _refused(str(told.get("Code", "")), str(told.get("Message", "")), error.operation_name)
    if isinstance(error, NoConnection | HTTPClientError):
        return f"{_asked(error)} does not answer. {_hint()} {AGAIN}"
    if isinstance(error, NoRegionError | NoCredentialsError):
        return f"{error}. Set {REGION} and credentials of the deployment, or start a local stack: `make run`."
    return f"{error}."


def _asked(error: Exception) -> str:
    return str(getattr(error, "kwargs", {}).get("endpoint_url") or "The service")


def _hint() -> str:
    if os.environ.get(STORE):
        return "Is the local stack whole? `pix stack status` says whether it runs, its data/logs why not."
    return "Check the network and the region."


def _refused(code: str, message: str, operation: str) -> str:
    if code == "ResourceNotFoundException":
        return f"{operation}: what was asked for is not there. Is PIX_TABLE_PREFIX that of this deployment? {message}"
    return f"{operation} was refused: {code}: {message}"


def unfit(error: Exception, email: str) -> str:
    """Why what was given for a schema does not fit it, without the schema's own notation where that says little."""
    what, _, where = str(error).partition(" - at `$.")
    name = where.rstrip("`")
    if name == "email":
        return f"{email!r} is not an e-mail address"
    return f"{name.replace('_', '-')}: {what}" if name else what
