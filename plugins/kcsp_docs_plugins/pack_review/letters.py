"""Whether every text, header and file name gives a group's appendix its letter, and the attachments are complete."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kcsp_docs_plugins.pack_review.codes import ReviewCode, of_file, warning
from kcsp_docs_plugins.pack_review.groups import spelled_out
from kcsp_docs_plugins.pack_review.wording import one_line, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kcsp_docs.model.groups import Group
    from kcsp_docs_plugins.pack_review.codes import Finding
    from kcsp_docs_plugins.pack_review.contents import Contents, Passage, Reviewed

APPENDIX = re.compile(r"\bAppendix ([A-Z])\b(?!\.\d)")
LISTED = re.compile(r"Appendix ([A-Z])\s*[–—:-]\s*(.+)")
FILE = re.compile(r"appendix-([a-z])-", re.IGNORECASE)
OF_TERMS = re.compile(r"\s*(?:ToR|Terms of Reference)?\s*[.;]?")
MEND = "The letter is that of the model; build the file anew, or mend the text."


def check_letters(contents: Contents) -> Iterator[Finding]:
    """Letters that differ from those of the model, where a text names one beside a group.

    That is the group that follows a dash (``Appendix B – Steering Group``), else the last one named before in the
    sentence. The rows of the change log have the letters of both editions.
    """
    for document in contents.documents:
        if document.group is not None and document.group.appendix:
            yield from _of_document(document, document.group)
        for passage in document.passages if not document.is_tracked else ():
            if passage.is_heading or not document.is_log:
                yield from _in_passage(passage, contents)
    yield from _attachments(contents)


def _of_document(document: Reviewed, group: Group) -> Iterator[Finding]:
    named = FILE.match(document.file)
    if named and named[1].upper() != group.appendix:
        said = named[1].upper()
        message = (
            f"The file name says Appendix {said}; the terms of the {group.short_name} are Appendix {group.appendix}."
        )
        yield of_file(ReviewCode.LETTER, document, message, MEND)
    for letter in APPENDIX.findall(" ".join(document.headers)):
        if letter != group.appendix:
            yield _wrong(document.header_passage, letter, group, None)


def _in_passage(passage: Passage, contents: Contents) -> Iterator[Finding]:
    if LISTED.match(passage.text):
        yield from _listed(passage, contents)
        return
    for sentence in map(spelled_out, sentences(one_line(passage.text))):
        mentions = contents.groups.mentions(sentence)
        for found in APPENDIX.finditer(sentence):
            before = [mention.group for mention in mentions if mention.end <= found.start()]
            group = contents.groups.by_id[before[-1]] if before else None
            if group is not None and group.appendix and group.appendix != found[1]:
                yield _wrong(passage, found[1], group, contents)


def _listed(passage: Passage, contents: Contents) -> Iterator[Finding]:
    found = LISTED.match(spelled_out(one_line(passage.text)))
    mentions = contents.groups.mentions(found[2]) if found else ()
    if found is None:
        return
    is_whole = bool(mentions) and mentions[0].start == 0 and OF_TERMS.fullmatch(found[2][mentions[0].end :])
    group, letter = contents.groups.by_id[mentions[0].group] if is_whole else None, found[1]
    if group is not None and group.appendix and group.appendix != letter:
        yield _wrong(passage, letter, group, contents)
    elif group is None and letter in contents.groups.lettered and passage.document is contents.paper:
        name = contents.groups.lettered[letter].name
        message = f"{passage.here} names Appendix {letter} otherwise than its group, “{name}”."
        yield warning(ReviewCode.ATTACHMENT, passage, message, "Name the group as the model does.")


def _wrong(passage: Passage, letter: str, group: Group, contents: Contents | None) -> Finding:
    terms = contents.terms.get(group.id) if contents else None
    there = f" ({terms.file})" if terms and terms is not passage.document else ""
    its = f"its terms are Appendix {group.appendix}{there}"
    message = f"{passage.here} gives the {group.short_name} the letter {letter}; {its}."
    return warning(ReviewCode.LETTER, passage, message, MEND)


def _attachments(contents: Contents) -> Iterator[Finding]:
    """Every appendix is in the list below the heading "Attachments"."""
    below = [each for each in (contents.paper.passages if contents.paper else ()) if _is_attached(each.section)]
    if not below:
        return
    listed = {found[1] for each in below if (found := LISTED.match(each.text))}
    for letter, group in contents.groups.lettered.items():
        if letter not in listed:
            message = f"The list of attachments leaves out Appendix {letter}, the terms of the {group.short_name}."
            yield warning(ReviewCode.ATTACHMENT, below[0], message, "Add a line for it.")


def _is_attached(section: str) -> bool:
    return section.casefold().startswith("attachments")
