"""Four pairs of eyes on every Word file: openxml-audit, ooxml-integrity, docx-plus' lint, and checks of our own.

Word itself is not at hand where tests run. ``tests/kit/test_office_validators.py`` shows what each of the four sees.
Excel files have two: openxml-audit, and Excel's rules in ``tests/excel_rules.py``; the others know Word alone.
"""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
from docx_plus.lint import lint
from ooxml_integrity import WARN, check
from openxml_audit import FileFormat, OpenXmlValidator

from . import excel_rules, tracked_changes

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
URI = re.compile(r"[a-z][a-z0-9+.-]*:(//[\w.:@%~-]+)?[\w!$%&'()*+,./:;=?@~#-]*", re.ASCII)
W3CDTF = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
OPENXML_AUDIT = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=100)


@dataclass(frozen=True)
class Finding:
    tool: str
    rule: str
    message: str


ALLOWED = {
    ("docx-plus", "direct-numbering-override"): "A list restarts by a w:num of its own; Word's Restart at 1 does so.",
    (
        "docx-plus",
        "list-numbering-continuity",
    ): "Lists within lists and headings after lists count apart, as they must.",
    ("docx-plus", "style-drift"): "A list under a numbered paragraph lies in as far as that paragraph's text.",
}
"""What is reported of a file that is as it should be, with the reason. A style drift is allowed for indents alone."""


def assert_valid_docx(content: bytes) -> None:
    """No tool has anything to say but what is allowed."""
    unexpected = [finding for finding in findings(content) if not _is_allowed(finding)]
    assert not unexpected, "\n".join(f"{each.tool} {each.rule}: {each.message}" for each in unexpected)


def assert_valid_xlsx(content: bytes) -> None:
    """No tool has anything to say of an Excel file."""
    found = xlsx_findings(content)
    assert not found, "\n".join(f"{each.tool} {each.rule}: {each.message}" for each in found)


def xlsx_findings(content: bytes) -> list[Finding]:
    """What each tool says of an Excel file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        path.write_bytes(content)
        own = [Finding("own", *problem.split(": ", 1)) for problem in excel_rules.findings(content)]
        return [*_openxml_audit(path), *own]


def _is_allowed(finding: Finding) -> bool:
    if finding.rule == "style-drift" and "indent directly" not in finding.message:
        return False
    return (finding.tool, finding.rule) in ALLOWED


def findings(content: bytes) -> list[Finding]:
    """What each tool says of a file, unsifted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "document.docx"
        path.write_bytes(content)
        return [*_openxml_audit(path), *_ooxml_integrity(path), *_docx_plus(content), *own_findings(content)]


def _openxml_audit(path: Path) -> list[Finding]:
    result = OPENXML_AUDIT.validate(path)
    return [Finding("openxml-audit", error.error_type.name.lower(), error.description) for error in result.errors]


def _ooxml_integrity(path: Path) -> list[Finding]:
    """Everything from a warning upwards, as ``--fail-on warn`` counts it."""
    return [Finding("ooxml-integrity", each.code, each.message) for each in check(str(path)) if each.severity >= WARN]


def _docx_plus(content: bytes) -> list[Finding]:
    """It sees no inserted text: a file with tracked changes is looked at with all accepted, and with all rejected."""
    try:
        found = [each for read in _read_as(content) for each in lint(docx.Document(io.BytesIO(read)))]
    except Exception as error:
        return [Finding("python-docx", type(error).__name__, str(error))]
    return [Finding("docx-plus", each.rule, each.message) for each in found]


def _read_as(content: bytes) -> list[bytes]:
    if not tracked_changes.marks(content):
        return [content]
    return [tracked_changes.accepted(content), tracked_changes.rejected(content)]


def own_findings(content: bytes) -> list[Finding]:
    """What the tools do not look at, or look at with other eyes."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            dates = {entry.date_time for entry in package.infolist()}
            trees = {name: ET.fromstring(package.read(name)) for name in package.namelist()}
    except (zipfile.BadZipFile, ET.ParseError) as error:
        return [Finding("own", "file", f"file cannot be read: {error}")]
    body = trees["word/document.xml"].find(f"{W}body")
    nothing = ET.Element("none")
    problems = [
        *([f"zip entries are dated {dates}"] if dates != {(1980, 1, 1, 0, 0, 0)} else []),
        *_bookmarks(body),
        *_styles(body, trees.get("word/styles.xml", nothing)),
        *_numbering(body, trees.get("word/numbering.xml", nothing)),
        *_paragraphs(body),
        *_revisions(body),
        *_addresses(trees.get("word/_rels/document.xml.rels", nothing)),
        *_dates(trees.get("docProps/core.xml", nothing)),
    ]
    return [Finding("own", problem.split(" ", 1)[0], problem) for problem in problems]


def _bookmarks(body: ET.Element) -> list[str]:
    starts = [start.get(f"{W}id") for start in body.iter(f"{W}bookmarkStart")]
    ends = [end.get(f"{W}id") for end in body.iter(f"{W}bookmarkEnd")]
    names = [start.get(f"{W}name") for start in body.iter(f"{W}bookmarkStart")]
    return [
        *(f"bookmark id {id_} is used {count} times" for id_, count in Counter(starts).items() if count > 1),
        *(f"bookmark id {id_} has no partner" for id_ in set(starts) ^ set(ends)),
        *(f"bookmark name {name} is used {count} times" for name, count in _folded(names).items() if count > 1),
        *(f"bookmark name {name} is not one that Word takes" for name in names if not _is_bookmark_name(name)),
    ]


def _folded(names: list[str]) -> Counter[str]:
    return Counter(name.lower() for name in names)


def _is_bookmark_name(name: str) -> bool:
    return len(name) <= 40 and name[:1].isalpha() and all(each.isalnum() or each == "_" for each in name)


def _styles(body: ET.Element, styles: ET.Element) -> list[str]:
    defined = {(style.get(f"{W}type"), style.get(f"{W}styleId")) for style in styles.iter(f"{W}style")}
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    used = {(kind, each.get(f"{W}val")) for tag, kind in kinds.items() for each in body.iter(f"{W}{tag}")}
    return [f"style {name} is no {kind} style" for kind, name in sorted(used - defined)]


def _numbering(body: ET.Element, numbering: ET.Element) -> list[str]:
    definitions = {
        each.get(f"{W}abstractNumId"): {level.get(f"{W}ilvl") for level in each.findall(f"{W}lvl")}
        for each in numbering.iter(f"{W}abstractNum")
    }
    uses = {
        num.get(f"{W}numId"): definitions.get(num.find(f"{W}abstractNumId").get(f"{W}val"))
        for num in numbering.iter(f"{W}num")
    }
    found = []
    for place in body.iter(f"{W}numPr"):
        number, level = (place.find(f"{W}{tag}") for tag in ("numId", "ilvl"))
        levels = uses.get(number.get(f"{W}val"))
        if levels is None:
            found.append(f"numbering {number.get(f'{W}val')} is not defined")
        elif level is not None and level.get(f"{W}val") not in levels:
            found.append(f"numbering {number.get(f'{W}val')} has no level {level.get(f'{W}val')}")
    return found


def _paragraphs(body: ET.Element) -> list[str]:
    """A paragraph that says nothing may only stand between two tables, or after the last; of two editions of a
    document one may end with a table."""
    found = []
    children = list(body)
    is_tracked = next(_changes(body), None) is not None
    tags = [child.tag.removeprefix(W) for child in children]
    for place, child in enumerate(children):
        texts = [text for tag in ("t", "delText") for text in child.iter(W + tag)]
        silent = tags[place] == "p" and not any((text.text or "").strip() for text in texts)
        before, after = tags[place - 1] if place else "", tags[place + 1] if place + 1 < len(tags) else ""
        is_needed = (before == "tbl" and after != "p") or (is_tracked and after == "sectPr")
        if silent and not is_needed and len(children) > 2:
            found.append(f"paragraph {place} of the body is empty")
    if children and children[-1].tag != f"{W}sectPr":
        found.append("section properties do not end the body")
    return found


def _changes(body: ET.Element) -> Iterator[ET.Element]:
    """Whatever says that somebody inserted, deleted or set something."""
    return (each for tag in ("ins", "del", "pPrChange") for each in body.iter(W + tag))


def _revisions(body: ET.Element) -> list[str]:
    """What Word calls damaged, or cannot accept and reject."""
    ids = Counter(each.get(f"{W}id") for each in _changes(body))
    bookmarks = {start.get(f"{W}id") for start in body.iter(f"{W}bookmarkStart")}
    deleted = [run for change in body.iter(f"{W}del") for run in change.iter(f"{W}r")]
    lost = len(list(body.iter(f"{W}delText"))) - sum(len(run.findall(f"{W}delText")) for run in deleted)
    last = body.findall(f"{W}p")[-1:]
    return [
        *(f"change id {id_} is used {count} times" for id_, count in ids.items() if count > 1),
        *(f"change id {id_} is a bookmark's too" for id_ in sorted(bookmarks & set(ids))),
        *(
            "change has no author or no date"
            for each in _changes(body)
            if not (_said(each, "author") and _said(each, "date"))
        ),
        *(
            "change lies within a change"
            for tag in ("ins", "del")
            for each in body.iter(W + tag)
            if _marked_within(each)
        ),
        *("deleted run holds w:t" for run in deleted if run.find(f"{W}t") is not None),
        *(["deleted text stands outside w:del"] if lost else []),
        *(
            "change of the last paragraph mark cannot be resolved"
            for each in last
            if each.find(f"{W}pPr/{W}rPr/*") is not None
        ),
    ]


def _said(change: ET.Element, name: str) -> str | None:
    return change.get(W + name)


def _marked_within(change: ET.Element) -> bool:
    return any(change.find(f".//{W}{tag}") is not None for tag in ("ins", "del"))


def _addresses(relationships: ET.Element) -> list[str]:
    """A target that is no URI (RFC 3986) makes Word call the file damaged."""
    outside = [each.get("Target") for each in relationships if each.get("TargetMode") == "External"]
    return [f"address {target} is no URI" for target in outside if not URI.fullmatch(target)]


def _dates(core: ET.Element) -> list[str]:
    moments = [core.findtext(f"{{http://purl.org/dc/terms/}}{name}") for name in ("created", "modified")]
    return [f"date {each} is not in W3CDTF" for each in moments if each is not None and not W3CDTF.fullmatch(each)]
