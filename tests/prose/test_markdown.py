"""Each construct of Markdown that wordings have, and the block that it becomes."""

import pytest

from kcsp_docs.prose.tree import (
    Cell,
    Definition,
    DefinitionList,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    ListKind,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)


def text(words):
    return (Text(words),)


def item(words, item_id=None, *others):
    return ListItem((Paragraph(text(words)), *others), item_id)


def row(*cells, row_id=None):
    return Row(tuple(Cell(text(cell) if cell else ()) for cell in cells), row_id)


CONSTRUCTS = [
    pytest.param("# Terms", Heading(1, text("Terms")), id="title"),
    pytest.param("## Membership", Heading(2, text("Membership")), id="section"),
    pytest.param("## Membership ##", Heading(2, text("Membership")), id="closed heading"),
    pytest.param("## Membership {: #membership}", Heading(2, text("Membership"), "membership"), id="heading with id"),
    pytest.param("## Aims {: #aims .wide}", Heading(2, text("Aims"), "aims", "wide"), id="heading with id and style"),
    pytest.param("One\ntwo", Paragraph(text("One two")), id="soft break"),
    pytest.param("One\\\ntwo", Paragraph((Text("One"), LineBreak(), Text("two"))), id="hard break by backslash"),
    pytest.param("One  \ntwo", Paragraph((Text("One"), LineBreak(), Text("two"))), id="hard break by blanks"),
    pytest.param("By whom {: .subtitle}", Paragraph(text("By whom"), None, "subtitle"), id="style"),
    pytest.param("One\ntwo {: #both}", Paragraph(text("One two"), "both"), id="id at the end of the last line"),
    pytest.param("One\n{: #own-line}", Paragraph(text("One"), "own-line"), id="id on a line of its own"),
    pytest.param("One{:#close}", Paragraph(text("One"), "close"), id="id without blanks"),
    pytest.param(r"Write \{: #x}", Paragraph(text("Write {: #x}")), id="escaped attribute"),
    pytest.param('"Quoted" -- it\'s...', Paragraph(text('"Quoted" -- it\'s...')), id="quotes and dashes as typed"),
    pytest.param("“Fire & Rescue” – 2 < 3", Paragraph(text("“Fire & Rescue” – 2 < 3")), id="signs as typed"),
    pytest.param("1 * 2 and snake_case_name", Paragraph(text("1 * 2 and snake_case_name")), id="lone signs"),
    pytest.param(
        "**Bold** *slanted*", Paragraph((Strong(text("Bold")), Text(" "), Emphasis(text("slanted")))), id="emphasis"
    ),
    pytest.param("**a *b***", Paragraph((Strong((Text("a "), Emphasis(text("b")))),)), id="emphasis within"),
    pytest.param(
        "[site](https://example.org/a?b=c)", Paragraph((Link("https://example.org/a?b=c", text("site")),)), id="link"
    ),
    pytest.param(
        "<https://example.org>", Paragraph((Link("https://example.org", text("https://example.org")),)), id="address"
    ),
    pytest.param("<a@example.org>", Paragraph((Link("mailto:a@example.org", text("a@example.org")),)), id="e-mail"),
    pytest.param(
        "[w](http://example.org/ä)", Paragraph((Link("http://example.org/%C3%A4", text("w")),)), id="link, encoded"
    ),
    pytest.param("- a\n- b {: #b}", List(ListKind.BULLET, (item("a"), item("b", "b"))), id="bullets"),
    pytest.param("1. a\n2. b", List(ListKind.DECIMAL, (item("a"), item("b"))), id="numbers"),
    pytest.param("{: .roman}\n\n1. a", List(ListKind.ROMAN, (item("a"),)), id="roman"),
    pytest.param("{: .roman}\n1. a", List(ListKind.ROMAN, (item("a"),)), id="roman, no empty line"),
    pytest.param("{: .letter}\n\n- a", List(ListKind.LETTER, (item("a"),)), id="letters"),
    pytest.param("{: .decimal}\n\n- a", List(ListKind.DECIMAL, (item("a"),)), id="bullets that number"),
    pytest.param("{: .bullet}\n\n1. a", List(ListKind.BULLET, (item("a"),)), id="numbers that do not"),
    pytest.param(
        "- a\n  1. b\n     - c",
        List(
            ListKind.BULLET,
            (item("a", None, List(ListKind.DECIMAL, (item("b", None, List(ListKind.BULLET, (item("c"),))),))),),
        ),
        id="nested lists",
    ),
    pytest.param(
        "- a {: #a .small}\n\n  more {: #more}",
        List(
            ListKind.BULLET,
            (ListItem((Paragraph(text("a"), None, "small"), Paragraph(text("more"), "more")), "a"),),
        ),
        id="paragraphs of an item",
    ),
    pytest.param(
        "- a\n\n  {: .letter}\n\n  1. b",
        List(ListKind.BULLET, (item("a", None, List(ListKind.LETTER, (item("b"),))),)),
        id="kind of a nested list",
    ),
    pytest.param(
        "| A | B |\n|---|---|\n| c | d |\n| e | |",
        Table(row("A", "B"), (row("c", "d"), row("e", ""))),
        id="table",
    ),
    pytest.param(
        "Table: Fees, *2024*\n\n{: #fees}\n\n| A | B |\n|---|:-:|\n| c \\| d | e {: #row} |",
        Table(
            row("A", "B"),
            (row("c | d", "e", row_id="row"),),
            (Text("Fees, "), Emphasis(text("2024"))),
            "fees",
        ),
        id="table with caption and ids",
    ),
    pytest.param(
        "Table: Fees {: #fees}\n| A |\n|---|\n| b |",
        Table(row("A"), (row("b"),), text("Fees"), "fees"),
        id="caption right above, with the table's id",
    ),
    pytest.param(
        "By\n:   The Chair {: #by}\n\nTo\n:   The Board\n    and others",
        DefinitionList(
            (Definition(text("By"), text("The Chair"), "by"), Definition(text("To"), text("The Board and others")))
        ),
        id="definitions",
    ),
]


@pytest.mark.parametrize(("markdown", "block"), CONSTRUCTS)
def test_construct(prose, markdown, block):
    assert prose(markdown) == (block,)


def test_blocks_follow_one_another(prose):
    assert prose("# T\n\n## A\n\none\n\ntwo\n\n### B\n\n- x\n\n* y\n") == (
        Heading(1, text("T")),
        Heading(2, text("A")),
        Paragraph(text("one")),
        Paragraph(text("two")),
        Heading(3, text("B")),
        List(ListKind.BULLET, (item("x"),)),
        List(ListKind.BULLET, (item("y"),)),
    )


def test_a_kind_is_for_the_next_list_alone(prose):
    first, _, second = prose("{: .roman}\n\n1. a\n\nbetween\n\n1. b")
    assert (first.kind, second.kind) == (ListKind.ROMAN, ListKind.DECIMAL)


def test_nothing_gives_nothing(prose):
    assert prose("") == prose("\n\n  \n") == ()


NOT_SUPPORTED = [
    pytest.param("<b>x</b> y", 3, "HTML has no place in a document. Use Markdown, or write \\< for the sign itself.", id="HTML in a line"),
    pytest.param("<div>x</div>", 3, "HTML has no place in a document. Use Markdown; write comments as {# … #}.", id="HTML block"),
    pytest.param("<!-- x -->", 3, "HTML has no place in a document. Use Markdown; write comments as {# … #}.", id="HTML comment"),
    pytest.param("a\nb ![x](y.png)", 4, "Pictures have no place in a document. Leave it out of the wording.", id="picture"),
    pytest.param("a `b`", 3, "Code between ` has no place in a document. Leave the ` out.", id="code"),
    pytest.param("```\na\n```", 3, "Code between ``` has no place in a document. Write a paragraph.", id="fence"),
    pytest.param("    a", 3, "Text set in by four blanks or more is taken for code in a document. Begin it at the left, or below a list item.", id="set in"),
    pytest.param("> a", 3, "A quotation marked by > has no place in a document. Write a paragraph, or \\> for the sign itself.", id="quotation"),
    pytest.param("***", 3, "A line across the page has no place in a document. Use a heading, or leave it out.", id="line"),
    pytest.param("~~a~~ b", 3, "Struck-out text has no place in a document. Leave the text out; changes are marked by comparing editions.", id="struck out"),
    pytest.param("Title\n---", 3, "A row of = or - makes the text above it a heading, which has no place in a document. Write ## and a blank before the heading, or leave the row out.", id="underlined heading"),
    pytest.param("[a]: https://example.org", 3, "An address apart from its link has no place. Write the address where the link is: [text](https://…).", id="link reference"),
    pytest.param('[a](https://example.org "b")', 3, "A link's title has no place in a document. Put what it says into the sentence.", id="link title"),
    pytest.param("- a\n\n  | b |\n  |---|\n  | c |", 5, "A table has no place within a list item. Begin it at the left, after the list and an empty line.", id="table in an item"),
    pytest.param("- a\n\n  ## b", 5, "A heading has no place within a list item. Begin it at the left, after the list and an empty line.", id="heading in an item"),
    pytest.param("- a\n\n  b\n  :   c", 5, "A definition list has no place within a list item. Begin it at the left, after the list and an empty line.", id="definitions in an item"),
    pytest.param("By\n:   a\n:   b", 5, "A term has one definition. Write it on a line of the same definition, with \\ at the end of the line above.", id="two definitions"),
    pytest.param("By\n:   a\n\n    b", 4, "A definition is one paragraph. Keep it to one paragraph; \\ at the end of a line begins a new line.", id="long definition"),
    pytest.param("By\n:   - a", 4, "A definition is one paragraph. Keep it to one paragraph; \\ at the end of a line begins a new line.", id="list as definition"),
]  # fmt: skip


@pytest.mark.parametrize(("markdown", "line", "message"), NOT_SUPPORTED)
def test_what_has_no_place_is_told(problems, markdown, line, message):
    assert problems(f"First.\n\n{markdown}\n\nLast.") == [f"terms/board.md:{line}: {message} [markdown-not-supported]"]


FAULTS = [
    pytest.param("## A\n\n#### B", "3: A heading of level 4 cannot stand here. Use ### or fewer: levels follow one another, and 4 is the deepest. [heading-level]", id="skipped level"),
    pytest.param("### A", "1: A heading of level 3 cannot stand here. Use ## or fewer: levels follow one another, and 4 is the deepest. [heading-level]", id="first level"),
    pytest.param("## A\n### B\n#### C\n##### D", "4: A heading of level 5 cannot stand here. Use #### or fewer: levels follow one another, and 4 is the deepest. [heading-level]", id="too deep"),
    pytest.param("a\n\n##", "3: This heading has no text. Write one, or take the heading out. [empty-heading]", id="empty heading"),
    pytest.param("## {: #a}", "1: This heading has no text. Write one, or take the heading out. [empty-heading]", id="heading of an id"),
    pytest.param("- a\n-\n- c", "2: This list item has no text of its own. Write it beside the mark, or take the item out. [empty-item]", id="empty item"),
    pytest.param("- a\n- - b", "2: This list item has no text of its own. Write it beside the mark, or take the item out. [empty-item]", id="item of an item"),
    pytest.param("- a\n- {: #b}", "2: This list item has no text of its own. Write it beside the mark, or take the item out. [empty-item]", id="item of an id"),
    pytest.param("a\n\n3. b", "3: A numbered list begins with 1. Begin with 1; write 3\\. where no list is meant. [list-start]", id="list from 3"),
    pytest.param("a\n\n2024. A year", "3: A numbered list begins with 1. Begin with 1; write 2024\\. where no list is meant. [list-start]", id="a year taken for a list"),
    pytest.param("| A |\n|---|", "1: This table has no rows below its header. Write some, or print it only where there are any: {% if … %}. [table-without-rows]", id="no rows"),
    pytest.param("| A | B |\n|---|---|\n| a | b |\n| a | b | c |", "4: This row has three cells and the header two. Give both the same number; write \\| for the sign itself, and leave an empty line below the table. [table-row-width]", id="long row"),
    pytest.param("| A | B |\n|---|---|\n| a |", "3: This row has one cell and the header two. Give both the same number; write \\| for the sign itself, and leave an empty line below the table. [table-row-width]", id="short row"),
    pytest.param("| A | B |\n|---|---|\n| a | b |\nAfter.", "4: This row has one cell and the header two. Give both the same number; write \\| for the sign itself, and leave an empty line below the table. [table-row-width]", id="paragraph below a table"),
    pytest.param("Table: Fees\n\nNo table.", "1: A paragraph that begins with “Table:” is a caption, and no table follows it. Put it right above its table, or begin it otherwise. [caption-without-table]", id="caption alone"),
    pytest.param("a\n\nb {: #x y}", "3: “{: #x y}” is neither an id nor a style. Write one id such as {: #membership}, one style such as {: .subtitle}, or both; letters, digits and single hyphens. [attribute-unreadable]", id="neither id nor style"),
    pytest.param("a {: #}", "1: “{: #}” is neither an id nor a style. Write one id such as {: #membership}, one style such as {: .subtitle}, or both; letters, digits and single hyphens. [attribute-unreadable]", id="no id"),
    pytest.param("a {:}", "1: “{:}” is neither an id nor a style. Write one id such as {: #membership}, one style such as {: .subtitle}, or both; letters, digits and single hyphens. [attribute-unreadable]", id="no attribute"),
    pytest.param("a {: #b #c}", "1: “{: #b #c}” is neither an id nor a style. Write one id such as {: #membership}, one style such as {: .subtitle}, or both; letters, digits and single hyphens. [attribute-unreadable]", id="two ids"),
    pytest.param("a {: .Wide}", "1: “{: .Wide}” is neither an id nor a style. Write one id such as {: #membership}, one style such as {: .subtitle}, or both; letters, digits and single hyphens. [attribute-unreadable]", id="capital in a style"),
    pytest.param("## A {: #aims", "1: “{: #aims” is never closed. Write {: #aims}, or \\{ for the sign itself. [attribute-unreadable]", id="id without its brace"),
    pytest.param("a\nb {: #x c\nd", "2: “{: #x c” is never closed. Write {: #x c}, or \\{ for the sign itself. [attribute-unreadable]", id="id without its brace, text beneath"),
    pytest.param("a {:.header", "1: “{:.header” is never closed. Write {: .header}, or \\{ for the sign itself. [attribute-unreadable]", id="style without its brace"),
    pytest.param("- a\n- b {: #b", "2: “{: #b” is never closed. Write {: #b}, or \\{ for the sign itself. [attribute-unreadable]", id="item's id without its brace"),
    pytest.param("| A |\n|---|\n| b {: #b |", "3: “{: #b” is never closed. Write {: #b}, or \\{ for the sign itself. [attribute-unreadable]", id="row's id without its brace"),
    pytest.param("a {: ", "1: “{:” is never closed. Write {: #id}, or \\{ for the sign itself. [attribute-unreadable]", id="an opening brace alone"),
    pytest.param("a\n{. header}", "2: “{. header}” is neither an id nor a style as it is written. Write {: .header}, or \\{ for the sign itself. [attribute-unreadable]", id="style without its colon"),
    pytest.param("## A {.wide", "1: “{.wide” is neither an id nor a style as it is written. Write {: .wide}, or \\{ for the sign itself. [attribute-unreadable]", id="style without colon and brace"),
    pytest.param("a { #x}", "1: “{ #x}” is neither an id nor a style as it is written. Write {: #x}, or \\{ for the sign itself. [attribute-unreadable]", id="id without its colon"),
    pytest.param("a { : #x }", "1: “{ : #x }” is neither an id nor a style as it is written. Write {: #x}, or \\{ for the sign itself. [attribute-unreadable]", id="blank before the colon"),
    pytest.param("a\n\n#Quorum", "3: A blank is missing after “#”, so that this is no heading. Write “## Quorum”, or \\# for the sign itself. [heading-without-blank]", id="heading without a blank"),
    pytest.param("a\n###Quorum {: #q}", "2: A blank is missing after “###”, so that this is no heading. Write “### Quorum”, or \\# for the sign itself. [heading-without-blank]", id="heading without a blank, below text"),
    pytest.param("a {: #x} b", "1: “{: #x}” stands within a text. Put it at the end of its block, as {: #id}; write \\{ for the sign itself. [attribute-misplaced]", id="within a text"),
    pytest.param("{: #a}\n\nb", "1: This stands alone, and no list or table follows it. Put it at the end of the block that it names. [attribute-misplaced]", id="before a paragraph"),
    pytest.param("a\n\n{: #b}", "3: This stands alone, and no list or table follows it. Put it at the end of the block that it names. [attribute-misplaced]", id="at the end"),
    pytest.param("- a\n\n{: .roman}", "3: This stands alone, and no list or table follows it. Put it on a line of its own before the list. [attribute-misplaced]", id="kind after its list"),
    pytest.param("1. a\n2. b\n{: .letter}", "3: “.letter” is a kind of list, and stands at the end of an item. Put it on a line of its own before the list. [attribute-misplaced]", id="kind right after its list"),
    pytest.param("{: #a}\n\n- b", "1: This is not a kind of list. Use one of {: .bullet}, {: .decimal}, {: .roman}, {: .letter}; ids go to items. [attribute-misplaced]", id="id of a list"),
    pytest.param("{: .wide}\n\n- b", "1: This is not a kind of list. Use one of {: .bullet}, {: .decimal}, {: .roman}, {: .letter}; ids go to items. [attribute-misplaced]", id="style of a list"),
    pytest.param("{: .wide}\n\n| a |\n|---|\n| b |", "1: “.wide” has no meaning for a table. Leave it out; a paragraph or a heading may have one. [attribute-misplaced]", id="style of a table"),
    pytest.param("| a | b |\n|---|---|\n| c {: #d} | e |", "3: A cell has no id or style of its own. Put it at the end of the row's last cell. [attribute-misplaced]", id="id of a cell"),
    pytest.param("| a |\n|---|\n| b {: .wide} |", "3: “.wide” has no meaning for a row. Leave it out; a paragraph or a heading may have one. [attribute-misplaced]", id="style of a row"),
    pytest.param("By {: #by}\n:   a", "1: A term has no id or style. Put it at the end of the definition. [attribute-misplaced]", id="id of a term"),
    pytest.param("a {: #x}\n\n- b\n- c {: #x}", "4: The id “x” is taken by line 1 of terms/board.md. Give each block an id of its own. [duplicate-id]", id="id twice"),
    pytest.param("a\n[b](example.org)", "2: “example.org” is not an address that a document can lead to. Use https://…, http://… or mailto:…. [link-target]", id="link without scheme"),
    pytest.param("[b](javascript:alert)", "1: “javascript:alert” is not an address that a document can lead to. Use https://…, http://… or mailto:…. [link-target]", id="script"),
    pytest.param("a [](https://example.org)", "1: This link has no text. Write [where it leads](https://…). [link-without-text]", id="link without text"),
]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(r"a \{: #x", id="escaped brace"),
        pytest.param(r"\#Quorum", id="escaped hash"),
        pytest.param("#1 of the aims", id="a number"),
        pytest.param("a {...} b { c }", id="other braces"),
        pytest.param("a: #b", id="no brace"),
        pytest.param("- #Quorum", id="within an item"),
    ],
)
def test_what_is_no_mistyped_mark(problems, text):
    assert problems(text) == []


@pytest.mark.parametrize("value", ["{: #x", "{. header}", "#Quorum", "{ #x}"])
def test_a_value_is_never_taken_for_a_mistyped_mark(problems, value):
    assert problems("{{ v }}\n\n## {{ v }}\n\n- a {{ v }}", v=value) == []


def test_a_mistyped_mark_with_a_fact_is_told_once(problems):
    assert problems("{% for v in [1, 2] %}\n- a {: #x-{{ v }}\n{% endfor %}") == [
        "terms/board.md:2: “{: #x-…” is never closed. Write {: #x-…}, or \\{ for the sign itself. [attribute-unreadable]"
    ]
    assert problems("#{{ v }}", v="Quorum") == [
        (
            "terms/board.md:1: A blank is missing after “#”, so that this is no heading. Write “## …”, or \\# for the "
            "sign itself. [heading-without-blank]"
        )
    ]


@pytest.mark.parametrize(("markdown", "problem"), FAULTS)
def test_fault(problems, markdown, problem):
    assert problems(markdown) == [f"terms/board.md:{problem}"]


def test_lists_may_be_nine_deep(prose, problems):
    nine = "\n".join("  " * depth + "- a" for depth in range(9))
    assert len(prose(nine)) == 1
    assert problems(nine + "\n" + "  " * 9 + "- a") == [
        "terms/board.md:10: Lists lie within lists at most 9 deep. Use headings. [list-depth]"
    ]


def test_a_hundred_lists_within_lists_are_told_and_nothing_is_lost(problems):
    assert any("[list-depth]" in problem for problem in problems("- " * 100 + "a"))


def test_all_at_once(problems):
    found = problems("#\n\n> a\n\n<b>\n\n- \n\n```\n\n```\n\nb {: #?}")
    assert [problem.split(":")[1] for problem in found] == ["1", "3", "5", "7", "9", "13"]
