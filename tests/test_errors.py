"""A problem: its words, its place, its severity."""

from __future__ import annotations

import pytest

from kcsp_docs.errors import Problem, Severity


def test_a_severity_may_be_given_as_its_word() -> None:
    assert Problem("warning", "hm", "Look here.").severity is Severity.WARNING  # type: ignore[arg-type]


def test_a_severity_that_nobody_knows_is_refused_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="'Warning' is not a valid Severity"):
        Problem("Warning", "hm", "Look here.")  # type: ignore[arg-type]
