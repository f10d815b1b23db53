"""What a template asks for and nobody has: jinja2's undefined values, which say in plain English what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from jinja2 import StrictUndefined
from jinja2.exceptions import SecurityError, TemplateRuntimeError, UndefinedError
from jinja2.utils import missing
from pydantic import BaseModel

from kcsp_docs.prose.faults import LEFT_OUT_HINT, Fault, Refusal, WordingCode, meant
from kcsp_docs.prose.kinds import exact_kind
from kcsp_docs.prose.phrases import kind_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

MOST_NAMED = 20
"""So many names are told of those that there are."""


class LoopedId(str):
    """An id that a loop over a collection gives, in place of its record."""

    __slots__ = ("collection",)
    collection: str
    """The collection as the author wrote it."""

    @classmethod
    def of(cls, key: object, collection: str) -> object:
        """The key of a collection; one that is no text as it is."""
        if type(key) is not str:
            return key
        looped = cls(key)
        looped.collection = collection
        return looped


def unknown_among(names: Iterable[str], left_out: Callable[[], str | None]) -> type[StrictUndefined]:
    """The class of jinja2's undefined values where there are these names; any use of one raises a Refusal.

    ``left_out`` says which fact, as the author wrote it, was found left out last.
    """

    class Unknown(StrictUndefined):
        __slots__ = ()

        def __init__(
            self,
            hint: str | None = None,
            obj: object = missing,
            name: str | None = None,
            exc: type[TemplateRuntimeError] = UndefinedError,
        ) -> None:
            owner = left_out() if obj is None else None

            def refusal(_: str) -> Refusal:
                if owner:
                    return Refusal.of(_asked_of_nothing(name, owner))
                if obj is missing and hint is None:
                    return Refusal.of(unknown_name(str(name), names))
                return Refusal.of(_fault(hint, obj, name, exc))

            super().__init__(hint, obj, name, cast("type[TemplateRuntimeError]", refusal))

    return Unknown


def unknown_name(name: str, known: Iterable[str]) -> Fault:
    """A name that nobody defines."""
    words = sorted(word for word in known if word not in ("range", "namespace"))
    hint = meant(name, words, f"There are: {', '.join(words)}." if words else "This wording is given no facts.")
    return Fault(WordingCode.UNKNOWN_NAME, f"Nothing goes by the name “{name}” here.", hint)


def _fault(hint: str | None, owner: object, name: object, reason: type[TemplateRuntimeError]) -> Fault:
    if issubclass(reason, SecurityError):
        message = f"“{name}” cannot be asked of {kind_of(owner)} in a wording."
        return Fault(WordingCode.NOT_AVAILABLE, message, "Use a filter, or a field of the model.")
    if owner is None:
        return Fault(WordingCode.NO_VALUE, f"“{name}” is asked of a fact that the model leaves out.", LEFT_OUT_HINT)
    if hint is not None and "does not export" in hint:
        message = f"Nothing goes by the name “{name}” in the template that it is imported from."
        return Fault(WordingCode.UNKNOWN_NAME, message, "Look at the macros of that template.")
    if hint is not None:
        return Fault(WordingCode.NO_VALUE, hint[:1].upper() + hint[1:], "Ask first whether there is one: {% if … %}.")
    if isinstance(owner, LoopedId):
        return _asked_of_an_id(str(name), owner.collection)
    return _unknown_field(owner, str(name))


def _asked_of_nothing(name: object, owner: str) -> Fault:
    message = f"“{name}” is asked of “{owner}”, which the model leaves out."
    return Fault(WordingCode.NO_VALUE, message, LEFT_OUT_HINT)


def _asked_of_an_id(name: str, collection: str) -> Fault:
    message = f"“{name}” is asked of an id: this loops over the ids in “{collection}”."
    hint = f"Loop over {collection}.values(), or ask the record: {collection}[…].{name}."
    return Fault(WordingCode.UNKNOWN_FIELD, message, hint)


def _unknown_field(owner: object, name: str) -> Fault:
    known = _fields(owner)
    hint = meant(name, known, _there_are(owner, known))
    return Fault(WordingCode.UNKNOWN_FIELD, f"There is no “{name}” in {exact_kind(owner)}.", hint)


def _there_are(owner: object, known: list[str]) -> str:
    if isinstance(owner, Mapping) and known:
        some = f"There are: {', '.join(known)}. " if len(known) <= MOST_NAMED else ""
        return f'{some}Write the id in brackets and quotation marks: ["{known[0]}"].'
    if isinstance(owner, Mapping):
        return "It is empty."
    return f"There are: {', '.join(known)}." if 0 < len(known) <= MOST_NAMED else "Look at what the model holds here."


def _fields(owner: object) -> list[str]:
    """What may be asked of a record or a collection; nothing for text, numbers and lists."""
    if isinstance(owner, Mapping):
        return [str(key) for key in owner]
    if type(owner).__module__ == "builtins":
        return []
    return [field for field in dir(owner) if not field.startswith("_") and not hasattr(BaseModel, field)]
