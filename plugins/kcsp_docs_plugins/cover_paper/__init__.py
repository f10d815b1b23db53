"""The cover paper of the annual review, and the change log that cites its paragraphs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.word import write_word

from kcsp_docs import Artefact, File, Job, hookimpl
from kcsp_docs_plugins.cover_paper.change_log import change_log
from kcsp_docs_plugins.cover_paper.paper import paper

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class CoverPaper:
    """One Word file; nothing where the folder has no ``review.yaml``."""

    name: str = "cover-paper"
    summary: str = "The annual review paper: what changed, what is recommended (Word)"

    def render(self, job: Job) -> Iterator[File]:
        """``cover-paper.docx``, worded by ``cover-paper.md.j2``."""
        if job.governance.review is not None:
            document = paper(job, job.governance.review)
            yield File("cover-paper.docx", write_word(document, job.template("house_style.docx")))


@dataclass(frozen=True, slots=True)
class ChangeLog:
    """One Word file; nothing where the folder names no edition before."""

    name: str = "change-log"
    summary: str = "What changed since the edition before, and why (Word)"

    def render(self, job: Job) -> Iterator[File]:
        """``change-log.docx``, worded by ``change-log.md.j2``."""
        if job.previous is not None:
            yield File("change-log.docx", write_word(change_log(job, job.previous), job.template("house_style.docx")))


@hookimpl
def kcsp_register_artefacts() -> tuple[Artefact, ...]:
    """Offer the cover paper and the change log."""
    return (CoverPaper(), ChangeLog())
