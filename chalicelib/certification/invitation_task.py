"""The task of the state machine `centre-invitation`: the API function may not send mail."""

from typing import Any

from chalicelib.certification.service.invitations import send_invitation


def centre_invitation_send(event: dict[str, Any]) -> dict[str, Any]:
    """Send the mail of one invitation; may run twice, late, or be killed: one mail."""
    from chalicelib.bootstrap import house  # noqa: PLC0415 - the composition root imports every room

    send_invitation(house().certification, event["centre"], event["invitation"])
    return event
