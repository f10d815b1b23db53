"""The zip package of a workbook from anywhere: opened within limits, or refused in one sentence.

Nothing is unpacked before it is known to be small enough: a few kilobytes can hold gigabytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.refusal import refused
from kcsp_docs_kit.workbooks.reading.strangers import what_it_is_instead
from kcsp_docs_kit.workbooks.reading.xml import MOST_ELEMENTS, Attributes, Target, parse

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_FILE = 100_000_000
LARGEST_PART = 24_000_000
LARGEST_IN_ALL = 32_000_000
"""In bytes: what is unpacked of one file, its pictures left out. A tracker of 5,000 rows takes 6 million."""

MOST_ENTRIES = 5_000
CUT_OFF = "The file is cut off: its end is missing."
COPY_AGAIN = "Copy it again from where it came, or open it in Excel and save it as a new workbook."
SAVE_ANEW = "Open it in Excel and save it as a new Excel workbook (.xlsx)."


@dataclass(frozen=True, slots=True)
class Relationship:
    """From one part to another, or out of the file. ``kind`` is the last word of its type: ``worksheet``."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts of a workbook by name, unpacked when they are asked for."""

    file: str
    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]
    unpacked: int = field(default=0)
    room: int = field(default=MOST_ELEMENTS)
    """For so many elements more."""

    def has(self, name: str) -> bool:
        return name.casefold() in self.entries

    def read(self, name: str) -> bytes:
        """A part. Raises WorkbookError where it is missing, damaged or too large."""
        entry = self.entries.get(name.casefold())
        if entry is None:
            raise refused(self.file, f"The file is no whole workbook: its part {name} is missing.", COPY_AGAIN)
        self.unpacked += entry.file_size
        if entry.file_size > LARGEST_PART or self.unpacked > LARGEST_IN_ALL:
            message = f"The file unpacks to far more than a workbook of this kind holds ({name})."
            raise refused(self.file, message, "Leave it unopened if you do not know where it comes from.")
        try:
            return self.archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise refused(self.file, f"The file is damaged: its part {name} cannot be unpacked.", COPY_AGAIN) from error

    def parse(self, name: str, target: Target) -> None:
        """Hand a part's elements to ``target``. Raises WorkbookError as :meth:`read`, and for what is no XML."""
        target.room = self.room
        parse(self.file, name, self.read(name), target)
        self.room = target.room

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """Where a part leads to; targets are names of parts, or addresses outside of the file."""
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(rels):
            return ()
        target = _Relationships(folder)
        self.parse(rels, target)
        return tuple(target.found)


class _Relationships(Target):
    def __init__(self, folder: str) -> None:
        super().__init__()
        self.folder = folder
        self.found: list[Relationship] = []

    def start_element(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship":
            external = attributes.get("TargetMode") == "External"
            target = attributes.get("Target", "")
            kind = attributes.get("Type", "").rpartition("/")[2]
            place = target if external else posixpath.normpath(posixpath.join("/", self.folder, target)).lstrip("/")
            self.found.append(Relationship(attributes.get("Id", ""), kind, place, external))


def opened(file: str, content: bytes) -> Package:
    """The package of a workbook. Raises WorkbookError that says what the file is instead, or what is wrong with it."""
    instead = what_it_is_instead(file, content)
    if instead is not None:
        raise refused(file, *instead)
    if len(content) > LARGEST_FILE:
        raise refused(file, f"The file is too large to be read: {len(content) // 1_000_000} MB.", SAVE_ANEW)
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise refused(file, f"The file holds more than {MOST_ENTRIES} parts, which no workbook does.", SAVE_ANEW)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refused(file, CUT_OFF, COPY_AGAIN) from error
    package = Package(file, archive, _entries(file, archive))
    _check_kind(package)
    return package


def _entries(file: str, archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """By name in small letters: parts are told apart without regard to case (ECMA-376 part 2, 6.2.2.3)."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in archive.infolist():
        name = entry.filename.casefold()
        if name in entries:
            message = f"The file holds its part {entry.filename} twice, so that nobody can tell which one is meant."
            raise refused(file, message, SAVE_ANEW)
        if entry.flag_bits & 1 or entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refused(file, "The file is packed in a way that Excel does not use.", SAVE_ANEW)
        entries[name] = entry
    return entries


def _check_kind(package: Package) -> None:
    """Other programs' files are zip packages too."""
    kinds = {
        "xl/workbook.bin": "The file is a binary workbook (.xlsb).",
        "content.xml": "The file is an OpenDocument spreadsheet (.ods), or another OpenDocument file.",
        "word/document.xml": "The file is a Word document, not a workbook.",
        "ppt/presentation.xml": "The file is a PowerPoint presentation, not a workbook.",
    }
    for part, message in kinds.items():
        if package.has(part):
            workbook = "workbook (" in message or "spreadsheet" in message
            raise refused(package.file, message, SAVE_ANEW if workbook else "Name the workbook instead.")
    if not package.has("[Content_Types].xml") or not package.has("_rels/.rels"):
        raise refused(package.file, "The file is a zip archive, not a workbook.", "Name the workbook instead.")
