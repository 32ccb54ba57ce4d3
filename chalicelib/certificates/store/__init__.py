"""The certification table's items of certificates: the only place of this room that knows keys."""

from chalicelib.certificates.store.certificates import TableCertificates
from chalicelib.certificates.store.issuer_keys import TableIssuerKeys
from chalicelib.certificates.store.rows import CERTIFICATE_MODELS
from chalicelib.certificates.store.status_lists import TableStatusLists

__all__ = ["CERTIFICATE_MODELS", "TableCertificates", "TableIssuerKeys", "TableStatusLists"]
