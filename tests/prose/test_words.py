"""Two texts word by word: which words a redline marks."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kcsp_docs.prose.tree import Emphasis, Inline, LineBreak, Link, Revision, Strong, Text, plain
from kcsp_docs.prose.words import Stretch, align_words

from ..editions import characters, contents, reworded

Content = tuple[Inline, ...]
SIGNS = {None: ("", ""), Revision.DELETED: ("[-", "-]"), Revision.INSERTED: ("{+", "+}")}


def marked(stretches: tuple[Stretch, ...]) -> str:
    """``to serve [-four-]{+five+} years``."""
    return "".join(SIGNS[each.revision][0] + plain(each.content) + SIGNS[each.revision][1] for each in stretches)


def text(words: str) -> Content:
    return (Text(words),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("", "", "", id="nothing"),
        pytest.param("", "four", "{+four+}", id="all came"),
        pytest.param("four", "", "[-four-]", id="all went"),
        pytest.param("serves four years", "serves four years", "serves four years", id="the same"),
        pytest.param("serves four years", "serves five years", "serves [-four-]{+five+} years", id="one word"),
        pytest.param("four", "five", "[-four-]{+five+}", id="the only word"),
        # an amount, a number, a compound is one word
        pytest.param("A sum of £39,661 is paid.", "A sum of £40,000 is paid.", "A sum of [-£39,661-]{+£40,000+} is paid.", id="an amount"),
        pytest.param("up by 4.5% in all", "up by 5.25% in all", "up by [-4.5%-]{+5.25%+} in all", id="a percentage"),
        pytest.param("at 10:00 in all", "at 10:30 in all", "at [-10:00-]{+10:30+} in all", id="a time"),
        pytest.param("for 2024/25 in all", "for 2024/26 in all", "for [-2024/25-]{+2024/26+} in all", id="a financial year"),
        pytest.param("for 2024–25 in all", "for 2024–26 in all", "for [-2024–25-]{+2024–26+} in all", id="with a dash"),
        pytest.param("down −£1.50 in all", "down £1.50 in all", "down [-−£1.50-]{+£1.50+} in all", id="a sign"),
        pytest.param("on 01.02.2024 in all", "on 01.03.2024 in all", "on [-01.02.2024-]{+01.03.2024+} in all", id="a date"),
        pytest.param("the co-operating body is", "the co-opted body is", "the [-co-operating-]{+co-opted+} body is", id="a hyphen"),
        pytest.param("the chair’s own vote", "the deputy’s own vote", "the [-chair’s-]{+deputy’s+} own vote", id="an apostrophe"),
        pytest.param("in a café there is", "in a cafe\u0301 there is", "in a [-café-]{+cafe\u0301+} there is", id="an accent"),
        # marks stand by themselves
        pytest.param("one, two, three, four.", "one, two, three, five.", "one, two, three, [-four-]{+five+}.", id="a full stop stays"),
        pytest.param("(four) years for all", "(five) years for all", "([-four-]{+five+}) years for all", id="brackets stay"),
        pytest.param("the sum is £40,000.", "the sum is £40,000", "the sum is £40,000[-.-]", id="a full stop went"),
        pytest.param("to agree; to pay", "to agree, to pay", "to agree[-;-]{+,+} to pay", id="another mark"),
        # a blank goes with its word
        pytest.param("meets times a year", "meets four times a year", "meets {+four +}times a year", id="a word came"),
        pytest.param("meets four times a year", "meets times a year", "meets [-four -]times a year", id="a word went"),
        pytest.param("the chair votes", "all the chair votes", "{+all +}the chair votes", id="at the beginning"),
        pytest.param("the chair votes", "the chair votes again", "the chair votes{+ again+}", id="at the end"),
        pytest.param("the chair votes.", "the chair votes again.", "the chair votes{+ again+}.", id="before the full stop"),
        pytest.param("police, fire and health", "police and health", "police[-, fire-] and health", id="one of an enumeration"),
        pytest.param("one  two three", "one two three", "one[-  -]{+ +}two three", id="two blanks are not one"),
        pytest.param("the chair votes ", "the chair votes", "the chair votes[- -]", id="a blank at the end"),
        # edits fewer than three words apart
        pytest.param("a b c d e f g h", "a X c d Y f g h", "a [-b c d e-]{+X c d Y+} f g h", id="two words apart are one edit"),
        pytest.param("a b c d e f g h", "a X c d e Y g h", "a [-b-]{+X+} c d e [-f-]{+Y+} g h", id="three words apart are two"),
        pytest.param("a  b c  d e f", "a b c d e f", "a[-  b c  -]{+ b c +}d e f", id="blanks are edits too"),
        pytest.param("a b c, (d) f g h i", "a X c, (d) Y g h i", "a [-b c, (d) f-]{+X c, (d) Y+} g h i", id="marks are no words"),
        pytest.param("a b c d e f g", "a X b c d e f g", "a {+X +}b c d e f g", id="and one insertion is one"),
        pytest.param("a b c d e f", "a X b Y c d e f", "a [-b-]{+X b Y+} c d e f", id="came, kept, came"),
        # under 40 % in common
        pytest.param("a b c d e f g h i j", "a b c d K L M N O P", "a b c d [-e f g h i j-]{+K L M N O P+}", id="40 of 100 words"),
        pytest.param("a b c d e f g h i j", "a b c J K L M N O P", "[-a b c d e f g h i j-]{+a b c J K L M N O P+}", id="30 of 100 words"),
        pytest.param("a b c d e f g " + "h " * 11, "a b c d e f g " + "H " * 11, f"[-a b c d e f g {'h ' * 11}-]{{+a b c d e f g {'H ' * 11}+}}", id="7 of 18 words"),
        pytest.param("a b", "a b c d e f g h", "a b{+ c d e f g h+}", id="four of the ten that both have together"),
        pytest.param("a b", "a b c d e f g h i", "[-a b-]{+a b c d e f g h i+}", id="four of eleven"),
        pytest.param("a b c d e f g h i", "a b", "[-a b c d e f g h i-]{+a b+}", id="four of eleven, the other way round"),
        pytest.param("a, b; c. d!", "E, f; g. h!", "[-a, b; c. d!-]{+E, f; g. h!+}", id="marks are not in common"),
        pytest.param("a b c d e f g h", "h g f e d c b a", "[-a b c d e f g h-]{+h g f e d c b a+}", id="nor are words in another order"),
        pytest.param("– – –", "– –", "– –[- –-]", id="a text without words"),
    ],
)  # fmt: skip
def test_words(old, new, expected):
    assert marked(align_words(text(old), text(new))) == expected


LINK = Link("https://example.org/a", text("terms"))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            text("the chair votes twice"),
            (Text("the "), Strong(text("chair")), Text(" votes twice")),
            [
                Stretch(text("the ")),
                Stretch(text("chair"), Revision.DELETED),
                Stretch((Strong(text("chair")),), Revision.INSERTED),
                Stretch(text(" votes twice")),
            ],
            id="a word that became bold is another word",
        ),
        pytest.param(
            (Strong(text("four good years")), Text(" of it")),
            (Strong(text("four long years")), Text(" of it")),
            [
                Stretch((Strong(text("four ")),)),
                Stretch((Strong(text("good")),), Revision.DELETED),
                Stretch((Strong(text("long")),), Revision.INSERTED),
                Stretch((Strong(text(" years")), Text(" of it"))),
            ],
            id="an edit within what is bold",
        ),
        pytest.param(
            (Strong(text("four")), Text("teen years of it")),
            (Strong(text("six")), Text("teen years of it")),
            [
                Stretch((Strong(text("four")), Text("teen")), Revision.DELETED),
                Stretch((Strong(text("six")), Text("teen")), Revision.INSERTED),
                Stretch(text(" years of it")),
            ],
            id="a word that is bold in part is one word",
        ),
        pytest.param(
            (Text("see the "), LINK, Text(" of reference")),
            (Text("see the "), Link("https://example.org/b", text("terms")), Text(" of reference")),
            [
                Stretch(text("see the ")),
                Stretch((LINK,), Revision.DELETED),
                Stretch((Link("https://example.org/b", text("terms")),), Revision.INSERTED),
                Stretch(text(" of reference")),
            ],
            id="a link that leads elsewhere",
        ),
        pytest.param(
            (Text("one line"), LineBreak(), Text("and another")),
            text("one line and another"),
            [
                Stretch(text("one line")),
                Stretch((LineBreak(),), Revision.DELETED),
                Stretch(text(" "), Revision.INSERTED),
                Stretch(text("and another")),
            ],
            id="a line that is no longer broken",
        ),
        pytest.param(
            (Text("fo"), Text("ur"), Emphasis(text("!")), Emphasis(text("!"))),
            (Text("four"), Emphasis((Text("!!"),))),
            [Stretch((Text("four"), Emphasis((Text("!!"),))))],
            id="what nobody can tell from each other is the same",
        ),
        pytest.param(
            text("four"), (Text(""),), [Stretch(text("four"), Revision.DELETED)], id="a text of no characters"
        ),
    ],
)
def test_formatting(old, new, expected):
    assert list(align_words(old, new)) == expected


def side(stretches: tuple[Stretch, ...], revision: Revision) -> list[object]:
    kept = (inline for each in stretches if each.revision in (None, revision) for inline in each.content)
    return list(characters(tuple(kept)))


def assert_sound(old: Content, new: Content, stretches: tuple[Stretch, ...]) -> None:
    """Both texts can be read from it; edits are joined, in the order of a redline, and none is empty."""
    assert side(stretches, Revision.DELETED) == list(characters(old))
    assert side(stretches, Revision.INSERTED) == list(characters(new))
    assert all(each.content for each in stretches)
    fates = "".join({None: "=", Revision.DELETED: "-", Revision.INSERTED: "+"}[each.revision] for each in stretches)
    assert re.fullmatch(r"=?(-?\+?=)*(-?\+?)", fates)
    for before, kept, after in zip(stretches, stretches[1:], stretches[2:], strict=False):
        if before.revision and after.revision and not kept.revision:
            assert len([word for word in plain(kept.content).split() if re.search(r"\w", word)]) >= 3


@settings(deadline=None)
@given(contents(30), st.data())
def test_both_texts_are_read_from_the_stretches(old, data):
    new = data.draw(reworded(old))
    assert_sound(old, new, align_words(old, new))


ANY_TEXT = st.lists(
    st.sampled_from([*"ab ,.-£%1\n\u0301\xa0’", "four ", "4,5", LineBreak(), Strong(text("b ")), LINK]), max_size=14
)


@settings(deadline=None)
@given(ANY_TEXT, ANY_TEXT)
def test_whatever_the_texts_are(one, other):
    old, new = (tuple(Text(each) if isinstance(each, str) else each for each in some) for some in (one, other))
    stretches = align_words(old, new)
    assert side(stretches, Revision.DELETED) == list(characters(old))
    assert side(stretches, Revision.INSERTED) == list(characters(new))


def test_no_text_takes_long():
    """One that says the same words again and again is what a comparison takes longest for."""
    old, new = text("a b " * 3000 + "a"), text("b " + "b b a " * 2000)
    begun = time.process_time()
    stretches = align_words(old, new)
    assert time.process_time() - begun < 2
    assert side(stretches, Revision.DELETED) == list(characters(old))
