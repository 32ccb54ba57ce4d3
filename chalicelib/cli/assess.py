"""`pix assess`: take a test in the terminal, against a running API."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from chalicelib.cli.text_mode.api import Api
    from chalicelib.cli.text_mode.sitting import Front

STOPPED = 130  # what a shell says of a program that Ctrl-C ended


def command(  # noqa: PLR0917 - typer reads options as arguments
    competence: Annotated[str, typer.Argument(help="Code of a competence, for example 1.2; asked when left out.")] = "",
    api: Annotated[str, typer.Option(envvar="PIX_API", help="Address of the API; else the local stack's.")] = "",
    email: Annotated[str, typer.Option(envvar="PIX_EMAIL", help="Your account; asked when left out.")] = "",
    password: Annotated[str, typer.Option(envvar="PIX_PASSWORD", help="Better asked, or in PIX_PASSWORD.")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="The demo test: no account is needed.")] = False,
    language: Annotated[str, typer.Option(help="Language of the questions: fr or en.")] = "en",
    files: Annotated[Path, typer.Option(help="Folder for the files of questions.")] = Path("pix-files"),
    json: Annotated[bool, typer.Option("--json", help="For programs: one JSON object per line, in and out.")] = False,
) -> None:
    """Start or resume a test in text mode. Ctrl-C stops at any moment: what you answered is kept, and the same command
    goes on with the same question (a demo begins anew)."""
    from chalicelib.cli.text_mode.api import Api, Problem, Unreachable
    from chalicelib.cli.text_mode.sitting import sit

    front = _front(json)
    caller = Api(api or local_stack(), language)
    try:
        assessment = _demo(caller, language) if demo else _own(caller, front, competence, email, password, language)
        sit(caller, front, assessment, files)
    except (KeyboardInterrupt, EOFError):
        kept = "" if demo else " What you answered is kept; the same command goes on from here."
        typer.echo(f"\nStopped.{kept}", err=True)
        raise typer.Exit(STOPPED) from None
    except (Problem, Unreachable) as error:
        typer.echo(f"pix assess: {error}", err=True)
        raise typer.Exit(1) from None
    except (ValueError, KeyError, TypeError) as error:  # only a program's line can be unreadable
        typer.echo(f'pix assess: expected a line such as {{"value": "..."}}: {error}', err=True)
        raise typer.Exit(2) from None


def _front(json: bool) -> "Front":
    from rich.console import Console

    from chalicelib.cli.text_mode.program import ProgramFront
    from chalicelib.cli.text_mode.terminal import TerminalFront

    return ProgramFront() if json else TerminalFront(Console(), input)


def local_stack() -> str:
    """Where the running stack is; where it would be, when none runs."""
    from chalicelib.local import environment

    found = environment.running()
    return found.url if found else "http://127.0.0.1:8080"


def _demo(caller: "Api", language: str) -> dict[str, Any]:
    started = caller.post("/v1/demo-assessments", {"language": language})
    caller.use(started["access_token"])
    return started["assessment"]


def _own(caller: "Api", front: "Front", competence: str, email: str, password: str, language: str) -> dict[str, Any]:
    from chalicelib.cli.text_mode.terminal import TerminalFront

    asked = isinstance(front, TerminalFront)
    if not asked and not (competence and email and password):
        raise typer.BadParameter("--json needs a competence, --email and PIX_PASSWORD, or --demo.")
    caller.sign_in(email or typer.prompt("E-mail"), password or typer.prompt("Password", hide_input=True))
    if isinstance(front, TerminalFront) and not competence:
        competence = front.choose_competence(caller.get(f"/v1/profile?language={language}"))
    return caller.post("/v1/assessments", {"competence": competence, "language": language})
