"""The index and the record of searches in the certification table.

finding#<keyed hash>     <certificate>    a certificate that is found so; only issuance and the operator write these
certificate#<id>         findable         the hashes that it is filed under, so that they can be erased with its holder
lookup#<client>#<day>    <id>             a search, for a time; the API puts these, and changes or removes none
shown#<certificate>      <id>             the same, of a certificate that was shown: as long as there is the certificate
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.finding.index import Filed
from chalicelib.certificates.finding.model import Lookup, Pointer
from chalicelib.certificates.store.certificates import NEW
from chalicelib.certificates.store.rows import (
    CertificateRow,
    certificate_key,
    filed_under,
    finding_key,
    from_json,
    to_json,
)
from chalicelib.shared.transactions import Refused, transaction


class TableFindings:
    """See index.Findings."""

    def add(self, write: TransactWrite, filed: Filed) -> None:
        """See index.Findings."""
        certificate, data = filed.pointer.certificate, to_json(filed.pointer)
        write.save(CertificateRow(certificate_key(certificate), "findable", data=to_json(filed.hashes)))
        for hashed in filed.hashes:
            write.save(CertificateRow(finding_key(hashed), certificate, data=data))

    def file(self, filed: Filed) -> bool:
        """See index.Findings."""
        certificate = filed.pointer.certificate
        try:
            with transaction(CertificateRow) as write:
                there = CertificateRow.pk.exists()
                write.condition_check(CertificateRow, certificate_key(certificate), "holder", condition=there)
                for hashed in set(filed_under(certificate)) - set(filed.hashes):
                    write.delete(CertificateRow(finding_key(hashed), certificate))
                self.add(write, filed)
        except Refused:
            return False
        return True

    def of(self, hashed: str) -> Sequence[Pointer]:
        """See index.Findings."""
        rows = CertificateRow.query(finding_key(hashed), consistent_read=True)
        return [from_json(row.data, Pointer) for row in rows]

    def note(self, lookup: Lookup, until: datetime) -> None:
        """See index.Findings."""
        by_client, data = f"lookup#{lookup.client}#{lookup.at[:10]}", to_json(lookup)
        rows = [CertificateRow(f"shown#{each}", lookup.id, data=data) for each in lookup.certificates]
        rows.append(CertificateRow(by_client, lookup.id, data=data, expires_at=int(until.timestamp())))
        with transaction(CertificateRow) as write:
            for row in rows:
                write.save(row, condition=NEW)

    def by_client(self, client: str, day: str) -> Iterable[Lookup]:
        """See index.Findings."""
        return _lookups(f"lookup#{client}#{day}")

    def of_certificate(self, certificate: str) -> Iterable[Lookup]:
        """See index.Findings."""
        return _lookups(f"shown#{certificate}")


def _lookups(key: str) -> Iterable[Lookup]:
    return (from_json(row.data, Lookup) for row in CertificateRow.query(key, consistent_read=True))
