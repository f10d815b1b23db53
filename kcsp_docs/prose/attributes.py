"""``{: #id .style}``: how an author names a block, read from the end of its text before Markdown sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kcsp_docs.prose.faults import Fault, Place, WordingCode
from kcsp_docs.prose.slips import attribute_slips, heading_slips

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

    from kcsp_docs.prose.tokens import Rendered

_AT_END = re.compile(r"\s*(?<!\\)\{:(?P<inside>[^{}\n]*)\}\s*$")
_ANYWHERE = re.compile(r"(?<!\\)\{[:#][^{}\n]*\}")
_IDENTIFIER = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
_STYLE = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_CAPTION = re.compile(r"Table:\s+")


@dataclass(frozen=True, slots=True)
class Attributes:
    """What an author said of a block, and where."""

    id: str | None = None
    style: str | None = None
    place: Place | None = None


def take_out(state: StateCore) -> None:
    """A core rule of markdown-it, between its blocks and its inlines, which leaves in ``meta`` what it takes out.

    ``attribute`` is what stands between ``{:`` and ``}`` at the end, ``attribute_line`` the line of the content that it
    is on, ``strays`` are others wherever they stand, ``slips`` are marks that were mistyped, ``caption`` that a
    paragraph began with ``Table:``, and ``reference`` whether it defines a link reference.
    """
    for before, token in zip(state.tokens, state.tokens[1:], strict=False):
        if token.type != "inline":
            continue
        if found := _AT_END.search(token.content):
            token.meta["attribute"] = found["inside"]
            token.meta["attribute_line"] = token.content.count("\n", 0, found.start("inside"))
            token.content = token.content[: found.start()]
        token.meta["strays"] = [
            (found[0], token.content.count("\n", 0, found.start())) for found in _ANYWHERE.finditer(token.content)
        ]
        token.meta["slips"] = list(attribute_slips(token.content))
        if before.type == "paragraph_open" and before.level == 0:
            token.meta["slips"].extend(heading_slips(token.content))
        token.meta["reference"] = bool(re.match(r"\[[^\]]+\]:\s*\S", token.content))
        if before.type == "paragraph_open" and (caption := _CAPTION.match(token.content)):
            token.meta["caption"] = True
            token.content = token.content[caption.end() :]


def parse(inside: str, place: Place, rendered: Rendered) -> Attributes | Fault:
    """What stands between ``{:`` and ``}``: at most one ``#id`` and one ``.style``, at least one of them."""
    names = {"#": "", ".": ""}
    for word in inside.split():
        name = rendered.with_values(word[1:])
        pattern = {"#": _IDENTIFIER, ".": _STYLE}.get(word[0])
        if pattern is None or not pattern.fullmatch(name) or len(name) > 60 or names[word[0]]:
            return _unreadable(rendered.with_values(inside))
        names[word[0]] = name
    if not inside.split():
        return _unreadable(inside)
    return Attributes(names["#"] or None, names["."] or None, place)


def _unreadable(inside: str) -> Fault:
    return Fault(
        WordingCode.ATTRIBUTE_UNREADABLE,
        f"“{{:{inside}}}” is neither an id nor a style.",
        "Write one id such as {: #membership}, one style such as {: .subtitle}, or both; "
        "letters, digits and single hyphens.",
    )
