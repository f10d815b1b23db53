"""The first words of a text, by which a message names it."""

from __future__ import annotations

import re

ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (production 2, Char) cannot hold, in any writing: control characters, halves of characters."""

LONGEST = 40


def opening(text: str) -> str:
    """The first words of a text, to find it by; what cannot be shown is shown as its number."""
    shown = ILLEGAL.sub(lambda found: f"\\u{ord(found[0]):04x}", " ".join(text.split()))
    return shown if len(shown) <= LONGEST else f"{shown[:LONGEST].rsplit(maxsplit=1)[0]}…"
