"""The example of 2024 with facts and terms changed at random: other editions whose packs nobody has broken."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]

WORDS = (
    "each",
    "Yearly",
    "of",
    "the",
    "and",
    "report",
    "partners’",
    "‘plan’",
    "£40,000",
    "Anyshire",
    "(draft)",
    "children’s",
)
NAMES = (
    "Anyshire Health Trust",
    "The Youth Service",
    "Board of Trade",
    "Safer Streets and Homes Alliance",
    "A&E Network",
)
TITLES = ("Yearly review", "What members do", "Members’ duties", "Scope", "Reporting")
CAPACITIES = ("responsible-authority", "co-operating", "member", "in-attendance")
FREQUENCIES = ("monthly", "quarterly", "twice-a-year", "yearly")
ITEM = re.compile(r"^- .*?(?=^- |^\n|\Z)", re.MULTILINE | re.DOTALL)


def mutate(examples: Path, to: Path, draw: Draw) -> Path:
    """A copy of the model in which one to six things differ; who attended meetings is left out, for members leave."""
    for name in ("kcsp-2023", "kcsp-2024"):
        shutil.copytree(examples / name, to / name, ignore=shutil.ignore_patterns("out"), dirs_exist_ok=True)
    model = to / "kcsp-2024"
    meetings = model / "meetings.yaml"
    meetings.write_text(re.sub(r"(?m)^  attended: .*\n", "", meetings.read_text(encoding="utf-8")), encoding="utf-8")
    for _ in range(draw(st.integers(1, 6))):
        file, change = draw(st.sampled_from(MUTATIONS))
        change(model / file, draw)
    return model


def _in_yaml(change: Callable[[Any, Draw], None]) -> Callable[[Path, Draw], None]:
    def in_file(path: Path, draw: Draw) -> None:
        facts = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)  # texts, as the model has them
        change(facts, draw)
        path.write_text(
            yaml.dump(facts, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )

    return in_file


def _in_terms(change: Callable[[str, Draw], str]) -> Callable[[Path, Draw], None]:
    def in_file(folder: Path, draw: Draw) -> None:
        path = draw(st.sampled_from(sorted(folder.glob("*.md"))))
        path.write_text(change(path.read_text(encoding="utf-8"), draw), encoding="utf-8")

    return in_file


# Facts


def _group(facts: Any, draw: Draw) -> Any:
    return draw(st.sampled_from(facts["groups"]))


def rename_body(facts: Any, draw: Draw) -> None:
    body = draw(st.sampled_from([each for each in facts["organisations"] if each["id"] != "kcc"]))
    body["name"] = draw(st.sampled_from(NAMES)) + f" {len(body['id'])}th"


def add_member(facts: Any, draw: Draw) -> None:
    group, body = _group(facts, draw), draw(st.sampled_from(facts["organisations"]))
    if body["id"] not in {member["id"] for member in group["members"]}:
        capacity = draw(st.sampled_from(CAPACITIES[:2]))
        group["members"].append(
            {"id": body["id"], "organisation": body["id"], "capacity": capacity, "counts_towards_quorum": "no"}
        )


def remove_member(facts: Any, draw: Draw) -> None:
    group = _group(facts, draw)
    taken = {group[seat].get("member") for seat in ("chair", "vice_chair") if seat in group}
    some = [member for member in group["members"] if member["id"] not in taken]
    if len(some) > 4:
        group["members"].remove(draw(st.sampled_from(some)))


def change_capacity(facts: Any, draw: Draw) -> None:
    draw(st.sampled_from(_group(facts, draw)["members"]))["capacity"] = draw(st.sampled_from(CAPACITIES))


def change_teams(facts: Any, draw: Draw) -> None:
    group = _group(facts, draw)
    member = draw(st.sampled_from([each for each in group["members"] if each["id"] == "kcc"]))
    kept = draw(
        st.lists(
            st.sampled_from(["Community Safety", "Public Health", "Road Safety", "Prevent", "the Data Team"]),
            min_size=1,
            unique=True,
        )
    )
    member["represented_by"] = {"teams": kept}


def change_quorum(facts: Any, draw: Draw) -> None:
    group = draw(st.sampled_from([group for group in facts["groups"] if "minimum" in group["quorum"]]))
    group["quorum"]["minimum"] = str(draw(st.integers(1, 4)))


def change_meetings(facts: Any, draw: Draw) -> None:
    _group(facts, draw)["meetings"]["frequency"] = draw(st.sampled_from(FREQUENCIES))


def change_term(facts: Any, draw: Draw) -> None:
    _group(facts, draw)["chair"]["term_years"] = str(draw(st.integers(1, 4)))


def change_letter(facts: Any, draw: Draw) -> None:
    for group, letter in zip(facts["groups"], draw(st.permutations("ABCDE")), strict=False):
        group["appendix"] = letter


def rename_group(facts: Any, draw: Draw) -> None:
    group = draw(st.sampled_from(facts["groups"][1:]))
    group["formerly"] = [group["name"]]
    group["name"] = draw(st.sampled_from(("Homicide Review Board", "Delivery Group"))) + f" of {group['appendix']}"
    group["short_name"] = group["name"]


# The paper


def forget_reasons(facts: Any, draw: Draw) -> None:
    facts["changes"].remove(draw(st.sampled_from(facts["changes"])))
    facts["changes"] = facts["changes"] or []


def quote_or_not(facts: Any, draw: Draw) -> None:
    for each in facts["changes"]:
        each["quote"] = draw(st.sampled_from(("yes", "no")))


def change_watch(facts: Any, draw: Draw) -> None:
    facts["watch"][1]["closes"] = draw(st.dates(date(2023, 1, 1), date(2025, 12, 31))).isoformat()


# Terms


def reword_line(text: str, draw: Draw) -> str:
    """A word of some line of prose becomes another, goes or gets one beside it."""
    lines = text.split("\n")
    some = [at for at, line in enumerate(lines) if line.strip() and not re.search(r"[#{%}]", line)]
    if not some:
        return text
    at = draw(st.sampled_from(some))
    words = lines[at].split(" ")
    place = draw(st.integers(1, len(words)))
    new = [draw(st.sampled_from(WORDS))] if draw(st.booleans()) else []
    words[place : place + draw(st.integers(0, 2))] = new
    lines[at] = " ".join(words)
    return "\n".join(lines)


def drop_item(text: str, draw: Draw) -> str:
    items = [each[0] for each in ITEM.finditer(text) if "{%" not in each[0] and "{{" not in each[0]]
    return text.replace(draw(st.sampled_from(items)), "") if len(items) > 2 else text


def add_item(text: str, draw: Draw) -> str:
    words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8)))
    items = [each[0] for each in ITEM.finditer(text) if "{%" not in each[0]]
    item = draw(st.sampled_from(items)) if items else ""
    return text.replace(item, f"- report on {words};\n{item}") if item else text


def rename_section(text: str, draw: Draw) -> str:
    titles = re.findall(r"^## (.*?) \{:", text, re.MULTILINE)
    title = draw(st.sampled_from(titles))
    return text.replace(f"## {title} {{:", f"## {draw(st.sampled_from(TITLES))} {{:", 1)


def move_section(text: str, draw: Draw) -> str:
    head, *sections = re.split(r"(?m)^(?=## )", text)
    sections = [section.rstrip("\n") + "\n\n" for section in sections]
    moved = sections.pop(draw(st.integers(0, len(sections) - 1)))
    sections.insert(draw(st.integers(0, len(sections))), moved)
    return head + "".join(sections)


def drop_section(text: str, draw: Draw) -> str:
    head, *sections = re.split(r"(?m)^(?=## )", text)
    sections.pop(draw(st.integers(0, len(sections) - 1)))
    return head + "".join(sections)


def add_section(text: str, draw: Draw) -> str:
    words = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=8)))
    return f"{text.rstrip()}\n\n## {draw(st.sampled_from(TITLES))}\n\nThe group is to {words}.\n"


MUTATIONS = [
    *(("partnership.yaml", _in_yaml(change)) for change in (
        rename_body, add_member, remove_member, change_capacity, change_teams, change_quorum, change_meetings,
        change_term, change_letter, rename_group,
    )),
    *(("review.yaml", _in_yaml(change)) for change in (forget_reasons, quote_or_not, change_watch)),
    *(("terms", _in_terms(change)) for change in (
        reword_line, reword_line, reword_line, drop_item, add_item, rename_section, move_section, drop_section, add_section,
    )),
]  # fmt: skip
