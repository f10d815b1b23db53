"""A file that its program would not open is found before anything on disk is touched."""

from __future__ import annotations

import warnings
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from kcsp_docs.exchange import File
from kcsp_docs.output import normalise, open_check

XML = "main/part.xml"


def document():
    packed = BytesIO()
    made = Document()
    made.add_paragraph("Quorum is four.")
    made.save(packed)
    return File("paper.docx", packed.getvalue())


def test_what_python_docx_makes_opens_before_and_after_it_is_normalised():
    assert open_check(document()) is None
    assert open_check(normalise(document())) is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("paper.docx", "x"),
        ("tracker.xlsx", "x"),
        ("data.json", '{"a": 1}'),
        ("notes.md", "Rôle"),
        ("page.html", "<p>x</p>"),
        ("pack.pdf", "%PDF-1.7\n…\n%%EOF\n"),
        ("other.bin", "\0"),
    ],
)
def test_a_sound_file_opens(desk, name, text):
    assert open_check(desk.file(name, text)) is None


def without(part):
    return lambda parts: {name: content for name, content in parts.items() if name != part}


def having(**changes):
    """Change parts by a name without dots and slashes: ``part``, ``rels`` or ``types``."""
    names = {"part": XML, "rels": "_rels/.rels", "types": "[Content_Types].xml"}
    return lambda parts: parts | {names[key]: change(parts[names[key]]) for key, change in changes.items()}


def adding(**more):
    return lambda parts: parts | {name.replace("__", "/").replace("_", "."): text for name, text in more.items()}


FAULTS = [
    pytest.param(without("[Content_Types].xml"), "it has no [Content_Types].xml", id="no content types"),
    pytest.param(without("_rels/.rels"), "it names no main part", id="no relationships"),
    pytest.param(without(XML), "_rels/.rels leads to main/part.xml, which it does not have", id="no main part"),
    pytest.param(
        adding(main__picture_png="x"),
        "its part main/picture.png has no content type",
        id="a part without a content type",
    ),
    pytest.param(
        adding(main__PART_XML="<x/>"), "it has the part main/PART.XML twice", id="a part twice but for its case"
    ),
    pytest.param(
        having(part=lambda text: text + "&"),
        "its part main/part.xml is not well-formed XML (not well-formed (invalid token): line 1, column 14)",
        id="not well-formed",
    ),
    pytest.param(
        having(part=lambda _: ""),
        "its part main/part.xml is not well-formed XML (no element found: line 1, column 0)",
        id="an empty part",
    ),
    pytest.param(
        having(part=lambda text: text.replace("x<", "\x0b<")),
        "its part main/part.xml is not well-formed XML (not well-formed (invalid token): line 1, column 6)",
        id="a control character",
    ),
    pytest.param(
        having(part=lambda text: f'<!DOCTYPE t [<!ENTITY a "b">]>{text}'),
        "a part of it has a document type, which Office refuses",
        id="a document type",
    ),
    pytest.param(
        having(rels=lambda text: text.replace("main/part.xml", "../main/gone.xml")),
        "_rels/.rels leads to main/gone.xml, which it does not have",
        id="a relationship to nothing",
    ),
    pytest.param(
        having(types=lambda text: text.replace("wordprocessingml.document", "spreadsheetml.sheet")),
        "its main part is not of the kind that its name says",
        id="a workbook named docx",
    ),
]


@pytest.mark.parametrize(("change", "why"), FAULTS)
def test_a_package_that_does_not_open(zip_of, parts_of, change, why):
    problem = open_check(File("paper.docx", zip_of(change(parts_of("x")))))

    assert str(problem) == (
        f"paper.docx would not open: {why}. This is a fault of the plugin that made it; nothing of this artefact was "
        "written. [file-does-not-open]"
    )


def test_a_part_that_is_there_twice(zip_of, parts_of):
    packed = BytesIO(zip_of(parts_of("x")))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the writer warns too
        from zipfile import ZipFile

        with ZipFile(packed, "a") as package:
            package.writestr(XML, "<other/>")

    assert open_check(File("paper.docx", packed.getvalue())).message == (
        "paper.docx would not open: it has the part main/part.xml twice."
    )


@pytest.mark.parametrize(
    "target", ["/main/part.xml", "./main/part.xml", "main/part.xml#top", "main/p%61rt.xml", "Main/Part.xml"]
)
def test_the_ways_in_which_a_relationship_may_name_a_part(zip_of, parts_of, target):
    parts = having(rels=lambda text: text.replace("main/part.xml", target))(parts_of("x"))

    assert open_check(File("paper.docx", zip_of(parts))) is None


def test_a_relationship_that_leads_out_of_the_package_is_not_followed(zip_of, parts_of):
    link = (
        '<Relationship Id="r2" Type="hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>'
    )
    parts = having(rels=lambda text: text.replace("</Relationships>", link))(parts_of("x"))

    assert open_check(File("paper.docx", zip_of(parts))) is None


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        pytest.param("a.docx", b"", "it is empty", id="empty"),
        pytest.param("a.bin", b"", "it is empty", id="empty, of no known kind"),
        pytest.param("a.docx", b"PK\x03\x04", "it is not a whole zip package", id="no zip"),
        pytest.param("a.zip", b"text", "it is not a whole zip package", id="text named zip"),
        pytest.param("a.json", b"{", "it is not JSON in UTF-8", id="no JSON"),
        pytest.param("a.json", b"\xff{}", "it is not JSON in UTF-8", id="JSON in another encoding"),
        pytest.param("a.md", b"\xe9", "it is not text in UTF-8", id="Latin-1"),
        pytest.param("a.csv", b"a\0b", "there is a NUL in its text", id="NUL"),
        pytest.param("a.pdf", b"%PDF-1.7 cut off", "it does not begin and end as a PDF does", id="a PDF cut off"),
        pytest.param("a.pdf", b"<html>%%EOF", "it does not begin and end as a PDF does", id="a page named pdf"),
    ],
)
def test_a_file_that_is_not_what_its_name_says(name, content, why):
    assert open_check(File(name, content)).message == f"{name} would not open: {why}."


@given(st.data())
def test_a_document_cut_off_or_with_a_flipped_bit_never_raises(data):
    content = SOUND.content
    cut = data.draw(st.integers(0, len(content) - 1))
    flipped = bytearray(content)
    flipped[cut] ^= 1 << data.draw(st.integers(0, 7))

    assert open_check(File("paper.docx", content[:cut])) is not None
    open_check(File("paper.docx", bytes(flipped)))


SOUND = document()
