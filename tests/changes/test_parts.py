"""What changed, with as much of what did not around it as is asked for."""

from __future__ import annotations

import pytest

from kcsp_docs.changes.parts import Hunk, Part, widened


@pytest.mark.parametrize(
    ("left", "right", "removed", "added"),
    [
        pytest.param(0, 0, "four", "five", id="as it is"),
        pytest.param(2, 0, "f four", "f five", id="to the left"),
        pytest.param(0, 4, "four mem", "five mem", id="to the right"),
        pytest.param(99, 99, "of four members", "of five members", id="to the ends"),
    ],
)
def test_a_hunk_widened(left: int, right: int, removed: str, added: str) -> None:
    hunk = Hunk("four", "five", 3, 3, ())
    wide = widened(hunk, Part("", "of four members", "of five members", (hunk,)), left, right)
    assert (wide.removed, wide.added) == (removed, added)


def test_a_hunk_is_widened_as_far_as_both_editions_go() -> None:
    hunk = Hunk("four", "five", 7, 7, ())
    part = Part("", "one of four members came", "two of five members met", (hunk,))
    wide = widened(hunk, part, 99, 99)
    assert (wide.removed, wide.added, wide.old_at) == (" of four members ", " of five members ", 3)
