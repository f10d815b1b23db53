"""What is on record of an action: ratings at the ends of quarters, how long it has been at one, the last update."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kcsp_docs.model.action_plan import Action, ActionPlan, Rating
from kcsp_docs.model.history import Change, Collection
from kcsp_docs.model.quarters import DatedQuarter, last_quarter
from kcsp_docs.model.track_record import TrackRecord, track_records
from kcsp_docs.model.values import Quarter

DAY = date(2024, 7, 4)
QUARTERS = {
    "q3": ("2023/24", Quarter.Q3),
    "q4": ("2023/24", Quarter.Q4),
    "q1": ("2024/25", Quarter.Q1),
    "q2": ("2024/25", Quarter.Q2),
}
Told = tuple[str, str | None, str | None, str | None]
"""A day, and what it changed: the field, from, to."""


def record(ratings: str = "", changes: Iterable[Told] = (), **fields: str) -> TrackRecord:
    """``record("q4 red, q1 red", [("2024-07-31", "rating", "red", "amber")], rating="amber")``."""
    entries = [dict(zip(("quarter", "rating"), each.split(), strict=True)) for each in ratings.split(", ") if each]
    entries = [{**each, "year": QUARTERS[each["quarter"]][0]} for each in entries]
    action = Action.model_validate({"id": "A", "action": "Do it", "ratings": entries, **fields})
    plan = ActionPlan(title="Plan", year="2024/25", in_force=date(2024, 4, 1), priorities=(), actions=(action,))
    history = [collection(number, *each) for number, each in enumerate(changes, 1)]
    return track_records(plan, history, "action-tracker")["A"]


def collection(number: int, day: str, field: str | None, before: str | None, after: str | None) -> Collection:
    """A file; one that tells of the ``measures`` changed nothing of the action."""
    id_ = "M" if field == "measures" else "A"
    change = Change(section="action_plan.actions", id=id_, field=field, before=before, after=after, where="Actions!G5")
    return Collection(
        number=number, artefact="action-tracker", file="t.xlsx", kept="1.xlsx", sha256="0", as_of=day, changes=(change,)
    )


@pytest.mark.parametrize(
    ("ratings", "changes", "now", "quarters"),
    [
        pytest.param("q4 red, q1 red", (), "red", 2, id="two quarter ends in its ratings"),
        pytest.param("q3 red, q1 red", (), "red", 1, id="a quarter between them without a rating"),
        pytest.param("q4 red, q1 amber", (), "red", 0, id="the last quarter was another"),
        pytest.param("q4 red, q1 red", (), "amber", 0, id="it is another now"),
        pytest.param("q4 red", (), "red", 0, id="nothing on record for the last quarter"),
        pytest.param("q1 red, q2 red", (), "red", 1, id="the running quarter does not count"),
        pytest.param("", (), "red", 0, id="nothing on record at all"),
        pytest.param("", [("2024-02-01", "rating", "amber", "red")], "red", 2, id="red since a file of February"),
        pytest.param("", [("2024-03-31", "rating", "amber", "red")], "red", 2, id="since the last day of a quarter"),
        pytest.param("", [("2024-04-01", "rating", "amber", "red")], "red", 1, id="since the first day of a quarter"),
        pytest.param("q4 red", [("2024-05-01", "progress", None, "Slow")], "red", 2, id="both sources together"),
        pytest.param("q4 green", [("2024-02-01", "rating", "amber", "red")], "red", 1, id="its ratings come first"),
        pytest.param(
            "", [("2024-02-01", "progress", None, "Slow")], "red", 3, id="a file of February, and the quarter before it"
        ),
        pytest.param("", [("2024-07-04", "progress", None, "Slow")], "red", 1, id="a file of the quarter after"),
        pytest.param(
            "",
            [("2024-02-01", "rating", "red", "green"), ("2024-05-01", "rating", "green", "red")],
            "red",
            1,
            id="green between",
        ),
        pytest.param("", [("2024-07-02", None, None, "A")], "red", 0, id="added after the quarter's end"),
        pytest.param("", [("2024-05-02", None, None, "A")], "red", 1, id="added in the quarter"),
        pytest.param("", [("2024-02-01", "measures", None, "M-01")], "red", 3, id="in a file that did not touch it"),
        pytest.param("q4 red", [("2024-07-02", "measures", None, "M-01")], "red", 2, id="in a file after its ratings"),
        pytest.param("", [("2024-02-01", "rating", "amber", "crimson")], "red", 0, id="a rating that nobody knows"),
    ],
)
def test_quarters_running(ratings: str, changes: Iterable[Told], now: str, quarters: int) -> None:
    assert record(ratings, changes, rating=now).quarters_running(Rating(now), DAY) == quarters


@pytest.mark.parametrize(
    ("start", "quarters"),
    [
        pytest.param("2024-04-01", 1, id="in the quarter of the file"),
        pytest.param("2024-03-31", 2, id="on the last day of the quarter before"),
        pytest.param("2024-06-15", 0, id="after the file"),
    ],
)
def test_an_action_was_in_no_file_of_before_it_started(start: str, quarters: int) -> None:
    told = [("2024-05-20", "measures", None, "M-01")]
    assert record("", told, rating="red", start=start).quarters_running(Rating.RED, DAY) == quarters


def test_an_action_without_a_rating_runs_at_none() -> None:
    assert record().quarters_running(None, DAY) == 0


def test_a_file_collected_late_counts_for_the_day_that_it_speaks_of() -> None:
    late = record("", [("2024-05-01", "rating", "red", "green"), ("2024-02-01", "rating", "amber", "red")])
    assert late.rating_at(DatedQuarter(2023, Quarter.Q4)) is Rating.RED
    assert late.rating_at(DatedQuarter(2024, Quarter.Q1)) is Rating.GREEN
    assert late.last_update == date(2024, 5, 1)


def test_what_changed_of_other_records_is_not_its_own() -> None:
    other = Change(section="action_plan.measures", id="A", field="target", before=None, after="5", where="Measures!E5")
    of_all = collection(1, "2024-05-01", "rating", "red", "green")
    plan = ActionPlan(
        title="Plan",
        year="2024/25",
        in_force=DAY,
        priorities=(),
        actions=(Action(id="A", action="One", rating="red"), Action(id="B", action="Two", rating="red")),
    )
    history = [of_all.model_copy(update={"changes": (other,), "artefact": "another"})]
    records = track_records(plan, history, "action-tracker")
    assert [(each.last_update, each.rating_at(DatedQuarter(2023, Quarter.Q4))) for each in records.values()] == [
        (None, None),
        (None, None),
    ]


@pytest.mark.parametrize(
    ("changes", "status", "completed"),
    [
        pytest.param([("2024-07-02", "status", "on-track", "complete")], "complete", date(2024, 7, 2), id="in a file"),
        pytest.param([("2024-07-02", "status", "on-track", "complete")], "delayed", None, id="and taken up again"),
        pytest.param([], "complete", None, id="nobody knows when"),
    ],
)
def test_when_it_became_complete(changes: Iterable[Told], status: str, completed: date | None) -> None:
    assert record("", changes, status=status).completed == completed


def test_when_it_was_added() -> None:
    added = record("", [("2024-07-02", None, None, "A"), ("2024-07-09", "progress", None, "Begun")])
    assert (added.added, added.last_update) == (date(2024, 7, 2), date(2024, 7, 9))
    assert record("", [("2024-07-02", None, "A", None)]).added is None


RATINGS = st.lists(st.sampled_from(Rating), max_size=12)


@given(RATINGS, st.sampled_from(Rating))
def test_quarters_running_counts_from_the_last_quarter_backwards(ratings: list[Rating], now: Rating) -> None:
    quarter, entries = last_quarter(DAY), []
    for rating in ratings:
        entries.append({"year": quarter.year, "quarter": quarter.quarter, "rating": rating})
        quarter = quarter.before
    action = Action.model_validate({"id": "A", "action": "Do it", "ratings": entries})
    running = TrackRecord(action).quarters_running(now, DAY)
    assert all(rating is now for rating in ratings[:running])
    assert running == len(ratings) or ratings[running] is not now


@given(st.lists(st.tuples(st.dates(date(2020, 1, 1), date(2024, 7, 4)), st.sampled_from(Rating)), min_size=1))
def test_history_alone_says_what_ratings_would(steps: list[tuple[date, Rating]]) -> None:
    """Whatever was typed on whatever days: the same answers as from ratings written down at each quarter's end."""
    steps.sort(key=lambda step: step[0])
    before: Rating | None = None
    changes = []
    for day, rating in steps:
        changes.append((day.isoformat(), "rating", before, rating))
        before = rating
    told = record("", changes, rating=steps[-1][1])
    quarter = DatedQuarter.around(steps[0][0])
    while quarter <= last_quarter(DAY):
        end = quarter.last_day
        assert end is not None
        assert told.rating_at(quarter) is [rating for day, rating in steps if day <= end][-1]
        quarter = quarter.after
    assert told.rating_at(DatedQuarter.around(steps[0][0]).before.before) is None
