"""Wherever the tables and figures are now, and whatever officers put beside them."""

from __future__ import annotations

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

STAYS = "The model has no place for it: it stays in the kept copy."
SUE = "DA-01.owner: 'Officer 1' → 'Sue' "


def shift(book, by_row=0, by_column=0, first_column=1):
    """What Excel and LibreOffice do to names when rows and columns are inserted above and to the left."""
    for name, defined in list(book.defined_names.items()):
        if name.startswith("_k_Actions_"):
            column, top, bottom = defined.attr_text.split("!")[1].replace(":", "").split("$")[1:4:1]
            bottom = defined.attr_text.rsplit("$", 1)[1]
            number = ord(column) - 64
            moved = chr(64 + number + (by_column if number >= first_column else 0))
            area = f"${moved}${int(top) + by_row}:${moved}${int(bottom) + by_row}"
            book.defined_names[name] = DefinedName(name, attr_text=f"'{book.worksheets[1].title}'!{area}")


def title_rows(book):
    sheet = book["Actions"]
    sheet.move_range("A1:J20", rows=2)
    sheet["A1"], sheet["C6"] = "For the meeting in May", "Sue"
    shift(book, by_row=2)


def column_inserted(book):
    sheet = book["Actions"]
    sheet.insert_cols(3)
    sheet["C3"], sheet["C4"], sheet["D4"] = "Remark", "urgent", "Sue"
    shift(book, by_column=1, first_column=3)


def column_moved(book):
    """By cutting and inserting: names follow. Here without names, by headings alone."""
    sheet = book["Actions"]
    for row in range(3, 11):
        owner, due = sheet.cell(row, 3).value, sheet.cell(row, 4).value
        look = sheet.cell(row, 4).number_format
        sheet.cell(row, 3).value, sheet.cell(row, 4).value = due, owner
        sheet.cell(row, 3).number_format, sheet.cell(row, 4).number_format = look, "@"
    sheet["D4"] = "Sue"
    forget_names(book)


def forget_names(book):
    for name in list(book.defined_names):
        del book.defined_names[name]


def heading_in_capitals(book):
    book["Actions"]["C3"] = " OWNER "
    book["Actions"]["C4"] = "Sue"


def heading_renamed(book):
    book["Actions"]["C3"] = "Officer"
    book["Actions"]["C4"] = "Sue"


def sheet_renamed(book):
    book["Actions"]["C4"] = "Sue"
    book["Actions"].title = "What we do"
    shift(book)


def sheet_with_an_apostrophe(book):
    """Doubled in formulas; only the names tell of a heading that was renamed."""
    book["Actions"]["C3"], book["Actions"]["C4"] = "Officer", "Sue"
    book["Actions"].title = "Sue's work"
    for name, defined in list(book.defined_names.items()):
        book.defined_names[name] = DefinedName(name, attr_text=defined.attr_text.replace("'Actions'", "'Sue''s work'"))


def front_renamed(book):
    book["Front"].title = "Summary page"
    forget_names(book)


def title_merged(book):
    book["Actions"].merge_cells("A1:D2")


def sheets_moved(book):
    book["Actions"]["C4"] = "Sue"
    book.move_sheet("Actions", -1)


def names_lost(book):
    book["Actions"]["C4"] = "Sue"
    forget_names(book)


def column_deleted(book):
    book["Actions"].delete_cols(3)
    del book.defined_names["_k_Actions_2"]
    shift(book, by_column=-1, first_column=4)


GONE = "warning: Actions: the column “Owner” is gone; what the model has there stays as it is. To empty values, empty their cells."


@pytest.mark.parametrize(
    ("change", "edits", "told"),
    [
        pytest.param(title_rows, [f"{SUE}(Actions!C6)"], [f"note: Actions!A1 holds “For the meeting in May”. {STAYS}"], id="title rows"),
        pytest.param(column_inserted, [f"{SUE}(Actions!D4)"], [f"note: Actions!C3: the column “Remark” was added. It holds C4 (DA-01) “urgent”. {STAYS}"], id="a column inserted"),
        pytest.param(column_moved, [f"{SUE}(Actions!D4)"], [], id="a column moved"),
        pytest.param(heading_in_capitals, [f"{SUE}(Actions!C4)"], [], id="a heading in capitals"),
        pytest.param(heading_renamed, [f"{SUE}(Actions!C4)"], ["note: Actions!C3: the heading “Owner” is “Officer” now; the column is still read as that."], id="a heading renamed"),
        pytest.param(sheet_renamed, [f"{SUE}(What we do!C4)"], ["note: The sheet “Actions” is called “What we do” now; it is read as before."], id="a sheet renamed"),
        pytest.param(
            sheet_with_an_apostrophe,
            [f"{SUE}(Sue's work!C4)"],
            [
                "note: Sue's work!C3: the heading “Owner” is “Officer” now; the column is still read as that.",
                "note: The sheet “Actions” is called “Sue's work” now; it is read as before.",
            ],
            id="an apostrophe in a sheet's name",
        ),
        pytest.param(front_renamed, [], ["note: The sheet “Front” is called “Summary page” now; it is read as before."], id="a sheet without a table renamed"),
        pytest.param(title_merged, [], [], id="cells merged above the table"),
        pytest.param(sheets_moved, [f"{SUE}(Actions!C4)"], [], id="sheets moved"),
        pytest.param(names_lost, [f"{SUE}(Actions!C4)"], [], id="names lost"),
        pytest.param(column_deleted, [], [GONE], id="a column deleted"),
    ],
)  # fmt: skip
def test_found_wherever_it_is(edited, read, change, edits, told):
    assert read(edited(change)) == (edits, told)


def test_a_heading_renamed_among_columns_that_changed_places_is_asked_about(edited, read):
    """The names would lead to another column: nobody can tell which one was meant."""

    def change(book):
        sheet = book["Actions"]
        for row in range(3, 11):
            sheet.cell(row, 3).value, sheet.cell(row, 9).value = sheet.cell(row, 9).value, sheet.cell(row, 3).value
        sheet["I3"] = "Officer"

    edits, told = read(edited(change))
    assert edits == []
    assert told[0] == (
        "error: Actions!I3: the heading holds “Officer”, and the columns have changed places: it may be “Owner”. "
        "Write “Owner” over the column that holds it."
    )


def test_a_heading_renamed_where_other_names_do_not_hold_is_asked_about(edited, read):
    def change(book):
        sheet = book["Actions"]
        for row in range(3, 11):
            due, status = sheet.cell(row, 4), sheet.cell(row, 5)
            due.value, status.value = status.value, due.value
            due.number_format, status.number_format = status.number_format, due.number_format
        sheet["C3"] = "Officer"

    assert read(edited(change))[1][0] == (
        "error: Actions!C3: the heading holds “Officer”, and the columns have changed places: it may be “Owner”. "
        "Write “Owner” over the column that holds it."
    )


def test_of_a_column_and_its_copy_the_one_under_the_name_is_read(edited, read):
    def change(book):
        sheet = book["Actions"]
        sheet.insert_cols(2)
        for row in range(3, 11):
            sheet.cell(row, 2).value = sheet.cell(row, 4).value
        sheet["B4"], sheet["D4"] = "old", "Sue"
        shift(book, by_column=1, first_column=2)

    edits, told = read(edited(change))
    assert edits == [f"{SUE}(Actions!D4)"]
    holds = "B4 (DA-01) “old”, B5 (DA-02) “Officer 2”, B6 (DA-03) “Officer 3”, B7 (DA-04) “Officer 4”"
    assert told == [f"note: Actions!B3: the column “Owner” was added. It holds {holds}. {STAYS}"]


def test_of_two_sheets_without_names_the_one_of_that_name_is_read(edited, read):
    def change(book):
        copy = book.copy_worksheet(book["Actions"])
        copy.title = "Old"
        book.move_sheet(copy, -4)
        forget_names(book)
        book["Actions"]["C4"] = "Sue"

    edits, told = read(edited(change))
    assert edits == [f"{SUE}(Actions!C4)"]
    said = "The sheet “Old” is a copy of “Actions” and differs from it: C4 “Officer 1”."
    hint = "Only “Actions” is read: type there what should count. The copy stays in the kept file."
    assert told == [f"note: {said} {hint}"]


def test_the_original_deleted_and_its_copy_kept(edited, read):
    """The names in the workbook lead nowhere then; the copy brought its own."""

    def change(book):
        copy = book.copy_worksheet(book["Actions"])
        for name, defined in list(book.defined_names.items()):
            if name.startswith("_k_Actions"):
                area = defined.attr_text.rpartition("!")[2]
                copy.defined_names[name] = DefinedName(name, attr_text=f"'Actions Copy'!{area}")
                book.defined_names[name] = DefinedName(name, attr_text="#REF!")
        book.remove(book["Actions"])
        copy["C3"], copy["C4"] = "Officer", "Sue"

    edits, told = read(edited(change))
    assert edits == [f"{SUE}(Actions Copy!C4)"]
    assert told == [
        "note: Actions Copy!C3: the heading “Owner” is “Officer” now; the column is still read as that.",
        "note: The sheet “Actions” is called “Actions Copy” now; it is read as before.",
    ]


def test_the_table_is_nowhere(edited, read):
    hint = "Take the sheet from the file that was built, with its headings."
    edits, told = read(edited(lambda book: book.remove(book["Actions"])))
    gone = "The sheet “Actions” is gone, and its table “Actions” is nowhere else in the file."
    assert (edits, told) == ([], [f"error: {gone} {hint}"])


def test_the_headings_are_nowhere(edited, read):
    def change(book):
        forget_names(book)
        book["Actions"].delete_rows(3)

    hint = "Take the sheet from the file that was built, with its headings."
    said = f"error: The table “Actions” of the sheet “Actions” is nowhere in the file. {hint}"
    assert read(edited(change))[1][0] == said


def test_a_sheet_that_has_its_name_still_is_not_taken_for_one_that_is_gone(edited, read):
    """However like its headings are."""

    def change(book):
        for column in range(1, 8):
            book["Front"].cell(40, column).value = book["Actions"].cell(3, column).value
        book.remove(book["Actions"])

    edits, told = read(edited(change))
    assert edits == []
    assert [each for each in told if "called" in each] == []
    assert [each.partition(".")[0] for each in told if each.startswith("error")] == [
        "error: The sheet “Actions” is gone, and its table “Actions” is nowhere else in the file"
    ]


def copy_and(change):
    def do(book):
        copy = book.copy_worksheet(book["Actions"])
        copy.title = "Actions (2)"
        change(copy)

    return do


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(copy_and(lambda copy: None), [], id="an identical copy"),
        pytest.param(
            copy_and(lambda copy: copy.__setitem__("C4", "Sue")),
            [
                "note: The sheet “Actions (2)” is a copy of “Actions” and differs from it: C4 “Sue”. Only “Actions” is read: type there what should count. The copy stays in the kept file.",
            ],
            id="a copy with something typed",
        ),
        pytest.param(
            lambda book: book.create_sheet("Mine").append(["ring Sue", None, 5]),
            [
                "note: The sheet “Mine” was added; it holds A1 “ring Sue”, C1 “5”. The sheet is not read; it stays in the kept copy."
            ],
            id="a sheet of one's own",
        ),
    ],
)
def test_sheets_that_were_added(edited, read, change, told):
    assert read(edited(change)) == ([], told)


def test_a_long_sheet_is_named_by_its_area(edited, read):
    def change(book):
        sheet = book.create_sheet("Mine")
        for row in range(1, 301):
            sheet.cell(row, 2).value = f"word {row}"

    (told,) = read(edited(change))[1]
    assert told.startswith("note: The sheet “Mine” was added; it holds B1 “word 1”, B2 “word 2”, ")
    assert told.endswith(
        "B200 “word 200”, and 100 more in Mine!B201:B300. The sheet is not read; it stays in the kept copy."
    )


def test_of_a_long_difference_what_is_new_is_named_first(edited, read):
    """A copy that was sorted differs everywhere; what somebody typed into it must not go under."""

    def change(book):
        for row in range(20, 320):
            book["Actions"].cell(row, 14).value = f"note {row}"
        copy = book.copy_worksheet(book["Actions"])
        copy.move_range("N20:N319", rows=1)
        copy["N321"] = "typed here"

    told = read(edited(change))[1][-1]
    assert "differs from it: N321 “typed here”, N20" not in told
    assert "differs from it: N321 “typed here”, N21 “note 20”" in told


def comment(book):
    book["Actions"]["C5"].comment = Comment("Ring Sue\nabout this", "A. Person")


def notes_anywhere(book):
    book["Actions"]["N2"] = "ring Sue"
    book["Front"]["F40"] = 12


def typed_over(book):
    book["Front"]["B8"] = 12
    book["Actions"]["J4"] = "never"
    book["Actions"]["J5"] = '=IF(1,"sneaky","")'


def words_changed(book):
    book["Front"]["A3"] = "Fill in nothing."


def address_as_text(book):
    """Excel makes a link of an address by itself."""
    book["Actions"]["M2"].value = "https://example.org/"
    book["Actions"]["M2"].hyperlink = "https://example.org/"


def link(book):
    book["Actions"]["C4"].hyperlink = "https://example.org/minutes"
    book["Actions"]["C4"].value = "Officer 1"


OVER = "It is not taken, and stays in the kept copy."


@pytest.mark.parametrize(
    ("change", "told"),
    [
        pytest.param(comment, [f"note: Actions!C5 has the comment “Ring Sue / about this”. {STAYS}"], id="a comment"),
        pytest.param(notes_anywhere, [f"note: Front!F40 holds “12”. {STAYS}", f"note: Actions!N2 holds “ring Sue”. {STAYS}"], id="notes anywhere"),
        pytest.param(
            typed_over,
            [
                f"note: Front!B8 is worked out by the workbook; “12” was typed over it. {OVER}",
                f"note: Actions!J4 (DA-01) is worked out by the workbook; “never” was typed over it. {OVER}",
                f"note: Actions!J5 (DA-02) is worked out by the workbook; “=IF(1,\"sneaky\",\"\")” was typed over it. {OVER}",
            ],
            id="typed over what is worked out",
        ),
        pytest.param(words_changed, [f"note: Front!A3 holds “Fill in nothing.”. {STAYS}"], id="words changed"),
        pytest.param(address_as_text, [f"note: Actions!M2 holds “https://example.org/”. {STAYS}"], id="an address"),
        pytest.param(link, [f"note: Actions!C4 has a link to “https://example.org/minutes”. {STAYS}"], id="a link"),
    ],
)  # fmt: skip
def test_what_the_model_has_no_place_for_is_named(edited, read, change, told):
    assert read(edited(change)) == ([], told)


THREAD = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    b'<threadedComment ref="C5" id="{1}"><text>Who does this?</text></threadedComment>'
    b'<threadedComment ref="C5" id="{2}" parentId="{1}"><text>Sue does.</text></threadedComment></ThreadedComments>'
)
DRAWING = (
    b'<xdr:wsDr xmlns:xdr="x" xmlns:a="a"><xdr:sp><xdr:txBody><a:p><a:r><a:t>Look </a:t></a:r><a:r><a:t>here</a:t></a:r>'
    b"</a:p></xdr:txBody></xdr:sp><xdr:pic/><xdr:graphicFrame/></xdr:wsDr>"
)


def test_conversations_text_boxes_and_pictures_are_named(edited, read, repacked):
    content = edited(comment)
    kind = b'<Relationship Id="rId9%d" Type="http://example.org/relationships/%s" Target="/xl/%s"/>'
    more = kind % (1, b"threadedComment", b"thread.xml") + kind % (2, b"drawing", b"drawing9.xml")
    related = {
        "xl/worksheets/_rels/sheet2.xml.rels": lambda xml: xml.replace(b"</Relationships>", more + b"</Relationships>")
    }
    added = repacked(related, content, [("xl/thread.xml", THREAD), ("xl/drawing9.xml", DRAWING)])
    assert read(added) == (
        [],
        [
            f"note: Actions!C5 has the comment “Who does this?”. {STAYS}",
            f"note: Actions!C5 has the comment “Sue does.”. {STAYS}",
            f"note: Actions has a text box: “Look here”. {STAYS}",
            f"note: Actions has a picture that the workbook was made without. {STAYS}",
            f"note: Actions has a chart that the workbook was made without. {STAYS}",
        ],
    )


@pytest.mark.parametrize(
    ("change", "edits", "told"),
    [
        pytest.param(lambda book: book["Front"].__setitem__("B6", "30/6/25"), ["history.as_of: '2025-03-31' → '2025-06-30' (Front!B6)"], [], id="the day"),
        pytest.param(lambda book: book["Front"].__setitem__("B7", "£40,000"), ["grant.allocation: '39661' → '40000' (Front!B7)"], [], id="an amount"),
        pytest.param(lambda book: book["Front"].__setitem__("B7", None), ["grant.allocation: '39661' → None (Front!B7)"], [], id="an amount emptied"),
        pytest.param(
            lambda book: book["Front"].__setitem__("B6", None),
            [],
            ["error: Front!B6 (As at) is empty, so that nobody knows which day the workbook speaks of. Type the day, such as 31/03/2025."],
            id="the day emptied",
        ),
        pytest.param(
            lambda book: book["Front"].__setitem__("B6", "31/3/0205"),
            [],
            ["error: Front!B6 (As at) holds “31/3/0205”, which is not between 1901 and 2199. Type the day, such as 31/03/2025."],
            id="the day in the year 205",
        ),
    ],
)  # fmt: skip
def test_figures(edited, read, change, edits, told):
    assert read(edited(change)) == (edits, told)


def test_figures_without_their_names_are_found_by_their_labels(edited, read):
    def change(book):
        forget_names(book)
        book["Front"].insert_rows(1)
        book["Front"]["B8"] = 5

    assert read(edited(change))[0] == ["grant.allocation: '39661' → '5' (Front!B8)"]


def test_a_label_that_stands_twice_leads_nowhere(edited, read):
    def change(book):
        forget_names(book)
        book["Actions"]["M2"], book["Actions"]["N2"] = "Allocation", 5

    told = read(edited(change))
    hint = "Put it back from the file that was built, if it was not meant."
    assert told[0] == []
    assert told[1][0] == (
        f"warning: The figure “Allocation” is nowhere in the file; what the model has stays as it is. {hint}"
    )


def test_figures_that_are_gone_change_nothing(edited, read):
    def change(book):
        forget_names(book)
        book["Front"].delete_rows(6, 2)

    hint = "Put it back from the file that was built, if it was not meant."
    assert read(edited(change)) == (
        [],
        [
            f"warning: The figure “As at” is nowhere in the file; what the model has stays as it is. {hint}",
            f"warning: The figure “Allocation” is nowhere in the file; what the model has stays as it is. {hint}",
        ],
    )
