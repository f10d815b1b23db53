"""The workbook-level names by which cells are found again, wherever officers have moved them.

Excel and LibreOffice keep a name right when columns or rows are inserted and when a sheet is renamed or moved. A name
stands for a whole column of a table, its heading included. They are seen in Excel's name manager: the underscore keeps
them apart from names for people, which stand in formulas.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.schema import Table, Workbook


LISTS = "Lists"
"""The very hidden sheet of what drops down."""


def column_names(table: Table) -> tuple[str, ...]:
    """``_k_Actions_0`` for the ids, ``_k_Actions_1`` for the first column and so on, those beside the table last."""
    return tuple(f"_k_{table.name}_{number}" for number in range(1 + len(table.columns) + len(table.beside)))


def figure_names(workbook: Workbook) -> tuple[str, ...]:
    """For each figure that is read back its own name, or ``_k_figure_1`` by its place among them."""
    return tuple(figure.name or f"_k_figure_{number}" for number, figure in enumerate(workbook.figures, 1))


def given_names(workbook: Workbook) -> tuple[str, ...]:
    """The names that the declaration gives to figures and to columns, for formulas and for people."""
    columns = (column.name for table in workbook.tables for column in (*table.columns, *table.beside))
    return tuple(filter(None, (*(figure.name for figure in workbook.all_figures), *columns)))
