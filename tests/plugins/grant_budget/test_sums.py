"""What a grant comes to, worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from kcsp_docs_plugins.grant_budget import states
from kcsp_docs_plugins.grant_budget.sums import GrantSums, ProjectSums, by_quarter, to_come

from kcsp_docs.model.grant import Grant, Project, QuarterSpend

D = Decimal
DAY = date(2024, 7, 4)


def project(amount: str, *quarters: dict[str, str], **more: object) -> Project:
    return Project.model_validate({"id": "p", "name": "P", "lead": "x", "amount": amount, "quarters": quarters, **more})


def quarter(name: str, profile: str, spend: str | None = None, forecast: str | None = None) -> dict[str, str]:
    given = {"quarter": name, "profile": profile, "spend": spend, "forecast": forecast}
    return {key: value for key, value in given.items() if value is not None}


def grant(**facts: object) -> Grant:
    needed = {"title": "G", "year": "2024/25", "funder": "F", "commissioner_plan": "C", "allocation": "1000"}
    return Grant.model_validate({**needed, **facts})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(quarter("q1", "100", forecast="80"), D(80), id="the forecast"),
        pytest.param(quarter("q1", "100", forecast="0"), D(0), id="a forecast of nought"),
        pytest.param(quarter("q1", "100"), D(100), id="without a forecast the profile"),
        pytest.param(quarter("q1", "100", spend="90", forecast="80"), D(0), id="nothing once it is spent"),
        pytest.param(quarter("q1", "100", spend="0"), D(0), id="nothing once it is known that nothing was spent"),
    ],
)
def test_what_is_still_to_come_of_a_quarter(given: dict[str, str], expected: Decimal) -> None:
    assert to_come(QuarterSpend.model_validate(given)) == expected


def test_nothing_is_to_come_of_a_quarter_of_which_nothing_is_said() -> None:
    assert to_come(None) == 0


def test_a_project_over_its_year() -> None:
    sums = ProjectSums(
        project("500", quarter("q1", "100", "90.10", "80"), quarter("q2", "150", forecast="160"), quarter("q4", "250"))
    )
    assert (sums.profile, sums.spent, sums.forecast, sums.projected) == (D(500), D("90.10"), D(410), D("500.10"))
    assert (sums.variance, sums.underspend) == (D("0.10"), D(0))


@pytest.mark.parametrize(
    ("quarters", "state", "underspend"),
    [
        pytest.param([quarter("q1", "100", "100.01")], "Overspend", D(0), id="a penny over"),
        pytest.param([quarter("q1", "50", "100")], "On budget", D(0), id="to the penny"),
        pytest.param([quarter("q1", "100", "99.99")], "Underspend", D("0.01"), id="a penny under"),
        pytest.param([], "No profile", D(100), id="nothing said"),
    ],
)
def test_how_a_project_stands(quarters: list[dict[str, str]], state: str, underspend: Decimal) -> None:
    sums = ProjectSums(project("100", *quarters))
    assert (states.project_state(sums), sums.underspend) == (state, underspend)


def test_a_quarter_of_all_projects_counts_spend_or_forecast_and_never_both() -> None:
    projects = (
        {"id": "a", "quarters": [quarter("q2", "100", "90", "95"), quarter("q3", "10")]},
        {"id": "b", "quarters": [quarter("q2", "70", forecast="75.50")]},
        {"id": "c", "quarters": [quarter("q2", "30")]},
        {"id": "d"},
    )
    facts = [{"name": "P", "lead": "x", "amount": "300", **each} for each in projects]
    first, second, third, fourth = by_quarter(grant(projects=facts))
    assert (second.profile, second.spend, second.forecast) == (D(200), D(90), D("105.50"))
    assert (second.projected, second.variance) == (D("195.50"), D("-4.50"))
    assert (third.profile, third.projected) == (D(10), D(10))
    assert first.projected == fourth.projected == first.profile == 0


def test_what_has_come_counts_on_its_day_and_not_before() -> None:
    tranches = [
        {"id": "a", "amount": "10", "paid": "2024-07-04"},
        {"id": "b", "amount": "20", "paid": "2024-07-05"},
        {"id": "c", "amount": "40"},
    ]
    claims = [
        {"id": "a", "quarter": "q1", "amount": "1", "sent": "2024-07-04", "paid": "2024-07-05"},
        {"id": "b", "quarter": "q1", "amount": "2", "sent": "2024-07-05"},
    ]
    sums = GrantSums(grant(tranches=tranches, claims=claims), DAY)
    assert (sums.tranches, sums.received, sums.claimed) == (D(70), D(10), D(1))
    assert [states.claim_state(claim, sums) for claim in sums.grant.claims] == ["Sent", "Not sent yet"]
    later = GrantSums(sums.grant, date(2024, 7, 5))
    assert [states.claim_state(claim, later) for claim in later.grant.claims] == ["Paid", "Sent"]


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        pytest.param({"paid": "2024-07-04", "due": "2024-06-01"}, "Received", id="paid"),
        pytest.param({"paid": "2024-07-05"}, "No due date", id="paid later, and not due on any day"),
        pytest.param({"due": "2024-07-03"}, "Overdue", id="due the day before"),
        pytest.param({"due": "2024-07-04"}, "Not due yet", id="due on the day"),
        pytest.param({}, "No due date", id="nothing said"),
    ],
)
def test_how_a_tranche_stands(facts: dict[str, str], state: str) -> None:
    sums = GrantSums(grant(tranches=[{"id": "a", "amount": "10", **facts}]), DAY)
    assert states.tranche_state(sums.grant.tranches[0], sums) == state


@pytest.mark.parametrize(
    ("amounts", "why"),
    [
        pytest.param([], "No tranches", id="none"),
        pytest.param(["400", "600"], "No difference", id="they fit"),
        pytest.param(["400", "599"], "Rounding", id="a pound of two"),
        pytest.param(["400", "598.01"], "Rounding", id="less than a pound each"),
        pytest.param(["400", "598"], "More than rounding", id="a pound each"),
        pytest.param(["400", "601"], "More than rounding", id="too much"),
    ],
)
def test_why_tranches_miss_the_allocation(amounts: list[str], why: str) -> None:
    tranches = [{"id": f"t{number}", "amount": amount} for number, amount in enumerate(amounts)]
    assert states.rounding(GrantSums(grant(tranches=tranches), DAY)) == why


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        pytest.param(states.commitment, ["Over-committed", "Fully committed", "To be returned"], id="underspend"),
        pytest.param(states.outlook, ["Overspend", "On budget", "Underspend"], id="outlook"),
        pytest.param(
            states.agreement, ["Less than the spend", "Equal to the spend", "More than the spend"], id="claimed"
        ),
    ],
)
def test_words_for_an_amount_below_at_and_above_nought(word: Callable[[Decimal], str], expected: list[str]) -> None:
    assert [word(amount) for amount in (D("-0.01"), D("0.00"), D("0.01"))] == expected


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        pytest.param(["partnership_approval", "commissioner_approval"], "Yes, by both", id="both"),
        pytest.param(["partnership_approval"], "Partnership only", id="the partnership"),
        pytest.param(["commissioner_approval"], "Commissioner only", id="the Commissioner"),
        pytest.param([], "By neither", id="neither"),
    ],
)
def test_by_whom_a_project_is_approved(fields: list[str], state: str) -> None:
    approvals = {field: {"date": "2024-03-14", "amount": "5"} for field in fields}
    assert states.approval(project("5", **approvals)) == state
