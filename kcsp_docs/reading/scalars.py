"""A text as a YAML scalar: in the style asked for where it reads back as exactly that text, else in a stronger one."""

from __future__ import annotations

import json
import re
import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING

import yaml

from kcsp_docs.reading.nodes import RecordNode, ScalarNode
from kcsp_docs.reading.yaml_tree import PARSER, Parser, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRONGER = {"": ("", "'"), "'": ("'",), '"': ()}
_HEADER = re.compile(r"(?P<mark>[|>])(?P<signs>[-+0-9]*)(?P<comment>[ \t]+#[^\r\n]*)?[ \t]*\Z")
_NARROWEST = 80
_PARSERS: tuple[Parser, ...] = tuple(dict.fromkeys((PARSER, yaml.SafeLoader)))
"""Where libyaml is absent, PyYAML's own parser reads the model, and takes less within braces."""


def scalar(text: str, style: str, *, in_flow: bool) -> str:
    """A text on one line: plain, in ``'`` or in ``"``, the first of these from ``style`` on that is safe.

    ``in_flow`` says that it stands within brackets or braces, where a comma ends a plain text.
    """
    for each in _STRONGER.get(style, _STRONGER[""]):
        written = _in_style(text, each)
        if _reads_back(written, text, in_flow=in_flow):
            return written
    return _in_style(text, '"')


def block_scalar(text: str, header: str, indent: str, width: int) -> tuple[str, ...] | None:
    """The lines of a text in the block style that a header such as ``>-  # so`` begins; None where it has none.

    ``indent`` is that of its lines, ``width`` how long the longest of them is now.
    """
    match = _HEADER.match(header)
    if match is None:
        return None
    for lines in _layouts(text, match["mark"], max(width - len(indent), _NARROWEST)):
        if _block_reads_back(lines, match["mark"] + match["signs"], text):
            return tuple(indent + line if line else "" for line in lines)
    return None


def header_comment(header: str) -> str:
    """The comment behind the header of a block text, with the blanks before it."""
    match = _HEADER.match(header)
    return (match["comment"] or "") if match else ""


def _layouts(text: str, mark: str, width: int) -> Iterator[list[str]]:
    if mark == "|":
        yield text.split("\n")
        return
    paragraphs = text.split("\n")
    yield _spread([textwrap.wrap(each, width, break_long_words=False, break_on_hyphens=False) for each in paragraphs])
    yield _spread([[each] for each in paragraphs])


def _spread(paragraphs: list[list[str]]) -> list[str]:
    """With the empty line that a line end needs in folded text."""
    lines = list(paragraphs[0])
    for paragraph in paragraphs[1:]:
        lines += ["", *paragraph]
    return lines


def _in_style(text: str, style: str) -> str:
    match style:
        case "'":
            return "'" + text.replace("'", "''") + "'"
        case '"':
            return json.dumps(text, ensure_ascii=False)
    return text


@lru_cache(maxsize=1024)
def _reads_back(written: str, text: str, *, in_flow: bool) -> bool:
    """Whether what was written is read as the text, without a word of warning."""
    document = f"{{key: {written}, again: {written} , last: {written}}}\n" if in_flow else f"key: {written}\n"
    keys = ("key", "again", "last") if in_flow else ("key",)
    return all(_held(document, parser) == tuple((key, text) for key in keys) for parser in _PARSERS)


def _held(document: str, parser: Parser) -> tuple[tuple[str, str | None], ...]:
    """The keys and texts of a record; none where there is anything wrong with it."""
    reading = read_yaml(document, "", parser=parser)
    root = reading.tree.root if reading.tree and not reading.problems else None
    entries = root.entries if isinstance(root, RecordNode) else ()
    return tuple((each.key.text, each.value.text if isinstance(each.value, ScalarNode) else None) for each in entries)


def _block_reads_back(lines: list[str], header: str, text: str) -> bool:
    depth = int("".join(filter(str.isdigit, header)) or 2)
    body = "".join(f"{' ' * depth}{line}\n" if line else "\n" for line in lines)
    held = [_held(f"key: {header}\n{body}", parser) for parser in _PARSERS]
    return all(len(each) == 1 and (each[0][1] or "").strip() == text for each in held)
