"""What runs along the top of each page, taken out of the wording that it was written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.prose.tree import Paragraph, plain

if TYPE_CHECKING:
    from kcsp_docs.prose.tree import Block

HEADER_STYLE = "header"


def running_header(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...]]:
    """The text of the paragraphs marked ``{: .header}``, and the other blocks.

    So a template words the header of its pages as it words all else.
    """
    headers = [block for block in blocks if isinstance(block, Paragraph) and block.style == HEADER_STYLE]
    others = tuple(block for block in blocks if block not in headers)
    return " ".join(plain(header.content) for header in headers), others
