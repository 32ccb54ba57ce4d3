"""Every kind of question, in the demo test that needs no account."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.client.helpers import overflow, question, submit, violations

Visitor = Callable[..., BrowserContext]


def begin(page: Page, language: str = "fr", button: str = "Commencer") -> None:
    """Open the demo and its first question."""
    page.goto(f"/{language}/demo.html")
    page.get_by_role("button", name=button).click()
    question(page, 1)


def skip(page: Page) -> None:
    """Skip by keyboard: a frame that takes its height under the pointer would make a click miss."""
    page.get_by_role("button", name="Passer").press("Enter")


def skip_to(page: Page, number: int) -> None:
    """Skip questions until this one; checkpoints are passed."""
    for now in range(1, number):
        if now % 5 == 1 and now > 1:
            page.get_by_role("button", name="Continuer").click()
        expect(page.locator("h1")).to_have_text(f"Question {now}")
        if page.get_by_role("button", name="Voir la question").count():
            page.get_by_role("button", name="Voir la question").click()
        skip(page)
    if number % 5 == 1 and number > 1:
        page.get_by_role("button", name="Continuer").click()
    expect(page.locator("h1")).to_have_text(f"Question {number}")


def test_every_kind_is_answered_right(visitor: Visitor) -> None:
    """One, several, text with a file, number, fields, ideas, environment, timed, focused; then the whole review."""
    page = visitor(viewport={"width": 320, "height": 700}).new_page()
    found: list[str] = []

    def check() -> None:
        found.extend(violations(page))
        assert overflow(page) == 0

    begin(page)
    page.get_by_label("la bonne").check()
    check()
    submit(page)

    question(page, 2)
    picture = page.get_by_role("img", name="Un carré rouge et un carré bleu")
    expect(picture).to_be_visible()
    assert picture.evaluate("node => node.complete && node.naturalWidth > 0")
    page.get_by_label("le rouge").check()
    page.get_by_label("le bleu").check()
    check()
    submit(page)

    question(page, 3)
    with page.expect_download() as download:
        page.get_by_role("link", name="notes.txt").click()
    assert "nuage" in download.value.path().read_text("utf-8")
    page.get_by_label("Votre réponse").fill("nuage")
    check()
    submit(page)

    question(page, 4)
    expect(page.get_by_label("Votre réponse")).to_have_attribute("inputmode", "decimal")
    page.get_by_label("Votre réponse").fill("5,0")
    submit(page)

    question(page, 5)
    page.get_by_label("Le ciel").select_option("bleu")
    page.get_by_label("Le contraire de non").fill("Oui")
    check()
    submit(page)

    expect(page.locator("h1")).to_have_text("Point d’étape")
    expect(page.get_by_text("5 réponses justes sur 5.")).to_be_visible()
    page.get_by_role("button", name="Continuer").click()

    question(page, 6)
    page.get_by_label("Une couleur").fill("rouge")
    page.get_by_label("Une autre").fill("bleu")
    submit(page)

    question(page, 7)
    frame = page.frame_locator("iframe")
    expect(frame.get_by_role("button", name=re.compile("Autorisation de la mairie")).first).to_be_visible()
    page.get_by_role("button", name="Valider").press("Enter")  # a click could miss while the frame takes its height
    expect(page.get_by_role("alert")).to_contain_text("dans l’application")
    frame.get_by_role("button", name=re.compile("Autorisation de la mairie")).first.click()
    expect(frame.get_by_text("VC-2291")).to_be_visible()
    check()
    page.get_by_role("button", name="Valider").press("Enter")

    expect(page.get_by_text("à faire en 60 secondes")).to_be_visible()
    check()
    page.get_by_role("button", name="Voir la question").click()
    question(page, 8)
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"0:5\d|1:00"))
    page.get_by_label("Votre réponse").fill("midi")
    check()
    submit(page)

    question(page, 9)
    expect(page.get_by_text("sans quitter cette page")).to_be_visible()
    page.get_by_label("Votre réponse").fill("calme")
    submit(page)

    expect(page.locator("h1")).to_have_text("C’est fini !")
    expect(page.locator(".reviewed.right")).to_have_count(9)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    check()
    assert found == []


def test_a_wrong_choice_is_explained(page: Page) -> None:
    """The correction names the learner's choice, the right one, and why theirs was not it."""
    begin(page)
    page.get_by_label("non 1").check()
    submit(page)
    skip_to_end(page)
    item = page.locator(".reviewed").first
    expect(item.locator(".mine")).to_contain_text("non 1")
    expect(item.locator(".good").first).to_contain_text("la bonne")
    expect(item.get_by_text("Pas celle-ci.")).to_be_visible()
    expect(page.locator(".reviewed.skipped")).to_have_count(8)


def skip_to_end(page: Page) -> None:
    """Skip whatever is left."""
    for number in range(2, 10):
        if number == 6:
            page.get_by_role("button", name="Continuer").click()
        expect(page.locator("h1")).to_have_text(f"Question {number}")
        if page.get_by_role("button", name="Voir la question").count():
            page.get_by_role("button", name="Voir la question").click()
        skip(page)
    expect(page.locator("h1")).to_have_text("C’est fini !")


def test_reloading_the_demo_keeps_its_question(page: Page) -> None:
    """A visitor without account loses nothing either by reloading."""
    begin(page)
    page.get_by_label("la bonne").check()
    submit(page)
    question(page, 2)
    page.reload()
    question(page, 2)


def test_leaving_a_focused_question_is_recorded_and_said(visitor: Visitor) -> None:
    """What is noted about a person is told to the person, and what it means."""
    context = visitor()
    page = context.new_page()
    begin(page)
    skip_to(page, 9)
    expect(page.get_by_text("sans quitter cette page")).to_be_visible()
    page.evaluate("Object.defineProperty(document, 'hidden', {value: true})")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text("Vous avez quitté la page").first).to_be_visible()
    page.get_by_label("Votre réponse").fill("calme")
    with page.expect_request("**/answers") as sent:
        submit(page)
    assert sent.value.post_data_json["focus_lost"] is True
    expect(page.locator(".reviewed").last).to_contain_text("Juste")


def test_time_that_runs_out_is_said_and_answering_stays_possible(visitor: Visitor) -> None:
    """Late is not forbidden: the learner may still answer, and knows that it will not count."""
    page = visitor().new_page()
    page.clock.install()
    begin(page)
    skip_to(page, 8)
    page.get_by_role("button", name="Voir la question").click()
    expect(page.get_by_role("timer")).to_be_visible()
    page.clock.run_for(61_000)
    expect(page.get_by_role("timer")).to_have_text("Temps écoulé")
    expect(page.locator("#live")).to_have_text("Le temps est écoulé. Vous pouvez encore répondre.")
    expect(page.get_by_role("button", name="Valider")).to_be_enabled()


def test_reloading_a_timed_question_does_not_stop_its_clock(page: Page) -> None:
    """The server's clock counts: a reload shows the question at once, with less time and not a new start."""
    begin(page)
    skip_to(page, 8)
    page.get_by_role("button", name="Voir la question").click()
    expect(page.get_by_role("timer")).to_contain_text("0:5")
    page.reload()
    question(page, 8)
    expect(page.get_by_role("timer")).to_contain_text(re.compile(r"0:[45]\d"))
    expect(page.get_by_role("button", name="Voir la question")).to_be_hidden()


def test_a_timed_answer_given_offline_says_how_much_time_was_left(visitor: Visitor) -> None:
    """In training, an answer given in time without network is not late because the network was."""
    context = visitor()
    page = context.new_page()
    begin(page)
    skip_to(page, 8)
    page.get_by_role("button", name="Voir la question").click()
    page.get_by_label("Votre réponse").fill("midi")
    context.set_offline(True)
    submit(page)
    expect(page.locator(".waiting")).to_be_visible()
    with page.expect_request(
        lambda r: r.url.endswith("/answers") and "offline_seconds_left" in (r.post_data or "")
    ) as sent:
        context.set_offline(False)
    assert 0 < sent.value.post_data_json["offline_seconds_left"] <= 60
    question(page, 9)


def test_the_frame_of_an_environment_is_a_closed_box(page: Page) -> None:
    """A simulated application has no access to the page, to storage or to the network."""
    begin(page)
    skip_to(page, 7)
    frame = page.locator("iframe")
    expect(frame).to_have_attribute("sandbox", "allow-scripts")
    handle = frame.element_handle()
    assert handle
    inside = handle.content_frame()
    assert inside
    inside.wait_for_load_state()
    assert inside.evaluate("origin") == "null"
    for door in ("localStorage", "parent.document", "document.cookie"):
        assert (
            inside.evaluate(f"(() => {{ try {{ {door}; return 'open' }} catch {{ return 'closed' }} }})()") == "closed"
        ), door


def test_the_demo_speaks_english(visitor: Visitor) -> None:
    """Content follows the interface's language where it exists in it; German readers get English questions."""
    page = visitor(locale="en-GB").new_page()
    begin(page, "en", "Start")
    expect(page.locator(".instruction")).to_contain_text("the right one")
    page = visitor(locale="de-DE").new_page()
    page.goto("/de/demo.html")
    page.get_by_role("button", name="Beginnen").click()
    expect(page.locator("h1")).to_have_text("Frage 1")
    expect(page.locator(".instruction")).to_have_attribute("lang", "en")
