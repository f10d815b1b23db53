"""Markdown to prose: headings, paragraphs, lists, tables, definition lists, emphasis and links, with ids and styles.

Whatever else Markdown has is a problem with a line and what to do; text is never dropped in silence.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.deflist import deflist_plugin

from kcsp_docs.prose.attributes import take_out
from kcsp_docs.prose.blocks import Blocks
from kcsp_docs.prose.page import Page

if TYPE_CHECKING:
    from kcsp_docs.errors import Problem
    from kcsp_docs.prose.tokens import Rendered
    from kcsp_docs.prose.tree import Block


class _Markdown(MarkdownIt):
    """Leaves the targets of links alone: they hold tokens, and are judged when the values are in."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True


@functools.cache
def _parser() -> MarkdownIt:
    """CommonMark with tables and definition lists.

    HTML and struck-out text are recognised so that they can be refused. Definitions of link references are not: they
    would vanish. ``maxNesting`` is out of reach, because beyond it markdown-it drops text.
    """
    parser = _Markdown("commonmark", {"html": True, "maxNesting": 100})
    parser.enable(["table", "strikethrough"]).disable("reference").use(deflist_plugin)
    parser.core.ruler.before("inline", "attributes", take_out)
    return parser


def read(rendered: Rendered) -> tuple[tuple[Block, ...], tuple[Problem, ...]]:
    """The blocks of a text, and every problem in it."""
    page = Page(rendered)
    blocks = Blocks(page).read(SyntaxTreeNode(_parser().parse(rendered.text)).children)
    return blocks, tuple(page.problems)
