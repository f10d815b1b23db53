"""Single figures: found by the name over their cell, else by the label beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.exchange import HISTORY, Edit
from kcsp_docs_kit.workbooks.baseline import SHEET
from kcsp_docs_kit.workbooks.reading.cells import name_of
from kcsp_docs_kit.workbooks.reading.standing import tell_as_it_stands
from kcsp_docs_kit.workbooks.reading.telling import Teller, at
from kcsp_docs_kit.workbooks.reading.typed import Refused, choice_key, typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs_kit.workbooks.baseline import BaselineFigure
    from kcsp_docs_kit.workbooks.reading.cells import Place
    from kcsp_docs_kit.workbooks.reading.contents import Contents

AS_OF = (HISTORY, "as_of")


def find_figure(figure: BaselineFigure, contents: Contents) -> tuple[str, Place] | None:
    """The sheet and the cell of a figure; None where neither its name nor its label is left."""
    for local in (False, True):
        for name in contents.names:
            single = name.area[:2] == name.area[2:]
            if name.name == figure.name and (name.local is not None) is local and single and contents.sheet(name.sheet):
                return name.sheet, (name.area[0], name.area[1])
    labels = list(_labels(figure.label, contents))
    return labels[0] if len(labels) == 1 else None


def _labels(label: str, contents: Contents) -> Iterator[tuple[str, Place]]:
    for sheet in contents.sheets:
        rows = contents.grid(sheet.name).rows if sheet.name != SHEET else {}
        for cell in (cell for row in rows.values() for cell in row.values()):
            if choice_key(cell.raw) == choice_key(label):
                yield sheet.name, (cell.row, cell.column + 1)


def read_figure(
    figure: BaselineFigure, place: tuple[str, Place] | None, contents: Contents, teller: Teller
) -> Iterator[Edit]:
    """The edit of a figure; the day that the workbook speaks of is always one, changed or not."""
    as_of = (figure.section, figure.field) == AS_OF
    if place is None:
        message = f"The figure “{figure.label}” is nowhere in the file; what the model has stays as it is."
        teller.warning("workbook-figure", message, "Put it back from the file that was built, if it was not meant.")
        if as_of:
            yield Edit(figure.section, "", figure.field, figure.value, figure.value, "")
        return
    where = at(place[0], name_of(place[1]))
    cell = contents.grid(place[0]).cell(*place[1])
    answer = typed(cell, figure.kind, (), figure.value)
    if isinstance(answer, Refused):
        teller.error("workbook-value", f"{where} ({figure.label}) {answer.message}.", answer.hint)
        return
    if answer.value is None and as_of:
        message = f"{where} ({figure.label}) is empty, so that nobody knows which day the workbook speaks of."
        teller.error("workbook-required", message, "Type the day, such as 31/03/2025.")
        return
    if answer.left_out:
        message = f"{where} ({figure.label}) has the time {answer.left_out} besides the day; the day is taken."
        teller.note("workbook-leftover", message)
    tell_as_it_stands(cell, f"{where} ({figure.label})", figure.value, teller)
    if as_of or answer.value != figure.value:
        yield Edit(figure.section, "", figure.field, figure.value, answer.value, where)
