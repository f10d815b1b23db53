"""What a person writes into a formula, and what a file holds for it."""

from __future__ import annotations

import pytest
from kcsp_docs_kit.workbooks.formulas import as_stored, mentions

STORED = [
    pytest.param("=[@Due]-1", "T[[#This Row],[Due]]-1", id="this row"),
    pytest.param("=[@[Due date]]", "T[[#This Row],[Due date]]", id="heading of two words"),
    pytest.param("=Actions[@Due]", "Actions[[#This Row],[Due]]", id="this row of a named table"),
    pytest.param("=[@[A]:[B]]", "T[[#This Row],[A]:[B]]", id="several columns"),
    pytest.param("=SUM(Actions[Due])", "SUM(Actions[Due])", id="whole column"),
    pytest.param("=SUM([Due])", "SUM(T[Due])", id="column of its own table"),
    pytest.param("=ROWS(Actions[#All])", "ROWS(Actions[#All])", id="whole table"),
    pytest.param("=[@[a'[b']]]", "T[[#This Row],[a'[b']]]", id="brackets in a heading"),
    pytest.param('=IF([@A]="[@B] ""x""",1,0)', 'IF(T[[#This Row],[A]]="[@B] ""x""",1,0)', id="text like a reference"),
    pytest.param("='It''s [@x]'!A1", "'It''s [@x]'!A1", id="sheet like a reference"),
    pytest.param("=IFNA(as_of,1)", "_xlfn.IFNA(as_of,1)", id="younger function"),
    pytest.param('="IFNA("', '"IFNA("', id="text like a function"),
    pytest.param("=STDEV.S(A1:A3)", "_xlfn.STDEV.S(A1:A3)", id="younger function with a full stop"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "stored"), STORED)
def test_a_formula_is_stored_as_files_have_it(written, stored):
    assert as_stored(written, "T") == stored


MENTIONED = [
    pytest.param("=COUNTIFS(Actions[RAG],\"Red\",Actions[Due],\"<\"&as_of)", ("COUNTIFS",), ("as_of",), (("Actions", "RAG"), ("Actions", "Due")), id="names and columns"),
    pytest.param("=[@[a'[b']]]", (), (), (("T", "a[b]"),), id="brackets in a heading"),
    pytest.param("=Front!$B$6+'My sheet'!B2:C3+A1*1.5E3", (), (), (), id="cells"),
    pytest.param("=IF(TRUE,\"name\",allocation)", ("IF",), ("allocation",), (), id="text is no name"),
    pytest.param("=ROWS(Actions[#All])", ("ROWS",), (), (("Actions", ""),), id="whole table"),
    pytest.param("=SUM(T[[#All],[A]:[B]])", ("SUM",), (), (("T", "A"), ("T", "B")), id="several columns"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "functions", "names", "columns"), MENTIONED)
def test_what_a_formula_speaks_of(written, functions, names, columns):
    found = mentions(written, "T")
    assert (found.functions, found.names, found.columns) == (functions, names, columns)
