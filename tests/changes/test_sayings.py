"""Facts as a change says them, before and after."""

from __future__ import annotations

import pytest

from kcsp_docs.changes import compare

from .small_models import edition, group, member


def changed(**facts: tuple[object, object]):
    members = [member("police"), member("council")]
    old, new = (
        group("board", **{"members": members, **{name: pair[at] for name, pair in facts.items()}}) for at in (0, 1)
    )
    (change,) = compare(edition((old, "Said.")), edition((new, "Said.")))
    return change


@pytest.mark.parametrize(
    ("quorum", "said"),
    [
        pytest.param({"minimum": "4"}, "four", id="a number"),
        pytest.param({"minimum": "4", "of": "all-members"}, "four of all members", id="of all"),
        pytest.param({"percentage": "50%"}, "50%", id="a share"),
        pytest.param({"percentage": "50%", "of": "all-members"}, "50% of all members", id="a share of all"),
        pytest.param(
            {"minimum": "2", "including": ["police", "council"]},
            "two, including Anyshire Police and Anyshire Council",
            id="with some who must be there",
        ),
        pytest.param(
            {"all_of": [{"minimum": "4"}, {"percentage": "50%", "of": "all-members"}]},
            "four and 50% of all members",
            id="both",
        ),
        pytest.param({"any_of": [{"minimum": "4"}, {"percentage": "50%"}]}, "four or 50%", id="either"),
    ],
)
def test_a_quorum(quorum: dict[str, object], said: str) -> None:
    change = changed(quorum=({"minimum": "1"}, quorum))
    assert (change.key, change.before, change.after) == ("quorum.changed", "one", said)


def test_a_quorum_that_came_and_one_that_went() -> None:
    came, went = changed(quorum=(None, {"minimum": "4"})), changed(quorum=({"minimum": "4"}, None))
    assert (came.before, came.after, came.path) == (None, "four", "groups[board].quorum")
    assert (went.before, went.after, went.path) == ("four", None, "groups[board]")


@pytest.mark.parametrize(
    ("representation", "said"),
    [
        pytest.param({"teams": ["Housing", "Schools", "Waste"]}, "Housing, Schools and Waste", id="teams"),
        pytest.param({"number": "2", "post": "nominated managers"}, "two nominated managers", id="a number of people"),
        pytest.param({"post": "the Leader"}, "the Leader", id="a post"),
        pytest.param({"post": "a manager", "collectively": "yes"}, "a manager collectively", id="for several"),
    ],
)
def test_who_comes_for_a_body(representation: dict[str, object], said: str) -> None:
    old, new = ([member("council", represented_by=each)] for each in ({"teams": ["Roads", "Waste"]}, representation))
    change = changed(members=(old, new))
    assert (change.subject, change.before, change.after) == ("Anyshire Council", "Roads and Waste", said)


def test_which_teams_came_and_which_went() -> None:
    teams = (["Roads", "Waste", "Parks"], ["Waste", "Schools", "Parks", "Housing"])
    change = changed(members=tuple([member("council", represented_by={"teams": each})] for each in teams))
    assert (change.removed, change.added) == (("Roads",), ("Schools", "Housing"))


def test_a_term_of_one_year() -> None:
    change = changed(chair=({"term_years": "1"}, {"term_years": "2"}))
    assert (change.subject, change.before, change.after) == ("term of the chair", "one year", "two years")
    assert change.path == "groups[board].chair.term_years"


def test_a_term_that_is_no_longer_given() -> None:
    change = changed(vice_chair=({"term_years": "1"}, None))
    assert (change.before, change.after, change.path) == ("one year", None, "groups[board]")


def test_capacities() -> None:
    change = changed(members=([member("council", capacity="in-attendance")], [member("council")]))
    assert (change.before, change.after, change.capacity) == (
        "in attendance",
        "responsible authority",
        "responsible-authority",
    )
