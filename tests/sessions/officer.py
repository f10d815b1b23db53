"""An officer with the workbook open: everything that people do to a table, and what stood where when it was saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from .contents import Field, Numbers, Typed, fitting, typed
from .models import Model, TableFacts
from .workbench import Workbench

ID = "id"
OWN = Field("", "")  # a cell that belongs to no column of a table


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that an officer does; numbers choose among what there is."""

    does: str
    row: int
    column: int
    way: int
    what: str


@dataclass
class Row:
    """A row of a table. ``owners`` are the ids that stood in it: whose it is."""

    owners: set[str] = field(default_factory=set)
    spare: bool = False
    own: bool = True
    """Whether the table was made with it."""


@dataclass
class Shown:
    """A table as it stands on the sheet now. ``columns`` are keys by number: those of the table, and no others."""

    facts: TableFacts
    sheet: str
    header: int
    columns: dict[int, str]
    rows: dict[int, Row]
    worked_out: set[int]

    def column(self, key: str) -> int | None:
        return next((number for number, each in self.columns.items() if each == key), None)

    @property
    def fields(self) -> list[tuple[int, Field]]:
        return [(number, self.facts.field(key)) for number, key in sorted(self.columns.items()) if key != ID]

    @property
    def below(self) -> int:
        return max([self.header, *self.rows]) + 1

    def moved(self, axis: str, at: int, by: int) -> None:
        """After rows or columns were inserted, or one was deleted (``by`` is -1)."""

        def place(number: int) -> int | None:
            return None if by < 0 and number == at else number + by * (number >= at)

        if axis == "row":
            self.header = place(self.header) or 0
            self.rows = {new: row for old, row in self.rows.items() if (new := place(old)) is not None}
        else:
            self.columns = {new: key for old, key in self.columns.items() if (new := place(old)) is not None}
            self.worked_out = {new for old in self.worked_out if (new := place(old)) is not None}


def shown_tables(bench: Workbench, model: Model) -> list[Shown]:
    """Where the tables of a workbook are as it was built, by their headings."""
    return [_shown(bench, facts) for facts in model.tables]


def _shown(bench: Workbench, facts: TableFacts) -> Shown:
    sheet = bench.sheet(facts.sheet)
    header = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "Id")
    keys = {each.heading: each.key for each in facts.fields}
    heads = {column: sheet.cell(header, column).value for column in range(1, sheet.max_column + 1)}
    columns = {1: ID} | {column: keys[head] for column, head in heads.items() if head in keys}
    assert len(columns) == len(facts.fields) + 1, heads
    worked_out = {column for column, head in heads.items() if head and column not in columns}
    rows = {}
    for row in range(header + 1, sheet.max_row + 1):
        if id_ := sheet.cell(row, 1).value:
            spare = all(sheet.cell(row, column).value is None for column in columns if column > 1)
            rows[row] = Row({str(id_)}, spare)
    return Shown(facts, facts.sheet, header, columns, rows, worked_out)


@dataclass
class Officer:
    """``typed`` is all that was ever typed, ``done`` counts what was done."""

    bench: Workbench
    tables: list[Shown]
    numbers: Numbers
    typed: list[Typed] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    contents: Counter[str] = field(default_factory=Counter)

    def work(self, steps: tuple[Step, ...]) -> None:
        for step in steps:
            table = self.tables[1 if len(self.tables) > 1 and step.way % 5 == 4 else 0]
            if _DOES[step.does](self, table, step):
                self.done[step.does] += 1

    # typing

    def type(self, table: Shown, row: int, column: int, what: str) -> bool:
        """Into a cell, whether it belongs to the table or not."""
        key = table.columns.get(column, ID) if row in table.rows else ID
        return self.type_at(table.sheet, row, column, what, OWN if key == ID else table.facts.field(key))

    def type_at(self, sheet: str, row: int, column: int, what: str, of: Field = OWN) -> bool:
        content = typed(what, next(self.numbers), of)
        if not self.bench.put(sheet, row, column, content.value, as_text=content.as_text):
            return False
        self.typed.append(content)
        self.contents[what] += 1
        return True

    def word(self) -> str:
        """A word of its own in a text that is put together."""
        content = typed("words", next(self.numbers), OWN)
        self.typed.append(content)
        return content.needles[0]

    def fill(self, table: Shown, row: int, step: Step, *, whole: bool = True) -> None:
        """A row of a new record; half of one lacks what it needs."""
        for at, (column, of) in enumerate(table.fields):
            chosen = of.required or (at + step.column) % 3 == 0
            if chosen and (whole or not of.required):
                self.type(table, row, column, fitting(of, step.way + at))

    # rows

    def records(self, table: Shown) -> list[int]:
        return [row for row in sorted(table.rows) if not table.rows[row].spare]

    def spare(self, table: Shown) -> list[int]:
        return [row for row in sorted(table.rows) if table.rows[row].spare]

    def a_row(self, table: Shown, step: Step) -> int:
        rows = self.records(table) or self.spare(table) or [table.below]
        return rows[step.row % len(rows)]

    def a_column(self, table: Shown, step: Step) -> tuple[int, Field]:
        fields = table.fields or [(1, OWN)]
        return fields[step.column % len(fields)]

    def edit(self, table: Shown, step: Step) -> bool:
        column, _ = self.a_column(table, step)
        return self.type(table, self.a_row(table, step), column, step.what)

    def edit_as_asked(self, table: Shown, step: Step) -> bool:
        column, of = self.a_column(table, step)
        return self.type(table, self.a_row(table, step), column, fitting(of, step.way))

    def empty(self, table: Shown, step: Step) -> bool:
        row, (column, _) = self.a_row(table, step), self.a_column(table, step)
        was = self.bench.value(table.sheet, row, column)
        return was is not None and self.bench.put(table.sheet, row, column, None)

    def fill_spare(self, table: Shown, step: Step) -> bool:
        return self._fill_spare(table, step, whole=True)

    def half_fill_spare(self, table: Shown, step: Step) -> bool:
        return self._fill_spare(table, step, whole=False)

    def _fill_spare(self, table: Shown, step: Step, *, whole: bool) -> bool:
        rows = self.spare(table)
        if not rows:
            return False
        row = rows[step.row % 3 % len(rows)]
        self.fill(table, row, step, whole=whole)
        table.rows[row].spare = False
        return True

    def row_below(self, table: Shown, step: Step) -> bool:
        """Without an id, with one like the others, with words for one, or with one that is too odd."""
        row, column = table.below + step.row % 3, table.column(ID)
        ids = (None, f"RS-{70 + next(self.numbers)}", f"new {self.word()}", "42", f"N-{70 + next(self.numbers)}")
        id_ = ids[step.way % len(ids)]
        if column is None:
            return False
        table.rows[row] = Row({id_} if id_ else set(), own=False)
        self.bench.put(table.sheet, row, column, id_)
        self.fill(table, row, step)
        return True

    def clear_row(self, table: Shown, step: Step) -> bool:
        row, with_id = self.a_row(table, step), step.way % 2 == 0
        for column, key in table.columns.items():
            if with_id or key != ID:
                self.bench.put(table.sheet, row, column, None)
        return True

    def delete_row(self, table: Shown, step: Step) -> bool:
        row = self.a_row(table, step)
        self.bench.delete(table.sheet, "row", row)
        table.moved("row", row, -1)
        return True

    def sort(self, table: Shown, step: Step) -> bool:
        return self._sort(table, step, whole=True)

    def sort_without_ids(self, table: Shown, step: Step) -> bool:
        """Whose row is whose nobody can tell then; it must not be guessed."""
        return self._sort(table, step, whole=False)

    def _sort(self, table: Shown, step: Step, *, whole: bool) -> bool:
        rows = sorted(row for row in table.rows if table.rows[row].own and (whole or not table.rows[row].spare))
        by, _ = self.a_column(table, step)
        first = min([*table.columns, by]) if whole else min([column for column, _ in table.fields] or [by])
        columns = range(first, max([*table.columns, by]) + 1)
        if self.bench.is_merged(table.sheet, range(min(rows, default=0), max(rows, default=0) + 1), columns):
            return False  # a spreadsheet refuses

        def key(row: int) -> tuple[bool, str]:
            value = self.bench.value(table.sheet, row, by)
            return value is None, str(value)

        order = sorted(rows, key=key, reverse=step.way % 2 == 1)
        if not whole and table.column(ID) in columns:
            return False
        self.bench.permute(table.sheet, columns, rows, order)
        if whole:
            table.rows |= dict(zip(rows, [table.rows[row] for row in order], strict=True))
        else:
            for row, origin in zip(rows, order, strict=True):
                table.rows[row] = Row(set() if row != origin else table.rows[row].owners)
        return rows != order

    def hide_rows(self, table: Shown, step: Step) -> bool:
        sheet = self.bench.sheet(table.sheet)
        for row in self.records(table)[step.row % 2 :: 2]:
            sheet.row_dimensions[row].hidden = True
        for held in sheet.tables.values():
            if held.autoFilter is not None:
                held.autoFilter.add_filter_column(step.column % len(table.columns), ["On track"])
        return True

    def duplicate_row(self, table: Shown, step: Step) -> bool:
        """Below the table, over a spare row, or inserted beneath; as it is, or with something changed in one of them."""
        row, spare = self.a_row(table, step), self.spare(table)
        if step.way % 3 == 0 or (step.way % 3 == 1 and not spare):
            to = table.below
        elif step.way % 3 == 1:
            to = spare[step.column % len(spare)]
        else:
            self._insert_rows(table.sheet, row + 1, 1)
            to = row + 1
        for column in table.columns:
            self.bench.put(table.sheet, to, column, self.bench.value(table.sheet, row, column))
        table.rows[to] = Row(set(table.rows[row].owners) if row in table.rows else set(), own=step.way % 3 == 1)
        if step.column % 4:
            column, _ = self.a_column(table, step)
            self.type(table, to, column, step.what)
        return True

    def paste_row(self, table: Shown, step: Step) -> bool:
        """From another workbook, with its id: over a spare row, below the table, or over a record."""
        column, spare = table.column(ID), self.spare(table)
        places = (*spare[:1], table.below, self.a_row(table, step))
        row = places[step.way % len(places)]
        known = [id_ for each in table.rows.values() for id_ in sorted(each.owners)]
        ids = (f"ZZ-{step.row}", "RS-99", *known[step.row % len(known) :][:1]) if known else ("ZZ-1",)
        id_ = ids[step.column % len(ids)]
        if column is None or not self.bench.put(table.sheet, row, column, id_):
            return False
        table.rows[row] = Row({id_}, own=row in table.rows)
        for at, (number, of) in enumerate(table.fields):
            if of.required or at % 2:
                self.type(table, row, number, fitting(of, at + step.way))
            else:
                self.bench.put(table.sheet, row, number, None)
        return True

    def retype_id(self, table: Shown, step: Step) -> bool:
        """In other letters, as one that is new, as that of another row or of a spare one, as words, or not at all."""
        row, column = self.a_row(table, step), table.column(ID)
        if column is None or row not in table.rows:
            return False
        own = str(self.bench.value(table.sheet, row, column) or "RS-50")
        others = sorted({id_ for each in table.rows.values() for id_ in each.owners} - {own}) or ["RS-55"]
        ways = (
            own.lower(),
            f" {own} ",
            own.replace("-", "–"),
            "RS-88",
            others[step.column % len(others)],
            others[0],
            f"{self.word()} ({own})",
            None,
        )
        new = ways[step.way % len(ways)]
        if new is not None:
            table.rows[row].owners |= {new.strip()}
        table.rows[row].spare = False
        return self.bench.put(table.sheet, row, column, new)

    def id_becomes_something_else(self, table: Shown, step: Step) -> bool:
        """A spreadsheet takes MAR-01 for a day and 007 for a number."""
        row, column = self.a_row(table, step), table.column(ID)
        if column is None or row not in table.rows:
            return False
        own = str(self.bench.value(table.sheet, row, column))
        number = int(own) if own.isdigit() else step.row + 1
        new: Any = number if step.way % 2 else datetime.combine(date(2024, 3, number % 28 + 1), time())
        table.rows[row].owners |= {str(number)} if step.way % 2 else set()
        return self.bench.put(table.sheet, row, column, new)

    # columns

    def insert_column(self, table: Shown, step: Step) -> bool:
        """With a heading and notes beside some rows, or notes alone."""
        at = min(table.columns) + step.column % (len(table.columns) + 2)
        self.bench.insert(table.sheet, "column", at)
        for each in self.tables:
            if each.sheet == table.sheet:
                each.moved("column", at, 1)
        if step.way % 3:
            self.type_at(table.sheet, table.header, at, "words")
        for row in sorted(table.rows)[step.row % 2 : step.row % 2 + 2]:
            self.type_at(table.sheet, row, at, step.what)
        return True

    def delete_column(self, table: Shown, step: Step) -> bool:
        column, _ = self.a_column(table, step)
        self.bench.delete(table.sheet, "column", column)
        table.moved("column", column, -1)
        return True

    def swap_columns(self, table: Shown, step: Step) -> bool:
        """Cut and inserted, so that names go with them, or copied over each other, so that they do not."""
        numbers = sorted(table.columns)
        one, other = numbers[step.column % len(numbers)], numbers[step.row % len(numbers)]
        rows = range(table.header, table.below)
        if one == other or self.bench.is_merged(table.sheet, rows, range(1, max(numbers) + 1)):
            return False
        self.bench.swap(table.sheet, [((row, one), (row, other)) for row in rows])
        if step.way % 2:
            self.bench.swap_names(table.sheet, one, other)
        table.columns[one], table.columns[other] = table.columns[other], table.columns[one]
        return True

    def rename_heading(self, table: Shown, step: Step) -> bool:
        numbers = sorted(table.columns)
        column = numbers[step.column % len(numbers)]
        if step.way % 4 == 0:
            return self.bench.put(table.sheet, table.header, column, None)
        if step.way % 4 == 1:
            other = self.bench.value(table.sheet, table.header, numbers[step.row % len(numbers)])
            return self.bench.put(table.sheet, table.header, column, other)
        return self.type_at(table.sheet, table.header, column, "words")

    # sheets

    def rename_sheet(self, table: Shown, step: Step) -> bool:
        name = f"{('Our', 'The officer’s')[step.way % 2]} {self.word()}"
        before = table.sheet
        self.bench.rename(before, name)
        for each in self.tables:
            each.sheet = name if each.sheet == before else each.sheet
        return True

    def move_sheet(self, table: Shown, step: Step) -> bool:
        self.bench.move(table.sheet, (1, -1, 2)[step.way % 3])
        return True

    def copy_sheet(self, table: Shown, step: Step) -> bool:
        """And type into the copy: in the table, or beside it."""
        name = f"{table.facts.sheet} ({next(self.numbers)})"
        self.bench.copy(table.sheet, name)
        row, (column, of) = self.a_row(table, step), self.a_column(table, step)
        self.type_at(name, row, column + 30 * (step.way % 2), step.what, of)
        if step.row % 2:
            self.bench.move(name, -len(self.bench.book.sheetnames) + 1)
        return True

    def add_sheet(self, table: Shown, step: Step) -> bool:
        name = f"Notes {next(self.numbers)}"
        self.bench.book.create_sheet(name, 0 if step.way % 2 else None)
        self.type_at(name, step.row + 1, step.column + 1, step.what)
        return True

    def title_rows(self, table: Shown, step: Step) -> bool:
        at = (1, table.header, table.header + 1)[step.way % 3 if table.header else 0]
        self._insert_rows(table.sheet, at, step.row % 3 + 1)
        return self.type_at(table.sheet, at, step.column % 5 + 1, "words")

    def _insert_rows(self, sheet: str, at: int, number: int) -> None:
        self.bench.insert(sheet, "row", at, number)
        for each in self.tables:
            if each.sheet == sheet:
                each.moved("row", at, number)

    # cells

    def merge(self, table: Shown, step: Step) -> bool:
        row, (column, _) = self.a_row(table, step), self.a_column(table, step)
        down, right = ((1, 0), (0, 1), (1, 1))[step.way % 3]
        rows, columns = range(row, row + down + 1), range(column, column + right + 1)
        if self.bench.is_merged(table.sheet, rows, columns):
            return False
        area = f"{get_column_letter(column)}{row}:{get_column_letter(column + right)}{row + down}"
        self.bench.sheet(table.sheet).merge_cells(area)
        return True

    def strike(self, table: Shown, step: Step) -> bool:
        row, (column, _) = self.a_row(table, step), self.a_column(table, step)
        if step.way % 2 and not self.type(table, row, column, step.what):
            return False
        self.bench.sheet(table.sheet).cell(row, column).font = Font(strike=True)
        return True

    def comment(self, table: Shown, step: Step) -> bool:
        row, (column, _) = self.a_row(table, step), self.a_column(table, step)
        cell = self.bench.sheet(table.sheet).cell(row, column)
        cell.comment = Comment(f"Ask about this: {self.word()}", "An officer")
        return True

    def free_note(self, table: Shown, step: Step) -> bool:
        """Beside the table, below it, above it, far away, or on another sheet."""
        right = max([*table.columns, *table.worked_out], default=1) + 1 + step.column % 3
        others = [name for name in self.bench.visible if name not in {each.sheet for each in self.tables}]
        places = [
            (table.sheet, self.a_row(table, step), right),
            (table.sheet, table.below + 1 + step.row % 4, step.column % 12 + 1),
            (table.sheet, max(table.header - 1, 1), step.column % 8 + 1),
            (table.sheet, 4000 + step.row, 200 + step.column),
            *((name, 50 + step.row, step.column + 1) for name in others[step.row % max(len(others), 1) :][:1]),
        ]
        sheet, row, column = places[step.way % len(places)]
        held = self.bench.value(sheet, row, column)
        return held is None and self.type_at(sheet, row, column, step.what)

    def over_type(self, table: Shown, step: Step) -> bool:
        """What the workbook works out: beside the table, or on another sheet."""
        places = [(table.sheet, self.a_row(table, step), column) for column in sorted(table.worked_out)]
        for name in self.bench.visible:
            cells = self.bench.sheet(name)._cells.values()
            places += [(name, cell.row, cell.column) for cell in cells if cell.data_type == "f"][:40]
        places = [place for place in places if str(self.bench.value(*place) or "").startswith("=")]
        return bool(places) and self.type_at(*places[(step.row * 7 + step.column) % len(places)], step.what)

    def as_of(self, table: Shown, step: Step) -> bool:
        """The day that the workbook speaks of."""
        place = self.bench.place("as_of")
        if place is None:
            return False
        if step.way % 6 == 5:
            return self.bench.put(*place, None)
        what = step.what if step.way % 6 == 4 else "a day"
        return self.type_at(*place, what, Field("as_of", "As at", "date"))


_DOES: dict[str, Callable[[Officer, Shown, Step], bool]] = {
    "edits a cell as asked": Officer.edit_as_asked,
    "edits a cell": Officer.edit,
    "empties a cell": Officer.empty,
    "fills a spare row": Officer.fill_spare,
    "fills half a spare row": Officer.half_fill_spare,
    "types a row below": Officer.row_below,
    "clears a row": Officer.clear_row,
    "deletes a row": Officer.delete_row,
    "sorts": Officer.sort,
    "sorts without the ids": Officer.sort_without_ids,
    "filters and hides": Officer.hide_rows,
    "duplicates a row": Officer.duplicate_row,
    "pastes a row": Officer.paste_row,
    "retypes an id": Officer.retype_id,
    "lets an id become something else": Officer.id_becomes_something_else,
    "inserts a column": Officer.insert_column,
    "deletes a column": Officer.delete_column,
    "swaps columns": Officer.swap_columns,
    "renames a heading": Officer.rename_heading,
    "renames a sheet": Officer.rename_sheet,
    "moves a sheet": Officer.move_sheet,
    "copies a sheet": Officer.copy_sheet,
    "adds a sheet": Officer.add_sheet,
    "puts rows above": Officer.title_rows,
    "merges cells": Officer.merge,
    "strikes through": Officer.strike,
    "comments": Officer.comment,
    "notes something": Officer.free_note,
    "types over what is worked out": Officer.over_type,
    "types the day": Officer.as_of,
}
DOES = tuple(_DOES)


@dataclass(frozen=True, slots=True)
class Held:
    """A cell of a record's row as the file was saved."""

    sheet: str
    place: str
    value: Any
    content: Typed | None


@dataclass(frozen=True, slots=True)
class Record:
    """A row as the file was saved. ``owners`` are those whose it may be; its cells go by their fields."""

    section: str
    sheet: str
    row: int
    id_place: str
    id_text: str
    owners: frozenset[str]
    cells: dict[str, Held]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where something stands that was typed. ``owners`` are ``(section, id, field)``."""

    content: Typed
    sheet: str
    place: str
    row: int
    owners: frozenset[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Saved:
    """An officer's file, what its tables say to the eye, and where everything stands that was typed."""

    name: str
    content: bytes
    records: tuple[Record, ...]
    spots: tuple[Spot, ...]
    merged: tuple[tuple[str, tuple[int, int, int, int]], ...]

    def ids(self, section: str) -> set[str]:
        return {record.id_text for record in self.records if record.section == section}


def saved(officer: Officer, name: str) -> Saved:
    """What is there is looked up cell by cell, whatever way it came there."""
    by_value = {_key(each.value): each for each in officer.typed if each.needles}
    fixed = {_key(each.value): each for each in officer.typed if not each.needles}
    records = tuple(record for table in officer.tables for record in _records(officer, table, by_value | fixed))
    owners = {
        (held.sheet, held.place): frozenset((record.section, id_, key) for id_ in record.owners)
        for record in records
        for key, held in record.cells.items()
    }
    as_of = officer.bench.place("as_of")
    if as_of is not None:
        owners[as_of[0], f"{get_column_letter(as_of[2])}{as_of[1]}"] = frozenset({("history", "", "as_of")})
    words = [each for each in officer.typed if each.needles and each.needles[0].startswith("token")]
    merged = tuple((s.title, area.bounds) for s in officer.bench.book for area in s.merged_cells.ranges)
    content = officer.bench.saved()
    return Saved(name, content, records, tuple(_spots(officer, owners, by_value, fixed, words)), merged)


def _key(value: Any) -> tuple[str, Any]:
    return type(value).__name__, value


def _records(officer: Officer, table: Shown, known: dict[Any, Typed]) -> Iterator[Record]:
    column = table.column(ID)
    for row, each in sorted(table.rows.items()):
        cells = {
            of.key: Held(table.sheet, f"{get_column_letter(number)}{row}", value, known.get(_key(value)))
            for number, of in table.fields
            for value in [officer.bench.value(table.sheet, row, number)]
        }
        id_ = officer.bench.value(table.sheet, row, column) if column else None
        place = f"{get_column_letter(column or 1)}{row}"
        text = str(id_).strip() if id_ is not None else ""
        yield Record(table.facts.section, table.sheet, row, place, text, frozenset(each.owners), cells)


def _spots(
    officer: Officer,
    owners: dict[tuple[str, str], frozenset[tuple[str, str, str]]],
    by_value: dict[Any, Typed],
    fixed: dict[Any, Typed],
    words: list[Typed],
) -> Iterator[Spot]:
    """Everything unique wherever it stands, in names and comments too; what is not unique in the table alone."""
    for sheet in officer.bench.book:
        yield from (Spot(each, sheet.title, "", 0, frozenset()) for each in words if each.is_in(sheet.title))
        if sheet.sheet_state != "visible":
            continue
        for (row, column), cell in sheet._cells.items():
            place = f"{get_column_letter(column)}{row}"
            if cell.comment is not None:
                text = cell.comment.text
                yield from (Spot(each, sheet.title, place, row, frozenset()) for each in words if each.is_in(text))
            if cell.value is None:
                continue
            whose = owners.get((sheet.title, place), frozenset())
            exact = by_value.get(_key(cell.value)) or (fixed.get(_key(cell.value)) if whose else None)
            if exact is not None:
                yield Spot(exact, sheet.title, place, row, whose)
            elif isinstance(cell.value, str) and "token" in cell.value:
                yield from (Spot(each, sheet.title, place, row, whose) for each in words if each.is_in(cell.value))
