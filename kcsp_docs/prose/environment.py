"""The jinja2 environment of wordings: sandboxed, strict, without randomness and clock, every value a token."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, Undefined, nodes, pass_context
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from pydantic import BaseModel

from kcsp_docs.prose.calls import check_given
from kcsp_docs.prose.faults import Fault, Place, Refusal, WordingCode
from kcsp_docs.prose.filters import FILTERS, TESTS
from kcsp_docs.prose.guard import Rewriting, with_ids
from kcsp_docs.prose.limits import MOST_CHARACTERS, MOST_STEPS, bounded, too_long
from kcsp_docs.prose.phrases import as_text, kind_of
from kcsp_docs.prose.tokens import Tokens, Written
from kcsp_docs.prose.tree import Prose
from kcsp_docs.prose.unknown import LoopedId, unknown_among

if TYPE_CHECKING:
    from collections.abc import MutableMapping

    from jinja2 import Environment, Template
    from jinja2.runtime import Context

    from kcsp_docs.prose.wording import Templates, TemplateSource

_OPEN: tuple[tuple[tuple[type, ...], frozenset[str]], ...] = (
    ((Enum,), frozenset({"value"})),
    ((str,), frozenset({"startswith", "endswith", "upper", "lower", "strip", "split"})),
    ((date,), frozenset({"year", "month", "day"})),
    ((time,), frozenset({"hour", "minute"})),
    ((int, float, Decimal, bytes), frozenset()),
    ((Mapping,), frozenset({"get", "items", "keys", "values"})),
    ((Written, type, ModuleType, FunctionType, MethodType), frozenset()),
)
"""What may be asked of values that are not records of the model: nothing that depends on clock, locale or machine."""


_COMPILED: dict[tuple[object, ...], tuple[CodeType, tuple[Place, ...]]] = {}
"""Code by all that it is made of, with the places its markers stand for: compiling takes most of a wording's time."""
MOST_COMPILED = 64

_OF_JINJA = frozenset({"_loop_vars", "_block_vars"})
"""What jinja2 hands to each call besides what the author wrote."""


class Wordings(ImmutableSandboxedEnvironment):
    """One wording's environment; its ``tokens`` hold the values that were printed.

    The expressions in ``left_out`` are not worked out: a word stands for each, so that the rest can be looked at.
    ``begun_expressions`` are those that are being worked out, the innermost last.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(
        self, facts: Mapping[str, object], templates: Templates, left_out: frozenset[str] = frozenset()
    ) -> None:
        self.tokens = Tokens()
        self.sources: dict[str, TemplateSource] = {}
        self.begun_expressions: list[str] = []
        self._left_out = left_out
        self._steps = 0
        self._left_out_owner: str | None = None
        undefined = unknown_among(facts, lambda: self._left_out_owner)
        super().__init__(trim_blocks=True, lstrip_blocks=True, undefined=undefined, loader=_Loader(self, templates))
        self.globals = {"range": self.globals["range"], "namespace": Namespace, **facts}
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)

    def enrol(self, source: TemplateSource) -> str:
        """The name under which a source is compiled, so that a fault in it is led back to the file."""
        name = f"wording {len(self.sources)}"
        self.sources[name] = source
        return name

    def place(self, filename: str | None, line: int) -> Place:
        """The place in the user's file of a line of a template."""
        source = self.sources[filename or "wording 0"]
        return Place(source.file, source.first_line + line - 1)

    def _generate(
        self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False
    ) -> str:
        Rewriting(self.tokens, functools.partial(self.place, filename), self._left_out).visit(source)
        return super()._generate(source, name, filename, defer_init)

    def compiled(self, text: str, name: str, filename: str) -> CodeType:
        """A template's code, which has no part of the facts: one that was compiled before is taken as it is."""
        source = self.sources[filename]
        places = tuple(self.tokens.places)
        key = (text, name, filename, source.file, source.first_line, self._left_out, places)
        if key not in _COMPILED:
            values = len(self.tokens.values)
            code = self.compile(text, name, filename)
            if len(self.tokens.values) > values:  # characters of the template itself have become values of this wording
                return code
            if len(_COMPILED) >= MOST_COMPILED:
                _COMPILED.clear()
            _COMPILED[key] = code, tuple(self.tokens.places)
        code, places = _COMPILED[key]
        for place in places:
            self.tokens.marker(place)
        return code

    # What templates write goes through these.

    def concat(self, parts: Iterable[object]) -> Any:  # noqa: ANN401  # jinja2 types it as text
        """What a template or a macro wrote, in one piece."""
        pieces, length = [], 0
        for part in parts:
            piece = part.marked_text if isinstance(part, Written) else str(part)
            length += len(piece)
            if length > MOST_CHARACTERS:
                too_long()
            pieces.append(piece)
        return Written("".join(pieces))

    def begun(self, name: str) -> None:
        """That an expression is going to be worked out."""
        self.begun_expressions.append(name)

    def printed(self, _: None, value: object, described: str, marker: str) -> str:
        """A value on its way into the text."""
        text = self._put_in(value, described, marker)
        self.begun_expressions.pop()
        return text

    def _put_in(self, value: object, described: str, marker: str) -> str:
        if isinstance(value, Written):
            return marker + value.marked_text
        return marker + self.tokens.of(value if isinstance(value, Prose) else _print(value, described))

    @pass_context
    def called(
        self,
        context: Context,
        function: object,
        described: str,
        marker: str,
        /,
        *given: object,
        **named: object,
    ) -> str:
        """What a ``{% call %}`` writes."""
        if isinstance(function, Macro) and not function.caller:
            message = f"The macro “{function.name}” has no place for what {{% call %}} holds."
            raise Refusal(WordingCode.WRONG_KIND, message, "Put {{ caller() }} into the macro, or print the macro.")
        return self._put_in(self.call(context, function, *given, **named), described, marker)

    def joined(self, *values: object) -> object:
        """``a ~ b``: text, or what was written where a macro's output is among them."""
        if any(isinstance(value, (Written, Prose)) for value in values):
            return self.concat(self._put_in(value, "what ~ joins", "") for value in values)
        return bounded("".join(_print(value, "what ~ joins") for value in values))

    def asked(self, owner: object, described: str) -> object:
        """A value of which a field is asked next; the description of one that is left out is kept for the fault."""
        if owner is None:
            self._left_out_owner = described
        return owner

    def each(self, values: object, described: str) -> object:
        """What a loop runs over, counted."""
        if isinstance(values, Undefined):
            str(values)  # raises what is known of it
        if isinstance(values, (str, set, frozenset)) or not isinstance(values, Iterable):
            kind = WordingCode.NO_VALUE if values is None else WordingCode.WRONG_KIND
            raise Refusal(kind, f"“{described}” is {kind_of(values)} and cannot be looped over.", "Loop over a list.")
        if isinstance(values, Mapping):
            values = tuple(LoopedId.of(key, described) for key in values)
        counted = values if isinstance(values, Sized) else tuple(values)
        self._step(len(counted))
        return counted

    def _step(self, count: int) -> None:
        self._steps += count
        if self._steps > MOST_STEPS:
            too_long()

    # What templates may ask of values.

    def call(self, context: Context, function: object, /, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        if getattr(function, "__self__", None) is self:
            return super().call(context, function, *given, **named)
        self._step(1)
        if not callable(function):
            message = f"This is {kind_of(function)} and not something to call."
            raise Refusal(WordingCode.WRONG_KIND, message, "Leave the brackets out.")
        check_given(function, given, {name: value for name, value in named.items() if name not in _OF_JINJA})
        return super().call(context, function, *given, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        left, right = _without_markup(left), _without_markup(right)
        if operator == "+" and (isinstance(left, Written) or isinstance(right, Written)):
            return self.joined(left, right)
        if operator == "**" or (operator in "*%" and not _are_numbers(left, right)):
            message = f"“{operator}” does not work between {kind_of(left)} and {kind_of(right)} in a wording."
            raise Refusal(WordingCode.NOT_AVAILABLE, message, "Join text by ~ and put numbers into words by a filter.")
        return bounded(_calculated(operator, left, right))

    def wrap_str_format(self, value: object) -> None:
        """No formatting by text's own methods: values would print in ways of their own."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if isinstance(obj, tuple) and attr in getattr(obj, "_fields", ()):
            return True
        for kinds, allowed in _OPEN:
            if isinstance(obj, kinds):
                return attr in allowed
        if isinstance(obj, BaseModel) and hasattr(BaseModel, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)


class _Loader(BaseLoader):
    """Finds what a template imports or includes."""

    def __init__(self, environment: Wordings, templates: Templates) -> None:
        self._environment = environment
        self._templates = templates

    def get_source(self, environment: object, template: str) -> tuple[str, str, None]:
        source = self._templates.find(template)
        if source is None:
            raise TemplateNotFound(template)
        return with_ids(source.text), self._environment.enrol(source), None

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002
    ) -> Template:
        text, filename, _ = self.get_source(environment, name)
        code = self._environment.compiled(text, name, filename)
        return environment.template_class.from_code(environment, code, {} if globals is None else globals)


def _print(value: object, described: str) -> str:
    if isinstance(value, Undefined) and not isinstance(value, StrictUndefined):
        return ""  # {{ "x" if … }} without an else
    if isinstance(value, Undefined):
        return str(value)  # raises
    try:
        return as_text(value)
    except Refusal as refusal:
        raise _named(refusal.fault, value, described) from None


def _named(fault: Fault, value: object, described: str) -> Refusal:
    if fault.code == WordingCode.NO_VALUE:
        return Refusal(fault.code, f"“{described}” is left out in the model, and printed here.", fault.hint)
    return Refusal(fault.code, f"“{described}” is {kind_of(value)}, which does not print by itself.", fault.hint)


def _without_markup(value: object) -> object:
    """Text that calls itself markup as plain text: no value is markup here."""
    return str.__str__(value) if isinstance(value, str) and hasattr(value, "__html__") else value


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, (int, float, Decimal)) for value in values)


def _calculated(sign: str, left: object, right: object) -> object:
    functions: dict[str, Callable[[Any, Any], Any]] = {
        "+": operator.add,
        "-": operator.sub,
        "*": operator.mul,
        "/": operator.truediv,
        "//": operator.floordiv,
        "%": operator.mod,
    }
    for value in (left, right):
        if isinstance(value, Undefined):
            str(value)  # raises
    try:
        return functions[sign](left, right)
    except (ZeroDivisionError, InvalidOperation):
        raise Refusal(
            WordingCode.WRONG_KIND, "This divides by nought.", "Ask for the number first: {% if … %}."
        ) from None
    except TypeError:
        message = f"“{sign}” does not work between {kind_of(left)} and {kind_of(right)}."
        raise Refusal(
            WordingCode.WRONG_KIND, message, "Join text by ~, and calculate with numbers of one kind."
        ) from None
