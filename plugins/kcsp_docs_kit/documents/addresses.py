"""Addresses of links as a file may hold them: one that is no URI makes Word call the whole file damaged."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
RESERVED = "!#$%&'()*+,/:;=?@~-._"
"""What RFC 3986 lets stand as it is in a path or a query; all else is written as percent and digits."""


def followable(target: str) -> str:
    """The address as a URI of ASCII letters: ``https://example.org/a b`` → ``https://example.org/a%20b``."""
    return quote(target.strip(), safe=RESERVED)


def can_be_followed(target: str) -> bool:
    """Whether an address is absolute and of a kind that a reader's program opens."""
    try:
        parts = urlsplit(target.strip())
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc if parts.scheme.startswith("http") else parts.path)
