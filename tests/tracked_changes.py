"""Accepts or rejects every tracked change of a Word file, with the standard library alone and none of the code that
wrote it: what Word's Accept All and Reject All leave (ECMA-376 part 1, 17.13.5).

Rows go first, and a table with its last row. A paragraph whose mark goes joins the one that follows, whose properties
stay. A mark that has nothing to join is a fault of the file: Word keeps the paragraph, and an empty one stays behind.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BODY = "word/document.xml"
ACCEPTED, REJECTED = ("ins", "del"), ("del", "ins")
"""What stays and what goes."""


def accepted(content: bytes) -> bytes:
    return _resolved(content, *ACCEPTED)


def rejected(content: bytes) -> bytes:
    return _resolved(content, *REJECTED)


def body(content: bytes) -> ET.Element:
    """The body of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ET.fromstring(package.read(BODY)).find(f"{W}body")


def marks(content: bytes) -> list[tuple[str, str]]:
    """The tracked changes of a file in order, as a reviewing pane lists them: what became of what.

    Runs of one change are one entry, such as ``("ins", "five")``; a paragraph mark is ``("ins", "¶")`` and comes
    before its words, a row ``("ins", "row")``, another setting of a paragraph ``("set", "")``.
    """
    whole = body(content)
    parents = {child: parent for parent in whole.iter() for child in parent}
    return [entry for each in whole.iter() if each in parents for entry in _entries(each, parents[each])]


def without_bookmarks(content: bytes) -> bytes:
    """A file without its bookmarks: LibreOffice lets one end in another paragraph once changes are resolved."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = ET.fromstring(parts[BODY])
    for parent in list(root.iter()):
        for child in [each for each in parent if each.tag in (f"{W}bookmarkStart", f"{W}bookmarkEnd")]:
            parent.remove(child)
    return _zipped({**parts, BODY: ET.tostring(root)})


def meet(content: bytes) -> bool:
    """Whether two changes of one kind stand on both sides of a paragraph mark that stays."""
    children = list(body(content))
    for first, second in pairwise(children):
        if first.tag == second.tag == f"{W}p" and _mark(first) is None:
            ends, begins = _fates(first), _fates(second) or [_mark(second)]
            if ends and ends[-1] is not None and ends[-1] == begins[0]:
                return True
    return False


def tables_touch(content: bytes) -> bool:
    """Whether a table that went and one that came have nothing between them."""
    return any(first.tag == second.tag == f"{W}tbl" for first, second in pairwise(body(content)))


def moves(content: bytes) -> set[str]:
    """The texts that were deleted whole in one place and inserted whole in another."""
    entries = marks(content)
    went, came = ({text for kind, text in entries if kind == wanted} for wanted in ("del", "ins"))
    return (went & came) - {"¶", "row"}


def _mark(paragraph: ET.Element) -> str | None:
    marked = paragraph.find(f"{W}pPr/{W}rPr")
    return None if marked is None else marked[0].tag.removeprefix(W)


def _fates(paragraph: ET.Element) -> list[str | None]:
    """What becomes of each run."""
    changes = {
        run: kind for kind in ("ins", "del") for change in paragraph.iter(W + kind) for run in change.iter(f"{W}r")
    }
    return [changes.get(run) for run in paragraph.iter(f"{W}r")]


def weights(content: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Each character of the body with what it looks like and where it leads, paragraph by paragraph."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        links = ET.fromstring(package.read("word/_rels/document.xml.rels"))
    targets = {each.get("Id"): each.get("Target") for each in links}
    return [each for paragraph in body(content).iter(f"{W}p") for each in _weights(paragraph, targets)]


def _weights(paragraph: ET.Element, targets: dict[str, str]):
    for child in paragraph:
        leads = (targets[child.get(f"{R}id")],) if child.tag == f"{W}hyperlink" else ()
        for run in child.iter(f"{W}r"):
            looks = run.find(f"{W}rPr")
            look = () if looks is None else tuple(each.tag.removeprefix(W) for each in looks)
            signs = "".join(each.text or each.tag.removeprefix(W) for each in run if each.tag != f"{W}rPr")
            yield from ((sign, look + leads) for sign in signs)
    yield "¶", ()


def _entries(element: ET.Element, parent: ET.Element) -> Iterator[tuple[str, str]]:
    kind = element.tag.removeprefix(W)
    if kind == "pPrChange":
        yield "set", ""
    elif kind in ("ins", "del"):
        whole = {f"{W}rPr": "¶", f"{W}trPr": "row"}
        yield kind, whole.get(parent.tag) or "".join(_sign(piece) for run in element.iter(f"{W}r") for piece in run)


def _sign(piece: ET.Element) -> str:
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    return signs.get(piece.tag, piece.text or "")


def _resolved(content: bytes, stays: str, goes: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    root = ET.fromstring(parts[BODY])
    whole = root.find(f"{W}body")
    _resolve_rows(whole, stays, goes)
    for paragraph in list(whole.iter(f"{W}p")):
        _resolve_setting(paragraph, is_accepted=stays == "ins")
        _resolve_runs(paragraph, stays, goes)
    _resolve_marks(whole, stays, goes)
    left = [each.tag for tag in ("ins", "del", "delText", "pPrChange") for each in whole.iter(W + tag)]
    assert not left, f"unresolved: {left}"
    parts[BODY] = ET.tostring(root)
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return made.getvalue()


def _resolve_rows(whole: ET.Element, stays: str, goes: str) -> None:
    for table in whole.findall(f"{W}tbl"):
        for row in table.findall(f"{W}tr"):
            properties = row.find(f"{W}trPr")
            if properties.find(W + goes) is not None:
                table.remove(row)
            elif (mark := properties.find(W + stays)) is not None:
                properties.remove(mark)
        if table.find(f"{W}tr") is None:
            whole.remove(table)


def _resolve_setting(paragraph: ET.Element, *, is_accepted: bool) -> None:
    now = paragraph.find(f"{W}pPr")
    change = now.find(f"{W}pPrChange")
    if change is None:
        return
    now.remove(change)
    if not is_accepted:
        was, mark = change.find(f"{W}pPr"), now.find(f"{W}rPr")
        if mark is not None:
            was.append(mark)
        paragraph[list(paragraph).index(now)] = was


def _resolve_runs(paragraph: ET.Element, stays: str, goes: str) -> None:
    for parent in (paragraph, *paragraph.findall(f"{W}hyperlink")):
        for change in parent.findall(W + goes):
            parent.remove(change)
        for change in parent.findall(W + stays):
            place = list(parent).index(change)
            parent[place : place + 1] = list(change)
    for deleted in paragraph.iter(f"{W}delText"):
        deleted.tag = f"{W}t"
    for link in paragraph.findall(f"{W}hyperlink"):
        if not len(link):
            paragraph.remove(link)


def _resolve_marks(whole: ET.Element, stays: str, goes: str) -> None:
    children = list(whole)
    for paragraph, following in zip(children, [*children[1:], None], strict=True):
        marked = paragraph.find(f"{W}pPr/{W}rPr") if paragraph.tag == f"{W}p" else None
        if marked is None:
            continue
        if marked.find(W + goes) is not None:
            _join(whole, paragraph, following)
        else:
            marked.remove(marked.find(W + stays))


def _join(whole: ET.Element, paragraph: ET.Element, following: ET.Element) -> None:
    rest = paragraph[1:]
    whole.remove(paragraph)
    if following.tag == f"{W}p":
        following[1:1] = rest
    else:
        assert following.tag == f"{W}tbl", "the last mark of a document cannot go"
        assert paragraph.find(f".//{W}r") is None, "a paragraph with words would run into a table"
