"""Zip packages (Word, Excel, OpenDocument) in one form: the same parts give the same bytes.

Order, dates, attributes, comments and the maker's system say nothing in these formats, and differ between two runs of
most writers. Parts are sorted by name, so that not even the order in which a writer adds them shows. Two stand first
because programs that sniff a file look there: ``[Content_Types].xml`` then ``_rels/.rels`` in an Office file (ECMA-376
part 2), an uncompressed ``mimetype`` in an OpenDocument one (OpenDocument 1.3 part 2, 3.3).
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from kcsp_docs.output.disk import digest

if TYPE_CHECKING:
    from kcsp_docs.exchange import File

OFFICE_MAIN_PARTS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    ".dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    ".docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    ".xltx": "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
"""The suffixes of Office Open XML, each with the content type that its main part must have."""

PACKAGE_SUFFIXES = frozenset({*OFFICE_MAIN_PARTS, ".odt", ".ods", ".odp", ".epub", ".zip"})
"""Every suffix that stands for a zip."""

CONTENT_TYPES = "[Content_Types].xml"

_MIMETYPE = "mimetype"
_FIRST = {_MIMETYPE: 0, CONTENT_TYPES: 1, "_rels/.rels": 2}
_EARLIEST_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say
_LEVEL = 6  # zlib's own default: level 9 takes twice as long for one per cent
_PLAIN_FILE = 0o100644 << 16


def suffix_of(file: File) -> str:
    """The suffix in lower case, with its dot."""
    return PurePath(file.name).suffix.lower()


def normalise(file: File) -> File:
    """The same parts in the one form; a file that is no zip as it is. Raises zipfile.BadZipFile for a broken zip."""
    if suffix_of(file) not in PACKAGE_SUFFIXES:
        return file
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name, part in _parts(file):
            package.writestr(_entry(name), part, compresslevel=_LEVEL)
    return replace(file, content=packed.getvalue())


def content_digest(file: File) -> str:
    """For an Office file a digest over the names and the bytes of its unpacked parts, else of the file's bytes."""
    if suffix_of(file) not in OFFICE_MAIN_PARTS:
        return digest(file.content)
    whole = sha256()
    for name, part in _parts(file):
        whole.update(f"{sha256(name.encode('utf-8')).hexdigest()}{sha256(part).hexdigest()}".encode("ascii"))
    return whole.hexdigest()


def _parts(file: File) -> list[tuple[str, bytes]]:
    with ZipFile(BytesIO(file.content)) as package:
        return sorted(((name, package.read(name)) for name in package.namelist()), key=_place)


def _place(part: tuple[str, bytes]) -> tuple[int, str]:
    return (_FIRST.get(part[0], len(_FIRST)), part[0])


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _EARLIEST_DATE)
    entry.compress_type = ZIP_STORED if name == _MIMETYPE else ZIP_DEFLATED
    entry.create_system = 3  # Unix, whatever system this is
    entry.external_attr = _PLAIN_FILE
    return entry
