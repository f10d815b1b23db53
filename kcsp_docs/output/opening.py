"""Is a rendered file one that its program opens? Looked at in memory, before any file on disk is touched."""

from __future__ import annotations

import json
import posixpath
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as ET
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib gives its exception a lower-case name

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.output.codes import OutputCode
from kcsp_docs.output.package import CONTENT_TYPES, OFFICE_MAIN_PARTS, PACKAGE_SUFFIXES, suffix_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kcsp_docs.exchange import File

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN_PART = "/officeDocument"  # how the type of the relationship to the main part ends, strict or transitional
_TEXT_SUFFIXES = frozenset({".csv", ".htm", ".html", ".ics", ".md", ".txt"})


class _FaultError(Exception):
    """Why a file does not open, as the end of a sentence."""


def open_check(file: File) -> Problem | None:
    """The first reason why a file would not open, or None.

    Office files (ECMA-376 part 2): a whole zip, no part twice, a content type for every part and the right one for the
    main part, well-formed XML without a document type, and a part at the end of every inner relationship. Any file:
    not empty. JSON parses, text is UTF-8, a PDF begins and ends as one.
    """
    try:
        _check(file)
    except _FaultError as fault:
        return Problem(
            severity=Severity.ERROR,
            code=OutputCode.FILE_DOES_NOT_OPEN,
            message=f"{file.name} would not open: {fault}.",
            hint="This is a fault of the plugin that made it; nothing of this artefact was written.",
        )
    return None


def _check(file: File) -> None:
    suffix = suffix_of(file)
    if not file.content:
        raise _FaultError("it is empty")
    if suffix in PACKAGE_SUFFIXES:
        parts = _unpack(file.content)
        if suffix in OFFICE_MAIN_PARTS:
            _check_office(parts, OFFICE_MAIN_PARTS[suffix])
    elif suffix == ".json":
        _check_json(file.content)
    elif suffix in _TEXT_SUFFIXES:
        _check_text(file.content)
    elif suffix == ".pdf":
        _check_pdf(file.content)


def _check_json(content: bytes) -> None:
    try:
        json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _FaultError("it is not JSON in UTF-8") from error


def _check_text(content: bytes) -> None:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _FaultError("it is not text in UTF-8") from error
    if "\0" in text:
        raise _FaultError("there is a NUL in its text")


def _check_pdf(content: bytes) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-1024:]:
        raise _FaultError("it does not begin and end as a PDF does")


def _unpack(content: bytes) -> dict[str, bytes]:
    """Every part by name; reading one compares its CRC."""
    try:
        with ZipFile(BytesIO(content)) as package:
            _check_different(package.namelist())
            return {name: package.read(name) for name in package.namelist()}
    except (BadZipFile, ZlibError, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise _FaultError("it is not a whole zip package") from error


def _check_different(names: list[str]) -> None:
    """Part names are compared without regard to case (ECMA-376 part 2, 6.2.2)."""
    seen: set[str] = set()
    for name in names:
        if name.lower() in seen:
            raise _FaultError(f"it has the part {name} twice")
        seen.add(name.lower())


def _check_office(parts: Mapping[str, bytes], main_type: str) -> None:
    for name in parts:
        if name.lower().endswith((".xml", ".rels")):
            _check_well_formed(name, parts[name])
    types = _content_types(parts)
    names = {name.lower() for name in parts}
    for name in names - {CONTENT_TYPES.lower()}:
        if not name.endswith("/"):
            _type_of(name, types)
    for rels in parts:
        if rels.lower().endswith(".rels"):
            _check_targets(rels, parts[rels], names)
    _check_main_part(parts, types, main_type)


def _check_well_formed(name: str, content: bytes) -> None:
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_document_type
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise _FaultError(f"its part {name} is not well-formed XML ({error})") from error


def _refuse_document_type(*_: object) -> None:
    raise _FaultError("a part of it has a document type, which Office refuses")


def _content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Content types by part name (``/word/document.xml``) or by suffix (``.xml``), in lower case."""
    if CONTENT_TYPES not in parts:
        raise _FaultError(f"it has no {CONTENT_TYPES}")
    types: dict[str, str] = {}
    for element in ET.fromstring(parts[CONTENT_TYPES]):
        if element.tag == f"{_TYPES}Default":
            types[f".{element.get('Extension', '')}".lower()] = element.get("ContentType", "")
        elif element.tag == f"{_TYPES}Override":
            types[element.get("PartName", "").lower()] = element.get("ContentType", "")
    return types


def _type_of(name: str, types: Mapping[str, str]) -> str:
    found = types.get(f"/{name}") or types.get(posixpath.splitext(f"x{posixpath.basename(name)}")[1])
    if not found:
        raise _FaultError(f"its part {name} has no content type")
    return found


def _check_targets(rels: str, content: bytes, names: set[str]) -> None:
    for _, target in _inner_relationships(rels, content):
        if target not in names:
            raise _FaultError(f"{rels} leads to {target}, which it does not have")


def _check_main_part(parts: Mapping[str, bytes], types: Mapping[str, str], main_type: str) -> None:
    found = _inner_relationships("_rels/.rels", parts.get("_rels/.rels", b"<none/>"))
    mains = [target for kind, target in found if kind.endswith(_MAIN_PART)]
    if not mains:
        raise _FaultError("it names no main part")
    if _type_of(mains[0], types) != main_type:
        raise _FaultError("its main part is not of the kind that its name says")


def _inner_relationships(rels: str, content: bytes) -> Iterator[tuple[str, str]]:
    """The type and the target of each relationship that stays in the package; targets as part names, in lower case."""
    folder = posixpath.dirname(posixpath.dirname(rels))
    for relationship in ET.fromstring(content).iter(_RELATIONSHIP):
        target = urldefrag(unquote(relationship.get("Target", ""))).url
        if relationship.get("TargetMode") != "External" and target:
            whole = posixpath.normpath(posixpath.join("/", folder, target))
            yield relationship.get("Type", ""), whole.lstrip("/").lower()
