"""What is reviewed: whole packs and parts of one, odd files, and what the model's own rules have told already."""

from __future__ import annotations

import io
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from kcsp_docs_plugins.pack_review import kcsp_review

from kcsp_docs import File, Pack, registry
from kcsp_docs.artefact import Rendered
from kcsp_docs.pipeline.building import BuildRequest, build_model

from .packs import (
    Edit,
    drop,
    files_of,
    forget_marks,
    found,
    keep_words_own_marks,
    reword,
    with_edit,
    with_files,
    word_file,
)

PAPER, C = "cover-paper.docx", "appendix-c-kcsp-working-group.docx"
PART = "note: Only a part of the pack was made, and only that was reviewed: {}. Build everything to have the files compared with each other. [part-of-a-pack]"


def only(pack: Pack, *names: str) -> Pack:
    files = [file for name, file in files_of(pack).items() if name in names]
    return replace(with_files(pack, files), complete=False)


@pytest.mark.parametrize("names", [(PAPER,), (C,), (PAPER, C)])
def test_a_part_of_a_pack_is_reviewed_as_far_as_it_goes(names: tuple[str, ...], example: Pack) -> None:
    assert found(only(example, *names)) == [PART.format(", ".join(names))]


def test_a_part_without_word_files_is_not_spoken_of(example: Pack) -> None:
    tracker = Rendered("action-tracker", (File("action-tracker.xlsx", b"PK"),))
    assert found(replace(example, rendered=(tracker,), complete=False)) == []


def test_what_cannot_be_read_is_noted_and_the_rest_is_reviewed(example: Pack) -> None:
    odd = (File("notes.DOCX", b"no Word document"), File("tracker.xlsx", b"nor this"), File("read.me", b"\x00"))
    broken = with_edit(example, PAPER, reword("KCSP’s two", "KCSPs two"))
    assert found(with_files(broken, (*files_of(broken).values(), *odd))) == [
        "note: notes.DOCX: This was not reviewed: The file cannot be opened as a Word document. Open it in Word and save it as a new Word document (.docx). [file-not-reviewed]",
        "cover-paper.docx: Paragraph 4.1 says “KCSPs two subgroups”; KCSP is one body, so that it has no plural. Write “KCSP’s two subgroups”, if that is what belongs to it. [possessive-without-apostrophe]",
    ]


def test_a_strangers_file_is_read_as_text(example: Pack) -> None:
    made = docx.Document()
    made.add_paragraph("")
    made.add_table(2, 2).cell(1, 1).text = "The KCSP Working Group (Appendix A) met."
    buffer = io.BytesIO()
    made.save(buffer)
    file = File("briefing.docx", buffer.getvalue())
    assert found(with_files(example, (*files_of(example).values(), file))) == [
        "briefing.docx: Row 2 of table 1 (“The KCSP Working Group (Appendix A) met.”) gives the KCSP Working Group the letter A; its terms are Appendix C (appendix-c-kcsp-working-group.docx). The letter is that of the model; build the file anew, or mend the text. [appendix-letter]"
    ]


def test_the_rows_of_the_change_log_have_the_letters_of_both_editions(example: Pack) -> None:
    made = docx.Document()
    made.add_heading("KCSP Working Group (Appendix C)", 1)
    made.add_table(1, 1).cell(0, 0).text = "the KCSP Working Group (Appendix B);"
    buffer = io.BytesIO()
    made.save(buffer)
    log = File("change-log.docx", buffer.getvalue())
    assert found(with_files(example, ({**files_of(example), log.name: log}).values())) == []


def test_a_file_name_with_another_letter(example: Pack) -> None:
    files = files_of(example)
    renamed = replace(files[C], name="appendix-b-kcsp-working-group.docx")
    assert found(with_files(example, ({**files, C: renamed}).values())) == [
        "appendix-b-kcsp-working-group.docx: The file name says Appendix B; the terms of the KCSP Working Group are Appendix C. The letter is that of the model; build the file anew, or mend the text. [appendix-letter]"
    ]


def test_a_mark_of_no_change(example: Pack) -> None:
    without = tuple(change for change in example.changes if not change.key.startswith("member.serious-violence-board"))
    assert found(replace(example, changes=without)) == [
        "cover-paper.docx: Paragraph 2.3 is marked as telling of a change, but there is no such change to be told. Take the sentence out, or add to the model what it tells. [told-without-change]",
        "cover-paper.docx: Paragraph 2.3 says that “Kent and Medway Serious Violence Prevention Partnership Board” has been added, which did not happen in the terms of the KCSP. Take the sentence out, or add to the model what it tells. [told-without-change]",
    ]


def test_without_its_marks_the_paper_is_judged_by_its_words(example: Pack) -> None:
    note, *others = found(with_edit(example, PAPER, forget_marks))
    assert note.endswith("[changes-judged-by-words]")
    assert others == []
    note, *others = found(
        with_edit(example, PAPER, forget_marks, drop("Serious Violence Prevention Partnership Board"))
    )
    assert others == [
        "cover-paper.docx: No paragraph tells that “Kent and Medway Serious Violence Prevention Partnership Board” was added (KCSP). Add a paragraph that tells of it, or build the paper anew from the model. [change-not-told]"
    ]


@pytest.mark.parametrize("edit", [forget_marks, keep_words_own_marks])
def test_terms_from_elsewhere_are_judged_by_their_text_alone(edit: Edit, example: Pack) -> None:
    """Without the model's ids in it, nothing says that a rule has told what the text shows."""
    codes = Counter(problem.code for problem in kcsp_review(with_edit(example, C, edit)))
    assert codes == {"body-under-two-names": 1, "body-in-two-lists": 1}


def test_one_build_tells_each_slip_once(examples: Path, tmp_path: Path) -> None:
    report = build_model(BuildRequest(examples / "kcsp-2024", tmp_path / "out"), registry.load(), lambda _: None)
    told = [str(problem) for problem in report.problems]
    for words in ("Violence Reduction Unit", "Safer Roads for Kent Partnership", "National Probation Service"):
        assert len([each for each in told if words in each]) == 1


def test_a_build_tells_what_the_review_found(anyshire: Path) -> None:
    partnership = anyshire / "partnership.yaml"
    text = partnership.read_text(encoding="utf-8").replace("  area:", "  abbreviation: ACSP\n  area:")
    partnership.write_text(text, encoding="utf-8")
    review = anyshire / "review.yaml"
    review.write_text(
        review.read_text(encoding="utf-8").replace("of {{ partnership.name }}", "of the ACSPs terms"), encoding="utf-8"
    )
    report = build_model(BuildRequest(anyshire, anyshire / "out"), registry.load(), lambda _: None)
    assert [str(problem) for problem in report.problems] == [
        "cover-paper.docx: The paragraph “Summary: The annual review of the…” says “ACSPs terms”; ACSP is one body, so that it has no plural. Write “ACSP’s terms”, if that is what belongs to it. [possessive-without-apostrophe]"
    ]
    silenced = "silenced:\n  - {code: possessive-without-apostrophe, reason: It is what we say}\n"
    partnership.write_text(text + silenced, encoding="utf-8")
    (note,) = build_model(BuildRequest(anyshire, anyshire / "out"), registry.load(), lambda _: None).problems
    assert (note.severity, note.hint) == ("note", "Silenced: It is what we say")


def test_a_review_takes_well_under_half_a_second(example: Pack) -> None:
    kcsp_review(example)
    started = time.process_time()
    kcsp_review(example)
    assert time.process_time() - started < 0.4


HOSTILE = [
    pytest.param("‘a’ " * 1_000, id="many quotations"),
    pytest.param("‘" * 4_000 + "’" * 4_000, id="quotations within quotations"),
    pytest.param("'" * 8_000, id="nothing but marks"),
    pytest.param("A and " * 4_000, id="one long name"),
    pytest.param("(AB) " * 4_000, id="many abbreviations"),
    pytest.param("two x (a, " * 2_000, id="many brackets"),
    pytest.param("will be on the 1 July " * 1_000, id="many dates"),
    pytest.param("‘A’ and " * 1_000 + "‘B’ sections have been added", id="many sections"),
    pytest.param("." * 20_000, id="dots"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_an_odd_text_takes_no_longer_than_its_length_calls_for(text: str, example: Pack) -> None:
    files = {**files_of(example), PAPER: word_file(PAPER, ["1.0\tTerms", f"1.1\tThe KCSP ToR {text}"])}
    made = with_files(example, files.values())
    started = time.process_time()
    kcsp_review(made)
    assert time.process_time() - started < 4
