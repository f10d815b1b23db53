"""A Word file is read back as the page shows it, whoever wrote it; what cannot be read is refused in a sentence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
from kcsp_docs_kit.documents import Document, Numbering
from kcsp_docs_kit.documents.word import WordCell, WordFileError, WordParagraph, read_word, write_word

from kcsp_docs import File
from kcsp_docs.prose import tree

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relationships(**targets: str) -> str:
    each = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>' for kind, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def packed(parts: dict[str, str | bytes]) -> File:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return File("paper.docx", buffer.getvalue())


def word(body: str, styles: str = "", numbering: str = "", header: str = "") -> File:
    """A Word file with this in ``w:body``, ``w:styles``, ``w:numbering`` and ``w:hdr``."""
    return packed(
        {
            "_rels/.rels": relationships(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": relationships(
                styles="styles.xml", numbering="numbering.xml", header="/word/header1.xml"
            ),
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
            "word/header1.xml": f"<w:hdr {W}><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>",
        }
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def numbered(text: str, number: int, level: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def texts(file: File) -> list[str]:
    return [each.text for each in read_word(file).paragraphs]


def labels(file: File) -> list[str]:
    return [each.label for each in read_word(file).paragraphs]


# What this kit writes


def test_a_paper_is_read_as_the_independent_extractor_reads_it(
    blocks: Any, document: Callable[..., Document], house_style: bytes, extract: Callable[[bytes], Any]
) -> None:
    made = document(
        blocks.title("Annual review"),
        blocks.details(By="Head of Community Safety"),
        blocks.section("Background", "background"),
        blocks.paragraph("The regulations ask for:", "regulations"),
        blocks.list("bullet", blocks.item("a group,", blocks.list("roman", "of two", "or more"), id_="group"), "terms"),
        blocks.section("Terms", "terms"),
        blocks.paragraph("They are approved."),
        blocks.list("letter", "by one", "by all"),
        blocks.section("Attachments", style="unnumbered"),
        blocks.table(blocks.row("Letter", "Group"), blocks.row("A", "Main group", id_="row-a"), caption="Appendices"),
        numbering=Numbering.PAPER,
        header="Appendix A",
    )
    content = write_word(made, house_style)
    read, expected = read_word(File("paper.docx", content)), extract(content)
    shown = [(each.label, each.style, each.text) for each in read.paragraphs if each.cell is None]
    assert shown == [(each.label, each.style, each.text) for each in expected.paragraphs if each.text]
    assert [each.label for each in read.paragraphs if each.label] == [
        "1.0", "1.1", "•", "(i)", "(ii)", "•", "2.0", "2.1", "(a)", "(b)",
    ]  # fmt: skip
    assert [(each.cell, each.text) for each in read.paragraphs if each.cell] == [
        (WordCell(1, 1, 1), "Letter"),
        (WordCell(1, 1, 2), "Group"),
        (WordCell(1, 2, 1), "A"),
        (WordCell(1, 2, 2), "Main group"),
    ]
    assert {name: each.text for each in read.paragraphs for name in each.bookmarks} == expected.bookmarks
    assert (read.file, read.headers) == ("paper.docx", ("Appendix A",))
    assert [each.heading_level for each in read.paragraphs if each.heading_level] == [1, 1, 1]


def test_of_two_editions_the_new_one_is_read(
    document: Callable[..., Document], house_style: bytes, extract: Callable[[bytes], Any]
) -> None:
    def item(words: str, revision: str | None = None) -> tree.ListItem:
        said = tree.Revision(revision) if revision else None
        return tree.ListItem((tree.Paragraph((tree.Text(words),)),), revision=said)

    made = document(
        tree.Paragraph((tree.Text("Gone."),), "gone", revision=tree.Revision.DELETED),
        tree.Paragraph(
            (tree.Text("Of "), tree.Deleted((tree.Text("four"),)), tree.Inserted((tree.Text("five"),)), tree.Text("."))
        ),
        tree.List(tree.ListKind.DECIMAL, (item("first"), item("second", "deleted"), item("third", "inserted"))),
        tree.Paragraph((tree.Text("End."),)),
        revised_by="Officer",
    )
    read = read_word(File("paper.docx", write_word(made, house_style))).paragraphs
    assert [(each.label, each.text) for each in read] == [
        ("", "Of five."),
        ("1.", "first"),
        ("2.", "third"),
        ("", "End."),
    ]


# What others write


def test_what_a_paragraph_shows() -> None:
    file = word(
        paragraph(
            run("The ")
            + f"<w:ins>{run('new ')}</w:ins><w:del><w:r><w:delText>old </w:delText></w:r></w:del>"
            + f"<w:moveFrom>{run('moved ')}</w:moveFrom><w:hyperlink>{run('terms')}</w:hyperlink>"
            + "<w:r><w:tab/><w:t>co</w:t><w:noBreakHyphen/><w:t>operate</w:t><w:br/></w:r>"
            + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
            + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
            + run("end")
        )
        + f"<w:sdt><w:sdtContent>{paragraph(run('in a control'))}</w:sdtContent></w:sdt>"
        + paragraph("")
    )
    assert texts(file) == ["The new terms\tco‑operate\nend", "in a control"]


def test_a_deleted_paragraph_mark_joins_its_paragraph_to_the_following_one() -> None:
    file = word(
        paragraph(run("One "), "<w:rPr><w:del/></w:rPr>")
        + paragraph(run("sentence."), '<w:pStyle w:val="A"/>')
        + paragraph(run("Last"), "<w:rPr><w:moveFrom/></w:rPr>"),
        styles='<w:style w:type="paragraph" w:styleId="A"><w:name w:val="body text"/></w:style>',
    )
    assert read_word(file).paragraphs == (WordParagraph("One sentence.", style="Body Text"), WordParagraph("Last"))


def test_deleted_rows_and_cells_are_gone_and_nested_tables_are_read_in_place() -> None:
    def cell(content: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{cell(paragraph(run('inner')))}</w:tr></w:tbl>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{cell(paragraph(run('gone')))}</w:tr>"
    row = f"<w:tr>{cell(paragraph(run('no')), '<w:cellDel/>')}{cell(paragraph(run('yes')) + inner)}</w:tr>"
    read = read_word(word(f"<w:tbl>{gone}{row}</w:tbl>")).paragraphs
    assert [(each.text, each.cell) for each in read] == [("yes", WordCell(1, 1, 1)), ("inner", WordCell(2, 1, 1))]


def test_bookmarks_within_and_between_paragraphs() -> None:
    def mark(name: str) -> str:
        return f'<w:bookmarkStart w:id="1" w:name="{name}"/><w:bookmarkEnd w:id="1"/>'

    file = word(
        paragraph(mark("one") + f"<w:del>{mark('gone')}</w:del>" + run("First") + mark("two"))
        + mark("three")
        + paragraph(run("Second"))
    )
    assert [each.bookmarks for each in read_word(file).paragraphs] == [("one", "two"), ("three",)]


def test_a_text_box_is_read_once() -> None:
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    drawn = f"<mc:AlternateContent {compatible}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert texts(word(paragraph(run("outside") + f"<w:r>{drawn}</w:r>"))) == ["outside", "in the box"]


def level(place: int, kind: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def use(number: int, of: int, override: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{override}</w:num>'


def test_levels_count_and_begin_anew() -> None:
    numbering = abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%1%2)")) + use(1, 0)
    body = numbered("a", 1) + numbered("b", 1, 1) + numbered("c", 1, 1) + numbered("d", 1) + numbered("e", 1, 1)
    assert labels(word(body, numbering=numbering)) == ["1.", "1a)", "1b)", "2.", "2a)"]


def test_uses_share_their_definitions_counters_unless_they_begin_anew() -> None:
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract(0, level(0, "decimal", "%1")) + use(1, 0) + use(2, 0) + use(3, 0, anew)
    body = "".join(numbered("x", number) for number in (1, 2, 3, 3, 1))
    assert labels(word(body, numbering=numbering)) == ["1", "2", "5", "6", "7"]


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        pytest.param("upperRoman", "%1", ["I", "II", "III", "IV"], id="capital Roman"),
        pytest.param("upperLetter", "Appendix %1", [f"Appendix {letter}" for letter in "ABCD"], id="capital letters"),
        pytest.param("decimalZero", "%1", ["01", "02", "03", "04"], id="two digits"),
        pytest.param("bullet", "\uf0b7", ["•"] * 4, id="a bullet of the font Symbol"),
        pytest.param("none", "%1", [""] * 4, id="no number"),
    ],
)
def test_formats_of_numbers(kind: str, text: str, expected: list[str]) -> None:
    body = "".join(numbered("x", 1) for _ in range(4))
    assert labels(word(body, numbering=abstract(0, level(0, kind, text)) + use(1, 0))) == expected


def test_legal_numbering_is_in_plain_digits() -> None:
    numbering = abstract(0, level(0, "upperRoman", "%1"), level(1, "decimal", "%1.%2", "<w:isLgl/>")) + use(1, 0)
    assert labels(word(numbered("x", 1) + numbered("x", 1, 1), numbering=numbering)) == ["I", "1.1"]


def test_numbering_comes_from_a_style_from_the_one_it_is_based_on_and_through_a_numbering_style() -> None:
    def style(name: str, more: str, kind: str = "paragraph") -> str:
        return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{more}</w:style>'

    of_style = "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    styles = (
        style("Outer", of_style)
        + style("Inner", of_style)
        + style("Based", '<w:basedOn w:val="Inner"/>')
        + style("Round", '<w:basedOn w:val="Round"/>')
        + style("Linked", "<w:pPr><w:numPr><w:numId w:val='2'/></w:numPr></w:pPr>", "numbering")
    )
    linked = [
        level(0, "decimal", "%1.0", '<w:pStyle w:val="Outer"/>'),
        level(1, "decimal", "%1.%2", '<w:pStyle w:val="Inner"/>'),
    ]
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Linked"/></w:abstractNum>'
        + abstract(1, *linked)
        + use(1, 0)
        + use(2, 1)
    )
    body = "".join(paragraph(run("x"), f'<w:pStyle w:val="{name}"/>') for name in ("Outer", "Based", "Inner", "Round"))
    without = paragraph(run("x"), '<w:pStyle w:val="Inner"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert labels(word(body + without, styles, numbering)) == ["1.0", "1.1", "1.2", "", ""]


@pytest.mark.parametrize(
    "numbering",
    [
        pytest.param("", id="no such use"),
        pytest.param(use(1, 7), id="no such definition"),
        pytest.param('<w:num w:numId="1"/>', id="no definition named"),
        pytest.param(abstract(0, level(0, "decimal", "%1")) + use(1, 0).replace('"0"', '"x"'), id="no number"),
        pytest.param(
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="X"/></w:abstractNum>' + use(1, 0),
            id="no such style",
        ),
    ],
)
def test_numbering_that_leads_nowhere_shows_no_label(numbering: str) -> None:
    assert labels(word(numbered("x", 1), numbering=numbering)) == [""]


def test_a_header_is_read() -> None:
    assert read_word(word(paragraph(run("x")), header=" Appendix C ")).headers == ("Appendix C",)


def test_what_python_docx_makes_is_read() -> None:
    made = docx.Document()
    made.add_heading("Terms", 1)
    made.add_paragraph("One", style="List Bullet")
    made.add_table(1, 2).cell(0, 1).text = "cell"
    buffer = io.BytesIO()
    made.save(buffer)
    read = read_word(File("made.docx", buffer.getvalue())).paragraphs
    assert [(each.label, each.style, each.text, each.cell) for each in read] == [
        ("", "Heading 1", "Terms", None),
        ("•", "List Bullet", "One", None),
        ("", "Normal", "cell", WordCell(1, 1, 2)),
    ]


def test_the_strict_form_of_the_format_is_read() -> None:
    file = word(paragraph(run("Strict")))
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    old, new = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert texts(packed({name: content.replace(old, new) for name, content in parts.items()})) == ["Strict"]


# What cannot be read

SAVE_ANEW = "Open it in Word and save it as a new Word document (.docx)."
LEAVE_IT = "Leave it unopened if you do not know where it comes from."


def with_part(name: str, content: str | bytes) -> File:
    file = word(paragraph(run("x")))
    with zipfile.ZipFile(io.BytesIO(file.content)) as package:
        parts: dict[str, str | bytes] = {each: package.read(each) for each in package.namelist()}
    return packed({**parts, name: content})


BOMB = "<!DOCTYPE x [" + "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(9)) + "]>"


@pytest.mark.parametrize(
    ("file", "message", "hint"),
    [
        pytest.param(File("paper.docx", b""), "The file cannot be opened as a Word document.", SAVE_ANEW, id="empty"),
        pytest.param(File("paper.docx", b"PK\x03\x04 cut"), "The file cannot be opened as a Word document.", SAVE_ANEW, id="cut off"),
        pytest.param(packed({"a": "b"}), "The file is no Word document.", "Name a Word document (.docx).", id="another archive"),
        pytest.param(with_part("word/document.xml", "<w:document"), "The file is damaged: its part word/document.xml is no XML that can be read.", SAVE_ANEW, id="no XML"),
        pytest.param(with_part("word/document.xml", b"\x00"), "The file is damaged: its part word/document.xml is no XML that can be read.", SAVE_ANEW, id="no text"),
        pytest.param(
            with_part("word/styles.xml", f'{BOMB}<w:styles {W}>&e8;</w:styles>'),
            "The file's part word/styles.xml brings a DOCTYPE, which no Word document does and which can hide anything.",
            LEAVE_IT,
            id="entities within entities",
        ),
        pytest.param(
            with_part("word/document.xml", f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {W}><w:body>{paragraph(run("&e;"))}</w:body></w:document>'),
            "The file's part word/document.xml brings a DOCTYPE, which no Word document does and which can hide anything.",
            LEAVE_IT,
            id="an entity from a file",
        ),
        pytest.param(
            with_part("word/document.xml", f"<!DOCTYPE x><w:document {W}/>".encode("utf-16")),
            "The file's part word/document.xml brings a DOCTYPE, which no Word document does and which can hide anything.",
            LEAVE_IT,
            id="a DOCTYPE in another encoding",
        ),
        pytest.param(
            with_part("word/document.xml", b" " * 30_000_000),
            "The file unpacks to far more than a Word document of this kind holds (word/document.xml).",
            LEAVE_IT,
            id="a zip bomb",
        ),
        pytest.param(
            File("paper.docx", b"PK\x01\x02" * 5_001),
            "The file holds more than 5000 parts, which no Word document does.",
            LEAVE_IT,
            id="too many parts",
        ),
        pytest.param(
            with_part("word/document.xml", f"<w:document {W}>{'<w:body>' * 5_000}"),
            "The file is damaged: its part word/document.xml is no XML that can be read.",
            SAVE_ANEW,
            id="too deep",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(file: File, message: str, hint: str) -> None:
    started = time.process_time()
    with pytest.raises(WordFileError) as refusal:
        read_word(file)
    assert time.process_time() - started < 1
    assert [(each.message, each.hint, each.file) for each in refusal.value.problems] == [(message, hint, "paper.docx")]
