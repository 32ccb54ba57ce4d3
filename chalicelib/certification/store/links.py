"""Which account joined as which candidate.

session#<id>   candidate#<id>    names the person once joined
session#<id>   link#<person>     the candidate that a person joined as
person#<id>    candidacy#<session>   the same, from the person's side
"""

from collections.abc import Sequence

from msgspec.structs import replace
from pynamodb.transactions import TransactWrite

from chalicelib.certification.model import Candidate
from chalicelib.certification.store.centres import person_key
from chalicelib.certification.store.rooms import IDENTITY, KNOCK
from chalicelib.certification.store.rows import CertificationRow, check_absent, is_new, session_key, to_json
from chalicelib.certification.store.tests import TestRow, test_key
from chalicelib.shared.transactions import Refused, transaction

CANDIDATE, LINK, JOINED = "candidate#", "link#", "candidacy#"


def check_linked(write: TransactWrite, session: str, candidate: str, person: str) -> None:
    """Add to a transaction: only while this account is the candidate's."""
    joined = CertificationRow.data == candidate
    write.condition_check(CertificationRow, session_key(session), LINK + person, condition=joined)


class TableLinks:
    """See ports.Links."""

    def link(self, candidate: Candidate, person: str, at: str) -> bool:
        """One transaction: of two accounts, and of two candidates of one account, one wins."""
        here, joined = session_key(candidate.session), replace(candidate, person=person, linked_at=at)
        try:
            with transaction(CertificationRow) as write:
                check_absent(write, candidate.session, "finalized", "cancelled")
                write.save(CertificationRow(here, LINK + person, data=candidate.id), condition=is_new())
                write.save(CertificationRow(person_key(person), JOINED + candidate.session, data=candidate.id))
                write.update(
                    CertificationRow(here, CANDIDATE + candidate.id),
                    actions=[CertificationRow.data.set(to_json(joined))],
                    condition=CertificationRow.data == to_json(candidate),
                )
        except Refused:
            return False
        return True

    def unlinking(self, write: TransactWrite, candidate: Candidate) -> None:
        """Four deletes, one update and three checks."""
        here, person = session_key(candidate.session), candidate.person or ""
        check_absent(write, candidate.session, "finalized", "cancelled")
        write.condition_check(TestRow, test_key(candidate.id), "00000", condition=is_new())
        write.delete(CertificationRow(here, LINK + person))
        write.delete(CertificationRow(person_key(person), JOINED + candidate.session))
        write.delete(CertificationRow(here, KNOCK + candidate.id))
        write.delete(CertificationRow(here, IDENTITY + candidate.id))
        write.update(
            CertificationRow(here, CANDIDATE + candidate.id),
            actions=[CertificationRow.data.set(to_json(replace(candidate, person=None, linked_at=None)))],
            condition=CertificationRow.data == to_json(candidate),
        )

    def joined(self, person: str) -> Sequence[tuple[str, str]]:
        """One consistent query by prefix."""
        rows = CertificationRow.query(person_key(person), CertificationRow.sk.startswith(JOINED), consistent_read=True)
        return [(row.sk.removeprefix(JOINED), row.data) for row in rows]
