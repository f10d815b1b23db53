"""Ids of empty rows: neutral, and never one that was in use."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from kcsp_docs_plugins.action_tracker.spare_ids import spare_ids

from kcsp_docs.model.governance import Governance
from kcsp_docs.model.history import Collection


@pytest.mark.parametrize(
    ("used", "spare"),
    [
        pytest.param(["DA-01"], ("ACT-01", "ACT-02"), id="none of them in use"),
        pytest.param(["ACT-03", "ACT-01"], ("ACT-04", "ACT-05"), id="after the greatest"),
        pytest.param(["act-7"], ("ACT-08", "ACT-09"), id="in small letters, without the nought"),
        pytest.param(["ACT-99"], ("ACT-100", "ACT-101"), id="beyond two digits"),
        pytest.param(["ACT-01-b", "XACT-05"], ("ACT-01", "ACT-02"), id="others that only look like them"),
    ],
)
def test_the_next_that_are_free(
    used: list[str], spare: tuple[str, ...], anyshire_with: Callable[..., Governance]
) -> None:
    governance = anyshire_with([{"id": id_, "action": "Do it"} for id_ in used])
    assert spare_ids(2, [governance]) == spare


def test_one_that_was_deleted_is_not_given_again(
    anyshire_with: Callable[..., Governance], collected: Callable[..., Collection]
) -> None:
    history = [collected("2024-05-01", ("ACT-04", None, "ACT-04", None))]
    now = anyshire_with([{"id": "DA-01", "action": "Do it"}], history=history)
    before = anyshire_with([{"id": "ACT-06", "action": "Done"}])
    assert spare_ids(1, [now]) == ("ACT-05",)
    assert spare_ids(1, [now, before]) == ("ACT-07",)
