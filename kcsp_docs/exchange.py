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
