"""What is known of a text while its blocks are read: the problems so far, and the ids that are taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kcsp_docs.prose import attributes
from kcsp_docs.prose.attributes import Attributes
from kcsp_docs.prose.faults import Fault, Place, WordingCode
from kcsp_docs.prose.inlines import Inlines
from kcsp_docs.prose.nodes import inline_of, line_of

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

    from kcsp_docs.errors import Problem
    from kcsp_docs.prose.tokens import Rendered
    from kcsp_docs.prose.tree import Inline


class Page:
    """One text. Lines are those of the rendered text, counted from 0; problems are placed in the user's file."""

    def __init__(self, rendered: Rendered) -> None:
        self.rendered = rendered
        self.lines = rendered.text.split("\n")
        self.problems: list[Problem] = []
        self._ids: dict[str, Place] = {}

    def report(self, code: WordingCode, message: str, hint: str, line: int) -> None:
        self.report_fault(Fault(code, message, hint), line)

    def report_fault(self, fault: Fault, line: int) -> None:
        self.problems.append(fault.at(self.rendered.place(line)))

    def inlines(self, holder: SyntaxTreeNode) -> tuple[Inline, ...]:
        """The content of a paragraph, a heading or a cell."""
        inline = inline_of(holder)
        if inline is None:
            return ()
        first_line = line_of(inline)
        for stray, line in inline.meta["strays"]:
            message = f"“{self.rendered.with_values(stray)}” stands within a text."
            hint = r"Put it at the end of its block, as {: #id}; write \{ for the sign itself."
            self.report(WordingCode.ATTRIBUTE_MISPLACED, message, hint, first_line + line)
        for line, slip in inline.meta["slips"]:
            self.report_fault(slip, first_line + line)
        if inline.meta["reference"]:
            hint = "Write the address where the link is: [text](https://…)."
            self.report(WordingCode.NOT_SUPPORTED, "An address apart from its link has no place.", hint, first_line)
        return Inlines(self.rendered, self.report_fault, first_line).read(inline.children)

    def attributes(self, holder: SyntaxTreeNode) -> Attributes:
        """The id and the style that are given at the end of a block."""
        inline = inline_of(holder)
        if inline is None or "attribute" not in inline.meta:
            return Attributes()
        line = line_of(inline) + inline.meta["attribute_line"]
        place = self.rendered.place(line, self.lines[line].rfind("{:"))
        found = attributes.parse(inline.meta["attribute"], place, self.rendered)
        if isinstance(found, Fault):
            self.problems.append(found.at(place))
            return Attributes()
        self.take(found.id, place)
        return found

    def take(self, block_id: str | None, place: Place) -> None:
        """Notes an id; one that is taken already is a problem."""
        if block_id is None:
            return
        if first := self._ids.get(block_id):
            message = f"The id “{block_id}” is taken by line {first.line} of {first.file}."
            fault = Fault(WordingCode.DUPLICATE_ID, message, "Give each block an id of its own.")
            self.problems.append(fault.at(place))
        self._ids.setdefault(block_id, place)

    def misplaced(self, found: Attributes, message: str, hint: str) -> None:
        """Reports an id or a style that belongs to nothing, where there is one."""
        if found.place is not None:
            self.problems.append(Fault(WordingCode.ATTRIBUTE_MISPLACED, message, hint).at(found.place))

    def id_without_style(self, found: Attributes, what: str) -> str | None:
        """The id of something that has no style."""
        if found.style is not None:
            hint = "Leave it out; a paragraph or a heading may have one."
            self.misplaced(found, f"“.{found.style}” has no meaning for {what}.", hint)
        return found.id
