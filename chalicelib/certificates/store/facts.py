"""The facts of certificates as they are stored, for comparing them with the audit trail."""

from collections.abc import Iterator

from chalicelib.certificates.store.rows import CertificateRow, certificate_key, id_in, read

FACTS = "certificate"


class TableFacts:
    """See checking.Kept."""

    def text(self, certificate: str) -> str | None:
        """See checking.Kept."""
        return read(certificate_key(certificate), FACTS)

    def all(self) -> Iterator[str]:
        """See checking.Kept."""
        found = CertificateRow.scan(CertificateRow.sk == FACTS, attributes_to_get=["pk", "sk"], consistent_read=True)
        return (id_in(row.pk) for row in found if row.pk.startswith(certificate_key("")))
