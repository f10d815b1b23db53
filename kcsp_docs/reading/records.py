"""The records in ``history/``: what officers' files have brought back, one file for each collection."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.model.history import Collection
from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.file import FileRead, file_read
from kcsp_docs.reading.folder import HISTORY, ModelFile, is_record, leads_out
from kcsp_docs.reading.nodes import RecordNode
from kcsp_docs.reading.problems import error
from kcsp_docs.reading.source import read_source, without_illegal_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kcsp_docs.errors import Problem
    from kcsp_docs.model.history import Change
    from kcsp_docs.reading.folder import Folder
    from kcsp_docs.reading.labels import Labels

_HEAD = "# Written by collect: what came back from a file that officers work in. Leave it as it is.\n"


@dataclass(frozen=True, slots=True)
class Records:
    """``collections`` are in the order of their numbers, ``contents`` the bytes of each record by its name."""

    collections: tuple[Collection, ...]
    contents: Mapping[str, bytes]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _RecordFile(ModelFile):
    @property
    def path(self) -> str:
        return f"{HISTORY}[{self.name}]"

    @property
    def file_name(self) -> str:
        return f"{HISTORY}/{self.name}.yaml"


def read_records(folder: Folder, labels: Labels) -> Records:
    """Read every record of a model folder; nothing is raised. Whatever else lies in ``history/`` is left alone."""
    read = [_read(folder, record, labels) for record in _record_files(folder)]
    problems = (*(problem for each in read for problem in each.problems), *_duplicates(read))
    found = sorted((each.value for each in read if each.value is not None), key=lambda each: each.number)
    contents = {each.model_file.file_name: each.source.content for each in read}
    return Records(tuple(found), contents, problems)


def record_text(collection: Collection) -> bytes:
    """The text of a record, one change on a line; it is read back as the same collection.

    A character that no model file may hold is put down as ``?``: it can only stand in the name of a file or a sheet.
    """
    head = "".join(f"{line}\n" for line in _entries(collection, leave_out="changes"))
    changes = "".join(f"  - {{{', '.join(_entries(change))}}}\n" for change in collection.changes)
    return (_HEAD + head + (f"changes:\n{changes}" if changes else "")).encode("utf-8")


def _entries(record: Collection | Change, leave_out: str = "") -> Iterator[str]:
    values = ((name, getattr(record, name)) for name in type(record).model_fields if name != leave_out)
    return (f"{name}: {_scalar(value)}" for name, value in values if value is not None)


def _scalar(value: object) -> str:
    if not isinstance(value, str):
        return str(value)
    return json.dumps(without_illegal_characters(value), ensure_ascii=False)


def _read(folder: Folder, record: _RecordFile, labels: Labels) -> FileRead:
    path, shown = folder.path / record.file_name, folder.shown(record.file_name)
    return file_read(read_source(path, shown), record, labels)


def _record_files(folder: Folder) -> Iterator[_RecordFile]:
    """What leads out of the folder is told of the folder."""
    for name in folder.history:
        if is_record(name) and not leads_out(folder.path / HISTORY / name, folder.path):
            yield _RecordFile(name.removesuffix(".yaml"), Collection)


def _duplicates(read: Iterable[FileRead]) -> Iterator[Problem]:
    first: dict[int, str] = {}
    for each in read:
        if each.value is None or not isinstance(each.node, RecordNode):
            continue
        number, file = each.value.number, each.source.file
        if number in first:
            yield error(
                Code.DUPLICATE_RECORD,
                f"The number {number} is taken by {first[number]}.",
                "Give the later record the next free number.",
                file=file,
                at=(each.node.value("number") or each.node).start,
                path=f"{each.model_file.path}.number",
            )
        first.setdefault(number, file)
