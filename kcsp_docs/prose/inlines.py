"""What stands within a paragraph: from markdown-it's inline nodes to the prose tree, values in place of tokens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.normalize_url import normalizeLink

from kcsp_docs.prose.faults import Fault, WordingCode
from kcsp_docs.prose.tree import Emphasis, Inline, LineBreak, Link, Paragraph, Prose, Strong, Text, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from markdown_it.tree import SyntaxTreeNode

    from kcsp_docs.prose.tokens import Rendered

_NEW_LINE = re.compile("\r\n|\r|\n")
_TARGET = re.compile(r"(?:https?://|mailto:)\S", re.IGNORECASE)

_NOT_SUPPORTED = {
    "code_inline": ("Code between ` has no place", "Leave the ` out."),
    "html_inline": ("HTML has no place", r"Use Markdown, or write \< for the sign itself."),
    "image": ("Pictures have no place", "Leave it out of the wording."),
    "s": ("Struck-out text has no place", "Leave the text out; changes are marked by comparing editions."),
}


class Inlines:
    """Reads the content of one paragraph; ``report`` takes a fault with the line on which it stands."""

    def __init__(self, rendered: Rendered, report: Callable[[Fault, int], None], line: int) -> None:
        self._rendered = rendered
        self._report = report
        self._line = line

    def read(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
        return merged(inline for node in nodes for inline in self._inline(node))

    def _inline(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        match node.type:
            case "text":
                yield from self._text(node.content)
            case "softbreak":
                self._line += 1
                yield Text(" ")
            case "hardbreak":
                self._line += 1
                yield LineBreak()
            case "strong":
                yield Strong(self.read(node.children))
            case "em":
                yield Emphasis(self.read(node.children))
            case "link":
                yield from self._link(node)
            case other:
                what, hint = _NOT_SUPPORTED[other]
                self._report(Fault(WordingCode.NOT_SUPPORTED, f"{what} in a document.", hint), self._line)
                yield Text("…")

    def _text(self, text: str) -> Iterator[Inline]:
        for run, is_value in self._rendered.split(text):
            if isinstance(run, Prose):
                yield from self._prose(run)
                continue
            lines = _NEW_LINE.split(run) if is_value else [run]
            yield Text(lines[0])
            for line in lines[1:]:
                yield LineBreak()
                yield Text(line)

    def _prose(self, prose: Prose) -> tuple[Inline, ...]:
        match prose.blocks:
            case (Paragraph(content),):
                return content
        message = "Prose of several blocks stands within a text."
        self._report(Fault(WordingCode.NOT_SUPPORTED, message, "Give it a line of its own."), self._line)
        return ()

    def _link(self, node: SyntaxTreeNode) -> Iterator[Inline]:
        line = self._line
        target = self._rendered.with_values(str(node.attrs.get("href", "")))
        content = self.read(node.children)
        if node.attrs.get("title"):
            message = "A link's title has no place in a document."
            hint = "Put what it says into the sentence."
            self._report(Fault(WordingCode.NOT_SUPPORTED, message, hint), line)
        if not plain(content).strip():
            fault = Fault(WordingCode.LINK_WITHOUT_TEXT, "This link has no text.", "Write [where it leads](https://…).")
            self._report(fault, line)
        yield Link(self._target(target, line), content)

    def _target(self, target: str, line: int) -> str:
        try:
            if _TARGET.match(target):
                return normalizeLink(target)
        except ValueError:
            pass
        message = f"“{target}” is not an address that a document can lead to."
        self._report(Fault(WordingCode.LINK_TARGET, message, "Use https://…, http://… or mailto:…."), line)
        return target


def merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one, empty ones left out."""
    result: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + inline.text)
        elif inline != Text(""):
            result.append(inline)
    return tuple(result)
