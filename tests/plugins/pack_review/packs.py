"""Packs to review: a built model with one thing broken, or Word files made of a few lines."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from kcsp_docs_kit.documents import Document, Numbering
from kcsp_docs_kit.documents.word import write_word
from kcsp_docs_plugins.pack_review import kcsp_review
from lxml import etree

from kcsp_docs import File, Pack, registry
from kcsp_docs.artefact import Rendered
from kcsp_docs.pipeline.editions import read_editions
from kcsp_docs.prose import tree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORD_FILES = ("change-log", "cover-paper", "terms-of-reference", "tracked-changes")
HOUSE_STYLE = Path(__file__).parents[3] / "templates" / "kcsp_docs_templates" / "house_style.docx"
DAY = date(2024, 7, 4)

Parts = dict[str, bytes]
Edit = Callable[[bytes], bytes]


def pack_of(model: Path) -> Pack:
    """Every Word file of a model, as a build makes them."""
    loaded = registry.load()
    editions = read_editions(model, loaded)
    as_of = editions.governance.as_of
    assert as_of is not None
    rendered = []
    for offer in loaded.offers:
        if offer.artefact.name in WORD_FILES:
            job = editions.job(offer, as_of, loaded)
            rendered.append(Rendered(offer.artefact.name, tuple(offer.artefact.render(job))))
    return Pack(editions.governance, editions.before, tuple(rendered), True, editions.changes, as_of)


def files_of(pack: Pack) -> dict[str, File]:
    return {file.name: file for rendered in pack.rendered for file in rendered.files}


def with_files(pack: Pack, files: Iterable[File]) -> Pack:
    return replace(pack, rendered=(Rendered("all", tuple(files)),))


def with_edit(pack: Pack, name: str, *edits: Edit) -> Pack:
    """The pack with one of its files edited."""
    files = files_of(pack)
    content = files[name].content
    for edit in edits:
        content = edit(content)
    return with_files(pack, {**files, name: File(name, content)}.values())


def found(pack: Pack) -> list[str]:
    """What a review says, whole, with the severity of all but warnings."""
    return [
        str(problem) if problem.severity == "warning" else f"{problem.severity}: {problem}"
        for problem in kcsp_review(pack)
    ]


# Edits of Word files, without any of the code that reads or writes them


def _repacked(content: bytes, change: Callable[[Parts], Parts]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = change({name: package.read(name) for name in package.namelist()})
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return buffer.getvalue()


def reword(old: str, new: str) -> Edit:
    """Other words at one place of the text or of what runs along the top of its pages."""

    def change(parts: Parts) -> Parts:
        texts = {
            name: part.decode() for name, part in parts.items() if re.match(r"word/(document|header)\d*\.xml", name)
        }
        assert sum(text.count(escape(old)) for text in texts.values()) == 1, f"“{old}” does not stand there once"
        return {**parts, **{name: text.replace(escape(old), escape(new)).encode() for name, text in texts.items()}}

    return lambda content: _repacked(content, change)


def _in_body(change: Callable[[etree._Element, etree._Element], None], words: str) -> Edit:
    def in_parts(parts: Parts) -> Parts:
        root = etree.fromstring(parts["word/document.xml"])
        (paragraph,) = [each for each in root.iter(W + "p") if words in "".join(each.itertext(W + "t"))]
        change(paragraph.getparent(), paragraph)
        return {**parts, "word/document.xml": etree.tostring(root, encoding="UTF-8", xml_declaration=True)}

    return lambda content: _repacked(content, in_parts)


def drop(words: str) -> Edit:
    """Without the one paragraph that has these words."""
    return _in_body(lambda parent, paragraph: parent.remove(paragraph), words)


def copy(words: str, *, bookmarks: bool = True) -> Edit:
    """With that paragraph once more behind itself."""

    def twice(parent: etree._Element, paragraph: etree._Element) -> None:
        second = deepcopy(paragraph)
        for mark in [] if bookmarks else [*second.iter(W + "bookmarkStart", W + "bookmarkEnd")]:
            mark.getparent().remove(mark)
        paragraph.addnext(second)

    return _in_body(twice, words)


def forget_marks(content: bytes) -> bytes:
    """Without any bookmark."""
    return _with_marks(content, lambda mark: mark.getparent().remove(mark))


def keep_words_own_marks(content: bytes) -> bytes:
    """With bookmarks such as Word sets by itself, and no others."""
    return _with_marks(content, lambda mark: mark.set(W + "name", f"_Toc{mark.get(W + 'id')}"))


def _with_marks(content: bytes, change: Callable[[etree._Element], None]) -> bytes:
    def in_parts(parts: Parts) -> Parts:
        root = etree.fromstring(parts["word/document.xml"])
        for mark in [*root.iter(W + "bookmarkStart", W + "bookmarkEnd")]:
            change(mark)
        return {**parts, "word/document.xml": etree.tostring(root)}

    return _repacked(content, in_parts)


# Word files made of lines

LABELLED = {"•": tree.ListKind.BULLET, "(i)": tree.ListKind.ROMAN, "(a)": tree.ListKind.LETTER}
UNNUMBERED = ("Attachments:", "For Further Information:")


def word_file(name: str, lines: Iterable[str], numbering: Numbering = Numbering.PAPER, header: str = "") -> File:
    """A Word file without bookmarks from lines such as ``2.2<tab>The terms …``: labels become Word's own numbering."""
    blocks: list[tree.Block] = []
    for line in lines:
        label, _, text = line.rpartition("\t")
        content = (tree.Text(text),)
        if label.startswith(("•", "(")):
            item = tree.ListItem((tree.Paragraph(content),))
            last = blocks[-1]
            if isinstance(last, tree.List):
                blocks[-1] = replace(last, items=(*last.items, item))
            else:
                blocks.append(tree.List(LABELLED[label], (item,)))
        elif text in UNNUMBERED or re.fullmatch(r"\d+\.0?", label):
            blocks.append(tree.Heading(2, content, style="unnumbered" if text in UNNUMBERED else None))
        else:
            blocks.append(tree.Paragraph(content))
    document = Document("Title", tuple(blocks), DAY, "Anyshire", numbering=numbering, header=header)
    return File(name, write_word(document, HOUSE_STYLE.read_bytes()))
