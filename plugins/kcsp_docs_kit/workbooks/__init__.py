"""Workbooks that officers live in: declared once, written, and read back.

The declaration stands in :mod:`kcsp_docs_kit.workbooks.schema`. A plugin derives from :class:`WorkbookArtefact` and
declares; :func:`write_workbook` and :func:`read_edits` are what that rests on.
"""

from kcsp_docs_kit.workbooks.artefact import WorkbookArtefact
from kcsp_docs_kit.workbooks.read import read_edits
from kcsp_docs_kit.workbooks.schema import Workbook, WorkbookError
from kcsp_docs_kit.workbooks.write import write_workbook

__all__ = ["Workbook", "WorkbookArtefact", "WorkbookError", "read_edits", "write_workbook"]
