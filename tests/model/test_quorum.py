"""When a meeting is quorate: bodies count, compound quorums, percentages, who must be there."""

from __future__ import annotations

from typing import Any

import pytest

from kcsp_docs.model.quorum import Quorum

SEVEN = {f"body-{number}" for number in range(1, 8)}
FIVE = {f"body-{number}" for number in range(1, 6)}


def bodies(*numbers: int) -> set[str]:
    return {f"body-{number}" for number in numbers}


@pytest.mark.parametrize(
    ("quorum", "present", "met"),
    [
        pytest.param({"minimum": "4"}, bodies(1, 2, 3, 4), True, id="four of those that count"),
        pytest.param({"minimum": "4"}, bodies(1, 2, 3, 6), False, id="one of the four does not count"),
        pytest.param({"minimum": "4", "of": "all-members"}, bodies(1, 2, 6, 7), True, id="four of all"),
        pytest.param({"percentage": "50%"}, bodies(1, 2), False, id="two of five are not half"),
        pytest.param({"percentage": "50%"}, bodies(1, 2, 3), True, id="half of five is three, rounded up"),
        pytest.param(
            {"minimum": "2", "including": ["body-1"]}, bodies(2, 3), False, id="one that must be there is not"
        ),
        pytest.param(
            {"all_of": [{"minimum": "2"}, {"percentage": "50%", "of": "all-members"}]},
            bodies(1, 2, 3),
            False,
            id="two count, but three of seven are not half of all",
        ),
        pytest.param({"any_of": [{"minimum": "5"}, {"minimum": "1"}]}, bodies(1), True, id="either is enough"),
        pytest.param({"minimum": "1"}, bodies(9), False, id="a stranger does not count"),
    ],
)
def test_a_quorum_is_met(quorum: dict[str, Any], present: set[str], met: bool) -> None:
    assert Quorum.model_validate(quorum).is_met(present, FIVE, SEVEN) is met


@pytest.mark.parametrize(
    ("quorum", "needed", "possible"),
    [
        pytest.param({"minimum": "4"}, 4, True, id="four of five"),
        pytest.param({"minimum": "6"}, 6, False, id="six of five"),
        pytest.param({"minimum": "6", "of": "all-members"}, 6, True, id="six of seven"),
        pytest.param({"all_of": [{"minimum": "2"}, {"minimum": "6"}]}, 6, False, id="the larger of two"),
        pytest.param({"any_of": [{"minimum": "2"}, {"minimum": "6"}]}, 2, True, id="the smaller of two"),
    ],
)
def test_whether_there_are_bodies_enough(quorum: dict[str, Any], needed: int, possible: bool) -> None:
    read = Quorum.model_validate(quorum)
    assert (read.bodies_needed(5, 7), read.can_be_met(5, 7)) == (needed, possible)
