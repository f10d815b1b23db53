"""A fingerprint of what a model folder holds."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def digest(contents: Mapping[str, bytes]) -> str:
    """SHA-256, in hexadecimal, over names (with ``/``) and bytes, whatever order a system lists them in."""
    everything = hashlib.sha256()
    for name, content in sorted((unicodedata.normalize("NFC", name), content) for name, content in contents.items()):
        everything.update(f"{name}\0{len(content)}\0".encode())
        everything.update(content)
    return everything.hexdigest()
