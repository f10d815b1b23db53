"""A model folder's edition with the approved one before it, and what changed between the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.changes import Change, compare
from kcsp_docs.pipeline.job import KernelJob
from kcsp_docs.reading import ReadEdition, read_edition, read_previous

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from kcsp_docs.model.governance import Governance
    from kcsp_docs.registry import Offer, Registry


@dataclass(frozen=True, slots=True)
class Editions:
    """``previous`` is the edition that the model names as the one before, ``changes`` what changed since."""

    edition: ReadEdition
    previous: ReadEdition | None
    changes: tuple[Change, ...]

    @property
    def governance(self) -> Governance:
        return self.edition.governance

    @property
    def before(self) -> Governance | None:
        """The edition before, as facts."""
        return self.previous.governance if self.previous else None

    def job(self, offer: Offer, as_of: date, registry: Registry) -> KernelJob:
        """The work order of one artefact."""
        templates = self.edition.templates(registry.template_folders(offer.plugin.distribution))
        return KernelJob(self.governance, self.before, self.changes, as_of, templates)


def read_editions(model: Path, registry: Registry, as_of: date | None = None) -> Editions:
    """Raises ModelError with every problem of a folder that cannot be read. ``as_of`` goes before the model's own."""
    folders = registry.template_folders()
    edition = read_edition(model, registry.sections, folders, as_of=as_of)
    previous = read_previous(edition, registry.sections, folders)
    changes = compare(previous.governance, edition.governance) if previous else ()
    return Editions(edition, previous, changes)
