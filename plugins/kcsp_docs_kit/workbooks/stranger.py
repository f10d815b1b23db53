"""Workbooks that an author made with openpyxl, as files that keep this project's promises."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from openpyxl import load_workbook

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.exchange import File
from kcsp_docs_kit.workbooks.lint import lint
from kcsp_docs_kit.workbooks.package import finished
from kcsp_docs_kit.workbooks.schema import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from openpyxl import Workbook as Book

CORE = "docProps/core.xml"


def workbook_file(
    name: str,
    workbook: Book,
    *,
    date: date,
    title: str = "",
    creator: str = "",
    language: str = "en-GB",
    report: Callable[[Problem], None] | None = None,
) -> File:
    """An openpyxl workbook as a file: cells and layout as they are, and the same bytes for the same workbook.

    The clock and the user are taken out of it, and ``date`` (``job.as_of``) put in their place. What a reader would
    miss (no title, a formula whose value nobody worked out) goes to ``report`` as warnings: hand it ``job.report``.
    Raises WorkbookError for what Excel would refuse, repair or cut. The workbook itself is left as it was; a write-only
    one can be saved, and so handed over, once.
    """
    title = title or workbook.properties.title or ""
    saved = _saved(workbook) if workbook.write_only else b""
    found = lint(load_workbook(io.BytesIO(saved)) if saved else workbook)
    problems = tuple(replace(problem, file=name) for problem in (*_title_problems(title), *found))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise WorkbookError(problems)
    core = _core(workbook, title, creator, date)
    content = finished(_with_core(saved or _saved(workbook), core), language, {})
    load_workbook(io.BytesIO(content))
    for problem in problems:
        if report is not None:
            report(problem)
    return File(name, content)


def _saved(workbook: Book) -> bytes:
    """openpyxl writes the clock into the properties of the workbook that it saves: what stood there is put back."""
    modified, buffer = workbook.properties.modified, io.BytesIO()
    try:
        workbook.save(buffer)
    finally:
        workbook.properties.modified = modified
    return buffer.getvalue()


def _core(workbook: Book, title: str, creator: str, date: date) -> str:
    """``docProps/core.xml`` (ECMA-376 part 2, clause 11) with the day and no user; the language comes last."""
    said = {"dc:title": title, "dc:subject": workbook.properties.subject, "dc:creator": creator}
    texts = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in said.items() if text)
    moment = f"{date.isoformat()}T00:00:00Z"
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{texts}{dates}</cp:coreProperties>'
    )


def _with_core(content: bytes, core: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as written, zipfile.ZipFile(buffer, "w") as package:
        for part in written.namelist():
            package.writestr(part, core if part == CORE else written.read(part))
    return buffer.getvalue()


def _title_problems(title: str) -> tuple[Problem, ...]:
    if title.strip():
        return ()
    message = "The workbook has no title: readers see its file name instead."
    return (Problem(Severity.WARNING, "workbook-title", message, hint="Give workbook_file a title."),)
