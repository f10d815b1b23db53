"""Where a measure is heading: in words, against its direction and its target."""

from __future__ import annotations

from decimal import Decimal

import pytest
from kcsp_docs_plugins.action_tracker.measures import Heading, heading_of

from kcsp_docs.model.action_plan import Direction, Measure
from kcsp_docs.model.quarters import DatedQuarter
from kcsp_docs.model.values import Quarter


@pytest.mark.parametrize(
    ("direction", "target", "before", "latest", "trend", "against"),
    [
        pytest.param("up", "250", "118", "126", "Better", "124 short of target", id="up, as it should"),
        pytest.param("up", "6000", "4870", "4655", "Worse", "1,345 short of target", id="down, and should not"),
        pytest.param("down", None, "171", "164", "Better", "No target", id="down, as it should"),
        pytest.param("down", "160", "160", "164.5", "Worse", "4.5 over target", id="over a target"),
        pytest.param("up", "126", "126", "126", "Unchanged", "Met", id="on its target to the number"),
        pytest.param("down", "10", None, "0", "First figure", "Met", id="nought is a figure"),
        pytest.param("up", "10", None, None, "No figure yet", "", id="no figure"),
        pytest.param("up", "0.3", "0.1", "0.2", "Better", "0.1 short of target", id="decimals as they are written"),
        pytest.param("up", "-3", "-5", "-4", "Better", "1 short of target", id="below nought"),
    ],
)
def test_heading(
    direction: str, target: str | None, before: str | None, latest: str | None, trend: str, against: str
) -> None:
    target_, latest_, before_ = (None if each is None else Decimal(each) for each in (target, latest, before))
    heading = Heading(Direction(direction), target_, latest_, before_)
    assert (heading.trend, heading.against_target) == (trend, against)


def test_the_latest_figure_is_that_of_the_latest_quarter_wherever_it_stands() -> None:
    figures = [("2024/25", "q2", "7"), ("2023/24", "q4", "5"), ("2022/23", "q1", "99")]
    measure = Measure.model_validate(
        {
            "id": "M",
            "name": "Reviews",
            "unit": "reviews",
            "direction": "up",
            "figures": [{"year": year, "quarter": quarter, "value": value} for year, quarter, value in figures],
        }
    )
    shown = tuple(DatedQuarter(year, quarter) for year in (2023, 2024) for quarter in Quarter)
    heading = heading_of(measure, shown)
    assert (heading.latest, heading.before) == (Decimal(7), Decimal(5))
