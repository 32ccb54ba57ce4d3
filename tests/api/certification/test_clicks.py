"""Every act of certification and jury clicked twice, and sixteen times at once: it happens once."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from chalicelib.shared.errors import STATUS
from tests.api.certification.test_matrix import (
    OF_CANDIDATES,
    OF_CENTRES,
    OF_INVIGILATORS,
    OF_JURY,
    Codes,
    Make,
    Place,
    deliberated,
    items,
    make,
)
from tests.api.conftest import Caller

__all__ = ["deliberated", "make"]
CLICKS = 16
# a document is made anew for each request: who is enrolled may have changed since the last one
MADE_ANEW = {"POST /v1/certification-sessions/{session_id}/documents"}
OWN_PARTITION = {"open-sessions", "open-documents", "audit-chains", "centres"}  # one item for each thing there is
Shape = Counter[tuple[str, str]]


def shape() -> Shape:
    """How many items there are of each kind."""
    return Counter(_kind(*key) for key in items())


def _kind(pk: str, sk: str) -> tuple[str, str]:
    family = pk.split("#", maxsplit=1)[0]
    if family in OWN_PARTITION:
        return family, ""
    return family, "entry" if sk.isdigit() else sk.split("#", maxsplit=1)[0]


def acts(codes: Codes) -> Iterator[str]:
    """The routes that change something, in the order of the table."""
    return (name for name in codes if not name.startswith("GET") and name not in MADE_ANEW)


def twice(codes: Codes, place: Place, caller: Caller) -> dict[str, Shape]:
    """What each act adds when it is clicked; clicked again, it changes nothing at all."""
    added: dict[str, Shape] = {}
    for name in acts(codes):
        before = shape()
        first = place.send(name, caller)
        added[name], after = shape() - before, items()
        again = place.send(name, caller)
        assert (name, again) == (name, "200" if first == "201" and again == "200" else first)
        assert items() == after, name
    return added


def at_once(codes: Codes, place: Place, caller: Caller) -> dict[str, Shape]:
    """What each act adds when sixteen pages click at the same moment; nobody is told of an error of ours."""
    added: dict[str, Shape] = {}
    for name in acts(codes):
        before = shape()
        told = set(clicks(name, place, caller))
        assert not {code for code in told if not code.isdigit() and STATUS[code] >= 500}, (name, told)
        assert len(told - {"200"}) <= 1, (name, told)
        added[name] = shape() - before
    return added


def clicks(name: str, place: Place, caller: Caller) -> list[str]:
    """What each of the sixteen got."""
    start, token = threading.Barrier(CLICKS), caller.http.headers["authorization"].removeprefix("Bearer ")

    def click(_: int) -> str:
        page = Caller(token)
        start.wait()
        return place.send(name, page)

    with ThreadPoolExecutor(CLICKS) as pool:
        return list(pool.map(click, range(CLICKS)))


def test_a_centre_clicks(make: Make) -> None:
    """Members plan, invite, enrol, note and finalize once."""
    one, other = make(1), make(2)
    assert at_once(OF_CENTRES, other, other.admin) == twice(OF_CENTRES, one, one.admin)


def test_an_invigilator_clicks(make: Make) -> None:
    """A confirmation, a decision, a note, an end: once each, and once in the trail."""
    one, other = make(1), make(2)
    assert at_once(OF_INVIGILATORS, other, other.invigilator) == twice(OF_INVIGILATORS, one, one.invigilator)


def test_a_candidate_clicks(make: Make) -> None:
    """One answer, one end, whatever the impatience."""
    one, other = make(1), make(2)
    assert at_once(OF_CANDIDATES, other, other.page.call) == twice(OF_CANDIDATES, one, one.page.call)


def test_a_jury_clicks(deliberated: Place, token: Callable[..., str]) -> None:
    """A member has one vote; a colleague's is another."""
    voted = twice(OF_JURY, deliberated, Caller(token("mia", "jury")))
    others = at_once(OF_JURY, deliberated, Caller(token("noe", "jury")))
    assert [bool(added) for added in others.values()] == [bool(added) for added in voted.values()]
