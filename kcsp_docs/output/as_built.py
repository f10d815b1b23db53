"""What a build wrote into a folder, and whether a file is still just that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.errors import OutputError
from kcsp_docs.output.disk import digest
from kcsp_docs.output.names import fold
from kcsp_docs.output.recovery import read_manifest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def built_here(folder: Path) -> Mapping[str, str]:
    """The digests of what was built in a folder, by folded name. Without a manifest that can be read, nobody knows."""
    try:
        manifest = read_manifest(folder)
    except OutputError:
        return {}
    return {
        fold(file.path): file.sha256 for record in (manifest.artefacts if manifest else ()) for file in record.files
    }


def is_as_built(path: Path, content: bytes) -> bool:
    """Whether a file is just what a build wrote there, as the manifest beside it says."""
    return built_here(path.parent).get(fold(path.name)) == digest(content)
