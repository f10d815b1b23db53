"""The names that the model has, in the forms in which a text has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.groups import Group
    from kcsp_docs_plugins.pack_review.contents import Contents


def names_of_model(contents: Contents) -> tuple[str, ...]:
    """Of bodies, groups, agreements, teams and the partnership, those that it had before included; each once."""
    return tuple(dict.fromkeys(name for name in _names(contents) if name))


def _names(contents: Contents) -> Iterator[str]:
    for governance in (contents.pack.governance, contents.pack.previous):
        if governance is None:
            continue
        for body in governance.organisations:
            yield from (body.name, body.abbreviation or "", *body.formerly)
        for group in governance.groups:
            yield from (group.name, group.short_name, *group.formerly, *_written(group))
        yield from (agreement.name for agreement in governance.agreements)
        yield from (governance.partnership.name, governance.partnership.abbreviation or "")
        yield from (person.team or "" for person in governance.people)


def _written(group: Group) -> Iterator[str]:
    """Names that a group's terms keep, and those of teams, without an article before them."""
    for member in group.members:
        yield member.name_as_written or ""
        for team in member.represented_by.teams if member.represented_by else ():
            yield team.removeprefix("the ").removeprefix("The ")
