"""The function that writes to holders calls what its role grants, and changes nothing of a certificate."""

from collections.abc import Callable

from app import app
from chalicelib.bootstrap import House, move_in
from chalicelib.certificates.issuance import changing
from chalicelib.local.schedules import scheduled
from chalicelib.shared.settings import Settings
from tests.fakes.certificates import certificate, holder, stand
from tests.fakes.certification_day import plan
from tests.fakes.issuance import account
from tests.interop.package.test_exposure_grants import written
from tests.interop.package.test_grants import Calls, calls, granted

__all__ = ["calls", "granted", "written"]


def test_it_needs_no_right_that_it_lacks(
    calls: Calls, written: set[str], tables: Settings, granted: Callable[[str], Calls]
) -> None:
    """A missing right shows only on AWS, when somebody waits for a letter; it removes only the note that one waits."""
    house = move_in(House(tables))
    account(house, "ada")
    made = certificate(session=plan(house).id, person="ada")
    assert stand(made, holder())
    changing.change(house.issuance, made.id, "suspended", "operator", "under examination")
    calls.clear()
    written.clear()
    app.handler_map["certificate_letters"](scheduled("certificate_letters"), None)
    assert ("dynamodb:DeleteItem", "CertificationTable") in calls
    assert ("dynamodb:GetItem", "AccountsTable") in calls
    assert calls - granted("CertificateLetters") == set()
    assert written == {"certificate-letters"}
