"""What the records work out: names, dates, sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kcsp_docs.model.action_plan import Action, ActionPlan, ActionStatus, Direction, Rating
from kcsp_docs.model.agreements import Agreement
from kcsp_docs.model.grant import Grant
from kcsp_docs.model.groups import Seat
from kcsp_docs.model.meetings import Meeting
from kcsp_docs.model.organisations import Organisation, Person
from kcsp_docs.model.values import Quarter


def test_a_body_is_named_with_its_abbreviation() -> None:
    assert Organisation(id="fire", name="Fire and Rescue Service", abbreviation="FRS").full_name == (
        "Fire and Rescue Service (FRS)"
    )
    assert Organisation(id="police", name="Anyshire Police").full_name == "Anyshire Police"


def test_a_person_is_private_unless_published() -> None:
    person = Person(id="p", name="A Name", post="Officer", email="a@example.org")
    private = person.as_published()
    assert private.post == "Officer"
    assert not hasattr(private, "name")
    assert not hasattr(private, "email")
    public = person.model_copy(update={"published": True})
    assert public.as_published() is public


@pytest.mark.parametrize(
    ("since", "years", "ends"),
    [
        pytest.param("2022-07-12", "2", date(2024, 7, 11), id="two years"),
        pytest.param("2024-02-29", "1", date(2025, 2, 28), id="from a leap day"),
        pytest.param("2024-03-01", "1", date(2025, 2, 28), id="from 1 March"),
        pytest.param("2024-07-04", "99999", None, id="beyond the calendar"),
    ],
)
def test_a_term_ends_on_the_day_before_its_anniversary(since: str, years: str, ends: date | None) -> None:
    assert Seat.model_validate({"since": since, "term_years": years}).ends == ends


def test_a_grant_shows_its_underspend_and_its_rounding() -> None:
    project = {"id": "a", "name": "A", "lead": "x", "priorities": ["p"], "commissioner_priorities": ["c"]}
    grant = Grant.model_validate(
        {
            "title": "Grant",
            "year": "2024/25",
            "funder": "Commissioner",
            "commissioner_plan": "Plan",
            "allocation": "39,661",
            "tranches": [{"id": "first", "amount": "26440"}, {"id": "second", "amount": "13220"}],
            "projects": [{**project, "amount": "39505"}],
        }
    )
    assert (grant.approved, grant.underspend, grant.rounding) == (Decimal(39505), Decimal(156), Decimal(1))


def test_a_grant_adds_up_the_spend_and_the_claims_of_a_quarter() -> None:
    def project(name: str, *quarters: dict[str, str]) -> dict[str, object]:
        return {"id": name, "name": name, "lead": "x", "amount": "900", "quarters": quarters}

    grant = Grant.model_validate(
        {
            "title": "Grant",
            "year": "2024/25",
            "funder": "Commissioner",
            "commissioner_plan": "Plan",
            "allocation": "1000",
            "projects": [
                project("a", {"quarter": "q1", "profile": "100", "spend": "90.10", "forecast": "500"}),
                project("b", {"quarter": "q1", "profile": "10", "spend": "9.85"}, {"quarter": "q2", "profile": "10"}),
                project("c", {"quarter": "q1", "profile": "70", "forecast": "60"}),
                project("d"),
            ],
            "claims": [
                {"id": "one", "quarter": "q1", "amount": "50"},
                {"id": "two", "quarter": "q1", "amount": "49.95", "sent": "2024-07-01"},
                {"id": "three", "quarter": "q2", "amount": "7"},
            ],
        }
    )
    assert (grant.spent_in(Quarter.Q1), grant.spent_in(Quarter.Q2)) == (Decimal("99.95"), Decimal(0))
    assert (grant.claimed_for(Quarter.Q1), grant.claimed_for(Quarter.Q3)) == (Decimal("99.95"), Decimal(0))


def test_the_last_version_that_a_body_signed_goes_by_date_and_not_by_place() -> None:
    agreement = Agreement.model_validate(
        {
            "id": "sharing",
            "name": "Sharing",
            "versions": [{"version": "10.0", "date": "2024-01-01"}, {"version": "9.0", "date": "2020-01-01"}],
            "signatures": [{"organisation": "a", "version": "10.0"}, {"organisation": "a", "version": "9.0"}],
        }
    )
    assert agreement.latest is not None
    assert agreement.latest.version == "10.0"
    assert (agreement.signed_version("a"), agreement.signed_version("b")) == ("10.0", None)


def test_private_items_and_actions_are_left_out_of_what_is_published() -> None:
    items = [{"id": "a", "title": "A", "published": "yes"}, {"id": "b", "title": "B"}]
    meeting = Meeting.model_validate({"id": "m", "group": "g", "date": "2024-07-04", "items": items})
    assert [item.id for item in meeting.as_published().items] == ["a"]
    actions = [{"id": "x", "action": "X", "published": "yes"}, {"id": "y", "action": "Y"}]
    plan = ActionPlan.model_validate(
        {"title": "Plan", "year": "2024/25", "in_force": "2024-04-01", "priorities": [], "actions": actions}
    )
    assert [action.id for action in plan.as_published().actions] == ["x"]


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        pytest.param(Rating, ["Red", "Amber", "Green"], id="ratings"),
        pytest.param(ActionStatus, ["Not started", "On track", "Delayed", "Complete", "Cancelled"], id="statuses"),
        pytest.param(Direction, ["Up", "Down"], id="directions"),
        pytest.param(Quarter, ["Q1", "Q2", "Q3", "Q4"], id="quarters"),
    ],
)
def test_a_choice_is_shown_in_words(
    words: type[Rating | ActionStatus | Direction | Quarter], labels: list[str]
) -> None:
    assert [each.label for each in words] == labels


@pytest.mark.parametrize(
    ("due", "status", "overdue"),
    [
        pytest.param("2024-07-03", "on-track", True, id="due the day before"),
        pytest.param("2024-07-04", "on-track", False, id="due on the day"),
        pytest.param("2024-07-03", "complete", False, id="complete"),
        pytest.param("2024-07-03", "cancelled", False, id="cancelled"),
        pytest.param(None, "delayed", False, id="without a date"),
    ],
)
def test_an_action_is_overdue_from_the_day_after_it_was_due(due: str | None, status: str, overdue: bool) -> None:
    action = Action.model_validate({"id": "a", "action": "A", "due": due, "status": status})
    assert action.overdue(date(2024, 7, 4)) is overdue
