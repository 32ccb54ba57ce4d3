"""`pix jury`: the operator says who sits; members deliberate, as clients of the API like the page."""

import json as encoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from chalicelib.cli.deployment import rooms
from chalicelib.cli.sessions import is_number

if TYPE_CHECKING:
    from chalicelib.bootstrap import House
    from chalicelib.cli.text_mode.api import Api

app = typer.Typer(help="Say who sits in the jury; deliberate and publish as a member.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="For programs.")]
Account = Annotated[str, typer.Argument(metavar="EMAIL", help="The address of an account.")]
Session = Annotated[
    str, typer.Argument(metavar="SESSION", help="The id that `pix jury queue` shows, or the number of eight digits.")
]
Case = Annotated[str, typer.Argument(metavar="CASE", help="The candidate's id, as `pix jury show` shows it.")]
Reason = Annotated[str, typer.Option(help="Why; the jury reads it once it is decided.")]
Email = Annotated[str, typer.Option(envvar="PIX_EMAIL", help="Your account; asked when left out.")]
Password = Annotated[str, typer.Option(envvar="PIX_PASSWORD", help="Better asked, or in PIX_PASSWORD.")]
Address = Annotated[str, typer.Option(envvar="PIX_API", help="Address of the API; else the local stack's.")]


@app.command("add")
def add(
    email: Account,
    president: Annotated[bool, typer.Option("--president", help="Decides between equals, reopens cases.")] = False,
    publisher: Annotated[bool, typer.Option("--publisher", help="May publish.")] = False,
) -> None:
    """Take an account into the jury, or change what it may do there."""
    from chalicelib.jury.service.members import set_member

    house = rooms()
    set_member(house.jury, _person(house, email), president=president, publisher=publisher)
    typer.echo(f"{email} sits in the jury{', presides' * president}{', publishes' * publisher}.")


@app.command("remove")
def remove(email: Account) -> None:
    """Take an account out of the jury. What it voted stands."""
    from chalicelib.jury.service.members import remove_member

    house = rooms()
    if not remove_member(house.jury, _person(house, email)):
        raise _failed(f"{email} does not sit in the jury")
    typer.echo(f"{email} sits in the jury no more.")


@app.command("list")
def list_members(json: Json = False) -> None:
    """List everybody in the jury."""
    house = rooms()
    found = [_described(house, member) for member in house.jury.jury.members()]
    if json:
        typer.echo(encoder.dumps(found, ensure_ascii=False))
        return
    if not found:
        typer.echo("Nobody sits in the jury: `pix jury add` takes an account into it.")
    for each in found:
        rights = [name for name in ("president", "publisher") if each[name]]
        typer.echo(f"{each['person']} {each['email'] or '(no account any more)'} {', '.join(rights)}".rstrip())


@app.command("queue")
def queue(email: Email = "", password: Password = "", api: Address = "", json: Json = False) -> None:
    """List the sessions with something to decide or to publish."""
    found = _answer(email, password, api, _whole_queue)
    for line in found:
        _tell_line(line, json)
    if not found and not json:
        typer.echo("Nothing waits for the jury.")


@app.command("find")
def find(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help="Eight digits, as on the session's papers.")],
    email: Email = "",
    password: Password = "",
    api: Address = "",
    json: Json = False,
) -> None:
    """Find a session by its number, published ones too: to reopen a case, or to read what was decided."""
    if not is_number(number):
        raise _failed(f"{number} is no number of a session: it has eight digits", 2)
    _tell_line(_answer(email, password, api, lambda caller: _numbered(caller, number)), json)


@app.command("show")
def show(
    session: Session,
    case: Annotated[str, typer.Argument(metavar="[CASE]", help="One case at a glance.")] = "",
    email: Email = "",
    password: Password = "",
    api: Address = "",
    json: Json = False,
) -> None:
    """Show a session before the jury, or one of its cases."""
    from chalicelib.cli import jury_text

    found = _answer(email, password, api, lambda caller: caller.get(_where(caller, session, case)))
    if json:
        typer.echo(encoder.dumps(found, ensure_ascii=False))
        return
    for line in jury_text.case(found) if case else jury_text.session(found):
        typer.echo(line)


@app.command("vote")
def vote(  # noqa: PLR0917 - typer reads options as arguments
    session: Session,
    case: Case,
    choice: Annotated[str, typer.Argument(help="validate, reject, cancel, reject-fraud or leave-out.")],
    reason: Reason,
    question: Annotated[list[int], typer.Option(help="With leave-out: a question's number; may be repeated.")] = [],  # noqa: B006
    comment: Annotated[str, typer.Option(help="Words for the candidate.")] = "",
    email: Email = "",
    password: Password = "",
    api: Address = "",
) -> None:
    """Vote on a case, for good, in its present round."""

    def cast(caller: "Api") -> Any:
        where = _where(caller, session, case)
        number = caller.get(where)["question"]["round"]
        given = {"round": number, "choice": choice, "reason": reason, "left_out": question, "comment": comment}
        return caller.post(f"{where}/votes", given)

    _tell(_answer(email, password, api, cast)["question"])


@app.command("adopt")
def adopt(
    session: Session,
    reason: Reason,
    withhold: Annotated[list[str], typer.Option(help="A candidate to take off the list; may be repeated.")] = [],  # noqa: B006
    email: Email = "",
    password: Password = "",
    api: Address = "",
) -> None:
    """Vote for adopting the tests with nothing against them, without those withheld."""

    def cast(caller: "Api") -> Any:
        where = _where(caller, session)
        listed = caller.get(where)["listed"]
        if listed is None:
            raise _failed("this session has no list to adopt")
        given = {"round": listed["question"]["round"], "choice": "withhold" if withhold else "adopt"}
        return caller.post(f"{where}/adoption", {**given, "reason": reason, "withheld": withhold})

    _tell(_answer(email, password, api, cast)["listed"]["question"])


@app.command("publish")
def publish(session: Session, email: Email = "", password: Password = "", api: Address = "") -> None:
    """Publish a session of which everything is decided. Certificates follow from it."""
    found = _answer(email, password, api, lambda caller: caller.post(f"{_where(caller, session)}/publication"))
    typer.echo(f"Session {found['number']} was published {found['published_at']}.")


@app.command("reopen")
def reopen(
    session: Session, case: Case, reason: Reason, email: Email = "", password: Password = "", api: Address = ""
) -> None:
    """Ask the jury again about one published result; takes a president. Until it decides, the old decision holds."""

    def ask_again(caller: "Api") -> Any:
        return caller.post(f"{_where(caller, session, case)}/reopening", {"reason": reason})

    _tell(_answer(email, password, api, ask_again)["question"])


@app.command("history")
def history(
    session: Session, email: Email = "", password: Password = "", api: Address = "", json: Json = False
) -> None:
    """Print what was decided in a session, by whom and why."""
    from chalicelib.cli import jury_text

    found = _answer(email, password, api, lambda caller: caller.get(_where(caller, session)))
    decisions = jury_text.decisions(found)
    if json:
        typer.echo(encoder.dumps(decisions, ensure_ascii=False))
        return
    if not decisions:
        typer.echo("Nothing was decided yet.")
    for each in decisions:
        for line in jury_text.decision(each):
            typer.echo(line)


def _whole_queue(caller: "Api") -> list[dict[str, Any]]:
    from urllib.parse import quote

    found, cursor = [], ""
    while True:
        page = caller.get(f"/v1/jury/sessions?cursor={quote(cursor)}")
        found += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return found


def _where(caller: "Api", session: str, case: str = "") -> str:
    """The address of a session, or of a case of it."""
    from urllib.parse import quote

    found = _numbered(caller, session)["id"] if is_number(session) else quote(session, safe="")
    return f"/v1/jury/sessions/{found}" + (f"/cases/{quote(case, safe='')}" if case else "")


def _numbered(caller: "Api", number: str) -> dict[str, Any]:
    items = caller.get(f"/v1/jury/sessions?number={number}")["items"]
    if not items:
        raise _failed(f"no session of number {number} has come before the jury")
    return items[0]


def _tell_line(line: dict[str, Any], json: bool) -> None:
    if json:
        typer.echo(encoder.dumps(line, ensure_ascii=False))
        return
    decided = "published" if line["published_at"] else "to publish" if line["cases"] + line["listed"] else "new"
    state = f"{line['open']} open" if line["open"] else decided
    until = f", until {line['deadline'][:10]}" if line["deadline"] else ""
    tests = f"{line['listed']} listed, {line['cases']} case{'s' * (line['cases'] != 1)}"
    typer.echo(f"{line['id']} {line['number']} {line['date']} {line['centre']}: {state}{until}; {tests}")


def _tell(question: dict[str, Any]) -> None:
    from chalicelib.cli import jury_text

    if not question["open"]:
        typer.echo("Recorded; this round is decided.")
        return
    voted = f"{question['voted']} of {question['eligible']} voted, quorum {question['quorum']}"
    typer.echo(f"Recorded. Round {question['round']}: {voted}, until {jury_text.minute(question['deadline'])}.")


def _answer(email: str, password: str, api: str, work: Callable[["Api"], Any]) -> Any:
    """What the work returns, as the member who signs in; a refusal ends the command with its text."""
    from chalicelib.cli.assess import local_stack
    from chalicelib.cli.text_mode.api import Api, Problem, Unreachable

    caller = Api(api or local_stack(), "en")
    try:
        given = password or typer.prompt("Password", hide_input=True, err=True)
        caller.sign_in(email or typer.prompt("E-mail", err=True), given, "jury")
        return work(caller)
    except (Problem, Unreachable) as error:
        raise _failed(str(error)) from None


def _person(house: "House", email: str) -> str:
    found, _ = house.accounts.people.login(email)
    if not found:
        raise _failed(f"{email}: there is no account with this address")
    return found


def _described(house: "House", member: Any) -> dict[str, Any]:
    person = house.accounts.people.get(member.person)
    shown = {name: getattr(member, name) for name in ("person", "president", "publisher", "since")}
    return {**shown, "email": person.email if person else ""}


def _failed(text: str, code: int = 1) -> typer.Exit:
    typer.echo(f"pix jury: {text}", err=True)
    return typer.Exit(code)
