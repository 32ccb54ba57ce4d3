"""Puts the concrete parts of certificates together."""

from collections.abc import Iterator

from chalicelib.certificates.credentials import Issuer
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.certificates.store import TableCertificates, TableIssuerKeys, TableStatusLists
from chalicelib.shared.clock import Clock
from chalicelib.shared.keys import Keys
from chalicelib.shared.objects import Objects
from chalicelib.shared.ratelimit import TableLimiter
from chalicelib.shared.settings import Settings

CHAINS = "trust/"


def build_certificates(settings: Settings, clock: Clock, keys: Keys, objects: Objects) -> CertificatePorts:
    """The ports of a deployment."""
    return CertificatePorts(
        certificates=TableCertificates(),
        lists=TableStatusLists(),
        keys_listed=TableIssuerKeys(),
        keys=keys,
        issuer=Issuer(settings.public_url.rstrip("/")),
        clock=clock,
        limiter=TableLimiter(settings.token_secret, clock),
        rules=settings.rules,
        document_chains=lambda: tuple(_chains(objects)),
    )


def _chains(objects: Objects) -> Iterator[str]:
    """As text: the API function has no library for certificates."""
    for key in objects.keys(CHAINS):
        stored = objects.get(key)
        if stored:
            yield stored.body.decode()
