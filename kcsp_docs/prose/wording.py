"""Wording: a template of Markdown with facts in jinja2, rendered to prose.

Facts are data. Whatever is printed between ``{{`` and ``}}`` comes out as the characters that it has: it is never
taken for Markdown, for markup or for a template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError

from kcsp_docs.errors import Problem, ProblemsError, WordingError, by_place
from kcsp_docs.prose import guard, markdown
from kcsp_docs.prose.environment import Wordings
from kcsp_docs.prose.faults import Fault, Place, Refusal, WordingCode
from kcsp_docs.prose.syntax import syntax_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import TracebackType

    from kcsp_docs.prose.tokens import Rendered
    from kcsp_docs.prose.tree import Block


_NAMED_NOBODY = re.compile("No (?P<kind>filter|test) named '(?P<name>[^']*)'")
"""What jinja2 says when a filter or a test is met that it does not have."""

MOST_PROBLEMS = 100
"""How often a template is run again to find what else is wrong; so many are enough for one sitting."""


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template's text; ``file`` as the user can open it, ``first_line`` the line of the file on which text begins."""

    text: str
    file: str
    first_line: int = 1


class Templates(Protocol):
    """Where a template finds what it imports, includes or extends."""

    def find(self, name: str) -> TemplateSource | None:
        """The template of a name such as ``membership.md.j2``; None where there is none."""
        ...


def render(source: TemplateSource, facts: Mapping[str, object], templates: Templates) -> tuple[Block, ...]:
    """The prose of a template.

    Raises WordingError with every problem that can be found: what is wrong whichever way the template runs; each
    printed fact that cannot be worked out; unless a statement (``{% … %}``) fails, all of the Markdown. Lines are those
    of the user's file: exact for ids and for what jinja2 finds, for Markdown that on which what is at fault begins.
    """
    rendering = _Rendering(source, facts, templates)
    blocks = rendering.blocks()
    if rendering.problems:
        raise WordingError(tuple(sorted(dict.fromkeys(rendering.problems), key=by_place)))
    return blocks


class _Rendering:
    """Renders a template, again and again without the lines that could not be printed, until every problem is known."""

    def __init__(self, source: TemplateSource, facts: Mapping[str, object], templates: Templates) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._facts = facts
        self._templates = templates
        self._left_out: set[str] = set()

    def blocks(self) -> tuple[Block, ...]:
        self._check()
        for _ in range(MOST_PROBLEMS):
            wordings = Wordings(self._facts, self._templates, frozenset(self._left_out))
            try:
                return () if self._hopeless() else self._read(_written(self._source, wordings))
            except Exception as error:  # whatever a template or a fact raises is the author's to know
                self._learn(error, wordings)
                if not wordings.begun_expressions:
                    break
                self._left_out.add(wordings.begun_expressions[-1])
        return ()

    def _check(self) -> None:
        wordings = Wordings(self._facts, self._templates)
        try:
            self.problems.extend(_at_once(self._source, wordings, self._templates))
        except Exception as error:  # a template that cannot be found, or one nested too deeply to look through
            self._learn(error, wordings)

    def _hopeless(self) -> bool:
        codes = {problem.code for problem in self.problems}
        return bool(codes & {WordingCode.TEMPLATE_SYNTAX, WordingCode.TEMPLATE_TOO_LONG})

    def _read(self, rendered: Rendered) -> tuple[Block, ...]:
        """The prose; of lines that could not be printed nothing more is said."""
        known = {(problem.file, problem.line) for problem in self.problems}
        blocks, problems = markdown.read(rendered)
        self.problems += [problem for problem in problems if (problem.file, problem.line) not in known]
        return blocks

    def _learn(self, error: Exception, wordings: Wordings) -> None:
        if isinstance(error, ProblemsError):
            self.problems.extend(error.problems)
            return
        problem = _problem(error, self._source, wordings)
        if not self._is_known(problem):
            self.problems.append(problem)

    def _is_known(self, problem: Problem) -> bool:
        """Whether the same was seen before the template ran: a name at another line, a filter by jinja2's own check."""
        if problem.code == WordingCode.TEMPLATE_SYNTAX:
            codes = {each.code for each in self.problems}
            return bool(codes & {WordingCode.UNKNOWN_FILTER, WordingCode.UNKNOWN_TEST})
        return problem.code == WordingCode.UNKNOWN_NAME and any(
            (each.code, each.file, each.message) == (problem.code, problem.file, problem.message)
            for each in self.problems
        )


def _written(source: TemplateSource, wordings: Wordings) -> Rendered:
    name = wordings.enrol(source)
    code = wordings.compiled(guard.with_ids(source.text), name, name)
    template = wordings.template_class.from_code(wordings, code, wordings.make_globals(None))
    written = wordings.concat(template.root_render_func(template.new_context()))
    return wordings.tokens.rendered(written.marked_text)


def _at_once(source: TemplateSource, wordings: Wordings, templates: Templates) -> Iterator[Problem]:
    """What can be seen without running the template and those that it names."""
    waiting: list[tuple[TemplateSource, bool]] = [(source, True)]
    seen = set()
    while waiting:
        current, alone = waiting.pop()
        if current.file in seen:
            continue
        seen.add(current.file)
        looked = _looked_through(current.text, tuple(wordings.globals), alone)
        yield from _placed(current, looked.faults)
        for named in looked.named:
            found = templates.find(named.name)
            if found is not None:
                waiting.append((found, named.alone))
            elif not named.may_be_missing:
                yield from _placed(current, [(named.line, _missing(named.name))])


@dataclass(frozen=True, slots=True)
class _Named:
    """A template that another names; ``alone`` where it sees nothing of that one."""

    name: str
    line: int
    alone: bool
    may_be_missing: bool


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was seen in a template: its faults with their lines, and the templates that it names."""

    faults: tuple[tuple[int, Fault], ...]
    named: tuple[_Named, ...] = ()


@lru_cache(maxsize=256)
def _looked_through(text: str, known: tuple[str, ...], alone: bool) -> _Looked:
    """What the text of a template shows; ``known`` are the names of the facts, which count where it stands alone."""
    faults = [*guard.comments_for_ids(text)]
    try:
        template = Wordings({}, _NOWHERE).parse(guard.with_ids(text))
    except TemplateSyntaxError as error:
        return _Looked((*faults, (error.lineno, syntax_fault(error))))
    faults += guard.check(template)
    if alone and not list(template.find_all(nodes.Extends)):
        faults += guard.undeclared(template, known)
    return _Looked(tuple(faults), tuple(_named(node, name) for node, name in guard.referenced(template)))


def _named(node: nodes.Node, name: str) -> _Named:
    return _Named(name, node.lineno, _stands_alone(node), bool(getattr(node, "ignore_missing", False)))


class _Nowhere:
    """No templates: what is only looked through takes in no other."""

    def find(self, name: str) -> None:
        return None


_NOWHERE = _Nowhere()


def _stands_alone(node: nodes.Node) -> bool:
    """Whether a template that is named here sees nothing of the template that names it."""
    return isinstance(node, (nodes.Import, nodes.FromImport)) and not node.with_context


def _placed(source: TemplateSource, faults: Iterable[tuple[int, Fault]]) -> Iterator[Problem]:
    return (fault.at(Place(source.file, source.first_line + line - 1)) for line, fault in faults)


def _missing(name: str) -> Fault:
    message = f"There is no template “{name}”."
    return Fault(WordingCode.TEMPLATE_MISSING, message, "Look at its spelling, or add it to the templates folder.")


_NESTED = Fault(
    WordingCode.TEMPLATE_TOO_LONG,
    "This is nested too deeply.",
    "Look for a macro that calls itself or a template that includes itself.",
)


def _problem(error: Exception, source: TemplateSource, wordings: Wordings) -> Problem:
    """A problem for whatever went wrong while the template ran."""
    if isinstance(error, TemplateSyntaxError):
        return syntax_fault(error).at(wordings.place(error.filename, error.lineno))
    place = _last_place(error.__traceback__, wordings) or Place(source.file, source.first_line)
    return _fault(error).at(place)


def _fault(error: Exception) -> Fault:
    match error:
        case Refusal():
            return error.fault
        case TemplateRuntimeError() if found := _NAMED_NOBODY.match(str(error)):
            return (
                guard.unknown_filter(found["name"]) if found["kind"] == "filter" else guard.unknown_test(found["name"])
            )
        case TemplateNotFound():
            return _missing(str(error.name))
        case RecursionError():
            return _NESTED
        case SecurityError():
            return Fault(
                WordingCode.NOT_AVAILABLE, "This cannot be asked for in a wording.", "Use a field of the model."
            )
        case OverflowError() | MemoryError():
            return Fault(WordingCode.TEMPLATE_TOO_LONG, "This grows too large.", "Use smaller numbers.")
        case KeyError():
            message = f"Nothing in the model goes by “{error.args[0] if error.args else ''}”."
            return Fault(WordingCode.UNKNOWN_FIELD, message, "Look at the spelling of the id.")
    said = str(error).rstrip(".") or "nothing more is known"
    if isinstance(error, (AttributeError, TypeError)) or "unpack" in said:  # these are in Python's own words
        said = "a value that is asked for here is of another kind than this takes"
    return Fault(WordingCode.TEMPLATE_FAILED, f"This cannot be worked out: {said}.", "Look at what this line asks for.")


def _last_place(traceback: TracebackType | None, wordings: Wordings) -> Place | None:
    """The innermost line of a template that was running."""
    place = None
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None:
            place = wordings.place(template.filename, template.get_corresponding_lineno(traceback.tb_lineno))
        traceback = traceback.tb_next
    return place
