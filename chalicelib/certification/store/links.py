"""Which account joined as which candidate.

session#<id>   candidate#<id>    names the person once joined
session#<id>   link#<person>     the candidate that a person joined as
person#<id>    candidacy#<session>   the same, from the person's side
"""

from collections.abc import Sequence

from msgspec.structs import replace

from chalicelib.certification.model import Candidate
from chalicelib.certification.store.centres import person_key
from chalicelib.certification.store.rows import CertificationRow, check_absent, is_new, session_key, to_json
from chalicelib.shared.transactions import Refused, transaction

CANDIDATE, LINK, JOINED = "candidate#", "link#", "candidacy#"


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

    def joined(self, person: str) -> Sequence[tuple[str, str]]:
        """One consistent query by prefix."""
        rows = CertificationRow.query(person_key(person), CertificationRow.sk.startswith(JOINED), consistent_read=True)
        return [(row.sk.removeprefix(JOINED), row.data) for row in rows]
