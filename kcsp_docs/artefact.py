"""What a plugin offers and what it is handed: the :class:`Artefact` contract, its :class:`Job`, the :class:`Pack`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kcsp_docs.changes import Change
    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit, File
    from kcsp_docs.model.governance import Governance, SectionModel
    from kcsp_docs.prose.tree import Block


class Job(Protocol):
    """What an artefact is handed to render itself from. Everything it states comes from here."""

    @property
    def governance(self) -> Governance:
        """This edition."""
        ...

    @property
    def previous(self) -> Governance | None:
        """The approved edition before, where the model names one."""
        ...

    @property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the edition before, group by group; nothing where the model names none."""
        ...

    @property
    def as_of(self) -> date:
        """The day that the artefacts speak of; never today's."""
        ...

    def template(self, name: str) -> bytes:
        """A template file, such as ``house_style.docx``: the model folder's own, else the plugin's, else the shipped.

        Raises WordingError where nobody has one of that name.
        """
        ...

    def wording(self, name: str, **values: object) -> tuple[Block, ...]:
        """Prose from a wording template, such as ``cover-paper``. ``values`` join the model's facts.

        Values are data and stay so: they become text, never Markdown. Raises WordingError for a fault in the template.
        """
        ...

    def section(self, model: type[SectionModel]) -> SectionModel | None:
        """A plugin's own model file, typed; None where the folder has none."""
        ...

    def report(self, problem: Problem) -> None:
        """Tell the user something; a problem with a model ``path`` alone is given its file and line.

        After an error nothing of the artefact is written; its old files stay.
        """
        ...


@runtime_checkable
class Artefact(Protocol):
    """One thing that a plugin emits. An object that has these is one; there is nothing to inherit from."""

    @property
    def name(self) -> str:
        """Its name on the command line, in kebab-case and plain English: ``cover-paper``."""
        ...

    @property
    def summary(self) -> str:
        """One line for ``kcsp-docs list``."""
        ...

    def render(self, job: Job) -> Iterable[File]:
        """The files, in memory. The same job gives the same bytes."""
        ...


@runtime_checkable
class Collectable(Artefact, Protocol):
    """An artefact whose files people edit: what they typed comes back into the model."""

    def collect(self, job: Job, file: File) -> Iterable[Edit]:
        """What was edited in a file that :meth:`render` made, by whatever name it goes now.

        ``job`` is that of the model as it stands today; ``before`` of each edit is what the file itself was made with.
        What cannot be read is reported as an error that names its place in the file, and what the model has no room for
        as a note. Raises NotMadeHereError for a file that this artefact did not make, and another ProblemsError for
        one that cannot be read at all: that is never "no edits".
        """
        ...


@dataclass(frozen=True, slots=True)
class Rendered:
    """The files of one artefact."""

    artefact: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """All that was rendered, for a review. ``complete`` is False when only some artefacts were asked for.

    ``changes`` are those between the ``previous`` edition and this one, ``as_of`` is the day that the artefacts speak
    of.
    """

    governance: Governance
    previous: Governance | None
    rendered: tuple[Rendered, ...]
    complete: bool
    changes: tuple[Change, ...]
    as_of: date
