"""The house style that is shipped, and what happens with one that an officer has edited."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from kcsp_docs_kit.documents import Numbering
from kcsp_docs_kit.documents.word import HouseStyleError, write_word

from kcsp_docs.prose.tree import Link, List, ListItem, ListKind, Paragraph

SCRIPT = Path(__file__).parents[2] / "templates" / "make_house_style.py"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STYLES = "word/styles.xml"
NUMBERS = "word/numbering.xml"


def edited(content: bytes, changes: dict[str, tuple[tuple[str, str], ...]]) -> bytes:
    """The house style with some text replaced in some parts; every place must exist."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(buffer, "w") as changed:
        for name in package.namelist():
            text = package.read(name).decode()
            for before, after in changes.get(name, ()):
                assert before in text, f"{before} is not in {name}"
                text = text.replace(before, after)
            changed.writestr(name, text)
    return buffer.getvalue()


def tree(content: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return ET.fromstring(package.read(name))


def test_the_committed_file_is_what_the_script_makes(house_style):
    spec = importlib.util.spec_from_file_location("make_house_style", SCRIPT)
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.house_style() == house_style, "run python templates/make_house_style.py"


def test_it_is_valid_and_slim(house_style, assert_valid_docx):
    assert_valid_docx(house_style)
    assert len(house_style) < 60_000


def test_officers_find_each_style_in_the_gallery_and_on_the_page(house_style, extract):
    styles = [each for each in tree(house_style, STYLES).iter(f"{W}style") if each.get(f"{W}type") == "paragraph"]
    names = {each.find(f"{W}name").get(f"{W}val").casefold() for each in styles}
    assert names == {
        "normal", "house heading", "title", "subtitle", "heading 1", "heading 2", "heading 3", "body text", "numbered paragraph",
        "detail", "list bullet", "list bullet 2", "list bullet 3", "list number", "list roman", "list letter",
        "list continue", "caption", "table text", "table heading", "between tables",
        "after table", "header", "footer",
    }  # fmt: skip
    assert all(each.find(f"{W}qFormat") is not None for each in styles)
    page = extract(house_style)
    shown = {each.style.casefold() for each in page.paragraphs} | {"table text", "table heading", "header", "footer"}
    assert names - shown == {"normal"}


def test_letters_are_sans_serif_and_never_small(house_style):
    styles = tree(house_style, STYLES)
    (font,) = {each.get(f"{W}ascii") for each in styles.iter(f"{W}rFonts")}
    sizes = {int(each.get(f"{W}val")) for each in styles.iter(f"{W}sz")}
    assert font == "Arial"
    assert {size for size in sizes if size < 24} == {2}, "only what says nothing is smaller than 12 points"


def test_the_line_after_a_last_table_takes_next_to_no_room(house_style):
    (style,) = (
        each
        for each in tree(house_style, STYLES).iter(f"{W}style")
        if each.find(f"{W}name").get(f"{W}val") == "After Table"
    )
    spacing = style.find(f"{W}pPr/{W}spacing")
    one_point = {"before": "0", "after": "0", "line": "20", "lineRule": "exact"}
    assert {name: spacing.get(W + name) for name in one_point} == one_point
    assert style.find(f"{W}rPr/{W}sz").get(f"{W}val") == "2"


def test_one_style_sets_the_font_and_colour_of_every_heading(house_style):
    styles = {each.find(f"{W}name").get(f"{W}val"): each for each in tree(house_style, STYLES).iter(f"{W}style")}
    headings = {
        name: {part.tag.removeprefix(W) for part in each.find(f"{W}rPr") or ()}
        for name, each in styles.items()
        if each.find(f"{W}basedOn") is not None and each.find(f"{W}basedOn").get(f"{W}val") == "HouseHeading"
    }
    size = {"sz", "szCs"}
    assert headings == {
        "Title": size, "Subtitle": size | {"color"}, "heading 1": size, "heading 2": size, "heading 3": size,
        "caption": set(), "Table Heading": set(),
    }  # fmt: skip


def test_a_number_looks_as_its_paragraph_does_and_a_bullet_has_a_font_that_holds_it(house_style):
    fonts = {
        (level.find(f"{W}numFmt").get(f"{W}val"), *(font.get(f"{W}ascii") for font in level.iter(f"{W}rFonts")))
        for level in tree(house_style, NUMBERS).iter(f"{W}lvl")
    }
    assert fonts == {("decimal",), ("lowerRoman",), ("lowerLetter",), ("bullet", "Arial")}
    looks = [child.tag for look in tree(house_style, NUMBERS).iter(f"{W}rPr") for child in look]
    assert set(looks) == {f"{W}rFonts"}


def test_a_paragraph_stands_further_off_a_list_than_the_items_from_each_other(house_style):
    styles = {each.get(f"{W}styleId"): each for each in tree(house_style, STYLES).iter(f"{W}style")}
    spaces = {
        name: each.find(f"{W}pPr/{W}spacing") for name, each in styles.items() if each.find(f"{W}pPr") is not None
    }

    def between(above: str, below: str) -> int:
        return max(int(spaces[above].get(f"{W}after")), int(spaces[below].get(f"{W}before")))

    lists = [name for name in spaces if name.startswith("List")]
    assert len(lists) == 7
    for name in lists:
        assert between(name, "BodyText") >= 2 * between(name, name) > 0
    assert styles["NumberedParagraph"].find(f"{W}basedOn").get(f"{W}val") == "BodyText"
    assert spaces["NumberedParagraph"] is None


def test_header_and_footer_stay_at_the_margins_wherever_those_are(house_style):
    styles = {each.get(f"{W}styleId"): each for each in tree(house_style, STYLES).iter(f"{W}style")}
    sides = {name: [each.get(f"{W}val") for each in styles[name].iter(f"{W}jc")] for name in ("Header", "Footer")}
    assert sides == {"Header": [], "Footer": ["right"]}
    running = (styles["Header"], styles["Footer"], tree(house_style, "word/header1.xml"))
    for element in (*running, tree(house_style, "word/footer1.xml")):
        assert not list(element.iter(f"{W}tab"))


def brightness(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_colour_can_be_read_on_white_and_on_the_header_row(house_style):
    styles = tree(house_style, STYLES)
    inks = {each.get(f"{W}val") for each in styles.iter(f"{W}color")}
    (shade,) = {each.get(f"{W}fill") for each in styles.iter(f"{W}shd")}
    assert inks
    for ink in inks:
        for paper in ("FFFFFF", shade):
            assert (brightness(paper) + 0.05) / (brightness(ink) + 0.05) >= 4.5, (ink, paper)


def test_headings_are_found_by_navigation_and_stay_with_their_text(house_style):
    styles = {each.find(f"{W}name").get(f"{W}val"): each for each in tree(house_style, STYLES).iter(f"{W}style")}
    levels = {
        name: each.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val")
        for name, each in styles.items()
        if each.find(f"{W}pPr/{W}outlineLvl") is not None
    }
    assert levels == {"Title": "0", "heading 1": "0", "heading 2": "1", "heading 3": "2"}
    assert all(styles[name].find(f"{W}pPr/{W}keepNext") is not None for name in (*levels, "caption"))
    assert not list(tree(house_style, STYLES).iter(f"{W}pBdr"))


def everything(blocks, document, numbering=Numbering.PAPER):
    lists = [blocks.list(kind, "One") for kind in ("bullet", "decimal", "roman", "letter")]
    return document(
        blocks.details(By="The chair"),
        blocks.section("Background"),
        blocks.paragraph("First."),
        blocks.list("bullet", blocks.item("One", blocks.paragraph("More."))),
        *lists,
        blocks.paragraph("Set apart.", style="grand-quotation"),
        blocks.table(blocks.row("Body"), blocks.row("The police"), caption="Seats"),
        header="Anyshire",
        numbering=numbering,
    )


def test_each_missing_style_is_named_all_at_once(blocks, document, house_style):
    gone = edited(
        house_style,
        {
            STYLES: (
                ('<w:name w:val="Detail"/>', '<w:name w:val="Particulars"/>'),
                ('<w:name w:val="heading 1"/>', '<w:name w:val="Kopf"/>'),
                ('<w:name w:val="House Table"/>', '<w:name w:val="Grid"/>'),
                ('<w:name w:val="Paper Numbering"/>', '<w:name w:val="Numbers"/>'),
            ),
            "word/header1.xml": (('<w:tag w:val="header"/>', '<w:tag w:val="top"/>'),),
        },
    )
    with pytest.raises(HouseStyleError) as caught:
        write_word(everything(blocks, document), gone)
    assert [problem.message for problem in caught.value.problems] == [
        'The house style has no paragraph style "Detail", which “By: The chair” asks for.',
        'The house style has no list style with levels called "Paper Numbering", which “Background” asks for.',
        'The house style has no paragraph style "Heading 1", which “Background” asks for.',
        'The house style has no paragraph style "Grand Quotation", which “Set apart.” asks for.',
        'The house style has no table style "House Table", which “Seats” asks for.',
        'The house style has no place for the header text "Anyshire".',
    ]
    assert str(caught.value.problems[0]).endswith(
        "Add it to the house style in Word, or start again from a copy of the shipped house_style.docx. "
        "[house-style-missing]"
    )


def test_a_missing_style_is_told_once_with_the_first_words_that_ask_for_it(blocks, document, house_style):
    long = "Membership shall consist of the bodies that the regulations name"
    gone = edited(house_style, {STYLES: (('<w:name w:val="Hyperlink"/>', '<w:name w:val="Link"/>'),)})
    with pytest.raises(HouseStyleError) as caught:
        write_word(
            document(
                blocks.paragraph(long, style="letter"),
                blocks.paragraph("And more.", style="letter"),
                Paragraph((Link("https://example.org/", blocks.text("the terms")),)),
                blocks.table(blocks.row("Body", "Seat")),
            ),
            gone,
        )
    assert [problem.message for problem in caught.value.problems] == [
        'The house style has no paragraph style "Letter", which “Membership shall consist of the bodies…” asks for.',
        'The house style has no character style "Hyperlink", which “the terms” asks for.',
    ]


def test_a_style_that_this_document_does_not_need_may_be_missing(blocks, document, house_style, extract):
    gone = edited(house_style, {STYLES: (('<w:name w:val="Detail"/>', '<w:name w:val="Particulars"/>'),)})
    assert extract(write_word(document(blocks.paragraph("Text.")), gone)).paragraphs[0].style == "Body Text"


def test_styles_and_lists_are_found_by_name_whatever_their_ids(blocks, document, house_style, extract):
    changed = edited(
        house_style,
        {
            STYLES: (
                ('"BodyText"', '"Textkrper"'),
                ('"Heading1"', '"berschrift1"'),
                ('w:numId w:val="2"', 'w:numId w:val="31"'),
            ),
            NUMBERS: (
                ('w:num w:numId="2"><w:abstractNumId w:val="2"', 'w:num w:numId="31"><w:abstractNumId w:val="47"'),
                ('w:abstractNum w:abstractNumId="2"', 'w:abstractNum w:abstractNumId="47"'),
            ),
        },
    )  # fmt: skip
    paper = document(blocks.section("Background"), blocks.paragraph("First."), numbering=Numbering.PAPER)
    read = extract(write_word(paper, changed))
    assert read.outline() == "1.0 [Heading 1] Background\n1.1 [Numbered Paragraph] First."


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param(
            'w:lvlText w:val="%1.0"', 'w:lvlText w:val="%1"',
            'Level 1 of the list style "Paper Numbering" in the house style does not count as papers cite it: '
            'its number format must be "1.0".',
            id="section numbers",
        ),
        pytest.param(
            '<w:numFmt w:val="lowerRoman"/><w:pStyle', '<w:numFmt w:val="upperRoman"/><w:pStyle',
            'Level 1 of the list style "Roman Numerals" in the house style does not count as papers cite it: '
            'its number format must be "(i)".',
            id="numerals",
        ),
    ],
)  # fmt: skip
def test_numbers_that_papers_cite_may_not_be_changed(blocks, document, house_style, before, after, message):
    with pytest.raises(HouseStyleError) as caught:
        write_word(
            document(blocks.section("Background"), blocks.list("roman", "One"), numbering=Numbering.PAPER),
            edited(house_style, {NUMBERS: ((before, after),)}),
        )
    assert [(problem.code, problem.message) for problem in caught.value.problems] == [
        ("house-style-numbering", message)
    ]


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x05\x06" + bytes(18)], ids=["nothing", "text", "empty zip"])
def test_what_is_no_word_file_is_said_to_be_none(blocks, document, content):
    with pytest.raises(HouseStyleError) as caught:
        write_word(document(blocks.paragraph("Text.")), content)
    assert str(caught.value) == (
        "house_style.docx: The house style cannot be opened as a Word document. "
        "Save it in Word as a .docx file without a password. [house-style-unreadable]"
    )


@pytest.mark.parametrize(
    ("part", "before", "after", "what"),
    [
        ("word/document.xml", 'w:w="11906"', 'w:w="A4"', "invalid literal for int() with base 10: 'A4'"),
        (NUMBERS, 'w:numId="1"', 'w:numId="one"', "invalid literal for int() with base 10: 'one'"),
    ],
    ids=["page width", "number of a list"],
)
def test_what_word_would_not_have_written_is_the_house_styles_fault(
    blocks, document, house_style, part, before, after, what
):
    with pytest.raises(HouseStyleError) as caught:
        write_word(document(blocks.paragraph("Text.")), edited(house_style, {part: ((before, after),)}))
    assert str(caught.value) == (
        f"house_style.docx: The house style holds something that cannot be used: {what}. Open it in Word and save it "
        "again, or start again from a copy of the shipped house_style.docx. [house-style-unusable]"
    )


def test_a_torn_house_style_is_said_to_be_unreadable(blocks, document, house_style):
    for length in range(0, len(house_style), 997):
        with pytest.raises(HouseStyleError):
            write_word(document(blocks.paragraph("Text.")), house_style[:length])


CUSTOM = """<?xml version="1.0" encoding="UTF-8"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
 xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">
<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Owner"><vt:lpwstr>A. Person</vt:lpwstr></property>
</Properties>"""


def test_a_house_style_without_lists_is_told_what_it_lacks(blocks, document, house_style):
    bare = edited(house_style, {"word/_rels/document.xml.rels": (("relationships/numbering", "relationships/other"),)})
    nested = List(ListKind.BULLET, (ListItem((blocks.list("bullet", "Deep"),)),))
    with pytest.raises(HouseStyleError) as caught:
        write_word(document(blocks.list("roman", "One", "Two"), nested, blocks.list("roman", "Later")), bare)
    assert [problem.message for problem in caught.value.problems] == [
        'The house style has no list style with levels called "Roman Numerals", which “One” asks for.',
        'The house style has no list style with levels called "Bullets", which “Deep” asks for.',
    ]


def test_nothing_of_the_person_who_edited_it_gets_into_a_file(blocks, document, house_style):
    settings_links = (
        '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns='
        '"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target='
        '"file:///C:/Users/a.person/Normal.dotm" TargetMode="External"/></Relationships>'
    )
    private = edited(
        house_style,
        {
            "word/settings.xml": (
                ("<w:zoom ", ('<w:attachedTemplate r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument'
                 '/2006/relationships"/><w:rsids><w:rsidRoot w:val="00A77B3E"/></w:rsids><w:zoom ')),
            ),
            "docProps/app.xml": (("</Application>", "</Application><Company>A. Person Ltd</Company>"),),
            "docProps/core.xml": (("<dc:language>", "<dc:creator>A. Person</dc:creator><dc:language>"),),
            "_rels/.rels": (
                ("</Relationships>", ('<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/'
                 '2006/relationships/custom-properties" Target="docProps/custom.xml"/></Relationships>')),
            ),
            "[Content_Types].xml": (
                ("</Types>", ('<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-'
                 'officedocument.custom-properties+xml"/></Types>')),
            ),
            "word/_rels/document.xml.rels": (
                ("</Relationships>", ('<Relationship Id="rId90" Type="http://schemas.openxmlformats.org/officeDocument/'
                 '2006/relationships/hyperlink" Target="https://example.org/a.person" TargetMode="External"/>'
                 "</Relationships>")),
            ),
        },
    )  # fmt: skip
    with zipfile.ZipFile(buffer := io.BytesIO(private), "a") as package:
        package.writestr("word/_rels/settings.xml.rels", settings_links)
        package.writestr("docProps/custom.xml", CUSTOM)
    content = write_word(document(blocks.paragraph("Text.")), buffer.getvalue())
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        words = b"".join(package.read(name) for name in package.namelist()).lower()
    assert not [
        trace for trace in (b"person", b"normal.dotm", b"00a77b3e", b"the title of a document") if trace in words
    ]


STYLE = '<w:pPr><w:pStyle w:val="Header"/></w:pPr>'
BOLD = "<w:rPr><w:b/></w:rPr>"


def control(content: str, more: str = "") -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="header"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def run(words: str, look: str = "") -> str:
    return f"<w:r>{look}<w:t>{words}</w:t></w:r>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            f"<w:p>{STYLE}{control(run('Here'))}{run('Anyshire')}</w:p>",
            f"<w:p>{STYLE}{run('Appendix C')}{run('Anyshire')}</w:p>",
            id="beside other words",
        ),
        pytest.param(
            f"<w:p>{STYLE}{control(run('He', BOLD) + run('re', BOLD))}</w:p>",
            f"<w:p>{STYLE}{run('Appendix C', BOLD)}</w:p>",
            id="set in bold",
        ),
        pytest.param(
            f"<w:p>{STYLE}{control(run('Click here', BOLD), '<w:showingPlcHdr/>')}</w:p>",
            f"<w:p>{STYLE}{run('Appendix C')}</w:p>",
            id="with the look of Word's own prompt",
        ),
        pytest.param(
            control(f"<w:p>{STYLE}{run('Here', BOLD)}</w:p>"),
            f"<w:p>{STYLE}{run('Appendix C', BOLD)}</w:p>",
            id="around a paragraph",
        ),
    ],
)
def test_the_header_text_takes_the_place_of_the_content_control(blocks, document, house_style, before, after):
    start, end = (f'<w:hdr xmlns:w="{W[1:-1]}">', "</w:hdr>")
    with zipfile.ZipFile(io.BytesIO(house_style)) as package:
        shipped = package.read("word/header1.xml").decode()
    changed = edited(house_style, {"word/header1.xml": ((shipped, start + before + end),)})
    content = write_word(document(blocks.paragraph("Text."), header="Appendix C"), changed)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        made = package.read("word/header1.xml").decode()
    assert ET.canonicalize(made) == ET.canonicalize(start + after + end)
