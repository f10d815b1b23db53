"""What officers choose from: words that tell any two records apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kcsp_docs_plugins.action_tracker import labels

from kcsp_docs.model.governance import Governance

POLICE = {"id": "police", "name": "Anyshire Police"}
COUNCIL = {"id": "council", "name": "Anyshire Council", "abbreviation": "AC"}


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        pytest.param([{"id": "a", "post": "Analyst"}], ["Analyst"], id="a post"),
        pytest.param([{"id": "a", "name": "Ann Other", "post": "Analyst"}], ["Ann Other, Analyst"], id="a name"),
        pytest.param(
            [{"id": "a", "post": "Analyst", "team": "Data"}, {"id": "b", "post": "Analyst", "team": "Maps"}],
            ["Analyst, Data", "Analyst, Maps"],
            id="one post in two teams",
        ),
        pytest.param(
            [
                {"id": "a", "post": "Analyst", "organisation": "police"},
                {"id": "b", "post": "analyst", "organisation": "council"},
            ],
            ["Analyst, Anyshire Police", "analyst, Anyshire Council"],
            id="one post in two bodies, in small letters",
        ),
        pytest.param(
            [{"id": "a", "post": "Analyst", "team": "Data"}, {"id": "b", "post": "Analyst"}],
            ["Analyst, Data", "Analyst (b)"],
            id="nothing else is known of one",
        ),
        pytest.param(
            [{"id": "a", "post": "Analyst"}, {"id": "b", "post": "Analyst"}, {"id": "c", "post": "Analyst (a)"}],
            ["Analyst (a)", "Analyst (b)", "Analyst (a) (c)"],
            id="a post that looks like another's label",
        ),
        pytest.param([{"id": "a", "post": "Head\n  of data"}], ["Head of data"], id="a line break"),
    ],
)
def test_people(people: list[dict[str, str]], shown: list[str], anyshire_with: Callable[..., Governance]) -> None:
    governance = anyshire_with(people=people, organisations=[POLICE, COUNCIL])
    assert list(labels.people(governance).values()) == shown


def test_bodies_go_by_their_names_and_by_their_abbreviations_where_two_share_one(
    anyshire_with: Callable[..., Governance],
) -> None:
    bodies = [POLICE, COUNCIL, {"id": "other", "name": "Anyshire Council"}]
    shown = labels.organisations(anyshire_with(organisations=bodies))
    assert shown == {
        "police": "Anyshire Police",
        "council": "Anyshire Council (AC)",
        "other": "Anyshire Council (other)",
    }


def test_no_priority_goes_by_the_name_of_the_line_that_has_none(anyshire_with: Callable[..., Governance]) -> None:
    priorities = [{"id": "none", "name": "No priority (Miscellaneous)"}, {"id": "road", "name": "Road Safety"}]
    shown = labels.priorities(anyshire_with(priorities=priorities))
    assert shown == {"none": "No priority (Miscellaneous) (none)", "road": "Road Safety"}


IDS = st.integers(0, 9).map(lambda number: f"i{number}")
NAMES = st.lists(st.sampled_from(["A", "a", "B", "A (i1)", "A (i2)", "b (i1) (i2)"]), min_size=1, max_size=3)


@given(st.dictionaries(IDS, NAMES), st.sets(st.sampled_from(["A", "B"])))
def test_no_two_labels_are_alike_and_none_is_taken(names: dict[str, list[str]], taken: set[str]) -> None:
    given_ = labels.distinct(names, taken)
    folded = [label.casefold() for label in given_.values()]
    assert list(given_) == list(names)
    assert len(set(folded)) == len(folded)
    assert not set(folded) & {each.casefold() for each in taken}
