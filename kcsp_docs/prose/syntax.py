"""What cannot be read between ``{{ }}`` and ``{% %}``: jinja2's words about it as plain ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs.prose.faults import Fault, WordingCode, meant

if TYPE_CHECKING:
    from jinja2 import TemplateSyntaxError

_TAGS = (
    *("block", "call", "elif", "else", "endblock", "endcall", "endfor", "endif", "endmacro", "endset", "endwith"),
    *("extends", "for", "from", "if", "import", "include", "macro", "set", "with"),
)
_NOT_CLOSED = re.compile(r"Unexpected end of template\..* closed is '(?P<open>\w+)'")
_CROSSED = re.compile(
    r"Encountered unknown tag '(?P<tag>\w+)'\. You probably made a nesting mistake.* is '(?P<open>\w+)'"
)
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '(?P<tag>[^']*)'")
_END_EXPECTED = re.compile(r"unexpected end of template, expected 'end of (?P<what>print statement|statement block)'")
_TOO_MUCH = re.compile(r"expected token 'end of (?P<what>print statement|statement block)', got '(?P<got>.*)'")
_NOTHING_GIVEN = re.compile(r"Expected an expression, got 'end of (?P<what>print statement|statement block)'")
_MARKS = {"print statement": ("{{", "}}"), "statement block": ("{%", "%}")}


def syntax_fault(error: TemplateSyntaxError) -> Fault:
    """The fault of a template that cannot be read."""
    said = (error.message or "It cannot be understood").rstrip(".")
    message, hint = _in_plain_words(said) or (
        f"The template cannot be read here: {said}.",
        "Look at the {{ }} and {% %} of this line and the lines above.",
    )
    return Fault(WordingCode.TEMPLATE_SYNTAX, message, hint)


def _in_plain_words(said: str) -> tuple[str, str] | None:
    """Message and hint for the mistakes that are often made."""
    if found := _NOT_CLOSED.match(said):
        return f"A {{% {found['open']} … %}} is never closed.", f"Write {{% end{found['open']} %}} where it ends."
    if found := _CROSSED.match(said):
        message = f"{{% {found['tag']} %}} stands where {{% {found['open']} … %}} is not closed yet."
        return message, f"Write {{% end{found['open']} %}} before it."
    if found := _UNKNOWN_TAG.match(said):
        message = f"“{found['tag']}” is not a word that may stand after {{%."
        return message, meant(found["tag"], _TAGS, f"There are: {', '.join(_TAGS)}.")
    return _of_marks(said)


def _of_marks(said: str) -> tuple[str, str] | None:
    if found := _END_EXPECTED.match(said):
        opening, closing = _MARKS[found["what"]]
        return f"A {opening} is never closed.", f"Write {closing} where it ends."
    if found := _TOO_MUCH.match(said):
        opening, closing = _MARKS[found["what"]]
        message = f"Within {opening} … {closing}, “{found['got']}” does not go with what stands before it."
        return message, f"Write {closing} before it, or look for a sign or a quotation mark that is missing."
    if found := _NOTHING_GIVEN.match(said):
        return f"Something is missing before {_MARKS[found['what']][1]}.", "Write the fact or the condition."
    if said == "unexpected '}'":
        return "One } stands here alone.", "Close what {{ opens by }}."
    if said == "Missing end of comment tag":
        return "A {# begins a comment that is never closed.", "Write #} where it ends."
    return None
