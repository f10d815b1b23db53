"""What is checked in a template before it runs, and how it is rewritten so that every value becomes a token.

jinja2 writes text by an ``Output`` (template text and printed expressions) and by a ``{% call %}``; both are led
through the environment's own methods, and so are joining by ``~`` and the steps of a loop. Nothing else writes.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError, meta, nodes
from jinja2.visitor import NodeTransformer

from kcsp_docs.prose.faults import Fault, Place, WordingCode, meant
from kcsp_docs.prose.filters import FILTERS, TESTS
from kcsp_docs.prose.unknown import unknown_name

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from kcsp_docs.prose.tokens import Tokens

_Found = tuple[int, Fault]
_COMMENT_FOR_ID = re.compile(r"\{#-?[ \t]*(?P<name>[A-Za-z][\w-]*(?:[ \t]+[.#][\w-]+)*)[ \t]*\}")


def comments_for_ids(text: str) -> Iterator[_Found]:
    """Each ``{#name}``: jinja2 takes it for the start of a comment and drops what follows."""
    for found in _COMMENT_FOR_ID.finditer(text):
        message = f"“{found[0]}” is taken for the start of a comment, and what follows is lost."
        hint = f"Write {{: #{found['name']}}}."
        yield text.count("\n", 0, found.start()) + 1, Fault(WordingCode.COMMENT_FOR_ID, message, hint)


def with_ids(text: str) -> str:
    """The text with ``{#name}`` as it was meant, so that the rest of it can be read."""
    return _COMMENT_FOR_ID.sub(lambda found: "{: #" + found["name"] + "}", text)


def check(template: nodes.Template) -> Iterator[_Found]:
    """What is wrong whichever way the template runs, with its line in the template."""
    yield from _unavailable(template)
    used = template.find_all(nodes.Filter)
    yield from ((each.lineno, unknown_filter(each.name)) for each in used if each.name not in FILTERS)
    asked = template.find_all(nodes.Test)
    yield from ((each.lineno, unknown_test(each.name)) for each in asked if each.name not in TESTS)


def _unavailable(template: nodes.Template) -> Iterator[_Found]:
    refused: tuple[tuple[type[nodes.Node], str, str], ...] = (
        (nodes.FilterBlock, "{% filter %}", "Put the filter after a fact: {{ … | upper }}."),
        (nodes.EvalContextModifier, "{% autoescape %}", "Leave it out: facts are never taken for markup."),
    )
    for kind, name, hint in refused:
        for node in template.find_all(kind):
            yield node.lineno, Fault(WordingCode.NOT_AVAILABLE, f"Wordings have no {name}.", hint)
    for loop in template.find_all(nodes.For):
        if loop.recursive:
            hint = "Use a macro, or one loop within another."
            yield loop.lineno, Fault(WordingCode.NOT_AVAILABLE, "Wordings have no recursive loops.", hint)


def _has_unknown(node: nodes.Expr) -> bool:
    """Whether an expression has a filter or a test that wordings do not have."""
    used = (node, *node.find_all((nodes.Filter, nodes.Test)))
    return any(
        (isinstance(each, nodes.Filter) and each.name not in FILTERS)
        or (isinstance(each, nodes.Test) and each.name not in TESTS)
        for each in used
    )


def unknown_filter(name: str) -> Fault:
    """A filter that wordings do not have."""
    return _unknown("behind the bar “|”", name, FILTERS, WordingCode.UNKNOWN_FILTER)


def unknown_test(name: str) -> Fault:
    """A test that wordings do not have."""
    return _unknown("after “is”", name, TESTS, WordingCode.UNKNOWN_TEST)


def _unknown(where: str, name: str, known: Iterable[str], code: WordingCode) -> Fault:
    words = sorted(each for each in known if each.isidentifier())
    message = f"“{name}” is not a word that may stand {where}."
    return Fault(code, message, meant(name, words, f"There are: {', '.join(words)}."))


def undeclared(template: nodes.Template, known: Iterable[str]) -> Iterator[_Found]:
    """Each name that nobody defines, at its first use; one that the template asks about (``is defined``) may be."""
    asked = set(_asked_about(template))
    for name in sorted(_undeclared_names(template) - set(known) - asked):
        lines = [node.lineno for node in template.find_all(nodes.Name) if node.name == name and node.ctx == "load"]
        yield min(lines, default=1), unknown_name(name, known)


def _undeclared_names(template: nodes.Template) -> set[str]:
    for node in template.find_all(nodes.Filter):
        node.name = node.name if node.name in FILTERS else "trim"
    for test in template.find_all(nodes.Test):
        test.name = test.name if test.name in TESTS else "none"
    try:
        return meta.find_undeclared_variables(template)
    except TemplateSyntaxError:  # such as a block defined twice; compiling will tell
        return set()


def _asked_about(template: nodes.Template) -> Iterator[str]:
    for node in template.find_all((nodes.Test, nodes.Filter)):
        if isinstance(node.node, nodes.Name) and node.name in ("defined", "undefined", "default"):
            yield node.node.name


def referenced(template: nodes.Template) -> Iterator[tuple[nodes.Node, str]]:
    """The templates that a template names outright, each with the node that names it."""
    for node in template.find_all((nodes.Import, nodes.FromImport, nodes.Include, nodes.Extends)):
        named = getattr(node, "template", None)
        if isinstance(named, nodes.Const) and isinstance(named.value, str):
            yield node, named.value


class Rewriting(NodeTransformer):
    """Leads whatever a template writes through the environment's ``printed``, ``called``, ``joined`` and ``each``.

    What a field is asked of goes through ``asked``.
    """

    def __init__(self, tokens: Tokens, place: Callable[[int], Place], left_out: Container[str]) -> None:
        self._tokens = tokens
        self._place = place
        self._left_out = left_out
        self._numbers = itertools.count(1)

    def visit_Output(self, node: nodes.Output) -> nodes.Node:  # noqa: N802  # jinja2's visitor names methods after nodes
        node.nodes = [self._written(child) for child in node.nodes]
        return node

    def _written(self, node: nodes.Expr) -> nodes.Expr:
        if isinstance(node, nodes.TemplateData):
            node.data = self._marked(node.data, node.lineno)
            return node
        return _call("printed", self._given(node), node)

    def _given(self, node: nodes.Expr) -> list[nodes.Node]:
        """What ``printed`` is handed: a name of the expression is noted before the expression is worked out."""
        place, number = self._place(node.lineno), next(self._numbers)
        name = f"{place.file}:{place.line}:{number}"
        begun = _call("begun", [nodes.Const(name)], node)
        told = [nodes.Const(describe(node)), nodes.Const(self._tokens.marker(place))]
        left_out = name in self._left_out or _has_unknown(node)
        return [begun, nodes.Const(f"left-out-{number}") if left_out else self.visit(node), *told]

    def _marked(self, data: str, first_line: int) -> str:
        lines = self._tokens.protect(data).split("\n")
        return "\n".join(
            self._tokens.marker(self._place(first_line + at)) + line if line.strip() else line
            for at, line in enumerate(lines)
        )

    def visit_FilterBlock(self, node: nodes.FilterBlock) -> list[nodes.Node]:  # noqa: N802
        """Its body alone: it has been refused by then, and the rest can be looked at."""
        return [self.visit(child) for child in node.body]

    def visit_CallBlock(self, node: nodes.CallBlock) -> nodes.Node:  # noqa: N802
        call, marker = node.call, self._tokens.marker(self._place(node.lineno))
        described = describe(call)
        self.generic_visit(node)
        call.args = [call.node, nodes.Const(described), nodes.Const(marker), *call.args]
        call.node = nodes.EnvironmentAttribute("called")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("joined", node.nodes, node)

    def visit_Getattr(self, node: nodes.Getattr | nodes.Getitem) -> nodes.Node:  # noqa: N802
        described = describe(node.node)
        self.generic_visit(node)
        node.node = _call("asked", [node.node, nodes.Const(described)], node)
        return node

    visit_Getitem = visit_Getattr  # noqa: N815

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802
        described = describe(node.iter)
        self.generic_visit(node)
        node.iter = _call("each", [node.iter, nodes.Const(described)], node)
        return node


def _call(method: str, given: Sequence[nodes.Node], node: nodes.Node) -> nodes.Call:
    return nodes.Call(nodes.EnvironmentAttribute(method), list(given), [], None, None, lineno=node.lineno)


def describe(node: nodes.Node | None) -> str:
    """An expression as its author knows it: ``group.chair.name``; more involved ones by a few words."""
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{describe(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const(value=value)):
            return f'{describe(node.node)}["{value}"]' if isinstance(value, str) else f"{describe(node.node)}[{value}]"
        case nodes.Call():
            return f"{describe(node.node)}(…)"
        case nodes.Filter(node=nodes.Node()):
            return f"{describe(node.node)} | {node.name}"
        case nodes.Const():
            return str(node.value)
    return "…"
