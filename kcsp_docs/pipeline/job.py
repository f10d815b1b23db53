"""The :class:`~kcsp_docs.artefact.Job` that the kernel hands to an artefact."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kcsp_docs.errors import Problem, Severity, WordingError
from kcsp_docs.model.facts import facts
from kcsp_docs.prose import wording
from kcsp_docs.prose.tree import Prose

if TYPE_CHECKING:
    from datetime import date

    from kcsp_docs.changes import Change
    from kcsp_docs.model.governance import Governance, SectionModel
    from kcsp_docs.prose.tree import Block
    from kcsp_docs.reading.templates import TemplateChain


@dataclass(frozen=True, slots=True)
class KernelJob:
    """One artefact's work order. ``reported`` gathers what the artefact tells."""

    governance: Governance
    previous: Governance | None
    changes: tuple[Change, ...]
    as_of: date
    templates: TemplateChain
    reported: list[Problem] = field(default_factory=list)

    def template(self, name: str) -> bytes:
        """The first template file of that name. Raises WordingError where there is none."""
        content = self.templates.read(name)
        if content is None:
            raise _no_template(name)
        return content

    def place_of(self, problem: Problem) -> Problem:
        """A problem that names a template, such as ``house_style.docx``, with the path that it was found at."""
        place = self.templates.place(problem.file) if problem.file is not None else None
        return replace(problem, file=place) if place else problem

    def wording(self, name: str, **values: object) -> tuple[Block, ...]:
        """Prose from ``wording/<name>.md.j2``. Raises WordingError for a fault in it, or where there is none."""
        source = self.templates.find(f"{name}.md.j2")
        if source is None:
            raise _no_template(f"wording/{name}.md.j2")
        known = {**facts(self.governance), "prose": self._prose, **values}
        return wording.render(source, known, self.templates)

    def _prose(self, name: str) -> Prose:
        """``{{ prose("review.summary") }}``: a passage of the model folder, rendered before."""
        return Prose(self.governance.passage(name))

    def section(self, model: type[SectionModel]) -> SectionModel | None:
        """A plugin's own model file, typed."""
        return self.governance.section(model)

    def report(self, problem: Problem) -> None:
        """Take a problem in; the kernel adds file and line to a model path. Raises TypeError for anything else."""
        if not isinstance(problem, Problem):
            raise TypeError(f"report takes a Problem, not {type(problem).__name__}")
        self.reported.append(problem)


def _no_template(name: str) -> WordingError:
    message = f"There is no template “{name}”."
    hint = "Add it to the model folder's templates, or reinstall the plugin that brings it."
    return WordingError((Problem(Severity.ERROR, "template-missing", message, hint=hint),))
