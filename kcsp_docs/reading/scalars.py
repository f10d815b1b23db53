"""A text as a YAML scalar: in the style asked for where it reads back as exactly that text, else in a stronger one."""

from __future__ import annotations

import json
import re
import textwrap
from functools import lru_cache
from typing import TYPE_CHECKING

from kcsp_docs.reading.nodes import RecordNode, ScalarNode
from kcsp_docs.reading.yaml_tree import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_STRONGER = {"": ("", "'", '"'), "'": ("'", '"'), '"': ('"',)}
_HEADER = re.compile(r"(?P<mark>[|>])(?P<signs>[-+0-9]*)(?P<comment>[ \t]+#[^\r\n]*)?[ \t]*\Z")
_NARROWEST = 80


def scalar(text: str, style: str, *, in_flow: bool) -> str:
    """A text on one line: plain, in ``'`` or in ``"``, the first of these from ``style`` on that is safe.

    ``in_flow`` says that it stands within brackets or braces, where a comma ends a plain text.
    """
    written = (_in_style(text, each) for each in _STRONGER.get(style, _STRONGER[""]))
    return next(each for each in written if each.startswith('"') or _reads_back(each, text, in_flow=in_flow))


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
    """Whether this reader takes what was written for the text, without a word of warning."""
    document = f"{{key: {written}, other: x}}\n" if in_flow else f"key: {written}\n"
    reading = read_yaml(document, "")
    root = reading.tree.root if reading.tree and not reading.problems else None
    keys = 2 if in_flow else 1
    return isinstance(root, RecordNode) and len(root.entries) == keys and _is_text(root, text)


def _is_text(root: RecordNode, text: str) -> bool:
    value = root.value("key")
    return isinstance(value, ScalarNode) and value.text == text


def _block_reads_back(lines: list[str], header: str, text: str) -> bool:
    depth = int("".join(filter(str.isdigit, header)) or 2)
    body = "".join(f"{' ' * depth}{line}\n" if line else "\n" for line in lines)
    reading = read_yaml(f"key: {header}\n{body}", "")
    root = reading.tree.root if reading.tree and not reading.problems else None
    return isinstance(root, RecordNode) and len(root.entries) == 1 and root.text("key") == text
