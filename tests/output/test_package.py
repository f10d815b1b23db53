"""Zip packages in one form: the same parts give the same bytes, whoever packed them, when and how."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kcsp_docs.exchange import File
from kcsp_docs.output import normalise
from kcsp_docs.output.package import content_digest

PARTS = st.dictionaries(
    st.text("abcxyzé/._-[] ", min_size=1, max_size=20).filter(lambda name: name.strip("/") == name),
    st.binary(max_size=200),
    min_size=1,
    max_size=8,
)


@st.composite
def packings(draw, parts):
    """The parts in any order, each with a date, a maker and a compression of its own."""
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name in draw(st.permutations(sorted(parts))):
            entry = ZipInfo(name, (draw(st.integers(1980, 2100)), draw(st.integers(1, 12)), 3, 4, 5, 6))
            entry.create_system = draw(st.sampled_from([0, 3, 19]))
            entry.external_attr = draw(st.sampled_from([0, 0o600 << 16, 0o100755 << 16]))
            entry.comment = draw(st.sampled_from([b"", b"a comment"]))
            entry.extra = draw(st.sampled_from([b"", b"\x55\x54\x05\x00\x03\x00\x00\x00\x00"]))
            level = draw(st.integers(1, 9))
            package.writestr(entry, parts[name], draw(st.sampled_from([ZIP_DEFLATED, ZIP_STORED])), level)
        package.comment = draw(st.sampled_from([b"", b"packed by hand"]))
    return packed.getvalue()


@given(st.data())
def test_the_same_parts_give_the_same_bytes(data):
    parts = data.draw(PARTS)
    one, other = (File("paper.docx", data.draw(packings(parts))) for _ in range(2))

    assert normalise(one) == normalise(other)
    assert normalise(normalise(one)) == normalise(one)
    assert content_digest(one) == content_digest(other) == content_digest(normalise(one))


@given(st.data())
def test_no_part_is_lost_or_changed(data):
    parts = data.draw(PARTS)

    with ZipFile(BytesIO(normalise(File("paper.docx", data.draw(packings(parts)))).content)) as package:
        assert {name: package.read(name) for name in package.namelist()} == parts


@given(PARTS, PARTS)
def test_other_parts_have_another_digest(one, other):
    digests = {content_digest(File("a.docx", pack(parts))) for parts in (one, other)}

    assert len(digests) == (1 if one == other else 2)


def pack(parts):
    packed = BytesIO()
    with ZipFile(packed, "w") as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return packed.getvalue()


def test_where_a_name_ends_and_a_part_begins_tells_in_the_digest():
    assert content_digest(File("a.docx", pack({"ab": b"c"}))) != content_digest(File("a.docx", pack({"a": b"bc"})))


def test_what_tells_the_kind_of_a_file_stands_first_and_nothing_tells_of_this_machine():
    names = ["word/document.xml", "_rels/.rels", "docProps/core.xml", "[Content_Types].xml"]

    content = normalise(File("paper.docx", pack(dict.fromkeys(names, b"<x/>" * 50)))).content

    with ZipFile(BytesIO(content)) as package:
        entries = package.infolist()
    assert [entry.filename for entry in entries] == [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/core.xml",
        "word/document.xml",
    ]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr, entry.compress_type) for entry in entries} == {
        (3, 0o100644 << 16, ZIP_DEFLATED)
    }


def test_the_mimetype_of_an_open_document_stands_first_and_plain():
    kind = b"application/vnd.oasis.opendocument.text"

    content = normalise(
        File("paper.odt", pack({"content.xml": b"<x/>", "META-INF/manifest.xml": b"", "mimetype": kind}))
    ).content

    assert content[30:38] == b"mimetype"
    assert content[38 : 38 + len(kind)] == kind


@pytest.mark.parametrize("name", ["notes.md", "page.html", "pack.pdf", "data.bin"])
def test_what_is_no_package_is_left_as_it_is(name):
    file = File(name, pack({"a": b"b"}))

    assert normalise(file) is file


def test_two_builds_of_the_same_parts_are_one_to_the_folder(desk, zip_of, parts_of):
    parts = parts_of("the same")
    desk.build(desk.artefact("paper", File("paper.docx", zip_of(parts, level=9))))
    before = desk.all_bytes()

    backwards = dict(reversed(parts.items()))
    written = desk.build(desk.artefact("paper", File("paper.docx", zip_of(backwards, ZIP_STORED))))

    assert [str(file.state) for file in written.files] == ["unchanged"]
    assert desk.all_bytes() == before
