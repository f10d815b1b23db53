"""The zip package of a Word file: the same parts give the same bytes, and nothing in it is private."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.package import Package

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from docx.document import Document as WordDocument
    from docx.opc.rel import Relationships

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first date that a zip entry can carry; it stands for "no date"."""

PRIVATE = (RT.CORE_PROPERTIES, RT.EXTENDED_PROPERTIES, RT.CUSTOM_PROPERTIES, RT.THUMBNAIL)
"""Parts in which Word keeps who wrote a file, for which organisation, and what it looked like."""

APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>kcsp-docs</Application></Properties>"
)


def zipped(parts: Mapping[str, bytes], *, compress: bool = True) -> bytes:
    """A zip of named parts, in the order given, without the clock and without a trace of the machine."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
            package.writestr(entry, content, compresslevel=6)
    return buffer.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def saved(word: WordDocument) -> bytes:
    """The bytes of a python-docx document."""
    buffer = io.BytesIO()
    word.save(buffer)
    return zipped(unzipped(buffer.getvalue()))


@dataclass(frozen=True, slots=True)
class Properties:
    """All that a Word file says of itself."""

    title: str
    date: date
    creator: str = ""
    subject: str = ""
    language: str = "en-GB"


def set_properties(word: WordDocument, properties: Properties) -> None:
    """Say this of the file and nothing else: no user, no clock, no organisation."""
    package = word.part.package
    assert isinstance(package, Package), "a document that python-docx opened lies in a package"
    drop_relationships(package.rels, lambda _, kind: kind in PRIVATE)
    _add_part(package, "/docProps/core.xml", CT.OPC_CORE_PROPERTIES, RT.CORE_PROPERTIES, core_xml(properties))
    _add_part(package, "/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, RT.EXTENDED_PROPERTIES, APPLICATION)


def drop_relationships(relationships: Relationships, unwanted: Callable[[str, str], bool]) -> None:
    """Forget each relationship whose id and type are ``unwanted``; a part that nothing leads to is not saved."""
    for id_, relationship in tuple(relationships.items()):
        if unwanted(id_, relationship.reltype):
            del relationships[id_]


def core_xml(properties: Properties) -> str:
    """``docProps/core.xml`` (ECMA-376 part 2, clause 11), dated at midnight UTC of the document's day."""
    moment = f"{properties.date.isoformat()}T00:00:00Z"
    stated = {
        "dc:title": properties.title,
        "dc:subject": properties.subject,
        "dc:creator": properties.creator,
        "dc:language": properties.language,
    }
    texts = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in stated.items() if text)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{texts}{dates}</cp:coreProperties>'
    )


def _add_part(package: Package, name: str, content_type: str, kind: str, xml: str) -> None:
    package.relate_to(Part(PackURI(name), content_type, xml.encode(), package), kind)
