"""Changes that the review explains: one paragraph for each explanation, with its reason and the wording it quotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kcsp_docs.changes import Change

Made = dict[str, Any]

NEW = "Develop the plan and share it with partners."
MEMBER = {"kind": "member-renamed", "subject": "Fire Service", "before": "Fire Brigade", "after": "Fire Service"}
BODY = {"kind": "member-added", "subject": "Safety Board", "after": "Safety Board", "capacity": "co-operating"}
QUORUM = {"kind": "quorum", "subject": "quorum", "before": "four", "after": "five", "section": "Meetings"}
REWORDED = {
    "kind": "item-reworded",
    "subject": "Develop the plan",
    "before": "Draw up a plan.",
    "after": NEW,
    "removed": ("Draw up a",),
    "added": ("Develop the", "and share it with partners"),
    "section": "Tasks",
}
SHORTENED = {
    **REWORDED,
    "before": f"{NEW[:-1]} and tell the public.",
    "added": (),
    "removed": (" and tell the public",),
}
ADDED = {"kind": "item-added", "subject": "Meet the", "after": "Meet the public.", "section": "Tasks"}

ROWS = [
    pytest.param([{"kind": "member-represented", "subject": "ACC", "before": "A and B", "after": "A", "removed": ("B",)}],
                 "as it has no officers", {"quote": "yes"},
                 "The ‘Members’ section has been altered to remove the ACC representatives who attend from the B as it "
                 "has no officers.", id="nothing to quote"),
    pytest.param([{"kind": "group-renamed", "subject": "Crew", "section": "", "before": "Team", "after": "Crew"},
                  {**QUORUM, "section": ""}], "as was agreed", {},
                 "The name of the group has been changed from ‘Team’ to ‘Crew’. The ToR have been altered to change "
                 "the quorum from four to five. These changes were made as was agreed.", id="the group itself and a rule"),
    pytest.param([MEMBER], "as this is its name now", {},
                 "The ‘Members’ section has been altered to reflect ‘Fire Service’ as this is its name now.",
                 id="a reason ends the sentence"),
    pytest.param([MEMBER], "as this is its name now.", {},
                 "The ‘Members’ section has been altered to reflect ‘Fire Service’ as this is its name now.",
                 id="a reason with a stop of its own"),
    pytest.param([MEMBER], "as this is its name now", {"say_reason": "no"},
                 "The ‘Members’ section has been altered to reflect ‘Fire Service’.", id="a reason kept to the log"),
    pytest.param([BODY], "to support the new duty", {},
                 "The Safety Board has been added as a ‘co-operating and participating persons and bodies’ within the "
                 "‘Members’ section to support the new duty.", id="a body added with its reason"),
    pytest.param([REWORDED], "to reflect current practice", {"quote": "yes"},
                 "The ‘Tasks’ section has been updated to reflect current practice. The wording has been amended to "
                 "‘Develop the plan and share it with partners’.", id="new wording quoted"),
    pytest.param([REWORDED], "to reflect current practice", {"quote": "yes", "say_reason": "no"},
                 "The ‘Tasks’ section has been updated. The wording has been amended to ‘Develop the plan and share it "
                 "with partners’.", id="new wording quoted without a reason"),
    pytest.param([REWORDED], "to reflect current practice", {},
                 "The ‘Tasks’ section has been altered to reword the point that begins ‘Develop the plan’ to reflect "
                 "current practice.", id="new wording not quoted"),
    pytest.param([REWORDED, {**REWORDED, "after": "Agree it."}], "to reflect current practice", {"quote": "yes"},
                 "The ‘Tasks’ section has been updated to reflect current practice. The points now read ‘Develop the "
                 "plan and share it with partners’ and ‘Agree it’.", id="two wordings quoted"),
    pytest.param([SHORTENED], "as others do that", {"quote": "yes"},
                 "The point of the ‘Tasks’ section regarding ‘develop the plan and share it with partners’ has been "
                 "updated to remove tell the public as others do that.", id="some words left out"),
    pytest.param([{**SHORTENED, "is_last": True}], "as others do that", {"quote": "yes"},
                 "The last point of the ‘Tasks’ section regarding ‘develop the plan and share it with partners’ has "
                 "been updated to remove tell the public as others do that.", id="some words left out of the last point"),
    pytest.param([{**SHORTENED, "after": "Anyshire keeps its plan."}], "as others do that", {"quote": "yes"},
                 "The point of the ‘Tasks’ section regarding ‘Anyshire keeps its plan’ has been updated to remove tell "
                 "the public as others do that.", id="a point that begins with a name"),
    pytest.param([ADDED], "to be heard", {"quote": "yes"},
                 "The ‘Tasks’ section has been altered to add the point ‘Meet the public’ to be heard.",
                 id="a new point quoted"),
    pytest.param([ADDED, {**ADDED, "after": "Report to it;"}], "to be heard", {"quote": "yes"},
                 "The ‘Tasks’ section has been altered to add the points ‘Meet the public’ and ‘Report to it’ to be "
                 "heard.", id="two new points quoted"),
    pytest.param([ADDED, REWORDED], "to be heard", {"quote": "yes"},
                 "The ‘Tasks’ section has been altered to add the point ‘Meet the public’ and also to reword the point "
                 "that begins ‘Develop the plan’ to be heard. The wording has been amended to ‘Develop the plan and "
                 "share it with partners’.", id="a new point and a reworded one quoted"),
    pytest.param([MEMBER, BODY], "as was agreed", {},
                 "The ‘Members’ section has been altered to reflect ‘Fire Service’ and also to add the Safety Board as "
                 "a ‘co-operating and participating persons and bodies’ as was agreed.", id="two kinds in one section"),
    pytest.param([MEMBER, QUORUM], "as was agreed", {},
                 "The ‘Members’ section has been altered to reflect ‘Fire Service’. The ‘Meetings’ section has been "
                 "altered to change the quorum from four to five. These changes were made as was agreed.",
                 id="two sections"),
    pytest.param([MEMBER, QUORUM], "as was agreed", {"say_reason": "no"},
                 "The ‘Members’ section has been altered to reflect ‘Fire Service’. The ‘Meetings’ section has been "
                 "altered to change the quorum from four to five.", id="two sections without a reason"),
    pytest.param([MEMBER, QUORUM], "as was agreed", {"text": "The Fire Brigade is a service now."},
                 "The Fire Brigade is a service now.", id="wording of its own"),
    pytest.param([{"kind": "group-added", "subject": "Working Group", "section": ""}], "to help the board", {},
                 "The Working Group has been set up to help the board. Its ToR (see Appendix C) are put to the members "
                 "for the first time.", id="a group set up"),
    pytest.param([{"kind": "group-ended", "subject": "Working Group", "section": ""}], "as its work is done", {},
                 "The Working Group has come to an end as its work is done. Its ToR are no longer part of the review.",
                 id="a group at an end"),
]  # fmt: skip


def explanation(id_: str, reason: str = "as was agreed", **facts: str) -> Made:
    return {"id": id_, "group": "team", "explains": ["x.y"], "reason": reason, **facts}


@pytest.mark.parametrize(("changes", "reason", "facts", "said"), ROWS)
def test_an_explanation_makes_one_paragraph(
    changes: list[Made],
    reason: str,
    facts: dict[str, str],
    said: str,
    written: Callable[..., Any],
    change: Callable[..., Change],
) -> None:
    made = [change(explained_by="why", **each) for each in changes]
    paper = written(*made, changes=[explanation("why", reason, **facts)])
    assert paper.telling == [said]
    assert paper.tells == {"why": tuple(each.id for each in made)}


def test_explanations_stand_in_the_order_of_the_review_and_what_nobody_explained_behind(
    written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    made = [
        change(**MEMBER),
        change(**QUORUM, explained_by="quorum"),
        change(**REWORDED),
        change(**BODY, explained_by="board"),
        change(**{**MEMBER, "subject": "Probation"}),
    ]
    paper = written(*made, changes=[explanation("board"), explanation("quorum"), explanation("nothing-happened")])
    assert paper.telling == [
        (
            "The Safety Board has been added as a ‘co-operating and participating persons and bodies’ within the ‘Members’ "
            "section as was agreed."
        ),
        "The ‘Meetings’ section has been altered to change the quorum from four to five as was agreed.",
        "Additionally, the ‘Members’ section has been altered to reflect ‘Fire Service’ and ‘Probation’.",
        "The ‘Tasks’ section has been altered to reword the point that begins ‘Develop the plan’.",
    ]
    assert paper.tells == {
        "board": (made[3].id,),
        "quorum": (made[1].id,),
        "team-Members": (made[0].id, made[4].id),
        "team-Tasks": (made[2].id,),
    }


def test_a_second_paragraph_on_a_section_says_so(written: Callable[..., Any], change: Callable[..., Change]) -> None:
    made = [
        change(**REWORDED, explained_by="first"),
        change(**{**SHORTENED, "is_last": True}, explained_by="second"),
        change(**MEMBER, explained_by="third"),
        change(**BODY, explained_by="fourth"),
        change(**{**SHORTENED, "after": "End."}, explained_by="fifth"),
    ]
    ids = ("first", "second", "third", "fourth", "fifth")
    assert written(*made, changes=[explanation(each, quote="yes") for each in ids]).telling == [
        (
            "The ‘Tasks’ section has been updated as was agreed. The wording has been amended to ‘Develop the plan and "
            "share it with partners’."
        ),
        (
            "Additionally, the last point regarding ‘develop the plan and share it with partners’ has been updated to "
            "remove tell the public as was agreed."
        ),
        "The ‘Members’ section has been altered to reflect ‘Fire Service’ as was agreed.",
        (
            "Additionally, the Safety Board has been added as a ‘co-operating and participating persons and bodies’ within "
            "the ‘Members’ section as was agreed."
        ),
        (
            "Additionally, the point of the ‘Tasks’ section regarding ‘end’ has been updated to remove tell the public as "
            "was agreed."
        ),
    ]


def test_what_only_follows_from_other_changes_is_never_told(
    written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    following = [change("renumbered", follows=True), change("following", follows=True, explained_by="why")]
    paper = written(*following, changes=[explanation("why")])
    assert paper.telling == []
    assert list(paper.paragraphs.values())[-1].endswith("as such, no changes made.")


def test_ids_that_the_review_uses_already_are_left_to_it(
    written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    authored = [
        {"id": each, "part": "background", "text": "Of old."} for each in ("why", "team-Members", "review-team")
    ]
    made = [change(**MEMBER, explained_by="why"), change(**BODY)]
    assert written(*made, changes=[explanation("why")], paragraphs=authored).tells == {
        "why-2": (made[0].id,),
        "team-Members-2": (made[1].id,),
    }
