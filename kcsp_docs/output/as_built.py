"""Is a file, wherever it lies, just what a build wrote there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError
from kcsp_docs.output.disk import digest
from kcsp_docs.output.names import fold
from kcsp_docs.output.recovery import read_manifest

if TYPE_CHECKING:
    from pathlib import Path


def is_as_built(path: Path, content: bytes) -> bool:
    """Whether the manifest beside the file says so. Without a manifest that can be read, nobody knows: False."""
    try:
        manifest = read_manifest(path.parent)
    except OutputError:
        return False
    built = (file for record in (manifest.artefacts if manifest else ()) for file in record.files)
    return any(fold(file.path) == fold(path.name) and file.sha256 == digest(content) for file in built)
