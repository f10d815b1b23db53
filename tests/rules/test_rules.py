"""One broken model per rule: exactly that warning, at its line and column, with its whole message."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from kcsp_docs import registry
from kcsp_docs.errors import Problem, Severity
from kcsp_docs.model.governance import Silenced
from kcsp_docs.pipeline.checking import check_model
from kcsp_docs.pipeline.report import ExitCode
from kcsp_docs.rules.codes import RuleCode
from kcsp_docs.rules.silence import silence

PARTNERSHIP = "partnership.yaml"
MEMBER = "        counts_towards_quorum: yes\n"
PROBATION = "      - {id: probation, organisation: probation, capacity: member, counts_towards_quorum: no}\n"
QUORUM = "    quorum:\n      minimum: 1\n"
PROJECT = """
projects:
  - id: seminars
    name: Seminars
    lead: police
    amount: 1,000
    priorities: [road-safety]
    commissioner_priorities: [Safer roads]
    partnership_approval: {date: 2024-03-14, amount: 1000}
    commissioner_approval: {date: 2024-04-22, amount: 1000}
"""
SPENT = """
    quarters:
      - {quarter: q1, profile: 300, spend: 250}
      - {quarter: q3, profile: 300, forecast: 250}
""".lstrip("\n")
CLAIMS = """claims:
  - {id: first, quarter: q1, amount: 150.50}
  - {id: second, quarter: q1, amount: 100}
  - {id: early, quarter: q3, amount: 1}
"""
AGREEMENT = """
agreements:
  - id: sharing
    name: Sharing Agreement
    versions:
      - {version: 1.0, date: 2020-01-01}
      - {version: 2.0, date: 2024-01-01}
    signatures:
      - {organisation: police, version: 1.0}
"""
SILENCED = """
silenced:
  - code: chair-vacant
    reason: We know.
"""


PREVIOUS = "previous:\n  folder: ../anyshire-2023\n"
APPROVED = (PARTNERSHIP, "  as_of: 2024-07-04\n", "  status: approved\n  approval: {date: 2023-07-04}\n")
LAST_YEARS = (PARTNERSHIP, "id: anyshire-2024", "id: anyshire-2023")
QUORUM_BEFORE = (PARTNERSHIP, "minimum: 1", "minimum: 2")
QUORUM_TOLD = "changes:\n  - {id: quorum, group: main-group, explains: [quorum.changed], reason: as it was low}\n"


FORUM = (
    "  - id: forum\n    name: Anyshire Forum\n    short_name: Forum\n    parent: main-group\n"
    "    quorum: {minimum: 0}\n    terms: main-group\n"
)
ENDED = FORUM + "    status: ended\n"
AGREE_THE_FORUM = "recommendations:\n  - {id: agree, requests: [{verb: agree, groups: [forum]}]}\n"


@dataclass(frozen=True)
class Broken:
    """``edits`` are (file, old, new), where an empty ``old`` puts ``new`` at the end; ``says`` follows the folder.

    ``before`` are edits that make the edition before out of the same folder, where there is one.
    """

    code: RuleCode
    edits: Sequence[tuple[str, str, str]]
    says: Sequence[str]
    before: Sequence[tuple[str, str, str]] | None = None


CASES = {
    "quorum": Broken(
        RuleCode.QUORUM_OUT_OF_REACH,
        [(PARTNERSHIP, "minimum: 1", "minimum: 3")],
        [
            (
                "partnership.yaml:32:7: groups[main-group].quorum: The quorum of the ACSP asks for 3 bodies; the group has 1,"
                " and 1 of them counts towards a quorum. Lower the quorum, add members, or set counts_towards_quorum: yes for those that"
                " count. [quorum-out-of-reach]"
            )
        ],
    ),
    "quorum of all members": Broken(
        RuleCode.QUORUM_OUT_OF_REACH,
        [
            (PARTNERSHIP, "minimum: 1", "minimum: 2\n      of: all-members"),
            (PARTNERSHIP, MEMBER, "        counts_towards_quorum: no\n"),
        ],
        [
            (
                "partnership.yaml:32:7: groups[main-group].quorum: The quorum of the ACSP asks for 2 bodies; the group has 1,"
                " and none of them count towards a quorum. Lower the quorum, add members, or set counts_towards_quorum: yes for those that count. [quorum-out-of-reach]"
            )
        ],
    ),
    "chair": Broken(
        RuleCode.CHAIR_VACANT,
        [(PARTNERSHIP, QUORUM, QUORUM + "    chair:\n      vacant_since: 2024-03-14\n")],
        [
            (
                "partnership.yaml:34:7: groups[main-group].chair: The ACSP has no chair since 2024-03-14."
                " Put an election on the agenda, or name the member that holds the seat. [chair-vacant]"
            )
        ],
    ),
    "term": Broken(
        RuleCode.TERM_OVER,
        [
            (
                PARTNERSHIP,
                QUORUM,
                QUORUM + "    vice_chair:\n      member: police\n      since: 2022-07-04\n      term_years: 2\n",
            )
        ],
        [
            (
                "partnership.yaml:34:7: groups[main-group].vice_chair: The term of the vice chair of the ACSP ended on"
                " 2024-07-03. Put an election on the agenda, or correct the date in since. [term-over]"
            )
        ],
    ),
    "authorities": Broken(
        RuleCode.TOO_FEW_AUTHORITIES,
        [
            (PARTNERSHIP, "capacity: responsible-authority", "capacity: member"),
            (PARTNERSHIP, "responsible_authority: yes", "responsible_authority: no"),
        ],
        [
            (
                "partnership.yaml:21:5: groups[main-group]: The ACSP has no member from a responsible authority."
                " Add one, or set responsible_authority: yes at the organisation that is one."
                " [too-few-responsible-authorities]"
            )
        ],
    ),
    "flag": Broken(
        RuleCode.AUTHORITY_FLAG,
        [
            (PARTNERSHIP, "    name: Anyshire Police\n    responsible_authority: yes\n", "    name: Anyshire Police\n"),
            (PARTNERSHIP, MEMBER, MEMBER + PROBATION),
        ],
        [
            (
                "partnership.yaml:26:9: groups[main-group].members[police]: Anyshire Police counts towards the quorum of the"
                " ACSP as a responsible authority, but is not marked as one (Crime and Disorder Act 1998, section 5(1))."
                " Set counts_towards_quorum: no here, or responsible_authority: yes at the organisation."
                " [not-a-responsible-authority]"
            )
        ],
    ),
    "name": Broken(
        RuleCode.NAME_OUT_OF_DATE,
        [
            (PARTNERSHIP, "name: Anyshire Police\n", "name: Anyshire Police\n    formerly: [The Constabulary]\n"),
            (PARTNERSHIP, MEMBER, MEMBER + "        name_as_written: The Constabulary\n"),
        ],
        [
            (
                "partnership.yaml:32:26: groups[main-group].members[police].name_as_written: The terms of the ACSP say"
                " “The Constabulary”; the body is now called “Anyshire Police”."
                " Remove name_as_written so that the terms use the name of today. [name-out-of-date]"
            )
        ],
    ),
    "twice": Broken(
        RuleCode.BODY_TWICE,
        [
            (
                PARTNERSHIP,
                MEMBER,
                MEMBER + "        represented_by: {teams: [The Probation Service]}\n"
                "      - {id: probation, organisation: probation, capacity: member, counts_towards_quorum: no}\n",
            )
        ],
        [
            (
                "partnership.yaml:32:9: groups[main-group].members[probation]: The Probation Service sits in the ACSP by"
                " itself and again among the representatives of Anyshire Police."
                " Keep one of the two places. [body-in-two-places]"
            )
        ],
    ),
    "twice under another name": Broken(
        RuleCode.BODY_TWICE,
        [
            (PARTNERSHIP, "name: The Probation Service\n", "name: The Probation Service\n    abbreviation: PS\n"),
            (
                PARTNERSHIP,
                MEMBER,
                MEMBER + "        represented_by: {teams: [PS]}\n"
                "      - {id: probation, organisation: probation, capacity: member, counts_towards_quorum: no}\n",
            ),
        ],
        [
            (
                "partnership.yaml:33:9: groups[main-group].members[probation]: PS sits in the ACSP by itself and again among"
                " the representatives of Anyshire Police. Keep one of the two places. [body-in-two-places]"
            )
        ],
    ),
    "two seats": Broken(
        RuleCode.BODY_TWICE,
        [
            (PARTNERSHIP, "minimum: 1", "minimum: 2"),
            (
                PARTNERSHIP,
                MEMBER,
                MEMBER + "      - {id: guests, organisation: police, capacity: member, counts_towards_quorum: yes}\n",
            ),
        ],
        [
            (
                "partnership.yaml:31:9: groups[main-group].members[guests]: Anyshire Police has two seats in the ACSP."
                " Keep one of the two places. [body-in-two-places]"
            ),
            (
                "partnership.yaml:33:7: groups[main-group].quorum: The quorum of the ACSP asks for 2 bodies; the group has 1,"
                " and 1 of them counts towards a quorum. Lower the quorum, add members, or set counts_towards_quorum: yes for those that count. [quorum-out-of-reach]"
            ),
        ],
    ),
    "agreement": Broken(
        RuleCode.AGREEMENT_UNSIGNED,
        [(PARTNERSHIP, "", AGREEMENT)],
        [
            (
                "partnership.yaml:41:7: agreements[sharing].signatures: Anyshire Police has signed version 1.0 of the Sharing"
                " Agreement; the latest is version 2.0. Ask for the signature, then add it here. [agreement-not-signed]"
            )
        ],
    ),
    "not quorate": Broken(
        RuleCode.NOT_QUORATE,
        [
            (
                PARTNERSHIP,
                MEMBER,
                MEMBER
                + "      - {id: probation, organisation: probation, capacity: member, counts_towards_quorum: no}\n",
            ),
            ("meetings.yaml", "", "  attended: [probation]\n"),
        ],
        [
            (
                "meetings.yaml:4:13: meetings[summer].attended: The ACSP was not quorate on 2024-07-04. Add the members that"
                " are left out here, or put its decisions to the next meeting. [meeting-not-quorate]"
            )
        ],
    ),
    "notes approved on the day": Broken(
        RuleCode.NOTES_APPROVED_EARLY,
        [("meetings.yaml", "", "  notes_approved: 2024-07-04\n")],
        [
            (
                "meetings.yaml:4:19: meetings[summer].notes_approved: The notes of 2024-07-04 were approved on 2024-07-04,"
                " which is not after the meeting. Correct one of the two dates. [notes-approved-early]"
            )
        ],
    ),
    "watch": Broken(
        RuleCode.WATCH_DATE_PASSED,
        [
            (
                "review.yaml",
                "",
                "watch:\n  - {id: guidance, subject: A consultation, groups: [main-group], closes: 2024-07-01}\n",
            )
        ],
        [
            (
                "review.yaml:8:75: review.watch[guidance].closes: “A consultation” closed on 2024-07-01, before the day of the"
                " paper (2024-07-04). Say in the paper that it has closed. [watch-date-passed]"
            )
        ],
    ),
    "watch that the paper speaks of": Broken(
        RuleCode.WATCH_DATE_PASSED,
        [
            (
                "review.yaml",
                "",
                "watch:\n  - {id: guidance, subject: A consultation, groups: [main-group], news: it began, closes: 2024-07-01}\n",
            )
        ],
        [
            (
                "review.yaml:8:91: review.watch[guidance].closes: “A consultation” closed on 2024-07-01, before the day of the"
                " paper (2024-07-04). The paper says that it has closed; say in news what came of it. [watch-date-passed]"
            )
        ],
    ),
    "overcommitted": Broken(
        RuleCode.GRANT_OVERCOMMITTED,
        [("grant.yaml", "£39,661", "900"), ("grant.yaml", "", PROJECT)],
        [
            (
                "grant.yaml:4:13: grant.allocation: The projects may spend £1,000, which is £100 more than the allocation."
                " Lower a project's amount, or correct the allocation. [grant-overcommitted]"
            )
        ],
    ),
    "tranches": Broken(
        RuleCode.TRANCHES_DIFFER,
        [("grant.yaml", "", "tranches:\n  - {id: first, amount: 26440}\n  - {id: second, amount: 13219}\n")],
        [
            (
                "grant.yaml:7:3: grant.tranches: The tranches add up to £39,659; the allocation is £39,661."
                " Correct the tranches: truncation alone explains less than a pound each. [tranches-differ]"
            )
        ],
    ),
    "project without a purpose": Broken(
        RuleCode.PROJECT_SERVES_NOTHING,
        [
            ("grant.yaml", "", PROJECT),
            ("grant.yaml", "    priorities: [road-safety]\n", ""),
            ("grant.yaml", "    commissioner_priorities: [Safer roads]\n", ""),
        ],
        [
            (
                "grant.yaml:8:5: grant.projects[seminars]: The project “Seminars” serves no priority of the agreement."
                " Add priorities: a list of those that it serves. [project-serves-no-priority]"
            ),
            (
                "grant.yaml:8:5: grant.projects[seminars]: The project “Seminars” serves no priority of “Safer Anyshire”."
                " Add commissioner_priorities: a list of those that it serves. [project-serves-no-priority]"
            ),
        ],
    ),
    "claims": Broken(
        RuleCode.CLAIM_OVER_SPEND,
        [("grant.yaml", "", PROJECT + SPENT + CLAIMS)],
        [
            (
                "grant.yaml:21:39: grant.claims[second].amount: £250.50 is claimed for q1, which is £0.50 more than the"
                " projects spent in it. Correct the claim, or add what was spent. [claim-over-spend]"
            ),
            (
                "grant.yaml:22:38: grant.claims[early].amount: £1 is claimed for q3, which is £1 more than the projects spent"
                " in it. Correct the claim, or add what was spent. [claim-over-spend]"
            ),
        ],
    ),
    "approval": Broken(
        RuleCode.PROJECT_NOT_APPROVED,
        [
            ("grant.yaml", "", PROJECT),
            ("grant.yaml", "    commissioner_approval: {date: 2024-04-22, amount: 1000}\n", ""),
            ("grant.yaml", "2024-03-14, amount: 1000", "2024-03-14, amount: 900"),
        ],
        [
            (
                "grant.yaml:8:5: grant.projects[seminars]: The project “Seminars” has no approval of the funder."
                " Add commissioner_approval once it is given. [project-not-approved]"
            ),
            (
                "grant.yaml:14:54: grant.projects[seminars].partnership_approval.amount: The project “Seminars” was approved"
                " by the partnership for £900, but its amount is £1,000. Make the two agree. [project-not-approved]"
            ),
        ],
    ),
    "contact": Broken(
        RuleCode.PRIVATE_CONTACT,
        [(PARTNERSHIP, "    published: yes\n", "")],
        [
            (
                "partnership.yaml:17:5: people[secretary]: The paper's contact is private, so that the paper shows the post"
                " alone. Set published: yes, if the person agrees to be named. [private-contact]"
            )
        ],
    ),
    "previous": Broken(
        RuleCode.PREVIOUS_NOT_APPROVED,
        [],
        [
            (
                "partnership.yaml:34:11: previous.folder: The edition before, “Terms of Reference 2024”, is not approved: its"
                " status is for-decision. Name the edition that was approved last, or set its status to approved."
                " [previous-not-approved]"
            )
        ],
        before=[(PARTNERSHIP, "  as_of: 2024-07-04\n", "  status: for-decision\n")],
    ),
    "a copy": Broken(
        RuleCode.EDITION_COPIED,
        [(PARTNERSHIP, "id: anyshire-2024", "id: anyshire-2023")],
        [
            (
                "partnership.yaml:3:7: edition.id: This edition has the id of the one before, “anyshire-2023”. Give it an id,"
                " title and status of its own, take its approval out, and name its meeting in review.yaml. [edition-copied]"
            )
        ],
        before=[APPROVED],
    ),
    "sentences": Broken(
        RuleCode.CLAUSE_IS_A_SENTENCE,
        [
            ("review.yaml", "", QUORUM_TOLD.replace("as it was low", "Because it was low")),
            (
                "review.yaml",
                "",
                "  - {id: more, group: main-group, explains: [quorum.changed], reason: It was low., say_reason: no}\n",
            ),
            (
                "review.yaml",
                "",
                (
                    "watch:\n  - {id: guidance, subject: Guidance, groups: [main-group], news: the Home Office consults., awaits: The outcome}\n"
                    "  - {id: review, subject: Review, groups: [main-group], news: NHS England reviews it, awaits: its outcome}\n"
                ),
            ),
        ],
        [
            (
                "review.yaml:8:73: review.changes[quorum].reason: “Because it was low” is a sentence by itself, and the paper"
                " puts it into one of its own. Begin it with a small letter and leave the full stop out. [clause-is-a-sentence]"
            ),
            (
                "review.yaml:9:45: review.changes[more].explains: “quorum.changed” of the ACSP is explained twice, first by"
                " “quorum”. Take it out of one of the two, so that the paper tells it once. [change-explained-twice]"
            ),
            (
                "review.yaml:11:67: review.watch[guidance].news: “the Home Office consults.” is a sentence by itself, and the paper"
                " puts it into one of its own. Begin it with a small letter and leave the full stop out. [clause-is-a-sentence]"
            ),
            (
                "review.yaml:11:102: review.watch[guidance].awaits: “The outcome” is a sentence by itself, and the paper"
                " puts it into one of its own. Begin it with a small letter and leave the full stop out. [clause-is-a-sentence]"
            ),
        ],
        before=[APPROVED, QUORUM_BEFORE],
    ),
    "a fact that the terms do not say": Broken(
        RuleCode.CHANGE_NOT_IN_TERMS,
        [
            (PARTNERSHIP, "minimum: 1", "minimum: 1\n      of: all-members"),
            ("review.yaml", "", QUORUM_TOLD),
        ],
        [
            (
                "partnership.yaml:32:7: groups[main-group].quorum: In the ACSP, the quorum changed, and its terms say what they"
                " said before. Let terms/main-group.md say it, or see whether the fact should have changed. [change-not-in-terms]"
            )
        ],
        before=[APPROVED],
    ),
    "another id": Broken(
        RuleCode.SAME_UNDER_ANOTHER_ID,
        [
            (PARTNERSHIP, "      - id: police\n        organisation", "      - id: constabulary\n        organisation"),
            (
                "review.yaml",
                "",
                (
                    "changes:\n  - {id: police, group: main-group, reason: as it is so,"
                    " explains: [member.police.removed, member.constabulary.added]}\n"
                ),
            ),
        ],
        [
            (
                "partnership.yaml:27:9: groups[main-group].members[constabulary]: Anyshire Police left under one id and came"
                " under another, so that it is told as two changes. Give it the id back that it had: names may change, ids"
                " stay. [same-under-another-id]"
            )
        ],
        before=[APPROVED],
    ),
    "a group that nothing is asked for": Broken(
        RuleCode.GROUP_NOT_RECOMMENDED,
        [
            (PARTNERSHIP, QUORUM, QUORUM + FORUM),
            ("review.yaml", "", QUORUM_TOLD + AGREE_THE_FORUM),
        ],
        [
            (
                "partnership.yaml:21:5: groups[main-group]: The terms of the ACSP changed, and no recommendation is about them."
                " Name the group in a request with agree or approve in review.yaml. [group-not-recommended]"
            )
        ],
        before=[APPROVED, (PARTNERSHIP, QUORUM, QUORUM.replace("1", "2") + FORUM)],
    ),
    "a group that has ended": Broken(
        RuleCode.RECOMMENDED_GROUP_ENDED,
        [
            (PARTNERSHIP, QUORUM, QUORUM + ENDED),
            ("review.yaml", "", AGREE_THE_FORUM),
            (
                "review.yaml",
                "",
                "watch:\n  - {id: over, subject: A consultation, groups: [forum], closes: 2024-07-01}\n",
            ),
        ],
        [
            (
                "review.yaml:8:5: review.recommendations[agree]: This is about the terms of the Forum, which has ended. Take the"
                " group out of it. [recommended-group-ended]"
            )
        ],
        before=[APPROVED, (PARTNERSHIP, QUORUM, QUORUM + ENDED)],
    ),
    "no reason": Broken(
        RuleCode.CHANGE_WITHOUT_REASON,
        [(PARTNERSHIP, "name: Anyshire Police", "name: Anyshire Constabulary")],
        [
            (
                "partnership.yaml:27:9: groups[main-group].members[police]: In the ACSP, “Anyshire Police” is now “Anyshire"
                " Constabulary”, and its terms say what they said before. Let terms/main-group.md say it, or see whether the"
                " fact should have changed. [change-not-in-terms]"
            ),
            (
                "partnership.yaml:27:9: groups[main-group].members[police]: In the ACSP, “Anyshire Police” is now “Anyshire"
                " Constabulary”, and review.yaml does not say why. Put this under changes in review.yaml, with the reason:"
                " - {id: main-group-member-police-renamed, group: main-group, explains: [member.police.renamed],"
                ' reason: ""} [change-without-reason]'
            ),
        ],
        before=[APPROVED],
    ),
    "no reason for words": Broken(
        RuleCode.CHANGE_WITHOUT_REASON,
        [("terms/main-group.md", "must be there.", "are to be there.")],
        [
            (
                "terms/main-group.md:1:11: terms.main-group#quorum: In the ACSP, section “Quorum”, “Of ACSP at least 1 are…”"
                " was reworded, and review.yaml does not say why. Put this under changes in review.yaml, with the reason:"
                " - {id: main-group-quorum-1-reworded, group: main-group, explains: [terms.quorum.1.reworded],"
                ' reason: ""} [change-without-reason]'
            )
        ],
        before=[APPROVED],
    ),
    "no change": Broken(
        RuleCode.REASON_WITHOUT_CHANGE,
        [
            (
                "review.yaml",
                "",
                QUORUM_TOLD.replace("quorum.changed", "quorum.changed, quorum.change, member.fire.added"),
            ),
        ],
        [
            (
                "review.yaml:8:47: review.changes[quorum].explains: “member.fire.added” is no change of the ACSP since the"
                " edition before. Take it out; “kcsp-docs changes” lists what changed. [reason-without-change]"
            ),
            (
                "review.yaml:8:47: review.changes[quorum].explains: “quorum.change” is no change of the ACSP since the edition"
                " before. Did you mean quorum.changed? [reason-without-change]"
            ),
        ],
        before=[APPROVED, QUORUM_BEFORE],
    ),
    "explained twice": Broken(
        RuleCode.CHANGE_EXPLAINED_TWICE,
        [
            ("review.yaml", "", QUORUM_TOLD),
            ("review.yaml", "", QUORUM_TOLD.removeprefix("changes:\n").replace("id: quorum", "id: again")),
        ],
        [
            (
                "review.yaml:9:46: review.changes[again].explains: “quorum.changed” of the ACSP is explained twice, first by"
                " “quorum”. Take it out of one of the two, so that the paper tells it once. [change-explained-twice]"
            )
        ],
        before=[APPROVED, QUORUM_BEFORE],
    ),
    "silence": Broken(
        RuleCode.SILENCE_UNUSED,
        [(PARTNERSHIP, "", SILENCED)],
        [
            (
                "partnership.yaml:35:5: silenced[0]: “chair-vacant” is silenced, but nothing was found there."
                " Remove it, or correct its code and path. [silence-unused]"
            )
        ],
    ),
}


def edit(model: Path, edits: Sequence[tuple[str, str, str]]) -> None:
    for name, old, new in edits:
        text = (model / name).read_text(encoding="utf-8")
        assert old in text
        (model / name).write_text(text.replace(old, new, 1) if old else text + new, encoding="utf-8")


def checked(
    model: Path, edits: Sequence[tuple[str, str, str]], before: Sequence[tuple[str, str, str]] | None = None
) -> list[str]:
    if before is not None:
        edit(shutil.copytree(model, model.parent / "anyshire-2023"), [LAST_YEARS, *before])
        edit(model, [(PARTNERSHIP, "", PREVIOUS)])
    edit(model, edits)
    report = check_model(model, registry.load(plugins=False))
    assert report.exit_code is ExitCode.DONE, report.problems
    return [str(problem).replace(f"{model.as_posix()}/", "") for problem in report.problems]


@pytest.mark.parametrize("case", CASES)
def test_a_rule_tells_its_warning_and_nothing_else(case: str, anyshire: Path) -> None:
    assert checked(anyshire, CASES[case].edits, CASES[case].before) == CASES[case].says


@pytest.mark.parametrize("code", RuleCode)
def test_every_rule_has_a_broken_model(code: RuleCode) -> None:
    assert any(case.code is code for case in CASES.values())
    assert all(any(line.endswith(f"[{case.code}]") for line in case.says) for case in CASES.values())


def test_a_group_that_has_ended_need_sign_nothing(anyshire: Path) -> None:
    edits = [
        *CASES["agreement"].edits,
        (PARTNERSHIP, "    short_name: ACSP\n", "    short_name: ACSP\n    status: ended\n"),
    ]
    assert checked(anyshire, edits) == []


def test_a_quorate_meeting_with_notes_approved_at_the_next_is_in_order(anyshire: Path) -> None:
    assert checked(anyshire, [("meetings.yaml", "", "  attended: [police]\n  notes_approved: 2024-07-05\n")]) == []


def test_a_silenced_rule_is_a_note_with_its_reason(anyshire: Path) -> None:
    edits = [*CASES["chair"].edits, (PARTNERSHIP, "", SILENCED)]
    assert checked(anyshire, edits) == [
        (
            "partnership.yaml:34:7: groups[main-group].chair: The ACSP has no chair since 2024-03-14."
            " Silenced: We know. [chair-vacant]"
        )
    ]


@pytest.mark.parametrize(
    ("path", "codes"),
    [
        pytest.param("groups[main-group]", ["chair-vacant"], id="an enclosing place"),
        pytest.param("groups[main-group].chair", ["chair-vacant"], id="the place itself"),
        pytest.param("groups[main-group].cha", ["chair-vacant", "silence-unused"], id="no place but the same letters"),
    ],
)
def test_a_silence_covers_its_place_and_what_lies_beneath(path: str, codes: list[str], anyshire: Path) -> None:
    silenced = SILENCED.replace("    reason", f"    path: {path}\n    reason")
    found = checked(anyshire, [*CASES["chair"].edits, (PARTNERSHIP, "", silenced)])
    assert [line.rsplit("[", 1)[1].rstrip("]") for line in found] == codes


def test_tranches_may_miss_the_allocation_by_less_than_a_pound_each(anyshire: Path) -> None:
    """Two thirds and one third of £39,661, each truncated to whole pounds."""
    edits = [("grant.yaml", "", "tranches:\n  - {id: first, amount: 26440}\n  - {id: second, amount: 13220}\n")]
    assert checked(anyshire, edits) == []


def test_all_that_was_spent_in_a_quarter_may_be_claimed(anyshire: Path) -> None:
    claims = CLAIMS.replace("100}", "99.50}").replace("  - {id: early, quarter: q3, amount: 1}\n", "")
    assert checked(anyshire, [("grant.yaml", "", PROJECT + SPENT + claims)]) == []


def test_a_term_ends_on_its_last_day_and_not_before(anyshire: Path) -> None:
    seat = "    chair:\n      member: police\n      since: 2022-07-05\n      term_years: 2\n"
    assert checked(anyshire, [(PARTNERSHIP, QUORUM, QUORUM + seat)]) == []


def test_a_group_that_has_ended_is_not_judged(anyshire: Path) -> None:
    edits = [*CASES["chair"].edits, (PARTNERSHIP, "    appendix: A\n", "    appendix: A\n    status: ended\n")]
    assert checked(anyshire, edits) == []


def test_a_silenced_problem_keeps_the_place_that_a_plugin_gave_it() -> None:
    found = Problem(Severity.WARNING, "odd", "This is odd.", file="figures.csv", line=3, column=7, hint="Look there.")
    (silenced,) = silence([found], [Silenced(code="odd", reason="We know.")])
    assert silenced.severity is Severity.NOTE
    assert str(silenced) == "figures.csv:3:7: This is odd. Silenced: We know. [odd]"


def test_a_watch_item_that_closes_on_the_day_of_the_paper_has_not_passed(anyshire: Path) -> None:
    watch = "watch:\n  - {id: guidance, subject: A consultation, groups: [main-group], closes: 2024-07-04}\n"
    assert checked(anyshire, [("review.yaml", "", watch)]) == []


def test_what_only_follows_needs_no_reason(anyshire: Path) -> None:
    assert checked(anyshire, [(PARTNERSHIP, "appendix: A", "appendix: B")], [APPROVED]) == []


def test_an_entry_that_names_a_change_twice_explains_it_twice(anyshire: Path) -> None:
    told = QUORUM_TOLD.replace("[quorum.changed]", "[quorum.changed, quorum.changed]")
    assert checked(anyshire, [("review.yaml", "", told)], [APPROVED, QUORUM_BEFORE]) == [
        (
            "review.yaml:8:47: review.changes[quorum].explains: “quorum.changed” of the ACSP is explained twice, first by"
            " “quorum”. Take it out of one of the two, so that the paper tells it once. [change-explained-twice]"
        )
    ]


def test_a_group_that_is_gone_is_to_be_kept_as_ended(anyshire: Path) -> None:
    """A reason can be given only for a group that the file has."""
    forum = "  - {id: forum, name: Anyshire Forum, short_name: Forum, parent: main-group, terms: main-group, quorum: {minimum: 0}}\n"
    before = [APPROVED, (PARTNERSHIP, QUORUM, QUORUM + forum)]
    assert checked(anyshire, [], before) == [
        (
            "partnership.yaml:21:3: groups: The Forum has ended, and review.yaml does not say why."
            " Keep the group, with status: ended, and say why. [change-without-reason]"
        )
    ]


def test_an_approved_edition_needs_reasons_of_nobody_without_a_review(anyshire: Path) -> None:
    (anyshire / "review.yaml").unlink()
    assert checked(anyshire, [], [APPROVED, QUORUM_BEFORE]) == []
