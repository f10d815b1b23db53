"""What a workbook offers to be edited, by its declaration: the hidden sheet is the file's, and may say anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.baseline import BaselineError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kcsp_docs.exchange import Edit
    from kcsp_docs_kit.workbooks.baseline import Baseline
    from kcsp_docs_kit.workbooks.reading.telling import Teller
    from kcsp_docs_kit.workbooks.schema import Workbook

MOST_UNKNOWN = 50
"""Tables, columns and sheets that an older file has and the model of today does not: rarely more than one."""


def check_declared(baseline: Baseline, workbook: Workbook) -> None:
    """Raises BaselineError for what stands there twice, tables of other sections, and more than was ever declared."""
    _check_single("table", [table.name for table in baseline.tables])
    for table in baseline.tables:
        _check_single(f"record of the table {table.name}", [*(row.id for row in table.rows), *table.spare])
    declared = {table.name: table for table in workbook.tables}
    for table in baseline.tables:
        if table.name in declared and table.section != declared[table.name].section:
            raise BaselineError(f"the table {table.name} is said to be of {table.section}")
    names = {sheet.name for sheet in workbook.sheets}
    keys = {table.name: {column.key for column in (*table.columns, *table.beside)} for table in workbook.tables}
    unknown = [sheet.name for sheet in baseline.sheets if sheet.name not in names]
    unknown += [
        each.key for table in baseline.tables for each in table.columns if each.key not in keys.get(table.name, ())
    ]
    if len(unknown) > MOST_UNKNOWN:
        raise BaselineError("the hidden sheet names more than any such workbook has")


def _check_single(what: str, names: Sequence[str]) -> None:
    if len(set(names)) < len(names):
        raise BaselineError(f"the hidden sheet has a {what} twice")


class Offered:
    """The fields that are read back, by section: those of every table, and of single figures."""

    def __init__(self, workbook: Workbook) -> None:
        self._fields: dict[str, set[str | None]] = {}
        for table in workbook.tables:
            keys = {column.key for column in table.columns if column.editable and column.formula is None}
            self._fields.setdefault(table.section, {None}).update(keys)
        for figure in workbook.figures:
            self._fields.setdefault(figure.section, set()).add(figure.field)

    def has(self, section: str, field: str | None) -> bool:
        """Whether a field is read back; None stands for the record as a whole."""
        return field in self._fields.get(section, ())

    def only(self, edits: Iterable[Edit], teller: Teller) -> Iterator[Edit]:
        """The edits of what is offered. What was edited besides is an error, once for each field."""
        told: set[tuple[str, str | None]] = set()
        for edit in edits:
            key = edit.section, edit.field
            if self.has(*key):
                yield edit
            elif edit.before != edit.after and key not in told:
                told.add(key)
                _tell(edit, teller)


def _tell(edit: Edit, teller: Teller) -> None:
    field = f"the field {edit.field} of {edit.section}" if edit.field else f"{edit.section}"
    message = f"{edit.where} is said to be {field}, which is not read back from this workbook."
    hint = "Type the change into a workbook that was built anew, or into the model."
    teller.error("workbook-baseline", message, hint)
