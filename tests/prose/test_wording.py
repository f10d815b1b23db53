"""What a template may do, and what the user is told of one that cannot be worked out."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

import pytest
from pydantic import BaseModel

from kcsp_docs.errors import Problem, Severity, WordingError
from kcsp_docs.prose.faults import WordingCode
from kcsp_docs.prose.tree import List, Paragraph, Text, plain
from kcsp_docs.prose.wording import TemplateSource, render


class Representation(BaseModel):
    post: str


class Body(BaseModel):
    id: str
    name: str
    abbreviation: str | None = None
    represented_by: Representation | None = None


@dataclass(frozen=True)
class Group:
    name: str
    bodies: tuple[Body, ...]

    def bodies_in(self, letter):
        return tuple(body for body in self.bodies if body.name.startswith(letter))

    def body(self, body_id):
        return {body.id: body for body in self.bodies}[body_id]


GROUP = Group(
    "Anyshire Board",
    (
        Body(id="police", name="Police *force*", abbreviation="AP"),
        Body(id="probation", name="Probation", represented_by=Representation(post="a manager")),
    ),
)

MEMBERSHIP = "{% macro represented_by(representation) %}\nCurrently {{ representation.post }}\n{%- endmacro %}\n"

TERMS = """\
## Membership {: #membership}

{% from "membership.md.j2" import represented_by %}
{% for body in group.bodies_in("P") %}
- {{ body.name }}{% if body.represented_by %} – {{ represented_by(body.represented_by) }}{% endif %}{{ "." if loop.last }} {: #{{ body.id }}}
{% endfor %}

{# A comment
   of two lines. #}
The {{ group.name }} meets quarterly. {: #frequency}
"""


def test_terms_are_rendered(prose):
    heading, members, frequency = prose(TERMS, {"membership.md.j2": MEMBERSHIP}, group=GROUP)
    assert heading.id == "membership"
    assert isinstance(members, List)
    assert [(item.id, plain(item.blocks[0].content)) for item in members.items] == [
        ("police", "Police *force*"),
        ("probation", "Probation – Currently a manager."),
    ]
    assert frequency == Paragraph((Text("The Anyshire Board meets quarterly."),), "frequency")


def test_facts_reach_the_macros_of_other_templates(prose):
    macros = {"m.j2": "{% macro named() %}{{ group.name }}{% endmacro %}"}
    assert plain(prose('{% from "m.j2" import named %}{{ named() }}', macros, group=GROUP)[0].content) == GROUP.name


def test_facts_stay_as_they_were():
    facts = MappingProxyType({"names": ["a", "b"]})
    with pytest.raises(WordingError):
        render(TemplateSource("{{ names.append('c') }}{{ names.sort() }}", "x.md"), facts, NoTemplates())
    assert facts["names"] == ["a", "b"]


class NoTemplates:
    def find(self, name):
        return None


def test_a_problem_has_all_that_a_program_needs(prose):
    with pytest.raises(WordingError) as raised:
        prose("\n{{ nobody }}", {}, 40)
    assert raised.value.problems == (
        Problem(
            Severity.ERROR,
            "unknown-name",
            "Nothing goes by the name “nobody” here.",
            "terms/board.md",
            41,
            hint="This wording is given no facts.",
        ),
    )


TEMPLATES = {
    "membership.md.j2": MEMBERSHIP,
    "m.j2": "{% macro m(x) %}**{{ x }}**{% endmacro %}\n{% macro inner(x) %}\n\n{{ x.nmae }}\n{% endmacro %}",
    "torn.j2": "a\n{% if %}",
    "needs.j2": "{{ needed }}",
    "comment.j2": "a {#b}",
    "circle.j2": "a\n{% include 'circle.j2' %}",
    "faulty.j2": "a\n\n<b>\n\nb {: #x}",
}
IMPORT = "{% from 'm.j2' import m, inner %}"
GIVE_OR_ASK = "Give it a value in the model, or use it only inside {% if … %}."
LOOK = "Look at the {{ }} and {% %} of this line and the lines above."

FAULTS = [
    pytest.param("a\n{{ grup.name }}", "2: Nothing goes by the name “grup” here. Did you mean “group”? [unknown-name]", id="unknown name"),
    pytest.param("a\n{% if false %}\n{{ grup }}{% endif %}", "3: Nothing goes by the name “grup” here. Did you mean “group”? [unknown-name]", id="in a branch that is not taken"),
    pytest.param("{% for x in y %}{% endfor %}", "1: Nothing goes by the name “y” here. There are: day, function, group, missing, number, said, text, unordered. [unknown-name]", id="unknown name in a loop"),
    pytest.param("{{ lipsum() }}", "1: Nothing goes by the name “lipsum” here. There are: day, function, group, missing, number, said, text, unordered. [unknown-name]", id="no chance"),
    pytest.param("{% macro m(x) %}{% endmacro %}\n{{ x }}", "2: Nothing goes by the name “x” here. There are: day, function, group, missing, number, said, text, unordered. [unknown-name]", id="name of a macro's own"),
    pytest.param("{% from 'm.j2' import mm %}\n{{ mm(1) }}", "2: Nothing goes by the name “mm” in the template that it is imported from. Look at the macros of that template. [unknown-name]", id="unknown macro"),
    pytest.param("a\n\n{{ group.nmae }}", "3: There is no “nmae” in a group. Did you mean “name”? [unknown-field]", id="unknown field"),
    pytest.param("{{ group.zzz }}", "1: There is no “zzz” in a group. There are: bodies, bodies_in, body, name. [unknown-field]", id="unknown field, none close"),
    pytest.param("{{ group.bodies[0].zzz }}", "1: There is no “zzz” in a body. There are: abbreviation, id, name, represented_by. [unknown-field]", id="unknown field of a record of the model"),
    pytest.param("{{ {'police': 1}['polic'] }}", "1: There is no “polic” in a collection. Did you mean “police”? [unknown-field]", id="unknown id"),
    pytest.param("{{ group.body('polic') }}", "1: Nothing in the model goes by “polic”. Look at the spelling of the id. [unknown-field]", id="unknown id in a function"),
    pytest.param("{{ group.bodies[7].name }}", "1: There is no “7” in a list. Look at what the model holds here. [unknown-field]", id="beyond the end"),
    pytest.param(IMPORT + "a\n{{ inner(group) }}", "templates/wording/m.j2:4: There is no “nmae” in a group. Did you mean “name”? [unknown-field]", id="within a macro of another file"),
    pytest.param("{{ text | uper }}", "1: “uper” is not a word that may stand behind the bar “|”. Did you mean “upper”? [unknown-filter]", id="unknown filter"),
    pytest.param("{% if text is emty %}{% endif %}", "1: “emty” is not a word that may stand after “is”. There are: defined, divisibleby, equalto, even, false, in, none, odd, true, undefined. [unknown-test]", id="unknown test"),
    pytest.param("a\n{{ missing }}", f"2: “missing” is left out in the model, and printed here. {GIVE_OR_ASK} [no-value]", id="nothing printed"),
    pytest.param("{{ group.bodies[0].represented_by }}", f"1: “group.bodies[0].represented_by” is left out in the model, and printed here. {GIVE_OR_ASK} [no-value]", id="nothing printed, described"),
    pytest.param("{{ group.bodies[0].represented_by.post }}", f"1: “post” is asked of “group.bodies[0].represented_by”, which the model leaves out. {GIVE_OR_ASK} [no-value]", id="asked of nothing"),
    pytest.param("{{ 'a' ~ missing }}", f"1: “what ~ joins” is left out in the model, and printed here. {GIVE_OR_ASK} [no-value]", id="nothing joined"),
    pytest.param("{{ missing | upper }}", f"1: “upper” is given a fact that the model leaves out. {GIVE_OR_ASK} [no-value]", id="nothing filtered"),
    pytest.param("{{ [text, missing] | listed }}", f"1: A fact that the model leaves out is used. {GIVE_OR_ASK} [no-value]", id="nothing listed"),
    pytest.param("{{ [] | first }}", "1: No first item, sequence was empty. Ask first whether there is one: {% if … %}. [no-value]", id="first of none"),
    pytest.param("{% for x in missing %}{% endfor %}", "1: “missing” is nothing and cannot be looped over. Loop over a list. [no-value]", id="loop over nothing"),
    pytest.param("a {{ group }}", "1: “group” is a record, which does not print by itself. Print one of its fields, such as its name. [not-printable]", id="record printed"),
    pytest.param("{{ group.bodies }}", "1: “group.bodies” is a list, which does not print by itself. Loop over it, or use “| listed”. [not-printable]", id="list printed"),
    pytest.param("{{ {'a': 1} }}", "1: “…” is a collection, which does not print by itself. Loop over it, or print a field of one of its records. [not-printable]", id="collection printed"),
    pytest.param("{{ group.bodies_in }}", "1: “group.bodies_in” is a function, which does not print by itself. Call it: add brackets with what it needs. [not-printable]", id="function printed"),
    pytest.param("{{ number > 3 }}", "1: “…” is a yes or no, which does not print by itself. Print words by it: {{ 'yes' if … else 'no' }}. [not-printable]", id="truth printed"),
    pytest.param("{% import 'm.j2' as macros %}{{ macros }}", "1: “macros” is a template, which does not print by itself. Call one of its macros. [not-printable]", id="template printed"),
    pytest.param(IMPORT + "{{ [m(1)] | listed }}", "1: This is what a macro or a set block wrote, which does not print by itself. Join it to others by ~. [not-printable]", id="macros listed"),
    pytest.param(IMPORT + "{{ m(1) | upper }}", "1: “upper” is given what a macro or a set block wrote. Use the filter on the fact, inside the macro. [wrong-kind]", id="macro filtered"),
    pytest.param(IMPORT + "{% if m(1) == 'a' %}{% endif %}", "1: What a macro or a set block wrote is compared or used as a value. It can only be printed, joined by ~ or asked whether there is any; use the facts themselves instead. [wrong-kind]", id="macro compared"),
    pytest.param(IMPORT + "{% call m(1) %}a{% endcall %}", "1: The macro “m” has no place for what {% call %} holds. Put {{ caller() }} into the macro, or print the macro. [wrong-kind]", id="call of a macro without caller"),
    pytest.param("{% for x in text %}{% endfor %}", "1: “text” is text and cannot be looped over. Loop over a list. [wrong-kind]", id="loop over text"),
    pytest.param("{% for x in unordered %}{% endfor %}", "1: “unordered” is a set, which has no order and cannot be looped over. Loop over a list. [wrong-kind]", id="loop over a set"),
    pytest.param("{{ unordered | listed }}", "1: “listed” takes a list and is given a set, which has no order. Put a list before “| listed”. [wrong-kind]", id="set listed"),
    pytest.param(IMPORT + "{{ said(m(1)) }}", "1: What a macro or a set block wrote is compared or used as a value. It can only be printed, joined by ~ or asked whether there is any; use the facts themselves instead. [wrong-kind]", id="macro handed to a function"),
    pytest.param("{{ text() }}", "1: This is text and not something to call. Leave the brackets out. [wrong-kind]", id="text called"),
    pytest.param("{{ number + text }}", "1: “+” does not work between a number and text. Join text by ~, and calculate with numbers of one kind. [wrong-kind]", id="number and text"),
    pytest.param("{{ number / 0 }}", "1: This divides by nought. Ask for the number first: {% if … %}. [wrong-kind]", id="division by nought"),
    pytest.param("{{ [1, 'a'] | sort | first }}", "1: “sort” cannot work with what it is given, which begins with a list. Look at both sides of “| sort”. [wrong-kind]", id="numbers and text sorted"),
    pytest.param("{{ 1 | counted('a') }}", "1: “counted” cannot work with what it is given, which begins with a number. Look at both sides of “| counted”. [wrong-kind]", id="too little for a filter"),
    pytest.param("{{ 2 ** 2 }}", "1: “**” does not work between a number and a number in a wording. Join text by ~ and put numbers into words by a filter. [not-available]", id="powers"),
    pytest.param("{{ 'a' * 3 }}", "1: “*” does not work between text and a number in a wording. Join text by ~ and put numbers into words by a filter. [not-available]", id="text repeated"),
    pytest.param("{{ '%s' % text }}", "1: “%” does not work between text and text in a wording. Join text by ~ and put numbers into words by a filter. [not-available]", id="text formatted"),
    pytest.param("{{ '{}'.format(text) }}", "1: “format” cannot be asked of text in a wording. Use a filter, or a field of the model. [not-available]", id="text formatted by a method"),
    pytest.param("{{ day.today() }}", "1: “today” cannot be asked of a day in a wording. Use a filter, or a field of the model. [not-available]", id="no clock"),
    pytest.param("{{ day.strftime('%B') }}", "1: “strftime” cannot be asked of a day in a wording. Use a filter, or a field of the model. [not-available]", id="no locale"),
    pytest.param("{{ group.bodies[0].model_dump() }}", "1: “model_dump” cannot be asked of a record in a wording. Use a filter, or a field of the model. [not-available]", id="pydantic's own"),
    pytest.param("{{ group.__class__ }}", "1: “__class__” cannot be asked of a record in a wording. Use a filter, or a field of the model. [not-available]", id="inner workings"),
    pytest.param("{{ function.__globals__ }}", "1: “__globals__” cannot be asked of a function in a wording. Use a filter, or a field of the model. [not-available]", id="inner workings of a function"),
    pytest.param("{% filter upper %}a{% endfilter %}", "1: Wordings have no {% filter %}. Put the filter after a fact: {{ … | upper }}. [not-available]", id="filter block"),
    pytest.param("{% autoescape true %}a{% endautoescape %}", "1: Wordings have no {% autoescape %}. Leave it out: facts are never taken for markup. [not-available]", id="autoescape"),
    pytest.param("{% for x in [1] recursive %}a{% endfor %}", "1: Wordings have no recursive loops. Use a macro, or one loop within another. [not-available]", id="recursive loop"),
    pytest.param("a\n\n{{ text", "3: A {{ is never closed. Write }} where it ends. [template-syntax]", id="not closed"),
    pytest.param("a\n{% iff text %}", "2: “iff” is not a word that may stand after {%. Did you mean “if”? [template-syntax]", id="unknown tag"),
    pytest.param("{% macro m() %}a\n{% endmacr %}", "2: “endmacr” is not a word that may stand after {%. Did you mean “endmacro”? [template-syntax]", id="unknown end of a block"),
    pytest.param("a\n{% for x in [1] %}\nb", "3: A {% for … %} is never closed. Write {% endfor %} where it ends. [template-syntax]", id="block not closed"),
    pytest.param("{% for x in [1] %}{% if x %}\n{% endfor %}", "2: {% endfor %} stands where {% if … %} is not closed yet. Write {% endif %} before it. [template-syntax]", id="blocks crossed"),
    pytest.param("{% frobnicate %}", "1: “frobnicate” is not a word that may stand after {%. There are: block, call, elif, else, endblock, endcall, endfor, endif, endmacro, endset, endwith, extends, for, from, if, import, include, macro, set, with. [template-syntax]", id="unknown tag, none close"),
    pytest.param("{% if text", "1: A {% is never closed. Write %} where it ends. [template-syntax]", id="statement not closed"),
    pytest.param("{{ group name }}", "1: Within {{ … }}, “name” does not go with what stands before it. Write }} before it, or look for a sign or a quotation mark that is missing. [template-syntax]", id="full stop forgotten"),
    pytest.param("{{ }}", "1: Something is missing before }}. Write the fact or the condition. [template-syntax]", id="nothing asked for"),
    pytest.param("a\n{{ text }", "2: One } stands here alone. Close what {{ opens by }}. [template-syntax]", id="half closed"),
    pytest.param("a\n{# b", "2: A {# begins a comment that is never closed. Write #} where it ends. [template-syntax]", id="comment not closed"),
    pytest.param("{{ 1 + * }}", f"1: The template cannot be read here: unexpected '*'. {LOOK} [template-syntax]", id="signs in a row"),
    pytest.param("{% include 'torn.j2' %}", "templates/wording/torn.j2:2: Something is missing before %}. Write the fact or the condition. [template-syntax]", id="fault in an included file"),
    pytest.param("{% if false %}{% include 'gone.j2' %}{% endif %}", "1: There is no template “gone.j2”. Look at its spelling, or add it to the templates folder. [template-missing]", id="template that is not there"),
    pytest.param("{% set name = 'gone.j2' %}\n{% include name %}", "2: There is no template “gone.j2”. Look at its spelling, or add it to the templates folder. [template-missing]", id="template by a fact"),
    pytest.param("{% import 'needs.j2' as x %}", "templates/wording/needs.j2:1: Nothing goes by the name “needed” here. There are: day, function, group, missing, number, said, text, unordered. [unknown-name]", id="unknown name in an imported file"),
    pytest.param("{% include 'circle.j2' %}", "templates/wording/circle.j2:2: This is nested too deeply. Look for a macro that calls itself or a template that includes itself. [template-too-long]", id="file that includes itself"),
    pytest.param("{% macro f() %}\n{{ f() }}{% endmacro %}{{ f() }}", "2: This is nested too deeply. Look for a macro that calls itself or a template that includes itself. [template-too-long]", id="macro that calls itself"),
    pytest.param("{{ " + "(" * 200 + "1" + ")" * 200 + " }}", "1: This is nested too deeply. Look for a macro that calls itself or a template that includes itself. [template-too-long]", id="brackets in brackets"),
    pytest.param("{% for x in range(99999) %}{% for y in range(99999) %}a{% endfor %}{% endfor %}", "1: This wording grows without end. Look for a loop or a macro that repeats too much. [template-too-long]", id="endless loops"),
    pytest.param("{% for x in range(99999) %}" + "a" * 200 + "{% endfor %}", "1: This wording grows without end. Look for a loop or a macro that repeats too much. [template-too-long]", id="endless text"),
    pytest.param("{% set n = namespace(t='ab') %}{% for x in range(99) %}{% set n.t = n.t ~ n.t %}{% endfor %}", "1: This wording grows without end. Look for a loop or a macro that repeats too much. [template-too-long]", id="endless value"),
    pytest.param("{% set n = namespace(t=99) %}{% for x in range(99) %}{% set n.t = n.t * n.t %}{% endfor %}", "1: This wording grows without end. Look for a loop or a macro that repeats too much. [template-too-long]", id="endless number"),
    pytest.param("{{ range(10000000) | list | length }}", "1: This grows too large. Use smaller numbers. [template-too-long]", id="endless range"),
    pytest.param("a\n{{ function() }}", "2: This cannot be worked out: the model is odd. Look at what this line asks for. [template-failed]", id="function that fails"),
    pytest.param("a\n{% set x, y = 1 %}", "2: This cannot be worked out: a value that is asked for here is of another kind than this takes. Look at what this line asks for. [template-failed]", id="set that fails"),
    pytest.param("## a {#b}\n\n{# c #}d", "1: “{#b}” is taken for the start of a comment, and what follows is lost. Write {: #b}. [comment-for-id]", id="id that is a comment"),
    pytest.param("a\n\nb {#c .d}", "3: “{#c .d}” is taken for the start of a comment, and what follows is lost. Write {: #c .d}. [comment-for-id]", id="id that is an open comment"),
    pytest.param("{% include 'comment.j2' %}", "templates/wording/comment.j2:1: “{#b}” is taken for the start of a comment, and what follows is lost. Write {: #b}. [comment-for-id]", id="id that is a comment in an included file"),
    pytest.param("{% include 'faulty.j2' %}", "templates/wording/faulty.j2:3: HTML has no place in a document. Use Markdown; write comments as {# … #}. [markdown-not-supported]", id="Markdown of an included file"),
    pytest.param("a {: #x}\n\n{% include 'faulty2.j2' ignore missing %}\nb {: #x}", "4: The id “x” is taken by line 1 of terms/board.md. Give each block an id of its own. [duplicate-id]", id="id twice"),
]  # fmt: skip


def odd(caller=None):
    raise RuntimeError("the model is odd")


FACTS = {
    "group": GROUP,
    "missing": None,
    "text": "words",
    "number": 7,
    "day": date(2024, 7, 4),
    "function": odd,
    "said": str,
    "unordered": {"a", "b"},
}


class PrivateBody(Body):
    pass


class ICTAction(BaseModel):
    due: date


def name_of(body: Body) -> str:
    return body.name


def bodies_near(body_id: str, miles: int = 1) -> tuple[str, ...]:
    return (body_id,) * miles


def all_bodies() -> tuple[str, ...]:
    return ("police",)


def plain_name(text: str) -> str:
    return text


def odd_name(body):
    return body.name


MODEL = {
    "members": {"police": GROUP.bodies[0], "fire-service": GROUP.bodies[1]},
    "nobody": {},
    "many": {f"body-{number}": number for number in range(30)},
    "private": PrivateBody(id="x", name="X"),
    "action": ICTAction(due=date(2024, 7, 4)),
    "quorum": None,
    "name_of": name_of,
    "bodies_near": bodies_near,
    "all_bodies": all_bodies,
    "plain_name": plain_name,
    "odd_name": odd_name,
}
MEMBER_HINT = 'Put the record itself between the brackets, such as name_of(members["police"]).'
ID_HINT = 'Write the id in brackets and quotation marks: ["police"].'
WITH_THE_MODEL = [
    pytest.param("{{ name_of('police') }}", f"“name_of” takes a body and is given text. {MEMBER_HINT} [wrong-kind]", id="text for a record"),
    pytest.param("{{ name_of(action) }}", f"“name_of” takes a body and is given an ict action. {MEMBER_HINT} [wrong-kind]", id="another record"),
    pytest.param("{{ name_of() }}", f"“name_of” takes a body and is given nothing. {MEMBER_HINT} [wrong-kind]", id="too little"),
    pytest.param("{{ name_of(private, 1) }}", f"“name_of” takes a body and is given a private body and a number. {MEMBER_HINT} [wrong-kind]", id="too much"),
    pytest.param("{{ name_of(quorum) }}", f"“name_of” is given a fact that the model leaves out. {GIVE_OR_ASK} [no-value]", id="nothing for a record"),
    pytest.param("{{ bodies_near(private, 'x') | listed }}", "“bodies_near” takes text and a number and is given a private body and text. Look at what stands between the brackets. [wrong-kind]", id="several"),
    pytest.param("{{ plain_name(private) }}", '“plain_name” takes text and is given a private body. Put text between the brackets, such as an id in quotation marks: plain_name("working-group"). [wrong-kind]', id="a record for text"),
    pytest.param("{{ all_bodies(1) | listed }}", "“all_bodies” takes nothing and is given a number. Write all_bodies(). [wrong-kind]", id="something for nothing"),
    pytest.param("{{ odd_name('x') }}", "This cannot be worked out: a value that is asked for here is of another kind than this takes. Look at what this line asks for. [template-failed]", id="a function that does not say what it takes"),
    pytest.param("{% for m in members %}{{ m.name }}{% endfor %}", "“name” is asked of an id: this loops over the ids in “members”. Loop over members.values(), or ask the record: members[…].name. [unknown-field]", id="loop over ids"),
    pytest.param("{% macro m() %}a{% endmacro %}{{ name_of(m()) }}", "What a macro or a set block wrote is compared or used as a value. It can only be printed, joined by ~ or asked whether there is any; use the facts themselves instead. [wrong-kind]", id="what a macro wrote for a record"),
    pytest.param("{% set kept = namespace(a=1) %}{{ kept.b }}", "There is no “b” in a record. Look at what the model holds here. [unknown-field]", id="what is no kind of the model's"),
    pytest.param("{{ private.nmae }}", "There is no “nmae” in a private body. Did you mean “name”? [unknown-field]", id="kind of two words"),
    pytest.param("{{ action.x }}", "There is no “x” in an ict action. There are: due. [unknown-field]", id="kind that begins with a vowel"),
    pytest.param("{{ members[0].name }}", f"There is no “0” in a collection. There are: police, fire-service. {ID_HINT} [unknown-field]", id="number for an id"),
    pytest.param("{{ many['x'] }}", 'There is no “x” in a collection. Write the id in brackets and quotation marks: ["body-0"]. [unknown-field]', id="one of many ids"),
    pytest.param("{{ nobody['x'] }}", "There is no “x” in a collection. It is empty. [unknown-field]", id="id in an empty collection"),
    pytest.param("{{ quorum.minimum }}", f"“minimum” is asked of “quorum”, which the model leaves out. {GIVE_OR_ASK} [no-value]", id="asked of a fact that is left out"),
    pytest.param("{{ quorum['minimum'] }}", f"“minimum” is asked of “quorum”, which the model leaves out. {GIVE_OR_ASK} [no-value]", id="asked of a fact that is left out, in brackets"),
    pytest.param("{{ members.police.represented_by.post }}", f"“post” is asked of “members.police.represented_by”, which the model leaves out. {GIVE_OR_ASK} [no-value]", id="asked of a field that is left out"),
]  # fmt: skip


@pytest.mark.parametrize(("template", "problem"), WITH_THE_MODEL)
def test_fault_with_the_model(problems, template, problem):
    assert problems(template, **MODEL) == [f"terms/board.md:1: {problem}"]


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param("{{ name_of(private) }}", "X", id="a record of a kind of that kind"),
        pytest.param("{% for body in members.values() %}{% set b = body %}{{ name_of(b) }} {% endfor %}", "Police *force* Probation", id="a record in a loop"),
        pytest.param("{% block part scoped %}{% set b = private %}{{ name_of(b) }}{% endblock %}", "X", id="a record in a block"),
        pytest.param("{{ bodies_near('a', miles=2) | listed }}", "a and a", id="by name"),
        pytest.param("{% for m in members %}{{ m }} {{ members[m].name }}; {% endfor %}", "police Police *force*; fire-service Probation;", id="ids of a loop"),
        pytest.param("{% for n in {1: 'a', 2: 'b'} %}{{ n + 1 }}{% endfor %}", "23", id="keys that are numbers"),
        pytest.param("{% for m in members if m != 'police' %}{{ m | upper }}{{ loop.length }}{% endfor %}", "FIRE-SERVICE1", id="ids as text"),
        pytest.param("{% for m, body in members.items() %}{{ body.id }} {% endfor %}", "police probation", id="ids with records"),
        pytest.param("{{ 'some' if quorum.minimum is defined else 'none' }}", "none", id="a field of nothing, asked about"),
        pytest.param("{{ quorum.minimum | default('none') }}", "none", id="a field of nothing, with a default"),
    ],
)  # fmt: skip
def test_what_the_model_gives(prose, template, said):
    assert plain(prose(template, **MODEL)[0].content) == said


@pytest.mark.parametrize(("template", "problem"), FAULTS)
def test_fault(problems, template, problem):
    place = problem if problem.startswith("templates/") else f"terms/board.md:{problem}"
    assert problems(template, TEMPLATES, **FACTS) == [place]


def test_every_code_is_shown_by_a_test():
    shown = " ".join(str(row.values[-1]) for row in FAULTS)
    from_markdown = {
        WordingCode.NOT_SUPPORTED,
        WordingCode.ATTRIBUTE_UNREADABLE,
        WordingCode.ATTRIBUTE_MISPLACED,
        WordingCode.HEADING_LEVEL,
        WordingCode.HEADING_WITHOUT_BLANK,
        WordingCode.EMPTY_HEADING,
        WordingCode.EMPTY_ITEM,
        WordingCode.EMPTY_PARAGRAPH,
        WordingCode.LIST_START,
        WordingCode.LIST_DEPTH,
        WordingCode.TABLE_WITHOUT_ROWS,
        WordingCode.TABLE_ROW_WIDTH,
        WordingCode.CAPTION_WITHOUT_TABLE,
        WordingCode.LINK_TARGET,
        WordingCode.LINK_WITHOUT_TEXT,
    }
    assert {code for code in WordingCode if f"[{code}]" not in shown} <= from_markdown


def test_all_faults_are_told_at_once(problems):
    found = problems(
        "## A {#a}\n"
        "{{ grup.name }} {{ text | uper }} {{ missing }}\n"
        "{{ group.nmae }} and {{ group }}\n"
        "{% if false %}{{ nobody }}{% endif %}\n"
        "\n"
        "{% for body in group.bodies %}\n"
        "- {{ body.represented_by }} {: #{{ body.id }}}\n"
        "- \n"
        "{% endfor %}\n"
        "\n"
        "#### <b> {: #a}\n",
        **FACTS,
    )
    assert [problem.split(":")[1] + problem.rsplit(" ", 1)[1] for problem in found] == [
        "1[comment-for-id]",
        "2[no-value]",
        "2[unknown-filter]",
        "2[unknown-name]",
        "3[not-printable]",
        "3[unknown-field]",
        "4[unknown-name]",
        "7[no-value]",
        "8[empty-item]",
        "11[duplicate-id]",
        "11[heading-level]",
        "11[markdown-not-supported]",
    ]


def test_lines_count_from_where_the_text_stands_in_its_file(problems):
    assert problems("a\n\n<b>\n\n{{ nobody }} {: #x}\n\nb {: #x}", {}, 100) == [
        (
            "terms/board.md:102: HTML has no place in a document. Use Markdown; write comments as {# … #}. "
            "[markdown-not-supported]"
        ),
        "terms/board.md:104: Nothing goes by the name “nobody” here. This wording is given no facts. [unknown-name]",
        (
            "terms/board.md:106: The id “x” is taken by line 104 of terms/board.md. Give each block an id of its own. "
            "[duplicate-id]"
        ),
    ]


LINES = """\
{# a comment
   of three lines
#}
{% macro m() %}
{: #x}
{% endmacro %}
a {: #x}

{% for each in [1, 2] %}
{% if each == 1 %}

{% endif %}
b
{%- if each == 2 %} c
{: #x}
{% endif %}
{% endfor %}

{% set block %}

d {: #x}
{% endset %}
{{ block }}

e {{ m() }}
"""


def test_the_line_of_an_id_is_exact_whatever_stands_around_it(problems):
    found = problems(LINES)
    assert [problem.split(":")[1] for problem in found if "[duplicate-id]" in problem] == ["5", "15", "21"]
    assert all("is taken by line 7 of" in problem for problem in found)


def test_the_line_of_what_a_loop_writes_in_its_later_turns(problems):
    template = "{% for each in [1, 2] %}\n{% if each == 1 %}\na\n\n{% else %}\n<b>\n\n{% endif %}\n{% endfor %}\n"
    assert [problem.split(":")[1] for problem in problems(template)] == ["6"]
    assert [problem.split(":")[1] for problem in problems("{% for each in [1, 2] %}\n- {{ '' }}\n{% endfor %}")] == [
        "2"
    ]


def test_the_lines_of_a_block_that_is_written_on_several(problems):
    assert problems("<b>\n{%- if true %} a{% endif %}")[0].startswith("terms/board.md:1: ")
    assert problems("a \\{: b\n{%- if true %} {: #c d}{% endif %}")[0].startswith("terms/board.md:2: ")


def test_a_value_of_several_lines_moves_no_line(problems):
    assert problems("{{ v }}\n\na\n\n<b>", v="a\n\nb\n\nc")[0].startswith("terms/board.md:5: ")


@pytest.mark.parametrize(
    ("template", "said"),
    [
        pytest.param("{{ x is defined }}", None, id="a truth"),
        pytest.param("{{ 'a' if x is defined else 'b' }}", "b", id="asked about"),
        pytest.param("{{ x | default('b') }}", "b", id="default"),
        pytest.param("{% if x is undefined %}b{% endif %}", "b", id="undefined"),
        pytest.param("{% set x = 'b' %}{{ x }}", "b", id="set"),
        pytest.param("{% macro m(x) %}{{ x }}{% endmacro %}{{ m('b') }}", "b", id="of a macro"),
        pytest.param("{% include 'x' ignore missing %}b", "b", id="include of what may be missing"),
        pytest.param("{% set x = 'b' %}{% include 'uses-x' %}", "b", id="name for an included file"),
        pytest.param("{% import 'uses-x' as u with context %}b", None, id="name that an imported file lacks"),
        pytest.param("{% set x = 'b' %}{% import 'uses-x' as u with context %}b", "b", id="name for an imported file"),
    ],
)
def test_names_that_may_be_missing(prose, problems, template, said):
    templates = {"uses-x": "{{ x }}"}
    if said is None:
        assert len(problems(template, templates)) == 1
    else:
        assert plain(prose(template, templates)[0].content) == said


def test_a_macros_output_can_be_asked_whether_there_is_any(prose):
    template = (
        "{% macro m(x) %}\n{% if x %}{{ x }}{% endif %}\n{% endmacro %}{% if m(x) %}some{% else %}none{% endif %}"
    )
    assert plain(prose(template, x="a")[0].content) == "some"
    assert plain(prose(template, x="")[0].content) == "none"
    around = template.replace("{% if m(x)", "{% macro n(x) %}{{ m(x) }}{% endmacro %}{% if n(x)")
    assert plain(prose(around, x="")[0].content) == "none"


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        pytest.param("bodies | selectattr('abbreviation') | map(attribute='id') | listed", "police", id="selectattr"),
        pytest.param(
            "bodies | rejectattr('abbreviation') | map(attribute='id') | listed", "probation", id="rejectattr"
        ),
        pytest.param("bodies | selectattr('id', '==', 'police') | length", "1", id="test by a sign"),
        pytest.param("bodies | sort(attribute='name') | map(attribute='id') | last", "probation", id="sort"),
        pytest.param("(bodies | groupby('name') | first).grouper", "Police *force*", id="groupby"),
        pytest.param("[1, 3, 2] | max ~ ([1, 3, 2] | min) ~ ([1, 3, 2] | sum)", "316", id="max, min, sum"),
        pytest.param("[1, 2, 1] | unique | join(' ')", "1 2", id="unique"),
        pytest.param("[1, 2] | reverse | join(' ')", "2 1", id="reverse"),
        pytest.param("[1, 2, 3] | select('odd') | join(' ')", "1 3", id="select"),
        pytest.param("[1, 2, 3] | reject('greaterthan', 1) | join(' ')", None, id="reject by a test that is left out"),
        pytest.param("[1, 2, 3] | reject('>', 1) | join(' ')", "1", id="reject"),
        pytest.param("['a', 'b'] | map('upper') | join(' ')", "A B", id="map"),
        pytest.param("7 // 2 ~ 7 % 2 ~ (7 - 2) ~ 3 * 2", "3156", id="calculation"),
        pytest.param("'b' if 'a' in ['a'] and not false", "b", id="condition"),
        pytest.param("'a,b'.split(',') | listed", "a and b", id="text in parts"),
        pytest.param("unordered | sort | listed", "a and b", id="sorted set"),
        pytest.param("day.year", "2024", id="part of a day"),
    ],
)
def test_what_expressions_can_do(prose, problems, expression, said):
    facts = {"bodies": GROUP.bodies, "day": date(2024, 7, 4), "unordered": {"b", "a"}}
    if said is None:
        assert [problem.rsplit(" ", 1)[1] for problem in problems("{{ " + expression + " }}", **facts)] == [
            "[unknown-test]"
        ]
    else:
        assert plain(prose("{{ " + expression + " }}", **facts)[0].content) == said


def test_amounts_can_be_worked_out(prose):
    template = "{{ (allocation - approved) | pounds }}"
    facts = {"allocation": Decimal(39661), "approved": Decimal(39505)}
    assert plain(prose(template, **facts)[0].content) == "£156"


def test_problems_of_a_file_that_cannot_be_found_are_told_as_they_are():
    class Broken:
        def find(self, name):
            raise WordingError((Problem(Severity.ERROR, "not-utf-8", "This is no text.", "x.j2", 1),))

    with pytest.raises(WordingError) as raised:
        render(TemplateSource("{% include 'x.j2' %}", "a.md"), {}, Broken())
    assert [str(problem) for problem in raised.value.problems] == ["x.j2:1: This is no text. [not-utf-8]"]


OUTER = '{% from "listed.md.j2" import each %}\n\n{{ each(name) }} and \ue000 \ue0011.\n\n{{ count | in_words }}'
INNER = "{% macro each(name) %}\n**{{ name }}**{% endmacro %}\n"


def test_a_template_is_compiled_once_and_its_facts_are_those_of_each_wording(prose) -> None:
    def said(**facts: object) -> list[str]:
        return [plain(block.content) for block in prose(OUTER, {"listed.md.j2": INNER}, **facts)]

    told = [said(name=name, count=4) for name in ("A", "*B*", "A")]
    assert told == [[f"{name} and \ue000 \ue0011.", "four"] for name in ("A", "*B*", "A")]


def test_faults_of_a_template_that_was_compiled_before_are_placed_anew(prose, problems) -> None:
    prose(INNER + OUTER, {"listed.md.j2": INNER}, name="A", count=4)
    assert problems(INNER + OUTER, {"listed.md.j2": INNER}, 11, name="A", count="four") == [
        "terms/board.md:17: “in_words” takes a number and is given text. Put a number before “| in_words”. [wrong-kind]"
    ]
    shelf = {"named.md.j2": "\n\n{{ count | in_words }}"}
    assert problems("{% include 'named.md.j2' %}", shelf, count=4) == []
    assert problems("Of\n{% include 'named.md.j2' %}", shelf, count="four") == [
        (
            "templates/wording/named.md.j2:3: “in_words” takes a number and is given text. Put a number before “| in_words”."
            " [wrong-kind]"
        )
    ]
