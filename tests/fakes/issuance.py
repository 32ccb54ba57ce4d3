"""Published sessions, whose certificates are to be issued, in a real store."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import msgspec

from chalicelib.accounts.model import Person
from chalicelib.bootstrap import House
from chalicelib.certificates.credentials.trust import judge
from chalicelib.certificates.issuance import workflow
from chalicelib.certificates.issuance.model import Carried
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.ports import Issued
from chalicelib.certificates.service import issuer
from chalicelib.certification.store.rows import CertificationRow
from chalicelib.content.model import Area, Competence, Framework
from chalicelib.content.store import DynamoReleaseStore
from chalicelib.jury.service import again, publishing
from chalicelib.shared.clock import iso
from tests.fakes.certificates import areas
from tests.fakes.certification_bank import RELEASE
from tests.fakes.jury import PANEL, Before, Sitting, handed_over, seat
from tests.fakes.learning import small_index
from tests.fakes.published import publish as publish_release

MAKING = (
    workflow.issuance_freeze,
    workflow.issuance_attest,
    workflow.issuance_render,
    workflow.issuance_seal,
    workflow.issuance_record,
    workflow.issuance_finish,
)
STEPS = {"issue": MAKING, "settle": MAKING[-2:], "finish": MAKING[-1:], "done": ()}
FRAUD = {"category": "fraud", "text": "a second phone"}


def publish_framework(rooms: House) -> None:
    """The release that the tests of `tests/fakes/jury.py` name: the sixteen competences."""
    listed = areas()
    competences = [
        Competence(code=each.code, area=area.code, name=dict(each.names), digcomp=each.digcomp)
        for area in listed
        for each in area.competences
    ]
    index = msgspec.structs.replace(
        small_index(),
        id=RELEASE,
        frameworks=(Framework(id="core", version="DigComp 2.2", name={"en": "Core"}),),
        areas=tuple(Area(code=area.code, name=dict(area.names)) for area in listed),
        competences=tuple(competences),
        demos=(),
    )
    publish_release(DynamoReleaseStore(), index)


@dataclass
class Batch:
    """A session before publication: everybody adopted, but for those with a report of fraud, who are rejected."""

    rooms: House
    before: Before

    @classmethod
    def decided(cls, rooms: House, *sittings: Sitting) -> "Batch":
        """Decided, not published; person-N is the account of the candidate N."""
        publish_framework(rooms)
        seat(rooms)
        for number in range(len(sittings)):
            account(rooms, f"person-{number}", "fr" if number % 2 else "en")
        before = handed_over(rooms, *sittings)
        for candidate in before.candidates:
            joined = f"candidacy#{before.id}"
            CertificationRow(f"person#{candidate.person}", joined, data=candidate.id).save()
        for person in PANEL[:3]:
            for number, sitting in enumerate(sittings):
                if sitting.reports:
                    before.vote(person, number, "reject-fraud", comment="A second phone was used.")
            before.adopt(person)
        before.turn()
        return cls(rooms, before)

    def publish(self) -> None:
        """The one act of a publisher."""
        publishing.publish(self.rooms.jury, "noe", self.before.id)

    def decide_again(self, number: int, choice: str, round_: int, **more: Any) -> None:
        """A day later the president reopens a case, and the jury decides it."""
        clock: Any = self.rooms.clock
        clock.move(days=1)
        again.reopen(self.rooms.jury, "mia", self.before.id, self.before.case(number), "Something came up.")
        self.vote_all(number, choice, round_, **more)

    def vote_all(self, number: int, choice: str, round_: int, **more: Any) -> None:
        """The quorum votes alike."""
        for person in PANEL[:3]:
            self.before.vote(person, number, choice, round_=round_, **more)

    def issue(self) -> None:
        """What the state machine does, in this process."""
        session, after = self.before.id, ""
        while True:
            found = workflow.issuance_list({"session": session, "after": after})
            for item in found["items"]:
                todo = workflow.issuance_reserve(item)
                for step in STEPS[todo["do"]]:
                    step({**item, "certificate": todo["certificate"]})
            if not (after := found["after"]):
                break
        workflow.issuance_end({"session": session})

    @property
    def ports(self) -> IssuancePorts:
        return self.rooms.issuance

    def carried(self, number: int) -> Carried | None:
        return self.ports.issuances.carried(self.before.id, self.before.case(number))

    def certificate(self, number: int) -> Issued | None:
        """The certificate in force."""
        carried = self.carried(number)
        return self.ports.certificates.certificates.get(carried.certificate) if carried else None

    def told(self) -> bool:
        """Whether everybody who sat was told."""
        found = self.ports.issuances.of(self.before.id).carried
        return len(found) == len(self.before.candidates) and all(each.told for each in found.values())

    def mails(self) -> Counter[tuple[str, str]]:
        """Address and letter of everything that was sent to candidates."""
        sent: Any = self.rooms.mail
        return Counter(
            (each.to, each.key.partition("/")[0]) for each in sent.messages() if each.to.startswith("person")
        )

    def acts(self) -> Counter[str]:
        return Counter(entry.act for entry in self.rooms.trail.entries(self.before.id))

    def verdict(self, number: int) -> str:
        """What an offline verifier says of the stored credential."""
        found = self.certificate(number)
        assert found
        return self.verdict_of(found.certificate.id)

    def verdict_of(self, certificate: str) -> str:
        frozen = self.ports.drafts.frozen(certificate)
        assert frozen
        stored = self.rooms.objects.get(frozen.files["credential"].key)
        assert stored
        document = msgspec.json.decode(stored.body)
        return judge(document, issuer.trust_list(self.ports.certificates), self.rooms.clock()).outcome


def account(rooms: House, name: str, language: str = "en") -> None:
    """An account, whose id is its name."""
    person = Person(name, f"{name}@example.org", name, "X", language, "FR", iso(rooms.clock()), "hash")
    rooms.accounts.people.add(person)
