"""Each rule on a few lines: what it finds, and what it lets stand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from kcsp_docs_kit.documents import Numbering

from kcsp_docs import Governance, Pack
from kcsp_docs.artefact import Rendered
from kcsp_docs.changes import Change, ChangeKind

from .packs import found, word_file

DAY = date(2024, 7, 4)
PAPER, TERMS = "cover-paper.docx", "appendix-b-panel.docx"

MODEL: dict[str, Any] = {
    "edition": {"id": "anyshire-2024", "title": "Terms of Reference 2024"},
    "partnership": {"name": "Anyshire Community Safety Partnership", "abbreviation": "ACSP", "area": "Anyshire"},
    "organisations": [
        {"id": "council", "name": "Anyshire County Council", "abbreviation": "ACC", "formerly": ["Anyshire Shire Hall"]},
        {"id": "fire", "name": "Anyshire Fire and Rescue Service", "abbreviation": "AFRS"},
        {"id": "police", "name": "Anyshire Police", "formerly": ["Anyshire Constabulary"]},
        {"id": "bank", "name": "Anyshire North Bank Trust"},
        {"id": "bark", "name": "Anyshire North Bark Trust"},
    ],
    "people": [{"id": "secretary", "post": "Secretary", "team": "Community Safety Team"}],
    "meetings": [{"id": "summer", "group": "board", "date": "2024-07-04"}],
    "groups": [
        {"id": "board", "name": "Anyshire Community Safety Partnership", "short_name": "ACSP", "appendix": "A", "terms": "x",
         "approval": {"date": "2023-07-12"}},
        {"id": "panel", "name": "Anyshire Review Panel", "short_name": "Review Panel", "appendix": "B", "terms": "x", "parent": "board"},
        {"id": "team", "name": "Anyshire Working Group", "short_name": "Working Group", "appendix": "C", "terms": "x", "parent": "board"},
    ],
    "review": {
        "meeting": "summer", "author": "secretary", "contact": "secretary", "classification": "For Decision", "subject": "Terms",
        "summary": "The review.",
        "changes": [{"id": "why", "group": "panel", "explains": ["a.b"], "reason": "as was agreed", "quote": "yes"}],
    },
}  # fmt: skip

HEAD = ["1.0\tSubgroups", "1.1\tThe Review Panel members recently reviewed their ToR (see Appendix B)."]
TITLES = ["1.\tPURPOSE", "2.\tMembers"]


def pack(paper: list[str], terms: list[str], *changes: Change, as_of: date = DAY) -> Pack:
    """A paper, the terms of the panel, and changes since an edition with the same facts."""
    model = Governance.model_validate(MODEL)
    files = (word_file(PAPER, paper), word_file(TERMS, terms, Numbering.CLAUSES, "Appendix B"))
    return Pack(model, model, (Rendered("papers", files),), True, changes, as_of)


def change(kind: str, subject: str, **more: Any) -> Change:
    return Change(
        **{
            "key": kind,
            "kind": ChangeKind(kind),
            "group": "panel",
            "subject": subject,
            "path": "",
            "section": "Members",
            **more,
        }
    )


def warnings(made: Pack) -> list[str]:
    return [each for each in found(made) if not each.startswith("note: ")]


# fmt: off
QUOTATIONS = [
    pytest.param("The ‘Members’ section is short.", [], id="a title"),
    pytest.param("The ‘Purpose’ section is short.", [], id="a title in capitals"),
    pytest.param("It is to ‘Share what is known’.", [], id="another initial, no stop"),
    pytest.param("It names ‘Anyshire County.’ and others.", [], id="a stop that the terms do not have"),
    pytest.param("Its ToR name the ‘Working Group’ and ‘xylophone’.", [f"{PAPER}: Paragraph 1.2 quotes ‘xylophone’, which does not stand in {TERMS}. Quote the terms as they stand. [misquoted]"], id="another group that is quoted"),
    pytest.param("It is to 'share what is known'.", [], id="straight marks"),
    pytest.param("It is to “share what is known”.", [], id="double marks"),
    pytest.param("It names the ‘Anyshire Police’.", [], id="a name of the model"),
    pytest.param("It asks for ‘the members’ leave’ and ‘partners’ leave’.", [], id="apostrophes of a plural"),
    pytest.param("It is said of the ‘panel's own ‘plan’ for the year’.", [], id="a quotation within one"),
    pytest.param("The members’ list of the council’s officers is long.", [], id="apostrophes alone"),
    pytest.param("It is to ‘share what is know’.", [f"{PAPER}: Paragraph 1.2 quotes ‘share what is know’, which does not stand in {TERMS}; the closest is “share what is known.” in section 1 (“The panel is to share what is known.”). Quote the terms as they stand. [misquoted]"], id="half a word"),
    pytest.param("It is to ‘xylophone’.", [f"{PAPER}: Paragraph 1.2 quotes ‘xylophone’, which does not stand in {TERMS}. Quote the terms as they stand. [misquoted]"], id="nothing like it"),
    pytest.param("The ACSP ToR say ‘what they like’.", [], id="of a group whose terms are not there"),
]
# fmt: on
QUOTED_TERMS = [
    *TITLES[:1],
    "\tThe panel is to share what is known.",
    "\tIt asks for the members’ leave, and partners' leave, by the panel’s own ‘plan’ for the year.",
    *TITLES[1:],
    "•\tAnyshire County Council (ACC)",
]


@pytest.mark.parametrize(("sentence", "expected"), QUOTATIONS)
def test_quotations(sentence: str, expected: list[str]) -> None:
    assert warnings(pack([*HEAD, f"1.2\t{sentence}"], QUOTED_TERMS)) == expected


def test_what_a_reason_quotes_is_its_own() -> None:
    sentence = "The ‘Members’ section has been altered to add Anyshire Police as a ‘member’ to “back” the ‘joint aims’."
    added = change("member-added", "Anyshire Police", after="Anyshire Police", reason='to "back" the ‘joint aims’')
    terms = [*QUOTED_TERMS, "•\tAnyshire Police"]
    assert not any("[misquoted]" in each for each in warnings(pack([*HEAD, f"1.2\t{sentence}"], terms, added)))
    without = change("member-added", "Anyshire Police", after="Anyshire Police", reason="as was agreed")
    assert sum("[misquoted]" in each for each in warnings(pack([*HEAD, f"1.2\t{sentence}"], terms, without))) == 2


def test_a_heading_ends_what_is_said_of_a_group() -> None:
    assert warnings(pack([*HEAD, "2.0\tOther matters", "2.1\tIt is said to be ‘xylophone’."], QUOTED_TERMS)) == []


def said(place: str, rest: str) -> str:
    return f"{PAPER}: {place} {rest}"


NAME_MEND, ABBREVIATION_MEND = (
    "Write the name in one way. [name-nearly-the-same]",
    "Keep to one name with one abbreviation. [abbreviation-differs]",
)
LETTER_MEND = "The letter is that of the model; build the file anew, or mend the text. [appendix-letter]"
COUNT_MEND = "Correct the number, or the model. [count-differs]"
# fmt: off
SENTENCES = [
    # Letters
    pytest.param("The terms of the Working Group are Appendix C.", [], id="its letter"),
    pytest.param("The Review Panel (Appendix B) and the Working Group (Appendix C) met.", [], id="two letters"),
    pytest.param("Appendix A.1 of the guidance on the Working Group is long.", [], id="an appendix of something else"),
    pytest.param("The Working Group follows Appendix A.1 of the guidance.", [], id="a part of another appendix"),
    pytest.param("The Review Panel (Appendix B) and the Working Group (Appendix B) met.", [said("Paragraph 1.2", f"gives the Working Group the letter B; its terms are Appendix C. {LETTER_MEND}")], id="one of two letters"),
    pytest.param("The Anyshire Community Safety (ACS) Partnership (Appendix B) met.", [said("Paragraph 1.2", f"gives the ACSP the letter B; its terms are Appendix A. {LETTER_MEND}")], id="a name with an abbreviation within"),
    pytest.param("The Anyshire Working Group met. See Appendix A.", [], id="a letter beside no group"),
    # Abbreviations
    pytest.param("The Crime Reduction Grant (CRG) and local groups (CSPs) are theirs; the Grant’s rules (2024) stand.", [], id="new abbreviations"),
    pytest.param("The terms of reference (ToR) name Domestic Homicide Reviews (DHRs) and one domestic homicide review (DHR).", [], id="one abbreviation, singular and plural"),
    pytest.param("The Anyshire Fire and Rescue Service (AFS) attended.", [said("Paragraph 1.2", f"has “Anyshire Fire and Rescue Service (AFS)”; the model has “Anyshire Fire and Rescue Service (AFRS)”. {ABBREVIATION_MEND}")], id="a name with another abbreviation"),
    pytest.param("The Anyshire Flood and Relief Service (AFRS) attended.", [said("Paragraph 1.2", f"has “Anyshire Flood and Relief Service (AFRS)”; the model has “Anyshire Fire and Rescue Service (AFRS)”. {ABBREVIATION_MEND}")], id="an abbreviation with another name"),
    pytest.param("The Crime Reduction Grant (CRG) is for the Care Review Group (CRG).", [said("Paragraph 1.2", f"has “Care Review Group (CRG)”; paragraph 1.2 of {PAPER} has “Crime Reduction Grant (CRG)”. {ABBREVIATION_MEND}")], id="an abbreviation given twice"),
    # Dates
    pytest.param("The survey closes on 5 July 2024 and closed on the 1st July.", [], id="to come, and past"),
    pytest.param("The survey closes on the 4th July.", [], id="on the day of the pack"),
    pytest.param("The next round opens on the 31st January.", [said("Paragraph 1.2", "says “opens on the 31st January”, which had passed on the day of the pack (4 July 2024). Say that it is over. [date-passed]")], id="five months ago, without a year"),
    pytest.param("The next round opens on the 1st January.", [], id="more than half a year ago, without a year"),
    pytest.param("It will be held on 03/07/2024.", [said("Paragraph 1.2", "says “will be held on 03/07/2024”, which had passed on the day of the pack (4 July 2024). Say that it is over. [date-passed]")], id="in figures"),
    pytest.param("It closes on Wednesday, but was due on 1 July 2024, or 31 June 2024.", [], id="no date, and no such date"),
    pytest.param("The ToR were approved by all in June 2023.", [said("Paragraph 1.2", "says “approved … in June 2023”; the last approval that the model knows of was on 12 July 2023. Correct the month, or the approval in the model. [approval-date-differs]")], id="another month of approval"),
    # Counts
    pytest.param("The ACSP has two subgroups (the Review Panel and the Working Group).", [], id="a count and a list"),
    pytest.param("The ACSP’s 3 subgroups met.", [said("Paragraph 1.2", f"says “3 subgroups”; the ACSP has two in the model (Review Panel, Working Group). {COUNT_MEND}")], id="a number in figures"),
    pytest.param("The ACSP has three subgroups (the Review Panel and the Working Group).", [said("Paragraph 1.2", f"says “three subgroups”; the ACSP has two in the model (Review Panel, Working Group). {COUNT_MEND}")], id="a wrong count told once"),
    pytest.param("Two bodies (Anyshire Fire and Rescue Service and Anyshire Police) and three others (e.g. a and b) came.", [], id="an and within a name, and examples"),
    pytest.param("Three bodies (Anyshire Fire and Rescue Service and Anyshire Police) came.", [said("Paragraph 1.2", f"says “Three bodies” and lists two (Anyshire Fire and Rescue Service and Anyshire Police). {COUNT_MEND}")], id="a list shorter than its count"),
    pytest.param("Four parts (below) follow.", [], id="no list"),
    # Possessives
    pytest.param("The ACCs officers and the ACC’s own met.", [said("Paragraph 1.2", "says “ACCs officers and”; ACC is one body, so that it has no plural. Write “ACC’s officers and”, if that is what belongs to it. [possessive-without-apostrophe]")], id="no apostrophe"),
    pytest.param("Other councils (ACCs) and the ACCs officers met.", [], id="a plural that is introduced"),
    pytest.param("Local CSPs met.", [], id="an abbreviation that the model does not have"),
    # Near misses
    pytest.param("Both Review Panels and two Working Groups met.", [], id="several of them"),
    pytest.param("The Anyshire review panels and the working groups met.", [], id="no names"),
    pytest.param("The Anyshire Review Panel’s members and the Anyshire Police’s met.", [], id="what belongs to them"),
    pytest.param("The Community Safety Teams met.", [said("Paragraph 1.2", f"says “Community Safety Teams”; the model says “Community Safety Team”. {NAME_MEND}")], id="a plural of one"),
    pytest.param("The Anyshire Reviewing Panel met.", [said("Paragraph 1.2", f"says “Anyshire Reviewing Panel”; the model says “Anyshire Review Panel”. {NAME_MEND}")], id="another ending"),
    pytest.param("The Anyshire Polcie met.", [said("Paragraph 1.2", f"says “Anyshire Polcie”; the model says “Anyshire Police”. {NAME_MEND}")], id="letters swapped"),
    pytest.param("The Anyshire Policy Forum and Anyshire Politics met.", [said("Paragraph 1.2", f"says “Anyshire Policy”; the model says “Anyshire Police”. {NAME_MEND}")], id="another word by one letter"),
    pytest.param("The East Side Housing Board met. The East Side Housing Board and others met, as did the East Side Hausing Board.", [said("Paragraph 1.2", f"says “East Side Hausing Board”; paragraph 1.2 of {PAPER} says “East Side Housing Board”. {NAME_MEND}")], id="the rarer of two spellings"),
    pytest.param("The East Side Housing Boards, the East Side Housing Board and the East Side Housing Board met.", [], id="a plural of what is no name of the model"),
    pytest.param("The Anyshire North Bank Trust met. So did the Anyshire North Bank Trust, as did the Anyshire North Bark Trust.", [], id="two names of the model"),
    # Former names
    pytest.param("The Anyshire Police (formerly Anyshire Constabulary) met.", [], id="said to be a former name"),
    pytest.param("The Anyshire Constabulary and Bench Commissioner met.", [], id="within a longer name"),
    pytest.param("The Anyshire Constabulary and the Anyshire Police met.", [said("Paragraph 1.2", f"says “Anyshire Constabulary”; the body is now called “Anyshire Police”, as in paragraph 1.2 of {PAPER}. Use the name of today in both places. [body-under-two-names]")], id="a former name and the present one"),
    pytest.param("The Anyshire Shire Hall met.", [said("Paragraph 1.2", "says “Anyshire Shire Hall”; the body is now called “Anyshire County Council”, as in the model. Use the name of today in both places. [body-under-two-names]")], id="a former name alone"),
]
# fmt: on


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_of_the_paper(sentence: str, expected: list[str]) -> None:
    assert warnings(pack([*HEAD, f"1.2\t{sentence}"], TITLES)) == expected


# fmt: off
LISTS = [
    pytest.param(["•\tACC – Currently represented by officers from Adult Social Care and Anyshire Police", "•\tAnyshire Police"],
                 [f"{TERMS}: Section 2 (“ACC – Currently represented by…”) has “Anyshire Police” among the representatives of another body, and section 2 (“Anyshire Police”) by itself. Keep one of the two places. [body-in-two-lists]"], id="a body of the model"),
    pytest.param(["•\tACC – Currently represented by officers from Adult Social Care", "\tIt may be attended by the Adult Social Care (ASC)."],
                 [f"{TERMS}: Section 2 (“ACC – Currently represented by…”) has “Adult Social Care” among the representatives of another body, and section 2 (“It may be attended by the Adult Social…”) by itself. Keep one of the two places. [body-in-two-lists]"], id="a team that the model does not know"),
    pytest.param(["•\tACC – Currently represented by officers from Community Safety", "•\tCouncils – Currently represented by Community Safety Managers"], [], id="a part of a longer name"),
    pytest.param(["•\tACC – Currently represented by officers from Adult Social Care", "•\tAFRS – Currently represented by officers from Adult Social Care"], [], id="teams of two bodies by one name"),
    pytest.param(["•\tACC – Currently represented by officers from Adult Social Care", "3.\tDuties", "\tThe Adult Social Care reports."], [], id="in another section"),
]
# fmt: on


@pytest.mark.parametrize(("members", "expected"), LISTS)
def test_lists_of_members(members: list[str], expected: list[str]) -> None:
    assert warnings(pack(HEAD, [*TITLES, *members])) == expected


# Changes judged by their words, in a paper that does not mark its paragraphs


ADD = "Add a paragraph that tells of it, or build the paper anew from the model. [change-not-told]"
OUT = "Take the sentence out, or add to the model what it tells. [told-without-change]"
TEXT = "Share what is known with all who ask"
# fmt: off
TELLINGS = [
    pytest.param(change("member-added", "Anyshire Police"), "Additionally, the Anyshire Police has been added as a ‘member’ within the ‘Members’ section.", [], id="a member"),
    pytest.param(change("member-removed", "Anyshire Police"), "The Anyshire Police has been removed from the ‘Members’ section.", [], id="a member that left"),
    pytest.param(change("member-added", "Anyshire Police"), "The ‘Members’ section has been altered.", [f"{PAPER}: No paragraph tells that “Anyshire Police” was added (Review Panel). {ADD}"], id="a member not named"),
    pytest.param(change("member-added", "Anyshire Police"), "The Anyshire Police and the Anyshire Choir have been added as ‘members’ within the ‘Members’ section.",
                 [f"{PAPER}: Paragraph 1.2 says that “Anyshire Choir” has been added, which did not happen in the terms of the Review Panel. {OUT}"], id="another member"),
    pytest.param(change("member-represented", "ACC", added=("Road Safety",), removed=("Health",)), "It now comes from Road Safety.", [], id="teams that came"),
    pytest.param(change("member-represented", "ACC", removed=("Road Safety",)), "It no longer comes from others.", [f"{PAPER}: No paragraph tells who represents “ACC” now (Review Panel). {ADD}"], id="teams that left, not named"),
    pytest.param(change("member-capacity", "ACC", after="member"), "The ACC is a ‘member’ now.", [], id="a capacity"),
    pytest.param(change("quorum", "quorum", before="four", after="five"), "The ‘Members’ section has been altered to change the quorum from four to five.", [], id="a quorum"),
    pytest.param(change("quorum", "quorum", before="four", after="five"), "The quorum is fourteen.", [f"{PAPER}: No paragraph tells the change of the quorum (Review Panel). {ADD}"], id="a quorum by another number"),
    pytest.param(change("frequency", "meetings", before="quarterly", after="yearly"), "It meets yearly.", [], id="a frequency"),
    pytest.param(change("section-renamed", "Members", before="People", after="Members"), "The ‘People’ section has been renamed ‘Members’.", [], id="a title"),
    pytest.param(change("section-removed", "Duties", section="Duties"), "The ‘Duties’ and ‘Rights’ sections have been removed.",
                 [f"{PAPER}: Paragraph 1.2 tells of changes in the section ‘Rights’, where the Review Panel has none. {OUT}"], id="a section that went and one that did not"),
    pytest.param(change("item-reworded", "Share what is…", after=f"{TEXT}.", added=("with all",), explained_by="why"), f"It now reads ‘{TEXT}’.", [], id="a quoted wording"),
    pytest.param(change("item-reworded", "Share what is…", after=f"{TEXT}.", added=("with all",), explained_by="why"), "The ‘Members’ section has been reworded.",
                 [f"{PAPER}: No paragraph tells the new wording of “Share what is…” (Review Panel). {ADD}"], id="a wording not quoted"),
    pytest.param(change("item-reworded", "Share what is…", after=f"{TEXT}.", added=("with all",)), "The ‘Members’ section has been reworded.", [], id="a wording that need not be quoted"),
    pytest.param(change("item-reworded", "Share what is…", after=f"{TEXT}.", removed=("and tell; and",)), "It was altered to remove ‘and tell’.", [], id="words that went"),
    pytest.param(change("item-reworded", "Share what is…", after=f"{TEXT}.", removed=("and tell",)), "The ‘Members’ section has been reworded.",
                 [f"{PAPER}: No paragraph tells the new wording of “Share what is…” (Review Panel). {ADD}"], id="words that went, not named"),
    pytest.param(change("item-removed", "Tell it…", before="Tell it all."), "It was altered to remove the point that began ‘Tell it’.", [], id="a point that went"),
    pytest.param(change("item-added", "Share what is…", after=f"{TEXT}.", explained_by="why"), f"It now has ‘{TEXT}’.", [], id="a new point"),
    pytest.param(change("quorum", "quorum", after="five"), "The quorum is five. The Chair has been removed.", [], id="a word that may be no name"),
    pytest.param(change("quorum", "quorum", after="five"), "The ‘Share’ and ‘known’ of it, like the ‘Members’ section, has been altered; the quorum is five.", [], id="quotations before a title"),
    pytest.param(change("item-added", "Share what…", after=f"{TEXT}.\nTell it", explained_by="why"), f"It now has ‘{TEXT}. Tell it’.", [], id="a point of two paragraphs, with another between"),
    pytest.param(change("item-added", "Share what…", after=f"{TEXT}.\nTell all", explained_by="why"), f"It now has ‘{TEXT}. Tell all’.",
                 [f"{PAPER}: Paragraph 1.2 quotes ‘{TEXT}. Tell all’, which does not stand in {TERMS}; the closest is “{TEXT}.” in section 2 (“Share what is known with all who ask.”). Quote the terms as they stand. [misquoted]"], id="a point of two paragraphs, one of them otherwise"),
    pytest.param(change("group-ended", "Review Panel"), "The Review Panel ToR are no more.", [], id="a group that ended"),
    pytest.param(change("renumbered", "Members", follows=True), "It is as it was.", [], id="what only follows"),
    pytest.param(change("quorum", "quorum", before="four", after="five"), "The quorum is five, but no changes were made.",
                 [f"{PAPER}: Paragraph 1.2 says that the terms of the Review Panel did not change; one change was made. Tell what changed; “kcsp-docs changes” lists it. [said-to-be-unchanged]"], id="a change denied"),
]
# fmt: on


@pytest.mark.parametrize(("made", "sentence", "expected"), TELLINGS)
def test_a_change_told_in_words(made: Change, sentence: str, expected: list[str]) -> None:
    assert (
        warnings(pack([*HEAD, f"1.2\t{sentence}"], [*TITLES, f"•\t{TEXT}.", "(a)\tAnd so on", "\tTell it"], made))
        == expected
    )


def test_a_paper_without_marks_says_so() -> None:
    made = pack([*HEAD, "1.2\tThe quorum is five."], TITLES, change("quorum", "quorum", after="five"))
    assert found(made) == [
        f"note: {PAPER}: The paragraphs of this paper do not carry the changes that they tell, so that each change was looked for by its words; whether one is told twice is not known. A paper that is built from the model carries them. [changes-judged-by-words]"
    ]


def test_a_header_line_with_the_date_in_figures() -> None:
    lines = [
        "\tTo: Anyshire Community Safety Partnership – 04/07/2024",
        "\tTo: Anyshire Community Safety Partnership – 04/08/2024",
    ]
    assert [len(warnings(pack([line, *HEAD], TITLES))) for line in lines] == [0, 1]
