"""Judges a credential from files alone: the issuer's keys and status lists (a trust list), and the time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import msgspec

from chalicelib.certificates.credentials import proof, shape, status_list
from chalicelib.certificates.credentials.canonical import Document
from chalicelib.certificates.credentials.issuer import trusted_keys
from chalicelib.certificates.credentials.shape import Credential, ShapeError
from chalicelib.shared.clock import parse

Outcome = Literal["valid", "suspended", "revoked", "refused", "undecided"]


class TrustList(msgspec.Struct, frozen=True, kw_only=True):
    """What `/v1/trust-list` serves and a verifier keeps: whom to believe, and what became of certificates since."""

    made_at: str
    issuer: Document  # the DID document, with the keys of all generations
    status_lists: tuple[Document, ...] = ()
    document_certificates: tuple[str, ...] = ()  # PEM: whose seals on PDF files count


@dataclass(frozen=True, slots=True)
class Verdict:
    """`refused`: not what we signed. `undecided`: ours, but its status could not be told. `why` in plain English."""

    outcome: Outcome
    why: str = ""
    credential: Credential | None = None
    as_of: str = ""  # when the status lists were made


class _Undecided(Exception):
    """The status cannot be told from this trust list."""


def judge(document: Any, trust: TrustList, now: datetime) -> Verdict:
    """The verdict on a credential (decoded JSON); ValueError when the trust list itself is none."""
    keys = trusted_keys(trust.issuer)
    try:
        credential = shape.read_credential(document)
        _genuine(document, credential, trust, keys, now)
    except (ShapeError, proof.ProofError) as error:
        return Verdict("refused", str(error))
    try:
        return _standing(credential, trust, keys, now)
    except _Undecided as error:
        return Verdict("undecided", str(error), credential)


def _genuine(
    document: Document, credential: Credential, trust: TrustList, keys: Mapping[str, bytes], now: datetime
) -> None:
    if credential.issuer.id != trust.issuer.get("id"):
        raise proof.ProofError(f"issued by {credential.issuer.id}, which the trust list does not name")
    proof.check(document, keys)
    if parse(credential.validFrom) > now:
        raise proof.ProofError(f"valid only from {credential.validFrom}")


def _standing(credential: Credential, trust: TrustList, keys: Mapping[str, bytes], now: datetime) -> Verdict:
    """Revocation outweighs suspension; an entry without its list leaves the question open."""
    found: dict[str, bool] = {}
    made: list[str] = []
    for entry in credential.credentialStatus:
        listed = _list_for(entry, trust, keys, now)
        try:
            found[entry.statusPurpose] = status_list.is_set(
                listed.credentialSubject.encodedList, int(entry.statusListIndex)
            )
        except ValueError as error:
            raise _Undecided(str(error)) from error
        made.append(listed.validFrom)
    if set(found) != set(status_list.PURPOSES):
        raise _Undecided("the credential does not say where both its revocation and its suspension are listed")
    outcome: Outcome = "revoked" if found["revocation"] else "suspended" if found["suspension"] else "valid"
    return Verdict(outcome, "", credential, min(made))


def _list_for(entry: shape.StatusEntry, trust: TrustList, keys: Mapping[str, bytes], now: datetime) -> shape.StatusList:
    """The genuine list that an entry names, still in force."""
    document = next((each for each in trust.status_lists if each.get("id") == entry.statusListCredential), None)
    if document is None:
        raise _Undecided(f"the trust list does not hold {entry.statusListCredential}")
    try:
        listed = shape.read_list(document)
        proof.check(document, keys)
    except (ShapeError, proof.ProofError) as error:
        raise _Undecided(f"{entry.statusListCredential} is not genuine: {error}") from error
    if listed.issuer != trust.issuer.get("id") or listed.credentialSubject.statusPurpose != entry.statusPurpose:
        raise _Undecided(f"{entry.statusListCredential} is another list than the credential means")
    if not parse(listed.validFrom) <= now < parse(listed.validUntil):
        raise _Undecided(f"{entry.statusListCredential} holds until {listed.validUntil}: get a newer trust list")
    return listed
