"""Each kind of change as the paper tells it, one and several of them: the whole paragraph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from kcsp_docs_plugins.cover_paper.telling import ITEMS_IN_WORDS

from kcsp_docs.changes import Change, ChangeKind

Made = dict[str, Any]


def of(kind: str, subject: str = "", **named: Any) -> Made:
    return {"kind": kind, "subject": subject, **named}


def added(subject: str, capacity: str = "co-operating") -> Made:
    return of("member-added", subject, after=subject, capacity=capacity)


def removed(subject: str) -> Made:
    return of("member-removed", subject, before=subject, capacity="member")


def renamed(subject: str, capacity: str = "member") -> Made:
    return of("member-renamed", subject, before="Another Name", after=subject, capacity=capacity)


def represented(
    before: str | None, after: str | None, removed: tuple[str, ...] = (), added: tuple[str, ...] = ()
) -> Made:
    teams = {"removed": removed, "added": added}
    return of("member-represented", "ACC", before=before, after=after, capacity="member", **teams)


def value(kind: str, before: str | None, after: str | None) -> Made:
    return of(kind, "what it is about", before=before, after=after, section="Meetings")


def point(kind: str, subject: str = "Share what is known", **named: Any) -> Made:
    return of(kind, subject, **{"section": "Tasks", "before": "Old.", "after": "New.", **named})


def section(kind: str, title: str, **named: Any) -> Made:
    return of(kind, **{"subject": title, "section": title, **named})


MEMBERS = [
    pytest.param([added("Anyshire Safety Board")],
                 "The Anyshire Safety Board has been added as a ‘co-operating and participating persons and bodies’ "
                 "within the ‘Members’ section.", id="a body added"),
    pytest.param([added("Anyshire Safety Board"), added("Anyshire Police")],
                 "The Anyshire Safety Board and Anyshire Police have been added as ‘co-operating and participating "
                 "persons and bodies’ within the ‘Members’ section.", id="two bodies added"),
    pytest.param([added("Anyshire Police", "responsible-authority")],
                 "Anyshire Police has been added as a ‘responsible authority’ within the ‘Members’ section.",
                 id="a responsible authority added"),
    pytest.param([added(each, "responsible-authority") for each in ("Anyshire Police", "The Probation Service", "Fire Service")],
                 "Anyshire Police, The Probation Service and the Fire Service have been added as ‘responsible "
                 "authorities’ within the ‘Members’ section.", id="three responsible authorities added"),
    pytest.param([added("Office of the Commissioner", "member")],
                 "The Office of the Commissioner has been added as a ‘member’ within the ‘Members’ section.",
                 id="a member added"),
    pytest.param([added("Healthwatch Anyshire", "in-attendance")],
                 "Healthwatch Anyshire has been added as a body ‘in attendance’ within the ‘Members’ section.",
                 id="a body in attendance added"),
    pytest.param([added("Anyshire Safety Board"), added("Anyshire Police", "member")],
                 "The ‘Members’ section has been altered to add the Anyshire Safety Board as a ‘co-operating and "
                 "participating persons and bodies’ and also to add Anyshire Police as a ‘member’.",
                 id="bodies added in two capacities"),
    pytest.param([removed("Anyshire Safety Board")],
                 "The Anyshire Safety Board has been removed from the ‘Members’ section.", id="a body removed"),
    pytest.param([removed("Anyshire Safety Board"), removed("Anyshire Police")],
                 "The Anyshire Safety Board and Anyshire Police have been removed from the ‘Members’ section.",
                 id="two bodies removed"),
    pytest.param([{**removed("Anyshire Safety Board"), "section": ""}],
                 "The Anyshire Safety Board has been removed from the ToR.", id="a body removed that stood in no section"),
    pytest.param([renamed("The Probation Service")],
                 "The ‘Members’ section has been altered to reflect ‘The Probation Service’.", id="a body renamed"),
    pytest.param([renamed("The Probation Service"), renamed("Fire Service", "co-operating")],
                 "The ‘Members’ section has been altered to reflect ‘The Probation Service’ and ‘Fire Service’.",
                 id="two bodies renamed"),
    pytest.param([represented("Safety", "Safety and Health", added=("Health",))],
                 "The ‘Members’ section has been altered to expand the ACC representatives who attend from the Health.",
                 id="a team added"),
    pytest.param([represented("A", "A, the B Team and C", added=("the B Team", "C"))],
                 "The ‘Members’ section has been altered to expand the ACC representatives who attend from the B Team "
                 "and C.", id="two teams added"),
    pytest.param([represented("Safety and Health", "Safety", removed=("Health",))],
                 "The ‘Members’ section has been altered to remove the ACC representatives who attend from the Health.",
                 id="a team removed"),
    pytest.param([represented("A and B", "A and C", removed=("B",), added=("C",))],
                 "The ‘Members’ section has been altered to change the ACC representatives, who now attend from the C "
                 "and no longer from the B.", id="a team for another"),
    pytest.param([represented("A and B", "two nominated managers", removed=("A", "B"))],
                 "The ‘Members’ section has been altered to replace ‘A and B’ by ‘two nominated managers’ as the ACC "
                 "representatives.", id="a post for teams"),
    pytest.param([{**represented("A", "A and The B Team", added=("The B Team",)), "subject": "The Probation Service"}],
                 "The ‘Members’ section has been altered to expand the Probation Service representatives who attend "
                 "from The B Team.", id="a body and a team with an article"),
    pytest.param([section("section-added", "", subject="To support the work of")],
                 "The ‘To support the work of’ section has been added.", id="what stood before the first section"),
    pytest.param([represented("one manager", "two managers")],
                 "The ‘Members’ section has been altered to replace ‘one manager’ by ‘two managers’ as the ACC "
                 "representatives.", id="two for one"),
    pytest.param([represented(None, "A and B", added=("A", "B"))],
                 "The ‘Members’ section has been altered to state that ACC is represented by officers from A and B.",
                 id="represented by teams for the first time"),
    pytest.param([represented(None, "two managers")],
                 "The ‘Members’ section has been altered to state that ACC is represented by two managers.",
                 id="represented by a post for the first time"),
    pytest.param([represented("two managers", None)],
                 "The ‘Members’ section has been altered to leave out who represents ACC.",
                 id="no longer represented by anybody in particular"),
    pytest.param([of("member-capacity", "Anyshire Safety Board", before="member", after="co-operating", capacity="co-operating")],
                 "The ‘Members’ section has been altered to show the Anyshire Safety Board as a ‘co-operating and "
                 "participating persons and bodies’.", id="another capacity"),
    pytest.param([of("member-capacity", each, capacity="responsible-authority") for each in ("Fire Service", "Probation")],
                 "The ‘Members’ section has been altered to show the Fire Service and Probation as ‘responsible "
                 "authorities’.", id="two in another capacity"),
    pytest.param([renamed("Fire Service"), added("Anyshire Police", "member"), removed("Anyshire Safety Board")],
                 "The ‘Members’ section has been altered to reflect ‘Fire Service’, to add Anyshire Police as a "
                 "‘member’ and also to remove the Anyshire Safety Board.", id="three kinds"),
]  # fmt: skip

RULES = [
    pytest.param([value("quorum", "four", "five")],
                 "The ‘Meetings’ section has been altered to change the quorum from four to five.", id="quorum"),
    pytest.param([value("quorum", None, "five")],
                 "The ‘Meetings’ section has been altered to set the quorum at five.", id="a first quorum"),
    pytest.param([value("quorum", "four", None)],
                 "The ‘Meetings’ section has been altered to remove the quorum, which was four.", id="no quorum"),
    pytest.param([{**value("quorum", "four", "five"), "section": ""}],
                 "The ToR have been altered to change the quorum from four to five.", id="a quorum in no section"),
    pytest.param([value("chair-term", "two years", "three years")],
                 "The ‘Meetings’ section has been altered to change the term of the Chair from two years to three years.",
                 id="term of the chair"),
    pytest.param([value("vice-chair-term", "two years", "one year")],
                 "The ‘Meetings’ section has been altered to change the term of the Vice Chair from two years to one "
                 "year.", id="term of the vice chair"),
    pytest.param([value("frequency", "quarterly", "three times a year")],
                 "The ‘Meetings’ section has been altered to change the frequency of meetings from quarterly to three "
                 "times a year.", id="frequency"),
    pytest.param([value("quorum", "four", "five"), value("frequency", "yearly", "monthly")],
                 "The ‘Meetings’ section has been altered to change the quorum from four to five and also to change "
                 "the frequency of meetings from yearly to monthly.", id="two rules"),
]  # fmt: skip

SECTIONS = [
    pytest.param([section("section-added", "Equality")], "The ‘Equality’ section has been added.", id="a section added"),
    pytest.param([section("section-added", "Equality"), section("section-added", "Risk")],
                 "The ‘Equality’ and ‘Risk’ sections have been added.", id="two sections added"),
    pytest.param([section("section-removed", "Risk")], "The ‘Risk’ section has been removed.", id="a section removed"),
    pytest.param([section("section-removed", each) for each in ("A", "B", "C")],
                 "The ‘A’, ‘B’ and ‘C’ sections have been removed.", id="three sections removed"),
    pytest.param([section("section-moved", "Risk")], "The ‘Risk’ section has been moved.", id="a section moved"),
    pytest.param([section("section-moved", "Risk"), section("section-moved", "Chair")],
                 "The ‘Risk’ and ‘Chair’ sections have been moved.", id="two sections moved"),
    pytest.param([section("section-renamed", "Chairperson", before="Chair", after="Chairperson")],
                 "The ‘Chair’ section has been renamed ‘Chairperson’.", id="a section renamed"),
    pytest.param([section("section-renamed", "B", before="A", after="B"), section("section-renamed", "D", before="C", after="D")],
                 "The ‘A’ section has been renamed ‘B’ and the ‘C’ section has been renamed ‘D’.",
                 id="two sections renamed"),
]  # fmt: skip

POINTS = [
    pytest.param([point("item-added", before=None)],
                 "The ‘Tasks’ section has been altered to add a point that begins ‘Share what is known’.",
                 id="a point added"),
    pytest.param([point("item-added", before=None), point("item-added", "Agree the plan …", before=None)],
                 "The ‘Tasks’ section has been altered to add points that begin ‘Share what is known’ and ‘Agree the "
                 "plan’.", id="two points added"),
    pytest.param([point("item-removed", after=None)],
                 "The ‘Tasks’ section has been altered to remove the point that began ‘Share what is known’.",
                 id="a point removed"),
    pytest.param([point("item-removed", after=None), point("item-removed", "Agree the plan", after=None)],
                 "The ‘Tasks’ section has been altered to remove the points that began ‘Share what is known’ and "
                 "‘Agree the plan’.", id="two points removed"),
    pytest.param([point("item-moved")],
                 "The ‘Tasks’ section has been altered to move the point that begins ‘Share what is known’.",
                 id="a point moved"),
    pytest.param([point("item-moved"), point("item-moved", "Agree the plan")],
                 "The ‘Tasks’ section has been altered to move the points that begin ‘Share what is known’ and ‘Agree "
                 "the plan’.", id="two points moved"),
    pytest.param([point("item-reworded", removed=("four",), added=("five",))],
                 "The ‘Tasks’ section has been altered to change ‘four’ to ‘five’ in the point that begins ‘Share what "
                 "is known’.", id="some words for others"),
    pytest.param([point("item-reworded", removed=(" and tell the public.",))],
                 "The ‘Tasks’ section has been altered to remove ‘tell the public’ from the point that begins ‘Share "
                 "what is known’.", id="some words removed"),
    pytest.param([point("item-reworded", added=(", and at once",), is_last=True)],
                 "The ‘Tasks’ section has been altered to add ‘at once’ to the last point.", id="some words added"),
    pytest.param([point("item-reworded", removed=("a", "b"), added=("c",))],
                 "The ‘Tasks’ section has been altered to reword the point that begins ‘Share what is known’.",
                 id="words in several places"),
    pytest.param([point("item-reworded", removed=("a " * 60,), added=("b",))],
                 "The ‘Tasks’ section has been altered to reword the point that begins ‘Share what is known’.",
                 id="many words"),
    pytest.param([point("item-reworded")],
                 "The ‘Tasks’ section has been altered to reword the point that begins ‘Share what is known’.",
                 id="a point reworded of which no more is known"),
    pytest.param([point("item-reworded"), point("item-reworded", is_last=True)],
                 "The ‘Tasks’ section has been altered to reword the point that begins ‘Share what is known’ and also "
                 "to reword the last point.", id="two points reworded"),
]  # fmt: skip

GROUPS_THEMSELVES = [
    pytest.param([of("group-renamed", "Task Group", section="", before="Anyshire Working Group", after="Anyshire Task Group")],
                 "The name of the group has been changed from ‘Anyshire Working Group’ to ‘Anyshire Task Group’.",
                 id="a group renamed"),
    pytest.param([of("group-added", "Working Group", section="", after="Anyshire Working Group")],
                 "The Working Group has been set up. Its ToR (see Appendix C) are put to the members for the first time.",
                 id="a group added"),
    pytest.param([of("group-ended", "Working Group", section="", before="Anyshire Working Group")],
                 "The Working Group has come to an end. Its ToR are no longer part of the review.", id="a group ended"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), [*MEMBERS, *RULES, *SECTIONS, *POINTS, *GROUPS_THEMSELVES])
def test_changes_that_nobody_explained_are_told(
    changes: list[Made], said: str, written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    assert written(*(change(**each) for each in changes)).telling == [said]


def test_every_kind_of_change_has_a_sentence() -> None:
    rows = [*MEMBERS, *RULES, *SECTIONS, *POINTS, *GROUPS_THEMSELVES]
    told = {each["kind"] for row in rows for each in row.values[0]}
    following = {ChangeKind.RENUMBERED, ChangeKind.APPENDIX, ChangeKind.VERSIONS, ChangeKind.FOLLOWING}
    assert told == {kind.value for kind in ChangeKind} - following
    assert told >= {kind.value for kind in ITEMS_IN_WORDS}
