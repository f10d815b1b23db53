"""Whatever the facts are: a pack that was built from them and not touched agrees with them and with itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kcsp_docs_plugins.pack_review import kcsp_review
from kcsp_docs_plugins.pack_review.codes import ReviewCode

from .mutations import mutate
from .packs import pack_of

OF_NAMES = (ReviewCode.NEAR_MISS, ReviewCode.TWO_NAMES, ReviewCode.TWO_LISTS)
"""Slips that a model can have."""


@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_unbroken_pack_agrees(examples: Path, data: Any) -> None:
    draw: Callable[[st.SearchStrategy[Any]], Any] = data.draw
    with TemporaryDirectory() as folder:
        pack = pack_of(mutate(examples, Path(folder), draw))
    assert [str(problem) for problem in kcsp_review(pack) if problem.code not in OF_NAMES] == []
