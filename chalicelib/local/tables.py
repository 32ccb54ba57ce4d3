"""Creates the tables of `infra/tables.yaml` on whatever engine the endpoint variables name."""

from collections.abc import Iterator
from typing import Any

from chalicelib.local.infra import resources
from chalicelib.shared.settings import Settings

PREFIX = "pix-${Stage}-"
# what a create call takes; the rest (recovery, encryption, time to live) is set by other calls or means nothing locally
CREATE = ("BillingMode", "AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "StreamSpecification")


def definitions(settings: Settings) -> Iterator[tuple[dict[str, Any], dict[str, Any] | None]]:
    """For each table, the arguments of CreateTable and its time-to-live specification."""
    for properties in resources("AWS::DynamoDB::Table", "tables").values():
        name = settings.table(properties["TableName"]["Sub"].removeprefix(PREFIX))
        created = {key: properties[key] for key in CREATE if key in properties}
        yield {"TableName": name, **created}, properties.get("TimeToLiveSpecification")


def create(settings: Settings) -> list[str]:
    """Create the tables that are missing; the names of those created."""
    import boto3

    client = boto3.client("dynamodb")
    existing = set(client.list_tables()["TableNames"])
    missing = [(table, ttl) for table, ttl in definitions(settings) if table["TableName"] not in existing]
    for table, ttl in missing:
        client.create_table(**table)
        if ttl:
            client.update_time_to_live(TableName=table["TableName"], TimeToLiveSpecification=ttl)
    return [table["TableName"] for table, _ in missing]
