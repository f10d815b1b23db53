"""The parts of a Word file from anywhere: unpacked within limits and parsed without entities, or refused.

Nothing is unpacked before it is known to be small enough: a few kilobytes can hold gigabytes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from kcsp_docs.errors import Problem, ProblemsError, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

    from kcsp_docs.exchange import File

LARGEST_FILE = 100_000_000
LARGEST_PART = 24_000_000
LARGEST_IN_ALL = 32_000_000
"""In bytes: what is unpacked of one file. The text of a thousand pages takes 10 million."""

MOST_ENTRIES = 5_000
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
"""One vocabulary under two names (ECMA-376 part 4): Word writes either."""

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What zipfile raises for bytes that are no zip archive, a damaged one or one with a password."""

SAVE_ANEW = "Open it in Word and save it as a new Word document (.docx)."
LEAVE_IT = "Leave it unopened if you do not know where it comes from."


class WordFileError(ProblemsError):
    """A file cannot be read as a Word document."""


def refused(file: str, message: str, hint: str) -> WordFileError:
    """One sentence about a file that is not read, and one that says what to do."""
    return WordFileError((Problem(Severity.ERROR, "word-file-unreadable", message, file=file, hint=hint),))


@dataclass(slots=True)
class Parts:
    """The parts of a Word file by name, parsed when they are asked for."""

    file: str
    archive: zipfile.ZipFile
    unpacked: int = field(default=0)

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """The parts of one kind, such as ``header``, that a part leads to; the file itself has the name ``""``."""
        folder, base = posixpath.split(part)
        tree = self.tree(posixpath.join(folder, "_rels", f"{base}.rels"))
        return () if tree is None else tuple(_targets(tree, folder, kind))

    def tree(self, name: str) -> Element | None:
        """A part's root; None where the file has no such part. Raises WordFileError for what cannot be parsed."""
        try:
            entry = self.archive.getinfo(name)
        except KeyError:
            return None
        self.unpacked += entry.file_size
        if entry.file_size > LARGEST_PART or self.unpacked > LARGEST_IN_ALL:
            message = f"The file unpacks to far more than a Word document of this kind holds ({name})."
            raise refused(self.file, message, LEAVE_IT)
        return self._parsed(name, self._read(entry))

    def _read(self, entry: zipfile.ZipInfo) -> bytes:
        try:
            return self.archive.read(entry)
        except UNREADABLE as error:
            message = f"The file is damaged: its part {entry.filename} cannot be unpacked."
            raise refused(self.file, message, SAVE_ANEW) from error

    def _parsed(self, name: str, content: bytes) -> Element:
        if b"<!DOCTYPE" in content:
            raise self._hiding(name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        try:
            root = etree.fromstring(content.replace(STRICT, TRANSITIONAL), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            message = f"The file is damaged: its part {name} is no XML that can be read."
            raise refused(self.file, message, SAVE_ANEW) from error
        if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # lxml-stubs leave it out
            raise self._hiding(name)  # in an encoding of two bytes
        return root

    def _hiding(self, name: str) -> WordFileError:
        message = f"The file's part {name} brings a DOCTYPE, which no Word document does and which can hide anything."
        return refused(self.file, message, LEAVE_IT)


def _targets(tree: Element, folder: str, kind: str) -> Iterator[str]:
    for each in tree.iter(RELATED):
        if each.get("TargetMode") != "External" and each.get("Type", "").rpartition("/")[2] == kind:
            yield posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")


def opened(file: File) -> Parts:
    """The parts of a Word file. Raises WordFileError for bytes that are none."""
    if len(file.content) > LARGEST_FILE:
        raise refused(file.name, f"The file is too large to be read: {len(file.content) // 1_000_000} MB.", SAVE_ANEW)
    if file.content.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise refused(
            file.name, f"The file holds more than {MOST_ENTRIES} parts, which no Word document does.", LEAVE_IT
        )
    try:
        return Parts(file.name, zipfile.ZipFile(io.BytesIO(file.content)))
    except UNREADABLE as error:
        raise refused(file.name, "The file cannot be opened as a Word document.", SAVE_ANEW) from error
