"""The jinja2 environment of wordings: sandboxed, strict, without randomness and clock, every value a token."""

from __future__ import annotations

import functools
import operator
from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date, time
from decimal import Decimal, InvalidOperation
from enum import Enum
from types import FunctionType, MethodType, ModuleType
from typing import TYPE_CHECKING, Any, cast

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, Undefined, nodes, pass_context
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS
from jinja2.utils import Namespace, missing
from pydantic import BaseModel

from kcsp_docs.prose.faults import Fault, Place, Refusal, WordingCode, meant
from kcsp_docs.prose.guard import Rewriting, unknown_name, with_ids
from kcsp_docs.prose.phrases import FILTERS, as_text, kind_of
from kcsp_docs.prose.tokens import Tokens, Written
from kcsp_docs.prose.tree import Prose

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from kcsp_docs.prose.wording import Templates, TemplateSource

MOST_CHARACTERS = 10_000_000
"""A wording longer than this is taken for a loop that runs away: some three thousand pages."""
MOST_STEPS = 1_000_000
"""Turns of loops and calls of macros in one wording."""
_LARGEST_NUMBER = 10**30

KEPT_FILTERS = (
    "first",
    "groupby",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "select",
    "selectattr",
    "sort",
    "sum",
    "unique",
)
"""Filters of jinja2 that wordings keep as they are."""
KEPT_TESTS = (
    "defined",
    "divisibleby",
    "equalto",
    "even",
    "false",
    "in",
    "none",
    "odd",
    "true",
    "undefined",
    "==",
    "!=",
    "<",
    "<=",
    ">",
    ">=",
)
"""Tests of jinja2 that wordings keep."""

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


class Wordings(ImmutableSandboxedEnvironment):
    """One wording's environment; its ``tokens`` hold the values that were printed.

    On the lines ``left_out`` facts are not worked out: a word stands for each, so that the rest can be looked at.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(
        self, facts: Mapping[str, object], templates: Templates, left_out: frozenset[Place] = frozenset()
    ) -> None:
        self.tokens = Tokens()
        self._left_out = left_out
        self.sources: dict[str, TemplateSource] = {}
        self._steps = 0
        super().__init__(
            trim_blocks=True, lstrip_blocks=True, undefined=_unknown_among(facts), loader=_Loader(self, templates)
        )
        own_range = self.globals["range"]
        self.globals = {"range": own_range, "namespace": Namespace, **facts}
        kept = {name: JINJA_FILTERS[name] for name in KEPT_FILTERS} | dict(FILTERS)
        self.filters = {name: _guarded(name, function) for name, function in kept.items()} | {"default": default}
        self.tests = {name: JINJA_TESTS[name] for name in KEPT_TESTS}

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

    # What templates write goes through these.

    def concat(self, parts: Iterable[object]) -> Any:  # noqa: ANN401  # jinja2 types it as text
        """What a template or a macro wrote, in one piece."""
        pieces, length = [], 0
        for part in parts:
            piece = part.marked_text if isinstance(part, Written) else str(part)
            length += len(piece)
            if length > MOST_CHARACTERS:
                _too_long()
            pieces.append(piece)
        return Written("".join(pieces))

    def printed(self, value: object, described: str, marker: str) -> str:
        """A value on its way into the text."""
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
        return self.printed(self.call(context, function, *given, **named), described, marker)

    def joined(self, *values: object) -> object:
        """``a ~ b``: text, or what was written where a macro's output is among them."""
        if any(isinstance(value, Written) for value in values):
            return self.concat(
                value if isinstance(value, Written) else self.tokens.of(as_text(value)) for value in values
            )
        return _bounded("".join(_print(value, "what ~ joins") for value in values))

    def each(self, values: object, described: str) -> object:
        """What a loop runs over, counted."""
        if not isinstance(values, Undefined) and (isinstance(values, str) or not isinstance(values, Iterable)):
            kind = WordingCode.NO_VALUE if values is None else WordingCode.WRONG_KIND
            raise Refusal(kind, f"“{described}” is {kind_of(values)} and cannot be looped over.", "Loop over a list.")
        counted = values if isinstance(values, Sized) else tuple(cast("Iterable[object]", values))
        self._step(len(counted))
        return counted

    def _step(self, count: int) -> None:
        self._steps += count
        if self._steps > MOST_STEPS:
            _too_long()

    # What templates may ask of values.

    def call(self, context: Context, function: object, /, *given: Any, **named: Any) -> Any:  # noqa: ANN401
        self._step(1)
        if not callable(function):
            message = f"This is {kind_of(function)} and not something to call."
            raise Refusal(WordingCode.WRONG_KIND, message, "Leave the brackets out.")
        return super().call(context, function, *given, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        if operator == "+" and (isinstance(left, Written) or isinstance(right, Written)):
            return self.joined(left, right)
        if operator == "**" or (operator in "*%" and not _are_numbers(left, right)):
            message = f"“{operator}” does not work between {kind_of(left)} and {kind_of(right)} in a wording."
            raise Refusal(WordingCode.NOT_AVAILABLE, message, "Join text by ~ and put numbers into words by a filter.")
        return _bounded(_calculated(operator, left, right))

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


def default(value: object, otherwise: object = "") -> object:
    """The value, or another where the name is not defined or the model leaves the fact out."""
    return otherwise if value is None or isinstance(value, Undefined) else value


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


def _bounded(value: object) -> object:
    """A value that was worked out, unless it grows without bound."""
    if isinstance(value, (str, list, tuple)) and len(value) > MOST_CHARACTERS:
        _too_long()
    if isinstance(value, int) and abs(value) > _LARGEST_NUMBER:
        _too_long()
    return value


def _too_long() -> None:
    raise Refusal(
        WordingCode.TEMPLATE_TOO_LONG,
        "This wording grows without end.",
        "Look for a loop or a macro that repeats too much.",
    )


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses in plain English what it cannot use."""
    after = 1 if hasattr(function, "jinja_pass_arg") else 0

    @functools.wraps(function)
    def filtered(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        _refuse_unusable(name, given[after], (*given[after:], *named.values()))
        try:
            return _bounded(function(*given, **named))
        except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError):
            message = f"“{name}” cannot work with what it is given, which begins with {kind_of(given[after])}."
            raise Refusal(WordingCode.WRONG_KIND, message, f"Look at both sides of “| {name}”.") from None

    return filtered


def _refuse_unusable(name: str, value: object, given: tuple[object, ...]) -> None:
    if any(isinstance(each, Written) for each in given):
        message = f"“{name}” is given what a macro or a set block wrote."
        raise Refusal(WordingCode.WRONG_KIND, message, "Use the filter on the fact, inside the macro.")
    if value is None:
        message = f"“{name}” is given a fact that the model leaves out."
        hint = "Give it a value in the model, or use it only inside {% if … %}."
        raise Refusal(WordingCode.NO_VALUE, message, hint)
    if isinstance(value, Undefined):
        str(value)  # raises


def _unknown_among(facts: Mapping[str, object]) -> type[StrictUndefined]:
    """The class of what a template asks for and nobody has; any use of it is a Refusal that says so."""

    class Unknown(StrictUndefined):
        __slots__ = ()

        def __init__(
            self,
            hint: str | None = None,
            obj: object = missing,
            name: str | None = None,
            exc: type[Exception] = UndefinedError,
        ) -> None:
            def refusal(_: str) -> Refusal:
                fault = _unknown(hint, obj, name, exc, facts)
                return Refusal(fault.code, fault.message, fault.hint)

            super().__init__(hint, obj, name, cast("Any", refusal))

    return Unknown


def _unknown(
    hint: str | None, owner: object, name: object, reason: type[Exception], facts: Mapping[str, object]
) -> Fault:
    if issubclass(reason, SecurityError):
        message = f"“{name}” cannot be asked of {kind_of(owner)} in a wording."
        return Fault(WordingCode.NOT_AVAILABLE, message, "Use a filter, or a field of the model.")
    if owner is missing and name is not None and hint is None:
        return unknown_name(str(name), facts)
    if owner is None:
        message = f"“{name}” is asked of a fact that the model leaves out."
        return Fault(WordingCode.NO_VALUE, message, "Give it a value in the model, or use it only inside {% if … %}.")
    if hint is not None:
        return Fault(WordingCode.NO_VALUE, hint[:1].upper() + hint[1:], "Ask first whether there is one: {% if … %}.")
    return _unknown_field(owner, str(name))


def _unknown_field(owner: object, name: str) -> Fault:
    if isinstance(owner, Mapping):
        known = [str(key) for key in owner]
        message = f"There is no “{name}” in this collection."
    else:
        known = [field for field in dir(owner) if not field.startswith("_") and not hasattr(BaseModel, field)]
        message = f"There is no “{name}” in {kind_of(owner)}."
    otherwise = f"There are: {', '.join(known)}." if known and len(known) <= 20 else "Look at the fields of the model."
    return Fault(WordingCode.UNKNOWN_FIELD, message, meant(name, known, otherwise))
