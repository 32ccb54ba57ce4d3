"""The use cases of accounts; other rooms call these and nothing below."""

from chalicelib.accounts.service.jobs import job_view, request_erasure, request_export
from chalicelib.accounts.service.own_account import change_password, change_person, own_account, person_view
from chalicelib.accounts.service.resets import ask_reset, send_reset, use_reset
from chalicelib.accounts.service.sessions import SignedIn, refresh, sign_out, sign_out_everywhere
from chalicelib.accounts.service.sign_in import prove_password, sign_in
from chalicelib.accounts.service.sign_up import create_person, sign_up

__all__ = [
    "SignedIn",
    "ask_reset",
    "change_password",
    "change_person",
    "create_person",
    "job_view",
    "own_account",
    "person_view",
    "prove_password",
    "refresh",
    "request_erasure",
    "request_export",
    "send_reset",
    "sign_in",
    "sign_out",
    "sign_out_everywhere",
    "sign_up",
    "use_reset",
]
