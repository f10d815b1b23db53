"""Editions of a model as a test says them: a few facts and the terms in Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kcsp_docs.model.facts import facts_of_group
from kcsp_docs.model.governance import Governance
from kcsp_docs.model.passages import Passage
from kcsp_docs.prose.wording import TemplateSource, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kcsp_docs.changes import Change

ORGANISATIONS = {
    "police": "Anyshire Police",
    "probation": "The Probation Service",
    "council": "Anyshire Council",
    "fire": "Anyshire Fire and Rescue Service",
    "health": "Anyshire Health Trust",
}


class _NoTemplates:
    def find(self, name: str) -> None:
        return None


def member(member_id: str, **facts: object) -> dict[str, object]:
    """A responsible authority that counts towards the quorum, unless the facts say otherwise."""
    seat = {"organisation": member_id, "capacity": "responsible-authority", "counts_towards_quorum": "yes"}
    return {"id": member_id, **seat, **facts}


def group(group_id: str = "board", **facts: object) -> dict[str, object]:
    return {"id": group_id, "name": f"Anyshire {group_id.title()}", "short_name": group_id.title(), **facts}


def edition(
    *groups: tuple[dict[str, Any], str] | str,
    names: Mapping[str, str] | None = None,
    explained: Sequence[dict[str, object]] | None = None,
) -> Governance:
    """Groups, each as (facts, terms) or as the terms alone of the board; ``names`` of organisations that differ."""
    pairs = [(group(), each) if isinstance(each, str) else each for each in groups]
    organisations = [{"id": id_, "name": name} for id_, name in {**ORGANISATIONS, **(names or {})}.items()]
    governance = Governance.model_validate(
        {
            "edition": {"id": "year", "title": "Terms"},
            "partnership": {"name": "Anyshire Community Safety Partnership", "area": "Anyshire"},
            "organisations": organisations,
            "groups": [{**facts, "terms": facts["id"]} for facts, _ in pairs],
            "review": None if explained is None else _review(explained),
        }
    )
    passages = (
        Passage(
            f"terms.{each.id}",
            render(TemplateSource(terms, "terms.md"), facts_of_group(governance, each), _NoTemplates()),
        )
        for each, (_, terms) in zip(governance.groups, pairs, strict=True)
    )
    return governance.model_copy(update={"passages": tuple(passages)})


def _review(explained: Sequence[dict[str, object]]) -> dict[str, object]:
    return {
        "meeting": "summer",
        "author": "secretary",
        "contact": "secretary",
        "classification": "For Decision",
        "subject": "Terms",
        "summary": "Terms.",
        "changes": explained,
    }


def told(change: Change) -> str:
    """A change on one line: what became of what, and what a redline shows of it."""
    marks = "; ".join(f"-[{mark.removed}] +[{mark.added}]" for mark in change.marks)
    return f"{change.id}: {change.before!r} → {change.after!r} {marks}".rstrip()
