"""Prose that was read from the model folder: rendered once, then part of the model."""

from __future__ import annotations

from dataclasses import dataclass

from kcsp_docs.prose.tree import Block


@dataclass(frozen=True, slots=True)
class Passage:
    """``name`` says whose prose it is: ``terms.working-group`` or ``review.summary``."""

    name: str
    blocks: tuple[Block, ...]
