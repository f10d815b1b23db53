"""Values that are taken as they stand, although whoever typed them may have meant another thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs_kit.workbooks.reading.cells import Cell, Content
from kcsp_docs_kit.workbooks.reading.typed import quoted

if TYPE_CHECKING:
    from kcsp_docs_kit.workbooks.reading.telling import Teller


def tell_as_it_stands(cell: Cell | None, where: str, before: str | None, teller: Teller) -> None:
    """Report a value that is struck through, and a formula whose text is taken. Other cells are passed over."""
    if cell is None or cell.blank:
        return
    if cell.struck:
        teller.note("workbook-struck", f"{where} is struck through: {quoted(cell.shown)} is taken as it stands.")
    if cell.content is Content.FORMULA and cell.raw != before:
        message = f"{where} holds a formula: its text {quoted(cell.raw)} is taken as it stands, not what it comes to."
        teller.note("workbook-formula-text", message, "Type over it what it comes to, if that is meant.")
