"""Word files with tracked changes: with all accepted the new edition, with all rejected the old one, and few to read."""

from __future__ import annotations

import io
import time
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from kcsp_docs_kit.documents import Numbering
from kcsp_docs_kit.documents.redline import redline
from kcsp_docs_kit.documents.word import write_word

from kcsp_docs.prose import tree

from .. import office_validators, tracked_changes
from ..docx_extractor import Extract, Paragraph
from ..editions import editions

W = tracked_changes.W
QUICK = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
MANY = settings(QUICK, max_examples=400)
PAIRS = {"pair": editions(), "numbering": st.sampled_from(Numbering)}
AUTHOR = "Anyshire Partnership"


@pytest.fixture(scope="session")
def tracked(document, house_style):
    """Two editions as one file: ``tracked((block, ...), (block, ...))``."""

    def write(old, new, **changes):
        return write_word(redline(document(*old, **changes), document(*new, **changes), AUTHOR), house_style)

    return write


@pytest.fixture(scope="session")
def clean(document, house_style):
    return lambda blocks, **changes: write_word(document(*blocks, **changes), house_style)


@pytest.fixture(scope="session")
def findings():
    return office_validators.findings


# Accept all, reject all


def without_after_table(resolved: Extract, wanted: Extract):
    """The one difference from a clean file: what one edition alone ends with, a table, leaves the paragraph that Word
    needs after it. No program could take the last paragraph mark of a document away."""
    blocks = resolved.blocks
    ends_otherwise = wanted.blocks[-1].style != "After Table"
    return blocks[:-1] if ends_otherwise and blocks[-1] == Paragraph("", "After Table", "") else blocks


def assert_both_editions(pair, numbering, tracked, clean, extract):
    """Text, style, labels and tables; and each character's weight and link."""
    file = tracked(*pair, numbering=numbering)
    for resolve, blocks in ((tracked_changes.rejected, pair[0]), (tracked_changes.accepted, pair[1])):
        resolved, wanted = resolve(file), clean(blocks, numbering=numbering)
        read, told = extract(resolved), extract(wanted)
        kept = without_after_table(read, told)
        assert kept == told.blocks, read.outline()
        looks = tracked_changes.weights(resolved)
        assert looks[: -1 if len(kept) < len(read.blocks) else None] == tracked_changes.weights(wanted)
    assert extract(tracked_changes.accepted(file)).bookmarks == told.bookmarks


@QUICK
@given(**PAIRS)
def test_all_accepted_is_the_new_edition_and_all_rejected_the_old_one(pair, numbering, tracked, clean, extract):
    assert_both_editions(pair, numbering, tracked, clean, extract)


@pytest.mark.slow
@MANY
@given(**PAIRS)
def test_of_hundreds_of_pairs(pair, numbering, tracked, clean, extract):
    assert_both_editions(pair, numbering, tracked, clean, extract)


# Through LibreOffice


def in_libreoffice(read: Extract, wanted: Extract, file: bytes):
    """What is compared of a file that LibreOffice resolved and saved, and of the clean one.

    LibreOffice 7.4 leaves these behind, each a fault that Word has not:

    - *An empty paragraph* of one that went with the table below it (a caption), that stood between two tables or at
      the end. It may carry the number that it had; then numbers are not compared.
    - *A zero-width joiner* in an empty cell of a row that came or went.
    - *A header row too many* where a table that went and one that came stand side by side: it runs them together.
    - *The style of words that moved* on the paragraph after them: it takes what went in one place and came with the
      same words in another for a move. Then texts and tables are compared, and no styles or numbers.
    """
    left = [each for each in read.paragraphs if not each.text]
    numbers = not any(each.label for each in left)
    styles = not tracked_changes.moves(file)
    headers = not tracked_changes.tables_touch(file)

    def shown(each):
        if isinstance(each, Paragraph):
            return (each.label if numbers and styles else "", each.style if styles else "", each.text)
        rows = tuple(tuple(cell.replace("\u200d", "") for cell in row) for row in each.rows)
        return (each.style, each.header_rows if headers else 0, rows)

    is_exact = numbers and styles and headers
    return is_exact, *([shown(each) for each in of.blocks if getattr(each, "text", "table")] for of in (read, wanted))


@pytest.mark.office
def test_libreoffice_resolves_them_to_the_same(tracked, clean, extract, resolved):
    """Two changes of one kind at a mark that stays are one to LibreOffice, and the mark goes with them: such pairs,
    where a paragraph's very end and the next one's very beginning are new, are left to Word."""
    files = []

    @settings(QUICK, max_examples=60, derandomize=True, phases=[Phase.generate])
    @given(**PAIRS)
    def collect(pair, numbering):
        file = tracked(*pair, numbering=numbering)
        assume(not tracked_changes.meet(file))
        files.append((file, *(clean(blocks, numbering=numbering) for blocks in pair)))

    collect()
    exact = 0
    for (file, old, new), (accepted, rejected) in zip(files, resolved([each[0] for each in files]), strict=True):
        for content, wanted in ((accepted, new), (rejected, old)):
            is_exact, read, told = in_libreoffice(
                extract(tracked_changes.without_bookmarks(content)), extract(wanted), file
            )
            assert read == told
            exact += is_exact
    assert exact > len(files), "most are compared in all"


# What Word asks of a file


def assert_sound(pair, numbering, tracked, findings):
    """But for the style of what was generated, which docx-plus looks at."""
    found = [each for each in findings(tracked(*pair, numbering=numbering)) if each.tool != "docx-plus"]
    assert not found


@settings(QUICK, max_examples=3)
@given(**PAIRS)
def test_the_validators_find_nothing(pair, numbering, tracked, findings):
    assert_sound(pair, numbering, tracked, findings)


@pytest.mark.slow
@settings(QUICK, max_examples=100)
@given(**PAIRS)
def test_the_validators_find_nothing_in_many(pair, numbering, tracked, findings):
    assert_sound(pair, numbering, tracked, findings)


def test_every_kind_of_change_is_valid(blocks, tracked, assert_valid_docx):
    for _, old, new, _ in cases(blocks):
        title = blocks.title("Terms")
        assert_valid_docx(tracked([title, *old], [title, *new], numbering=Numbering.PAPER))


def test_each_change_says_whose_it_is_and_when(blocks, tracked):
    changes = [
        blocks.section("Quorum"),
        blocks.list("roman", "one", "two"),
        blocks.table(blocks.row("a"), blocks.row("b")),
    ]
    file = tracked(
        [blocks.paragraph("Four of the members.")],
        [blocks.paragraph("Five of the members."), *changes, blocks.paragraph("End.")],
    )
    found = [each for tag in ("ins", "del") for each in tracked_changes.body(file).iter(W + tag)]
    assert len(found) == 14
    assert {each.get(f"{W}author") for each in found} == {AUTHOR}
    assert {each.get(f"{W}date") for each in found} == {"2024-07-04T00:00:00Z"}
    assert len({each.get(f"{W}id") for each in found}) == len(found)


def test_deleted_characters_are_no_text(blocks, tracked):
    gone = tree.Paragraph((tree.Text("One\ttab"), tree.LineBreak(), tree.Text("line")))
    file = tracked([gone, blocks.paragraph("End.")], [blocks.paragraph("End.")])
    (change,) = [each for each in tracked_changes.body(file).iter(f"{W}del") if len(each)]
    assert [piece.tag.removeprefix(W) for piece in change.iter() if piece.tag != f"{W}r"][1:] == [
        "delText", "tab", "delText", "br", "delText",
    ]  # fmt: skip


def test_a_row_says_it_behind_what_word_wants_first(blocks, tracked):
    header, kept = blocks.row("Body"), blocks.row("The police force of the area")
    gone, came = blocks.row("Fire authority"), blocks.row("Probation")
    end = blocks.paragraph("End.")
    file = tracked([blocks.table(header, kept, gone), end], [blocks.table(header, kept, came), end])
    rows = [[each.tag.removeprefix(W) for each in row] for row in tracked_changes.body(file).iter(f"{W}trPr")]
    assert rows == [["cantSplit", "tblHeader"], ["cantSplit"], ["cantSplit", "del"], ["cantSplit", "ins"]]


def test_a_mark_stands_before_what_the_paragraph_was(blocks, tracked):
    """The order that the schema has (ECMA-376 part 1, 17.3.1.26)."""
    old = [blocks.section("Aims"), blocks.paragraph("To work.")]
    new = [blocks.section("Aims", style="unnumbered"), blocks.paragraph("To work."), blocks.list("bullet", "Hard")]
    file = tracked(old, new, numbering=Numbering.PAPER)
    order = [[child.tag.removeprefix(W) for child in each] for each in tracked_changes.body(file).iter(f"{W}pPr")]
    assert ["pStyle", "rPr", "pPrChange"] in order


def test_the_same_editions_give_the_same_bytes(blocks, tracked):
    old, new = [blocks.list("roman", "one", "two")], [blocks.list("roman", "one", "three", "four")]
    assert tracked(old, new) == tracked(old, new)


def test_an_edition_that_is_as_it_was_has_the_bytes_of_a_clean_file(blocks, tracked, clean):
    same = [blocks.section("Aims", "aims"), blocks.list("roman", "one"), blocks.table(blocks.row("a"), caption="A")]
    assert tracked(same, same) == clean(same)


# Few changes, and sensible ones


def cases(blocks):
    text, end = blocks.paragraph, blocks.paragraph("The end.")
    items = [f"item {number} is like no other item {number * 7}" for number in range(30)]
    moved = [*items[:4], *items[5:20], items[4], *items[20:]]
    head, police, fire = blocks.row("Body", "Seats"), blocks.row("Police", "1"), blocks.row("Fire", "1")
    yield (
        "a word",
        [text("No less than four of the members.")],
        [text("No less than five of the members.")],
        [("del", "four"), ("ins", "five")],
    )
    yield (
        "an amount",
        [text("A sum of £39,661.")],
        [text("A sum of £40,000.")],
        [("del", "£39,661"), ("ins", "£40,000")],
    )
    yield (
        "a move in a list of thirty",
        [blocks.list("roman", *items)],
        [blocks.list("roman", *moved)],
        [("del", "¶"), ("del", items[4]), ("ins", "¶"), ("ins", items[4])],
    )
    yield (
        "little in common",
        [text("Agree the strategic assessment every year."), end],
        [text("Publish minutes of meetings within ten days every time."), end],
        [
            ("del", "Agree the strategic assessment every year."),
            ("ins", "Publish minutes of meetings within ten days every time."),
        ],
    )
    yield (
        "a paragraph",
        [text("First."), end],
        [text("First."), text("Second."), end],
        [("ins", "¶"), ("ins", "Second.")],
    )
    yield (
        "the last item",
        [blocks.list("roman", "one;", "two.")],
        [blocks.list("roman", "one;", "two.", "three.")],
        [("ins", "¶"), ("ins", "three.")],
    )
    yield (
        "the last item gone",
        [blocks.list("roman", "one;", "two.", "three.")],
        [blocks.list("roman", "one;", "two.")],
        [("del", "¶"), ("del", "three.")],
    )
    yield (
        "an item with what leads to it",
        [blocks.list("roman", "one", "two and more"), end],
        [blocks.list("roman", "one", "two and more besides", "three"), end],
        [("ins", "¶"), ("ins", " besides"), ("ins", "three")],
    )
    yield (
        "a row",
        [blocks.table(head, police), end],
        [blocks.table(head, police, fire), end],
        [("ins", "row"), ("ins", "Fire"), ("ins", "1")],
    )
    yield (
        "a whole table",
        [text("Seats."), blocks.table(head, police, caption="All"), end],
        [text("Seats."), end],
        [
            ("del", "¶"),
            ("del", "All"),
            ("del", "row"),
            ("del", "Body"),
            ("del", "Seats"),
            ("del", "row"),
            ("del", "Police"),
            ("del", "1"),
        ],
    )
    yield (
        "a number that went with a heading's",
        [blocks.section("Aims", "a"), text("To work."), end],
        [blocks.section("Aims", "a", "unnumbered"), text("To work."), end],
        [("del", "¶"), ("del", "Aims"), ("ins", "¶"), ("ins", "Aims"), ("set", ""), ("set", "")],
    )
    yield (
        "a caption between two tables",
        [blocks.table(head), blocks.table(head, police, caption="All"), end],
        [blocks.table(head), blocks.table(head, police, caption="All seats"), end],
        [("ins", " seats")],
    )
    yield (
        "a table at the end",
        [text("Seats.")],
        [text("Seats."), blocks.table(head)],
        [("ins", "row"), ("ins", "Body"), ("ins", "Seats")],
    )


def test_the_reviewing_pane_is_short(blocks, tracked):
    for name, old, new, wanted in cases(blocks):
        file = tracked(old, new, numbering=Numbering.PAPER)
        assert sorted(tracked_changes.marks(file)) == sorted(wanted), name


def test_a_new_paragraph_is_one_change_whatever_its_weight(tracked, blocks):
    new = tree.Paragraph(
        (tree.Text("The "), tree.Strong((tree.Text("chair"),)), tree.LineBreak(), tree.Text("decides."))
    )
    end = blocks.paragraph("End.")
    assert tracked_changes.marks(tracked([end], [new, end])) == [("ins", "¶"), ("ins", "The chair\ndecides.")]


def test_a_change_lies_within_the_link_that_it_is_of(tracked, extract):
    """The schema has no link within a change. A link of which words changed stays one link."""

    def edition(words):
        return [
            tree.Paragraph((tree.Text("See "), tree.Link("https://example.org/", (tree.Text(words),)), tree.Text(".")))
        ]

    file = tracked(edition("the terms of the group"), edition("the aims of the group"))
    (link,) = tracked_changes.body(file).iter(f"{W}hyperlink")
    assert [child.tag.removeprefix(W) for child in link] == ["r", "del", "ins", "r"]
    assert extract(tracked_changes.accepted(file)).links == (("the aims of the group", "https://example.org/"),)
    assert extract(tracked_changes.rejected(file)).links == (("the terms of the group", "https://example.org/"),)


# Where paragraph marks may not go


def test_a_table_between_the_last_paragraphs_leaves_the_paragraph_that_word_needs(blocks, tracked, extract):
    seats = blocks.table(blocks.row("Body", "Seats"))
    file = tracked(
        [blocks.paragraph("Four seats.")], [blocks.paragraph("Four seats."), seats, blocks.paragraph("End.")]
    )
    last = Paragraph("", "After Table", "")
    assert extract(tracked_changes.rejected(file)).blocks == (Paragraph("", "Body Text", "Four seats."), last)
    assert extract(tracked_changes.accepted(file)).blocks[2:] == (Paragraph("", "Body Text", "End."), last)


def test_a_caption_that_parted_two_tables_becomes_what_keeps_them_apart(blocks, document, house_style, extract):
    first, second = blocks.table(blocks.row("Body")), blocks.table(blocks.row("Seats"))
    went = tree.Table(second.header, (), (tree.Deleted(blocks.text("All seats")),))
    file = write_word(document(first, went, blocks.paragraph("End."), revised_by=AUTHOR), house_style)
    assert tracked_changes.marks(file) == [("set", ""), ("del", "All seats")]
    assert extract(tracked_changes.accepted(file)).blocks[1] == Paragraph("", "Between Tables", "")
    assert extract(tracked_changes.rejected(file)).blocks[1] == Paragraph("", "Caption", "All seats")


def meetings(blocks):
    """Editions with new words at the end of a paragraph, before what else is new, and the marks that come with them."""
    text, end = blocks.paragraph, blocks.section("The end")
    said = "All members of the group are asked to agree"
    yield (
        "set alike",
        [text(said), end],
        [text(f"{said} them"), text("And that."), end],
        [("ins", "¶"), ("ins", " them"), ("ins", "And that.")],
    )
    yield (
        "set in another way, and something went",
        [text(f"{said} this"), end],
        [text(f"{said} that"), blocks.list("bullet", "All."), end],
        [("ins", "that"), ("del", "this"), ("ins", "¶"), ("ins", "All.")],
    )
    yield (
        "set in another way",
        [text(said), end],
        [text(f"{said} that"), blocks.list("bullet", "All."), end],
        [("ins", "¶"), ("ins", " that"), ("set", ""), ("ins", "All.")],
    )
    yield (
        "all of it another, and the next begins anew",
        [text("Publish minutes."), text(f"{said} this")],
        [text("Come together."), text(f"Now {said[0].lower()}{said[1:]} this")],
        [("del", "Publish minutes."), ("ins", "Come together."), ("del", "All"), ("ins", "Now all")],
    )


def test_changes_of_one_kind_never_meet_at_a_mark_that_stays(blocks, tracked):
    """LibreOffice would take the mark away with them."""
    for name, old, new, wanted in meetings(blocks):
        for there, back in ((old, new), (new, old)):
            assert not tracked_changes.meet(tracked(there, back)), name
        assert tracked_changes.marks(tracked(old, new)) == wanted, name


def test_a_paragraph_that_two_are_joined_in_says_how_each_was_set(blocks, document, house_style):
    """By the standard the second mark is enough; LibreOffice goes by the first."""
    gone = tree.Heading(3, blocks.text("Aims"), revision=tree.Revision.DELETED)
    come = tree.Paragraph(blocks.text("Minutes appear online."), revision=tree.Revision.INSERTED)
    for order in ((gone, come, come), (come, gone, gone)):
        file = write_word(document(*order, revised_by=AUTHOR), house_style)
        styles = [each.get(f"{W}val") for each in tracked_changes.body(file).iter(f"{W}pStyle")]
        assert styles == ["BodyText", "Heading2"] * 2


@pytest.mark.parametrize(("old", "new"), [("abc", "bc"), ("bc", "abc")], ids=["gone", "come"])
def test_a_list_whose_first_item_changed_counts_by_itself(blocks, tracked, old, new):
    """LibreOffice keeps a restart with the first item: the list has a definition of its own, as no other list has."""
    items = {"a": "agree the aims", "b": "report to the partnership", "c": "publish the minutes"}
    first = blocks.list("roman", "meet four times")
    editions = (
        [first, blocks.paragraph("And:"), blocks.list("roman", *(items[each] for each in of))] for of in (old, new)
    )
    file = tracked(*editions)
    numbers = [each.get(f"{W}val") for each in tracked_changes.body(file).iter(f"{W}numId")]
    assert len(set(numbers)) == 2, "both editions of a list count with one"
    assert len(definitions_of(file, set(numbers))) == 2


def definitions_of(file, numbers):
    with zipfile.ZipFile(io.BytesIO(file)) as package:
        numbering = ET.fromstring(package.read("word/numbering.xml"))
    uses = [use for use in numbering.iter(f"{W}num") if use.get(f"{W}numId") in numbers]
    return {use.find(f"{W}abstractNumId").get(f"{W}val") for use in uses}


@pytest.mark.slow
def test_four_thousand_clauses_with_forty_edits_are_compared_in_two_seconds(document, house_style):
    """In processor time, which no other program takes part in."""
    old, new = two_long_editions()
    old, new = (document(*blocks, numbering=Numbering.CLAUSES) for blocks in (old, new))
    started = time.process_time()
    file = write_word(redline(old, new, AUTHOR), house_style)
    assert time.process_time() - started < 2
    assert 40 <= len(tracked_changes.marks(file)) <= 160


def two_long_editions():
    """200 sections with 20 clauses of 20 words each; in every fifth one edit: a word, an item gone, come or moved."""
    words = [f"word{number}" for number in range(400)]

    def clause(number):
        said = " ".join(words[(number * step) % 400] for step in range(3, 21))
        return tree.ListItem((tree.Paragraph((tree.Text(f"{said} clause {number}."),)),))

    old, new = [], []
    for number in range(200):
        items = [clause(number * 20 + place) for place in range(20)]
        edited = list(items)
        if number % 5 == 0:
            edit, place = number // 5 % 4, number % 17
            if edit == 0:
                said = edited[place].blocks[0].content[0].text.replace("clause", "paragraph")
                edited[place] = tree.ListItem((tree.Paragraph((tree.Text(said),)),))
            elif edit == 1:
                del edited[place]
            elif edit == 2:
                edited.insert(place, clause(9000 + number))
            else:
                edited.append(edited.pop(place))
        heading = tree.Heading(2, (tree.Text(f"Section {number}"),), f"section-{number}")
        old += [heading, tree.List(tree.ListKind.ROMAN, tuple(items))]
        new += [heading, tree.List(tree.ListKind.ROMAN, tuple(edited))]
    return old, new
