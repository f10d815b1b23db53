"""The terms of reference: a Word file for each group, named by its appendix letter where it has one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.document import Document, Numbering
from kcsp_docs_kit.documents.running import running_header
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs import Artefact, File, Job, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.groups import Group


@dataclass(frozen=True, slots=True)
class TermsOfReference:
    """One Word file for each group that has not ended."""

    name: str = "terms-of-reference"
    summary: str = "Each group's terms of reference, as an appendix to the paper (Word)"

    def render(self, job: Job) -> Iterator[File]:
        """``appendix-c-working-group.docx``; without a letter ``terms-of-reference-working-group.docx``."""
        house_style = job.template("house_style.docx")
        for group in job.governance.groups:
            if group.status != "ended":
                yield File(_file_name(group), write_word(_document(job, group), house_style))


def _file_name(group: Group) -> str:
    kind = f"appendix-{group.appendix}" if group.appendix else "terms-of-reference"
    return f"{kind}-{group.id}.docx".lower()


def _document(job: Job, group: Group) -> Document:
    header, cover = running_header(job.wording("terms-of-reference", group=group))
    versions = job.wording("version-table", group=group) if group.versions else ()
    return Document(
        title=f"{group.name}: Terms of Reference",
        blocks=(*cover, *job.governance.terms_of(group.id), *versions),
        date=job.as_of,
        creator=job.governance.partnership.name,
        language=job.governance.edition.language,
        subject=job.governance.edition.title,
        header=header,
        numbering=Numbering.CLAUSES,
    )


@hookimpl
def kcsp_register_artefacts() -> tuple[Artefact, ...]:
    """Offer the terms of reference."""
    return (TermsOfReference(),)
