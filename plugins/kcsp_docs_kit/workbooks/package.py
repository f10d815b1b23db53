"""The last touches on a written file, which XlsxWriter has no words for."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable

_EARLIEST = (1980, 1, 1, 0, 0, 0)
_AFTER_LANGUAGE = re.compile(r"(?=</cp:coreProperties>)")
_EMPTY_RESULT = re.compile(r'(<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?)(><f>[^<]*</f><v></v></c>)')
_LANGUAGE = re.compile(r'(<(?:c:lang val|a:defRPr lang|a:rPr lang|a:endParaRPr lang)=")en-US(")')


def finished(content: bytes, language: str) -> bytes:
    """The same parts, with the language said, and formulas that come to nothing known as text."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(buffer, "w") as package:
        for name in written.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, _finished_part(name, written.read(name), language), compresslevel=6)
    return buffer.getvalue()


def _finished_part(name: str, part: bytes, language: str) -> bytes:
    for beginning, finish in _FINISHES.items():
        if name.startswith(beginning):
            return finish(part.decode("utf-8"), language).encode("utf-8")
    return part


def _core(xml: str, language: str) -> str:
    return _AFTER_LANGUAGE.sub(lambda _: f"<dc:language>{escape(language)}</dc:language>", xml)


def _sheet(xml: str, _: str) -> str:
    """A formula whose value is "" has a text as its value, not a number that is missing."""
    return _EMPTY_RESULT.sub(r'\1 t="str"\2', xml)


def _chart(xml: str, language: str) -> str:
    return _LANGUAGE.sub(lambda found: f"{found[1]}{escape(language)}{found[2]}", xml)


_FINISHES: dict[str, Callable[[str, str], str]] = {
    "docProps/core.xml": _core,
    "xl/worksheets/sheet": _sheet,
    "xl/charts/chart": _chart,
}
