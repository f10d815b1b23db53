"""Hints: the word that was meant, and lists that a person reads."""

from __future__ import annotations

import pytest

from kcsp_docs.reading.problems import meant, one_of


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        pytest.param("grnat", ["grant", "review"], "grant", id="transposed"),
        pytest.param("short-name", ["short_name", "name"], "short_name", id="hyphen for underscore"),
        pytest.param("KFRS", ["kfrs"], "kfrs", id="capitals"),
        pytest.param("colour", ["title", "year"], None, id="nothing like it"),
        pytest.param("x", [], None, id="nothing known"),
        pytest.param("hell", ["hall", "park"], "hall", id="one letter of a short word"),
        pytest.param("4 times a year", ["three-times-a-year"], None, id="another number"),
        pytest.param("RS-01", ["RS-02"], None, id="another number at the end"),
        pytest.param("road-saftey-1", ["road-safety-01"], "road-safety-01", id="the same number"),
        pytest.param("monthly", ["bi-monthly"], "bi-monthly", id="close enough"),
        pytest.param("annual", ["manual-x"], None, id="not close enough"),
        pytest.param("da", ["DA", "da"], "DA", id="the first of two alike"),
    ],
)
def test_the_word_that_was_meant(word: str, known: list[str], expected: str | None) -> None:
    assert meant(word, known) == expected


def test_more_than_eight_words_are_not_listed() -> None:
    assert one_of("abcdefgh") == "Write a, b, c, d, e, f, g or h."
    assert one_of("abcdefghi") is None
    assert one_of("") is None
