"""The id by which a paragraph of a document says that it tells of a change."""

from __future__ import annotations


def telling_id(change_id: str) -> str:
    """``tells.working-group.quorum.changed``: it stands in a Word file as a bookmark does for any id."""
    return f"tells.{change_id}"
