"""Environments for the processes that tests start."""

import os


def of_a_shell(**more: str) -> dict[str, str]:
    """This process's, without the addresses of its own engines: a stack that finds one there would share its tables."""
    return {name: value for name, value in os.environ.items() if not name.startswith("AWS_ENDPOINT_URL")} | more
