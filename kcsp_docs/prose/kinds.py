"""Records by the names of their kinds: a ``PrivatePerson`` is “a private person”."""

from __future__ import annotations

import re

from kcsp_docs.prose.phrases import kind_of

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z0-9]+")


def exact_kind(value: object) -> str:
    """What a value is, a record by the name of its class."""
    kind = kind_of(value)
    own = type(value).__module__.partition(".")[0] not in ("builtins", "jinja2")
    return named_kind(type(value)) if kind == "a record" and own else kind


def named_kind(record: type) -> str:
    """The name of a class in words: ``an action plan``."""
    words = " ".join(_WORD.findall(record.__name__)).lower()
    return f"{'an' if words[:1] in set('aeiou') else 'a'} {words}"
