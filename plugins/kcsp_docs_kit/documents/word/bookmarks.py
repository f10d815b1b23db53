"""Bookmark names: how a block's id stands in a Word file, so that the block is found again after an edit."""

from __future__ import annotations

import hashlib
import re

LONGEST = 40
"""Word refuses longer names, and tells two names apart without regard to case."""

PLAIN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
DIGITS = 8


def bookmark_name(id_: str) -> str:
    """The bookmark for a block's id: it depends on the id alone, and no two ids share one.

    >>> bookmark_name("csa-action-plan")
    'csa_action_plan'

    An id in kebab-case that is short enough keeps its words. Any other keeps its beginning, and two underscores and
    a digest take the place of the rest; no kebab-case id gives two underscores.
    """
    if PLAIN.fullmatch(id_) and len(id_) <= LONGEST:
        return id_.replace("-", "_")
    digest = hashlib.sha256(id_.encode("utf-8", "backslashreplace")).hexdigest()[:DIGITS]
    words = re.sub(r"[^a-z0-9]+", "_", id_.lower()).strip("_")[: LONGEST - DIGITS - 4].strip("_")
    return f"{words if words[:1].isalpha() else 'id' + words}__{digest}"
