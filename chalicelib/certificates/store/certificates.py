"""Certificates in the certification table."""

from collections.abc import Callable, Collection, Iterable, Mapping

from pynamodb.transactions import TransactWrite

from chalicelib.certificates.credentials.status_list import Place, Purpose
from chalicelib.certificates.model import Certificate, Holder, Standing, Status, StatusChange, change
from chalicelib.certificates.ports import Brief, Issued
from chalicelib.certificates.store.rows import (
    CertificateRow,
    certificate_key,
    code_key,
    filed_under,
    finding_key,
    from_json,
    id_in,
    read,
    to_json,
)
from chalicelib.certificates.store.status_lists import add_bit
from chalicelib.shared.transactions import Refused, transaction

NEW = CertificateRow.pk.does_not_exist()
FIRST_CHANGE = "status#0001"
BIT: dict[Status, Purpose] = {"suspended": "suspension", "revoked": "revocation"}


class TableCertificates:
    """See ports.Certificates."""

    def reserve_code(self, certificate: str, draw: Callable[[], str]) -> str:
        """See ports.Certificates."""
        while not (known := read(certificate_key(certificate), "code")):
            code = draw()
            try:
                with transaction(CertificateRow) as write:
                    write.save(CertificateRow(code_key(code), "code", data=certificate), condition=NEW)
                    write.save(CertificateRow(certificate_key(certificate), "code", data=code), condition=NEW)
            except Refused:  # another run of this step was quicker, or the code is taken: look again
                continue
            return code
        return known

    def get(self, certificate: str) -> Issued | None:
        """See ports.Certificates."""
        rows = CertificateRow.query(certificate_key(certificate), consistent_read=True)
        return _issued({row.sk: row.data for row in rows})

    def brief(self, certificates: Collection[str]) -> Mapping[str, Brief]:
        """See ports.Certificates."""
        keys = [(certificate_key(each), sk) for each in certificates for sk in ("code", FIRST_CHANGE)]
        rows = list(CertificateRow.batch_get(keys, consistent_read=True)) if keys else []
        changed = {id_in(row.pk) for row in rows if row.sk == FIRST_CHANGE}
        return {id_in(row.pk): self._brief(row, changed) for row in rows if row.sk == "code"}

    def _brief(self, row: CertificateRow, changed: Collection[str]) -> Brief:
        """Few were ever changed: only their history is read."""
        certificate = id_in(row.pk)
        issued = self.get(certificate) if certificate in changed else None
        return Brief(certificate, row.data, issued.standing.status if issued else "valid")

    def by_code(self, code: str) -> Issued | None:
        """See ports.Certificates."""
        certificate = read(code_key(code), "code")
        return self.get(certificate) if certificate else None

    def add_change(self, write: TransactWrite, issued: Issued, to: StatusChange) -> None:
        """See ports.Certificates."""
        after = change(issued.standing, to)
        sk = f"status#{len(after.history):04d}"
        write.save(CertificateRow(certificate_key(issued.certificate.id), sk, data=to_json(to)), condition=NEW)
        if issued.place:
            for status, purpose in BIT.items():
                add_bit(write, issued.place, purpose, to.status == status)

    def erase_holder(self, certificate: str) -> None:
        """See ports.Certificates."""
        pk = certificate_key(certificate)
        with transaction(CertificateRow) as write:
            for hashed in filed_under(certificate):
                write.delete(CertificateRow(finding_key(hashed), certificate))
            write.delete(CertificateRow(pk, "findable"))
            write.delete(CertificateRow(pk, "holder"))
            write.delete(CertificateRow(pk, "register-person"))  # as mended for the national register
            write.delete(CertificateRow(pk, "register-reason"))  # what it said of them


def _issued(found: dict[str, str]) -> Issued | None:
    if "certificate" not in found:
        return None
    return Issued(
        certificate=from_json(found["certificate"], Certificate),
        holder=from_json(found["holder"], Holder) if "holder" in found else None,
        standing=Standing(history=tuple(_changes(found))),
        place=from_json(found["place"], Place) if "place" in found else None,
    )


def _changes(found: dict[str, str]) -> Iterable[StatusChange]:
    return (from_json(text, StatusChange) for sk, text in sorted(found.items()) if sk.startswith("status#"))
