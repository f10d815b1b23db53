"""Word documents that an author made with python-docx, as files that keep this project's promises."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import docx

from kcsp_docs.errors import Problem, Severity
from kcsp_docs.exchange import File
from kcsp_docs_kit.documents.document import DocumentError
from kcsp_docs_kit.documents.word.lint import lint
from kcsp_docs_kit.documents.word.package import Properties, saved, set_properties
from kcsp_docs_kit.documents.word.settings import forget_origin, set_language

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from docx.document import Document as WordDocument


def word_file(
    name: str,
    document: WordDocument,
    *,
    date: date,
    title: str = "",
    creator: str = "",
    language: str = "en-GB",
    report: Callable[[Problem], None] | None = None,
) -> File:
    """A python-docx document as a file: text and layout as they are, and the same bytes for the same document.

    The clock, the user and the machine are taken out of it, and ``date`` (``job.as_of``) put in their place. What a
    reader would miss (no title, a table without a header row, a picture without alternative text) goes to ``report``
    as warnings: hand it ``job.report``. Raises DocumentError for what Word would call damaged. The document itself is
    left as it was.
    """
    word = _copy(document)
    title = title or word.core_properties.title or _first_heading(word)
    problems = tuple(replace(problem, path=None, file=name) for problem in (*_title_problems(title), *lint(word)))
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise DocumentError(problems)
    if report is not None:
        for problem in problems:
            report(problem)
    set_language(word, language)
    forget_origin(word)
    set_properties(word, Properties(title, date, creator, word.core_properties.subject, language))
    return File(name, saved(word))


def _copy(document: WordDocument) -> WordDocument:
    buffer = io.BytesIO()
    document.save(buffer)
    return docx.Document(buffer)


def _first_heading(word: WordDocument) -> str:
    """What stands on the page as the title, for want of one in the properties."""
    names = ("Title", "Heading 1")
    texts = (each.text for each in word.paragraphs if each.style is not None and each.style.name in names)
    return next((text for text in texts if text.strip()), "")


def _title_problems(title: str) -> tuple[Problem, ...]:
    if title.strip():
        return ()
    message = "The document has no title: readers see its file name instead."
    return (Problem(Severity.WARNING, "word-title", message, hint="Give word_file a title, or write a heading."),)
