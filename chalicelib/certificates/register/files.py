"""The files of an export on the operator's disk: private, whole or absent, and begun anew when one is full."""

import fcntl
import hashlib
import io
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from chalicelib.certificates.register.flux import Flux
from chalicelib.certificates.register.model import Contract, Export, File, Passage, flux_id
from chalicelib.shared.errors import Busy
from chalicelib.shared.files import write_atomically

PRIVATE = 0o600  # names and birth dates
SUMS = "SHA256SUMS"  # in the form that `sha256sum --check` reads


class _Hashed(io.RawIOBase):
    """Writes through to a file and hashes what goes by."""

    def __init__(self, descriptor: int) -> None:
        self._file, self.sum = os.fdopen(descriptor, "wb"), hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, piece: Any, /) -> int:
        self.sum.update(piece)
        return self._file.write(piece)

    def close(self) -> None:
        if not self.closed:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
        super().close()


class OutFile:
    """One file that is being written, under a name that nobody takes for a whole one."""

    def __init__(self, folder: Path, export: Export, number: int, contract: Contract) -> None:
        self._number, self._path = number, folder / name_of(export, number)
        self._part = self._path.with_name(f"{self._path.name}.part")
        self._part.unlink(missing_ok=True)
        self._raw = _Hashed(os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE))
        self._out = io.TextIOWrapper(io.BufferedWriter(self._raw, 1 << 16), "utf-8", newline="\n")
        self._flux = Flux(self._out, flux_id(export.id, number), export.at, contract)
        self.passages, self._first, self._last = 0, "", ""

    def add(self, passage: Passage) -> None:
        """One more certificate."""
        self._flux.add(passage)
        self.passages += 1
        self._first, self._last = self._first or passage.id, passage.id

    def close(self) -> File:
        """Give it its name."""
        self._flux.close()
        self._out.close()
        self._part.replace(self._path)
        digest = self._raw.sum.hexdigest()
        return File(
            number=self._number,
            name=self._path.name,
            passages=self.passages,
            first=self._first,
            last=self._last,
            sha256=digest,
        )

    def drop(self) -> None:
        """Leave nothing behind."""
        self._out.close()
        self._part.unlink(missing_ok=True)


class OutFiles:
    """The files of one export, in order: `add` passages, then `close`.

    As a context it begins without those of a run that died, which may have told more, and leaves no part behind.
    """

    def __init__(self, folder: Path, export: Export, contract: Contract) -> None:
        self._folder, self._export, self._contract = folder, export, contract
        self._present: OutFile | None = None
        self.files: list[File] = []

    def __enter__(self) -> Self:
        for former in self._folder.glob(f"pix-register-{self._export.id}-*"):
            former.unlink()
        return self

    def __exit__(self, *_: object) -> None:
        if self._present:
            self._present.drop()

    def add(self, passage: Passage) -> None:
        """One more certificate, in the next file when the present one is full."""
        if self._present and self._present.passages >= self._export.chunk:
            self.close()
        if self._present is None:
            self._present = OutFile(self._folder, self._export, len(self.files) + 1, self._contract)
        self._present.add(passage)

    def close(self) -> None:
        """End the present file; without a passage there is none."""
        if self._present:
            present, self._present = self._present, None
            self.files.append(present.close())


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The folder, made where it is missing, for one run at a time: Busy for a second one."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Busy(f"Another run writes into {folder}.") from None
    finally:
        os.close(descriptor)


def name_of(export: Export, number: int) -> str:
    """What a file of an export is called."""
    return f"pix-register-{flux_id(export.id, number)}.xml"


def write_sums(folder: Path, export: Export, files: list[File]) -> None:
    """The hashes of these files, beside them; without files none: `sha256sum --check` calls an empty list broken."""
    path = folder / f"pix-register-{export.id}.{SUMS}"
    if not files:
        path.unlink(missing_ok=True)
        return
    write_atomically(path, "".join(f"{file.sha256}  {file.name}\n" for file in files).encode(), PRIVATE)
