"""The filters and tests of wordings: those of :mod:`~kcsp_docs.prose.phrases` and what is useful of jinja2's own.

Left out of jinja2's own is what makes markup, what depends on chance, and what would put facts into text unseen.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from jinja2 import Undefined
from jinja2.filters import FILTERS as JINJA_FILTERS
from jinja2.tests import TESTS as JINJA_TESTS

from kcsp_docs.prose import phrases
from kcsp_docs.prose.faults import LEFT_OUT_HINT, Refusal, WordingCode
from kcsp_docs.prose.limits import bounded
from kcsp_docs.prose.tokens import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_KEPT_FILTERS = (
    *("first", "groupby", "last", "length", "list", "map", "max", "min", "reject", "rejectattr", "reverse"),
    *("select", "selectattr", "sort", "sum", "unique"),
)
_KEPT_TESTS = (
    *("defined", "divisibleby", "equalto", "even", "false", "in", "none", "odd", "true", "undefined"),
    *("==", "!=", "<", "<=", ">", ">="),
)


def default(value: object, otherwise: object = "") -> object:
    """The value, or another where the name is not defined or the model leaves the fact out."""
    return otherwise if value is None or isinstance(value, Undefined) else value


def _guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter that refuses in plain English what it cannot use, and gives lists that can be counted."""
    after = 1 if hasattr(function, "jinja_pass_arg") else 0

    @functools.wraps(function)
    def filtered(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        _refuse_unusable(name, given[after], (*given[after:], *named.values()))
        try:
            result = function(*given, **named)
            return bounded(list(result) if isinstance(result, Iterator) else result)
        except (TypeError, ValueError, ArithmeticError, AttributeError, LookupError):
            message = f"“{name}” cannot work with what it is given, which begins with {phrases.kind_of(given[after])}."
            raise Refusal(WordingCode.WRONG_KIND, message, f"Look at both sides of “| {name}”.") from None

    return filtered


def _refuse_unusable(name: str, value: object, given: tuple[object, ...]) -> None:
    if any(isinstance(each, Written) for each in given):
        message = f"“{name}” is given what a macro or a set block wrote."
        raise Refusal(WordingCode.WRONG_KIND, message, "Use the filter on the fact, inside the macro.")
    if value is None:
        raise Refusal(WordingCode.NO_VALUE, f"“{name}” is given a fact that the model leaves out.", LEFT_OUT_HINT)
    if isinstance(value, Undefined):
        str(value)  # raises what is known of it


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: _guarded(name, JINJA_FILTERS[name]) for name in _KEPT_FILTERS},
    **{name: _guarded(name, phrase) for name, phrase in phrases.FILTERS.items()},
    "default": default,
}
"""Every filter that wordings have, by its name."""

TESTS: Mapping[str, Callable[..., Any]] = {name: cast("Callable[..., Any]", JINJA_TESTS[name]) for name in _KEPT_TESTS}
"""Every test that wordings have: what may stand after ``is``, or be named in ``selectattr``."""
