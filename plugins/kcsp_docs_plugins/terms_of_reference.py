"""The terms of reference: a Word file for each group, and one that shows what changed since the edition before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.document import Document, Numbering
from kcsp_docs_kit.documents.redline import redline
from kcsp_docs_kit.documents.running import running_header
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs import Artefact, File, Governance, Job, hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.groups import Group
    from kcsp_docs.prose.tree import Block


@dataclass(frozen=True, slots=True)
class TermsOfReference:
    """Word files for each group that has not ended; a second one for each that the edition before has, too."""

    name: str = "terms-of-reference"
    summary: str = "Each group's terms of reference, clean and with tracked changes (Word)"

    def render(self, job: Job) -> Iterator[File]:
        """``appendix-c-working-group.docx`` and ``appendix-c-working-group-tracked-changes.docx``.

        For a group without a letter they are ``terms-of-reference-working-group.docx`` and so on.
        """
        house_style = job.template("house_style.docx")
        for group in job.governance.groups:
            if group.status != "ended":
                clean = _document(job, job.governance, group)
                yield File(f"{_name(group)}.docx", write_word(clean, house_style))
                if tracked := _tracked(job, group, clean):
                    yield File(f"{_name(group)}-tracked-changes.docx", write_word(tracked, house_style))


def _name(group: Group) -> str:
    kind = f"appendix-{group.appendix}" if group.appendix else "terms-of-reference"
    return f"{kind}-{group.id}".lower()


def _cover(job: Job, edition: Governance, group: Group, *, is_tracked: bool) -> tuple[str, tuple[Block, ...]]:
    """What runs along the top of the pages, and what stands before the terms."""
    facts = {"edition": edition.edition, "partnership": edition.partnership, "group": group}
    return running_header(job.wording("terms-of-reference", **facts, is_tracked=is_tracked))


def _document(job: Job, edition: Governance, group: Group) -> Document:
    """A group's terms as one of the two editions has them."""
    header, cover = _cover(job, edition, group, is_tracked=False)
    facts = {"edition": edition.edition, "partnership": edition.partnership, "group": group}
    versions = job.wording("version-table", **facts) if group.versions else ()
    return Document(
        title=f"{group.name}: Terms of Reference",
        blocks=(*cover, *edition.terms_of(group.id), *versions),
        date=job.as_of,
        creator=job.governance.partnership.name,
        language=job.governance.edition.language,
        subject=job.governance.edition.title,
        header=header,
        numbering=Numbering.CLAUSES,
    )


def _tracked(job: Job, group: Group, clean: Document) -> Document | None:
    """The terms with what changed in them; None for a group that the edition before did not have."""
    if job.previous is None:
        return None
    known = (each for each in job.previous.groups if each.id == group.id and each.status != "ended")
    before = next(known, None)
    if before is None:
        return None
    tracked = redline(_document(job, job.previous, before), clean, _author(job.governance))
    header, _ = _cover(job, job.governance, group, is_tracked=True)
    return replace(tracked, title=f"{clean.title} with tracked changes", header=header)


def _author(governance: Governance) -> str:
    """Who is said to have made the changes: the author of the paper by name, where that may be published."""
    person = governance.person(governance.review.author) if governance.review else None
    return (person.name if person and person.published else None) or governance.partnership.name


@hookimpl
def kcsp_register_artefacts() -> tuple[Artefact, ...]:
    """Offer the terms of reference."""
    return (TermsOfReference(),)
