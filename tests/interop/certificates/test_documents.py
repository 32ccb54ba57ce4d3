"""Certificates as other people's programs read them: pyHanko's validator, qpdf (pikepdf), poppler's text."""

import io
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from asn1crypto import pem, x509
from cryptography import x509 as pyca
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from chalicelib.certificates.documents import authority
from chalicelib.certificates.documents.authority import Authority, NoChain, WrongChain
from chalicelib.certificates.documents.certificate import pdf
from chalicelib.certificates.documents.signing import KeyChanged, Signed, Signing
from chalicelib.shared.keys import DOCUMENTS, FolderKeys, SigningKey
from chalicelib.shared.objects import FolderObjects
from chalicelib.shared.typesetting import Unprintable
from tests.fakes.certificates import certificate, holder

URL = "https://pix.example"


def keeper(folder: Path) -> Authority:
    """Keys and chains under a folder."""
    return Authority(FolderKeys(folder / "keys"), FolderObjects(folder / "objects"), own=True)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return keeper(tmp_path_factory.mktemp("own"))


@pytest.fixture(scope="module", params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def unsigned(language: str) -> bytes:
    return pdf(certificate(), holder(), URL, language)


@pytest.fixture(scope="module")
def signed(own: Authority, unsigned: bytes) -> Signed:
    return Signing(own.keys, own).sign(unsigned)


def judged(body: bytes, *trusted: str) -> PdfSignatureStatus:
    """PyHanko's verdict, offline, when these certificates (PEM) are trusted."""
    roots = [x509.Certificate.load(pem.unarmor(text.encode())[2]) for text in trusted]
    (signature,) = PdfFileReader(io.BytesIO(body)).embedded_signatures
    return validate_pdf_signature(signature, ValidationContext(trust_roots=roots, allow_fetching=False))


def test_the_signature_holds(signed: Signed, own: Authority) -> None:
    """Whoever has the file and the trust list can tell, without us, that we signed all of it and nothing changed."""
    status = judged(signed.body, *own.published())
    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    (signature,) = PdfFileReader(io.BytesIO(signed.body)).embedded_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert signed.key == "documents"


def test_one_changed_byte_is_noticed(signed: Signed, own: Authority) -> None:
    """A level, a name or a date altered in the file must not survive a check."""
    at = signed.body.index(b"stream") + 40
    forged = signed.body[:at] + bytes([signed.body[at] ^ 1]) + signed.body[at + 1 :]
    assert not judged(forged, *own.published()).intact


def test_another_program_agrees(signed: Signed) -> None:
    """Poppler's pdfsig, written in another language on another library (NSS), reaches the same verdicts."""
    whole = pdfsig(signed.body)
    assert "Signature is Valid" in whole
    assert "Total document signed" in whole
    assert "ETSI.CAdES.detached" in whole
    at = signed.body.index(b"stream") + 40
    forged = signed.body[:at] + bytes([signed.body[at] ^ 1]) + signed.body[at + 1 :]
    assert "Digest Mismatch" in pdfsig(forged)


def pdfsig(body: bytes) -> str:
    """Poppler's verdict."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(body)
        file.flush()
        return subprocess.run(["pdfsig", file.name], capture_output=True, text=True).stdout


def test_something_added_behind_the_signature_is_noticed(signed: Signed, own: Authority) -> None:
    """PDF allows updates behind a signature: a page laid over ours must not pass for ours."""
    writer = IncrementalPdfFileWriter(io.BytesIO(signed.body))
    over = StreamObject(stream_data=b"0 0 200 200 re f")
    writer.add_stream_to_page(0, writer.add_object(over))
    status = judged(_written(writer), *own.published())
    assert status.coverage != SignatureCoverageLevel.ENTIRE_FILE
    assert not status.bottom_line


def _written(writer: IncrementalPdfFileWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_another_key_is_refused(unsigned: bytes, own: Authority, tmp_path: Path) -> None:
    """Anybody can make an authority that calls itself ours: only the published certificates count."""
    other = keeper(tmp_path)
    status = judged(Signing(other.keys, other).sign(unsigned).body, *own.published())
    assert (status.intact, status.trusted) == (True, False)


def test_rotation_keeps_old_certificates(unsigned: bytes, tmp_path: Path) -> None:
    """What was issued under an earlier key stays provable with the list published today."""
    ours = keeper(tmp_path)
    signing = Signing(ours.keys, ours)
    before = signing.sign(unsigned)
    ours.keys.rotate(DOCUMENTS)
    after = signing.sign(unsigned)
    assert (before.key, after.key) == ("documents", "documents-2")
    for each in (before, after):
        assert judged(each.body, *ours.published()).bottom_line
    assert len(ours.published()) == 3  # two keys under one root


def test_a_keeper_that_signs_with_another_key_is_caught(unsigned: bytes, tmp_path: Path) -> None:
    """An alias moved to another key would issue certificates that nobody can verify."""
    ours = keeper(tmp_path)
    ours.chain(DOCUMENTS)
    other = FolderKeys(tmp_path / "other")
    with pytest.raises(KeyChanged):
        Signing(other, ours).sign(unsigned, DOCUMENTS)


def test_no_chain_no_signature(unsigned: bytes, tmp_path: Path) -> None:
    """A deployment whose operator installed no certificate must say so instead of signing with one of its own."""
    bare = Authority(FolderKeys(tmp_path / "keys"), FolderObjects(tmp_path / "objects"), own=False)
    with pytest.raises(NoChain, match="pix keys install"):
        Signing(bare.keys, bare).sign(unsigned)


# --- a deployment's chain, from an authority of the operator ------------------------------------------------------


def operators_chain(request: bytes) -> tuple[bytes, str]:
    """What an authority answers to a request, made by another library: the chain, leaf first, and its root."""
    asked = pyca.load_pem_x509_csr(request)
    assert asked.is_signature_valid
    key = ec.generate_private_key(ec.SECP256R1())
    root = pyca.Name([pyca.NameAttribute(pyca.NameOID.COMMON_NAME, "Operator's authority")])
    above = _issued(root, root, key.public_key(), key, pyca.BasicConstraints(ca=True, path_length=0))
    leaf = _issued(asked.subject, root, asked.public_key(), key, *(each.value for each in asked.extensions))
    return leaf + above, above.decode()


def _issued(subject: pyca.Name, issuer: pyca.Name, public: Any, key: Any, *extensions: Any) -> bytes:
    built = pyca.CertificateBuilder(issuer, subject, public, pyca.random_serial_number())
    built = built.not_valid_before(authority.FROM).not_valid_after(authority.FROM + timedelta(days=3650))
    for extension in extensions:
        built = built.add_extension(extension, critical=True)
    return built.sign(key, SHA256()).public_bytes(Encoding.PEM)


def test_an_operator_brings_a_chain(unsigned: bytes, tmp_path: Path) -> None:
    """The way of a deployment: request, answer of an authority, install; the key never leaves its keeper."""
    theirs = Authority(FolderKeys(tmp_path / "keys"), FolderObjects(tmp_path / "objects"), own=False)
    chain, root = operators_chain(theirs.request(DOCUMENTS, "Pix certificates", "Ville de Noisy"))
    theirs.install(DOCUMENTS, chain)
    status = judged(Signing(theirs.keys, theirs).sign(unsigned).body, root)
    assert (status.bottom_line, status.coverage) == (True, SignatureCoverageLevel.ENTIRE_FILE)


def test_a_new_key_signs_once_it_has_its_chain(unsigned: bytes, tmp_path: Path) -> None:
    """An authority takes days to answer: until then the earlier key goes on, and no certificate waits."""
    theirs = Authority(FolderKeys(tmp_path / "keys"), FolderObjects(tmp_path / "objects"), own=False)
    theirs.install(DOCUMENTS, operators_chain(theirs.request(DOCUMENTS, "Pix certificates", "Noisy"))[0])
    signing, second = Signing(theirs.keys, theirs), theirs.keys.rotate(DOCUMENTS)
    assert signing.sign(unsigned).key == "documents"
    theirs.install(second, operators_chain(theirs.request(second, "Pix certificates", "Noisy"))[0])
    assert signing.sign(unsigned).key == "documents-2"


@pytest.mark.parametrize("given", ["nothing", "foreign key", "not whole", "no certificate"])
def test_a_wrong_chain_is_not_installed(given: str, own: Authority, tmp_path: Path) -> None:
    """Found when it is installed, not when the first certificate cannot be signed."""
    theirs = Authority(FolderKeys(tmp_path / "keys"), FolderObjects(tmp_path / "objects"), own=False)
    mine, _ = operators_chain(theirs.request(DOCUMENTS, "Pix certificates", "Noisy"))
    foreign, root = operators_chain(own.request(DOCUMENTS, "Pix certificates", "Noisy"))
    leaf = mine[: mine.index(b"-----END CERTIFICATE-----") + 26]
    pems = {
        "nothing": b"",
        "foreign key": foreign,
        "not whole": leaf + root.encode(),
        "no certificate": b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
    }
    with pytest.raises(WrongChain):
        theirs.install(DOCUMENTS, pems[given])
    assert theirs.published() == ()


def test_certificates_made_here_are_read_by_others(own: Authority) -> None:
    """They are encoded by our own hand: another library must agree with every field."""
    leaf, root = (pyca.load_pem_x509_certificate(each) for each in _split(authority._pem(*own.chain(DOCUMENTS))))
    leaf.verify_directly_issued_by(root)
    root.verify_directly_issued_by(root)
    constraints = leaf.extensions.get_extension_for_class(pyca.BasicConstraints)
    usage = leaf.extensions.get_extension_for_class(pyca.KeyUsage)
    assert constraints.critical
    assert not constraints.value.ca
    assert (usage.value.content_commitment, usage.value.key_cert_sign) == (True, False)
    assert root.extensions.get_extension_for_class(pyca.BasicConstraints).value.ca
    assert own.keys.generations(SigningKey("authority", "P-256"))


def _split(chain: bytes) -> list[bytes]:
    return [each + b"-----END CERTIFICATE-----\n" for each in chain.split(b"-----END CERTIFICATE-----\n")[:-1]]


# --- archivable and accessible --------------------------------------------------------------------------------------


@pytest.fixture
def document(signed: Signed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(signed.body)) as opened:
        yield opened


def test_the_signed_file_says_it_conforms(document: pikepdf.Pdf) -> None:
    """Typst enforces both standards; the signature must neither lose their marks nor lift the file to PDF 2.0."""
    meta = document.open_metadata()
    assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")
    assert document.pdf_version == "1.7"
    assert document.Root.get("/Version") is None
    assert document.check_pdf_syntax() == []


def test_metadata_agree_with_each_other(document: pikepdf.Pdf) -> None:
    """The archivable standard wants the two places where a file tells of itself to tell the same."""
    meta = document.open_metadata()
    assert meta["xmp:ModifyDate"] == meta["xmp:CreateDate"] == "2026-11-22T10:15:00+00:00"
    assert document.docinfo["/ModDate"] == document.docinfo["/CreationDate"] == "D:20261122101500Z"
    assert str(document.docinfo["/Title"]) == meta["dc:title"]


def test_a_screen_reader_finds_language_title_and_structure(document: pikepdf.Pdf, language: str) -> None:
    """Marks alone are a claim: headings, tables with header cells, links and the picture's words are what is used."""
    assert document.Root.Lang == language
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert "Lefèvre" in str(document.docinfo["/Title"])
    tags = [str(element.S) for element in elements(document.Root.StructTreeRoot.K)]
    assert [tag for tag in tags if tag[1] == "H" and tag[2:].isdigit()] == ["/H1", "/H2", "/H3"]
    assert (tags.count("/Table"), tags.count("/TR")) == (5, 5 + 16)
    assert tags.count("/TH") == 5 * 3
    assert tags.count("/Link") == 2


def test_the_qr_code_has_words(document: pikepdf.Pdf) -> None:
    """Who cannot see the code hears where it leads, and that it is a picture."""
    (figure,) = (each for each in elements(document.Root.StructTreeRoot.K) if each.S == "/Figure")
    assert certificate().code in str(figure.Alt)


def test_every_font_is_in_the_file(document: pikepdf.Pdf) -> None:
    """A reader in thirty years has other fonts than we have."""
    fonts = [font for page in document.pages for font in page.Resources.Font.values()]
    described = [font.DescendantFonts[0].FontDescriptor for font in fonts]
    assert described
    assert all("/FontFile2" in each or "/FontFile3" in each for each in described)
    assert all("Noto" in str(each.FontName) for each in described)


def test_the_signature_field_is_named_and_printed(document: pikepdf.Pdf) -> None:
    """Both standards have rules for form fields; this is the only one."""
    (field,) = document.Root.AcroForm.Fields
    assert "Signature" in str(field.TU)
    assert int(field.F) & 0b111110 == 0b100  # printed, none of the ways to hide
    assert [str(page.Tabs) for page in document.pages if "/Annots" in page] == ["/S"]


def elements(node: Any) -> Iterator[Any]:
    """Every element of a structure tree, in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from elements(child)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield node
        yield from elements(node.get("/K", pikepdf.Array()))


def test_the_credential_travels_inside(own: Authority) -> None:
    """PDF/A-3 allows attachments that are declared: the file then proves itself to people and to programs alike."""
    credential = '{"name": "Zoé"}'.encode()
    body = pdf(certificate(), holder(), URL, credential=credential)
    with pikepdf.open(io.BytesIO(Signing(own.keys, own).sign(body).body)) as opened:
        (name,) = opened.attachments
        assert (name, opened.attachments[name].get_file().read_bytes()) == ("credential.json", credential)
        (associated,) = opened.Root.AF
        assert (str(associated.AFRelationship), str(associated.EF.F.Subtype)) == ("/Data", "/application/json")
        meta = opened.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"], meta["pdfuaid:part"]) == ("3", "A", "1")


# --- what is on it --------------------------------------------------------------------------------------------------


def text(body: bytes) -> str:
    """Its text in reading order, by poppler."""
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=body, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_the_text_can_be_read_by_programs(signed: Signed, language: str) -> None:
    """Real text, not drawings of it: search, copy and screen readers depend on it."""
    words = text(signed.body)
    said = {
        "fr": ["Zoé Lefèvre-Nguyễn", "1er mars 2004", "Saint-Étienne", "486 pix", "niveau 7", "1.1 Mener une recherche",
               "5 avancé 42", "non évaluée", "niveau 1 non atteint", "12 novembre 2026"],
        "en": ["Zoé Lefèvre-Nguyễn", "1 March 2004", "486 pix", "level 7", "1.1 Search and monitor information",
               "5 advanced 42", "not assessed", "level 1 not reached", "22 November 2026"],
    }  # fmt: skip
    for expected in [*said[language], certificate().code, "DigComp 2.2", "Lycée Olympe-de-Gouges"]:
        assert expected in words, expected


@pytest.mark.parametrize(
    "name",
    ["Ἀλέξανδρος Παπαδόπουλος", "Ђорђе Щербаков", "Łucja Şükrü Őz Ðặng", "Håkan Þór", "Ng\u0303uyen",
     "#strong[x] $a$ \\ \" <b>", "O'Connor-d’Août"],
)  # fmt: skip
def test_names_are_printed_as_they_are(name: str) -> None:
    """People of every script we can print, accents apart or not; and markup in a name is a name."""
    import unicodedata

    made = pdf(certificate(), holder(first_name=name), URL)
    assert unicodedata.normalize("NFC", name) in unicodedata.normalize("NFC", text(made))


@pytest.mark.parametrize("name", ["田中", "محمد", "😀", "A\u0007"])
def test_what_our_fonts_lack_is_refused(name: str) -> None:
    """A certificate with boxes for a name would be worthless: the reason is told instead, and the rest goes on."""
    with pytest.raises(Unprintable):
        pdf(certificate(), holder(last_name=name), URL)


def test_long_names_stay_on_their_page() -> None:
    """Nobody's name is cut, and the certificate keeps its two pages."""
    long = holder(first_name="Wolfeschlegelsteinhausenbergerdorff" * 2, last_name=" ".join(["de la Torre"] * 12))
    made = pdf(certificate(centre="Établissement régional " * 8), long, URL)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) == 2
    words = text(made)
    assert long.first_name in words
    assert words.count("de la Torre") >= 12


def test_the_same_facts_give_the_same_bytes(unsigned: bytes, language: str) -> None:
    """A step that runs twice must not leave two different documents under one certificate."""
    assert pdf(certificate(), holder(), URL, language) == unsigned


def test_no_machines_fonts_are_used(tmp_path: Path) -> None:
    """In a function there are none: what is printed here must be printed there."""
    from chalicelib.shared.typesetting import compiler

    assert compiler()
    from typst import Fonts

    ours = Fonts(False, False, [Path("fonts")]).families()
    assert set(ours) == {"Noto Sans", "Noto Serif"}
