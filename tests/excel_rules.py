"""Excel's rules, as it was seen to hold them: what breaks one makes it say "We found a problem with some content".

Excel itself is not at hand where tests run. ``tests/kit/test_excel_rules.py`` breaks a good file in each way. A finding
begins with the name of its rule.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from itertools import combinations, pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .excel_file import Area, Book, R, S, SheetPart, area, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
D = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
DATE_1980 = (1980, 1, 1, 0, 0, 0)
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr]([0-9]+)?([Cc]([0-9]+)?)?|[Cc]([0-9]+)?")
NAME = re.compile(r"[^\W\d][\w.\\]*")
SHEET_OF_NAME = re.compile(r"^(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!")
STRUCTURED = re.compile(r"([^\W\d]\w*)\[((?:[^\[\]']|'.|\[(?:[^\[\]']|'.)*\])*)\]")
MISREAD = re.compile(r"\b(TODAY|NOW|RAND|RANDBETWEEN|XLOOKUP|LET|FILTER|INDIRECT|OFFSET)\(")
LAST_DAY = 2_958_465


def findings(content: bytes) -> list[str]:
    """Every rule that a file breaks; none for a file that Excel opens without a word."""
    try:
        return _findings(Book(content))
    except (zipfile.BadZipFile, ET.ParseError, KeyError, ValueError) as error:
        return [f"file: cannot be read: {error}"]


def _findings(book: Book) -> list[str]:
    found = [*_package(book), *_sheet_names(book), *_names(book), *_strings(book), *_styles(book), *_tables(book)]
    for sheet in book.sheets:
        for rule in SHEET_RULES if not (misplaced := list(_places(sheet))) else ():
            found += [f"{problem} ({sheet.name})" for problem in rule(sheet)]
        found += misplaced
    return found


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def twice(values: Iterable[object]) -> list[object]:
    return [value for value, count in Counter(values).items() if count > 1]


def _package(book: Book) -> Iterator[str]:
    for name in twice(entry.filename for entry in book.entries):
        yield f"package: {name} is there twice"
    if any(entry.date_time != DATE_1980 for entry in book.entries):
        yield "package: entries are dated by a clock"
    types = book.parts["[Content_Types].xml"]
    stated = {each.get("PartName", "").lstrip("/") for each in types}
    endings = {each.get("Extension") for each in types}
    for part in book.parts:
        if part not in stated and part.rsplit(".", 1)[-1] not in endings - {"xml"} and part != "[Content_Types].xml":
            yield f"package: {part} has no content type"
        for relation in book.relations(part).values():
            if relation.external:
                yield f"link: {part} leads outside, to {relation.target}"
            elif relation.target not in book.parts:
                yield f"package: {part} leads to {relation.target}, which is not there"


def _sheet_names(book: Book) -> Iterator[str]:
    names = [sheet.name for sheet in book.sheets]
    for name in twice(name.casefold() for name in names):
        yield f"sheet: {name} is there twice"
    for name in names:
        if not 0 < units(name) <= 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name) or name.casefold() == "history":
            yield f"sheet: {name} is no name for a sheet"
    views = list(book.workbook.iter(f"{S}workbookView"))
    if [view.get("activeTab", "0") for view in views] != ["0"] or book.sheets[0].state != "visible":
        yield "view: the first sheet is not the one that opens"
    selected = [
        sheet.name for sheet in book.sheets for view in sheet.root.iter(f"{S}sheetView") if view.get("tabSelected")
    ]
    if selected != names[:1]:
        yield f"view: {selected} are selected"
    for number in twice(each.get("sheetId") for each in book.workbook.iter(f"{S}sheet")):
        yield f"sheet: the number {number} is there twice"


def _names(book: Book) -> Iterator[str]:
    sheets = {sheet.name for sheet in book.sheets}
    for pair in twice((each.get("name").casefold(), each.get("localSheetId")) for each in book.names):
        yield f"name: {pair} is there twice"
    tables = {table.get("displayName").casefold() for _, table in book.tables()}
    for each in book.names:
        name, target = each.get("name"), each.text or ""
        if not name.startswith("_xlnm.") and (
            not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name) or units(name) > 255
        ):
            yield f"name: {name} is no name"
        if name.casefold() in tables:
            yield f"name: {name} is a table's name too"
        sheet = SHEET_OF_NAME.match(target)
        if not sheet or (sheet[1] or sheet[2]).replace("''", "'") not in sheets or "#REF!" in target:
            yield f"name: {name} stands for {target}"
        if int(each.get("localSheetId", "0")) >= len(sheets):
            yield f"name: {name} belongs to a sheet that is not there"


def _strings(book: Book) -> Iterator[str]:
    root = book.parts["xl/sharedStrings.xml"]
    for text in book.strings:
        if units(text) > 32_767:
            yield f"string: {text[:20]}... has {units(text)} units"
    uses = sum(cell.type == "s" for sheet in book.sheets for cell in sheet.cells)
    if int(root.get("uniqueCount")) != len(book.strings) or int(root.get("count")) != uses:
        yield "string: the strings are miscounted"
    for sheet in book.sheets:
        for cell in sheet.cells:
            if cell.type == "s" and not 0 <= int(cell.value) < len(book.strings):
                yield f"string: {sheet.name}!{cell.ref} has string {cell.value}"


def _styles(book: Book) -> Iterator[str]:
    styles = book.parts["xl/styles.xml"]
    sizes = {tag: len(styles.find(f"{S}{tag}s")) for tag in ("font", "fill", "border")}
    formats = {int(each.get("numFmtId")) for each in styles.iter(f"{S}numFmt")}
    for place, look in enumerate(styles.find(f"{S}cellXfs")):
        for tag, size in sizes.items():
            if int(look.get(f"{tag}Id")) >= size:
                yield f"style: look {place} has a {tag} that is not there"
        if int(look.get("numFmtId")) >= 164 and int(look.get("numFmtId")) not in formats:
            yield f"style: look {place} has a number format that is not there"
    for tag in ("fonts", "fills", "borders", "cellXfs", "cellStyleXfs", "dxfs", "numFmts"):
        found = styles.find(f"{S}{tag}")
        if found is not None and int(found.get("count")) != len(found):
            yield f"style: {tag} are miscounted"


def _tables(book: Book) -> Iterator[str]:
    tables = list(book.tables())
    for kind in ("id", "name", "displayName"):
        for value in twice(table.get(kind).casefold() for _, table in tables):
            yield f"table: the {kind} {value} is there twice"
    for sheet, table in tables:
        for problem in (*_table_itself(table), *_table_cells(sheet, table)):
            yield f"table: {table.get('name')}: {problem}"


def _table_itself(table: ET.Element) -> Iterator[str]:
    name, place = table.get("displayName"), area(table.get("ref"))
    columns = table.find(f"{S}tableColumns")
    headings = [each.get("name") for each in columns]
    if not NAME.fullmatch(name) or LIKE_A_CELL.fullmatch(name):
        yield "the name is none"
    if place.bottom <= place.top:
        yield "there is no row under the headings"
    if not int(columns.get("count")) == len(headings) == place.right - place.left + 1:
        yield "the columns are miscounted"
    if [each.get("id") for each in columns] != [str(number) for number in range(1, len(headings) + 1)]:
        yield "the columns are not numbered in turn"
    for heading in twice(heading.casefold() for heading in headings):
        yield f"the heading {heading} is there twice"
    for heading in headings:
        if not 0 < units(plain(heading)) <= 255:
            yield f"the heading {heading[:20]} is too long or empty"
    autofilter = table.find(f"{S}autoFilter")
    if autofilter is not None and area(autofilter.get("ref")) != place:
        yield "the filter is not over the table"


def _table_cells(sheet: SheetPart, table: ET.Element) -> Iterator[str]:
    place = area(table.get("ref"))
    for column, said in enumerate(table.iter(f"{S}tableColumn"), place.left):
        cell = sheet.by_place.get((place.top, column))
        if cell is None or cell.type != "s" or sheet.text(place.top, column) != plain(said.get("name")):
            yield f"the heading {said.get('name')} is not what its cell says"
        formula = said.findtext(f"{S}calculatedColumnFormula")
        for row in range(place.top + 1, place.bottom + 1):
            below = sheet.by_place.get((row, column))
            if formula is not None and (below is None or below.formula != formula):
                yield f"row {row} of {said.get('name')} has not the column's formula"


def _rows(sheet: SheetPart) -> Iterator[str]:
    rows = list(sheet.root.iter(f"{S}row"))
    numbers = [int(row.get("r")) for row in rows]
    if any(second <= first for first, second in pairwise(numbers)) or any(
        not 1 <= each <= 1_048_576 for each in numbers
    ):
        yield "row: rows are out of order"
    for row in rows:
        places = [area(cell.get("r")) for cell in row]
        if any(place.top != int(row.get("r")) or place.right > 16_384 for place in places):
            yield f"cell: row {row.get('r')} has another row's cells"
        if any(second.left <= first.left for first, second in pairwise(places)):
            yield f"cell: cells of row {row.get('r')} are out of order"
        if float(row.get("ht", "15")) > 409.5:
            yield f"row: row {row.get('r')} is {row.get('ht')} points high"


def _cells(sheet: SheetPart) -> Iterator[str]:
    looks = sheet.book.parts["xl/styles.xml"].find(f"{S}cellXfs")
    for cell in sheet.cells:
        if cell.style >= len(looks):
            yield f"style: {cell.ref} has look {cell.style}"
            continue
        if (
            cell.type == "n"
            and cell.value is not None
            and not re.fullmatch(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", cell.value)
        ):
            yield f"cell: {cell.ref} holds {cell.value!r} as a number"
        elif cell.type == "n" and cell.value is not None and _is_day(sheet.book, looks[cell.style]):
            yield from [f"cell: {cell.ref} holds day {cell.value}"] if not 61 <= float(cell.value) <= LAST_DAY else []


def _is_day(book: Book, look: ET.Element) -> bool:
    codes = {each.get("numFmtId"): each.get("formatCode") for each in book.parts["xl/styles.xml"].iter(f"{S}numFmt")}
    return "yy" in codes.get(look.get("numFmtId"), "")


def _formulas(sheet: SheetPart) -> Iterator[str]:
    tables = {
        table.get("name").casefold(): {plain(each.get("name")).casefold() for each in table.iter(f"{S}tableColumn")}
        for _, table in sheet.book.tables()
    }
    for cell in sheet.cells:
        if cell.formula is None:
            continue
        if cell.value is None or (cell.value == "" and cell.type != "str"):
            yield f"formula: {cell.ref} comes to nothing"
        bare = re.sub(r'"[^"]*"', "", cell.formula)
        if not 0 < len(cell.formula) <= 8_192 or cell.formula.startswith("=") or bare.count("(") != bare.count(")"):
            yield f"formula: {cell.ref} has {cell.formula[:40]}"
        if MISREAD.search(bare) or "@" in bare or re.search(r"\[\d+\]", bare):
            yield f"formula: {cell.ref} uses what a file should not: {cell.formula[:60]}"
        for name, inner in STRUCTURED.findall(bare):
            headings = re.findall(r"\[([^#\[\]][^\[\]]*)\]", inner) or [inner]
            known = tables.get(name.casefold(), set())
            if any(
                re.sub(r"'(.)", r"\1", each).casefold() not in known for each in headings if not each.startswith("#")
            ):
                yield f"formula: {cell.ref} uses {name}[{inner}]"


def _ranges(sheet: SheetPart) -> Iterator[str]:
    tables = [area(table.get("ref")) for table in sheet.tables]
    merged = [area(each.get("ref")) for each in sheet.root.iter(f"{S}mergeCell")]
    for first, second in combinations(tables, 2):
        if first.overlaps(second):
            yield "table: tables overlap"
    for first, second in combinations([*merged, *tables], 2):
        if first.overlaps(second) and first in merged:
            yield "merge: merged cells overlap others, or a table"
    for tag, part in (("mergeCells", "mergeCell"), ("dataValidations", "dataValidation"), ("tableParts", "tablePart")):
        for each in sheet.root.iter(f"{S}{tag}"):
            if int(each.get("count")) != len(each.findall(f"{S}{part}")):
                yield f"count: {tag} are miscounted"


def _validations(sheet: SheetPart) -> Iterator[str]:
    places: list[Area] = []
    names = {each.get("name").casefold() for each in sheet.book.names}
    for each in sheet.root.iter(f"{S}dataValidation"):
        places += _areas(each.get("sqref"))
        for attribute, most in (("promptTitle", 32), ("errorTitle", 32), ("prompt", 255), ("error", 255)):
            if units(each.get(attribute, "")) > most:
                yield f"validation: {attribute} of {each.get('sqref')} is too long"
        formula = each.findtext(f"{S}formula1") or ""
        if each.get("type") == "list" and formula.startswith('"') and units(formula) - 2 > 255:
            yield f"validation: the list of {each.get('sqref')} is too long"
        elif each.get("type") == "list" and not formula.startswith('"') and formula.casefold() not in names:
            yield f"validation: the list of {each.get('sqref')} is {formula}"
        if each.get("type") and not formula:
            yield f"validation: {each.get('sqref')} has no rule"
    if any(first.overlaps(second) for first, second in combinations(places, 2)):
        yield "validation: two stand over one cell"


def _areas(sqref: str) -> list[Area]:
    """Raises ValueError for what is no list of ranges, or is longer than Excel takes."""
    found = [area(each) for each in sqref.split()]
    if not found or len(found) > 8_192 or any(each.bottom > 1_048_576 or each.right > 16_384 for each in found):
        raise ValueError(sqref)
    return found


def _places(sheet: SheetPart) -> Iterator[str]:
    for each in sheet.root.iter():
        if "sqref" in each.attrib:
            try:
                _areas(each.get("sqref"))
            except ValueError:
                yield f"place: {each.tag.removeprefix(S)} has {each.get('sqref')!r}"


def _conditional_formats(sheet: SheetPart) -> Iterator[str]:
    dxfs = sheet.book.parts["xl/styles.xml"].find(f"{S}dxfs")
    rules = list(sheet.root.iter(f"{S}cfRule"))
    used = [
        *(rule.get("dxfId") for rule in rules),
        *(each.get("dataDxfId") for table in sheet.tables for each in table.iter()),
    ]
    for number in used:
        if number is not None and int(number) >= len(dxfs):
            yield f"style: a rule has look {number} of {len(dxfs)}"
    for priority in twice(rule.get("priority") for rule in rules):
        yield f"rule: the priority {priority} is there twice"


def _panes(sheet: SheetPart) -> Iterator[str]:
    for view in sheet.root.iter(f"{S}sheetView"):
        pane = view.find(f"{S}pane")
        parts = {each.get("pane", "topLeft") for each in view.findall(f"{S}selection")}
        if pane is None:
            if parts - {"topLeft"}:
                yield "view: a selection is in a pane that is not there"
            if view.get("topLeftCell", "A1") != "A1" or any(each.get("activeCell", "A1") != "A1" for each in view):
                yield "view: it does not open at A1"
            continue
        split = (int(pane.get("ySplit", "0")) + 1, int(pane.get("xSplit", "0")) + 1)
        corner = area(pane.get("topLeftCell"))
        if (corner.top, corner.left) != split or pane.get("state") != "frozen" or pane.get("activePane") not in parts:
            yield "view: the frozen rows are not those above the rows that scroll"
        # Excel shows some 25 rows on a laptop; what scrolls must be seen.
        if split[0] > 15:
            yield "view: the frozen rows leave nothing that scrolls"


def _columns(sheet: SheetPart) -> Iterator[str]:
    looks = len(sheet.book.parts["xl/styles.xml"].find(f"{S}cellXfs"))
    columns = list(sheet.root.iter(f"{S}col"))
    for each in columns:
        ends = int(each.get("min")), int(each.get("max"))
        if (
            not 1 <= ends[0] <= ends[1] <= 16_384
            or float(each.get("width", "9")) > 255
            or int(each.get("style", "0")) >= looks
        ):
            yield f"column: {ends} cannot be"
    if any(int(second.get("min")) <= int(first.get("max")) for first, second in pairwise(columns)):
        yield "column: columns overlap or are out of order"


def _page(sheet: SheetPart) -> Iterator[str]:
    for each in sheet.root.iter(f"{S}headerFooter"):
        if any(units(part.text or "") > 255 for part in each):
            yield "page: a footer is too long"
    for each in sheet.root.iter(f"{S}rowBreaks"):
        if int(each.get("count")) != len(each) or int(each.get("manualBreakCount")) != len(each):
            yield "page: breaks are miscounted"


def _drawings(sheet: SheetPart) -> Iterator[str]:
    relations = sheet.book.relations(sheet.path)
    for drawing in sheet.root.iter(f"{S}drawing"):
        relation = relations.get(drawing.get(f"{R}id"))
        if relation is None or relation.target not in sheet.book.parts:
            yield "drawing: the sheet's drawing is not there"
            continue
        for anchor in sheet.book.parts[relation.target]:
            yield from _anchor(sheet, anchor, relation.target)


def _anchor(sheet: SheetPart, anchor: ET.Element, path: str) -> Iterator[str]:
    said = anchor.find(f"{D}graphicFrame/{D}nvGraphicFramePr/{D}cNvPr")
    if said is None or not (said.get("descr") or "").strip():
        yield "drawing: a chart has no words for those who do not see it"
    start, end = (
        [int(anchor.findtext(f"{D}{corner}/{D}{part}")) for part in ("row", "col")] for corner in ("from", "to")
    )
    if end[0] <= start[0] or end[1] < start[1]:
        yield "drawing: a chart ends before it begins"
    for cell in sheet.cells:
        if cell.value is not None and start[0] < cell.row - 1 < end[0] and start[1] < cell.column - 1 < end[1]:
            yield f"drawing: a chart stands over {cell.ref}"
    chart = next(anchor.iter(f"{C}chart"), None)
    relation = sheet.book.relations(path).get(chart.get(f"{R}id")) if chart is not None else None
    if relation is None or relation.target not in sheet.book.parts:
        yield "drawing: a chart is not there"
        return
    for formula in sheet.book.parts[relation.target].iter(f"{C}f"):
        name = SHEET_OF_NAME.match(formula.text)
        if not name or (name[1] or name[2]).replace("''", "'") not in {each.name for each in sheet.book.sheets}:
            yield f"drawing: a chart shows {formula.text}"


SHEET_RULES = (
    _rows, _cells, _formulas, _ranges, _validations, _conditional_formats, _panes, _columns, _page, _drawings,
)  # fmt: skip
