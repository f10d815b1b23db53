"""What a fact accounts for and what it does not: a word too many is told as a change of the text."""

from __future__ import annotations

import pytest

from kcsp_docs.changes import Change, ChangeKind, Mark, compare

from .small_models import edition, group, member, told

OLD_NAME = {"probation": "National Probation Service"}
PROBATION, COUNCIL = member("probation"), member("council")


def board(terms: str, *members: dict[str, object], **facts: object):
    return (group("board", members=list(members), **facts), terms)


def section(text: str) -> str:
    return f"## Duties {{: #duties}}\n\n{text}\n"


def keys(before, after, names=None) -> list[str]:
    return [change.id for change in compare(edition(*before, names=names), edition(*after))]


def test_a_body_renamed_marks_each_place_that_names_it() -> None:
    terms = "## Membership {: #membership}\n\n- {{ name_of(group.members[0]) }} {: #probation}\n\nThe members of {{ name_of(group.members[0]) }} vote.\n"
    changes = compare(edition(board(terms, PROBATION), names=OLD_NAME), edition(board(terms, PROBATION)))
    assert changes == (
        Change(
            key="member.probation.renamed",
            kind=ChangeKind.MEMBER_RENAMED,
            group="board",
            subject="The Probation Service",
            path="groups[board].members[probation]",
            section="Membership",
            before="National Probation Service",
            after="The Probation Service",
            capacity="responsible-authority",
            marks=(Mark("membership", "probation", "National", "The"), Mark("membership", "", "National", "The")),
        ),
    )


def test_a_group_that_keeps_the_old_name_is_unchanged() -> None:
    terms = "{{ name_of(group.members[0]) }} attends."
    kept = board(terms, member("probation", name_as_written="National Probation Service"))
    assert compare(edition(board(terms, PROBATION), names=OLD_NAME), edition(kept)) == ()


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "All bodies and the National Probation Service attend every meeting.",
            "All bodies and The Probation Service attend every second meeting.",
            ["board.member.probation.renamed", "board.terms.duties.1.reworded"],
            id="in one sentence with other words that changed",
        ),
        pytest.param(
            "The National Probation Service pays all that is asked of it here.",
            "The Probation Service shall pay all that is asked of it here.",
            ["board.member.probation.renamed", "board.terms.duties.1.reworded"],
            id="in one stretch with other words that changed",
        ),
        pytest.param(
            "All bodies and the National Probation Service attend each and every meeting.",
            "All bodies attend each and every meeting.",
            ["board.member.probation.renamed", "board.terms.duties.1.reworded"],
            id="a sentence that no longer names it",
        ),
        pytest.param(
            "- National Probation Service\n- another",
            "- The Probation Service\n- another",
            ["board.member.probation.renamed"],
            id="a line without an id that is the name alone",
        ),
        pytest.param(
            "- agree the plan of the year\n- invite the National Probation Service {: #invite}",
            "- agree the plan of the year",
            ["board.member.probation.renamed", "board.terms.duties.invite.removed"],
            id="a line gone that says more than the name",
        ),
    ],
)
def test_other_words_beside_a_name_are_told_too(before: str, after: str, expected: list[str]) -> None:
    assert keys([board(section(before), PROBATION)], [board(section(after), PROBATION)], OLD_NAME) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "It is quorate with four members.", "It is quorate with five members.", ["board.quorum.changed"], id="said"
        ),
        pytest.param(
            "Notice is given four weeks before.",
            "Notice is given five weeks before.",
            ["board.quorum.changed", "board.terms.duties.1.reworded"],
            id="the same numbers about something else",
        ),
        pytest.param(
            "It is quorate with four members.",
            "It is quorate with six members.",
            ["board.quorum.changed", "board.terms.duties.1.reworded"],
            id="the terms say another number than the fact",
        ),
    ],
)
def test_a_number_is_the_quorum_where_a_quorum_is_spoken_of(before: str, after: str, expected: list[str]) -> None:
    old = board(section(before), quorum={"minimum": "4"})
    new = board(section(after), quorum={"minimum": "5"})
    assert keys([old], [new]) == expected


def test_a_quorum_said_in_another_way() -> None:
    old = board(
        section("Quorate is {{ quorum.minimum | in_words }} of the responsible authorities."), quorum={"minimum": "4"}
    )
    new = board(
        section("Quorate is {{ quorum.percentage | percent }} of all members."),
        quorum={"percentage": "50%", "of": "all-members"},
    )
    (change,) = compare(edition(old), edition(new))
    assert (change.before, change.after, change.path) == ("four", "50% of all members", "groups[board].quorum")


def test_a_member_with_a_line_of_its_own_that_a_sentence_names_too() -> None:
    """Its line came with it; that a sentence elsewhere now gives it a vote is another matter."""
    old = (
        "## Duties {: #duties}\n\nThe police vote on it.\n\n## Members {: #members}\n\n- Anyshire Police {: #police}\n"
    )
    new = old.replace("police vote", "police and Anyshire Council vote") + "- Anyshire Council {: #council}\n"
    changes = compare(edition(board(old, member("police"))), edition(board(new, member("police"), COUNCIL)))
    assert [told(change) for change in changes] == [
        (
            "board.terms.duties.1.reworded: 'The police vote on it.' → 'The police and Anyshire Council vote on it.'"
            " -[] +[and Anyshire Council ]"
        ),
        "board.member.council.added: None → 'Anyshire Council' -[] +[Anyshire Council]",
    ]


def test_a_list_in_a_sentence_is_put_together_anew() -> None:
    terms = section(
        "Invited are {% for member in group.members %}{{ name_of(member) }}{% if not loop.last %}, {% endif %}{% endfor %} and guests."
    )
    old, new = board(terms, member("police"), member("fire")), board(terms, member("police"))
    (change,) = compare(edition(old), edition(new))
    assert told(change) == (
        "board.member.fire.removed: 'Anyshire Fire and Rescue Service' → None -[, Anyshire Fire and Rescue Service] +[]"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("Police and fire attend.", "Police or fire attend.", id="and, or"),
        pytest.param("Police; fire.", "Police, fire.", id="a comma by itself"),
        pytest.param("Police attend.", "Police **attend**.", id="another look"),
    ],
)
def test_the_smallest_change_of_a_text_is_told(before: str, after: str) -> None:
    assert keys([section(before)], [section(after)]) == ["board.terms.duties.1.reworded"]


def test_an_item_that_moved_to_another_section() -> None:
    old = "## A {: #one}\n\n- alpha beta {: #alpha}\n- gamma delta\n\n## B {: #two}\n\n- epsilon zeta\n"
    new = "## A {: #one}\n\n- gamma delta\n\n## B {: #two}\n\n- epsilon zeta\n- alpha beta {: #alpha}\n"
    (change,) = compare(edition(old), edition(new))
    assert (change.key, change.section, change.path) == ("terms.two.alpha.moved", "B", "terms.board#alpha")
    assert change.marks == (Mark("one", "alpha", "alpha beta", ""), Mark("two", "alpha", "", "alpha beta"))


def test_an_item_that_moved_from_before_the_first_heading() -> None:
    new = "- gamma delta\n\n## B {: #two}\n\n- epsilon zeta\n- alpha beta {: #alpha}\n"
    old = "- alpha beta {: #alpha}\n- gamma delta\n\n## B {: #two}\n\n- epsilon zeta\n"
    (change,) = compare(edition(old), edition(new))
    assert change.marks == (Mark("", "alpha", "alpha beta", ""), Mark("two", "alpha", "", "alpha beta"))


def test_the_words_of_an_item_and_where_it_stands() -> None:
    old = section("The Board will:\n\n- agree it in the spring of the year\n- review it by hand {: #review}")
    (change,) = compare(edition(old), edition(old.replace("by hand", "every year and by hand")))
    assert change == Change(
        key="terms.duties.review.reworded",
        kind=ChangeKind.ITEM_REWORDED,
        group="board",
        subject="review it every year and by…",
        path="terms.board#review",
        section="Duties",
        before="review it by hand",
        after="review it every year and by hand",
        added=("every year and",),
        is_last=True,
        marks=(Mark("duties", "review", "", "every year and "),),
    )


@pytest.mark.parametrize(
    ("gone", "path", "is_last"),
    [
        pytest.param("- agree it {: #agree}\n", "terms.board#duties", False, id="the first"),
        pytest.param("- review it {: #review}\n", "terms.board#duties", True, id="the last"),
    ],
)
def test_an_item_that_went_is_shown_at_its_section(gone: str, path: str, is_last: bool) -> None:
    old = section("- agree it {: #agree}\n- keep it {: #keep}\n- review it {: #review}\n")
    (change,) = compare(edition(old), edition(old.replace(gone, "")))
    assert (change.path, change.is_last, change.section) == (path, is_last, "Duties")


def test_an_item_without_ids_around_it_is_shown_at_the_file() -> None:
    (change,) = compare(edition("Said."), edition("Said otherwise."))
    assert (change.key, change.path) == ("terms.opening.1.reworded", "terms.board")


def test_an_item_goes_with_all_that_lies_within_it() -> None:
    old = section("- agree:\n\n  1. the plan\n  2. the grant\n\n- review all that was agreed\n")
    (change,) = compare(edition(old), edition(section("- review all that was agreed\n")))
    assert (change.key, change.before) == ("terms.duties.1.removed", "agree:\nthe plan\nthe grant")
    assert [mark.removed for mark in change.marks] == ["agree:", "the plan", "the grant"]


def test_the_row_of_a_table() -> None:
    table = "| Body | Vote |\n| --- | --- |\n| Police | one |\n| Fire | {} |\n"
    (change,) = compare(edition(section(table.format("one"))), edition(section(table.format("two"))))
    assert told(change) == "board.terms.duties.4.reworded: 'Fire | one' → 'Fire | two' -[one] +[two]"


def test_sections_of_one_title_have_keys_of_their_own() -> None:
    twice = "## Notes\n\nOf this much is said.\n\n## Notes\n\nOf that a little is said.\n"
    after = twice.replace("much", "nothing").replace("a little", "more")
    assert keys([twice], [after]) == ["board.terms.notes.1.reworded", "board.terms.notes.1-2.reworded"]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(
            "- agree it\n- review it",
            "- agree it.\n- review it",
            ["board.terms.duties.1.reworded"],
            id="a full stop where nothing near came or went",
        ),
        pytest.param(
            "- agree it at once but later\n- review it",
            "- agree it at once, but later\n- review it\n- publish it",
            ["board.terms.duties.1.reworded", "board.terms.duties.3.added"],
            id="a comma within an item near one that came",
        ),
        pytest.param(
            "- agree it\n- review it\n- publish the minutes",
            "- review it\n- publish the papers",
            ["board.terms.duties.1.removed", "board.terms.duties.2.reworded"],
            id="numbers are those of the new edition, and of the old for what went",
        ),
    ],
)
def test_items_and_their_neighbours(before: str, after: str, expected: list[str]) -> None:
    assert keys([section(before)], [section(after)]) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "The National Probation Service attends each meeting and every seminar held.",
            "The Probation Service attends each meeting or every seminar held.",
            id="an and that became an or",
        ),
        pytest.param(
            "They pay the National Probation Services of their own and other areas.",
            "They pay The Probation Services of their own and other areas.",
            id="the name within another word",
        ),
    ],
)
def test_what_is_near_a_name_is_not_taken_for_it(before: str, after: str) -> None:
    found = keys([board(section(before), PROBATION)], [board(section(after), PROBATION)], OLD_NAME)
    assert found == ["board.member.probation.renamed", "board.terms.duties.1.reworded"]


def test_a_line_gone_that_says_more_than_the_name_is_not_shown_with_the_name() -> None:
    before = "- agree the plan of the year\n- invite the National Probation Service {: #invite}"
    old, new = board(section(before), PROBATION), board(section("- agree the plan of the year"), PROBATION)
    renamed, removed = compare(edition(old, names=OLD_NAME), edition(new))
    assert (renamed.key, renamed.marks) == ("member.probation.renamed", ())
    assert removed.key == "terms.duties.invite.removed"


def test_a_number_that_begins_a_sentence() -> None:
    terms = section("{{ quorum.minimum | in_words | initial_capital }} members are needed for it to be quorate.")
    (change,) = compare(edition(board(terms, quorum={"minimum": "4"})), edition(board(terms, quorum={"minimum": "5"})))
    assert told(change) == "board.quorum.changed: 'four' → 'five' -[Four] +[Five]"


def test_a_chairs_term_is_not_found_in_another_sentence() -> None:
    before = board(section("Notice of two weeks is given before each meeting."), chair={"term_years": "2"})
    after = board(section("Notice of three weeks is given before each meeting."), chair={"term_years": "3"})
    assert keys([before], [after]) == ["board.chair.term", "board.terms.duties.1.reworded"]


def test_a_member_gone_with_its_line_and_from_a_sentence() -> None:
    old = "## Duties {: #duties}\n\nThe police and Anyshire Council vote on it.\n\n## Members {: #members}\n\n- Anyshire Police {: #police}\n- Anyshire Council {: #council}\n"
    new = old.replace("police and Anyshire Council vote", "police vote").replace(
        "- Anyshire Council {: #council}\n", ""
    )
    before, after = board(old, member("police"), COUNCIL), board(new, member("police"))
    assert keys([before], [after]) == ["board.terms.duties.1.reworded", "board.member.council.removed"]


def test_teams_named_elsewhere_with_other_words() -> None:
    """The line of the body is its own; what another sentence says of a team besides its name is not."""
    line = "- Anyshire Council – {{ group.members[0].represented_by.teams | listed }} {: #council}\n\n"
    old = section(line + "Anyshire Council is spoken for by Roads at all of the meetings.")
    new = section(line + "Anyshire Council is spoken for by Housing alone at all of the meetings.").replace(
        "Roads", "Housing"
    )
    before, after = (
        board(terms, member("council", represented_by={"teams": [team]}))
        for terms, team in ((old, "Roads"), (new, "Housing"))
    )
    assert keys([before], [after]) == ["board.member.council.represented", "board.terms.duties.2.reworded"]


def test_a_body_that_speaks_for_others_too() -> None:
    terms = section(
        "{% set who = group.members[0].represented_by %}{{ name_of(group.members[0]) }} is spoken for {% if who.collectively %}collectively {% endif %}by {{ who.post }}."
    )
    old, new = (
        board(terms, member("council", represented_by={"post": "a manager", "collectively": collectively}))
        for collectively in ("no", "yes")
    )
    (change,) = compare(edition(old), edition(new))
    assert told(change) == (
        "board.member.council.represented: 'a manager' → 'a manager collectively' -[] +[collectively ]"
    )


def test_names_that_share_a_word_in_one_sentence() -> None:
    """A comparison of words cuts through the names: ``the Anyshire [Police, the Anyshire] Council``."""
    terms = section("Invited are {% for member in group.members %}the {{ name_of(member) }}, {% endfor %}etc.")
    police, health = member("police"), member("health")
    for before, after in (
        ((police, COUNCIL), (COUNCIL,)),
        ((police, COUNCIL), (COUNCIL, health)),
        ((), (police, health)),
    ):
        changes = compare(edition(board(terms, *before)), edition(board(terms, *after)))
        assert {change.kind for change in changes} <= {ChangeKind.MEMBER_ADDED, ChangeKind.MEMBER_REMOVED}
        assert all(change.marks for change in changes)


def test_a_member_that_sits_in_another_list_just_as_it_was() -> None:
    terms = section(
        "First:\n\n{% for m in group.members_in('member') %}\n- {{ name_of(m) }} {: #{{ m.id }}}\n{% endfor %}\n\nSecond:\n\n{% for m in group.members_in('co-operating') %}\n- {{ name_of(m) }} {: #{{ m.id }}}\n{% endfor %}"
    )
    old, new = (
        board(
            terms,
            member("police", capacity="member"),
            member("council", capacity=capacity),
            member("fire", capacity="co-operating"),
        )
        for capacity in ("member", "co-operating")
    )
    (change,) = compare(edition(old), edition(new))
    assert change.kind is ChangeKind.MEMBER_CAPACITY
    assert change.marks == (
        Mark("duties", "council", "Anyshire Council", ""),
        Mark("duties", "council", "", "Anyshire Council"),
    )


def test_an_item_that_moved_is_shown_once_however_much_of_it_changed() -> None:
    old = section(
        "- agree the priorities of it\n- review all plans of it by hand {: #review}\n- publish what was agreed of it in all the papers and the minutes of the year"
    )
    new = section(
        "- agree the priorities of it\n- publish what was agreed of it in all the papers and the minutes of the year\n- review some plans of it by heart {: #review}"
    )
    moved, reworded = compare(edition(old), edition(new))
    assert (moved.kind, reworded.kind) == (ChangeKind.ITEM_MOVED, ChangeKind.ITEM_REWORDED)
    assert len(moved.marks) == 2
    assert reworded.marks == moved.marks


def test_an_item_that_moved_to_a_section_that_is_new() -> None:
    old = "## A {: #one}\n\n- gamma delta\n\nalpha beta {: #alpha}\n"
    new = "## A {: #one}\n\n- gamma delta\n\n## B {: #two}\n\nalpha beta {: #alpha}\n"
    added, moved = compare(edition(old), edition(new))
    assert (added.key, moved.key) == ("terms.two.added", "terms.two.alpha.moved")
    assert moved.marks == (Mark("one", "alpha", "alpha beta", ""), Mark("two", "alpha", "", "alpha beta"))


@pytest.mark.parametrize("name", ["Panel", "Hub"])
def test_a_group_that_is_no_longer_named_is_told_whether_renamed_or_not(name: str) -> None:
    before, after = (
        section(f"It reports to the Forum{each} on every day of the year.") for each in (" and the Panel", "")
    )
    old = [(group("board"), before), (group("panel"), "Said.")]
    new = [(group("board"), after), (group("panel", short_name=name), "Said.")]
    assert keys(old, new)[0] == "board.terms.duties.1.reworded"


# Reasons


def test_the_first_entry_that_names_a_change_explains_it() -> None:
    explained = [
        {"id": "other", "group": "panel", "explains": ["quorum.changed"], "reason": "of no account"},
        {"id": "first", "group": "board", "explains": ["chair.term", "quorum.changed"], "reason": "as it was low"},
        {"id": "second", "group": "board", "explains": ["quorum.changed"], "reason": "twice"},
    ]
    old, new = (board(section("Said."), quorum={"minimum": number}, chair={"term_years": "2"}) for number in "45")
    (change,) = compare(edition(old), edition(new, explained=explained))
    assert (change.explained_by, change.reason) == ("first", "as it was low")


def test_a_change_that_nothing_explains() -> None:
    old, new = (board(section("Said."), quorum={"minimum": number}) for number in "45")
    (change,) = compare(edition(old), edition(new, explained=[]))
    assert (change.explained_by, change.reason) == (None, None)


# Order


def test_facts_that_the_terms_do_not_say_come_first_and_the_rest_as_the_terms_have_them() -> None:
    terms = section(
        "The Board agrees PLAN.\n\nQuorate is {{ quorum.minimum | in_words }}.\n\nThe Board pays for ALL of it."
    )
    old = board(terms, quorum={"minimum": "4"}, chair={"term_years": "2"}, versions=[])
    new = (
        group(
            "board",
            name="Anyshire Boards",
            short_name="Boards",
            quorum={"minimum": "5"},
            chair={"term_years": "3"},
            appendix="B",
            versions=[{"version": "1", "date": "2024-01-01", "changes": "First"}],
        ),
        terms.replace("PLAN", "GRANT").replace("The Board pays for ALL", "The Boards pay for HALF"),
    )
    assert keys([old], [new]) == [
        "board.renamed",
        "board.appendix",
        "board.chair.term",
        "board.terms.duties.1.reworded",
        "board.quorum.changed",
        "board.terms.duties.3.reworded",
        "board.versions",
    ]


def test_groups_come_as_the_new_edition_has_them_and_those_gone_last() -> None:
    def pair(name: str, quorum: str):
        return (group(name, quorum={"minimum": quorum}), "Said.")

    old = [pair("alpha", "1"), pair("beta", "1"), pair("gamma", "1")]
    new = [pair("gamma", "2"), pair("delta", "1"), pair("beta", "2")]
    assert keys(old, new) == ["gamma.quorum.changed", "delta.added", "beta.quorum.changed", "alpha.ended"]


def test_an_item_that_ends_in_another_mark_since_it_moved_is_moved_and_not_reworded() -> None:
    before = "## Duties {: #duties}\n\n- agree the plan; {: #agree}\n- oversee all of it; {: #oversee}\n- publish it. {: #publish}"
    after = "## Duties {: #duties}\n\n- publish it; {: #publish}\n- agree the plan; {: #agree}\n- oversee all of it. {: #oversee}"
    told = [change for change in compare(edition(before), edition(after)) if not change.follows]
    assert {change.kind for change in told} == {ChangeKind.ITEM_MOVED}


def test_a_rewording_beside_a_fact_is_of_the_words_that_the_fact_leaves() -> None:
    terms = (
        "## Chair {: #chair}\n\nThe Chair comes from {{ name_of(members[chair.member]) }} for"
        " {{ chair.term_years | in_words }} years. {: #election}"
    )
    members = [member("police"), member("council")]
    before = edition((group(members=members, chair={"member": "police", "term_years": "2"}), terms))
    after = edition((group(members=members, chair={"member": "council", "term_years": "3"}), terms))
    term, reworded = compare(before, after)
    assert (term.key, term.before, term.after) == ("chair.term", "two years", "three years")
    assert (reworded.removed, reworded.added) == (("Police",), ("Council",))


def test_the_only_point_of_a_section_is_not_its_last() -> None:
    (change,) = compare(edition("## Duties\n\nIt meets."), edition("## Duties\n\nIt meets often."))
    assert not change.is_last


def test_what_stands_before_the_first_section_goes_by_its_first_words() -> None:
    (change, *_) = compare(edition("## Duties\n\nIt meets."), edition("An opening line.\n\n## Duties\n\nIt meets."))
    assert (change.kind, change.subject) == (ChangeKind.SECTION_ADDED, "An opening line.")
