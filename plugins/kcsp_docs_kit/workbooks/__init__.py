"""Workbooks that officers live in: declared once, written, and read back.

The declaration stands in :mod:`kcsp_docs_kit.workbooks.schema`. A plugin derives from :class:`WorkbookArtefact` and
declares; :func:`write_workbook` and :func:`read_edits` are what that rests on. What reads, and what takes openpyxl's
workbooks, is loaded on first use: a build needs neither.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.artefact import WorkbookArtefact
from kcsp_docs_kit.workbooks.schema import (
    Cell,
    Chart,
    ChartKind,
    Choice,
    Column,
    Figure,
    Figures,
    Grid,
    GridColumn,
    Kind,
    Look,
    Row,
    Series,
    Sheet,
    Table,
    Words,
    Workbook,
    WorkbookError,
)
from kcsp_docs_kit.workbooks.spare_ids import spare_ids
from kcsp_docs_kit.workbooks.write import write_workbook

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.read import read_edits
    from kcsp_docs_kit.workbooks.stranger import workbook_file

_HOMES = {"read_edits": "kcsp_docs_kit.workbooks.read", "workbook_file": "kcsp_docs_kit.workbooks.stranger"}

__all__ = [
    "Cell",
    "Chart",
    "ChartKind",
    "Choice",
    "Column",
    "Figure",
    "Figures",
    "Grid",
    "GridColumn",
    "Kind",
    "Look",
    "Row",
    "Series",
    "Sheet",
    "Table",
    "Words",
    "Workbook",
    "WorkbookArtefact",
    "WorkbookError",
    "read_edits",
    "spare_ids",
    "workbook_file",
    "write_workbook",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
