"""`pix certificates`: what was issued, and whether a file is genuine."""

import json as encoder
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from chalicelib.cli import acting, certificates_forget, certificates_register, sessions
from chalicelib.cli.certificates_given import Code, failed, issued_as
from chalicelib.cli.deployment import rooms

if TYPE_CHECKING:
    from chalicelib.bootstrap import House
    from chalicelib.certificates.credentials.trust import TrustList
    from chalicelib.certificates.model import Status

app = typer.Typer(help="Verify, suspend and revoke certificates; finish an issuance.", no_args_is_help=True)
app.add_typer(certificates_register.app, name="register")
app.command("forget")(certificates_forget.forget)
LARGEST = 10_000_000  # bytes
ISSUER = "PIX_PUBLIC_URL"
Reason = Annotated[str, typer.Option(help="Why; it stays in the certificate's history, and its holder reads it.")]
Session = Annotated[str, typer.Argument(metavar="SESSION", help=sessions.HELP)]
Json = Annotated[bool, typer.Option("--json", help="For programs.")]


@app.callback()
def certificates() -> None:
    """Verify, suspend and revoke certificates; finish an issuance."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a file; `holder` and `pix` of a credential only."""

    outcome: str
    why: str = ""
    issuer: str = ""
    holder: str = ""
    pix: str = ""
    valid_from: str = ""
    as_of: str = ""


@app.command("verify")
def verify(
    file: Annotated[Path, typer.Argument(help="The certificate: its credential (.json) or its document (.pdf).")],
    trust: Annotated[Path | None, typer.Option(help="A trust list that was downloaded before.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no network; needs --trust.")] = False,
    issuer: Annotated[str, typer.Option(help="Whose trust list to download; otherwise that of the deployment.")] = "",
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Tell whether a certificate is genuine and, for a credential, whether it is suspended or revoked.

    Exit code 0 only when it is genuine and nothing is against it.
    """
    if offline and trust is None:
        _refuse("--offline needs --trust: a trust list downloaded from /v1/trust-list", 2)
    body = _read(file)
    known = _kept(trust) if trust else _downloaded(issuer)
    told = _document(body, known) if body.startswith(b"%PDF") else _credential(body, known)
    typer.echo(encoder.dumps(asdict(told), ensure_ascii=False) if json else _in_words(told))
    if told.outcome not in {"valid", "sealed"}:
        raise typer.Exit(1)


def _credential(body: bytes, known: "TrustList") -> Told:
    from chalicelib.certificates.credentials.trust import judge
    from chalicelib.local import clock

    try:
        document = encoder.loads(body)
    except (ValueError, RecursionError):
        return Told("refused", "neither JSON nor PDF")
    verdict = judge(document, known, clock.of()())
    if verdict.credential is None:
        return Told(verdict.outcome, verdict.why)
    subject = verdict.credential.credentialSubject
    names = [each.identityHash for each in subject.identifier if each.identityType == "name"]
    return Told(
        verdict.outcome,
        verdict.why,
        issuer=verdict.credential.issuer.id,
        holder=", ".join(names),
        pix=subject.result[0].value if subject.result else "",
        valid_from=verdict.credential.validFrom,
        as_of=verdict.as_of,
    )


def _document(body: bytes, known: "TrustList") -> Told:
    from chalicelib.certificates.documents.judging import NotSealedError, sealed
    from chalicelib.local import clock
    from chalicelib.shared.clock import iso

    try:
        made = sealed(body, known.document_certificates, clock.of()())
    except NotSealedError as error:
        return Told("refused", str(error))
    return Told("sealed", issuer=known.issuer["id"], valid_from=iso(made) if made else "")


def _in_words(told: Told) -> str:
    whom = f"{told.holder}, {told.pix} pix, issued by {told.issuer} on {told.valid_from[:10]}"
    return {
        "valid": f"Valid: {whom}. Neither suspended nor revoked as of {told.as_of}.",
        "suspended": f"Suspended: {whom}. For now it proves nothing (as of {told.as_of}).",
        "revoked": f"Revoked: {whom}. It proves nothing any more (as of {told.as_of}).",
        "undecided": f"Genuine, but nobody can tell whether it still holds: {told.why}.",
        "refused": f"Not a genuine certificate: {told.why}.",
        "sealed": f"Genuine and unchanged: sealed by {told.issuer} on {told.valid_from[:10]}. "
        "Whether it was suspended or revoked since: enter its code on the verification page (/v).",
    }[told.outcome]


def _kept(path: Path) -> "TrustList":
    return _trust_list(_read(path), str(path))


def _downloaded(url: str) -> "TrustList":
    """From the issuer's own address; its document must be about that address."""
    from chalicelib.certificates.credentials import Issuer
    from chalicelib.local import environment

    environment.attach()
    base = (url or os.environ.get(ISSUER, "")).rstrip("/")
    if not base:
        _refuse(f"whose certificate is it? Give --issuer https://..., set {ISSUER}, or --trust a file", 2)
    found = _trust_list(_fetch(f"{base}/v1/trust-list"), base)
    if found.issuer.get("id") != Issuer(base).did:
        _refuse(f"{base} serves the keys of another issuer: {found.issuer.get('id')}")
    return found


def _fetch(url: str) -> bytes:
    import urllib.request
    from urllib.error import HTTPError
    from urllib.parse import urlsplit

    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in {"127.0.0.1", "localhost"}:
        _refuse(f"{url}: keys are believed over https only", 2)
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310 - https, or this machine
            return answer.read(LARGEST)
    except OSError as error:
        if isinstance(error, HTTPError):
            error.close()
        _refuse(f"{url} does not answer: {error}. With a trust list kept before: --offline --trust FILE")


def _trust_list(body: bytes, where: str) -> "TrustList":
    import msgspec

    from chalicelib.certificates.credentials.issuer import trusted_keys
    from chalicelib.certificates.credentials.trust import TrustList

    try:
        found = msgspec.json.decode(body, type=TrustList)
        trusted_keys(found.issuer)
    except ValueError as error:
        _refuse(f"{where} is not a trust list: {error}")
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        _refuse(f"{path} cannot be read: {error.strerror}", 2)


def _refuse(why: str, code: int = 1) -> NoReturn:
    typer.echo(f"pix certificates verify: {why}", err=True)
    raise typer.Exit(code)


@app.command("suspend")
def suspend(code: Code, reason: Reason, by: acting.By = "") -> None:
    """Suspend a certificate: for now it proves nothing."""
    _change(code, "suspended", reason, by)


@app.command("reinstate")
def reinstate(code: Code, reason: Reason, by: acting.By = "") -> None:
    """Make a suspended certificate valid again."""
    _change(code, "valid", reason, by)


@app.command("revoke")
def revoke(code: Code, reason: Reason, by: acting.By = "") -> None:
    """Revoke a certificate, for good."""
    _change(code, "revoked", reason, by)


def _change(code: str, to: "Status", reason: str, by: str) -> None:
    """The operator's own act: in the audit trail of the session, with its bits in the lists."""
    from chalicelib.certificates.issuance import changing
    from chalicelib.certificates.model import StatusError

    who, house = acting.operator(by), rooms()
    issued = issued_as(house, code)
    try:
        made = changing.change(house.issuance, issued.certificate.id, to, who, reason)
    except StatusError as error:
        raise failed(str(error)) from None
    typer.echo(f"{issued.certificate.code} is {made.status} since {made.at}; the status lists are published.")
    typer.echo("Its holder is written to within minutes, and the files of its session are made anew.")


@app.command("resume")
def resume(session: Session) -> None:
    """Issue what is left in a published session, parked certificates too; make the files of its results if need be."""
    from chalicelib.certificates.handing.service import to_make
    from chalicelib.certificates.issuance import listing

    house = rooms()
    session = sessions.session_id(house, session)
    if not _is_published(house, session):
        raise failed("this session is not published: its certificates are issued once the jury publishes it")
    files = to_make(house.handing, session)
    left, started = listing.resume(house.issuance, session, anyway=files)
    told = f"{left} left" if left else "Nothing is left to issue"
    if not left and not files:
        typer.echo(f"{told}.")
        return
    if not started:
        raise failed(f"{told}, and no execution could be started: `pix workflows reconcile` will")
    typer.echo(f"{told}; the state machine is at {'it' if left else 'the files of the results'}.")


@app.command("status")
def status(session: Session, json: Json = False) -> None:
    """Tell how far the certificates of a session are, and why some are parked."""
    from chalicelib.certificates.issuance import listing

    house = rooms()
    ports, session = house.issuance, sessions.session_id(house, session)
    known, left = ports.issuances.of(session), listing.pending(ports, session)
    parked = [_plain(known.parked[each]) for each in left if each in known.parked]
    issued = sum(bool(each.certificate) for each in known.carried.values())
    if json:
        typer.echo(encoder.dumps({"issued": issued, "left": len(left), "parked": parked}, ensure_ascii=False))
        return
    if not _is_published(house, session):
        typer.echo("This session is not published: its certificates are issued once the jury publishes it.")
        return
    typer.echo(f"{issued} certificates issued, {len(left)} candidates left, {len(parked)} of them parked.")
    if unreachable := sum(each.unreachable for each in known.carried.values()):
        typer.echo(f"{unreachable} could not be written to: the mail service refuses their letters.")
    for each in parked:
        typer.echo(f"  {each['candidate']}  tried {each['times']} times, last {each['at']}: {each['reason']}")


@app.command("index")
def index() -> None:
    """File every issued certificate anew, so that services find it: after an upgrade, or a new token secret."""
    from chalicelib.certificates.finding import filing

    house = rooms()
    if not house.settings.token_secret:
        raise failed("PIX_TOKEN_SECRET is not set: the deployment's own is the key of the index", 2)
    typer.echo(f"Certificates that services can find: {filing.file_all(house.issuance)}.")


def _is_published(house: "House", session: str) -> bool:
    return "published" in house.jury.certification.facts(session)


def _plain(value: object) -> dict[str, object]:
    """A struct as plain JSON values."""
    import msgspec

    return msgspec.to_builtins(value)
