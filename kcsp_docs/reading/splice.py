"""Edits written into the text of the model's files: each value in its place, everything else byte for byte."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from kcsp_docs.reading.patch import Patch, patches
from kcsp_docs.reading.splicer import Splicer
from kcsp_docs.reading.verify_splice import verified

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kcsp_docs.reading.edition import ReadEdition
    from kcsp_docs.reading.file import FileRead
    from kcsp_docs.reading.resolved import Resolved

__all__ = ["spliced", "verified"]


def spliced(edition: ReadEdition, edits: Iterable[Resolved]) -> Mapping[str, bytes]:
    """The new bytes of each YAML file that the edits change, by file name.

    ``edits`` are those to be written, conflicts among them; what the model says already is left as it is spelled.
    Raises ModelError for edits of records that the model has no longer, and of such as other edits delete.
    """
    files = {file.model_file.file_name: file for file in edition.files}
    written = {name: _content(files[name], patch) for name, patch in patches(edits).items()}
    return {name: content for name, content in written.items() if content != files[name].source.content}


def _content(file: FileRead, patch: Patch) -> bytes:
    mark = codecs.BOM_UTF8 if file.source.content.startswith(codecs.BOM_UTF8) else b""
    return mark + Splicer(file.source.text or "", file.node).spliced(patch).encode("utf-8")
