"""An artefact that is a workbook: declare it, and it is written and read back for nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Protocol

from kcsp_docs.errors import NotMadeHereError
from kcsp_docs.exchange import File
from kcsp_docs_kit.workbooks.write import write_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.errors import Problem
    from kcsp_docs.exchange import Edit
    from kcsp_docs_kit.workbooks.schema import Workbook


class _Reports(Protocol):
    def report(self, problem: Problem) -> None: ...


class WorkbookArtefact(ABC):
    """Derive from it, give it ``name`` and ``summary``, and declare the workbook of a job.

    It renders one file, called after the artefact, and takes back what was edited in it: the same declaration says what
    is written and what may be changed.
    """

    name: str
    summary: str

    @abstractmethod
    def workbook(self, job: Any) -> Workbook | None:  # noqa: ANN401 - the kit does not know the kernel's Job
        """The declaration, from what the job knows; None where the model has nothing to show."""

    def render(self, job: _Reports) -> Iterator[File]:
        """``<name>.xlsx``, or no file. Raises WorkbookError for what no workbook can hold."""
        workbook = self.workbook(job)
        if workbook is not None:
            yield File(f"{self.name}.xlsx", write_workbook(workbook))

    def collect(self, job: _Reports, file: File) -> tuple[Edit, ...]:
        """What was edited in a file that this artefact made, wherever it lies now and whatever it is called.

        Raises NotMadeHereError for another file, WorkbookError for one that cannot be read.
        """
        from kcsp_docs_kit.workbooks.read import read_edits  # a build reads nothing back and need not load this

        workbook = self.workbook(job)
        if workbook is None:
            raise NotMadeHereError(file.name)
        return read_edits(workbook, file, job.report)
