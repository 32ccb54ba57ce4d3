"""Reads what the Caisse says of a file (its "accusé de traitement"): by streaming, whole or not at all. Pure."""

from collections.abc import Iterator
from typing import BinaryIO
from xml.parsers import expat

from msgspec import Struct

ROOT = "rapport"
PIECE = 1 << 16
LONGEST = 300  # characters of a reason


class ReceiptError(ValueError):
    """A file that is no receipt, or not all of one; the message says why."""


class Heading(Struct, frozen=True):
    """Which flux the receipt is about, under which number of the Caisse, and how much it says."""

    flux: str
    treatment: str
    accepted: int
    refused: int


class Verdict(Struct, frozen=True):
    """What was said of one certificate; `reason` of a refusal."""

    certificate: str
    accepted: bool
    reason: str = ""


class _Reader:
    """Collects texts by where they stand; prefixes and namespaces of the receipt do not matter."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.text = ""
        self.heading: dict[str, str] = {}
        self.verdicts: list[Verdict] = []
        self._id, self._reasons = "", list[str]()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.StartDoctypeDeclHandler = _refuse_declarations

    def _start(self, name: str, _: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        if not self.path and local != ROOT:
            raise ReceiptError(f"it begins with {local[:60]}, not with {ROOT}")
        self.path.append(local)
        self.text = ""

    def _characters(self, text: str) -> None:
        if len(self.text) < LONGEST:
            self.text += text

    def _end(self, _: str) -> None:
        match self.path:
            case [_, ("idFlux" | "idTraitement") as name]:
                self.heading[name] = self._told()
            case [_, "PassagesOK", "idTechnique"] | [_, "PassagesOK", "passage", "idTechnique"]:
                self._add(self._told(), True)
            case [_, "PassagesKO", "passage", "idTechnique"]:
                self._id = self._told()
            case [_, "PassagesKO", "passage", "messageErreur"]:
                self._reasons.append(self._told())
            case [_, "PassagesKO", "passage"]:
                self._add(self._id, False, "; ".join(self._reasons))
                self._id, self._reasons = "", []
        self.path.pop()
        self.text = ""

    def _told(self) -> str:
        return " ".join(self.text.split())[:LONGEST]

    def _add(self, certificate: str, accepted: bool, reason: str = "") -> None:
        if not certificate:
            raise ReceiptError(f"line {self.parser.CurrentLineNumber}: it speaks of a certificate without saying which")
        self.verdicts.append(Verdict(certificate, accepted, reason[:LONGEST]))


def _refuse_declarations(*_: object) -> None:
    """Declarations could make a small file huge."""
    raise ReceiptError("it has a document type declaration")


def verdicts(source: BinaryIO) -> Iterator[Verdict]:
    """What is said, one certificate after the other; ReceiptError as soon as it cannot be read."""
    yield from _read(source, _Reader())


def heading(source: BinaryIO) -> Heading:
    """Reads a receipt to its end before anything is done about it; ReceiptError when it is not whole."""
    reader, said = _Reader(), [0, 0]
    for verdict in _read(source, reader):
        said[verdict.accepted] += 1
    if not reader.heading.get("idFlux"):
        raise ReceiptError("it does not say which file it is about (idFlux)")
    return Heading(reader.heading["idFlux"], reader.heading.get("idTraitement", ""), said[True], said[False])


def _read(source: BinaryIO, reader: _Reader) -> Iterator[Verdict]:
    source.seek(0)
    more = True
    while more:
        piece = source.read(PIECE)
        more = bool(piece)
        try:
            reader.parser.Parse(piece, not more)
        except ReceiptError:
            raise
        except (expat.ExpatError, LookupError, ValueError) as error:  # the latter: in an encoding that nobody reads
            raise ReceiptError(f"it is no whole XML: {error}") from None
        yield from reader.verdicts
        reader.verdicts.clear()
