"""An output folder to build into, small Office files to build, and a person at work in the same folder."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

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
