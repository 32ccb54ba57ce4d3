"""Reserves places in the status lists and publishes the lists; workflow functions only, because lists are signed."""

import secrets
from datetime import timedelta

from chalicelib.certificates.credentials import signing, status_list
from chalicelib.certificates.credentials.canonical import Document
from chalicelib.certificates.credentials.status_list import LENGTH, PURPOSES, Place, Purpose
from chalicelib.certificates.ports import CertificatePorts, PublishedList
from chalicelib.certificates.service import issuer
from chalicelib.shared.clock import iso, parse
from chalicelib.shared.errors import Busy

HOLDS = timedelta(days=7)  # a list that nobody renews for that long is no longer believed
RENEWED_BEFORE = timedelta(days=5)  # the daily run may fail four times in a row
ROUNDS = 20


def reserve(ports: CertificatePorts, certificate: str) -> Place:
    """The place of a certificate, at random, so that neighbours in a list have nothing in common; may run twice.

    Both lists that it stands in are published when this returns.
    """
    place = ports.lists.reserve(certificate, lambda: secrets.randbelow(LENGTH))
    for purpose in PURPOSES:
        if ports.lists.published(place.number, purpose) is None:
            publish(ports, place.number, purpose)
    return place


def publish(ports: CertificatePorts, number: int, purpose: Purpose) -> PublishedList:
    """Make the list from the bits as they are now, sign it, and put it in the place of the version before.

    Two runs at once: the version is read before the bits are, so whoever publishes second read bits that are at least
    as new as those of the first, or is refused and reads again. Busy when that happens each time.
    """
    for _ in range(ROUNDS):
        before = ports.lists.published(number, purpose)
        made = _signed(ports, number, purpose)
        new = PublishedList(before.version + 1 if before else 1, made)
        if ports.lists.publish(number, purpose, new):
            return new
    raise Busy("A status list is published by too many at once.")


def _signed(ports: CertificatePorts, number: int, purpose: Purpose) -> Document:
    now = ports.clock()
    times = (iso(now), iso(now + HOLDS))
    indexes = ports.lists.indexes(number, purpose)
    key = issuer.listed_key(ports)
    return signing.sign(status_list.build(ports.issuer, purpose, number, indexes, times), ports.keys, key)


def refresh(ports: CertificatePorts) -> list[str]:
    """Publish what is missing, out of date, or not what the bits say; the daily run. Their names."""
    stale: list[tuple[int, Purpose]] = [
        (number, purpose)
        for number in ports.lists.numbers()
        for purpose in PURPOSES
        if not _is_current(ports, number, purpose)
    ]
    for number, purpose in stale:
        publish(ports, number, purpose)
    return [status_list.list_id(purpose, number) for number, purpose in stale]


def _is_current(ports: CertificatePorts, number: int, purpose: Purpose) -> bool:
    found = ports.lists.published(number, purpose)
    if found is None or parse(found.document["validUntil"]) - ports.clock() < RENEWED_BEFORE:
        return False
    encoded = found.document["credentialSubject"]["encodedList"]
    return encoded == status_list.encode(ports.lists.indexes(number, purpose))
