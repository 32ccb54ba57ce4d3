"""When the network fails, sessions end, or two tabs play the same test: nothing is lost, nothing counts twice."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.client.helpers import question, sign_up, start, submit, type_answer, violations

Visitor = Callable[..., BrowserContext]
ANSWERS = re.compile(r"/v1/assessments/[^/]+/answers$")


def answers(page: Page) -> list[str]:
    """The learner's answers as the server keeps them."""
    page.goto("/fr/history.html")
    page.get_by_role("link", name=re.compile("^Revoir")).first.click()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return [item.text_content() or "" for item in page.locator(".reviewed").all()]


def test_an_answer_given_offline_waits_and_leaves_by_itself(visitor: Visitor) -> None:
    """The network is cut between question and answer; the answer is shown as waiting and goes when it is back."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    word = type_answer(page)
    context.set_offline(True)
    submit(page)
    expect(page.locator(".waiting")).to_contain_text("Réponse en attente du réseau")
    expect(page.locator("#network")).to_contain_text("Pas de réseau")
    expect(page.get_by_label("Votre réponse")).to_be_disabled()
    assert violations(page) == []
    context.set_offline(False)
    question(page, 2)
    kept = answers(page)
    assert len(kept) == 1
    assert word in kept[0]


def test_a_waiting_answer_survives_closing_the_page(visitor: Visitor) -> None:
    """Closed while offline; whatever page is opened next sends it, once, and says so."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    address = page.url
    type_answer(page)
    context.set_offline(True)
    submit(page)
    expect(page.locator(".waiting")).to_be_visible()
    page.close()
    context.set_offline(False)
    page = context.new_page()
    page.goto("/fr/profile.html")
    expect(page.locator("#network")).to_contain_text("1 réponse en attente vient d’être envoyée")
    page.goto(address)
    question(page, 2)
    assert len(answers(page)) == 1


def test_a_waiting_answer_that_came_too_late_is_told_of(visitor: Visitor) -> None:
    """The question was answered on another device meanwhile: what was kept here does not vanish without a word."""
    context = visitor()
    person = sign_up(context)
    page = context.new_page()
    start(page)
    number = page.url.split("id=")[1].split("&")[0]
    type_answer(page)
    context.set_offline(True)
    submit(page)
    expect(page.locator(".waiting")).to_be_visible()
    page.close()
    context.set_offline(False)
    other = {"answer_id": "another-device", "position": 1, "value": None, "focus_lost": False}
    headers = {"Authorization": f"Bearer {person['access_token']}"}
    assert context.request.post(f"/v1/assessments/{number}/answers", data=other, headers=headers).status == 201
    page = context.new_page()
    page.goto("/fr/profile.html")
    expect(page.locator("#network")).to_contain_text("1 réponse gardée sur cet appareil n’a pas été prise")


def test_a_waiting_answer_is_shown_again_after_a_reload(visitor: Visitor) -> None:
    """Reloading shows what was answered, still waiting, and it cannot be answered twice."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    page.route(ANSWERS, lambda route: route.abort())
    word = type_answer(page)
    submit(page)
    expect(page.locator(".waiting")).to_be_visible()
    page.reload()
    expect(page.locator(".waiting")).to_be_visible()
    expect(page.get_by_label("Votre réponse")).to_have_value(word)
    expect(page.get_by_label("Votre réponse")).to_be_disabled()
    page.unroute(ANSWERS)
    page.get_by_role("button", name="Envoyer maintenant").click()
    question(page, 2)


def test_a_lost_reply_is_not_a_second_answer(visitor: Visitor) -> None:
    """The server stored the answer but its reply never came: the retry has the same id, and the test goes on."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    sent: list[dict[str, object]] = []

    def lose_the_first_reply(route: Route) -> None:
        sent.append(route.request.post_data_json)
        if len(sent) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route(ANSWERS, lose_the_first_reply)
    type_answer(page)
    submit(page)
    expect(page.locator(".waiting")).to_be_visible()
    page.get_by_role("button", name="Envoyer maintenant").click()
    question(page, 2)
    assert sent[0]["answer_id"] == sent[1]["answer_id"]
    assert len(answers(page)) == 1


def test_a_busy_server_keeps_the_answer(visitor: Visitor) -> None:
    """A refusal that says nothing about the answer (503) is retried, not shown as an error."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    refused: list[int] = []

    def refuse_once(route: Route) -> None:
        refused.append(1)
        if len(refused) > 1:
            route.continue_()
            return
        route.fulfill(status=503, content_type="application/problem+json", body='{"code": "busy", "title": "Busy"}')

    page.route(ANSWERS, refuse_once)
    type_answer(page)
    submit(page)
    question(page, 2)
    assert len(refused) == 2


def test_two_tabs_stay_together(visitor: Visitor) -> None:
    """An answer in one tab moves the other on, and says why."""
    context = visitor()
    sign_up(context)
    first = context.new_page()
    start(first)
    second = context.new_page()
    second.goto(first.url)
    question(second, 1)
    type_answer(first)
    submit(first)
    question(first, 2)
    question(second, 2)
    expect(second.get_by_text("Ce test a avancé dans un autre onglet")).to_be_visible()


def test_the_first_of_two_answers_counts_and_the_second_is_told(visitor: Visitor) -> None:
    """On two devices at once: the second learns which answer was kept, and goes on from there."""
    laptop, phone = visitor(), visitor()
    person = sign_up(laptop)
    assert phone.request.post("/v1/sessions", data={k: person[k] for k in ("email", "password")}).ok
    first, second = laptop.new_page(), phone.new_page()
    start(first)
    second.goto(first.url)
    question(second, 1)
    word = type_answer(first)
    submit(first)
    question(first, 2)
    type_answer(second, right=False)
    submit(second)
    question(second, 2)
    expect(second.get_by_text("La question 1 avait déjà une réponse")).to_be_visible()
    expect(second.locator(".notice").get_by_text(word)).to_be_visible()
    assert len(answers(second)) == 1


def test_a_session_that_ends_keeps_the_answer(visitor: Visitor) -> None:
    """Signed out everywhere from another device in the middle of a question: the answer leaves after signing in."""
    context = visitor()
    person = sign_up(context)
    page = context.new_page()
    start(page)
    address = page.url
    word = type_answer(page)
    context.clear_cookies()
    page.route("**/v1/assessments/**", lambda route: route.fulfill(status=401, body='{"code": "unauthenticated"}'))
    submit(page)
    expect(page.locator(".waiting")).to_contain_text("Votre session est terminée")
    page.unroute("**/v1/assessments/**")
    page.get_by_role("button", name="Se connecter").last.click()
    page.get_by_label("Adresse e-mail").fill(person["email"])
    page.get_by_label("Mot de passe", exact=True).fill(person["password"])
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    page.wait_for_url(address)
    question(page, 2)
    assert word in answers(page)[0]


def test_two_tabs_opened_at_once_stay_signed_in(visitor: Visitor) -> None:
    """The refresh token rotates; restoring many tabs together must sign nobody out."""
    context = visitor()
    sign_up(context)
    tabs = [context.new_page() for _ in range(4)]
    for tab in tabs:
        tab.goto("/fr/profile.html", wait_until="commit")
    for tab in tabs:
        expect(tab.locator("h1")).to_have_text("Bonjour Lou")


def test_a_long_pause_renews_the_session_by_itself(visitor: Visitor) -> None:
    """Thinking for half an hour costs nothing: the access token is renewed before the answer is sent."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    page.clock.install()
    start(page)
    renewals: list[str] = []
    page.on("request", lambda request: renewals.append(request.url) if "refresh" in request.url else None)
    page.clock.fast_forward("30:00")
    type_answer(page)
    submit(page)
    question(page, 2)
    assert len(renewals) == 1


def test_tokens_never_reach_web_storage(visitor: Visitor) -> None:
    """A script that reads storage finds no key to the account, and the refresh cookie is out of its reach."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, document.cookie])")
    assert "eyJ" not in stored
    assert "pix_refresh" not in stored


def test_signing_out_in_one_tab_reaches_the_other(visitor: Visitor) -> None:
    """On a shared computer no tab stays open behind."""
    context = visitor()
    sign_up(context)
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto("/fr/profile.html")
        expect(tab.locator("h1")).to_have_text("Bonjour Lou")
    first.get_by_role("button", name="Se déconnecter").click()
    first.wait_for_url("**/index.html")
    second.wait_for_url("**/sign-in.html*")


def test_a_waiting_answer_leaves_only_in_its_owners_name(visitor: Visitor) -> None:
    """On a shared computer, the next person to sign in does not send what somebody else answered."""
    context = visitor()
    person = sign_up(context)
    page = context.new_page()
    start(page)
    address = page.url
    type_answer(page)
    context.set_offline(True)
    submit(page)
    expect(page.locator(".waiting")).to_be_visible()
    page.close()
    context.set_offline(False)
    sign_up(context)
    page = context.new_page()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if ANSWERS.search(request.url) else None)
    page.goto("/fr/profile.html")
    expect(page.locator(".scorecard")).to_have_count(16)
    assert sent == []
    assert context.request.post("/v1/sessions", data={k: person[k] for k in ("email", "password")}).ok
    page.goto("/fr/profile.html")
    expect(page.locator("#network")).to_contain_text("1 réponse en attente vient d’être envoyée")
    page.goto(address)
    question(page, 2)


def test_an_unreachable_server_is_not_a_lost_session(visitor: Visitor) -> None:
    """A page opened while the server is away says so, keeps the person signed in, and goes on when asked again."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    page.route("**/v1/**", lambda route: route.abort())
    page.goto("/fr/profile.html")
    expect(page.get_by_role("alert")).to_contain_text("Le serveur ne répond pas.")
    expect(page.get_by_role("alert")).to_contain_text("Rien n’est perdu")
    page.unroute("**/v1/**")
    page.get_by_role("button", name="Réessayer").click()
    expect(page.locator("h1")).to_have_text("Bonjour Lou")


def test_an_unknown_assessment_is_explained(visitor: Visitor) -> None:
    """A link to somebody else's test, or to none, tells what to do instead of an empty page."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    page.goto("/fr/assessment.html?id=01AAAAAAAAAAAAAAAAAAAAAAAA")
    expect(page.get_by_role("alert")).to_contain_text("Revenez à votre profil")


def test_a_browser_without_database_still_waits_and_says_for_how_long(visitor: Visitor) -> None:
    """Where nothing can be kept on the device, the answer waits in the open page, which does not promise more."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    page.add_init_script("indexedDB.open = () => { throw new Error('refused'); };")
    start(page)
    type_answer(page)
    context.set_offline(True)
    submit(page)
    expect(page.locator(".waiting")).to_contain_text("laissez-la ouverte")
    context.set_offline(False)
    question(page, 2)


def test_an_expired_demo_says_so(visitor: Visitor) -> None:
    """A demo's token lasts some hours; after that nothing pretends to wait for the network."""
    page = visitor().new_page()
    page.goto("/fr/demo.html")
    page.get_by_role("button", name="Commencer").click()
    question(page, 1)
    body = '{"code": "unauthenticated", "title": "Session terminée"}'
    page.route(ANSWERS, lambda route: route.fulfill(status=401, content_type="application/problem+json", body=body))
    page.get_by_role("button", name="Passer").click()
    expect(page.locator(".delivery").get_by_role("alert")).to_contain_text("Session terminée")
