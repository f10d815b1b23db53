"""Ids of empty rows: the next, never one that was in use."""

from __future__ import annotations

import pytest
from kcsp_docs_kit.workbooks import spare_ids


@pytest.mark.parametrize(
    ("taken", "spare"),
    [
        pytest.param([], ("risk-1", "risk-2"), id="none in use"),
        pytest.param(["risk-3", "risk-1"], ("risk-4", "risk-5"), id="after the greatest, no gaps filled"),
        pytest.param(["RISK-07"], ("risk-8", "risk-9"), id="in capitals, with a nought"),
        pytest.param(["risk-q1", "a-risk-5", "risk-2-b", None], ("risk-1", "risk-2"), id="others that only look alike"),
    ],
)
def test_the_next_that_are_free(taken: list[str | None], spare: tuple[str, ...]) -> None:
    assert spare_ids("risk-", taken, 2) == spare


def test_numbers_may_be_written_with_noughts() -> None:
    assert spare_ids("A.", ["A.98"], 3, digits=3) == ("A.099", "A.100", "A.101")


def test_a_prefix_is_no_pattern() -> None:
    assert spare_ids("A.", ["AB7"], 1) == ("A.1",)
