"""A fingerprint of what folders hold: names and bytes, the same on every system and in every language."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def digest(files: Iterable[tuple[bytes, bytes]]) -> str:
    """SHA-256, in hexadecimal, over names and bytes, in the order given; one file after the other is held in memory."""
    everything = hashlib.sha256()
    for name, content in files:
        everything.update(b"%s\0%d\0" % (name, len(content)))
        everything.update(content)
    return everything.hexdigest()


def name_in_bytes(name: str) -> bytes:
    """A file's name as it stands on the disk, in UTF-8 where it is text, in one Unicode form.

    What Python makes of a name that is no text, or of any beyond ASCII where the system speaks ASCII alone, is undone.
    """
    try:
        on_disk = os.fsencode(name)
    except UnicodeEncodeError:  # from an archive: such a name never stood on this disk
        on_disk = name.encode("utf-8", "surrogatepass")
    text = on_disk.decode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogateescape")
