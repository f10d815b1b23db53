"""Whatever the facts are: a pack that was built from them and not touched agrees with them and with itself."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from kcsp_docs_plugins.pack_review import kcsp_review
from kcsp_docs_plugins.pack_review.codes import ReviewCode

from .mutations import mutate
from .packs import pack_of

OF_NAMES = (ReviewCode.NEAR_MISS, ReviewCode.TWO_NAMES, ReviewCode.TWO_LISTS)
"""Slips that a model can have."""


def agrees(examples: Path, data: Any) -> None:
    with TemporaryDirectory() as folder:
        pack = pack_of(mutate(examples, Path(folder), data.draw))
    assert [str(problem) for problem in kcsp_review(pack) if problem.code not in OF_NAMES] == []


@given(st.data())
@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
def test_an_unbroken_pack_agrees(examples: Path, data: Any) -> None:
    agrees(examples, data)


@pytest.mark.slow
@given(st.data())
@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_hundred_unbroken_packs_agree(examples: Path, data: Any) -> None:
    agrees(examples, data)
