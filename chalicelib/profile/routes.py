"""HTTP routes of the profile: parse, call, present."""

from chalicelib.bootstrap import house
from chalicelib.profile import present, schemas, service
from chalicelib.shared.http import Edge, Request

edge = Edge(__name__)
ONE = "/v1/profile/{competence}"


@edge.route(
    "GET",
    "/v1/profile",
    summary="See all competences, levels and pix",
    query=schemas.CompetenceQuery,
    response=schemas.ProfileView,
    errors=("content-unpublished",),
)
def whole(request: Request) -> schemas.ProfileView:
    """In the framework's order."""
    return present.profile(house().profile, request.principal.person, request.query.language)


@edge.route(
    "GET",
    ONE,
    summary="See one competence in detail",
    query=schemas.CompetenceQuery,
    response=schemas.CompetenceView,
    errors=("unknown-competence", "content-unpublished"),
)
def one(request: Request) -> schemas.CompetenceView:
    """Rungs, what is strong, what to work on, tutorials."""
    ports, person = house().profile, request.principal.person
    card = service.read_scorecard(ports, person, request.path["competence"])
    return present.competence(ports, person, card, request.query.language)


@edge.route(
    "POST",
    ONE + "/reset",
    summary="Start a competence again from nothing",
    query=schemas.CompetenceQuery,
    response=schemas.ScorecardView,
    errors=("unknown-competence", "content-unpublished", "reset-too-early"),
)
def reset(request: Request) -> schemas.ScorecardView:
    """The history stays; pix and level of this competence go back to 0."""
    ports = house().profile
    card = service.reset_competence(ports, request.principal.person, request.path["competence"])
    return present.scorecard(ports, service.current_index(ports), card, request.query.language)


@edge.route(
    "PUT",
    ONE + "/goal",
    summary="Aim at a level in a competence",
    body=schemas.SetGoal,
    status=204,
    errors=("unknown-competence", "content-unpublished"),
)
def set_goal(request: Request) -> None:
    """Replaces the former goal."""
    service.set_goal(house().profile, request.principal.person, request.path["competence"], request.body.level)


@edge.route(
    "DELETE",
    ONE + "/goal",
    summary="Stop aiming at a level",
    status=204,
    errors=("unknown-competence", "content-unpublished"),
)
def drop_goal(request: Request) -> None:
    """Safe to repeat."""
    service.set_goal(house().profile, request.principal.person, request.path["competence"], None)


@edge.route(
    "GET",
    "/v1/tutorials",
    summary="List recommended or saved tutorials",
    query=schemas.TutorialQuery,
    response=schemas.Tutorials,
    errors=("content-unpublished",),
)
def tutorials(request: Request) -> schemas.Tutorials:
    """Recommended: for skills directly failed, lowest level first."""
    ports, person, query = house().profile, request.principal.person, request.query
    if query.kind == "saved":
        pairs = service.saved(ports, person)
    else:
        pairs = service.recommended(ports, list(service.read_scorecards(ports, person).values()))
    marks = ports.store.marks(person)
    return schemas.Tutorials([present.tutorial(pair, marks, query.language) for pair in pairs])


@edge.route(
    "PATCH",
    "/v1/tutorials/{tutorial_id}",
    summary="Save or rate a tutorial",
    body=schemas.MarkTutorial,
    status=204,
    errors=("not-found", "content-unpublished"),
)
def mark_tutorial(request: Request) -> None:
    """A field left out stays as it is."""
    service.mark_tutorial(house().profile, request.principal.person, request.path["tutorial_id"], request.body)
