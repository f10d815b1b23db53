"""Makes ``kcsp_docs_templates/house_style.docx``, the look of every Word artefact.

Run ``python templates/make_house_style.py`` after a change here; a test compares the committed file with what this
makes. Partnerships need not come here: they edit a copy of the file in Word (see ``templates/README.md``).

The bytes are the same on every machine, so nothing is compressed and nothing is dated by the clock. Sizes are in
Word's units: twentieths of a point for lengths, half points for letters.
"""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from kcsp_docs_kit.documents.word.package import zipped

TARGET = Path(__file__).parent / "kcsp_docs_templates" / "house_style.docx"

FONT = "Arial"
LANGUAGE = "en-GB"
INK = "1F3864"
"""Headings and table headings: 11.6 to 1 on white. WCAG 2.2 AA asks for 4.5 to 1."""
LINK = "0B4F9E"
"""Hyperlinks: 8.1 to 1 on white, and underlined as well."""
QUIET = "595959"
"""Header and footer: 7 to 1 on white."""
SHADE = "E4E9F2"
"""Behind a table's header row: 9.5 to 1 against its letters."""
LINE = "767676"

STEP = 567
"""How far a list lies in, and each list within it: one centimetre."""
HANG = 794
"""From the number of a paper's paragraph to its text: 1.4 cm, which holds "10.10"."""
BETWEEN_ITEMS = (40, 80)
"""Before and after an item of a list. Of two spaces that meet Word takes the larger."""
BELOW_LIST = 160
"""Before a paragraph of text: twice what stands between the items of a list above it."""

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORDML = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PARTS = {
    "word/document.xml": (f"{WORDML}.document.main+xml", "officeDocument"),
    "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", "core-properties"),
    "docProps/app.xml": (
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "extended-properties",
    ),
    "word/styles.xml": (f"{WORDML}.styles+xml", "styles"),
    "word/numbering.xml": (f"{WORDML}.numbering+xml", "numbering"),
    "word/settings.xml": (f"{WORDML}.settings+xml", "settings"),
    "word/fontTable.xml": (f"{WORDML}.fontTable+xml", "fontTable"),
    "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", "theme"),
    "word/header1.xml": (f"{WORDML}.header+xml", "header"),
    "word/footer1.xml": (f"{WORDML}.footer+xml", "footer"),
}
"""Each part's content type and the kind of relationship that leads to it, in the order of the package."""


# Styles ------------------------------------------------------------------------------------------------------------


def style_id(name: str) -> str:
    """``heading 1`` → ``Heading1``: the id that Word would give it."""
    return "".join(word[0].upper() + word[1:] for word in name.split())


def paragraph_style(
    name: str, paragraph: str = "", run: str = "", *, based: str = "Normal", following: str = "", priority: int = 10
) -> str:
    """A paragraph style in the gallery. ``paragraph`` and ``run`` are the insides of ``w:pPr`` and ``w:rPr``."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id(name)}"{_custom(name)}><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{style_id(based)}"/><w:next w:val="{style_id(following or name)}"/>'
        f'<w:uiPriority w:val="{priority}"/><w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _custom(name: str) -> str:
    return ' w:customStyle="1"' if name in OWN_STYLES else ""


OWN_STYLES = {
    "Detail", "Numbered Paragraph", "List Roman", "List Letter", "Table Text", "Table Heading", "Between Tables",
    "After Table", "House Table", "Clause Numbering", "Paper Numbering", "Bullets", "Decimal Numbers", "Roman Numerals",
    "Letters", "House Heading",
}  # fmt: skip
"""The styles that Word does not know by itself; the others carry Word's own names."""


def spacing(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def indent(left: int, hanging: int) -> str:
    return f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'


def size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def colour(value: str) -> str:
    return f'<w:color w:val="{value}"/>'


def heading(level: int, half_points: int, before: int, after: int) -> str:
    keep = "<w:keepNext/><w:keepLines/>"
    return paragraph_style(
        f"heading {level}",
        keep + spacing(before, after) + f'<w:outlineLvl w:val="{level - 1}"/>',
        size(half_points),
        based="House Heading",
        following="Body Text",
        priority=9,
    )


def list_style(name: str, numbering: str, level: int) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id(numbering)}"/></w:numPr>'
    return paragraph_style(name, number + spacing(*BETWEEN_ITEMS), priority=11)


def bare_line(name: str, height: int) -> str:
    """A line without words. The one that ends a document must find room below a table that fills the page."""
    return paragraph_style(
        name,
        f'<w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/>',
        size(2),
        following="Body Text",
        priority=98,
    )


def styles() -> str:
    return f"<w:styles {W}>{defaults()}{latent_styles()}{''.join(style_sheet())}</w:styles>"


def defaults() -> str:
    return (
        f'<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:eastAsia="{FONT}" w:hAnsi="{FONT}" '
        f'w:cs="{FONT}"/><w:sz w:val="24"/><w:szCs w:val="24"/>'
        f'<w:lang w:val="{LANGUAGE}" w:eastAsia="{LANGUAGE}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )


def latent_styles() -> str:
    """Word's hundreds of other styles stay out of sight until somebody asks for one."""
    return (
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
    )


def default_style(kind: str, name: str, properties: str = "") -> str:
    """The style of a kind that everything has which names no other; Word hides all but the paragraph's."""
    return (
        f'<w:style w:type="{kind}" w:default="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>{properties}</w:style>'
    )


def normal_table() -> str:
    sides = {"top": 0, "left": 108, "bottom": 0, "right": 108}
    margins = "".join(f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in sides.items())
    indented = '<w:tblInd w:w="0" w:type="dxa"/>'
    properties = f"<w:tblPr>{indented}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>"
    return default_style("table", "Normal Table", properties).replace('"NormalTable"', '"TableNormal"')


def normal() -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        '<w:uiPriority w:val="0"/><w:qFormat/></w:style>'
    )


def hyperlink() -> str:
    return (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="13"/><w:unhideWhenUsed/>'
        f'<w:rPr>{colour(LINK)}<w:u w:val="single"/></w:rPr></w:style>'
    )


def style_sheet() -> list[str]:
    return [
        normal(),
        default_style("character", "Default Paragraph Font"),
        normal_table(),
        default_style("numbering", "No List"),
        paragraph_style("House Heading", "", "<w:b/><w:bCs/>" + colour(INK), following="Body Text", priority=0),
        paragraph_style(
            "Title",
            "<w:keepNext/><w:keepLines/>" + spacing(0, 160) + '<w:outlineLvl w:val="0"/>',
            size(40),
            based="House Heading",
            following="Subtitle",
            priority=1,
        ),
        paragraph_style(
            "Subtitle",
            "<w:keepNext/>" + spacing(0, 320),
            colour(QUIET) + size(28),
            based="House Heading",
            following="Body Text",
            priority=2,
        ),
        heading(1, 28, 320, 120),
        heading(2, 26, 240, 100),
        heading(3, 24, 200, 80),
        paragraph_style("Body Text", spacing(BELOW_LIST, 100), priority=3),
        paragraph_style("Numbered Paragraph", indent(HANG, HANG), based="Body Text", priority=3),
        paragraph_style(
            "Detail",
            f'<w:tabs><w:tab w:val="left" w:pos="2268"/></w:tabs>{spacing(60, 60)}{indent(2268, 2268)}',
            priority=4,
        ),
        list_style("List Bullet", "Bullets", 0),
        list_style("List Bullet 2", "Bullets", 1),
        list_style("List Bullet 3", "Bullets", 2),
        list_style("List Number", "Decimal Numbers", 0),
        list_style("List Roman", "Roman Numerals", 0),
        list_style("List Letter", "Letters", 0),
        paragraph_style("List Continue", spacing(*BETWEEN_ITEMS) + f'<w:ind w:left="{STEP}"/>', priority=11),
        paragraph_style(
            "caption", "<w:keepNext/>" + spacing(200, 100), based="House Heading", following="Body Text", priority=12
        ),
        paragraph_style("Table Text", spacing(40, 40), priority=12),
        paragraph_style("Table Heading", "<w:keepNext/>" + spacing(40, 40), based="House Heading", priority=12),
        bare_line("Between Tables", 120),
        bare_line("After Table", 20),
        paragraph_style("header", "", colour(QUIET), priority=13),
        paragraph_style("footer", '<w:jc w:val="right"/>', colour(QUIET), priority=13),
        hyperlink(),
        table_style(),
        *(numbering_style(name) for name in NUMBERINGS),
    ]


def table_style() -> str:
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{LINE}"'
    borders = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        '<w:style w:type="table" w:customStyle="1" w:styleId="HouseTable"><w:name w:val="House Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="12"/><w:qFormat/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:tblPr/><w:tcPr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{SHADE}"/></w:tcPr></w:tblStylePr></w:style>'
    )


def numbering_style(name: str) -> str:
    return (
        f'<w:style w:type="numbering" w:customStyle="1" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="NoList"/><w:uiPriority w:val="14"/>'
        f'<w:pPr><w:numPr><w:numId w:val="{number_id(name)}"/></w:numPr></w:pPr></w:style>'
    )


# Numbering ---------------------------------------------------------------------------------------------------------


def level(depth: int, kind: str, text: str, left: int, hanging: int, *, style: str = "", run: str = "") -> str:
    """One level of a multi-level list, ``depth`` from 0; ``style`` is the paragraph style that stands for it.

    A number looks as its paragraph does, but for what ``run`` says, the insides of ``w:rPr``.
    """
    linked = f'<w:pStyle w:val="{style_id(style)}"/>' if style else ""
    look = f"<w:rPr>{run}</w:rPr>" if run else ""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{indent(left, hanging)}</w:pPr>{look}</w:lvl>'
    )


def plain_levels(kind: str, text: str, style: str) -> list[str]:
    """Nine levels that count alike: a list's level says only how far in it lies."""
    return [
        level(depth, kind, text.replace("%1", f"%{depth + 1}"), STEP * (depth + 1), STEP, style="" if depth else style)
        for depth in range(9)
    ]


def bullet_levels() -> list[str]:
    """The signs have a font of their own: not every font that somebody may choose for the text has them."""
    signs, names = "•–▪", ("List Bullet", "List Bullet 2", "List Bullet 3")
    font = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:cs="{FONT}" w:hint="default"/>'
    return [
        level(
            depth,
            "bullet",
            signs[min(depth, 2)],
            STEP * (depth + 1),
            STEP,
            style=names[depth] if depth < 3 else "",
            run=font,
        )
        for depth in range(9)
    ]


NUMBERINGS = {
    "Clause Numbering": [level(0, "decimal", "%1.", STEP, STEP)],
    "Paper Numbering": [level(0, "decimal", "%1.0", HANG, HANG), level(1, "decimal", "%1.%2", HANG, HANG)],
    "Bullets": bullet_levels(),
    "Decimal Numbers": plain_levels("decimal", "%1.", "List Number"),
    "Roman Numerals": plain_levels("lowerRoman", "(%1)", "List Roman"),
    "Letters": plain_levels("lowerLetter", "(%1)", "List Letter"),
}
"""The numbering styles and their levels. The writer finds them by these names."""


def number_id(name: str) -> int:
    return list(NUMBERINGS).index(name) + 1


def numbering() -> str:
    definitions = "".join(
        f'<w:abstractNum w:abstractNumId="{number_id(name)}"><w:nsid w:val="{0x4B435350 + number_id(name):08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/><w:tmpl w:val="{0x5A000000 + number_id(name):08X}"/>'
        f'<w:styleLink w:val="{style_id(name)}"/>{"".join(levels)}</w:abstractNum>'
        for name, levels in NUMBERINGS.items()
    )
    uses = "".join(
        f'<w:num w:numId="{number_id(name)}"><w:abstractNumId w:val="{number_id(name)}"/></w:num>'
        for name in NUMBERINGS
    )
    return f"<w:numbering {W}>{definitions}{uses}</w:numbering>"


# The other parts ---------------------------------------------------------------------------------------------------


def settings() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    compatibility = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in compatibility.items()
    )
    return (
        f'<w:settings {W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compat}</w:compat>'
        f'<w:themeFontLang w:val="{LANGUAGE}"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def font_table() -> str:
    return (
        f'<w:fonts {W}><w:font w:name="{FONT}"><w:panose1 w:val="020B0604020202020204"/><w:charset w:val="00"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme() -> str:
    """The colours and fonts that Word's menus offer; the styles name their own."""
    colours = {"dk1": "000000", "lt1": "FFFFFF", "dk2": INK, "lt2": SHADE, "accent1": INK, "accent2": LINK}
    colours |= {"accent3": QUIET, "accent4": LINE, "accent5": INK, "accent6": LINK, "hlink": LINK, "folHlink": QUIET}
    scheme = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours.items())
    font = f'<a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    line = f'<a:ln w="6350">{fill}</a:ln>'
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="House style"><a:themeElements>'
        f'<a:clrScheme name="House style">{scheme}</a:clrScheme><a:fontScheme name="House style">'
        f"<a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>"
        f'<a:fmtScheme name="House style"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def header() -> str:
    """A content control tagged ``header``: the writer puts the document's header text into it."""
    return (
        f'<w:hdr {W}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:sdt><w:sdtPr><w:alias w:val="Document header"/>'
        '<w:tag w:val="header"/><w:id w:val="1201"/><w:text/></w:sdtPr><w:sdtContent>'
        "<w:r><w:t>Document header</w:t></w:r></w:sdtContent></w:sdt></w:p></w:hdr>"
    )


def footer() -> str:
    """Set to the right by its style: a tab would stay behind when somebody moves the margins."""
    return (
        f'<w:ftr {W}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{text('Page ')}{field('PAGE')}{text(' of ')}{field('NUMPAGES')}</w:p></w:ftr>"
    )


def text(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def field(code: str) -> str:
    parts = '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {code} </w:instrText>'
    shown = '<w:fldChar w:fldCharType="separate"/>', "<w:t>1</w:t>", '<w:fldChar w:fldCharType="end"/>'
    return "".join(f"<w:r>{part}</w:r>" for part in (*parts, *shown))


def document() -> str:
    """One paragraph in every style, for whoever edits the look; the writer takes none of it."""
    return f"<w:document {W} {R}><w:body>{''.join(specimen())}{section()}</w:body></w:document>"


def specimen() -> list[str]:
    return [
        shown("House Heading", "The font and colour of titles, headings, captions and header rows"),
        shown("Title", "The title of a document"),
        shown("Subtitle", "Its subtitle"),
        shown("Detail", "Detail\tone line of the block at the top of a paper, long enough to turn over to the next"),
        shown("heading 1", "A section of a paper", "Paper Numbering", 0),
        shown("Numbered Paragraph", "A numbered paragraph of a paper.", "Paper Numbering", 1),
        shown("heading 1", "A clause of terms of reference", "Clause Numbering", 0),
        shown("Body Text", "The text under a clause, and every other paragraph."),
        shown("List Bullet", "A bullet"),
        shown("List Bullet 2", "A bullet within a bullet"),
        shown("List Bullet 3", "And one within that"),
        shown("List Roman", "An item of a roman list"),
        shown("List Letter", "An item of a lettered list"),
        shown("List Number", "An item of a numbered list"),
        shown("List Continue", "A further paragraph of a list item."),
        shown("heading 2", "A heading within a section"),
        shown("heading 3", "A heading within that"),
        shown("caption", "A caption stands before its table"),
        specimen_table(),
        shown("Between Tables", ""),
        specimen_table(),
        shown("After Table", ""),
    ]


def shown(style: str, words: str, numbered: str = "", depth: int = 0) -> str:
    number = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number_id(numbered)}"/></w:numPr>' if numbered else ""
    runs = "<w:r><w:tab/></w:r>".join(text(part) for part in words.split("\t") if part)
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id(style)}"/>{number}</w:pPr>{runs}</w:p>'


def specimen_table() -> str:
    def cell(style: str, words: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="4535" w:type="dxa"/></w:tcPr>{shown(style, words)}</w:tc>'

    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="HouseTable"/><w:tblW w:w="9070" w:type="dxa"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
        'w:noVBand="1"/></w:tblPr><w:tblGrid><w:gridCol w:w="4535"/><w:gridCol w:w="4535"/></w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cell('Table Heading', 'Table Heading') * 2}</w:tr>"
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cell('Table Text', 'Table Text') * 2}</w:tr></w:tbl>"
    )


def section() -> str:
    """A4, margins of 2.5 cm at the sides: the text is 9,070 wide."""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId6"/><w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1304" w:left="1418" '
        'w:header="680" w:footer="624" w:gutter="0"/><w:cols w:space="708"/></w:sectPr>'
    )


def core() -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>House style</dc:title>'
        f"<dc:language>{LANGUAGE}</dc:language></cp:coreProperties>"
    )


def app() -> str:
    return (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        "<Application>kcsp-docs</Application></Properties>"
    )


# The package -------------------------------------------------------------------------------------------------------


def content_types() -> str:
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in PARTS.items())
    return (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(names: list[str], base: str) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_relationship_type(PARTS[name][1])}" '
        f'Target="{name.removeprefix(base)}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def _relationship_type(kind: str) -> str:
    return f"{PACKAGE}/relationships/metadata/core-properties" if kind == "core-properties" else f"{OFFICE}/{kind}"


def house_style() -> bytes:
    """The whole file."""
    top = ["word/document.xml", "docProps/core.xml", "docProps/app.xml"]
    parts = {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(top, ""),
        "word/_rels/document.xml.rels": relationships([name for name in PARTS if name not in top], "word/"),
        "word/document.xml": document(),
        "docProps/core.xml": core(),
        "docProps/app.xml": app(),
        "word/styles.xml": styles(),
        "word/numbering.xml": numbering(),
        "word/settings.xml": settings(),
        "word/fontTable.xml": font_table(),
        "word/theme/theme1.xml": theme(),
        "word/header1.xml": header(),
        "word/footer1.xml": footer(),
    }
    return zipped({name: (DECLARATION + xml).encode() for name, xml in parts.items()}, compress=False)


if __name__ == "__main__":
    TARGET.write_bytes(house_style())
