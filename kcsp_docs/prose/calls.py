"""What a function of the model is given in a wording, compared with what it takes."""

from __future__ import annotations

import inspect
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any, get_type_hints

from jinja2 import Undefined
from pydantic import BaseModel

from kcsp_docs.prose.faults import LEFT_OUT_HINT, Refusal, WordingCode
from kcsp_docs.prose.kinds import exact_kind, named_kind
from kcsp_docs.prose.phrases import listed
from kcsp_docs.prose.tokens import Written

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PLAIN = {str: "text", int: "a number"}


def check_given(function: object, given: Sequence[object], named: Mapping[str, object]) -> None:
    """Raises Refusal where a function is given too much, too little or something else than it takes.

    Only what its annotations say plainly, a record or text or a number, is compared.
    """
    if not isinstance(function, (FunctionType, MethodType)) or function.__module__.startswith("jinja2"):
        return
    for value in (*given, *named.values()):
        if isinstance(value, (Undefined, Written)):
            str(value)  # raises what is known of it
    taken = _taken(function)
    if taken is None:
        return
    try:
        bound = inspect.signature(function).bind(*given, **named).arguments
    except TypeError:
        _refuse(function.__name__, taken, (*given, *named.values()))
    for name, kind in taken.items():
        if name in bound and not isinstance(bound[name], kind):
            _refuse(function.__name__, taken, (*given, *named.values()))


def _taken(function: FunctionType | MethodType) -> dict[str, type] | None:
    """What each parameter takes; None where one of them takes what cannot be said in a word."""
    try:
        hints = get_type_hints(function)
    except (NameError, TypeError):
        return None
    taken: dict[str, Any] = {name: hints.get(name) for name in inspect.signature(function).parameters}
    return taken if all(map(_is_plain, taken.values())) else None


def _is_plain(kind: object) -> bool:
    return kind in _PLAIN or (isinstance(kind, type) and issubclass(kind, BaseModel))


def _refuse(name: str, taken: Mapping[str, type], given: Sequence[object]) -> None:
    if any(value is None for value in given):
        message = f"“{name}” is given a fact that the model leaves out."
        raise Refusal(WordingCode.NO_VALUE, message, LEFT_OUT_HINT)
    wanted = listed([_PLAIN.get(kind) or named_kind(kind) for kind in taken.values()]) or "nothing"
    handed = listed([exact_kind(value) for value in given]) or "nothing"
    raise Refusal(WordingCode.WRONG_KIND, f"“{name}” takes {wanted} and is given {handed}.", _hint(name, taken))


def _hint(name: str, taken: Mapping[str, type]) -> str:
    match [*taken.values()]:
        case []:
            return f"Write {name}()."
        case [kind] if kind is str:
            return f'Put text between the brackets, such as an id in quotation marks: {name}("working-group").'
        case [kind] if issubclass(kind, BaseModel):
            return f'Put the record itself between the brackets, such as {name}(members["police"]).'
    return "Look at what stands between the brackets."
