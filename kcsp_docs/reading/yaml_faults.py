"""What the YAML parser stopped at, said in plain English, with the mend.

The parser's own words speak of tokens and contexts, and libyaml's differ from PyYAML's. Each of the common mistakes is
told here by what a person wrote.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from kcsp_docs.reading.codes import Code
from kcsp_docs.reading.nodes import Mark
from kcsp_docs.reading.problems import error
from kcsp_docs.reading.source import mark_at

if TYPE_CHECKING:
    from kcsp_docs.errors import Problem

_VALUE_BEFORE = re.compile(r"\s*(?:- +)*(?:[^\s:#'\"]+: +)?")
_IN_QUOTATION_MARKS = "Put the whole value in quotation marks."


def fault(failure: Exception, text: str, file: str, last: Mark) -> Problem:
    """The problem behind a parser's exception. ``last`` is the last place that was read well."""
    if not isinstance(failure, yaml.MarkedYAMLError):
        return _not_yaml(last, file)
    return _Fault(failure, text, file, last).problem()


def special_start(character: str, at: Mark, file: str) -> Problem:
    """A value that begins with a character that YAML has taken for itself."""
    return error(
        Code.SPECIAL_START,
        f"A value that begins with “{character}” is not read as text.",
        _IN_QUOTATION_MARKS,
        file=file,
        at=at,
    )


def key_not_a_word(at: Mark, file: str) -> Problem:
    """A key that is a list, a record or nothing at all."""
    return error(Code.KEY_NOT_A_WORD, "A key is a plain word.", "Write a word before the colon.", file=file, at=at)


def illegal_escape(character: str, at: Mark, file: str) -> Problem:
    """A text whose escape, such as ``\\0``, makes a character that is refused. ``character`` says which, in words."""
    return error(
        Code.ILLEGAL_CHARACTER,
        f"An escape in this text makes a character that no document can hold: {character}.",
        "Take the escape (it begins with a backslash) out.",
        file=file,
        at=at,
    )


def _not_yaml(at: Mark, file: str) -> Problem:
    return error(
        Code.NOT_YAML,
        "Reading stops here, because this is not YAML.",
        "Compare the line with those around it, or put its text in quotation marks.",
        file=file,
        at=at,
    )


class _Fault:
    def __init__(self, failure: yaml.MarkedYAMLError, text: str, file: str, last: Mark) -> None:
        self._said = failure.problem or ""
        self._context = failure.context or ""
        self._text = text
        self._file = file
        self._at = self._mark(failure.problem_mark) or last
        self._begun = self._mark(failure.context_mark) or self._at

    def _mark(self, mark: yaml.Mark | None) -> Mark | None:
        """A mark may stand past the end of the file, or on a line that is not there: bring it back."""
        return mark_at(self._text, min(mark.index, len(self._text.rstrip()))) if mark else None

    def problem(self) -> Problem:
        return self._within_quotes() or self._by_character() or self._by_structure() or _not_yaml(self._at, self._file)

    def _tell(self, code: Code, message: str, hint: str, at: Mark) -> Problem:
        return error(code, message, hint, file=self._file, at=at)

    def _within_quotes(self) -> Problem | None:
        if re.search("unknown escape|hexa?decimal", self._said):
            return self._escape()
        if "Unicode character escape" in self._said:
            return illegal_escape(self._escaped_code(), self._begun, self._file)
        if "quoted scalar" in self._context or "double-quoted" in self._context:
            return self._tell(
                Code.UNCLOSED_QUOTE,
                "The quotation mark that opens here is never closed.",
                "Close it; inside single quotation marks an apostrophe is written twice.",
                self._begun,
            )
        return None

    def _escape(self) -> Problem:
        backslash = self._text.rfind("\\", self._begun.offset, self._at.offset + 1)
        return self._tell(
            Code.UNKNOWN_ESCAPE,
            "A backslash in double quotation marks begins an escape, and this one is not known.",
            "Write the backslash twice, or use single quotation marks.",
            mark_at(self._text, backslash) if backslash >= 0 else self._begun,
        )

    def _escaped_code(self) -> str:
        """libyaml's mark stands on the backslash or on the digits of the escape."""
        digits = re.compile(r"\\?[xuU]?([0-9A-Fa-f]{2,8})").match(self._text, self._at.offset)
        return f"U+{digits[1].upper()}" if digits else "one outside Unicode"

    def _by_character(self) -> Problem | None:
        if re.search("an alias|an anchor", self._context):
            return special_start(self._text[self._begun.offset], self._begun, self._file)
        if re.search(r"\btag\b", f"{self._context} {self._said}"):
            return self._tell(
                Code.EXPLICIT_TAG,
                "A value that begins with “!” has a YAML tag, which is not read here.",
                "Delete it, or put the value in quotation marks if text is meant.",
                self._begun,
            )
        if "a block scalar" in self._context:
            return special_start(self._text[self._begun.offset], self._begun, self._file)
        if re.search(r"cannot start any token|(entries|keys) are not allowed", self._said):
            return special_start(self._text[self._at.offset : self._at.offset + 1], self._at, self._file)
        return None

    def _by_structure(self) -> Problem | None:
        if "a flow " in self._context:
            return self._tell(
                Code.UNCLOSED_BRACKET,
                "The bracket that opens here is not closed where it should be.",
                "Close it, with commas between its items; if it belongs to a text, put the text in quotation marks.",
                self._begun,
            )
        if "mapping values are not allowed" in self._said:
            return self._colon()
        if "could not find expected ':'" in self._said:
            return self._line_without_colon(self._begun)
        if "<document start>" in self._said:
            return self._after_the_end()
        if re.search("a block (mapping|collection)", self._context):
            return self._misplaced()
        return None

    def _after_the_end(self) -> Problem:
        if re.search(r"^(---|\.\.\.)", self._text[: self._at.offset], re.MULTILINE):
            return self._tell(
                Code.SEVERAL_DOCUMENTS,
                "The document has ended above this line.",
                "Delete the line “...” or “---” above: a file holds one document.",
                self._at,
            )
        return self._misplaced()

    def _colon(self) -> Problem:
        """A colon where none may be: within text, or on a line that does not belong to the one above."""
        line_start = self._at.offset - self._at.column + 1
        value = _VALUE_BEFORE.match(self._text, line_start, self._at.offset)
        if value and ":" in value[0]:
            return self._tell(
                Code.COLON_IN_TEXT,
                "A colon followed by a space stands in this text, where it would begin a value.",
                _IN_QUOTATION_MARKS,
                self._at,
            )
        above = self._line_above(self._at)
        if above and re.search(r"^\s*-[^\s-]|^(?!.*:( |$))", self._text_of_line(above)):
            return self._line_without_colon(above)
        return self._indentation(self._first_of_line(self._at))

    def _line_without_colon(self, at: Mark) -> Problem:
        line = self._text_of_line(at)
        if found := re.search("[:-]([\u00a0\u2007\u202f])", line):
            index = at.offset - at.column + 1 + found.start(1)
            return self._tell(
                Code.NON_BREAKING_SPACE,
                f"A space stands here that is not the plain one (U+{ord(found[1]):04X}).",
                "Delete it and press the space bar; it often comes from a web page or from Word.",
                mark_at(self._text, index),
            )
        space_missing = re.match(r"\s*(-\S|[\w-]+:\S)", line)
        message = "A space is missing after the colon or hyphen." if space_missing else "This line has no key."
        hint = "Write “key: value”, or “- ” and an item of a list." if space_missing else "Write “key: value”."
        return self._tell(Code.NO_COLON, message, hint, self._first_of_line(at))

    def _misplaced(self) -> Problem:
        """A line, or the rest of one, that does not go on from what stands before it."""
        if self._at.column > self._first_of_line(self._at).column:
            return self._rest_of_line()
        if self._text[self._at.offset : self._at.offset + 1] == ":":
            return key_not_a_word(self._at, self._file)
        above = self._line_above(self._at)
        cut = re.search(r"\S\s+(#.*)", self._text_of_line(above)) if above else None
        if above and cut and self._first_of_line(above).column < self._at.column:
            return self._tell(
                Code.COMMENT_IN_TEXT,
                f"“{cut[1].strip()}” is read as a comment, and the text that goes on beneath has no beginning.",
                _IN_QUOTATION_MARKS,
                mark_at(self._text, above.offset - above.column + 1 + cut.start(1)),
            )
        return self._indentation(self._at)

    def _rest_of_line(self) -> Problem:
        """Text after a closing bracket or quotation mark: the value began with a character that is not read as text."""
        line_start = self._at.offset - self._at.column + 1
        value = _VALUE_BEFORE.match(self._text, line_start, self._at.offset)
        index = value.end() if value else line_start
        if index < self._at.offset and self._text[index] in "\"'[{*&!":
            return special_start(self._text[index], mark_at(self._text, index), self._file)
        return _not_yaml(self._at, self._file)

    def _indentation(self, at: Mark) -> Problem:
        return self._tell(
            Code.INDENTATION,
            "This line does not fit under the lines above it.",
            "Begin it in the same column as the line that it belongs beside.",
            at,
        )

    def _text_of_line(self, at: Mark) -> str:
        start = at.offset - at.column + 1
        end = self._text.find("\n", start)
        return self._text[start : end if end >= 0 else len(self._text)].rstrip("\r")

    def _first_of_line(self, at: Mark) -> Mark:
        line = self._text_of_line(at)
        blanks = len(line) - len(line.lstrip())
        return Mark(at.line, blanks + 1, at.offset - at.column + 1 + blanks)

    def _line_above(self, at: Mark) -> Mark | None:
        """The first character of the last line above that holds something."""
        before = self._text[: at.offset - at.column + 1].rstrip()
        return self._first_of_line(mark_at(self._text, len(before) - 1)) if before else None
