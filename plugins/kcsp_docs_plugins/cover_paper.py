"""The cover paper of the annual review: what changed in the terms of reference, what members are asked to decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.document import Document, Numbering
from kcsp_docs_kit.documents.running import running_header
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs import Artefact, File, Job, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class CoverPaper:
    """One Word file; nothing where the folder has no ``review.yaml``."""

    name: str = "cover-paper"
    summary: str = "The annual review paper with its recommendations (Word)"

    def render(self, job: Job) -> Iterator[File]:
        """``cover-paper.docx``, worded by ``cover-paper.md.j2``."""
        if job.governance.review is not None:
            yield File("cover-paper.docx", write_word(_document(job), job.template("house_style.docx")))


def _document(job: Job) -> Document:
    header, blocks = running_header(job.wording("cover-paper"))
    governance = job.governance
    return Document(
        title=governance.review.subject if governance.review else governance.edition.title,
        blocks=blocks,
        date=job.as_of,
        creator=governance.partnership.name,
        language=governance.edition.language,
        subject=governance.edition.title,
        header=header,
        numbering=Numbering.PAPER,
    )


@hookimpl
def kcsp_register_artefacts() -> tuple[Artefact, ...]:
    """Offer the cover paper."""
    return (CoverPaper(),)
