"""An output folder to build into, small Office files to build, and a person at work in the same folder."""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
import warnings
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from kcsp_docs.errors import OutputError
from kcsp_docs.exchange import File
from kcsp_docs.output import BuiltArtefact, Inputs, write_pack

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

INPUTS = Inputs(model="m" * 64, previous=None, as_of="2024-07-04", templates="t" * 64)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument"
MAIN = {"docx": f"{OFFICE}.wordprocessingml.document.main+xml", "xlsx": f"{OFFICE}.spreadsheetml.sheet.main+xml"}


def office_parts(text: str, kind: str = "docx") -> dict[str, str]:
    """The parts of the smallest Office file that says ``text``."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="rels+xml"/>'
        f'<Override PartName="/main/part.xml" ContentType="{MAIN[kind]}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="main/part.xml"/></Relationships>',
        "main/part.xml": f"<text>{text}</text>",
    }


def zipped(parts: Mapping[str, str | bytes], compression: int = ZIP_DEFLATED, level: int | None = None) -> bytes:
    """The parts in the order given, all of one date."""
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(ZipInfo(name, (2024, 7, 4, 10, 0, 0)), part, compression, level)
    return packed.getvalue()


def file(name: str, text: str) -> File:
    """A file of the kind that its name says, with this text in it."""
    kind = name.rpartition(".")[2]
    return File(name, zipped(office_parts(text, kind)) if kind in MAIN else text.encode("utf-8"))


def artefact(name: str, *files: File, distribution: str = "kcsp-docs", inputs: Inputs = INPUTS) -> BuiltArtefact:
    """An artefact of a plugin that bears its name."""
    return BuiltArtefact(name, name, distribution, "1.0", inputs, files)


@dataclass
class Desk:
    """A folder that is built into, as a person sees it."""

    folder: Path
    file: Any = field(default=staticmethod(file))
    artefact: Any = field(default=staticmethod(artefact))

    def build(self, *built: BuiltArtefact, complete: bool = True, **options: Any):
        return write_pack(self.folder, built, complete=complete, **options)

    def pack(self, **files: str) -> list[BuiltArtefact]:
        """``pack(paper_docx="new")`` is an artefact ``paper`` of one file ``paper.docx`` that says ``new``."""
        names = {name.replace("_", "."): text for name, text in files.items()}
        return [artefact(name.partition(".")[0], file(name, text)) for name, text in names.items()]

    def names(self) -> list[str]:
        """What stands in the folder."""
        return sorted(path.name for path in self.folder.iterdir())

    def says(self, name: str) -> str:
        """The text of a file, by an extractor of our own."""
        content = (self.folder / name).read_bytes()
        if not content.startswith(b"PK"):
            return content.decode("utf-8")
        with ZipFile(BytesIO(content)) as package:
            return package.read("main/part.xml").decode("utf-8").removeprefix("<text>").removesuffix("</text>")

    def edit(self, name: str, text: str) -> None:
        """A person types and saves."""
        (self.folder / name).write_bytes(file(name, text).content)

    def all_bytes(self) -> dict[str, bytes]:
        """Every file in the folder."""
        return {path.name: path.read_bytes() for path in sorted(self.folder.iterdir()) if path.is_file()}

    def manifest(self) -> dict[str, Any]:
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))

    def states(self) -> dict[str, str]:
        return {record["name"]: record["state"] for record in self.manifest()["artefacts"]}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "out")


@pytest.fixture
def make_desk() -> Callable[[Path], Desk]:
    return Desk


@pytest.fixture
def parts_of() -> Callable[..., dict[str, str]]:
    return office_parts


@pytest.fixture
def zip_of() -> Callable[..., bytes]:
    return zipped


DONE, REFUSED, BROKEN = 0, 3, 1
"""How a child of ``in_child`` ends: a Written, an OutputError, anything else."""


def _run(work: Callable[[], object]) -> int:
    try:
        work()
    except OutputError:
        return REFUSED
    except BaseException:  # the child's own end: nothing may fall through into the parent's test run
        traceback.print_exc()
        return BROKEN
    return DONE


@pytest.fixture
def in_child() -> Callable[..., int]:
    """Run ``work`` in a child process in which ``at(count)`` is called before each call to the file system.

    Python's audit events are the instants: every open, rename, link, unlink, mkdir, rmdir and lock, and every fsync.
    Opening for reading counts with ``reads`` alone. Gives the child's exit code, negative for a signal that ended it.
    """
    if sys.platform == "win32":
        pytest.skip("Windows does not fork")

    def run(work: Callable[[], object], at: Callable[[int], None], *, reads: bool = False) -> int:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # a thread of the test runner's is no matter here
            child = os.fork()
        if child == 0:
            _watch(at, reads)
            os._exit(_run(work))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    return run


def _watch(at: Callable[[int], None], reads: bool) -> None:
    count, busy = 0, False

    def instant() -> None:
        nonlocal count, busy
        if busy:
            return
        busy, count = True, count + 1
        try:
            at(count)
        finally:
            busy = False

    def audited(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and not reads and not arguments[2] & (os.O_WRONLY | os.O_RDWR):
            return
        if event == "open" and str(arguments[0]).endswith((".py", ".pyc")):
            return
        if event == "open" or event.startswith(("os.", "fcntl.")):
            instant()

    def synced(descriptor: int, fsync: Callable[[int], None] = os.fsync) -> None:
        instant()
        fsync(descriptor)

    os.fsync = synced
    sys.addaudithook(audited)


@pytest.fixture
def instants(request: pytest.FixtureRequest) -> range:
    """The instants to try: in CI and by ``-m slow`` every one, else some; the tests stop where the build ends.

    One call more or less than 400 would be another build than any here.
    """
    every = os.environ.get("CI") == "true" or "slow" in (request.config.option.markexpr or "")
    return range(1, 400, 1 if every else 7)


@pytest.fixture
def die() -> Callable[[], None]:
    """kill -9 of oneself."""
    return lambda: os.kill(os.getpid(), signal.SIGKILL)
