"""What the tests of a centre's pages do again and again: sign in, fill forms and sheets, sit tests through the API."""

import secrets
from pathlib import Path

from playwright.sync_api import BrowserContext, Download, Page, expect

from chalicelib.certification import sheets
from tests.browser.bank import answer_in
from tests.browser.certification.helpers import PASSWORD, Caller, Centre, Json, make_certifiable
from tests.browser.client.helpers import address


def sign_in(context: BrowserContext, centre: Centre) -> Page:
    """A page of the centre's admin; the cookie is set as the sign-in page would have it."""
    given = {"email": centre.email, "password": PASSWORD, "application": "centre"}
    reply = context.request.post("/v1/sessions", data=given)
    assert reply.status == 201, reply.text()
    return context.new_page()


def settle(page: Page) -> None:
    """Wait until the page has drawn itself."""
    expect(page.locator("[aria-busy=true]")).to_have_count(0)


def open_session(page: Page, session: Json, view: str = "overview", language: str = "fr") -> None:
    """The page of a session, at one of its views."""
    page.goto(f"/{language}/centre-session.html?id={session['id']}#{view}")
    expect(page.locator("h1")).to_contain_text(session["number"])
    settle(page)


def fill_plan(page: Page, **values: str) -> None:
    """Type a plan into the form that is shown."""
    for name, value in values.items():
        page.locator(f"form:visible [name={name}]").fill(value)


def fill_candidate(page: Page, **values: str) -> None:
    """Type a candidate into the form; `birth` is the way of telling the place."""
    form = page.locator("form[data-form=candidate]")
    for name, value in values.items():
        if name == "birth":
            form.locator(f"#birth-{value}").check()
        elif name == "sex":
            form.locator("[name=sex]").select_option(value)
        else:
            form.locator(f"[name={name}]").fill(value)


def rows_of(download: Download, folder: Path) -> list[list[str]]:
    """The cells of a sheet that was downloaded."""
    path = folder / download.suggested_filename
    download.save_as(path)
    return sheets.read(path.read_bytes())


def written(folder: Path, rows: list[list[str]], name: str = "rempli.ods") -> Path:
    """The file somebody saved after filling the sheet in."""
    path = folder / name
    path.write_bytes(sheets.write_ods("candidats", rows) if name.endswith("ods") else sheets.write_csv(rows))
    return path


def line(header: list[str], **cells: str) -> list[str]:
    """A line of a sheet: cells by the beginning of their French column names, spaces as underscores."""
    told = {name.replace("_", " "): cell for name, cell in cells.items()}
    filled = [next((cell for name, cell in told.items() if column.startswith(name)), "") for column in header]
    assert sum(cell != "" for cell in filled) == len(cells), header
    return filled


def sit(
    base: str, centre: Centre, session: Json, first_name: str, last_name: str, answers: int, email: str = ""
) -> str:
    """Somebody enrols, joins, is confirmed, enters, gives that many answers; returns the candidate's id."""
    learner, candidate = join(base, centre, session, first_name, last_name, email)
    _enter(base, learner, session, candidate)
    _answer(learner, candidate["id"], answers)
    return candidate["id"]


def join(
    base: str, centre: Centre, session: Json, first_name: str, last_name: str, email: str = ""
) -> tuple[Caller, Json]:
    """Somebody enrols and joins with a new account that can be certified."""
    candidate = centre.enrol(session, first_name, last_name)
    person = {"email": email or address(), "password": PASSWORD, "first_name": first_name, "last_name": last_name}
    learner = Caller(base)
    signed_up = learner("POST", "/v1/people", person | {"language": "fr", "country": "FR", "terms_accepted": True})
    learner.token = signed_up["access_token"]
    make_certifiable(learner)
    who = {name: candidate[name] for name in ("first_name", "last_name", "birth_date")}
    learner("POST", "/v1/candidacies", who | {"session_number": session["number"]})
    return learner, candidate


def _enter(base: str, learner: Caller, session: Json, candidate: Json) -> None:
    access = {"session_number": session["number"], "password": session["invigilator_password"], "name": "Ada"}
    invigilator = Caller(base, Caller(base)("POST", "/v1/invigilations", access)["access_token"])
    invigilator("POST", f"/v1/invigilations/current/candidates/{candidate['id']}/confirmation")
    entry = {"access_code": session["access_code"], "entry_id": ENTRY, "language": "fr"}
    learner("POST", f"/v1/candidacies/{candidate['id']}/entry?session={session['id']}", entry)


ENTRY = secrets.token_hex(16)


def _answer(learner: Caller, test: str, times: int) -> None:
    where = f"/v1/certification-tests/{test}"
    view = learner("GET", f"{where}?entry={ENTRY}")
    for _ in range(times):
        if view["question"] is None:
            view = learner("POST", f"{where}/questions/{view['number']}/open?entry={ENTRY}")
        value = answer_in(view["question"]["instruction"])
        answer = {"answer_id": secrets.token_hex(8), "number": view["number"], "value": value, "focus_lost": False}
        view = learner("POST", f"{where}/answers?entry={ENTRY}", answer)
