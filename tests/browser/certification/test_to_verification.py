"""From a finalized session to the page behind the QR code of a certificate: nobody takes a short cut on the way."""

from collections.abc import Callable
from typing import Any

import pypdfium2
import zxingcpp
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.certification.helpers import LENGTH, Caller, Centre, Json
from tests.browser.certification.helpers_jury import REASON, Day, Member, before_the_jury, confirm, ready, until
from tests.browser.client.helpers import PASSWORD, overflow, violations

NARROW = {"width": 320, "height": 640}
SOON = 6_000  # ms: behind the first time that the page of certificates looks again
SHARP = 2  # pixels per point: what a telephone's camera makes of a printed page


def test_from_the_finalized_session_to_the_verification_page(
    visitor: Callable[..., BrowserContext], stack: str, centre: Centre, jury: list[Member]
) -> None:
    """Votes, adoption, publication, issuance, the learner's file, its code, an appeal, and what a stranger reads."""
    day = before_the_jury(stack, centre, jury, LENGTH)
    page = jury[0].sign_in(visitor())
    _vote_on_the_case(page, day)
    _adopt_the_list(page, day)
    for member in jury[1:]:
        day.vote(member, "reject")
    day.adopt(jury[1])  # two of three agree: that decides
    until(lambda: jury[0].call("GET", day.path)["publishable"])
    _publish(page, day)

    context = visitor(viewport=NARROW, permissions=["clipboard-read", "clipboard-write"])
    learner = _signed_in(context, stack, day.learner)
    held = until(lambda: _certificate(learner))
    own = _waited_for(context.new_page(), day.listed, held["code"])
    address = _address_in_the_code(_downloaded(own))
    assert address == f"{stack}/v/{held['code']}"
    assert address == _copied(own)
    _levels(own, learner("GET", f"/v1/certificates/{held['id']}"))
    assert (overflow(own), violations(own)) == (0, [])

    _appeal(own)
    assert violations(own) == []
    page.goto(f"/fr/jury-case.html?session={day.session['id']}&id={day.listed}")
    expect(page.locator("#reports")).to_contain_text("Je conteste ce niveau.")

    stranger = visitor(java_script_enabled=False).new_page()
    stranger.goto(address)
    expect(stranger.locator("h1")).to_have_text("Ce certificat est valide")
    expect(stranger.get_by_role("main")).to_contain_text("Inès Benali")
    expect(stranger.get_by_role("main")).to_contain_text("Lycée des Pommiers")


def _vote_on_the_case(page: Page, day: Day) -> None:
    page.goto("/fr/jury.html")
    page.get_by_role("link", name=f"Session {day.session['number']}").click()
    page.get_by_role("link", name=f"Dossier {day.case[-6:]}").click()
    expect(page.locator("h1")).to_have_text(f"Dossier {day.case[-6:]}")
    page.locator("#choice-reject").check()
    page.get_by_label("Motif").fill(REASON)
    page.locator("form[data-form=vote] button[type=submit]").click()
    confirm(page, "Voter")
    expect(page.locator("#asked")).to_contain_text("Vous avez voté : Ne pas certifier")


def _adopt_the_list(page: Page, day: Day) -> None:
    page.get_by_role("link", name=f"Session {day.session['number']}").click()
    expect(page.locator("#adopting")).to_have_text("Votre vote adopte 1 test tel que calculé.")
    page.get_by_label("Motif").fill(REASON)
    page.locator("form[data-form=adopt] button[type=submit]").click()
    confirm(page, "Voter")
    expect(page.locator("#list-state")).to_contain_text("Vous avez voté : Adopter la liste")


def _publish(page: Page, day: Day) -> None:
    page.goto("about:blank")
    page.goto(day.page)
    ready(page)
    page.get_by_role("button", name="Publier les résultats…").click()
    confirm(page, "Publier")
    expect(page.locator("#publication")).to_contain_text("Publiée le")


def _signed_in(context: BrowserContext, base: str, email: str) -> Caller:
    """The learner at the API, and signed in in this browser."""
    reply = context.request.post("/v1/sessions", data={"email": email, "password": PASSWORD})
    return Caller(base, reply.json()["access_token"])


def _waited_for(page: Page, test: str, code: str) -> Page:
    """The page that a letter leads to, while the certificate is being made and then, without a reload, with it."""

    def not_yet(route: Route) -> None:
        reply = route.fetch()
        items = [{**each, "certificate": None} for each in reply.json()["items"]]
        route.fulfill(response=reply, json={"items": items})

    page.clock.install()
    page.route("**/v1/certificates", not_yet, times=1)
    page.goto(f"/fr/certificates.html#{test}")
    expect(page.get_by_role("main")).to_contain_text("certificat en préparation")
    heading = page.locator(f"[id='{test}'] h2")
    expect(heading).to_be_focused()
    page.clock.fast_forward(SOON)
    expect(page.get_by_role("main")).to_contain_text(code)
    expect(heading).to_be_focused()  # what was drawn anew under the reader keeps their place
    return page


def _downloaded(page: Page) -> bytes:
    """The document, as the learner gets it from the page of their certificates."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger le certificat (PDF)").press("Enter")
    return download.value.path().read_bytes()


def _copied(page: Page) -> str:
    """What a paste gives after the button was pressed."""
    page.get_by_role("button", name="Copier").press("Enter")
    expect(page.locator("#live")).to_have_text("Adresse copiée")
    return page.evaluate("navigator.clipboard.readText()")


def _levels(page: Page, whole: Json) -> None:
    """Each competence with its level, drawn and in words, in five areas; folded away by the keyboard."""
    expect(page.locator(".own-areas .area")).to_have_count(5)
    competences = [one for area in whole["areas"] for one in area["competences"]]
    words = [
        f"niveau {one['level']} · {one['pix']} pix" if one["pix"] is not None else "non évalué" for one in competences
    ]
    assert page.locator(".own-level-words").all_inner_texts() == words
    expect(page.locator(".own-level .level-bar")).to_have_count(sum(each != "non évalué" for each in words))
    low, high = whole["interval"]
    margin = f"entre {low} et {high}" if low < high else "plus que ce que permettait votre profil"
    expect(page.get_by_role("main")).to_contain_text(margin)
    summary = page.locator(".own-levels summary")
    summary.press("Enter")
    expect(page.locator(".own-areas")).to_be_hidden()
    summary.press("Enter")
    expect(page.locator(".own-areas")).to_be_visible()


def _appeal(page: Page) -> None:
    page.get_by_role("button", name="Faire un recours").press("Enter")
    page.get_by_label("Pourquoi").fill("Je conteste ce niveau.")
    confirm(page, "Envoyer le recours")
    expect(page.locator(".notice.good")).to_contain_text("Votre recours est enregistré")
    expect(page.locator(".own-appeal")).to_contain_text("Je conteste ce niveau.")
    expect(page.locator(".own-appeal")).to_contain_text("Le jury revoit ce test")
    expect(page.get_by_role("button", name="Faire un recours")).to_have_count(0)


def _certificate(learner: Caller) -> Json | None:
    """The certificate of the learner's only test, once it is issued."""
    (result,) = learner("GET", "/v1/certificates")["items"]
    return result["certificate"]


def _address_in_the_code(pdf: bytes) -> str:
    """What a camera reads in the QR code of the first page."""
    page: Any = pypdfium2.PdfDocument(pdf)[0]
    (found,) = zxingcpp.read_barcodes(page.render(scale=SHARP).to_pil())
    return found.text
