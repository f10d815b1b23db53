"""The paper as a whole: its parts, how each group came out of the review, what is watched, when all was approved."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from kcsp_docs_plugins.cover_paper.paper import paper

from kcsp_docs.changes import Change
from kcsp_docs.model.edition import Approval
from kcsp_docs.prose.tree import Paragraph, plain

Facts = dict[str, Any]

MEMBER = {"kind": "member-renamed", "subject": "Fire Service", "before": "Fire Brigade", "after": "Fire Service"}
MEMBER_TOLD = "The ‘Members’ section has been altered to reflect ‘Fire Service’."
UNCHANGED = "and it was felt that they reflect current practice and as such, no changes made."
APPROVAL = {"approval": {"date": "2023-07-12"}}


def groups(*others: Facts, **board: Any) -> list[Facts]:
    main = {"id": "board", "name": "Anyshire Community Safety Partnership", "short_name": "ACSP", "appendix": "A"}
    return [{**main, **board}, *others]


def group(id_: str, letter: str | None, **facts: Any) -> Facts:
    name = id_.title()
    return {
        "id": id_,
        "name": f"Anyshire {name}",
        "short_name": name,
        **({"appendix": letter} if letter else {}),
        **facts,
    }


def of_board(**named: Any) -> Facts:
    return {"group": "board", **named}


# The partnership's own terms

BOARD = [
    pytest.param([], ["The ToR for the ACSP remain unchanged (see Appendix A)."], id="nothing changed"),
    pytest.param([of_board(**MEMBER)],
                 [("The ToR for the ACSP remain largely unchanged (see Appendix A) aside from the ‘Members’ section "
                  "reflecting the name of ‘Fire Service’.")], id="a name"),
    pytest.param([of_board(**MEMBER), of_board(**{**MEMBER, "subject": "Probation"})],
                 [("The ToR for the ACSP remain largely unchanged (see Appendix A) aside from the ‘Members’ section "
                  "reflecting the names of ‘Fire Service’ and ‘Probation’.")], id="two names"),
    pytest.param([of_board(kind="quorum", before="four", after="five", section="Meetings")],
                 ["The ToR for the ACSP remain largely unchanged (see Appendix A) aside from the ‘Meetings’ section.",
                  "The ‘Meetings’ section has been altered to change the quorum from four to five."], id="the quorum"),
    pytest.param([of_board(kind="quorum", before="four", after="five", section="")],
                 ["The ToR for the ACSP remain largely unchanged (see Appendix A).",
                  "The ToR have been altered to change the quorum from four to five."], id="a quorum in no section"),
    pytest.param([of_board(**MEMBER), of_board(kind="quorum", before="four", after="five", section="Meetings")],
                 [("The ToR for the ACSP remain largely unchanged (see Appendix A) aside from the ‘Members’ and "
                  "‘Meetings’ sections."), MEMBER_TOLD,
                  "The ‘Meetings’ section has been altered to change the quorum from four to five."], id="two sections"),
    pytest.param([of_board(kind="section-added", section=each) for each in ("One", "Two", "Three")],
                 [("The ACSP members recently reviewed their ToR (see Appendix A) and the majority of changes were in "
                  "relation to the ‘One’, ‘Two’ and ‘Three’ sections."),
                  "The ‘One’, ‘Two’ and ‘Three’ sections have been added."], id="three sections"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), BOARD)
def test_the_partnerships_own_terms_come_first(
    changes: list[Facts], said: list[str], written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    told = written(*(change(**each) for each in changes), groups=groups(), before=groups())
    assert list(told.paragraphs.values()) == said


def test_a_group_without_a_letter_is_told_of_without_one(written: Callable[..., Any]) -> None:
    without = groups(group("panel", None), appendix=None)
    assert list(written(groups=without, before=without).paragraphs.values()) == [
        "The ToR for the ACSP remain unchanged.",
        f"The Panel members recently reviewed their ToR {UNCHANGED}",
    ]


# The subgroups

SUMMARIES = [
    pytest.param([MEMBER], "one change was made, in relation to the ‘Members’ section.", id="one change"),
    pytest.param([MEMBER, MEMBER], "changes were made in relation to the ‘Members’ section.", id="one section"),
    pytest.param([MEMBER, {**MEMBER, "section": "Tasks"}],
                 "the majority of changes were in relation to the ‘Members’ and ‘Tasks’ sections.", id="two sections"),
    pytest.param([{**MEMBER, "section": ""}], "one change was made.", id="one change in no section"),
    pytest.param([{**MEMBER, "section": ""}] * 3, "three changes were made.", id="three changes in no section"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "said"), SUMMARIES)
def test_a_changed_subgroup_is_summed_up_before_its_changes_are_told(
    changes: list[Facts], said: str, written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    model = groups(group("team", "C"))
    told = written(*(change(**each) for each in changes), groups=model, before=model)
    assert told.paragraphs["2.1"] == f"The Team members recently reviewed their ToR (see Appendix C) and {said}"
    assert told.paragraphs["2.2"] in told.telling
    assert told.paragraphs["2.1"] not in told.telling


def test_subgroups_stand_in_the_order_of_their_letters_and_all_but_the_first_reviewed_theirs_also(
    written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    model = groups(group("forum", None), group("team", "D"), group("crew", "C"), group("panel", "B"))
    assert written(change(**MEMBER), groups=model, before=model).paragraphs == {
        "1.1": "The ToR for the ACSP remain unchanged (see Appendix A).",
        "2.1": f"The Panel members recently reviewed their ToR (see Appendix B) {UNCHANGED}",
        "2.2": f"The Crew members also recently reviewed their ToR (see Appendix C) {UNCHANGED}",
        "2.3": "The Team members also recently reviewed their ToR (see Appendix D) and one change was made, in relation "
        "to the ‘Members’ section.",
        "2.4": MEMBER_TOLD,
        "2.5": f"The Forum members also recently reviewed their ToR {UNCHANGED}",
    }


def test_groups_that_are_new_or_at_an_end_have_reviewed_nothing(
    written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    crew, panel, team = group("crew", "B"), group("panel", "C"), group("team", "D")
    old = group("old", "E", status="ended")
    made = [change("group-added", "Crew", group="crew"), change("group-ended", "Panel", group="panel")]
    told = written(*made, groups=groups(crew, team, old), before=groups(panel, team, old))
    assert list(told.paragraphs.values())[1:] == [
        "The Crew has been set up. Its ToR (see Appendix B) are put to the members for the first time.",
        "The Panel has come to an end. Its ToR are no longer part of the review.",
        f"The Team members recently reviewed their ToR (see Appendix D) {UNCHANGED}",
    ]


# What is watched

NEWS = "the Office has opened a consultation"
AWAITS = "publication of the guidance"
WATCHED = [
    pytest.param({"news": NEWS, "awaits": AWAITS},
                 "the Office has opened a consultation. The {} ToR will need to be reviewed and updated accordingly "
                 "upon publication of the guidance.", id="news"),
    pytest.param({"news": NEWS, "awaits": AWAITS, "closes": "2024-07-04"},
                 "the Office has opened a consultation which closes on the 4th July. The {} ToR will need to be "
                 "reviewed and updated accordingly upon publication of the guidance.", id="closes on the day itself"),
    pytest.param({"news": NEWS, "awaits": AWAITS, "closes": "2024-07-03"},
                 "the Office has opened a consultation which closed on the 3rd July. The {} ToR will need to be "
                 "reviewed and updated accordingly upon publication of the guidance.", id="closed the day before"),
    pytest.param({"news": NEWS, "closes": "2025-01-22"},
                 "the Office has opened a consultation which closes on the 22nd January 2025.", id="another year"),
]  # fmt: skip


def item(*of: str, id_: str = "guidance", **facts: str) -> Facts:
    return {"id": id_, "subject": "The guidance", "groups": list(of), **facts}


@pytest.mark.parametrize(("facts", "said"), WATCHED)
def test_a_watch_item_is_told_with_its_group(
    facts: Facts, said: str, written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    model = groups(group("team", "C"))

    def paragraphs(of: str, *changes: Change) -> list[str]:
        return list(written(*changes, groups=model, before=model, watch=[item(of, **facts)]).paragraphs.values())

    alone = said[:1].upper() + said[1:]
    assert paragraphs("board")[1] == alone.format("ACSP")
    assert paragraphs("team")[1] == (
        f"The Team members recently reviewed their ToR (see Appendix C) {UNCHANGED} However, {said.format('Team')}"
    )
    assert paragraphs("team", change(**MEMBER))[2:] == [MEMBER_TOLD, alone.format("Team")]


def test_an_item_of_several_groups_is_told_once_with_the_first_and_one_that_says_nothing_is_not(
    written: Callable[..., Any],
) -> None:
    model = groups(group("team", "C"), group("panel", "B"))
    watch = [
        item("team", "panel", news=NEWS, awaits=AWAITS),
        item("board", id_="quiet"),
        item("panel", id_="second", awaits="the new Act"),
    ]
    assert list(written(groups=model, before=model, watch=watch).paragraphs.values())[1:] == [
        (
            f"The Panel members recently reviewed their ToR (see Appendix B) {UNCHANGED} However, the Office has opened a "
            "consultation. The Panel and Team ToR will need to be reviewed and updated accordingly upon publication of the "
            "guidance."
        ),
        "The Panel ToR will need to be reviewed and updated accordingly upon the new Act.",
        f"The Team members also recently reviewed their ToR (see Appendix C) {UNCHANGED}",
    ]


def test_what_is_watched_for_a_group_at_an_end_is_told_for_the_others(
    written: Callable[..., Any], change: Callable[..., Change]
) -> None:
    ended = change("group-ended", "Panel", group="panel", section="")
    before = groups(group("panel", "B"), group("team", "C"))
    now = groups(group("team", "C"))
    watch = [item("panel", "team", awaits=AWAITS), item("panel", id_="over", news=NEWS)]
    listed = [{**each, "groups": [id_ for id_ in each["groups"] if id_ == "team"]} for each in watch]
    for reviewed, items in ((before, watch), (now, listed)):
        told = list(written(ended, groups=reviewed, before=before, watch=items).paragraphs.values())
        assert told[-1].endswith(
            "The Team ToR will need to be reviewed and updated accordingly upon publication of the guidance."
        )
        assert not any("consultation" in text for text in told)


def test_the_day_that_the_paper_speaks_of_decides_what_has_closed(written: Callable[..., Any]) -> None:
    watch = [item("board", news=NEWS, closes="2024-07-03")]
    told = [written(as_of=date(2024, 7, day), watch=watch).paragraphs["1.2"] for day in (3, 4)]
    assert told == [
        "The Office has opened a consultation which closes on the 3rd July.",
        "The Office has opened a consultation which closed on the 3rd July.",
    ]


# The last approval and the law

ACT: Facts = {"id": "act", "title": "the Anyshire Act 2024"}
ORDER: Facts = {"id": "order", "title": "the Order of 2024", "in_force": "2024-07-04"}
COMING: Facts = {"id": "coming", "title": "the Order of 2025", "in_force": "2024-10-01"}
IN_JULY = "The ACSP terms of reference (ToR) were last updated and approved by the Partnership in July 2023."
WOULD = "that would impact the governance arrangements for the Partnership"
LEGISLATION = [
    pytest.param({}, IN_JULY, id="nobody looked"),
    pytest.param({"legislation": []}, f"{IN_JULY} Since that time, there have been no legislative changes {WOULD}.",
                 id="no change of the law"),
    pytest.param({"legislation": [ACT]},
                 f"{IN_JULY} Since that time, there has been one legislative change {WOULD}: the Anyshire Act 2024.",
                 id="one change of the law"),
    pytest.param({"legislation": [ACT, ORDER, COMING]},
                 f"{IN_JULY} Since that time, there have been three legislative changes {WOULD}: the Anyshire Act "
                 "2024, the Order of 2024 (in force since 4 July 2024) and the Order of 2025 (in force from 1 October "
                 "2024).", id="three changes of the law"),
]  # fmt: skip


@pytest.mark.parametrize(("review", "said"), LEGISLATION)
def test_the_paper_says_when_the_terms_were_approved_and_what_became_of_the_law_since(
    review: Facts, said: str, written: Callable[..., Any]
) -> None:
    assert written(groups=groups(**APPROVAL), before=None, **review).paragraphs == {"1.1": said}


def test_the_law_is_told_of_where_no_approval_is_known(written: Callable[..., Any]) -> None:
    assert written(groups=groups(), before=None, legislation=[]).paragraphs == {
        "1.1": f"There have been no legislative changes {WOULD}."
    }


APPROVED = [
    pytest.param({"date": "2023-07-12", "by": "ACSP"}, None, "by the Partnership in July 2023.", id="by the group"),
    pytest.param({"date": "2023-07-12", "by": "Cabinet Committee"}, None, "by the Cabinet Committee in July 2023.", id="by others"),
    pytest.param({"date": "2022-07-12"}, {"date": "2023-03-01"}, "by the Partnership in March 2023.", id="the later one"),
    pytest.param({"date": "2024-07-04"}, {"date": "2023-03-01"}, "by the Partnership in March 2023.",
                 id="not that of the meeting itself"),
]  # fmt: skip


@pytest.mark.parametrize(("now", "before", "said"), APPROVED)
def test_the_last_approval_is_the_latest_before_the_meeting(
    now: Facts, before: Facts | None, said: str, written: Callable[..., Any]
) -> None:
    was = groups(**({"approval": before} if before else {}))
    told = written(groups=groups(approval=now), before=was)
    assert told.paragraphs["1.1"] == f"The ACSP terms of reference (ToR) were last updated and approved {said}"


def test_the_approval_of_the_whole_edition_before_counts(job: Callable[..., Any]) -> None:
    order = job(groups=groups(approval={"date": "2022-07-12"}), before=groups())
    edition = order.previous.edition.model_copy(update={"approval": Approval(date=date(2023, 7, 12))})
    previous = order.previous.model_copy(update={"edition": edition})
    document = paper(replace(order, previous=previous), order.governance.review)
    assert IN_JULY in [plain(block.content) for block in document.blocks if isinstance(block, Paragraph)]


# Paragraphs that the review words itself


def authored(id_: str, part: str, **facts: str) -> Facts:
    return {"id": id_, "part": part, "text": f"This is {id_}.", **facts}


def test_authored_paragraphs_stand_before_what_is_told_and_where_asked_for_behind_it(
    written: Callable[..., Any],
) -> None:
    model = groups(group("team", "C"), **APPROVAL)
    paragraphs = [
        authored("last", "background", after_changes="yes"),
        *(authored(f"{part}-end", part, after_changes="yes") for part in ("partnership", "subgroups")),
        *(authored(f"{part}-start", part) for part in ("background", "partnership", "subgroups")),
    ]
    assert written(groups=model, before=model, paragraphs=paragraphs).paragraphs == {
        "1.1": "This is background-start.",
        "1.2": "This is last.",
        "2.1": "This is partnership-start.",
        "2.2": IN_JULY,
        "2.3": "The ToR for the ACSP remain unchanged (see Appendix A).",
        "2.4": "This is partnership-end.",
        "3.1": "This is subgroups-start.",
        "3.2": f"The Team members recently reviewed their ToR (see Appendix C) {UNCHANGED}",
        "3.3": "This is subgroups-end.",
    }


def test_without_an_edition_before_nothing_is_told_but_the_approval(written: Callable[..., Any]) -> None:
    told = written(
        before=None,
        groups=groups(group("team", "C"), **APPROVAL),
        paragraphs=[authored("start", "subgroups")],
        watch=[item("board", news=NEWS)],
    )
    assert told.paragraphs == {"1.1": IN_JULY, "2.1": "This is start."}


def test_the_wording_is_changed_without_python(
    written: Callable[..., Any], change: Callable[..., Change], tmp_path: Path
) -> None:
    shipped = Path(__file__).parents[3] / "templates" / "kcsp_docs_templates" / "wording" / "changes.md.j2"
    text = shipped.read_text(encoding="utf-8").replace("been altered to", "been revised, to")
    (tmp_path / "wording").mkdir()
    (tmp_path / "wording" / "changes.md.j2").write_text(text, encoding="utf-8")
    made = change(**MEMBER)
    told = written(made, templates=tmp_path)
    assert told.telling == ["The ‘Members’ section has been revised, to reflect ‘Fire Service’."]
    assert told.tells == {"team-Members": (made.id,)}
