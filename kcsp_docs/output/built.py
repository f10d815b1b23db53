"""What the pipeline hands over to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kcsp_docs.exchange import File
    from kcsp_docs.output.manifest import Inputs


@dataclass(frozen=True, slots=True)
class BuiltArtefact:
    """An artefact's rendered files, with who made them and from what."""

    name: str
    plugin: str
    distribution: str
    version: str
    inputs: Inputs
    files: tuple[File, ...]

    @property
    def owner(self) -> str:
        """Who is named when two want one thing: ``briefing (kcsp-docs-briefing 1.0)``."""
        return f"{self.name} ({self.distribution} {self.version})"
