"""One small pair of editions for each kind of change: exactly these changes, each with what a redline shows of it."""

from __future__ import annotations

import pytest

from kcsp_docs.changes import ChangeKind, compare

from .small_models import edition, group, member, told

LIST = """
## Membership {: #membership}

The members are:

{% for member in group.members_in("responsible-authority") %}
- {{ name_of(member) }}{% if member.represented_by %} – represented by {{ member.represented_by.teams | listed }}{% endif %}{% if loop.last %}.{% else %};{% endif %} {: #{{ member.id }}}
{% endfor %}
"""
OTHERS = """
Others are invited:

{% for member in group.members_in("co-operating") %}
- {{ name_of(member) }} {: #{{ member.id }}}
{% endfor %}
"""
RULES = """
## Meetings {: #meetings}

The {{ group.short_name }} meets {{ group.meetings.frequency | in_words }}{% if group.meetings.or_as_required %}, or as required{% endif %}, at the offices of one of its members or online. {: #frequency}

It is quorate with {{ quorum.minimum | in_words }} members, after four weeks of notice. {: #quorum}

The Chair serves for {{ chair.term_years | in_words }} years, the Vice Chair for {{ vice_chair.term_years | in_words }}. {: #terms}
"""
SEATED = {
    "meetings": {"frequency": "quarterly"},
    "quorum": {"minimum": "4"},
    "chair": {"term_years": "2"},
    "vice_chair": {"term_years": "3"},
}
POLICE, COUNCIL, FIRE = member("police"), member("council"), member("fire")


def board(terms: str, *members: dict[str, object], **facts: object):
    return (group("board", members=list(members), **facts), terms)


def ruled(**facts: object):
    return board(RULES, **{**SEATED, **facts})


def sections(*titles: str) -> str:
    return "\n".join(f"## {title.title()} {{: #{title}}}\n\nOf {title} this is said.\n" for title in titles)


def items(*texts: str) -> str:
    listed = "\n".join(f"- {text} {{: #{text.split()[0].lower()}}}" for text in texts)
    return f"## Duties {{: #duties}}\n\nThe Board will:\n\n{listed}\n"


CASES = [
    pytest.param(
        [board(LIST, POLICE, FIRE)],
        [board(LIST, POLICE, COUNCIL, FIRE)],
        ["board.member.council.added: None → 'Anyshire Council' -[] +[Anyshire Council;]"],
        id="a member in the middle of the list",
    ),
    pytest.param(
        [board(LIST, POLICE)],
        [board(LIST, POLICE, FIRE)],
        [
            "board.terms.membership.police.following: 'Anyshire Police.' → 'Anyshire Police;' -[.] +[;]",
            "board.member.fire.added: None → 'Anyshire Fire and Rescue Service' -[] +[Anyshire Fire and Rescue Service.]",
        ],
        id="a member at the end of the list, and the full stop before it",
    ),
    pytest.param(
        [board(LIST, POLICE, COUNCIL, FIRE)],
        [board(LIST, POLICE, FIRE)],
        ["board.member.council.removed: 'Anyshire Council' → None -[Anyshire Council;] +[]"],
        id="a member gone",
    ),
    pytest.param(
        [board(LIST, POLICE, member("council", represented_by={"teams": ["Housing", "Roads"]}))],
        [board(LIST, POLICE, member("council", represented_by={"teams": ["Housing", "Schools", "Waste"]}))],
        [
            (
                "board.member.council.represented: 'Housing and Roads' → 'Housing, Schools and Waste'"
                " -[ and Roads] +[, Schools and Waste]"
            )
        ],
        id="others come for a member",
    ),
    pytest.param(
        [board(LIST, POLICE, COUNCIL)],
        [board(LIST, POLICE, member("council", represented_by={"teams": ["Housing"]}))],
        ["board.member.council.represented: None → 'Housing' -[] +[ – represented by Housing]"],
        id="somebody comes for a member",
    ),
    pytest.param(
        [board(LIST + OTHERS, POLICE, COUNCIL, member("health", capacity="co-operating"))],
        [
            board(
                LIST + OTHERS,
                POLICE,
                member("council", capacity="co-operating"),
                member("health", capacity="co-operating"),
            )
        ],
        [
            "board.terms.membership.police.following: 'Anyshire Police;' → 'Anyshire Police.' -[;] +[.]",
            (
                "board.member.council.capacity: 'responsible authority' → 'co-operating'"
                " -[Anyshire Council.] +[]; -[] +[Anyshire Council]"
            ),
        ],
        id="a member in another capacity, from list to list",
    ),
    pytest.param(
        [ruled()],
        [ruled(quorum={"minimum": "5"})],
        ["board.quorum.changed: 'four' → 'five' -[four] +[five]"],
        id="the quorum",
    ),
    pytest.param(
        [ruled()],
        [ruled(chair={"term_years": "3"})],
        ["board.chair.term: 'two years' → 'three years' -[two] +[three]"],
        id="the chair's term",
    ),
    pytest.param(
        [ruled()],
        [ruled(vice_chair={"term_years": "2"})],
        ["board.vice-chair.term: 'three years' → 'two years' -[three] +[two]"],
        id="the vice chair's term",
    ),
    pytest.param(
        [ruled()],
        [ruled(meetings={"frequency": "three-times-a-year", "or_as_required": "yes"})],
        [
            (
                "board.meetings.frequency: 'quarterly' → 'three times a year, or as required'"
                " -[quarterly] +[three times a year, or as required]"
            )
        ],
        id="how often it meets",
    ),
    pytest.param(
        [
            (
                group("board", name="Anyshire Board", short_name="Board"),
                "The Board decides.\n\nThe Anyshire Board pays.\n",
            )
        ],
        [
            (
                group("board", name="Anyshire Forum", short_name="Forum"),
                "The Forum decides.\n\nThe Anyshire Forum pays.\n",
            )
        ],
        ["board.renamed: 'Anyshire Board' → 'Anyshire Forum' -[Board] +[Forum]; -[Board] +[Forum]"],
        id="a group renamed",
    ),
    pytest.param(
        [(group("board"), "Of the Panel."), (group("panel", appendix="B"), "Said.")],
        [
            (group("board"), "Of the Hub."),
            (group("panel", name="Anyshire Panel", short_name="Hub", appendix="B"), "Said."),
        ],
        [
            "board.terms.opening.1.following: 'Of the Panel.' → 'Of the Hub.' -[Panel] +[Hub]",
            "panel.renamed: 'Panel' → 'Hub'",
        ],
        id="another group renamed is told with that group alone",
    ),
    pytest.param(
        [(group("board"), "See Appendix B."), (group("panel", appendix="B"), "Said.")],
        [(group("board"), "See Appendix C."), (group("panel", appendix="C"), "Said.")],
        [
            "board.terms.opening.1.following: 'See Appendix B.' → 'See Appendix C.' -[B] +[C]",
            "panel.appendix: 'B' → 'C'",
        ],
        id="another appendix letter",
    ),
    pytest.param(
        [(group("board"), "Said.")],
        [(group("board"), "Said."), (group("panel"), "New.")],
        ["panel.added: None → 'Anyshire Panel'"],
        id="a group added",
    ),
    pytest.param(
        [(group("board"), items("agree priorities", "the Panel")), (group("panel"), "Said.")],
        [(group("board"), items("agree priorities")), (group("panel", status="ended"), "Said.")],
        [
            "board.terms.duties.the.following: 'the Panel' → None -[the Panel] +[]",
            "panel.ended: 'Anyshire Panel' → None",
        ],
        id="a group ended, and its line in another's terms",
    ),
    pytest.param(
        [(group("board"), "Said."), (group("panel"), "Said.")],
        [(group("board"), "Said.")],
        ["panel.ended: 'Anyshire Panel' → None"],
        id="a group gone",
    ),
    pytest.param(
        [sections("purpose", "members")],
        [sections("purpose", "money", "members")],
        [
            "board.terms.money.added: None → 'Money\\nOf money this is said.' -[] +[Money]; -[] +[Of money this is said.]",
            "board.terms.members.renumbered: '2' → '3'",
        ],
        id="a section added, and the next renumbered",
    ),
    pytest.param(
        [sections("purpose", "money")],
        [sections("purpose")],
        [
            "board.terms.money.removed: 'Money\\nOf money this is said.' → None -[Money] +[]; -[Of money this is said.] +[]"
        ],
        id="a section removed",
    ),
    pytest.param(
        [sections("purpose", "money", "membership")],
        [sections("money", "purpose", "membership")],
        [
            (
                "board.terms.money.moved: 'Money\\nOf money this is said.' → 'Money\\nOf money this is said.'"
                " -[Money] +[]; -[Of money this is said.] +[]; -[] +[Money]; -[] +[Of money this is said.]"
            ),
            "board.terms.purpose.renumbered: '1' → '2'",
        ],
        id="a section moved",
    ),
    pytest.param(
        ["## Aims {: #aims}\n\nSaid.\n"],
        ["## Purpose {: #aims}\n\nSaid.\n"],
        ["board.terms.aims.renamed: 'Aims' → 'Purpose' -[Aims] +[Purpose]"],
        id="a section renamed",
    ),
    pytest.param(
        [items("agree £39,661 of the grant", "review it")],
        [items("agree £40,000 of the grant", "review it")],
        [
            (
                "board.terms.duties.agree.reworded: 'agree £39,661 of the grant' → 'agree £40,000 of the grant'"
                " -[£39,661] +[£40,000]"
            )
        ],
        id="an item reworded",
    ),
    pytest.param(
        [items("agree it;", "review it.")],
        [items("agree it;", "review it;", "publish it.")],
        [
            "board.terms.duties.review.following: 'review it.' → 'review it;' -[.] +[;]",
            "board.terms.duties.publish.added: None → 'publish it.' -[] +[publish it.]",
        ],
        id="an item added, and the full stop before it",
    ),
    pytest.param(
        [items("agree it", "review it")],
        [items("agree it")],
        ["board.terms.duties.review.removed: 'review it' → None -[review it] +[]"],
        id="an item removed",
    ),
    pytest.param(
        [items("agree the priorities", "review the plan", "publish it")],
        [items("agree the priorities", "publish it", "review the plan")],
        ["board.terms.duties.publish.moved: 'publish it' → 'publish it' -[publish it] +[]; -[] +[publish it]"],
        id="an item moved",
    ),
    pytest.param(
        [items("agree the priorities", "review the plan", "publish it soon")],
        [items("agree the priorities", "publish it late", "review the plan")],
        [
            "board.terms.duties.publish.moved: 'publish it soon' → 'publish it late' -[publish it soon] +[]; -[] +[publish it late]",
            "board.terms.duties.publish.reworded: 'publish it soon' → 'publish it late' -[publish it soon] +[]; -[] +[publish it late]",
        ],
        id="an item moved and reworded",
    ),
    pytest.param(
        ["## Aims {: #aims}\n\n- one thing\n- another\n\nTo agree.\n"],
        ["## Aims {: #aims}\n\n- one thing\n- another\n\nTo decide.\n"],
        ["board.terms.aims.3.reworded: 'To agree.' → 'To decide.' -[agree] +[decide]"],
        id="what has no id goes by its number",
    ),
    pytest.param(
        [(group("board", versions=[{"version": "1", "date": "2023-01-01", "changes": "First"}]), "Said.")],
        [(group("board", versions=[]), "Said.")],
        ["board.versions: None → None"],
        id="the version table",
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_a_pair_of_editions_has_these_changes(before, after, expected: list[str]) -> None:
    assert [told(change) for change in compare(edition(*before), edition(*after))] == expected


FOLLOWING = (".following:", ".renumbered:", ".appendix:", ".versions:")


@pytest.mark.parametrize(("before", "after", "expected"), CASES)
def test_only_what_follows_is_not_to_be_told(before, after, expected: list[str]) -> None:
    changes = compare(edition(*before), edition(*after))
    assert [change.follows for change in changes] == [any(kind in line for kind in FOLLOWING) for line in expected]


def test_every_kind_of_change_has_a_pair() -> None:
    found = {change.kind for case in CASES for change in compare(edition(*case.values[0]), edition(*case.values[1]))}
    assert set(ChangeKind) - found == {ChangeKind.MEMBER_RENAMED}, "told below, with organisations of other names"
