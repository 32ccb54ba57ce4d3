"""What a learner can do, from sign-up to results, by mouse and by keyboard only."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, Route, TimeoutError, expect

from tests.browser.bank import answer_in
from tests.browser.client.helpers import (
    PASSWORD,
    address,
    overflow,
    play_to_the_end,
    question,
    sign_up,
    start,
    submit,
    type_answer,
    violations,
)

# the words of the control that has the focus: its own and its label's
SPOKEN = """() => {
  const at = document.activeElement;
  return [at.innerText, ...[...(at.labels || [])].map((label) => label.innerText)].join(" ");
}"""
Visitor = Callable[..., BrowserContext]


def test_a_learner_goes_from_sign_up_to_results(page: Page) -> None:
    """The whole way: account, profile, questions, checkpoint, results, tutorials, history, review."""
    page.goto("/fr/index.html")
    page.get_by_role("link", name="Créer mon compte").click()
    page.get_by_label("Prénom").fill("Aïcha")
    page.get_by_label("Nom", exact=True).fill("Diallo")
    page.get_by_label("Adresse e-mail").fill(address())
    page.get_by_label("Nouveau mot de passe").fill(PASSWORD)
    page.get_by_label("J’accepte les conditions").check()
    page.get_by_role("button", name="Créer mon compte").click()
    expect(page.locator("h1")).to_have_text("Bonjour Aïcha")
    expect(page.locator(".scorecard")).to_have_count(16)
    expect(page.locator("section.area")).to_have_count(5)
    expect(page.get_by_role("img", name=re.compile("Votre profil : 0 pix sur 896"))).to_be_visible()

    page.get_by_role("link", name=re.compile("1.1 Mener une recherche.*à découvrir")).click()
    page.get_by_role("button", name="Commencer le test").click()
    for number in range(1, 6):
        question(page, number)
        type_answer(page, right=number != 2)
        submit(page)
    expect(page.locator("h1")).to_have_text("Point d’étape")
    expect(page.locator(".reviewed")).to_have_count(5)
    expect(page.get_by_text("4 réponses justes sur 5.")).to_be_visible()
    missed = page.locator(".reviewed.wrong")
    expect(missed).to_have_count(1)
    for text in (
        "poire",
        "Le mot est entre guillemets.",
        "Ce n'était pas ce fruit.",
        "Relisez la consigne",
        "Fichier informatique",
    ):
        expect(missed.get_by_text(text).first).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Continuer").click()
    play_to_the_end(page)

    expect(page.locator("h1")).to_have_text(re.compile(r"^Résultats\s: Mener une recherche"))
    expect(page.locator(".summary")).to_contain_text(re.compile(r"niveau [1-7]"))
    expect(page.locator(".earned")).to_contain_text("pix avec ce test")
    assert violations(page) == []
    page.get_by_role("button", name="Garder").first.click()
    expect(page.get_by_role("button", name="Gardé").first).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Utile", exact=True).first.click()
    expect(page.get_by_role("button", name="Utile", exact=True).first).to_have_attribute("aria-pressed", "true")

    page.get_by_role("link", name="Tutoriels").click()
    expect(
        page.locator("section", has_text="Gardés").get_by_role("link", name="Fichier informatique").last
    ).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="Mes tests").click()
    expect(page.locator(".past > li")).to_have_count(1)
    assert violations(page) == []
    page.get_by_role("link", name=re.compile("^Revoir")).click()
    expect(page.locator(".reviewed").nth(1)).to_contain_text("poire")
    assert violations(page) == []
    page.get_by_role("link", name="Profil").click()
    expect(page.get_by_role("link", name=re.compile("1.1 Mener une recherche.*terminée"))).to_be_visible()


def test_a_test_is_taken_by_keyboard_only(visitor: Visitor) -> None:
    """Without a mouse: the focus is at the heading after each step, and what follows is in reading order."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    page.goto("/fr/competence.html?code=1.1")
    page.get_by_role("button", name="Commencer le test").wait_for()
    _tab_to(page, "Aller au contenu")
    page.keyboard.press("Enter")
    _tab_to(page, "Commencer le test")
    page.keyboard.press("Enter")
    for number in range(1, 6):
        question(page, number)
        if number > 1:
            assert page.evaluate("document.activeElement.innerText") == f"Question {number}"
        _tab_to(page, "Votre réponse")
        page.keyboard.type("poire" if number == 1 else answer_in(page.locator(".instruction").inner_text()))
        page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Point d’étape")
    expect(page.locator("h1")).to_be_focused()
    _tab_to(page, "Question 1")
    page.keyboard.press("Enter")
    expect(page.locator(".reviewed").first).not_to_have_attribute("open", "")
    _tab_to(page, "Continuer")
    page.keyboard.press("Enter")
    question(page, 6)
    _tab_to(page, "Passer")
    page.keyboard.press("Space")
    expect(page.locator("h1")).not_to_have_text("Question 6")


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the control of that name."""
    for _ in range(80):
        page.keyboard.press("Tab")
        spoken = page.evaluate(SPOKEN)
        if name in spoken:
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def test_reload_and_back_show_the_same_question(visitor: Visitor) -> None:
    """Nothing is gained or lost by reloading, going back, or leaving for another day."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    type_answer(page)
    submit(page)
    question(page, 2)
    asked = page.locator(".instruction").inner_text()
    page.reload()
    question(page, 2)
    assert page.locator(".instruction").inner_text() == asked
    page.get_by_role("link", name="Arrêter pour l’instant").click()
    page.get_by_role("link", name=re.compile("^Reprendre : Mener")).click()
    question(page, 2)
    assert page.locator(".instruction").inner_text() == asked
    page.goto("/fr/profile.html")
    page.go_back()
    question(page, 2)
    assert page.locator(".instruction").inner_text() == asked


def test_a_checkpoint_that_was_passed_does_not_come_back(visitor: Visitor) -> None:
    """After the checkpoint, reloading shows the question and not the checkpoint again."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    for number in range(1, 6):
        question(page, number)
        type_answer(page)
        submit(page)
    expect(page.locator("h1")).to_have_text("Point d’étape")
    page.reload()
    expect(page.locator("h1")).to_have_text("Point d’étape")
    page.get_by_role("button", name="Continuer").click()
    question(page, 6)
    page.reload()
    question(page, 6)


def test_a_checkpoint_shows_as_many_answers_as_the_rules_say(visitor: Visitor) -> None:
    """A deployment that rests after every answer: the second checkpoint shows the second answer alone."""
    context = visitor()
    sign_up(context)
    page = context.new_page()

    def rest_after_each(route: Route) -> None:
        reply = route.fetch()
        body = reply.json()
        body["assessment"] |= {"checkpoint_due": True, "checkpoint_every": 1}
        route.fulfill(response=reply, json=body)

    page.route("**/answers", rest_after_each)
    start(page)
    for number in (1, 2):
        question(page, number)
        type_answer(page)
        submit(page)
        expect(page.locator("h1")).to_have_text("Point d’étape")
        expect(page.locator(".reviews > *")).to_have_count(1)
        page.get_by_role("button", name="Continuer").click()


def test_double_click_sends_once(visitor: Visitor) -> None:
    """An impatient hand answers one question, not two."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.url.endswith("/answers") else None)
    type_answer(page)
    page.get_by_role("button", name="Valider").dblclick()
    question(page, 2)
    assert len(sent) == 1


def test_an_empty_answer_is_asked_for_before_it_is_sent(visitor: Visitor) -> None:
    """Submitting nothing by mistake costs nothing; skipping is a button of its own."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    submit(page)
    expect(page.get_by_role("alert")).to_contain_text("Donnez une réponse")
    expect(page.get_by_label("Votre réponse")).to_be_focused()
    page.get_by_role("button", name="Passer").click()
    question(page, 2)


def test_a_level_is_celebrated_with_the_answer_that_earned_it(visitor: Visitor) -> None:
    """Good news comes at once, and in words."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    for number in range(1, 5):
        question(page, number)
        type_answer(page)
        submit(page)
        expect(page.locator("h1")).not_to_have_text(f"Question {number}")
        if page.locator(".celebration").count():
            break
    expect(page.locator(".celebration")).to_contain_text(re.compile(r"Niveau \d atteint"))


def test_improving_goals_and_reset(visitor: Visitor) -> None:
    """After a test: a goal to aim at, another try at what was missed, and how long until a reset."""
    context = visitor(viewport={"width": 320, "height": 700})
    sign_up(context)
    page = context.new_page()
    start(page)
    play_to_the_end(page, right=False)
    assert overflow(page) == 0
    page.get_by_role("link", name="Voir la compétence").click()
    expect(page.get_by_text("Remise à zéro possible dans 7 jours.")).to_be_visible()
    page.get_by_label("Mon objectif").select_option(label="niveau 3")
    expect(page.get_by_text("Objectif noté : niveau 3.").first).to_be_visible()
    page.goto("/fr/profile.html")
    expect(page.get_by_text("viser le niveau 3")).to_be_visible()
    page.goto("/fr/competence.html?code=1.1")
    page.get_by_role("button", name="Améliorer mon niveau").click()
    question(page, 1)


def test_a_remark_on_a_question(visitor: Visitor) -> None:
    """A person who meets a broken question can say so, without leaving it."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    page.get_by_role("button", name="Signaler un problème").click()
    assert violations(page) == []
    page.get_by_label("Sujet").select_option("accessibility")
    page.get_by_label("Votre remarque").fill("Le contraste est faible.")
    page.get_by_role("button", name="Envoyer").click()
    expect(page.get_by_role("heading", name="Merci")).to_be_visible()
    page.keyboard.press("Escape")
    question(page, 1)


def test_account_preferences_password_and_sessions(visitor: Visitor) -> None:
    """Language, country and password can be changed; other devices can be signed out."""
    context = visitor()
    person = sign_up(context)
    page = context.new_page()
    page.goto("/fr/account.html")
    expect(page.get_by_label("Prénom")).to_have_value("Lou")
    page.get_by_label("Prénom").fill("Louise")
    page.locator("#country").select_option("BE-WAL")
    page.get_by_label("Langue", exact=True).select_option("de")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("h1")).to_have_text("Mein Konto")
    expect(page.locator("html")).to_have_attribute("data-country", "BE-WAL")
    expect(page.get_by_label("Vorname")).to_have_value("Louise")
    page.get_by_label("Aktuelles Passwort").fill(person["password"])
    page.get_by_label("Neues Passwort").fill("huit-poires-jaunes")
    page.get_by_role("button", name="Passwort ändern").click()
    expect(page.get_by_text("Ihr Passwort ist geändert.").first).to_be_visible()
    page.get_by_role("button", name="Überall abmelden").click()
    page.wait_for_url("**/de/index.html")
    page.goto("/de/profile.html")
    page.wait_for_url("**/sign-in.html*")


def test_export_and_erasure(visitor: Visitor) -> None:
    """People take their data with them, or have it erased, without asking anyone."""
    context = visitor()
    person = sign_up(context)
    page = context.new_page()
    page.goto("/fr/account.html")
    page.get_by_role("button", name="Préparer le fichier").click()
    link = page.get_by_role("link", name="Télécharger mes données")
    expect(link).to_be_visible(timeout=60_000)
    assert page.request.get(link.get_attribute("href") or "").ok
    page.get_by_role("button", name="Effacer mon compte…").click()
    assert violations(page) == []
    page.get_by_role("dialog").get_by_label("Mot de passe").fill("pas-le-bon")
    page.get_by_role("button", name="Effacer pour toujours").click()
    expect(page.get_by_role("dialog").get_by_role("alert")).to_be_visible()
    page.get_by_role("dialog").get_by_label("Mot de passe").fill(person["password"])
    page.get_by_role("button", name="Effacer pour toujours").click()
    expect(page.get_by_role("heading", name="Votre compte est effacé")).to_be_visible()
    page.goto("/fr/profile.html")
    page.wait_for_url("**/sign-in.html*")


def test_refusals_say_what_happened(page: Page) -> None:
    """A wrong password, a taken address, a field left out: each is said beside the form, and what was typed stays."""
    page.goto("/fr/sign-in.html")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_text("À remplir.").first).to_be_visible()
    expect(page.get_by_label("Adresse e-mail")).to_be_focused()
    page.get_by_label("Adresse e-mail").fill(address())
    page.get_by_label("Mot de passe", exact=True).fill("rien du tout")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_contain_text("n’est pas le bon")
    expect(page.get_by_label("Mot de passe", exact=True)).to_have_value("rien du tout")


def test_forgotten_password_end_to_end(visitor: Visitor) -> None:
    """The mailed link opens a page where a new password can be chosen, and the token leaves the address bar."""
    context = visitor()
    person = sign_up(context)
    context.clear_cookies()
    page = context.new_page()
    page.goto("/fr/forgotten.html")
    page.get_by_label("Adresse e-mail").fill(person["email"])
    page.get_by_role("button", name="Recevoir le lien").click()
    expect(page.get_by_text("Si un compte existe avec cette adresse").first).to_be_visible()
    page.goto(_mailed_link(page, person["email"]))
    expect(page.locator("h1")).to_have_text("Choisir un nouveau mot de passe")
    expect(page).to_have_url(re.compile(r"/fr/reset-password\.html$"))
    page.get_by_label("Nouveau mot de passe").fill("neuf-cerises-rouges")
    page.get_by_role("button", name="Changer le mot de passe").click()
    page.get_by_role("link", name="Se connecter").last.click()
    page.get_by_label("Adresse e-mail").fill(person["email"])
    page.get_by_label("Mot de passe", exact=True).fill("neuf-cerises-rouges")
    page.get_by_role("main").get_by_role("button", name="Se connecter").click()
    expect(page.locator("h1")).to_have_text("Bonjour Lou")


def _mailed_link(page: Page, email: str) -> str:
    """The link of the message to this address; a workflow writes it a moment after it was asked for."""
    link = page.locator("article", has_text=email).first.get_by_role("link").first
    for _ in range(30):
        page.goto("/outbox")
        try:
            return link.get_attribute("href", timeout=1_000) or ""
        except TimeoutError:
            continue
    raise AssertionError(f"no mail to {email}")


def test_questions_may_be_in_another_language_than_the_page(visitor: Visitor) -> None:
    """A German reader chooses French questions; the page stays German, and says in which language each part is."""
    context = visitor(locale="de-DE")
    sign_up(context, language="de")
    page = context.new_page()
    page.goto("/de/competence.html?code=1.1")
    expect(page.get_by_label("Sprache der Fragen")).to_have_value("en")
    page.get_by_label("Sprache der Fragen").select_option("fr")
    page.get_by_role("button", name="Test beginnen").click()
    expect(page.locator("h1")).to_have_text("Frage 1")
    expect(page.locator(".instruction")).to_contain_text("Recopiez ce mot")
    expect(page.locator(".instruction")).to_have_attribute("lang", "fr")


def test_a_long_history_comes_in_parts(visitor: Visitor) -> None:
    """Years of tests do not make a page that never ends."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    type_answer(page)
    submit(page)
    question(page, 2)
    asked: list[str] = []

    def one_by_one(route: Route) -> None:
        asked.append(route.request.url)
        reply = route.fetch(url=route.request.url.partition("?")[0])
        route.fulfill(json={**reply.json(), "next_cursor": "older" if len(asked) == 1 else None})

    page.route(re.compile(r"/v1/assessments(\?cursor=older)?$"), one_by_one)
    page.goto("/fr/history.html")
    expect(page.locator(".past > li")).to_have_count(1)
    page.get_by_role("button", name="Voir les plus anciens").click()
    expect(page.locator(".past > li")).to_have_count(2)
    expect(page.get_by_role("button", name="Voir les plus anciens")).to_be_hidden()
    assert asked[1].endswith("?cursor=older")


def test_results_can_be_printed(visitor: Visitor) -> None:
    """On paper: what was reached and every question, without menus and buttons."""
    context = visitor()
    sign_up(context)
    page = context.new_page()
    start(page)
    play_to_the_end(page, right=False)
    expect(page.locator(".summary")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".summary")).to_be_visible()
    expect(page.locator(".reviewed").first).to_be_visible()
    expect(page.get_by_role("button", name="Imprimer")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Navigation principale")).to_be_hidden()
