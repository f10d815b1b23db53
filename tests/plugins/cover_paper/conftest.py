"""A small partnership whose paper is written from changes that a test makes up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kcsp_docs_kit.documents import Document
from kcsp_docs_kit.documents.labels import labels
from kcsp_docs_plugins.cover_paper.paper import paper

from kcsp_docs import registry
from kcsp_docs.changes import Change, ChangeKind
from kcsp_docs.model.governance import Governance
from kcsp_docs.model.passages import Passage
from kcsp_docs.pipeline.job import KernelJob
from kcsp_docs.prose.tree import Paragraph, Text, plain
from kcsp_docs.reading.templates import TemplateChain

DAY = date(2024, 7, 4)

Facts = dict[str, Any]

GROUPS = [
    {"id": "board", "name": "Anyshire Community Safety Partnership", "short_name": "ACSP", "appendix": "A"},
    {"id": "panel", "name": "Anyshire Review Panel", "short_name": "Review Panel", "appendix": "B", "parent": "board"},
    {"id": "team", "name": "Anyshire Working Group", "short_name": "Working Group", "appendix": "C", "parent": "board"},
]
REVIEW = {
    "meeting": "summer",
    "author": "secretary",
    "contact": "secretary",
    "classification": "For Decision",
    "subject": "Terms of Reference Update",
    "summary": "This paper details the annual review.",
}
MODEL = {
    "edition": {"id": "anyshire-2024", "title": "Terms of Reference 2024"},
    "partnership": {"name": "Anyshire Community Safety Partnership", "abbreviation": "ACSP", "area": "Anyshire"},
    "organisations": [{"id": "council", "name": "Anyshire County Council", "abbreviation": "ACC"}],
    "people": [{"id": "secretary", "post": "Secretary", "published": "yes"}],
    "meetings": [{"id": "summer", "group": "board", "date": "2024-07-04"}],
}


def governance(groups: list[Facts], review: Facts) -> Governance:
    with_terms = [{"terms": group["id"], **group} for group in groups]
    model = Governance.model_validate({**MODEL, "groups": with_terms, "review": {**REVIEW, **review}})
    return model.model_copy(update={"passages": tuple(_passages(review))})


def _passages(review: Facts) -> list[Passage]:
    texts = {"review.summary": REVIEW["summary"]}
    for field in ("paragraphs", "changes"):
        texts |= {
            f"review.{field}[{each['id']}].text": each["text"] for each in review.get(field, []) if "text" in each
        }
    return [Passage(name, (Paragraph((Text(text),)),)) for name, text in texts.items()]


class Paper:
    """A paper as a reader sees it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._labelled = [each for each in labels(document) if isinstance(each.block, Paragraph)]

    @property
    def paragraphs(self) -> dict[str, str]:
        """The numbered paragraphs by their numbers."""
        return {each.label: plain(each.block.content) for each in self._labelled}

    @property
    def telling(self) -> list[str]:
        """The paragraphs that tell of changes."""
        return [plain(each.block.content) for each in self._labelled if each.block.tells]

    @property
    def tells(self) -> dict[str, tuple[str, ...]]:
        """What those tell of, by their ids."""
        return {each.block.id: each.block.tells for each in self._labelled if each.block.tells}


@pytest.fixture(scope="session")
def job() -> Callable[..., KernelJob]:
    """``job(*changes, groups=…, before=…, as_of=…, templates=…, changes=…, watch=…)``: a work order.

    What is not named so is a field of the review. ``before=None`` is a partnership without an edition before.
    """
    shipped = registry.load().template_folders()

    def made(
        *changes: Change,
        groups: list[Facts] = GROUPS,
        before: list[Facts] | None = GROUPS,
        as_of: date = DAY,
        templates: Path | None = None,
        **review: Any,
    ) -> KernelJob:
        previous = governance(before, {}) if before is not None else None
        folders = (templates, *shipped) if templates else tuple(shipped)
        return KernelJob(governance(groups, review), previous, changes, as_of, TemplateChain(folders))

    return made


@pytest.fixture(scope="session")
def written(job) -> Callable[..., Paper]:
    """``written(*changes, …)``: the paper, made of what ``job`` takes."""

    def write(*changes: Change, **named: Any) -> Paper:
        order = job(*changes, **named)
        return Paper(paper(order, order.governance.review))

    return write


@pytest.fixture(scope="session")
def change() -> Callable[..., Change]:
    """``change("member-added", "Anyshire Health Board", …)``: one of the working group's, in its section ``Members``."""
    numbers = iter(range(10**9))

    def made(kind: str, subject: str = "Anyshire Working Group", **named: Any) -> Change:
        facts = {"group": "team", "section": "Members", "key": f"{kind}.{next(numbers)}", "path": "", **named}
        return Change(kind=ChangeKind(kind), subject=subject, **facts)

    return made
