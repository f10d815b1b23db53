"""Why things changed: each change with the entry of ``review.yaml`` that explains it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kcsp_docs.changes.change import Change
    from kcsp_docs.model.review import Explanation, Review


def with_reasons(changes: tuple[Change, ...], review: Review | None) -> tuple[Change, ...]:
    """The first entry that names a change is the one that explains it."""
    explanations: dict[str, Explanation] = {}
    for explanation in review.changes if review else ():
        for key in explanation.explains:
            explanations.setdefault(f"{explanation.group}.{key}", explanation)
    return tuple(_with_reason(change, explanations.get(change.id)) for change in changes)


def _with_reason(change: Change, explanation: Explanation | None) -> Change:
    if explanation is None:
        return change
    return replace(change, explained_by=explanation.id, reason=explanation.reason)
