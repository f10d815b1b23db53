"""YAML as a tree of text: nothing is guessed, every node knows its place, no file harms the process."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kcsp_docs.reading.nodes import ListNode, Node, RecordNode, ScalarNode
from kcsp_docs.reading.source import source_of
from kcsp_docs.reading.yaml_tree import Limits, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
YAML_FILES = sorted(path for folder in ("base", "broken") for path in (HERE / folder).rglob("*.yaml") if path.is_file())
PIECES = [
    *"{}[]:,-?!&*#|>@%'\"\\ \n\t~`=\r",
    "a: ",
    "- ",
    "\n  ",
    "\n    - ",
    ": x\n",
    "{{ x }}",
    "---\n",
    "...\n",
    "%YAML 1.2\n",
    "<<: ",
    "!!str ",
    "&a ",
    "*a",
    " #4",
    "|2-\n",
    '"\\x',
    '"\\uD800"',
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\x00",
    "😀",
    "é",
    "name",
    "12:30",
]


def tree_of(text: str) -> Node:
    reading = read_yaml(text, "f.yaml")
    assert reading.problems == ()
    assert reading.tree is not None
    return reading.tree.root


def scalars(node: Node) -> Iterator[ScalarNode]:
    match node:
        case ScalarNode():
            yield node
        case ListNode(items):
            for item in items:
                yield from scalars(item)
        case RecordNode(entries):
            for entry in entries:
                yield entry.key
                yield from scalars(entry.value)


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "0123",
        "12:30",
        "+44 1622 000000",
        "2025-02-30",
        "1e3",
        "0x1F",
        "1_000",
        "on",
        ".inf",
        "2.10",
        "=",
        "50%",
    ],
)
@pytest.mark.parametrize("quoted", ["{}", "'{}'", '"{}"'], ids=["plain", "single", "double"])
def test_a_scalar_is_the_text_that_is_written(written: str, quoted: str) -> None:
    root = tree_of(f"key: {quoted.format(written)}\n")
    assert isinstance(root, RecordNode)
    assert root.text("key") == written


def test_a_key_with_nothing_after_it_is_not_given_and_quoted_nothing_is() -> None:
    root = tree_of("absent:\nempty: ''\n")
    assert isinstance(root, RecordNode)
    assert root.value("absent") is None
    assert isinstance(root.value("empty"), ScalarNode)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_marks_enclose_what_is_written(line_end: str) -> None:
    text = line_end.join(
        ["# 😀", "é: '😀 it''s'", "list:", "  - 😀 plain  # comment", "  - |", "    block", "last: x", ""]
    )
    marked = [
        (node.start.line, node.start.column, text[node.start.offset : node.end.offset])
        for node in scalars(tree_of(text))
    ]
    assert marked == [
        (2, 1, "é"),
        (2, 4, "'😀 it''s'"),
        (3, 1, "list"),
        (4, 5, "😀 plain"),
        (5, 5, line_end.join(["|", "    block", ""])),
        (7, 1, "last"),
        (7, 7, "x"),
    ]


def test_a_byte_order_mark_shifts_no_column() -> None:
    source = source_of(b"\xef\xbb\xbfa: *b\n", "f.yaml")
    assert source.text is not None
    assert [(each.line, each.column) for each in read_yaml(source.text, "f.yaml").problems] == [(1, 4)]


@pytest.mark.parametrize(
    "text",
    ["a: x # so", "a: x  #", "a: x #\n", "a: 'Room #4' #5", "#4\na: b", "a:\n  #4\n  b: c", "a: x#4", "a: x ## so"],
)
def test_a_comment_is_no_problem_where_it_is_one(text: str) -> None:
    assert read_yaml(text, "f.yaml").problems == ()


@pytest.mark.parametrize("path", YAML_FILES, ids=lambda path: path.relative_to(HERE).as_posix())
def test_without_libyaml_the_results_are_the_same(path: Path) -> None:
    text = source_of(path.read_bytes(), "f.yaml").text or "a: b"
    with_libyaml = read_yaml(text, "f.yaml")
    without = read_yaml(text, "f.yaml", parser=yaml.SafeLoader)
    assert without.problems == with_libyaml.problems
    assert with_libyaml.tree is None or without.tree == with_libyaml.tree


@pytest.mark.parametrize(
    "text",
    [
        "[" * 1_000_000,
        "{a: " * 200_000,
        "- " * 200_000,
        "? " * 200_000,
        "[{a: [" * 50_000,
        "".join(" " * level + "a:\n" for level in range(1_500)),
        "[" * 9_000 + "]" * 9_000,
        "a: " + "[" * 60 + "]" * 60,
    ],
    ids=["brackets", "braces", "hyphens", "questions", "mixed", "indented", "closed", "just over"],
)
@pytest.mark.parametrize("parser", [yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "python"])
def test_deep_nesting_is_refused_before_it_harms(text: str, parser: object) -> None:
    started = time.process_time()
    reading = read_yaml(text, "f.yaml", parser=parser)
    assert reading.tree is None
    assert [problem.code for problem in reading.problems][-1:] == ["too-deep"]
    assert time.process_time() - started < 5


def test_fifty_levels_are_read() -> None:
    assert isinstance(tree_of("[" * 50 + "x" + "]" * 50), ListNode)


def test_values_are_counted_and_not_built_beyond_the_limit() -> None:
    reading = read_yaml("- a\n- b\n- c\n", "f.yaml", limits=Limits(nodes=3))
    assert [str(problem) for problem in reading.problems] == [
        (
            "f.yaml:3:3: This file holds more than 3 values; reading ends here. Keep only the model's own text in it. "
            "[too-many-values]"
        )
    ]


def places_point_into(text: str, reading: object) -> None:
    lines = text.split("\n")
    for problem in reading.problems:  # type: ignore[attr-defined]
        assert problem.file == "f.yaml"
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=400, deadline=None)
@example('a: "\\UFFFFFFFF"\n')
@example("a: 'b\n---\n")
@example("!<")
@example("? a\n? b")
def test_no_text_raises_and_every_problem_has_a_place_in_it(text: str) -> None:
    for parser in (yaml.CSafeLoader, yaml.SafeLoader):
        source = source_of(text.encode(), "f.yaml")
        places_point_into(text.removeprefix("\ufeff"), source)
        if source.text is not None:
            reading = read_yaml(source.text, "f.yaml", parser=parser)
            places_point_into(source.text, reading)
            assert (reading.tree is not None) or reading.problems


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise(content: bytes) -> None:
    source = source_of(content, "f.yaml")
    if source.text is None:
        assert source.problems
    else:
        read_yaml(source.text, "f.yaml")
