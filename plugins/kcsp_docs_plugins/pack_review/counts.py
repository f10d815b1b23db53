"""Whether numbers in words are those of what they count: subgroups, and what a bracket lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, warning
from kcsp_docs_plugins.pack_review.groups import spelled_out
from kcsp_docs_plugins.pack_review.names import names_of_model
from kcsp_docs_plugins.pack_review.wording import NUMBER, count_of, in_words, one_line, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.groups import Group
    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage

SUBGROUPS = re.compile(rf"\b({NUMBER}) subgroups?\b", re.IGNORECASE)
LISTED = re.compile(rf"\b({NUMBER}) (\w+) \(([^()]+)\)", re.IGNORECASE)
EXAMPLES = re.compile(r"\be\.g\.|\betc\b|\bsuch as\b|\bincluding\b|\bfor example\b")
JOINT = re.compile(r"(?:, and|,|;| and| &) ")
MEND = "Correct the number, or the model."


def check_counts(contents: Contents) -> Iterator[Finding]:
    """Numbers of subgroups against the model, and numbers before a bracket against what it lists."""
    names = sorted((name for name in names_of_model(contents) if JOINT.search(name)), key=len, reverse=True)
    for passage in contents.passages:
        for sentence in map(spelled_out, sentences(one_line(passage.text))):
            wrong = tuple(_subgroups(passage, sentence, contents))
            yield from wrong or _listed(passage, sentence, names)


def _subgroups(passage: Passage, sentence: str, contents: Contents) -> Iterator[Finding]:
    for found in SUBGROUPS.finditer(sentence):
        owner = _owner(passage, sentence[: found.start()], contents)
        if owner is not None:
            count = len(contents.groups.subgroups(owner))
            if count != count_of(found[1]):
                message = (
                    f"{passage.here} says “{found[0]}”; the {owner.short_name} has {in_words(count)} in the model"
                    f"{_named(contents.groups.subgroups(owner))}."
                )
                yield warning(ReviewCode.COUNT, passage, message, MEND)


def _owner(passage: Passage, before: str, contents: Contents) -> Group | None:
    """Whose subgroups they are: of the last group named that has any, else of the file's or the paper's own."""
    named = [contents.groups.by_id[mention.group] for mention in reversed(contents.groups.mentions(before))]
    own = passage.document.group
    return next((group for group in named if contents.groups.subgroups(group)), own or contents.groups.main)


def _named(groups: tuple[Group, ...]) -> str:
    return f" ({', '.join(group.short_name for group in groups)})" if groups else ""


def _listed(passage: Passage, sentence: str, names: list[str]) -> Iterator[Finding]:
    for found in LISTED.finditer(sentence):
        if EXAMPLES.search(found[3]):
            continue
        count, said = _count(found[3], names), count_of(found[1])
        if count > 1 and count != said:
            message = f"{passage.here} says “{found[1]} {found[2]}” and lists {in_words(count)} ({found[3]})."
            yield warning(ReviewCode.COUNT, passage, message, MEND)


def _count(listed: str, names: list[str]) -> int:
    """How many a list names; an ``and`` within a name of the model parts nothing."""
    for name in names:
        listed = listed.replace(name, "name")
    return len([part for part in JOINT.split(listed) if part.strip()])
