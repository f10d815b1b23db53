"""Two editions of one wording with other facts: every word that differs lies under a fact, and no text is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kcsp_docs.changes import ChangeKind, compare

from .small_models import ORGANISATIONS, edition, group, member, told

if TYPE_CHECKING:
    pass

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
OF_THE_TEXT = {kind for kind in ChangeKind if kind.startswith(("item-", "section-"))}

BOARD = """
## Title {: #title}

The group will be known as the {{ group.name }} ({{ group.short_name }}). It is Appendix {{ group.appendix }}.

## Membership {: #membership}

The {{ group.short_name }} shall consist of:

{% for member in group.members_in("responsible-authority") %}
- {{ name_of(member) }}{% if member.represented_by %} – Currently represented by officers from {{ member.represented_by.teams | listed }}{% endif %}{% if loop.last %}.{% else %};{% endif %} {: #{{ member.id }}}
{% endfor %}

Others may attend, for example representatives of
{% for member in group.members_in("co-operating") %}
the {{ name_of(member) }},
{% endfor %}
etc. {: #in-attendance}

## Chairperson {: #chair}

The Chair serves for {{ chair.term_years | in_words }} {{ "year" if chair.term_years == 1 else "years" }} and the Vice
Chair for {{ vice_chair.term_years | in_words }} {{ "year" if vice_chair.term_years == 1 else "years" }}. {: #terms}

## Meetings {: #meetings}

The group will meet {{ group.meetings.frequency | in_words }}{% if group.meetings.or_as_required %}, or as required{% endif %},
before the {{ groups["forum"].short_name }} (Appendix {{ groups["forum"].appendix }}). {: #frequency}

A meeting is quorate if no fewer than {{ quorum.minimum | in_words }} of the responsible authorities are
represented. Notice of four weeks is given. {: #quorum}
"""
FORUM = "## Purpose\n\nThe {{ group.name }} hears of the {{ groups['board'].short_name }}.\n"

years = st.fixed_dictionaries({"term_years": st.sampled_from(("1", "2", "4"))})
teams = st.lists(st.sampled_from(("Housing", "Public Health", "Trading Standards and Scams")), min_size=1, unique=True)
meetings = st.fixed_dictionaries(
    {
        "frequency": st.sampled_from(("monthly", "quarterly", "three-times-a-year")),
        "or_as_required": st.sampled_from(("yes", "no")),
    }
)


@st.composite
def members(draw: st.DrawFn) -> list[dict[str, object]]:
    found = []
    for id_ in ORGANISATIONS:
        if draw(st.integers(0, 3)):
            capacity = draw(st.sampled_from(("responsible-authority", "responsible-authority", "co-operating")))
            came = {"represented_by": {"teams": draw(teams)}} if draw(st.booleans()) else {}
            found.append(member(id_, capacity=capacity, **came))
    return found


@st.composite
def years_editions(draw: st.DrawFn) -> Any:
    name = draw(st.sampled_from((("Anyshire Board", "Board"), ("Anyshire Strategy Group", "Strategy Group"))))
    board = group(
        "board",
        name=name[0],
        short_name=name[1],
        appendix=draw(st.sampled_from("AB")),
        members=draw(members()),
        chair=draw(years),
        vice_chair=draw(years),
        meetings=draw(meetings),
        quorum={"minimum": draw(st.sampled_from(("2", "4", "5")))},
    )
    forum = group(
        "forum", short_name=draw(st.sampled_from(("Forum", "Local Forum"))), appendix=draw(st.sampled_from("CD"))
    )
    names = {"probation": draw(st.sampled_from(("The Probation Service", "National Probation Service")))}
    return edition((board, BOARD), (forum, FORUM), names=names)


@given(years_editions(), years_editions())
@SOME
def test_no_text_is_told_of_where_facts_alone_changed(before, after) -> None:
    changes = compare(before, after)
    assert [told(change) for change in changes if change.kind in OF_THE_TEXT] == []
