"""What crosses the counter between the kernel and a plugin."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file that an artefact consists of.

    ``name`` is a plain file name such as ``cover-paper.docx``: no folder in it, and one that every system takes.
    ``content`` is the whole file; the kernel writes it, a plugin never does.
    """

    name: str
    content: bytes
