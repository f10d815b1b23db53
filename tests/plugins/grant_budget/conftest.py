"""The example's budget, and budgets of grants that a test makes up, as a person reads them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from kcsp_docs_kit.workbooks.write import write_workbook
from kcsp_docs_plugins.grant_budget.budget import budget

from kcsp_docs import registry
from kcsp_docs.model.governance import Governance
from kcsp_docs.model.grant import Grant
from kcsp_docs.reading import read_edition

DAY = date(2024, 7, 4)

Built = Callable[..., bytes]


class Reader:
    """A workbook by what stands in its cells: cached values, never formulas."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content), data_only=True)

    def lines(self, sheet: str) -> list[list[object]]:
        """Each row's cells that are not empty."""
        rows = ([cell for cell in row if cell is not None] for row in self.book[sheet].iter_rows(values_only=True))
        return [row for row in rows if row]

    def figure(self, sheet: str, label: str) -> object:
        """What stands to the right of a label, the first time that it heads a line."""
        return next(line[1] for line in self.lines(sheet) if line[0] == label)

    def row(self, sheet: str, start: str) -> dict[str, object]:
        """The row that begins with an id, by the headings above it."""
        rows = list(self.book[sheet].iter_rows(values_only=True))
        at = next(number for number, row in enumerate(rows) if row[0] == start)
        headings = next(row for row in reversed(rows[:at]) if row[0] in {"Id", "Quarter", "Project"})
        return {str(heading): value for heading, value in zip(headings, rows[at], strict=True) if heading}


@pytest.fixture(scope="session")
def governance(examples: Path) -> Governance:
    loaded = registry.load()
    return read_edition(examples / "kcsp-2024", loaded.sections, loaded.template_folders()).governance


@pytest.fixture(scope="session")
def built(governance: Governance) -> Built:
    """``built(grant, as_of)``: its budget; the example's, on the day of its paper, where none is given."""

    def build(grant: Grant | None = None, as_of: date = DAY) -> bytes:
        grant = grant or governance.grant
        assert grant is not None
        return write_workbook(budget("grant-budget", governance.model_copy(update={"grant": grant}), grant, as_of))

    return build


@pytest.fixture(scope="session")
def read() -> type[Reader]:
    return Reader
