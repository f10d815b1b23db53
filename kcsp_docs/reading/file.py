"""One YAML file of a model: characters, tree, known keys, typed value, and every problem on the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kcsp_docs.reading.folder import leads_out
from kcsp_docs.reading.known_keys import KnownKeys
from kcsp_docs.reading.nodes import Mark, Node, UnknownNode
from kcsp_docs.reading.shape import shape_of
from kcsp_docs.reading.source import Source, read_source, source_of
from kcsp_docs.reading.validation import validated
from kcsp_docs.reading.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs.errors import Problem
    from kcsp_docs.reading.folder import Folder, ModelFile
    from kcsp_docs.reading.labels import Labels

UNKNOWN = UnknownNode(Mark(1, 1, 0))
"""What stands in a file that could not be read."""


@dataclass(frozen=True, slots=True)
class FileRead:
    """``value`` is None and ``node`` is unknown where the file could not be read."""

    model_file: ModelFile
    source: Source
    node: Node
    value: Any
    problems: tuple[Problem, ...]


def read_file(folder: Folder, model_file: ModelFile, labels: Labels, contents: Mapping[str, bytes]) -> FileRead:
    """Read one file; nothing is raised. What ``contents`` has for its name is read in place of the disk's."""
    return file_read(_source(folder, model_file.file_name, contents), model_file, labels)


def _source(folder: Folder, name: str, contents: Mapping[str, bytes]) -> Source:
    path, shown = folder.path / name, folder.shown(name)
    if name in contents:
        return source_of(contents[name], shown)
    if leads_out(path, folder.path):  # which is told of the folder
        return Source(shown, b"", None)
    return read_source(path, shown)


def file_read(source: Source, model_file: ModelFile, labels: Labels) -> FileRead:
    """What a file's characters say."""
    shown = source.file
    if source.text is None:
        return FileRead(model_file, source, UNKNOWN, None, source.problems)
    reading = read_yaml(source.text, shown)
    if reading.tree is None:
        return FileRead(model_file, source, UNKNOWN, None, reading.problems)
    keys = KnownKeys(shown, labels)
    node = keys.settled(reading.tree.root, shape_of(model_file.annotation), model_file.path)
    result = validated(
        node, model_file.annotation, file=shown, path=model_file.path, labels=labels, guessed=keys.guessed
    )
    problems = (*reading.problems, *keys.problems, *result.problems)
    return FileRead(model_file, source, node, result.value, problems)
