"""The last touches on a written file, which XlsxWriter has no words for."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_END_OF_CORE = re.compile(r"(?=</cp:coreProperties>)")
_EMPTY_RESULT = re.compile(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v></c>)')
_HEIGHT = re.compile(r'(<row r="([0-9]+)"[^>]*) customHeight="1"')
_LANGUAGE = re.compile(r'(<(?:c:lang val|a:defRPr lang|a:rPr lang|a:endParaRPr lang)=")en-US(")')


def finished(content: bytes, language: str, measured: Mapping[str, range]) -> bytes:
    """The same parts with the language said, formulas that come to nothing known as text, and rows free to grow.

    ``measured`` are the rows, from 0, of a sheet's part whose heights are estimates: whoever types there has them
    measured anew.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(buffer, "w") as package:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            part = _finished_part(name, written.read(name), language, measured.get(name, range(0)))
            package.writestr(entry, part, compresslevel=6)
    return buffer.getvalue()


def _finished_part(name: str, part: bytes, language: str, measured: range) -> bytes:
    if name == "docProps/core.xml":
        return _core(part.decode("utf-8"), language).encode("utf-8")
    if name.startswith("xl/worksheets/sheet"):
        return _sheet(part.decode("utf-8"), measured).encode("utf-8")
    if name.startswith("xl/charts/chart"):
        return _chart(part.decode("utf-8"), language).encode("utf-8")
    return part


def _core(xml: str, language: str) -> str:
    return _END_OF_CORE.sub(lambda _: f"<dc:language>{escape(language)}</dc:language>", xml)


def _sheet(xml: str, measured: range) -> str:
    """A formula whose value is "" has a text as its value, not a number that is missing."""
    xml = _EMPTY_RESULT.sub(r'\1 t="str"\2', xml)
    return _HEIGHT.sub(lambda found: found[1] if int(found[2]) - 1 in measured else found[0], xml)


def _chart(xml: str, language: str) -> str:
    return _LANGUAGE.sub(lambda found: f"{found[1]}{escape(language)}{found[2]}", xml)
