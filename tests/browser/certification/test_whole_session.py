"""A whole session in five browsers: centre member, invigilator, three candidates; an alert, a cut, an early end."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.certification.helpers import (
    LENGTH,
    Centre,
    finish,
    in_test,
    learner,
    press,
    reply,
    row,
    step,
    supervise,
)
from tests.browser.certification.helpers_centre import open_session, sign_in

Visitor = Callable[..., BrowserContext]
NAMES = (("Ana", "Petit"), ("Bo", "Grand"), ("Cy", "Moyen"))


def ended(page: Page, text: str) -> None:
    expect(page.locator("#exam h1")).to_have_text("Le test est terminé")
    expect(page.locator("#exam")).to_contain_text(text)


def test_a_whole_session_ends_finalized(visitor: Visitor, centre: Centre, stack: str) -> None:
    """Everybody does their part at the same time, and what the centre closes is what happened."""
    session = centre.plan()
    enrolled = [centre.enrol(session, first, last) for first, last in NAMES]
    contexts = [visitor() for _ in NAMES]
    for context, (first, last) in zip(contexts, NAMES, strict=True):
        learner(context, stack, first_name=first, last_name=last)
    room, pages = visitor().new_page(), [context.new_page() for context in contexts]
    member = sign_in(visitor(), centre)
    supervise(room, session)
    for page, candidate in zip(pages, enrolled, strict=True):
        in_test(page, room, session, candidate)
    ana, bo, cy = pages
    # Ana's first question is broken
    step(ana, 1)
    ana.get_by_role("button", name="Signaler un problème").click()
    ana.locator("[data-answer=alert]").click()
    expect(ana.get_by_text("Le surveillant est prévenu")).to_be_visible()
    # meanwhile Bo's network goes
    step(bo, 1)
    contexts[1].set_offline(True)
    reply(bo)
    expect(bo.locator(".delivery")).to_contain_text("Réponse en attente")
    # Cy answers twice, and is sent out
    finish(cy, last=2)
    step(cy, 3)
    press(room, enrolled[0], "alert")
    room.locator("[data-answer=validate]").click()
    contexts[1].set_offline(False)
    press(room, enrolled[2], "incident")
    room.locator("dialog [name=category]").select_option("candidate_trouble")
    room.locator("#incident-text").fill("Est parti avant la fin.")
    room.locator("[data-answer=note]").click()
    press(room, enrolled[2], "end")
    room.locator("[data-answer=end]").click()
    expect(row(room, enrolled[2])).to_have_class(re.compile("ended"))
    reply(cy)
    ended(cy, "Le surveillant a arrêté le test")
    finish(bo, first=2)
    ended(bo, f"{LENGTH} réponses")
    finish(ana, first=2, last=LENGTH + 1)
    ended(ana, f"{LENGTH} réponses")
    for candidate in enrolled:
        expect(row(room, candidate)).to_have_class(re.compile("ended"))
    open_session(member, session, "closing")
    where = f"/v1/certification-sessions/{session['id']}"
    closing = centre.call("GET", f"{where}/closing")
    assert [(one["answered"], one["complete"]) for one in closing["candidates"]] == [
        (LENGTH, True),
        (LENGTH, True),
        (2, False),
    ]
    assert sorted(one["category"] for one in closing["reports"]) == ["candidate_trouble", "in_question"]
    assert [one["code"] for one in closing["missing"]] == ["abort-reason-missing"]
    centre.call("PUT", f"{where}/candidates/{enrolled[2]['id']}/abort-reason", {"reason": "candidate"})
    centre.call("POST", f"{where}/finalization", {"comment": ""})
    member.reload()
    expect(member.locator("main")).to_contain_text(re.compile("finalisée|jury", re.IGNORECASE))
    expect(room.locator("#room h1")).to_have_text("La surveillance est terminée")
