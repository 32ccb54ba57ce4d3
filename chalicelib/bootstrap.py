"""The composition root: where settings, concrete stores and use cases meet. Rooms never import each other's stores."""

import hmac
import os
from functools import cached_property

from chalicelib.accounts.building import build_accounts
from chalicelib.accounts.ports import AccountPorts
from chalicelib.accounts.store import ACCOUNT_MODELS
from chalicelib.assessment import choosing
from chalicelib.assessment.model import Attempt
from chalicelib.assessment.ports import Ports as AssessmentPorts
from chalicelib.assessment.store import DynamoAttemptLog, DynamoFeedbackBox, LearningRow
from chalicelib.certificates.building import build_certificates
from chalicelib.certificates.documents.authority import Authority
from chalicelib.certificates.documents.signing import Signing
from chalicelib.certificates.finding.ports import FindingPorts
from chalicelib.certificates.handing.ports import HandingPorts
from chalicelib.certificates.handing.store import HANDING_MODELS, TableHanded
from chalicelib.certificates.issuance.building import build_issuance
from chalicelib.certificates.issuance.ports import IssuancePorts
from chalicelib.certificates.issuance.store import ISSUANCE_MODELS
from chalicelib.certificates.personal import CertificateData
from chalicelib.certificates.ports import CertificatePorts
from chalicelib.certificates.register.ports import RegisterPorts
from chalicelib.certificates.register.store import REGISTER_MODELS, TableRegister
from chalicelib.certificates.store import CERTIFICATE_MODELS
from chalicelib.certification.building import build_certification
from chalicelib.certification.contacts import AccountContacts
from chalicelib.certification.documents.ports import DocumentPorts
from chalicelib.certification.documents.store import DOCUMENT_MODELS, TableDocumentJobs
from chalicelib.certification.personal import CertificationData
from chalicelib.certification.ports import CertificationPorts
from chalicelib.certification.service import centres
from chalicelib.certification.store import CERTIFICATION_MODELS
from chalicelib.clients.building import build_clients
from chalicelib.clients.ports import ClientPorts
from chalicelib.clients.store import CLIENT_MODELS
from chalicelib.content.service import ContentService
from chalicelib.content.store import ContentRow, DynamoReleaseStore
from chalicelib.jury.building import build_jury
from chalicelib.jury.personal import JuryData
from chalicelib.jury.ports import JuryPorts
from chalicelib.jury.service import access as jury
from chalicelib.jury.store import JURY_MODELS
from chalicelib.profile import service as profiles
from chalicelib.profile.personal import LearningData
from chalicelib.profile.ports import Ports as ProfilePorts
from chalicelib.profile.store import DynamoProfileStore, ProfileRow
from chalicelib.shared import keys, mail, objects, once, ratelimit, tables, tokens
from chalicelib.shared.audit import Trail
from chalicelib.shared.audit.anchors import Anchors
from chalicelib.shared.audit.store import AUDIT_MODELS
from chalicelib.shared.clock import Clock, system_clock
from chalicelib.shared.http import Edge
from chalicelib.shared.once import TableOnce
from chalicelib.shared.settings import Settings, from_environment

MODELS = (
    ContentRow,
    LearningRow,
    ProfileRow,
    *ACCOUNT_MODELS,
    *CERTIFICATION_MODELS,
    *CERTIFICATE_MODELS,
    *ISSUANCE_MODELS,
    *HANDING_MODELS,
    *REGISTER_MODELS,
    *DOCUMENT_MODELS,
    *JURY_MODELS,
    *CLIENT_MODELS,
    *AUDIT_MODELS,
    *ratelimit.MODELS,
    *once.MODELS,
)


class House:
    """One deployment in one process; every room is built when it is first asked for."""

    def __init__(self, settings: Settings, clock: Clock = system_clock) -> None:
        self.settings, self.clock = settings, clock
        tables.bind(MODELS, settings)

    def authenticate(self, token: str) -> tokens.Principal:
        """Who bears this access token."""
        return tokens.verify(token, self.settings.token_secret, self.clock())

    def is_network(self, secret: str) -> bool:
        """Whether a request bears what only our delivery network knows."""
        known = self.settings.network_secret
        return bool(known) and hmac.compare_digest(secret.encode(), known.encode())

    @cached_property
    def content(self) -> ContentService:
        """Published releases."""
        return ContentService(DynamoReleaseStore())

    @cached_property
    def assessment(self) -> AssessmentPorts:
        """Assessments; the profile follows them."""
        return AssessmentPorts(
            log=DynamoAttemptLog(),
            content=self.content,
            feedback=DynamoFeedbackBox(),
            clock=self.clock,
            rules=self.settings.rules,
            syllabus=choosing.syllabi(self.content.index),
            on_progress=lambda attempt: _follow(self, attempt),
        )

    @cached_property
    def profile(self) -> ProfilePorts:
        """Profiles."""
        return ProfilePorts(store=DynamoProfileStore(), assessment=self.assessment)

    @cached_property
    def mail(self) -> mail.Mail:
        """The outbox folder, or SES."""
        if self.settings.mail == "outbox":
            return mail.OutboxMail(self.settings.data_dir / "outbox", self.clock)
        return mail.SesMail(self.settings.mail, TableOnce(self.clock))

    @cached_property
    def objects(self) -> objects.Objects:
        """The folder, or the bucket."""
        if self.settings.objects == "folder":
            return objects.FolderObjects(self.settings.data_dir / "objects", self.settings.public_url)
        return objects.S3Objects(self.settings.objects)

    @cached_property
    def keys(self) -> keys.Keys:
        """The folder, or KMS."""
        return keys.build(self.settings)

    @cached_property
    def trail(self) -> Trail:
        """What was done, by whom and when."""
        return Trail(self.clock)

    @cached_property
    def anchors(self) -> Anchors:
        """Signed, once a day: where every chain of the trail stands."""
        return Anchors(self.trail, self.keys, self.objects, self.clock)

    @cached_property
    def accounts(self) -> AccountPorts:
        """People, sessions, requests; they ask the other rooms what to export and erase."""
        personal = {
            "learning": LearningData(self.profile),
            "certification": CertificationData(lambda: self.certification),
            "jury": JuryData(lambda: self.jury),
            "certificates": CertificateData(lambda: self.issuance, lambda: self.register),
        }
        roles = {
            "centre": lambda person: centres.has_a_centre(self.certification, person),
            "jury": lambda person: jury.is_member(self.jury, person),
        }
        return build_accounts(self.settings, self.clock, self.mail, self.objects, personal, roles)

    @cached_property
    def certification(self) -> CertificationPorts:
        """Centres, sessions, candidates, tests."""
        people = AccountContacts(self.accounts.people)
        return build_certification(
            self.settings, self.clock, self.mail, self.objects, people, self.trail, self.content, self.profile
        )

    @cached_property
    def jury(self) -> JuryPorts:
        """Cases, votes, decisions, publication."""
        return build_jury(self.certification)

    @cached_property
    def session_documents(self) -> DocumentPorts:
        """Sheets and kits to print."""
        return DocumentPorts(self.certification, TableDocumentJobs())

    @cached_property
    def authority(self) -> Authority:
        """The certificates of the keys that sign documents; at home we make them ourselves."""
        return Authority(self.keys, self.objects, own=self.settings.keys == "folder")

    @cached_property
    def signing(self) -> Signing:
        """Signs documents; only functions with the layer can."""
        return Signing(self.keys, self.authority)

    @cached_property
    def certificates(self) -> CertificatePorts:
        """Certificates, their status lists, their verification."""
        return build_certificates(self.settings, self.clock, self.keys, self.objects)

    @cached_property
    def issuance(self) -> IssuancePorts:
        """From published decisions to certificates."""
        return build_issuance(self.certificates, self.jury, self.certification, lambda: self.signing)

    @cached_property
    def clients(self) -> ClientPorts:
        """Other services that call ours."""
        return build_clients(self.settings, self.clock, self.trail)

    @cached_property
    def finding(self) -> FindingPorts:
        """What other services find."""
        return FindingPorts(clients=self.clients, issuance=self.issuance)

    @cached_property
    def handing(self) -> HandingPorts:
        """What centres are handed after publication."""
        return HandingPorts(handed=TableHanded(), issuance=self.issuance)

    @cached_property
    def register(self) -> RegisterPorts:
        """What the national register is told; the operator's commands alone use it."""
        return RegisterPorts(
            register=TableRegister(),
            certificates=self.certificates.certificates,
            candidate=self.certification.candidates.get,
            trail=self.trail,
            clock=self.clock,
        )


def _follow(rooms: House, attempt: Attempt) -> None:
    profiles.follow(rooms.profile, attempt.begun.learner, attempt.begun.competence or "", attempt)


_house: House | None = None


def house() -> House:
    """The deployment that the environment describes, built at the first request."""
    return _house or move_in(House(from_environment(os.environ)))


def move_in(rooms: House) -> House:
    """Make these the rooms that requests meet."""
    global _house  # noqa: PLW0603 - one per process, as Lambda has it
    _house = rooms
    return rooms


def _authenticate(token: str) -> tokens.Principal:
    return house().authenticate(token)  # the first request of a process may be one with a token


def _is_network(secret: str) -> bool:
    return house().is_network(secret)


Edge.authenticate = staticmethod(_authenticate)
Edge.is_network = staticmethod(_is_network)
