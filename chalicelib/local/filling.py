"""What a first visitor needs: tables, the content of `content/`, and a demo account."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from chalicelib.local import tables
from chalicelib.local.infra import ROOT
from chalicelib.shared.settings import Settings

CONTENT = Path(os.environ.get("PIX_CONTENT") or ROOT / "content")
DEMO_EMAIL, DEMO_PASSWORD = "demo@pix.example", "pix-demo-1024"


class FillingError(RuntimeError):
    """The content or the account could not be put in; the message is the command's own."""


def fill(settings: Settings, run: Callable[[list[str]], tuple[int, str]]) -> None:
    """Bring the data up to date with the files; quick when nothing changed. `run` gives exit code and output."""
    tables.create(settings)
    code, output = run([sys.executable, "-m", "chalicelib.cli", "content", "publish", "--content", str(CONTENT)])
    if code:
        raise FillingError(f"the content could not be published:\n{output.strip()[-4000:]}")
    demo_account(settings)


def demo_account(settings: Settings) -> None:
    """An account to look around with, unless its address is taken."""
    from chalicelib.accounts.schemas import SignUp
    from chalicelib.accounts.service import create_person
    from chalicelib.bootstrap import House

    ports = House(settings).accounts
    person, _ = ports.people.login(DEMO_EMAIL)
    if not person:
        create_person(ports, SignUp(**_DEMO))  # type: ignore[arg-type]


_DEMO = {
    "email": DEMO_EMAIL,
    "password": DEMO_PASSWORD,
    "first_name": "Camille",
    "last_name": "Martin",
    "language": "fr",
    "country": "FR",
    "terms_accepted": True,
}
