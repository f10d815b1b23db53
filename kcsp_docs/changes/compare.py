"""Two editions of the governance model → every change between them, in the order of the groups and their terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kcsp_docs.changes.change import Change
    from kcsp_docs.model.governance import Governance


def compare(previous: Governance, governance: Governance) -> tuple[Change, ...]:
    """Every change, each once for each group that it touches, with its reason where ``review.yaml`` gives one."""
    return ()
