"""What crosses the counter between the kernel and a plugin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file that an artefact consists of.

    ``name`` is a plain file name such as ``cover-paper.docx``: no folder in it, and one that every system takes.
    ``content`` is the whole file; the kernel writes it, a plugin never does. Raises TypeError for another type of
    either, so that the fault shows where the file was made.
    """

    name: str
    content: bytes

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not isinstance(self.content, bytes):
            given = f"{type(self.name).__name__} and {type(self.content).__name__}"
            raise TypeError(f"a File takes a name (str) and its content (bytes), not {given}")


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that a person changed in a file, said in the model's terms. The kernel finds its place and writes it.

    ``section`` is the model path of a list of records, ``action_plan.actions``, and ``id`` the record's id; for a
    record that is no item of a list, such as ``grant``, the id is empty. ``field`` is a key of the record, or leads
    further in through the items of a list by what they hold: ``quarters[quarter=q2].spend``. With ``field`` None the
    record as a whole is meant: added where ``before`` is None, deleted where ``after`` is None; the values of an added
    record are edits of their own, which follow it.

    ``before`` is the value that the file was made with, ``after`` the one that stands there now; both are spelled as
    the model's files spell them (``2024-07-04``, ``1200.50``, ``on-track``, an id), None where nothing is given.
    ``where`` is the place in the file as a person finds it: ``Actions!H9``.
    """

    section: str
    id: str
    field: str | None
    before: str | None
    after: str | None
    where: str


HISTORY = "history"
"""The ``section`` of an edit that says which day a file speaks of: ``Edit(HISTORY, "", "as_of", …)``.

It is no change of the model. The day goes into ``history/`` beside what was collected from the file.
"""
