"""What follows a publication: the centre's results, files and links; a case that is decided once more."""

import io
import re
import zipfile
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from chalicelib.certification import sheets
from tests.browser.certification.helpers import LENGTH, Caller, Centre
from tests.browser.certification.helpers_centre import open_session, sign_in
from tests.browser.certification.helpers_jury import REASON, Day, Member, before_the_jury, confirm, published, until
from tests.browser.client.helpers import PASSWORD, overflow, violations

Visitor = Callable[..., BrowserContext]
NARROW = {"width": 320, "height": 640}
TITLE = "Mener une recherche et une veille d'information"  # of a competence that the tests of the bank are about


@pytest.fixture(scope="module")
def day(stack: str, centre: Centre, jury: list[Member]) -> Day:
    """A published session of two certified tests: the case, which the centre's test looks at, and the listed one."""
    return published(before_the_jury(stack, centre, jury, LENGTH))


def test_a_centre_gets_its_results_and_hands_them_on(visitor: Visitor, centre: Centre, day: Day, stack: str) -> None:
    """In preparation, then each result in words, both files, a link that works for a stranger until it is revoked."""
    early = sign_in(visitor(), centre)
    open_session(early, centre.plan(), "results")
    expect(early.locator("#results")).to_contain_text("quand le jury les aura publiés")
    expect(early.get_by_role("button", name="Créer un lien")).to_be_hidden()

    path = f"/v1/certification-sessions/{day.session['id']}/results"
    until(lambda: centre.call("GET", path)["files"]["state"] == "made")
    early.route("**/results", _told({"state": "making", "made_at": None, "certificates": None}, "making"))
    open_session(early, day.session, "results")
    expect(early.locator("#results")).to_contain_text("En préparation")
    expect(early.locator("#results")).to_contain_text("certificat en préparation")
    expect(early.get_by_role("button", name="Résultats (CSV)")).to_have_count(0)
    early.route("**/results", _told({"state": "made", "made_at": "2026-06-01T10:00:00Z", "certificates": 0}, None))
    early.reload()
    expect(early.locator("#results")).to_contain_text("il n’y a que le tableau")
    expect(early.get_by_role("button", name="Résultats (CSV)")).to_be_visible()
    expect(early.get_by_role("button", name="Tous les certificats (ZIP)")).to_have_count(0)
    early.route("**/results", _told({"state": "missing", "made_at": None, "certificates": None}, "stuck"), times=1)
    early.reload()
    expect(early.locator("#results")).to_contain_text("certificat retardé")
    assert (overflow(early), violations(early)) == (0, [])
    early.unroute_all()
    early.get_by_role("button", name="Préparer les fichiers").click()
    expect(early.get_by_role("button", name="Tous les certificats (ZIP)")).to_be_visible()
    expect(early.locator("#results-title")).to_be_focused()

    page = sign_in(visitor(viewport=NARROW, permissions=["clipboard-read", "clipboard-write"]), centre)
    open_session(page, day.session, "results")
    row = page.locator(".results-lines li", has_text="Nguyen Tom")
    expect(row).to_contain_text("certification obtenue")
    expect(row).to_contain_text("certificat valide")
    assert (overflow(page), violations(page)) == (0, [])
    header, *lines = sheets.read(_downloaded(page, "Résultats (CSV)"))
    assert "Nguyen" in [line[header.index("Nom")] for line in lines]
    with zipfile.ZipFile(io.BytesIO(_downloaded(page, "Tous les certificats (ZIP)"))) as archive:
        assert archive.testzip() is None
        assert all(name.startswith("P-") for name in archive.namelist())

    page.get_by_role("button", name="Créer un lien").focus()
    page.keyboard.press("Enter")
    link = page.locator("#links li")
    expect(link).to_contain_text("Créé par Grace Hopper")
    expect(link).to_contain_text("jamais ouvert")
    expect(link.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(link.get_by_role("button").first).to_contain_text("Copié")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address == link.get_by_label("Lien vers les résultats").input_value()
    assert httpx.get(address, follow_redirects=True).status_code == 200
    page.reload()
    expect(link).to_contain_text("ouvert 1 fois")
    assert (overflow(page), violations(page)) == (0, [])
    link.get_by_role("button", name="Révoquer").click()
    confirm(page, "Révoquer")
    expect(page.locator("#links")).to_contain_text("Aucun lien ne fonctionne")
    assert httpx.get(address).status_code == 404
    stranger = visitor(viewport=NARROW).new_page()
    stranger.goto(address)
    expect(stranger.locator("main")).to_contain_text("demandez un nouveau lien")
    assert (overflow(stranger), violations(stranger)) == (0, [])


def _told(files: dict[str, object], certificate: str | None) -> Callable[[Route], None]:
    """The results with files that stand so: of issuance at work nobody could see it, as it is over too soon."""

    def answer(route: Route) -> None:
        reply = route.fetch()
        view = reply.json()
        items = [one | {"certificate": certificate} for one in view["items"]]
        route.fulfill(response=reply, json=view | {"files": files, "items": items})

    return answer


def test_a_published_case_is_reopened_and_decided_anew(
    visitor: Visitor, jury: list[Member], day: Day, stack: str
) -> None:
    """Found by its number, reopened with a reason, scored without a question, rejected: the certificate is revoked."""
    learner = Caller(stack)
    given = {"email": day.learner, "password": PASSWORD}
    learner.token = learner("POST", "/v1/sessions", given)["access_token"]
    held = until(lambda: learner("GET", "/v1/certificates")["items"][0]["certificate"])

    page = jury[0].sign_in(visitor())
    page.goto("/fr/jury.html")
    page.get_by_label("Numéro de session").fill("00000000")
    page.keyboard.press("Enter")
    expect(page.locator("form[data-form=find]").get_by_role("alert")).to_contain_text("Aucune session de ce numéro")
    number = day.session["number"]
    page.get_by_label("Numéro de session").fill(f"{number[:4]} {number[4:]}")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(f"Session {number}")
    page.get_by_role("button", name=f"Rouvrir… Test {day.listed[-6:]}").click()
    page.get_by_label("Pourquoi").fill("Un second téléphone.")
    confirm(page, "Rouvrir…")
    expect(page.locator("h1")).to_have_text(f"Dossier {day.listed[-6:]}")
    expect(page.locator("#reports")).to_contain_text("« Un second téléphone. »")
    expect(page.locator("#figures .jury-competences")).to_contain_text(TITLE)

    page.locator("#choice-leave-out").check()
    page.locator("#leave-1").check()
    _vote(page)
    for member in jury[1:]:
        day.vote(member, "leave-out", subject=day.listed, left_out=[1])
    case = f"{day.path}/cases/{day.listed}"
    until(lambda: jury[0].call("GET", case)["question"]["round"] == 2)
    page.reload()
    expect(page.locator("#figures details")).to_have_text(re.compile("Calcul précédent nº 1"))
    page.locator("#choice-reject").check()
    _vote(page)
    for member in jury[1:]:
        day.vote(member, "reject", 2, subject=day.listed)

    verification = f"{stack}/v1/verifications/{held['code']}"
    until(lambda: httpx.get(verification).json()["status"] == "revoked")
    (result,) = learner("GET", "/v1/certificates")["items"]
    assert result["status"] == "rejected"
    page.reload()
    expect(page.locator("#asked .tag")).to_have_text("non certifié")
    page.locator("#history summary").first.click()
    expect(page.locator("#history .jury-votes").first).to_contain_text("Noé Jury · Ne pas certifier")


def _vote(page: Page) -> None:
    page.get_by_label("Motif").fill(REASON)
    page.locator("form[data-form=vote] button[type=submit]").click()
    confirm(page, "Voter")
    expect(page.locator("#asked")).to_contain_text("Vous avez voté")


def _downloaded(page: Page, name: str) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return download.value.path().read_bytes()
