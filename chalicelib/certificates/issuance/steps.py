"""The steps from a decision to a certificate. Each looks whether its fact exists and writes conditionally.

So each may run twice, late, or die half-way, and several executions may be at one candidate: the end is the same.
"""

import hashlib
from collections.abc import Callable

import msgspec
from pynamodb.transactions import TransactWrite

from chalicelib.certificates.documents.certificate import pdf
from chalicelib.certificates.finding import filing
from chalicelib.certificates.issuance import freezing, letters, model
from chalicelib.certificates.issuance.model import ISSUER, Carried, Filed, FileName, IssuanceError, Todo
from chalicelib.certificates.issuance.ports import Frozen, IssuancePorts
from chalicelib.certificates.model import LANGUAGES, Certificate
from chalicelib.certificates.service import issuing, standing
from chalicelib.jury.outcomes import Outcome
from chalicelib.jury.service import results
from chalicelib.shared.audit import Refused
from chalicelib.shared.clock import iso, parse

PDF, JSON = "application/pdf", "application/vc"
ENDINGS: dict[FileName, str] = {"credential": "json", "document": "pdf"}


def reserve(ports: IssuancePorts, session: str, candidate: str) -> Todo:
    """What is to be done about a candidate; the code of the certificate that is to be made is reserved."""
    todo = _todo(ports, session, candidate)
    if todo.do == "issue":
        issuing.reserve_code(ports.certificates, todo.certificate)
    return todo


def _todo(ports: IssuancePorts, session: str, candidate: str) -> Todo:
    """From published facts and recorded decisions alone."""
    found = _outcome(ports, session, candidate)
    if found is None:
        return Todo(do="done")
    carried = ports.issuances.carried(session, candidate)
    before = ports.certificates.certificates.get(carried.certificate) if carried and carried.certificate else None
    return model.todo(
        found, carried, before.certificate if before else None, before.standing.status if before else None
    )


def _outcome(ports: IssuancePorts, session: str, candidate: str) -> Outcome | None:
    """What was published about a candidate; an outcome of an absent one is nobody's."""
    enrolled = ports.jury.certification.candidate(session, candidate)
    if enrolled is None or enrolled.person is None or not _begun(ports, session, candidate):
        return None
    return results.of_test(ports.jury, session, candidate)


def _begun(ports: IssuancePorts, session: str, candidate: str) -> bool:
    """Every test was scored, or is a case because it could not be."""
    return bool(ports.jury.certification.results(candidate)) or (candidate in ports.jury.jury.state(session).questions)


def freeze(ports: IssuancePorts, session: str, candidate: str, certificate: str) -> None:
    """Keep the facts of the certificate; what is kept already stands."""
    if ports.drafts.frozen(certificate) is not None:
        return
    todo = _todo(ports, session, candidate)
    if (todo.do, todo.certificate) != ("issue", certificate):
        return  # decided anew meanwhile: the next execution's work
    ports.drafts.freeze(*_facts(ports, session, candidate, todo))


def _facts(ports: IssuancePorts, session_id: str, candidate_id: str, todo: Todo) -> tuple[Certificate, freezing.Holder]:
    reading = ports.jury.certification
    session, candidate = reading.session(session_id), reading.candidate(session_id, candidate_id)
    test, outcome = reading.test(candidate_id), _outcome(ports, session_id, candidate_id)
    if session is None or candidate is None or test is None or outcome is None:
        raise IssuanceError("the session, the candidate or the test cannot be read")
    if not candidate.last_name and not candidate.first_name:
        raise IssuanceError("who it was for is forgotten")
    made = freezing.certificate(
        code=issuing.reserve_code(ports.certificates, todo.certificate),
        outcome=outcome,
        session=session,
        candidate=candidate,
        begun_at=parse(test.begun.at),
        published_at=reading.facts(session_id)["published"].at,
        centre=reading.centre_name(session.centre),
        language=_language(ports, candidate.person, test.begun.language),
        index=ports.certification.content.index(test.begun.release),
        rules=ports.certification.rules,
        replaces=todo.previous,
    )
    return made, freezing.holder(candidate)


def _language(ports: IssuancePorts, person: str | None, other: str) -> str:
    """The reader's own, if we print it; else that of the test."""
    contact = ports.jury.people.contact(person) if person else None
    wished = [contact.language if contact else "", other]
    return next((language for language in wished if language in LANGUAGES), LANGUAGES[0])


def attest(ports: IssuancePorts, certificate: str) -> None:
    """Sign the credential and keep it."""

    def make(frozen: Frozen) -> tuple[bytes, str]:
        if frozen.holder is None:
            raise IssuanceError("who it was for is erased")
        document = issuing.credential(ports.certificates, frozen.certificate, frozen.holder)
        return msgspec.json.encode(document), document["proof"]["verificationMethod"].partition("#")[2]

    _file(ports, certificate, "credential", JSON, make)


def render(ports: IssuancePorts, certificate: str) -> None:
    """Typeset the document, with the credential inside; unsigned."""
    frozen = _frozen(ports, certificate)
    objects, where = ports.certification.objects, _unsigned(frozen.certificate)
    if "document" in frozen.files or objects.exists(where):
        return
    if frozen.holder is None:
        raise IssuanceError("who it was for is erased")
    inside = objects.get(frozen.files["credential"].key)
    if inside is None:
        raise IssuanceError("the credential's file is gone")
    url = ports.certification.settings.public_url.rstrip("/")
    objects.put(where, pdf(frozen.certificate, frozen.holder, url, credential=inside.body), PDF)


def seal(ports: IssuancePorts, certificate: str) -> None:
    """Sign the document and keep it. A second signature differs: the one that was noted first is the document."""

    def make(frozen: Frozen) -> tuple[bytes, str]:
        plain = ports.certification.objects.get(_unsigned(frozen.certificate))
        if plain is None:
            raise IssuanceError("the document's file is gone")
        signed = ports.seal(plain.body)
        return signed.body, signed.key

    _file(ports, certificate, "document", PDF, make)


def record(ports: IssuancePorts, session: str, candidate: str, certificate: str) -> None:
    """Make the certificate valid, or note that the decision asks for none: with its decision, in one transaction."""
    todo, outcome = _todo(ports, session, candidate), _outcome(ports, session, candidate)
    if outcome is None or todo.certificate != certificate or todo.do not in {"issue", "settle"}:
        return  # recorded already, or decided anew meanwhile
    before = ports.issuances.carried(session, candidate)
    carried = Carried(
        candidate=candidate,
        decision=outcome.decision,
        status=outcome.status,
        at=iso(ports.certification.clock()),
        certificate=todo.certificate,
        previous=todo.previous,
    )
    if todo.do == "settle":
        ports.issuances.settle(session, carried, before)
    else:
        _issue(ports, session, carried, before)


def _issue(ports: IssuancePorts, session: str, carried: Carried, before: Carried | None) -> None:
    frozen = _frozen(ports, carried.certificate)
    if frozen.certificate.decision != carried.decision or frozen.files.keys() != ENDINGS.keys():
        raise IssuanceError("the certificate is not complete")
    filed = filing.filed(ports, frozen.certificate, frozen.holder) if frozen.holder else None
    details: dict[str, str | int] = {
        "decision": carried.decision,
        "result": frozen.certificate.result,
        "document": frozen.files["document"].sha256,
        "credential": frozen.files["credential"].sha256,
        "facts": hashlib.sha256(msgspec.json.encode(frozen.certificate)).hexdigest(),
    }
    if carried.previous:
        details["replaces"] = carried.previous

    def alongside(write: TransactWrite) -> None:
        ports.jury.jury.check_decided(write, session, carried.decision)
        ports.drafts.add_issued(write, frozen.certificate)
        ports.to_register(write, frozen.certificate)
        if filed:
            ports.findings.add(write, filed)
        ports.issuances.add_carried(write, session, carried, before)

    try:
        ports.certification.trail.write(session, "issued", ISSUER, carried.certificate, details, alongside)
    except Refused:  # another run was quicker, or it was never decided: then it stays to be done, and is seen
        return


def finish(ports: IssuancePorts, session: str, candidate: str) -> None:
    """Revoke the certificate that this one replaces, publish the lists, drop what is not needed, tell the candidate."""
    carried = ports.issuances.carried(session, candidate)
    if carried is None or carried.told:
        return
    if carried.previous:
        _revoke(ports, carried)
    if carried.certificate:
        frozen = _frozen(ports, carried.certificate)
        ports.certification.objects.delete(_unsigned(frozen.certificate))
    reached = letters.tell(ports, session, carried)
    ports.issuances.told(session, msgspec.structs.replace(carried, unreachable=not reached), carried)


def _revoke(ports: IssuancePorts, carried: Carried) -> None:
    found = ports.certificates.certificates.get(carried.previous)
    if found is None:
        return
    last = found.standing.history[-1] if found.standing.history else None
    if last and last.status == "revoked" and last.by != ISSUER:
        return  # somebody was quicker, for a reason of their own
    after = ports.drafts.frozen(carried.certificate) if carried.certificate else None
    reason = f"replaced by {after.certificate.code}" if after else f"decision {carried.decision}"
    trail = ports.certification.trail
    standing.change(ports.certificates, trail, carried.previous, "revoked", ISSUER, reason)


def park(ports: IssuancePorts, session: str, candidate: str, reason: str) -> None:
    """Note why a candidate's certificate was not made."""
    ports.issuances.park(session, candidate, reason[:300], iso(ports.certification.clock()))


def _file(
    ports: IssuancePorts,
    certificate: str,
    name: FileName,
    media_type: str,
    make: Callable[[Frozen], tuple[bytes, str]],
) -> None:
    frozen = _frozen(ports, certificate)
    if name in frozen.files:
        return
    body, key = make(frozen)
    digest = hashlib.sha256(body).hexdigest()
    where = f"{_folder(frozen.certificate)}/{digest[:32]}.{ENDINGS[name]}"
    ports.certification.objects.put(where, body, media_type)
    filed = Filed(key=where, sha256=digest, size=len(body), signed_by=key)
    if not ports.drafts.file(certificate, name, filed):
        _drop_if_other(ports, certificate, name, where)


def _drop_if_other(ports: IssuancePorts, certificate: str, name: FileName, where: str) -> None:
    """Another run's file was noted: ours is of no use, unless it is the same."""
    if _frozen(ports, certificate).files[name].key != where:
        ports.certification.objects.delete(where)


def _frozen(ports: IssuancePorts, certificate: str) -> Frozen:
    found = ports.drafts.frozen(certificate)
    if found is None:
        raise IssuanceError("the certificate's facts are not frozen")
    return found


def _folder(certificate: Certificate) -> str:
    return f"certificates/{certificate.session}/{certificate.id}"


def _unsigned(certificate: Certificate) -> str:
    return f"{_folder(certificate)}/unsigned.pdf"
