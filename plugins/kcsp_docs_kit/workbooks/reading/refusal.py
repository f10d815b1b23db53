"""A file that cannot be read at all: one sentence and what to do."""

from __future__ import annotations

from kcsp_docs.errors import Problem, Severity
from kcsp_docs_kit.workbooks.schema import WorkbookError


def refused(file: str, message: str, hint: str) -> WorkbookError:
    """The exception for a whole file; "cannot be read" is never taken for "nothing was changed"."""
    return WorkbookError((Problem(Severity.ERROR, "workbook-unreadable", message, file=file, hint=hint),))
