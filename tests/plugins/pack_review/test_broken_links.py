"""The built example has nothing to find; with one link broken on purpose the review names it, and nothing else."""

from __future__ import annotations

import pytest

from kcsp_docs import Pack

from .packs import Edit, copy, drop, found, reword, with_edit

PAPER, LOG = "cover-paper.docx", "change-log.docx"
A, B, C = "appendix-a-kcsp.docx", "appendix-b-dhr-steering-group.docx", "appendix-c-kcsp-working-group.docx"
TRACKED_A, TRACKED_B, TRACKED_C = (f"{name.removesuffix('.docx')}-tracked-changes.docx" for name in (A, B, C))

ADD_IT = "Add a paragraph that tells of it, or build the paper anew from the model. [change-not-told]"
ONCE = "Tell it once; sentences that only sum up name no change. [change-told-twice]"
SAY_IT = "Say it in that paragraph. [change-told-without-its-words]"
TAKE_OUT = "Take the sentence out, or add to the model what it tells. [told-without-change]"
QUOTE = "Quote the terms as they stand. [misquoted]"
LETTER = "The letter is that of the model; build the file anew, or mend the text. [appendix-letter]"
ONE_WAY = "Write the name in one way. [name-nearly-the-same]"
BOARD = "Kent and Medway Serious Violence Prevention Partnership Board"


def test_the_example_as_it_is_built_has_nothing_to_find(example: Pack) -> None:
    assert found(example) == []


# fmt: off
BREAKS = [
    # Changes told
    pytest.param(PAPER, drop(BOARD), [f"{PAPER}: No paragraph tells that “{BOARD}” was added (KCSP). {ADD_IT}"],
                 id="a telling paragraph dropped"),
    pytest.param(PAPER, drop("‘Membership’ section has been altered"),
                 [f"{PAPER}: No paragraph tells who represents “KCC” now (KCSP Working Group). {ADD_IT}",
                  f"{PAPER}: No paragraph tells the new name “The Probation Service” (KCSP Working Group). {ADD_IT}"],
                 id="a paragraph dropped that tells two changes"),
    pytest.param(PAPER, copy(BOARD),
                 [f"{PAPER}: Paragraph 2.4 tells that “{BOARD}” was added (KCSP), which paragraph 2.3 tells already. {ONCE}"],
                 id="a change told twice"),
    pytest.param(PAPER, copy(BOARD, bookmarks=False),
                 [f"{PAPER}: Paragraph 2.4 tells that “{BOARD}” was added (KCSP), which paragraph 2.3 tells already. {ONCE}"],
                 id="a change told twice, the second time without its mark"),
    pytest.param(PAPER, reword(f"the {BOARD} has been added", "a further body has been added"),
                 [f"{PAPER}: Paragraph 2.3 tells that “{BOARD}” was added (KCSP) without the words “{BOARD}”. {SAY_IT}"],
                 id="a body told without its name"),
    pytest.param(PAPER, reword(", Commissioners for Domestic Abuse services", ""),
                 [f"{PAPER}: Paragraph 3.4 tells who represents “KCC” now (KCSP Working Group) without the words “Prevent, Contest and Serious Organised Crime” and “Violence Reduction Unit” and “Commissioners for Domestic Abuse services” and “the Domestic Abuse Projects and Partnership Team”. {SAY_IT}"],
                 id="one of the new teams left out"),
    pytest.param(PAPER, reword(" has been updated to remove communicate with the public as", " has been updated as"),
                 [f"{PAPER}: Paragraph 3.6 tells the new wording of “Utilising the Kent Community Safety Team…” (KCSP Working Group) without the words “Utilising the Kent Community Safety Team (KCST) as a central knowledge hub to support the Working Group and the Partnership to facilitate coordination, delivery and communications with partner agencies.” and “and communicate with the public”. {SAY_IT}"],
                 id="words that went not named"),
    # What did not happen
    pytest.param(PAPER, reword("The ‘Membership’ section has been altered", "The ‘Meetings’ section has been altered"),
                 [f"{PAPER}: Paragraph 3.4 tells of changes in the section ‘Meetings’, where the KCSP Working Group has none. {TAKE_OUT}"],
                 id="a section that did not change"),
    pytest.param(PAPER, reword("the majority of changes were in relation to the ‘Membership’ and", "the majority of changes were in relation to the ‘Title’ and"),
                 [f"{PAPER}: Paragraph 3.3 tells of changes in the section ‘Title’, where the KCSP Working Group has none. {TAKE_OUT}"],
                 id="a section that did not change, in a summary"),
    pytest.param(PAPER, reword("The KCSP ToR will need to be reviewed and updated accordingly upon receipt", "Additionally, the Anyshire Choir has been removed from the ‘Membership’ section. The KCSP ToR will need to be reviewed and updated accordingly upon receipt"),
                 [f"{PAPER}: Paragraph 2.4 says that “Anyshire Choir” has been removed, which did not happen in the terms of the KCSP. {TAKE_OUT}"],
                 id="a body that did not leave"),
    pytest.param(PAPER, reword("and the majority of changes were in relation to the ‘Membership’ and ‘Responsibilities’ sections", "and no changes were made"),
                 [f"{PAPER}: Paragraph 3.3 says that the terms of the KCSP Working Group did not change; 4 changes were made. Tell what changed; “kcsp-docs changes” lists it. [said-to-be-unchanged]"],
                 id="changes denied"),
    # Quotations
    pytest.param(PAPER, reword("identified performance measures", "identified performance targets"),
                 [f"{PAPER}: Paragraph 3.5 quotes ‘…any identified performance targets; ensuring that partnership…’, which does not stand in {C}; the closest is “…any identified performance measures; ensuring that partnership…” in section 3 (“Develop and performance manage the CSA…”). {QUOTE}"],
                 id="a misquotation"),
    pytest.param((C, TRACKED_C), reword("any identified performance measures", "all identified performance measures"),
                 [f"{PAPER}: Paragraph 3.5 quotes ‘…activity and monitor any identified performance measures;…’, which does not stand in {C}; the closest is “…activity and monitor all identified performance measures;…” in section 3 (“Develop and performance manage the CSA…”). {QUOTE}"],
                 id="a word of the appendix changed"),
    pytest.param(PAPER, reword("the name of ‘The Probation Service’", "the name of ‘The Probation Servise’"),
                 [f"{PAPER}: Paragraph 2.2 quotes ‘The Probation Servise’, which does not stand in {A}; the closest is “The Probation Service” in section 4 (“The Probation Service”). {QUOTE}"],
                 id="a name misspelt in a quotation"),
    pytest.param(PAPER, reword("‘Membership’ section reflecting", "‘Members’ section reflecting"),
                 [f"{PAPER}: Paragraph 2.2 tells of changes in the section ‘Members’, where the KCSP has none. {TAKE_OUT}"],
                 id="a title that no section has"),
    # Letters
    pytest.param(PAPER, reword("(see Appendix C)", "(see Appendix B)"),
                 [f"{PAPER}: Paragraph 3.3 gives the KCSP Working Group the letter B; its terms are Appendix C ({C}). {LETTER}"],
                 id="a letter in the paper"),
    pytest.param((A, TRACKED_A), reword("the DHR Steering Group (Appendix B)", "the DHR Steering Group (Appendix D)"),
                 [f"{A}: Section 3 ((a) “the DHR Steering Group (Appendix B);”) gives the DHR Steering Group the letter D; its terms are Appendix B ({B}). {LETTER}".replace("(Appendix B);”)", "(Appendix D);”)")],
                 id="a letter in an appendix"),
    pytest.param(LOG, reword("Working Group (Appendix C)", "Working Group (Appendix A)"),
                 [f"{LOG}: The heading “Kent Community Safety Partnership…” gives the KCSP Working Group the letter A; its terms are Appendix C ({C}). {LETTER}"],
                 id="a letter in the log"),
    pytest.param(C, reword("Appendix C", "Appendix B"),
                 [f"{C}: The running header gives the KCSP Working Group the letter B; its terms are Appendix C. {LETTER}"],
                 id="a letter in a running header"),
    pytest.param(TRACKED_C, reword("Appendix C", "Appendix B"),
                 [f"{TRACKED_C}: The running header gives the KCSP Working Group the letter B; its terms are Appendix C. {LETTER}"],
                 id="a letter in the header of the tracked changes"),
    pytest.param(PAPER, reword("Appendix B – Domestic", "Appendix C – Domestic"),
                 [f"{PAPER}: The section “Attachments:” (“Appendix C – Domestic Homicide Review…”) gives the DHR Steering Group the letter C; its terms are Appendix B ({B}). {LETTER}",
                  f"{PAPER}: The list of attachments leaves out Appendix B, the terms of the DHR Steering Group. Add a line for it. [attachments-differ]"],
                 id="a letter in the attachments"),
    pytest.param(PAPER, drop("Appendix A – Kent"),
                 [f"{PAPER}: The list of attachments leaves out Appendix A, the terms of the KCSP. Add a line for it. [attachments-differ]"],
                 id="an attachment dropped"),
    pytest.param(PAPER, reword("Appendix B – Domestic Homicide Review Steering Group ToR", "Appendix B – Homicide Review Group ToR"),
                 [f"{PAPER}: The section “Attachments:” (“Appendix B – Homicide Review Group ToR”) names Appendix B otherwise than its group, “Domestic Homicide Review Steering Group”. Name the group as the model does. [attachments-differ]"],
                 id="an attachment by another name"),
    # Names and abbreviations
    pytest.param((A, TRACKED_A), reword("Kent Fire and Rescue Service (KFRS)", "Kent Fire and Rescue Service (KFARS)"),
                 [f"{A}: Section 4 (“Kent Fire and Rescue Service (KFARS)”) has “Kent Fire and Rescue Service (KFARS)”; the model has “Kent Fire and Rescue Service (KFRS)”. Keep to one name with one abbreviation. [abbreviation-differs]"],
                 id="another abbreviation"),
    pytest.param((A, TRACKED_A), reword("Kent Fire and Rescue Service (KFRS)", "Kent Fire and Rescue Board (KFRS)"),
                 [f"{A}: Section 4 (“Kent Fire and Rescue Board (KFRS)”) has “Kent Fire and Rescue Board (KFRS)”; the model has “Kent Fire and Rescue Service (KFRS)”. Keep to one name with one abbreviation. [abbreviation-differs]"],
                 id="another name for an abbreviation"),
    pytest.param((C, TRACKED_C), reword("Crime Reduction Grant (CRG)", "Crime Reduction Grant (CRF)"), [], id="an abbreviation that stands nowhere else"),
    pytest.param((B, TRACKED_B), reword("domestic homicide reviews (DHRs)", "domestic homicide reports (DHRs)"),
                 [f"{B}: Section 2 (“To commission and oversee domestic…”) has “domestic homicide reports (DHRs)”; paragraph 3.1 of {PAPER} has “Domestic Homicide Review (DHR)”. Keep to one name with one abbreviation. [abbreviation-differs]"],
                 id="an abbreviation that the model does not have"),
    pytest.param((A, TRACKED_A), reword("the latest version of the Kent and Medway Information Sharing Agreement", "the latest version of the Kent and Medway Information Sharing Agreements"),
                 [f"{A}: Section 8 (“Every member organisation is to be…”) says “Kent and Medway Information Sharing Agreements”; paragraph 4.2 of {PAPER} says “Kent and Medway Information Sharing Agreement”. {ONE_WAY}"],
                 id="a name in the plural"),
    pytest.param((C, TRACKED_C), reword("from the Kent Police and Crime Commissioner", "from the Kent Police and Crime Comissioner"), [],
                 id="two spellings of a phrase, neither more often than the other"),
    pytest.param((C, TRACKED_C), reword("NHS Kent & Medway Integrated Care Board", "NHS Kent & Medway Integrated Care Borad"),
                 [f"{C}: Section 4 (“NHS Kent & Medway Integrated Care Borad”) says “NHS Kent & Medway Integrated Care Borad”; section 4 (“NHS Kent & Medway Integrated Care Board”) of {A} says “NHS Kent & Medway Integrated Care Board”. {ONE_WAY}"],
                 id="two letters swapped"),
    pytest.param(A, reword("The Probation Service", "National Probation Service"),
                 [f"{TRACKED_A}: With its changes accepted this says “The Probation Service”, where {A} says “National Probation Service”. Build both anew: they are made from one text. [tracked-changes-differ]",
                  f"{A}: Section 4 (“National Probation Service”) says “National Probation Service”; the body is now called “The Probation Service”, as in paragraph 2.2 of {PAPER}. Use the name of today in both places. [body-under-two-names]"],
                 id="a former name"),
    pytest.param((C, TRACKED_C), reword("Currently collectively represented by two nominated Community Safety Managers", "Currently represented by officers of the Office of the Police & Crime Commissioner"),
                 [f"{C}: Section 4 (“Local District/Borough Authorities –…”) has “Office of the Police & Crime Commissioner” among the representatives of another body, and section 4 (“Office of the Police & Crime…”) by itself. Keep one of the two places. [body-in-two-lists]"],
                 id="a body in two lists"),
    # Dates
    pytest.param(PAPER, reword("4th July 2024", "5th July 2024"),
                 [f"{PAPER}: The paragraph “To: Kent Community Safety Partnership…” has the date 5th July 2024; the meeting that takes the paper is on 4 July 2024. Correct the date, or the meeting in meetings.yaml. [meeting-date-differs]"],
                 id="the meeting's date"),
    pytest.param(PAPER, reword("in July 2023", "in June 2023"),
                 [f"{PAPER}: Paragraph 2.1 says “approved … in June 2023”; the last approval that the model knows of was on 12 July 2023. Correct the month, or the approval in the model. [approval-date-differs]"],
                 id="the date of the last approval"),
    pytest.param(PAPER, reword("which closed on the 1st July", "which closes on the 1st July"),
                 [f"{PAPER}: Paragraph 3.2 says “closes on the 1st July”, which had passed on the day of the pack (4 July 2024). Say that it is over. [date-passed]"],
                 id="a date that has passed"),
    # Counts
    pytest.param(PAPER, reword("The KCSP has two subgroups", "The KCSP has three subgroups"),
                 [f"{PAPER}: Paragraph 3.1 says “three subgroups”; the KCSP has two in the model (DHR Steering Group, KCSP Working Group). Correct the number, or the model. [count-differs]"],
                 id="a count"),
    pytest.param(PAPER, reword("(KCSP Working Group and the DHR Steering Group)", "(KCSP Working Group, the KCSP and the DHR Steering Group)"),
                 [f"{PAPER}: Paragraph 4.1 says “two subgroups” and lists three (KCSP Working Group, the KCSP and the DHR Steering Group). Correct the number, or the model. [count-differs]"],
                 id="a list longer than its count"),
    # Apostrophes, tracked changes
    pytest.param(PAPER, reword("KCSP’s two", "KCSPs two"),
                 [f"{PAPER}: Paragraph 4.1 says “KCSPs two subgroups”; KCSP is one body, so that it has no plural. Write “KCSP’s two subgroups”, if that is what belongs to it. [possessive-without-apostrophe]"],
                 id="a missing apostrophe"),
    pytest.param(TRACKED_C, reword("Decisions will be recorded in the minutes", "Decisions are recorded in the minutes"),
                 [f"{TRACKED_C}: With its changes accepted this says “Decisions are recorded in the minutes, with actions being reviewed at subsequent meetings.”, where {C} says “Decisions will be recorded in the minutes, with actions being reviewed at subsequent meetings.”. Build both anew: they are made from one text. [tracked-changes-differ]"],
                 id="tracked changes that lead elsewhere"),
]
# fmt: on


@pytest.mark.parametrize(("file", "edit", "expected"), BREAKS)
def test_one_link_broken(file: str | tuple[str, ...], edit: Edit, expected: list[str], example: Pack) -> None:
    broken = example
    for name in (file,) if isinstance(file, str) else file:
        broken = with_edit(broken, name, edit)
    assert found(broken) == expected
