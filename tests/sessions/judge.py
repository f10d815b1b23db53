"""What became of everything that was typed: read anew from the model's text, the report and the kept copies.

Nothing of the product's own code is asked. A model file is read by PyYAML as plain text, a kept copy as XML.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from pathlib import Path
from typing import Any

import yaml
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries

from kcsp_docs.pipeline.collect_report import CollectedChange, CollectReport, Outcome

from .contents import Field, Typed, agrees, meant
from .models import Model
from .officer import Record, Saved, Spot

IN_THE_MODEL, NAMED, NEITHER, WRONG = "in the model", "named and kept", "neither", "on a wrong action"
SETTLED = "settled when the file was collected before"
NOT_TAKEN = tuple(outcome for outcome in Outcome if outcome is not Outcome.TAKEN)

Records = dict[tuple[str, str], dict[str, str]]
"""By section and id the fields of each record; what is empty is not there."""


@dataclass(frozen=True)
class State:
    """A model's file at one instant."""

    model: Model
    content: bytes

    @cached_property
    def text(self) -> str:
        return self.content.decode("utf-8-sig")

    @cached_property
    def _root(self) -> dict[str, Any]:
        return yaml.load(self.text, yaml.CBaseLoader)

    @cached_property
    def records(self) -> Records:
        return {
            (table.section, record["id"]): dict(_flat(record))
            for table in self.model.tables
            for record in self._root.get(table.key) or ()
        }

    @cached_property
    def rest(self) -> str:
        """All that is no record of a table, and the order of the records."""
        keys = {table.key for table in self.model.tables}
        return json.dumps({key: value for key, value in self._root.items() if key not in keys})

    def order(self, section: str) -> list[str]:
        return [id_ for held, id_ in self.records if held == section]

    def value(self, owner: tuple[str, str, str]) -> str | None:
        return self.records.get(owner[:2], {}).get(owner[2])


def _flat(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if key == "figures":
            for entry in value:
                yield f"figures[year={entry['year']},quarter={entry['quarter']}].value", entry["value"]
        elif isinstance(value, str):
            if value.strip():
                yield key, value
        else:
            yield key, json.dumps(value)


@dataclass
class Tally:
    """How often what was done and what became of it."""

    sessions: int = 0
    runs: Counter[str] = field(default_factory=Counter)
    problems: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    contents: Counter[str] = field(default_factory=Counter)
    keeper: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        parts = {
            "sessions": Counter({"in all": self.sessions}),
            "runs of collect": self.runs,
            "problems": self.problems,
            "operations": self.done,
            "contents": self.contents,
            "keeper's changes": self.keeper,
            "tokens": self.typed,
            "cells unlike the model": self.changed,
            "rows that are gone": self.deleted,
        }
        return "\n".join(f"{name}: {_counts(counts)}" for name, counts in parts.items())


def _counts(counts: Counter[str]) -> str:
    return f"{sum(counts.values())} ({', '.join(f'{name} {number}' for name, number in counts.most_common())})"


@dataclass(frozen=True)
class Run:
    """One run of collect. ``built`` is what the files were made from, ``before`` and ``after`` the model around it.

    ``collected`` are the names of files that an earlier run took: what the keeper writes after that stands.
    """

    built: State
    before: State
    after: State
    files: tuple[Saved, ...]
    report: CollectReport
    theirs: bool
    accepts_deletions: bool
    collected: frozenset[str]

    @cached_property
    def changes(self) -> list[CollectedChange]:
        return [change for file in self.report.files for change in file.changes]

    @cached_property
    def written(self) -> list[CollectedChange]:
        return [change for change in self.changes if change.outcome is Outcome.TAKEN]

    @cached_property
    def said(self) -> str:
        """All that the report says of what was not taken."""
        problems = [f"{problem.message} {problem.hint or ''}" for problem in self.report.problems]
        told = [change for change in self.changes if change.outcome in NOT_TAKEN]
        changes = [f"{change.told} {change.edit.after} {change.edit.where}" for change in told]
        days = [str(file.as_of) for file in self.report.files]
        return "\n".join([*problems, *changes, *days])

    def field(self, section: str, key: str) -> Field:
        return next(table.field(key) for table in self.built.model.tables if table.section == section)

    # what was promised of every run

    def judge(self, tally: Tally) -> None:
        """Raises AssertionError with the first thing that is not as promised."""
        tally.runs[f"exit {int(self.report.exit_code)}"] += 1
        assert int(self.report.exit_code) in (0, 4), self._story()
        assert "Traceback" not in self.said, self.said
        tally.problems.update(f"{problem.severity} {problem.code}" for problem in self.report.problems)
        errors = [problem for problem in self.report.problems if problem.severity.value == "error"]
        assert bool(errors) == (int(self.report.exit_code) == 4), self._story()
        if errors:
            assert self.after.content == self.before.content, f"written in spite of errors\n{self._story()}"
        self._judge_changes()
        self._judge_bytes()
        self._judge_copies()
        for file in self.files:
            self._judge_tokens(file, tally)
            self._judge_cells(file, tally)
            self._judge_deletions(file, tally)

    def _story(self) -> str:
        problems = "\n".join(map(str, self.report.problems))
        changes = "\n".join(f"{change.outcome}: {change.told} ({change.edit.where})" for change in self.changes)
        return (
            f"\n--- report, exit {self.report.exit_code} ---\n{problems}\n{changes}\n--- model ---\n{self.after.text}"
        )

    # the model: nothing changes but what somebody typed, and that is told

    def _judge_changes(self) -> None:
        assert self.after.rest == self.before.rest, self._story()
        for section in {table.section for table in self.built.model.tables}:
            stayed = [id_ for id_ in self.before.order(section) if (section, id_) in self.after.records]
            assert [id_ for id_ in self.after.order(section) if id_ in stayed] == stayed, self._story()
        for key in self.before.records.keys() | self.after.records.keys():
            self._judge_record(key)
        told = {(change.edit.section, change.edit.id, change.edit.field): change for change in self.written}
        for (section, id_, name), change in told.items():
            if name is None:
                assert ((section, id_) in self.after.records) is (change.edit.after is not None), self._story()
            else:
                of = self.field(section, name)
                now = self.after.value((section, id_, name))
                assert meant(now, of) == meant(change.edit.after, of), f"{change.told} is not so\n{self._story()}"

    def _judge_record(self, key: tuple[str, str]) -> None:
        told = {change.edit.field for change in self.written if (change.edit.section, change.edit.id) == key}
        before, after = self.before.records.get(key), self.after.records.get(key)
        if (before is None) != (after is None):
            assert None in told, f"{key} was added or deleted, and nobody was told\n{self._story()}"
        if after is None:
            gone = any(key[1] not in file.ids(key[0]) for file in self.files)
            assert before is None or (self.accepts_deletions and gone), f"{key} was deleted\n{self._story()}"
            return
        for name in (before or {}).keys() | after.keys():
            if name != "id" and (before or {}).get(name) != after.get(name):
                assert name in told, f"{key} {name} was changed, and nobody was told\n{self._story()}"
                self._judge_value((*key, name), (before or {}).get(name), after.get(name))

    def _judge_value(self, owner: tuple[str, str, str], before: str | None, after: str | None) -> None:
        """A new value is what somebody typed there, and takes nothing back that the keeper wrote meanwhile."""
        of = self.field(*owner[::2])
        held = [record.cells[owner[2]] for record in self._rows_of(owner)]
        assert any(agrees(each.value, each.content, of, after) for each in held), (
            f"{owner} became {after!r}, which nobody typed there: {held}\n{self._story()}"
        )
        kept = meant(before, of) == meant(self.built.value(owner), of)
        assert kept or self.theirs, f"{owner} was changed by the keeper too\n{self._story()}"

    def _rows_of(self, owner: tuple[str, str, str]) -> Iterator[Record]:
        for file in self.files:
            for record in file.records:
                if record.section == owner[0] and owner[1] in record.owners and owner[2] in record.cells:
                    yield record

    # the text: every line that is not about what changed is as it was

    def _judge_bytes(self) -> None:
        bom = b"\xef\xbb\xbf"
        assert self.after.content.startswith(bom) == self.before.content.startswith(bom)
        touched = {(change.edit.section, change.edit.id, change.edit.field) for change in self.written}
        lines = _lines_by_owner(self.before)
        empty = {table.key for table in self.built.model.tables if not self.after.order(table.section)}
        untouched = [line for line, owners in lines if not owners & touched and line.partition(":")[0] not in empty]
        left = iter(self.after.content.decode("utf-8-sig").splitlines(keepends=True))
        for line in untouched:
            assert any(_same(line, other) for other in left), f"{line!r} is gone\n{self._story()}"
        if "\r\n" in self.before.text:
            assert self.after.content.count(b"\n") == self.after.content.count(b"\r\n")
        remarks = [remark for line, owners in lines if not _deleted(owners & touched) for remark in _remarks(line)]
        assert [each for each in _all_remarks(self.after.text) if each in remarks] == remarks, self._story()

    # what was typed

    def _judge_copies(self) -> None:
        for saved, file in zip(self.files, self.report.files, strict=True):
            if file.as_built:
                assert not saved.spots
                continue
            assert file.kept is not None, self._story()
            assert Path(file.kept).read_bytes() == saved.content

    def _judge_tokens(self, file: Saved, tally: Tally) -> None:
        fates: dict[Typed, str] = {}
        for spot in file.spots:
            if spot.content.needles:
                fates[spot.content] = min(fates.get(spot.content, NEITHER), self._fate(file, spot), key=_ORDER.index)
        words = _words_of(file.content) if fates else ""
        for content, fate in fates.items():
            fate = self._settled(file, fate)
            if self._is_elsewhere(file, content):
                fate = WRONG
            tally.typed[fate] += 1
            assert fate in (IN_THE_MODEL, NAMED, SETTLED), f"{content} in {file.name}: {fate}\n{self._story()}"
            assert content.is_in(words), f"{content} is not in the kept copy of {file.name}"

    def _fate(self, file: Saved, spot: Spot) -> str:
        if any(spot.content.is_in(self.after.value(owner) or "") for owner in spot.owners):
            return IN_THE_MODEL
        if spot.owners == {("history", "", "as_of")}:
            days = {each.as_of for each in self.report.files}
            if any(spot.content.is_in(str(each)) for each in days):
                return IN_THE_MODEL if int(self.report.exit_code) == 0 else NAMED
        if spot.content.is_in(self.said) or self._is_named(file, spot.sheet, spot.place):
            return NAMED
        return NEITHER

    def _is_elsewhere(self, file: Saved, content: Typed) -> bool:
        own = {owner for spot in file.spots if spot.content == content for owner in spot.owners}
        return any(
            content.is_in(value) and (*key, name) not in own
            for key, record in self.after.records.items()
            for name, value in record.items()
        )

    def _judge_cells(self, file: Saved, tally: Tally) -> None:
        """Every cell that says another thing than its record said as the file was made; emptied ones are such too."""
        for record in file.records:
            for name, held in record.cells.items():
                owners = [(record.section, id_, name) for id_ in sorted(record.owners)]
                of = self.field(record.section, name)
                was = [self.built.value(owner) for owner in owners]
                if not owners or any(agrees(held.value, held.content, of, value) for value in was):
                    continue
                if any(agrees(held.value, held.content, of, self.after.value(owner)) for owner in owners):
                    fate = IN_THE_MODEL
                else:
                    told = any(
                        change.outcome in NOT_TAKEN
                        and (change.edit.section, change.edit.id) in {owner[:2] for owner in owners}
                        and change.edit.field in (name, None)
                        for change in self.changes
                    )
                    named = told or self._is_named(file, held.sheet, held.place)
                    named = named or (held.value is None and not record.id_text and self._is_told(record))
                    gone = f"the column “{of.heading}” is gone" in self.said or self._is_unread(held.sheet)
                    named = named or (held.value is None and gone)
                    named = named or (held.content is not None and held.content.is_in(self.said))
                    fate = NAMED if named else NEITHER
                fate = self._settled(file, fate)
                tally.changed[f"{fate}, emptied" if held.value is None else fate] += 1
                assert fate != NEITHER, f"{held} of {owners} in {file.name}: {fate}, was {was}\n{self._story()}"

    def _settled(self, file: Saved, fate: str) -> str:
        """What an earlier run dealt with is not told again."""
        said = next(each for each in self.report.files if Path(each.path).name == file.name)
        return SETTLED if fate == NEITHER and said.collected_before and file.name in self.collected else fate

    def _is_unread(self, sheet: str) -> bool:
        """Whether an error says that a whole table cannot be read: of what is not there no more can be said."""
        errors = (each for each in self.report.problems if each.severity.value == "error")
        codes = ("workbook-column", "workbook-table-missing")
        return any(each.code in codes and sheet in each.message for each in errors)

    def _is_told(self, record: Record) -> bool:
        return any(re.search(rf"\b{re.escape(id_)}\b", self.said) for id_ in record.owners)

    def _is_named(self, file: Saved, sheet: str, place: str) -> bool:
        """By its cell, by an area over it, or by an error that is about its row."""
        if not place:
            return False
        row, column = coordinate_to_tuple(place)
        pattern = re.compile(rf"{re.escape(sheet)}!([A-Z]+[0-9]+(?::[A-Z]+[0-9]+)?)")
        for problem in self.report.problems:
            if len(self.files) > 1 and file.name not in f"{problem.file} {problem.message}":
                continue
            by_row = problem.severity.value == "error" and problem.code == "workbook-row"
            text = f"{problem.message} {problem.hint or ''}"
            for match in pattern.finditer(text):
                left, top, right, bottom = range_boundaries(match[1])
                if top <= row <= bottom and (by_row or left <= column <= right):
                    return True
        wheres = {change.edit.where for change in self.changes if change.outcome in NOT_TAKEN}
        return f"{sheet}!{place}" in wheres or f"{file.name}, {sheet}!{place}" in wheres

    def _judge_deletions(self, file: Saved, tally: Tally) -> None:
        for section, id_ in self.built.records:
            table = next(each for each in self.built.model.tables if each.section == section)
            if id_ in file.ids(section) or (section, id_) not in self.before.records:
                continue
            if (section, id_) not in self.after.records:
                fate = IN_THE_MODEL
            else:
                fate = NAMED if re.search(rf"\b{re.escape(id_)}\b", self.said) else NEITHER
                known = {id_.casefold() for id_ in map(_plain_id, file.ids(section))}
                sheets = {record.sheet for record in file.records if record.section == section}
                if _plain_id(id_).casefold() in known or any(map(self._is_unread, sheets or {table.sheet})):
                    fate = NAMED
            tally.deleted[fate] += 1
            assert fate != NEITHER, f"the row of {id_} is gone from {file.name}, and nobody is told\n{self._story()}"


_ORDER = (IN_THE_MODEL, NAMED, NEITHER, WRONG)


def _plain_id(id_: str) -> str:
    return id_.replace("–", "-").strip()


def _deleted(owners: set[tuple[str, str, str | None]]) -> bool:
    return any(name is None for _, _, name in owners)


def _words_of(content: bytes) -> str:
    """All that a workbook's parts hold, as text."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        parts = [
            name for name in package.namelist() if re.search(r"sharedStrings|worksheets/|workbook\.xml|omments", name)
        ]
        return "\n".join(package.read(name).decode("utf-8") for name in parts).replace("&amp;", "&")


def _remarks(line: str) -> list[str]:
    return re.findall(r"(?:^|\s)#\s.*", line.rstrip())


def _all_remarks(text: str) -> list[str]:
    return [remark for line in text.splitlines() for remark in _remarks(line)]


def _same(line: str, other: str) -> bool:
    """A last line without an end may get one, and one that becomes the last may lose it."""
    return line == other or (line.rstrip("\r\n") == other.rstrip("\r\n") and not (line[-1:] == other[-1:] == "\n"))


Owners = set[tuple[str, str, "str | None"]]


def _lines_by_owner(state: State) -> list[tuple[str, Owners]]:
    """Each line with the fields that stand in it; with field None for the record as a whole."""
    lines = state.text.splitlines(keepends=True)
    owners: list[Owners] = [set() for _ in lines]
    root = yaml.compose(state.text, yaml.CBaseLoader)
    lists = {key.value: value for key, value in root.value}
    for table in state.model.tables:
        for item in lists[table.key].value if table.key in lists else ():
            id_ = next(value.value for key, value in item.value if key.value == "id")
            _mark(owners, _last_leaf(item), (table.section, id_, None), first=item.start_mark.line)
            for of in table.fields if item.flow_style else ():
                _mark(owners, item, (table.section, id_, of.key))
            for key, value in item.value:
                names = [key.value] if key.value != "figures" else [of.key for of in table.fields if "[" in of.key]
                for name in names:
                    _mark(owners, value, (table.section, id_, name), first=key.start_mark.line)
    return list(zip(lines, owners, strict=True))


def _last_leaf(node: Any) -> Any:
    """A record in blocks ends, for PyYAML, where the next one begins, with all remarks between."""
    while isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def _mark(owners: list[Owners], node: Any, owner: tuple[str, str, str | None], first: int | None = None) -> None:
    last = node.end_mark.line if node.end_mark.column else node.end_mark.line - 1
    start = node.start_mark.line if first is None else first
    for line in range(start, min(max(last, start), len(owners) - 1) + 1):
        owners[line].add(owner)
