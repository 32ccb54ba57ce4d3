"""What the people of a certification centre do in their pages, from the plan of a session to its end."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.browser.certification.helpers import PASSWORD, Centre, a_centre, invitation, pix
from tests.browser.certification.helpers_centre import (
    fill_candidate,
    fill_plan,
    join,
    line,
    open_session,
    rows_of,
    settle,
    sign_in,
    sit,
    written,
)
from tests.browser.client.helpers import address, overflow, sign_up, violations

Visitor = Callable[..., BrowserContext]
NARROW = {"width": 320, "height": 640}
SOON, LATER = ((datetime.now(UTC) + timedelta(days=days)).date().isoformat() for days in (20, 21))
PLAN = {"date": SOON, "time": "14:00", "address": "3 place du Marché, Lille", "invigilators": "Ada Lovelace"}
LYON = {"birth": "postal", "birth_postal_code": "69001", "birth_city": "Lyon"}
MARIE = {"last_name": "Curie", "first_name": "Marie", "birth_date": "2004-11-07", "sex": "F", **LYON}
# columns of the file of sessions and of the sheet, by how they begin
IN_FILE = {"Nom": "Noir", "Prénom": "Anna", "Date_de_naissance": "05/06/2003", "Sexe": "F"}
ABROAD = {"Pays": "Belgique", "Ville": "Namur"}


@pytest.fixture
def page(visitor: Visitor, centre: Centre) -> Page:
    """A page of the centre's admin."""
    return sign_in(visitor(), centre)


def plan(page: Page, **changes: str) -> None:
    """Type a plan and send it."""
    page.goto("/fr/centre.html#plan")
    fill_plan(page, **PLAN | changes)
    page.get_by_role("button", name="Planifier la session").click()


# --- the way in ---


def test_an_invitation_leads_a_newcomer_to_the_centre(visitor: Visitor, page: Page, stack: str) -> None:
    """An admin invites; whoever follows the link creates an account, accepts, and is at work."""
    email = address()
    page.goto("/fr/centre.html#people")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_role("button", name="Envoyer l’invitation").dblclick()
    expect(page.locator("#invitations li")).to_have_count(1)
    assert violations(page) == []

    newcomer = visitor().new_page()
    newcomer.goto(f"/fr/join-centre.html#token={invitation(stack, email)}")
    assert violations(newcomer) == []
    newcomer.get_by_role("link", name="Créer un compte, puis revenir ici").click()
    assert "token" not in newcomer.url.partition("#")[0]
    for label, value in {
        "Prénom": "Rosa",
        "Nom": "Parks",
        "Adresse e-mail": email,
        "Nouveau mot de passe": PASSWORD,
    }.items():
        newcomer.get_by_label(label, exact=True).fill(value)
    newcomer.get_by_label("J’accepte les conditions").check()
    newcomer.get_by_role("button", name="Créer mon compte").click()
    newcomer.get_by_role("button", name="Accepter l’invitation").dblclick()
    expect(newcomer.locator("h1")).to_have_text(re.compile("Bienvenue dans « Lycée des Pommiers »"))
    newcomer.get_by_role("link", name="Aller au centre").click()
    newcomer.get_by_label("Adresse e-mail").fill(email)
    newcomer.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    newcomer.get_by_role("button", name="Se connecter").click()
    expect(newcomer.locator("h1")).to_have_text("Lycée des Pommiers")
    newcomer.get_by_role("link", name="Équipe").click()
    expect(newcomer.locator("#members li")).to_have_count(2)
    expect(newcomer.get_by_label("Adresse e-mail")).to_be_hidden()

    page.reload()
    expect(page.locator("#invitations")).to_contain_text("Personne n’est invité")
    page.get_by_role("button", name="Retirer du centre Rosa Parks").click()
    page.get_by_role("dialog").get_by_role("button", name="Retirer du centre").click()
    expect(page.locator("#members li")).to_have_count(1)
    newcomer.reload()
    newcomer.wait_for_url("**/centre-sign-in.html*")


def test_an_invitation_is_accepted_with_ones_account_in_one_step(
    visitor: Visitor, page: Page, centre: Centre, stack: str
) -> None:
    """Whoever has an account signs in on the page of the invitation, and is in the centre: one password, once."""
    context = visitor()
    person = sign_up(context)
    context.clear_cookies()
    centre.call("POST", f"/v1/centres/{centre.id}/invitations", {"email": person["email"]})
    guest = context.new_page()
    guest.goto(f"/fr/join-centre.html#token={invitation(stack, person['email'])}")
    guest.get_by_label("Adresse e-mail").fill(person["email"])
    guest.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    guest.get_by_role("button", name="Se connecter").click()
    guest.wait_for_url("**/centre.html?id=*")
    expect(guest.locator("h1")).to_have_text("Lycée des Pommiers")
    guest.get_by_role("link", name="Équipe").click()
    guest.get_by_role("button", name="Quitter le centre").click()
    guest.get_by_role("dialog").get_by_role("button", name="Quitter le centre").click()
    guest.wait_for_url("**/centre-sign-in.html*")


def test_somebody_without_a_centre_is_told_at_the_field(visitor: Visitor) -> None:
    """A learner's account opens no centre, and nothing typed is lost; the learner's own session stays."""
    context = visitor()
    person = sign_up(context)
    page = context.new_page()
    page.goto("/fr/centre.html")
    page.wait_for_url("**/centre-sign-in.html?next=*")
    page.get_by_label("Adresse e-mail").fill(person["email"])
    page.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Se connecter").click()
    email = page.get_by_label("Adresse e-mail")
    expect(email).to_have_accessible_description(re.compile("pas de rôle"))
    expect(email).to_be_focused()
    expect(email).to_have_value(person["email"])
    page.goto("/fr/profile.html")
    expect(page.locator("h1")).to_have_text("Bonjour Lou")


def test_centre_and_profile_are_left_one_by_one(visitor: Visitor, centre: Centre) -> None:
    """The same person in the same browser: signing out of the centre leaves the profile open, and no token behind."""
    context = visitor()
    given = {"email": centre.email, "password": PASSWORD}
    assert context.request.post("/v1/sessions", data=given).ok
    page = sign_in(context, centre)
    page.goto("/fr/centre.html")
    expect(page.locator("h1")).to_have_text("Lycée des Pommiers")
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, history.state, document.cookie])")
    assert "eyJ" not in stored
    assert "pix_refresh" not in stored
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url("**/centre-sign-in.html")
    page.goto("/fr/profile.html")
    expect(page.locator("h1")).to_have_text("Bonjour Grace")
    page.goto("/fr/centre.html")
    page.wait_for_url("**/centre-sign-in.html?next=*")


# --- a session from plan to end ---


def test_a_session_is_planned_moved_called_off_and_deleted(page: Page) -> None:
    """Errors stand at their fields, what was typed stays, a double click plans one session."""
    plan(page, date="2020-05-04", room="Salle verte")
    field = page.locator("form:visible [name=date]")
    expect(field).to_have_accessible_description(re.compile("moment à venir"))
    expect(field).to_be_focused()
    expect(page.get_by_label("Salle")).to_have_value("Salle verte")
    field.fill(SOON)
    page.get_by_role("button", name="Planifier la session").dblclick()
    page.wait_for_url("**/centre-session.html?id=*")
    expect(page.locator("h1")).to_have_text(re.compile(r"^Session \d{8}$"))
    expect(page.locator("#summary")).to_contain_text("planifiée")
    expect(page.get_by_text("Code d’accès des candidats")).to_be_visible()

    page.get_by_text("Modifier ou reporter").click()
    fill_plan(page, date=LATER, time="09:30")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator("#problem").get_by_text("Le plan est enregistré.")).to_be_visible()
    expect(page.locator("#summary")).to_contain_text("09:30")
    page.reload()
    expect(page.locator("#summary")).to_contain_text("09:30")

    page.get_by_role("button", name="Annuler la session").click()
    page.get_by_label("Pourquoi ?").select_option("no-room")
    page.get_by_role("dialog").get_by_role("button", name="Annuler la session").dblclick()
    expect(page.locator("#summary")).to_contain_text("annulée")
    expect(page.get_by_role("button", name="Annuler la session")).to_have_count(0)
    page.get_by_role("link", name="Candidats").click()
    expect(page.locator("form[data-form=candidate]")).to_be_hidden()
    page.go_back()
    page.get_by_role("button", name="Supprimer la session").click()
    page.get_by_role("dialog").get_by_role("button", name="Supprimer la session").click()
    page.wait_for_url("**/centre.html?id=*")
    settle(page)
    expect(page.get_by_text("Salle verte")).to_have_count(0)


def test_a_lost_reply_plans_no_second_session(page: Page) -> None:
    """The session was planned but the page never heard of it: sent again, the same plan is the same session."""
    sent: list[object] = []

    def lose_the_first_reply(route: Route) -> None:
        sent.append(route.request.post_data_json)
        if len(sent) > 1:
            route.continue_()
            return
        route.fetch()
        route.abort()

    page.route(re.compile(r"/v1/centres/\w+/sessions$"), lose_the_first_reply)
    plan(page, room="Salle perdue")
    expect(page.get_by_role("alert")).to_contain_text("Le serveur ne répond pas.")
    page.get_by_role("button", name="Planifier la session").click()
    page.wait_for_url("**/centre-session.html?id=*")
    assert sent[0] == sent[1]
    plan(page, room="salle PERDUE")
    expect(page.locator("form:visible [name=room]")).to_have_accessible_description(re.compile("a déjà une session"))


def test_of_two_who_change_a_plan_the_second_is_told(page: Page, centre: Centre) -> None:
    """The later one keeps what was typed, sees what the plan is now, and decides."""
    session = centre.plan(invigilators="Un")
    open_session(page, session)
    page.get_by_text("Modifier ou reporter").click()
    fill_plan(page, invigilators="Deux")
    centre.call("PATCH", f"/v1/certification-sessions/{session['id']}", {"version": 1, "room": "Salle du fond"})
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("modifié")
    expect(page.locator("[name=invigilators]")).to_have_value("Deux")
    page.get_by_role("button", name="Revenir au plan enregistré").click()
    expect(page.locator("[name=room]")).to_have_value("Salle du fond")
    expect(page.locator("[name=invigilators]")).to_have_value("Un")
    fill_plan(page, invigilators="Deux")
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    expect(page.locator("#overview")).to_contain_text("Deux")


def test_candidates_are_enrolled_by_form(page: Page, centre: Centre) -> None:
    """Rules of birth places are told at their fields; a candidate can be changed and taken back."""
    session = centre.plan()
    open_session(page, session, "candidates")
    fill_candidate(page, **MARIE | {"birth_city": "Lion-sur-Rien"})
    send = page.get_by_role("button", name="Enregistrer le candidat")
    send.click()
    city = page.get_by_label("Ville de naissance")
    expect(city).to_have_accessible_description(re.compile("n’est pas connu|inconnu", re.IGNORECASE))
    expect(city).to_be_focused()
    expect(page.get_by_label("Nom de naissance")).to_have_value("Curie")
    city.fill("Lyon")
    send.dblclick()
    people = page.locator("#candidate-list li")
    expect(people).to_have_count(1)
    expect(people).to_contain_text("LYON", ignore_case=True)
    expect(people).to_contain_text("7 novembre 2004")
    expect(page.get_by_label("Nom de naissance")).to_have_value("")

    fill_candidate(page, **MARIE | {"sex": "M"})
    send.click()
    expect(page.get_by_label("Nom de naissance")).to_have_accessible_description(re.compile("déjà inscrite"))
    page.get_by_role("button", name="Modifier Marie Curie").click()
    expect(page.get_by_label("Ville de naissance")).to_have_value(re.compile("lyon", re.IGNORECASE))
    fill_candidate(page, first_name="Maria", birth="abroad", birth_country="Pologne", birth_city="Varsovie")
    page.locator("#candidate-more summary").click()
    page.get_by_label("Temps majoré").fill("33")
    send.click()
    expect(people).to_have_count(1)
    expect(people).to_contain_text("Curie Maria")
    expect(people).to_contain_text("Varsovie, Pologne · temps majoré 33 %")
    page.reload()
    expect(people).to_contain_text("Curie Maria")
    page.get_by_role("button", name="Désinscrire Maria Curie").click()
    page.get_by_role("dialog").get_by_role("button", name="Désinscrire").click()
    expect(page.get_by_text("Personne n’est encore inscrit.")).to_be_visible()


def test_a_wrong_account_is_unlinked(page: Page, centre: Centre, stack: str) -> None:
    """The right account can join, and the enrolment can be changed again."""
    session = centre.plan()
    join(stack, centre, session, "Ada", "Lovelace")
    open_session(page, session, "candidates")
    row = page.locator("#candidate-list li")
    expect(row).to_contain_text("arrivé(e)")
    row.get_by_role("button", name="Détacher le compte Ada Lovelace").click()
    assert violations(page) == []
    page.get_by_role("dialog").get_by_role("button", name="Détacher le compte").dblclick()
    expect(row.get_by_role("button")).to_have_text([re.compile("Modifier"), re.compile("Désinscrire")])
    expect(row).not_to_contain_text("arrivé(e)")
    expect(page.locator("#problem")).to_be_empty()


def test_candidates_are_enrolled_by_sheet(page: Page, centre: Centre, tmp_path: Path) -> None:
    """Every error is shown with its line and nobody is enrolled; corrected, everybody is."""
    session = centre.plan()
    open_session(page, session, "candidates")
    with page.expect_download() as sheet:
        page.get_by_role("button", name="Télécharger la feuille (ODS)").click()
    rows = rows_of(sheet.value, tmp_path)
    head = rows[:2]
    good, bad = (
        line(head[1], **IN_FILE, **ABROAD),
        line(head[1], **IN_FILE | {"Nom": "Blanc", "Sexe": "X"}, Pays="Atlantide"),
    )
    page.get_by_label("Feuille remplie").set_input_files(written(tmp_path, [*head, good, bad]))
    page.get_by_role("button", name="Envoyer la feuille").click()
    report = page.locator("#sheet-report")
    expect(report).to_contain_text("2 erreurs")
    expect(report.locator("li")).to_have_text([re.compile("Ligne 4.*Sexe"), re.compile("Ligne 4.*Pays de naissance")])
    expect(page.get_by_text("Personne n’est encore inscrit.")).to_be_visible()
    assert violations(page) == []

    fixed = line(head[1], **IN_FILE | {"Nom": "Blanc"}, **ABROAD)
    page.get_by_label("Feuille remplie").set_input_files(written(tmp_path, [*head, good, fixed]))
    expect(report).to_be_empty()
    page.get_by_role("button", name="Envoyer la feuille").dblclick()
    expect(report).to_contain_text("2 candidats ajoutés.")
    expect(page.locator("#candidate-list li")).to_have_count(2)

    page.get_by_label("Feuille remplie").set_input_files(written(tmp_path, rows[1:], "autre.csv"))
    page.get_by_role("button", name="Envoyer la feuille").click()
    expect(page.get_by_label("Feuille remplie")).to_have_accessible_description(
        re.compile("n’est pas celle de la session")
    )


def test_papers_are_asked_for_and_fetched(page: Page, centre: Centre) -> None:
    """Both documents come as PDF; a reload finds those that were asked for."""
    open_session(page, centre.plan(), "papers")
    page.get_by_role("button", name="Préparer le dossier du surveillant").dblclick()
    page.get_by_role("button", name="Préparer la feuille d’émargement").click()
    for name in ("Télécharger le dossier du surveillant", "Télécharger la feuille d’émargement"):
        with page.expect_download() as paper:
            page.get_by_role("link", name=name).click()
        assert Path(paper.value.path()).read_bytes().startswith(b"%PDF")
    page.reload()
    expect(page.get_by_role("link", name="Télécharger le dossier du surveillant")).to_be_visible()
    assert violations(page) == []


def test_many_sessions_are_planned_from_a_file(page: Page, tmp_path: Path) -> None:
    """The file is checked as a whole, every error with its line, nothing planned; confirmed, everything is, once."""
    page.goto("/fr/centre.html#import")
    with page.expect_download() as sheet:
        page.get_by_role("button", name="Télécharger le modèle (CSV)").click()
    head = rows_of(sheet.value, tmp_path)[-1]
    where = {"Adresse": "8 quai du Port, Brest", "Salle": "Fichier 1", "Heure": "10:00", "Surveillants": "Ada"}
    day = {"Date_de_la_session": date.fromisoformat(SOON).strftime("%d/%m/%Y")}
    good = line(head, **where, **day, **IN_FILE, **ABROAD)
    other = line(head, **where | {"Salle": "Fichier 2"}, **day, **IN_FILE, **ABROAD)
    bad = line(
        head, **where | {"Heure": "25:00"}, Date_de_la_session="01/02/2020", **IN_FILE | {"Nom": "Blanc"}, **ABROAD
    )
    file = page.get_by_label("Fichier rempli")
    file.set_input_files(written(tmp_path, [head, good, bad, other], "sessions.csv"))
    page.get_by_role("button", name="Vérifier le fichier").click()
    report = page.locator("#import-report")
    expect(report).to_contain_text("rien n’a été planifié")
    expect(report.locator("li").first).to_contain_text("Ligne 3")
    expect(page.get_by_role("button", name="Confirmer et tout planifier")).to_have_count(0)
    assert violations(page) == []

    file.set_input_files(written(tmp_path, [head, good, other], "sessions.csv"))
    page.get_by_role("button", name="Vérifier le fichier").click()
    expect(report).to_contain_text("2 sessions, 2 candidats")
    page.get_by_role("button", name="Confirmer et tout planifier").dblclick()
    expect(report).to_contain_text("2 sessions sont prêtes.")
    page.get_by_role("link", name="Sessions", exact=True).click()
    expect(page.locator(".session-line", has_text="Fichier 1")).to_have_count(1)
    expect(page.locator(".session-line", has_text="Fichier 2")).to_have_count(1)
    page.go_back()
    report.get_by_role("link").first.click()
    page.get_by_role("link", name="Candidats").click()
    expect(page.locator("#candidate-list li")).to_have_text(re.compile("Noir Anna"))


def test_a_session_is_closed(page: Page, centre: Centre, stack: str) -> None:
    """What is missing is named; reasons and reports are kept as they are given; finalized once, nothing changes."""
    session = centre.plan()
    open_session(page, session, "closing")
    sit(stack, centre, session, "Zoé", "Martin", answers=6)
    unfinished = sit(stack, centre, session, "Luc", "Petit", answers=2)
    page.reload()
    expect(page.locator("#summary")).to_contain_text("en cours")
    expect(page.locator("#closing-missing")).to_contain_text("Luc Petit : Dites pourquoi")
    page.get_by_label("Commentaire sur la session").fill("Une alarme a sonné à 10 h 20.")
    page.get_by_role("button", name="Finaliser la session").click()
    page.get_by_role("dialog").get_by_role("button", name="Finaliser").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Commentaire sur la session")).to_have_value("Une alarme a sonné à 10 h 20.")

    page.locator(f"#reason-{unfinished}").select_option("technical")
    expect(page.locator("#closing-missing")).to_contain_text("Rien ne manque")
    page.get_by_label("Candidat", exact=True).select_option(label="Zoé Martin")
    page.get_by_label("De quoi s’agit-il ?").select_option("in_question")
    page.get_by_label("Numéro de la question").fill("3")
    page.get_by_role("button", name="Enregistrer le signalement").dblclick()
    reports = page.locator("section[aria-labelledby=reports-title] li")
    expect(reports).to_have_count(1)
    expect(reports).to_contain_text("question 3")
    expect(reports).to_contain_text("le jury le regardera")
    page.get_by_label("Candidat", exact=True).select_option(label="Luc Petit")
    page.get_by_role("button", name="Enregistrer le signalement").click()
    expect(page.get_by_label("Ce qui s’est passé")).to_have_accessible_description("À remplir.")
    page.get_by_label("Ce qui s’est passé").fill("Écran noir.")
    page.get_by_role("button", name="Enregistrer le signalement").click()
    expect(reports).to_have_count(2)
    reports.filter(has_text="Écran noir").get_by_role("button", name="Retirer").click()
    expect(reports).to_have_count(1)
    assert violations(page) == []

    page.get_by_role("button", name="Finaliser la session").click()
    expect(page.get_by_role("dialog")).to_contain_text("Luc Petit")
    page.get_by_role("dialog").get_by_role("button", name="Finaliser").dblclick()
    expect(page.locator("#closing")).to_contain_text("Session finalisée")
    expect(page.locator("#closing")).to_contain_text("Une alarme a sonné")
    expect(page.get_by_role("button", name="Finaliser la session")).to_be_hidden()
    expect(page.locator("#summary")).to_contain_text(re.compile("finalisée|au jury"))
    page.reload()
    expect(page.locator("#closing")).to_contain_text("Une alarme a sonné")
    assert violations(page) == []


# --- who may not, and what does not answer ---


def test_a_suspended_centre_reads_and_cancels(visitor: Visitor, stack: str, centre: Centre) -> None:
    """Nothing is planned and nobody enrolled, and the page says why before anything is typed, or after."""
    other = a_centre(stack, centre.data)
    session = other.plan()
    page = sign_in(visitor(), other)
    page.goto("/fr/centre.html#plan")
    fill_plan(page, **PLAN, room="Trop tard")
    pix(centre.data, "centre", "suspend", other.id)
    page.get_by_role("button", name="Planifier la session").click()
    expect(page.get_by_role("alert")).to_contain_text("L’agrément de ce centre est suspendu")
    expect(page.get_by_label("Salle")).to_have_value("Trop tard")
    page.reload()
    expect(page.locator("#standing")).to_contain_text("suspendu")
    expect(page.locator("form[data-form=plan]")).to_be_hidden()
    open_session(page, session, "candidates")
    expect(page.locator("form[data-form=candidate]")).to_be_hidden()
    page.get_by_role("link", name="Plan et codes").click()
    page.get_by_role("button", name="Annuler la session").click()
    page.get_by_role("dialog").get_by_role("button", name="Annuler la session").click()
    expect(page.locator("#summary")).to_contain_text("annulée")


def test_another_centres_session_does_not_exist(visitor: Visitor, page: Page, stack: str, centre: Centre) -> None:
    """Nobody learns that a session is there; the way back is."""
    session = a_centre(stack, centre.data).plan()
    for known in (session["id"], "01AAAAAAAAAAAAAAAAAAAAAAAA", ""):
        page.goto(f"/fr/centre-session.html?id={known}")
        expect(page.get_by_role("alert")).to_contain_text("n’est pas d’un de vos centres")
        expect(page.locator("#session")).to_be_hidden()
    page.get_by_role("link", name="Mes sessions").click()
    expect(page.locator("h1")).to_have_text("Lycée des Pommiers")


def test_an_unreachable_server_loses_nothing(page: Page, centre: Centre) -> None:
    """A candidate typed while the network is away is still there, and is enrolled by the same button."""
    open_session(page, centre.plan(), "candidates")
    fill_candidate(page, **MARIE)
    page.route("**/v1/**", lambda route: route.abort())
    page.get_by_role("button", name="Enregistrer le candidat").click()
    expect(page.locator("form[data-form=candidate]").get_by_role("alert")).to_contain_text("Le serveur ne répond pas.")
    page.unroute("**/v1/**")
    page.get_by_role("button", name="Enregistrer le candidat").click()
    expect(page.locator("#candidate-list li")).to_have_count(1)


def test_a_session_that_ends_keeps_what_was_typed(visitor: Visitor, centre: Centre) -> None:
    """Signed out in the middle of a form: signing in again in another tab is enough, and nothing is typed twice."""
    context = visitor()
    page = sign_in(context, centre)
    page.goto("/fr/centre.html#plan")
    fill_plan(page, **PLAN, room="Salle gardée")
    cookies = context.cookies()
    context.clear_cookies()
    refused = "**/v1/centres/*/sessions"
    page.route(refused, lambda route: route.fulfill(status=401, body='{"code": "unauthenticated"}'))
    page.get_by_role("button", name="Planifier la session").click()
    expect(page.get_by_role("alert")).to_contain_text("Ce que vous avez saisi est conservé")
    page.unroute(refused)
    with context.expect_page() as opened:
        page.get_by_role("link", name="Se connecter dans un nouvel onglet").click()
    tab = opened.value
    tab.get_by_label("Adresse e-mail").fill(centre.email)
    tab.get_by_label("Mot de passe", exact=True).fill(PASSWORD)
    tab.get_by_role("button", name="Se connecter").click()
    expect(tab.locator("h1")).to_have_text("Lycée des Pommiers")
    assert cookies
    expect(page.get_by_label("Salle")).to_have_value("Salle gardée")
    page.get_by_role("button", name="Planifier la session").click()
    page.wait_for_url("**/centre-session.html?id=*")


# --- for everybody ---


def test_a_session_is_planned_by_keyboard_only(page: Page) -> None:
    """Without a mouse: the views, the form, its errors and its answer."""
    page.goto("/fr/centre.html")
    page.get_by_role("link", name="Planifier", exact=True).wait_for()
    settle(page)
    page.get_by_role("link", name="Planifier", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#plan-title")).to_be_focused()
    fill_plan(page, **PLAN | {"address": ""}, room="Clavier")
    page.get_by_label("Salle").press("Enter")
    expect(page.get_by_label("Adresse", exact=True)).to_be_focused()
    page.keyboard.type("5 rue du Port, Nantes")
    page.keyboard.press("Enter")
    page.wait_for_url("**/centre-session.html?id=*")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_a_centre_have_no_axe_violation_and_fit_320_pixels(
    visitor: Visitor, centre: Centre, scheme: str
) -> None:
    """Every view, with candidates, in each language: nobody is kept out by a colour, a name or a small screen."""
    session = centre.plan(description="Apporter une pièce d’identité. " * 3)
    centre.enrol(session, "Anne-Sophie-Charlotte", "de La Rochefoucauld-Montmorency", extra_time_percent=33)
    page, found = sign_in(visitor(color_scheme=scheme, viewport=NARROW), centre), []
    for language in ("fr", "en", "de"):
        for view in ("sessions", "plan", "import", "people"):
            page.goto(f"/{language}/centre.html#{view}")
            expect(page.locator("h1")).to_have_text("Lycée des Pommiers")
            settle(page)
            found += violations(page)
            assert overflow(page) == 0, (language, view)
        for view in ("overview", "candidates", "papers", "closing", "results"):
            open_session(page, session, view, language)
            found += violations(page)
            assert overflow(page) == 0, (language, view)
        for name in ("centre-sign-in", "join-centre"):
            page.goto(f"/{language}/{name}.html")
            settle(page)
            found += violations(page)
            assert overflow(page) == 0, (language, name)
    assert found == []


def test_the_list_goes_on(visitor: Visitor, stack: str, centre: Centre) -> None:
    """A centre with more sessions than a page shows them all, last planned first, without a second one of any."""
    busy = a_centre(stack, centre.data)
    numbers = [busy.plan()["number"] for _ in range(18)]
    page = sign_in(visitor(), busy)
    page.goto("/fr/centre.html")
    shown = page.locator(".session-line a")
    expect(shown).to_have_count(16)
    page.get_by_role("button", name="Montrer des sessions plus anciennes").dblclick()
    expect(shown).to_have_text([f"Session {number}" for number in reversed(numbers)])
    expect(page.get_by_role("button", name="Montrer des sessions plus anciennes")).to_have_count(0)
