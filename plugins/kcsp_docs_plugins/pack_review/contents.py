"""The Word files of a pack as a review reads them: which is the paper, which the terms of which group."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from kcsp_docs_kit.documents.telling import telling_id
from kcsp_docs_kit.documents.word import WordFileError, read_word
from kcsp_docs_kit.documents.word.bookmarks import bookmark_name

from kcsp_docs_plugins.pack_review.codes import ReviewCode, note
from kcsp_docs_plugins.pack_review.groups import Groups
from kcsp_docs_plugins.pack_review.places import placed
from kcsp_docs_plugins.pack_review.wording import alike, one_line, sentences, without_quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kcsp_docs_kit.documents.word import WordText

    from kcsp_docs import Pack, Problem
    from kcsp_docs.changes import Change
    from kcsp_docs.model.groups import Group
    from kcsp_docs_plugins.pack_review.codes import Finding

PAPER = "cover-paper.docx"
TRACKED = "-tracked-changes"
LOG = "change-log.docx"
TELLS = re.compile(r"tells_\w+__[0-9a-f]{8}")
"""What the bookmark for ``tells.<id of a change>`` looks like: the stop in it always calls for a digest."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A paragraph of a file. ``place`` says where it stands: ``paragraph 3.4``, ``section 4 (“Anyshire Police”)``.

    ``section`` is the heading above it. In the paper, ``group`` is the id of the group that it speaks of.
    """

    document: Reviewed
    place: str
    text: str
    bookmarks: tuple[str, ...]
    section: str = ""
    is_heading: bool = False
    is_label: bool = False
    group: str | None = None

    @property
    def here(self) -> str:
        """``Paragraph 3.4``: for the beginning of a sentence."""
        return self.place[:1].upper() + self.place[1:]

    @property
    def there(self) -> str:
        """``paragraph 3.4 of cover-paper.docx``: for a second place."""
        return f"{self.place} of {self.document.file}"

    @property
    def sentences(self) -> tuple[str, ...]:
        return sentences(self.text)


@dataclass(slots=True, eq=False)
class Reviewed:
    """A file, with its paragraphs and what runs along the top of its pages. ``group`` is the one whose terms it has."""

    file: str
    headers: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()
    group: Group | None = None

    @property
    def is_tracked(self) -> bool:
        return self.file.removesuffix(".docx").endswith(TRACKED)

    @property
    def is_log(self) -> bool:
        return self.file.casefold() == LOG

    @property
    def was_made_here(self) -> bool:
        """Whether its paragraphs carry the ids of a model: then what the model knows of it was judged by its rules.

        Bookmarks that begin with an underscore are Word's own.
        """
        return any(not name.startswith("_") for passage in self.passages for name in passage.bookmarks)

    @property
    def header_passage(self) -> Passage:
        return Passage(self, "the running header", " ".join(self.headers), ())


@dataclass(frozen=True)
class Contents:
    """All that a review looks at, besides the facts of the model."""

    pack: Pack
    groups: Groups
    documents: tuple[Reviewed, ...]
    unread: tuple[Finding, ...] = field(default=())

    @cached_property
    def paper(self) -> Reviewed | None:
        """The file that tells of changes, else the one by the paper's name."""
        telling = (each for each in self.documents if any(tells(passage) for passage in each.passages))
        named = (each for each in self.documents if each.file.casefold() == PAPER)
        return next(telling, next(named, None))

    @cached_property
    def terms(self) -> Mapping[str, Reviewed]:
        """By the id of its group: the clean file of each group's terms."""
        clean = (each for each in self.documents if each.group is not None and not each.is_tracked)
        return {each.group.id: each for each in clean if each.group is not None}

    @cached_property
    def papers(self) -> tuple[Reviewed, ...]:
        """What is read as it stands: the files with tracked changes say the same, the log what once was said too."""
        return tuple(each for each in self.documents if not each.is_tracked and not each.is_log)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(passage for each in self.papers for passage in each.passages)

    @cached_property
    def told(self) -> tuple[Change, ...]:
        """The changes that a paper tells: not those that only follow from others."""
        return tuple(change for change in self.pack.changes if not change.follows)

    def text_of(self, group: str) -> str | None:
        """The terms of a group on one line, for comparing; None where the pack does not have them."""
        document = self.terms.get(group)
        return None if document is None else alike(" ".join(passage.text for passage in document.passages))


def contents_of(pack: Pack) -> Contents:
    """Read every Word file of a pack; what cannot be read is a note, other files are left alone."""
    groups = Groups(pack.governance, pack.previous)
    files = [file for rendered in pack.rendered for file in rendered.files if file.name.casefold().endswith(".docx")]
    documents: list[Reviewed] = []
    unread: list[Finding] = []
    for file in files:
        try:
            documents.append(_reviewed(read_word(file), pack))
        except WordFileError as fault:
            unread += (_unread(file.name, problem) for problem in fault.problems)
    contents = Contents(pack, groups, tuple(documents), tuple(unread))
    if contents.paper is not None:
        contents.paper.passages = tuple(_with_groups(contents.paper.passages, groups, contents.told))
    return contents


def _unread(file: str, problem: Problem) -> Finding:
    return note(ReviewCode.NOT_REVIEWED, f"This was not reviewed: {problem.message}", problem.hint or "", file)


def _reviewed(text: WordText, pack: Pack) -> Reviewed:
    document = Reviewed(text.file, text.headers, group=_group_of(text.file, pack))
    document.passages = tuple(
        Passage(
            document,
            each.place,
            each.paragraph.text,
            each.paragraph.bookmarks,
            each.section,
            bool(each.paragraph.heading_level),
            each.is_label,
        )
        for each in placed(text.paragraphs)
    )
    return document


def _group_of(file: str, pack: Pack) -> Group | None:
    """The group whose terms a file has: ``appendix-c-board.docx``, ``terms-of-reference-board.docx``."""
    stem = file.casefold().removesuffix(".docx").removesuffix(TRACKED)
    found = re.fullmatch(r"(?:appendix-[a-z]|terms-of-reference)-(.+)", stem)
    return next((group for group in pack.governance.groups if found and group.id.casefold() == found[1]), None)


def telling_bookmark(change: Change) -> str:
    """The bookmark by which a paragraph says that it tells of a change."""
    return bookmark_name(telling_id(change.id))


def bookmarks_of(changes: Iterable[Change]) -> dict[str, Change]:
    """The changes by those bookmarks."""
    return {telling_bookmark(change): change for change in changes}


def tells(passage: Passage) -> tuple[str, ...]:
    """The bookmarks of a passage that say of what changes it tells."""
    return tuple(name for name in passage.bookmarks if TELLS.fullmatch(name))


OF_TERMS = re.compile(r"\bToRs?\b|[Tt]erms of [Rr]eference|\bAppendix [A-Z]\b")


def _with_groups(passages: Iterable[Passage], groups: Groups, told: tuple[Change, ...]) -> Iterator[Passage]:
    """Each passage of the paper with the group that it speaks of.

    That is the group of the change that it tells, else the first one that a sentence on terms of reference or an
    appendix names outside of quotations, else that of the passage above, in the same section. A heading says it anew.
    """
    marked = bookmarks_of(told)
    current: str | None = None
    for passage in passages:
        named = next((marked[name].group for name in tells(passage) if name in marked), None) or _spoken_of(
            passage, groups
        )
        current = named if passage.is_heading else named or current
        yield replace(passage, group=current)


def _spoken_of(passage: Passage, groups: Groups) -> str | None:
    for sentence in sentences(without_quotations(one_line(passage.text))):
        if OF_TERMS.search(sentence):
            for mention in groups.mentions(sentence):
                return mention.group
    return None
