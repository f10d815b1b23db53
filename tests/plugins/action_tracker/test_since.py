"""The wording of trends: one row for each case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from kcsp_docs_plugins.action_tracker.since import since_last_quarter, trend

from kcsp_docs.model.governance import Governance
from kcsp_docs.model.history import Collection
from kcsp_docs.model.track_record import TrackRecord, track_records

DAY = date(2024, 7, 4)
Q4, Q1 = {"year": "2023/24", "quarter": "q4"}, {"year": "2024/25", "quarter": "q1"}

Told = tuple[str, str | None, str | None, str | None]


@pytest.fixture
def record(
    anyshire_with: Callable[..., Governance], collected: Callable[..., Collection]
) -> Callable[..., TrackRecord]:
    def make(action: dict[str, Any], told: tuple[str, ...] = ()) -> TrackRecord:
        history = [collected(told[0], ("A", *told[1:]))] if told else []
        governance = anyshire_with([{"id": "A", "action": "Do it", **action}], history=history)
        assert governance.action_plan is not None
        return track_records(governance.action_plan, governance.history, "action-tracker")["A"]

    return make


@pytest.mark.parametrize(
    ("action", "told", "since", "words"),
    [
        pytest.param(
            {"rating": "red", "ratings": [{**Q4, "rating": "red"}, {**Q1, "rating": "red"}]},
            (),
            "Same",
            "Red for two quarters",
            id="red for two quarters",
        ),
        pytest.param(
            {"rating": "red", "ratings": [{**Q4, "rating": "green"}, {**Q1, "rating": "red"}]},
            (),
            "Same",
            "Same as last quarter",
            id="red for one",
        ),
        pytest.param(
            {"rating": "amber", "ratings": [{**Q4, "rating": "amber"}, {**Q1, "rating": "amber"}]},
            (),
            "Same",
            "Amber for two quarters",
            id="amber for two quarters",
        ),
        pytest.param(
            {"rating": "green", "ratings": [{**Q1, "rating": "red"}]},
            (),
            "Better",
            "Better than last quarter",
            id="from red to green",
        ),
        pytest.param(
            {"rating": "amber", "ratings": [{**Q1, "rating": "red"}]},
            (),
            "Better",
            "Better than last quarter",
            id="from red to amber",
        ),
        pytest.param(
            {"rating": "amber", "ratings": [{**Q1, "rating": "green"}]},
            (),
            "Worse",
            "Worse than last quarter",
            id="from green to amber",
        ),
        pytest.param({"rating": "green"}, (), "Nothing to compare", "No rating last quarter", id="nothing on record"),
        pytest.param({}, (), "Nothing to compare", "Not rated", id="never rated"),
        pytest.param(
            {"ratings": [{**Q1, "rating": "red"}]}, (), "Nothing to compare", "Not rated", id="not rated any more"
        ),
        pytest.param(
            {"rating": "red"},
            ("2024-07-02", "rating", "amber", "red"),
            "Worse",
            "Worse than last quarter",
            id="worse since a file of this quarter",
        ),
        pytest.param({"rating": "red"}, ("2024-07-02", None, None, "A"), "New", "New", id="added this quarter"),
        pytest.param(
            {"rating": "red"},
            ("2024-06-30", None, None, "A"),
            "Same",
            "Same as last quarter",
            id="added on the last day of last quarter",
        ),
        pytest.param(
            {"status": "complete", "rating": "green"},
            ("2024-07-02", "status", "on-track", "complete"),
            "Completed",
            "Completed since last quarter",
            id="completed this quarter",
        ),
        pytest.param(
            {"status": "complete", "rating": "green"},
            ("2024-06-30", "status", "on-track", "complete"),
            "Closed before",
            "",
            id="completed on the last day of last quarter",
        ),
        pytest.param({"status": "complete"}, (), "Closed before", "", id="complete, nobody knows since when"),
        pytest.param({"status": "cancelled", "rating": "red"}, (), "Closed before", "", id="cancelled"),
    ],
)
def test_since_last_quarter(
    action: dict[str, Any], told: Any, since: str, words: str, record: Callable[..., TrackRecord]
) -> None:
    made = record(action, told)
    assert (since_last_quarter(made, DAY), trend(made, DAY)) == (since, words)
