"""The paper as a document: its wording, and which changes each of its paragraphs tells of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.document import Document, Numbering
from kcsp_docs_kit.documents.labels import labels
from kcsp_docs_kit.documents.running import running_header

from kcsp_docs.prose.tree import Paragraph
from kcsp_docs_plugins.cover_paper.story import story

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kcsp_docs import Job
    from kcsp_docs.model.review import Review
    from kcsp_docs.prose.tree import Block


def paper(job: Job, review: Review) -> Document:
    """The paper, worded by ``cover-paper.md.j2``."""
    told = story(job, review)
    header, blocks = running_header(job.wording("cover-paper", story=told))
    governance = job.governance
    return Document(
        title=review.subject,
        blocks=tuple(_with_tells(block, told.tells) for block in blocks),
        date=job.as_of,
        creator=governance.partnership.name,
        language=governance.edition.language,
        subject=governance.edition.title,
        header=header,
        numbering=Numbering.PAPER,
    )


def _with_tells(block: Block, tells: Mapping[str, tuple[str, ...]]) -> Block:
    return replace(block, tells=tells.get(block.id or "", ())) if isinstance(block, Paragraph) else block


def told_in(document: Document) -> Mapping[str, str]:
    """By the id of a change: the number of the paragraph that tells of it."""
    return {
        change: each.label
        for each in labels(document)
        if isinstance(each.block, Paragraph)
        for change in each.block.tells
    }
