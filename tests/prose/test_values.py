"""A value is data: in whatever construct it stands, its characters come out as they are and change no structure."""

import enum
import re
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from kcsp_docs.prose.tree import (
    DefinitionList,
    Heading,
    Link,
    List,
    Paragraph,
    Prose,
    Strong,
    Table,
    Text,
    plain,
)

MACROS = {
    "macros.md.j2": "{% macro strong(x) %}**{{ x }}**{% endmacro %}{% macro as_is(x) %}{{ x }}{% endmacro %}"
    "{% macro around() %}[{{ caller() }}]{% endmacro %}"
    "{% macro twice(x) %}{{ as_is(as_is(x)) }}{% endmacro %}",
    "base.md.j2": "{% block body %}{{ value }}{% endblock %}",
    "part.md.j2": "{{ value }}",
}
IMPORT = '{% from "macros.md.j2" import strong, as_is, around, twice %}'

# A template, what the tree says in its place (V stands for the value), and what it tries.
CONSTRUCTS = [
    ("{{ v }}", "V"),  # a paragraph
    ("a {{ v }} b", "a V b"),  # within a text
    ("a{{ v }}b", "aVb"),  # between letters
    ("{{ v }}. b", "V. b"),  # before a full stop
    ("a\n{{ v }}\nb", "a V b"),  # a line of a paragraph
    ("a\\\n{{ v }}", "a\nV"),  # after a hard break
    ("   {{ v }}", "V"),  # set in
    ("{{ v }}{{ v }}", "VV"),  # twice
    ("**{{ v }}**", "V"),  # strong
    ("*{{ v }}* **a{{ v }}**", "V aV"),  # emphasis
    ("_{{ v }}_", "V"),  # emphasis by underscores
    (r"\{{ v }}", r"\V"),  # after a backslash
    ("&{{ v }};", "&V;"),  # where an entity might be
    ("<{{ v }}>", "<V>"),  # in angle brackets
    ("[{{ v }}]", "[V]"),  # in brackets
    ("a{{ v }} {: #x}", "aV"),  # before an id
    ("{{ v if true else '' }}", "V"),  # condition
    ("{% if true %}{{ v }}{% endif %}", "V"),  # statement
    ("{% for each in [v] %}{{ each }}{% endfor %}", "V"),  # loop
    ("{% set w = v %}{{ w }}", "V"),  # set
    ("{% set w %}{{ v }}{% endset %}{{ w }}", "V"),  # set block
    ("{% set w %}a {{ v }}{% endset %}{{ w ~ v }}", "a VV"),  # set block joined to a value
    ("{{ v ~ v }}", "VV"),  # joined
    ("{{ v + v }}", "VV"),  # added
    ("{{ 'a' ~ v }}", "aV"),  # joined to a constant
    ("{{ '*a*' }}{{ v }}", "*a*V"),  # constant
    ("{{ strong(v) }}", "V"),  # macro
    ("{{ strong(v) ~ v }}", "VV"),  # macro joined to a value
    ("{{ v ~ strong(v) }}", "VV"),  # value joined to a macro
    ("{{ v ~ (strong(v) ~ v) }}", "VVV"),  # joined within what is joined
    ("{{ strong(v) + v }}", "VV"),  # macro added to a value
    ("{{ v + strong(v) }}", "VV"),  # value added to a macro
    ("{{ strong(v) ~ as_is(v) ~ v }}", "VVV"),  # macros joined
    ("{{ twice(v) }}", "V"),  # macro of a macro
    ("{% call around() %}{{ v }}{% endcall %}", "[V]"),  # call block
    ("{% call same(v) %}{% endcall %}", "V"),  # call block of a function
    ("{{ same(v) }}", "V"),  # function
    ("{{ [v, v, v] | listed }}", "V, V and V"),  # listed
    ("{{ [v, v] | join }}", "V, V"),  # joined list
    ("{{ [[v]] | map('first') | list | first }}", "V"),  # filters of lists
    ("{{ v | default('a') }}", "V"),  # default
    ("{{ none | default(v) }}", "V"),  # in default's place
    ("{{ 'x' | replace('x', v) }}", "V"),  # put in by replace
    ("{{ 'a' if false }}{{ v }}", "V"),  # condition without else
    ("{{ {'a': v}.a }}{{ {'a': v}['a'] }}", "VV"),  # from a collection
    ("{{ markup(v) }} {{ markup(v) ~ v }} {{ markup(v) + v }}", "V VV VV"),  # text that says it is markup
    ("{% include 'part.md.j2' %}", "V"),  # include
    ("{% import 'macros.md.j2' as macros %}{{ macros.strong(v) }}", "V"),  # import
]  # fmt: skip

AWKWARD = [
    "1.",
    "1) a",
    "# a",
    "- a",
    "> a",
    "    a",
    "\ta",
    " ",
    "  a  ",
    "a\nb",
    "a\n\nb",
    "a\r\nb",
    "\n- a",
    "a\\",
    "\\*",
    "**a**",
    "_a_",
    "`a`",
    "```",
    "~~a~~",
    "[a](https://example.org)",
    "[a]: b",
    "![a](b)",
    "<b>a</b>",
    "<!-- a -->",
    "&amp; &lt; &#42;",
    "https://example.org",
    "a|b",
    "| a |\n|---|",
    "---",
    "===",
    ":   a",
    "Table: a",
    "{: #x}",
    "{: .roman}",
    "{#x}",
    "{{ v }}",
    "{% endraw %}",
    "\ue0000\ue001",
    "\ue0021\ue003",
    "\ue000",
    "\ue001\ue000",
    "\uf8ff",
    "“a” – ‘b’ … --",
    "שלום",
    "👩‍👩‍👧",
    "a\u2028b",
    "a\u00a0b",
    "4 < 5 & 6 > 5",
]

TEXTS = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(alphabet="ab1 *_`#->|:[](){}%<>&\\\n.~!\"'=\ue000\ue001\ue0020\t", min_size=1, max_size=20),
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
)


def as_lines(value):
    """A value as plain text has it: each way to begin a new line is one."""
    return re.sub("\r\n|\r", "\n", value)


def facts(value):
    return {"v": value, "value": value, "same": lambda text, caller=None: text, "markup": Markup}


def assert_every_construct_says(prose, value):
    document = IMPORT + "\n\n\n".join(template for template, _ in CONSTRUCTS)
    blocks = prose(document, MACROS, **facts(value))
    said = [expected.replace("V", as_lines(value)) for _, expected in CONSTRUCTS]
    assert [plain(block.content) for block in blocks] == [words for words in said if words.strip()]
    assert {type(block) for block in blocks} == {Paragraph}


@pytest.mark.parametrize("value", AWKWARD)
def test_awkward_values_in_every_construct(prose, value):
    assert_every_construct_says(prose, value)


@settings(deadline=None, max_examples=20)
@given(value=TEXTS)
def test_any_value_in_every_construct(prose, value):
    assert_every_construct_says(prose, value)


@pytest.mark.parametrize("value", AWKWARD)
def test_a_value_in_a_block_and_in_the_block_that_it_extends(prose, value):
    template = "{% extends 'base.md.j2' %}{% block body %}a{{ super() }}{{ value }}{% endblock %}"
    assert plain(prose(template, MACROS, value=value)[0].content) == "a" + 2 * as_lines(value)


DOCUMENT = """
## {{ v }} {: #heading}

- {{ v }} {: #item}
- {{ v }}
  1. {{ v }}

Table: {{ v }}

| {{ v }} | A |
|---|---|
| {{ v }} | {{ v }} {: #row} |

{{ v }}
:   {{ v }} {: #definition}

[{{ v }}](https://example.org) {: #link}
"""


@settings(deadline=None, max_examples=60)
@given(value=TEXTS.filter(str.strip))
@example(value="a|b")
@example(value="{: #x}")
@example(value="Table: a")
@example(value="\ue0003\ue001")
def test_any_value_changes_no_structure(prose, value):
    said = as_lines(value)
    heading, items, table, definitions, paragraph = prose(DOCUMENT, v=value)
    assert isinstance(heading, Heading)
    assert (plain(heading.content), heading.id) == (said, "heading")
    assert isinstance(items, List)
    assert [(plain(each.blocks[0].content), each.id, len(each.blocks)) for each in items.items] == [
        (said, "item", 1),
        (said, None, 2),
    ]
    assert plain(items.items[1].blocks[1].items[0].blocks[0].content) == said
    assert isinstance(table, Table)
    assert plain(table.caption) == said
    assert [plain(cell.content) for cell in table.header.cells] == [said, "A"]
    assert [[plain(cell.content) for cell in row.cells] for row in table.rows] == [[said, said]]
    assert table.rows[0].id == "row"
    assert isinstance(definitions, DefinitionList)
    assert [(plain(each.term), plain(each.content), each.id) for each in definitions.entries] == [
        (said, said, "definition")
    ]
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.content[0], Link)
    assert plain(paragraph.content) == said


@pytest.mark.parametrize(
    "begin", ["&#xE000;", "&#x00e000;", "&#57344;", "&#X0E000;", "&#xE{% if true %}000;{% endif %}"]
)
def test_characters_written_by_their_number_are_no_tokens(prose, begin):
    """``&#xE000;0&#xE001;`` would otherwise print the first value once more."""
    (block,) = prose("{{ value }} and " + begin + "0&#xE001;", value="secret")
    assert plain(block.content) == "secret and \ue0000\ue001"


def test_private_use_characters_of_a_template_are_its_own(prose):
    assert prose("\ue0000\ue001 {{ v }} \ue0020\ue003\n\n- \ue0000\ue001", v="a")[0] == Paragraph(
        (Text("\ue0000\ue001 a \ue0020\ue003"),)
    )


def test_a_macro_may_write_markdown_around_values(prose):
    assert prose(IMPORT + "{{ strong('*a*') }}", MACROS) == (Paragraph((Strong((Text("*a*"),)),)),)


@pytest.mark.parametrize(
    ("template", "value", "target"),
    [
        pytest.param("[a](mailto:{{ v }})", "name@example.org", "mailto:name@example.org", id="e-mail"),
        pytest.param("[a]({{ v }})", "https://example.org/a?b=c#d", "https://example.org/a?b=c#d", id="whole"),
        pytest.param(
            "[a]({{ v }})", "https://example.org/a b)(c", "https://example.org/a%20b)(c", id="blank and bracket"
        ),
        pytest.param("[a](https://example.org/{{ v }}/b)", "x y", "https://example.org/x%20y/b", id="part"),
        pytest.param("<https://example.org/{{ v }}>", "x", "https://example.org/x", id="address"),
    ],
)
def test_a_value_in_a_links_target(prose, template, value, target):
    assert prose(template, v=value)[0].content[0].target == target


@settings(deadline=None, max_examples=40)
@given(value=TEXTS)
@example(value="javascript:alert(1)")
@example(value="https://[::1")
def test_a_link_leads_only_where_a_document_may_lead(prose, problems, value):
    found = problems("[a]({{ v }})", v=value)
    if found:
        assert [problem.rsplit(" ", 1)[1] for problem in found] == ["[link-target]"]
    else:
        assert re.match("(https?://|mailto:)", prose("[a]({{ v }})", v=value)[0].content[0].target, re.IGNORECASE)


def test_a_value_as_an_id(prose, problems):
    assert prose("a {: #b-{{ v }}}", v="c-1")[0].id == "b-c-1"
    assert problems("\na {: #{{ v }}}", v="x .y") == [
        (
            "terms/board.md:2: “{: #x .y}” is neither an id nor a style. Write one id such as {: #membership}, one style "
            "such as {: .subtitle}, or both; letters, digits and single hyphens. [attribute-unreadable]"
        )
    ]


class Colour(enum.StrEnum):
    RED = "red*"


class Level(enum.Enum):
    ONE = 1


@pytest.mark.parametrize(
    ("value", "said"),
    [
        pytest.param("", "–", id="nothing between"),
        pytest.param(7, "–7", id="whole number"),
        pytest.param(-7, "–-7", id="below nought"),
        pytest.param(39661, "–39661", id="large number"),
        pytest.param(Decimal("39661.50"), "–39661.50", id="decimal"),
        pytest.param(Decimal("1E+3"), "–1000", id="decimal with exponent"),
        pytest.param(2.5, "–2.5", id="float"),
        pytest.param(date(2024, 7, 4), "–4 July 2024", id="day"),
        pytest.param(time(14, 30), "–2.30 pm", id="time"),
        pytest.param(Colour.RED, "–red*", id="choice"),
        pytest.param(Level.ONE, "–1", id="choice of numbers"),
    ],
)
def test_what_prints_by_itself(prose, value, said):
    assert prose("–{{ v }}", v=value) == (Paragraph((Text(said),)),)


def test_an_empty_value_leaves_no_paragraph(prose):
    assert prose("{{ v }}\n\na", v="") == (Paragraph((Text("a"),)),)


RENDERED_BEFORE = Prose((Paragraph((Strong((Text("a"),)),), "one"), Paragraph((Text("b"),), "two")))


def test_prose_that_was_rendered_before_stands_as_it_is(prose):
    assert prose("{{ v }} {: #three}\n\nc", v=RENDERED_BEFORE) == (
        Paragraph((Strong((Text("a"),)),), "three"),
        Paragraph((Text("b"),), "two"),
        Paragraph((Text("c"),)),
    )


def test_prose_of_one_paragraph_may_stand_within_a_text(prose, problems):
    one = Prose((Paragraph((Strong((Text("a"),)),)),))
    assert prose("- x {{ v }}", v=one)[0].items[0].blocks[0].content == (Text("x "), Strong((Text("a"),)))
    assert prose("{{ 'x ' ~ v }}", v=one)[0].content == (Text("x "), Strong((Text("a"),)))
    assert problems("x\ny {{ v }}", v=RENDERED_BEFORE) == [
        (
            "terms/board.md:2: Prose of several blocks stands within a text. Give it a line of its own. "
            "[markdown-not-supported]"
        )
    ]


def test_the_ids_of_prose_that_was_rendered_before_are_taken(problems):
    assert problems("a {: #two}\n\n{{ v }}", v=RENDERED_BEFORE) == [
        (
            "terms/board.md:3: The id “two” is taken by line 1 of terms/board.md. Give each block an id of its own. "
            "[duplicate-id]"
        )
    ]
