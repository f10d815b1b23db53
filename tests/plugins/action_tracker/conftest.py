"""The example's tracker, and trackers of plans that a test makes up, as a person reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from kcsp_docs_kit.workbooks import write_workbook
from kcsp_docs_kit.workbooks.schema import Workbook
from kcsp_docs_plugins.action_tracker.tracker import Tracker
from kcsp_docs_plugins.action_tracker.workbook import workbook_of

from kcsp_docs import registry
from kcsp_docs.model.governance import Governance
from kcsp_docs.model.history import Change, Collection
from kcsp_docs.reading import read_edition

DAY = date(2024, 7, 4)

Made = Callable[..., Governance]
Declared = Callable[..., Workbook]


class Reader:
    """A workbook by what stands in its cells: cached values, never formulas."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content), data_only=True)

    def rows(self, sheet: str) -> list[list[object]]:
        """All of a sheet's cells; an empty text counts as an empty cell."""
        return [[_plain(cell) for cell in row] for row in self.book[sheet].iter_rows(values_only=True)]

    def lines(self, sheet: str) -> list[list[object]]:
        """Each row's cells without the empty ones."""
        rows = ([cell for cell in row if cell is not None] for row in self.rows(sheet))
        return [row for row in rows if row]

    def figure(self, label: str, sheet: str = "Position") -> object:
        """What stands to the right of a label, the first time that it heads a line."""
        return next(line[1] for line in self.lines(sheet) if line[0] == label)

    def grid(self, sheet: str, heading: str) -> dict[str, dict[str, object]]:
        """A table by the first column's heading: its rows by their first cells, each by the headings."""
        rows = self.rows(sheet)
        top = next(number for number, row in enumerate(rows) if row[0] == heading and row[1] is not None)
        headings = [str(each) for each in rows[top] if each is not None]
        found = {}
        for row in rows[top + 1 :]:
            if row[0] is None or "All actions" in found:
                break
            found[str(row[0])] = dict(zip(headings, row, strict=False))
        return found


def _plain(cell: object) -> object:
    return cell.date() if isinstance(cell, datetime) else None if cell == "" else cell


@pytest.fixture(scope="session")
def governance(examples: Path) -> Governance:
    loaded = registry.load()
    return read_edition(examples / "kcsp-2024", loaded.sections, loaded.template_folders()).governance


@pytest.fixture(scope="session")
def anyshire_with() -> Made:
    """``anyshire_with(actions=[…], priorities=[…], measures=[…], history=[…])``: the rest is small and plain."""

    def make(
        actions: Iterable[dict[str, Any]] = (),
        priorities: Iterable[dict[str, Any]] = (),
        measures: Iterable[dict[str, Any]] = (),
        history: Iterable[Collection] = (),
        **rest: Any,
    ) -> Governance:
        plan = {"title": "Action Plan 2024/25", "year": "2024/25", "in_force": "2024-04-01"}
        records = {"priorities": list(priorities), "actions": list(actions), "measures": list(measures)}
        facts = {
            "edition": {"id": "anyshire-2024", "title": "Terms 2024"},
            "partnership": {"name": "Anyshire Community Safety Partnership", "area": "Anyshire"},
            "organisations": [{"id": "police", "name": "Anyshire Police"}],
            "groups": [],
            "action_plan": {**plan, **records},
        }
        return Governance.model_validate({**facts, **rest}).model_copy(update={"history": tuple(history)})

    return make


@pytest.fixture(scope="session")
def declared() -> Declared:
    """``declared(governance, as_of)``: the declaration of its tracker."""

    def declare(governance: Governance, as_of: date = DAY, previous: Governance | None = None) -> Workbook:
        assert governance.action_plan is not None
        return workbook_of(Tracker(governance, previous, governance.action_plan, as_of))

    return declare


@pytest.fixture(scope="session")
def tracked(declared: Declared) -> Callable[..., bytes]:
    """``tracked(governance, as_of)``: its tracker."""

    def build(governance: Governance, as_of: date = DAY, previous: Governance | None = None) -> bytes:
        return write_workbook(declared(governance, as_of, previous))

    return build


@pytest.fixture(scope="session")
def read() -> type[Reader]:
    return Reader


@pytest.fixture(scope="session")
def collected() -> Callable[..., Collection]:
    """``collected("2024-07-02", ("A-01", "rating", "amber", "red"), …)``: the record of a file."""

    def collect(day: str, *changes: tuple[str, str | None, str | None, str | None], number: int = 1) -> Collection:
        told = tuple(
            Change(section="action_plan.actions", id=id_, field=field, before=before, after=after, where="Actions!A1")
            for id_, field, before, after in changes
        )
        kept = {"artefact": "action-tracker", "file": "t.xlsx", "kept": f"{number}.xlsx", "sha256": "0"}
        return Collection.model_validate({"number": number, "as_of": day, "changes": told, **kept})

    return collect
