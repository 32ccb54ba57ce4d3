"""The issuer's keys in the certification table: a key that once signed stays listed."""

from chalicelib.certificates.credentials import multibase
from chalicelib.certificates.store.rows import CertificateRow, stands

ISSUER = "statuslist#issuer"
PREFIX = "key#"


class TableIssuerKeys:
    """See ports.IssuerKeys."""

    def add(self, key: bytes, at: str) -> None:
        """See ports.IssuerKeys."""
        row = CertificateRow(ISSUER, f"{PREFIX}{multibase.multikey(key)}", data=at)
        stands(lambda: row.save(condition=CertificateRow.pk.does_not_exist()))

    def all(self) -> tuple[bytes, ...]:
        """See ports.IssuerKeys."""
        rows = CertificateRow.query(ISSUER, CertificateRow.sk.startswith(PREFIX), consistent_read=True)
        listed = sorted((row.data, row.sk.removeprefix(PREFIX)) for row in rows)
        return tuple(multibase.public_bytes(name) for _, name in listed)
