"""Notices: rows that are proposed for what the audit finds, what a notice must agree with, and what findings say."""

from __future__ import annotations

import csv
import io

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection
from faults import AUDIT
from faults.fault import Fault, edited
from faults.notices import EDITORIAL

from scripts import notices
from scripts.audit import AUDIT_RULES, findings
from scripts.checks.notices import NoticeElsewhere, NoticeRow, UnknownNoticeRule, check_notices
from scripts.plans import Plan, Reference, load_reference, load_with_siblings, named_folders
from scripts.problems import Problem
from scripts.tables import schemas
from scripts.validate import validate

NOTICES = f"{SONG_MA}/notices.csv"
RESULTS = f"{SONG_MA}/results.csv"
SECOND_PLAN = "son-la/thuan-chau-03721/cds-2025"
CODES = {rule.code() for rule in AUDIT_RULES}
AUDIT_FAULTS = [planted for module in AUDIT for planted in module.FAULTS if planted.rule in CODES]


def read(collection: Collection, plan_id: str) -> tuple[Plan, Reference]:
    (plan,) = load_with_siblings(collection, named_folders(collection, [plan_id]))
    return plan, load_reference(collection)


def paste(collection: Collection, plan_id: str) -> list[dict[str, str]]:
    """Add to the plan's notices the rows that are proposed, and put the table in the order of the document again."""
    rows = notices.proposed(*read(collection, plan_id))
    file = f"{plan_id}/notices.csv"
    for row in rows:
        collection.append(file, **row)
    line = schemas()["notices"].columns.index("source_line_from")
    collection.edit_cells(file, lambda cells: [cells[0], *sorted(cells[1:], key=lambda row: int(row[line]))])
    return rows


def about_notices(collection: Collection, plan_id: str) -> list[Problem]:
    """What the rules about notices say of a plan, which the rest of the rules has no part in."""
    plan, reference = read(collection, plan_id)
    problems = [p for rule in (UnknownNoticeRule(), NoticeRow(), NoticeElsewhere()) for p in rule.check_plan(plan, reference)]
    return problems + list(check_notices(plan, reference))


def forget(collection: Collection, plan_id: str) -> None:
    collection.edit_cells(f"{plan_id}/notices.csv", lambda cells: cells[:1])


@pytest.mark.parametrize("plan_id", [SONG_MA, THUAN_CHAU])
def test_proposed_rows_make_a_plan_without_notices_valid(collection: Collection, plan_id: str) -> None:
    """A new plan is audited, its findings are looked up in the document, and the rows are taken over as they are printed."""
    forget(collection, plan_id)
    assert {problem.rule for problem in validate(collection, [plan_id])} <= CODES
    rows = paste(collection, plan_id)
    assert rows
    assert validate(collection, [plan_id]) == []
    assert notices.proposed(*read(collection, plan_id)) == []


@pytest.mark.parametrize("plan_id", [SONG_MA, THUAN_CHAU])
def test_proposals_are_in_document_order_and_numbered(collection: Collection, plan_id: str) -> None:
    """The rows can be pasted into an empty table in one go."""
    forget(collection, plan_id)
    rows = notices.proposed(*read(collection, plan_id))
    lines = [int(row["source_line_from"]) for row in rows]
    assert lines == sorted(lines)
    assert [row["notice_id"] for row in rows] == [f"DC{number:02}" for number in range(1, len(rows) + 1)]


def test_a_plan_with_all_its_notices_gets_no_proposal(collection: Collection) -> None:
    """Notices written by maintainers count for themselves and ask for nothing."""
    assert notices.proposed(*read(collection, SONG_MA)) == []


def test_an_id_in_use_is_not_proposed(collection: Collection) -> None:
    """The rows that are there keep their ids, whether they stand before or after the new one."""
    kept = [row[1] for row in collection.cells(NOTICES)[1:]]
    collection.edit(RESULTS, 11, value="110", value_text="110%")
    collection.edit(f"{SONG_MA}/plans.csv", 2, signer_name="")
    rows = paste(collection, SONG_MA)
    assert [row["rule"] for row in rows] == ["more-than-all", "blank-signer"]
    ids = [row[1] for row in collection.cells(NOTICES)[1:]]
    assert set(kept) < set(ids) and len(set(ids)) == len(ids) == len(kept) + 2
    assert validate(collection, [SONG_MA]) == []


def test_a_proposal_says_where_the_cell_stands(collection: Collection) -> None:
    """The blank number of the head is on another line than the title: the notice leads to the number."""
    forget(collection, SONG_MA)
    row = next(row for row in notices.proposed(*read(collection, SONG_MA)) if row["rule"] == "blank-number")
    assert row == {
        "plan_id": SONG_MA, "notice_id": row["notice_id"], "rule": "blank-number", "severity": "material", "table": "plans", "row_id": "",
        "field": "document_number", "printed": "Số: /KH-UBND", "expected": "số văn bản", "elsewhere": "",
        "message": "Bản văn bản này không nêu số văn bản: ở chỗ đó in “Số: /KH-UBND”.",
        "message_en": "This copy of the document does not state its number: it prints “Số: /KH-UBND” in that place.",
        "source_id": "S1", "source_page": "", "source_line_from": "83", "source_line_to": "83",
    }  # fmt: skip


def test_a_proposal_may_point_to_another_plan_of_the_commune(collection: Collection) -> None:
    """The other place of a contradiction between two plans is named by plan and row, and is found again."""
    collection.copy_plan(THUAN_CHAU, SECOND_PLAN)
    collection.edit(f"{SECOND_PLAN}/target_values.csv", 147, value_text="64%", value_min="64", value_max="64")
    (row,) = paste(collection, THUAN_CHAU)
    assert (row["rule"], row["row_id"], row["elsewhere"]) == ("measure-between-plans", "CT41:2025:target", f"{SECOND_PLAN}#CT41:2025:target")
    assert validate(collection, [THUAN_CHAU]) == []


def test_the_command_prints_the_rows_and_writes_nothing(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A person pastes them: what is printed is the table, how many there are is said beside it."""
    forget(collection, SONG_MA)
    before = {path: path.read_bytes() for path in collection.root.rglob("*") if path.is_file()}
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    assert notices.main([SONG_MA]) == 0
    printed = capsys.readouterr()
    header, *rows = csv.reader(io.StringIO(printed.out))
    expected = notices.proposed(*read(collection, SONG_MA))
    assert header == schemas()["notices"].columns
    assert rows == [list(row.values()) for row in expected]
    assert printed.err == f"{SONG_MA}: {len(rows)} đối chiếu còn thiếu; xem lại từng dòng với văn bản trước khi thêm.\n"
    assert {path: path.read_bytes() for path in collection.root.rglob("*") if path.is_file()} == before


def test_an_unknown_folder_is_one_line(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped name ends the command with what is wrong, not with a traceback."""
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    with pytest.raises(SystemExit) as ended:
        notices.main(["son-la/khong-co"])
    assert ended.value.code == 1
    assert capsys.readouterr().err.startswith("son-la/khong-co: không phải thư mục kế hoạch")


def test_a_plan_with_a_broken_table_gets_no_proposal(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Rows that were not read would be announced as missing from the document: the table is named, and the other plan has its rows."""
    forget(collection, THUAN_CHAU)
    collection.edit_bytes(RESULTS, lambda raw: raw.replace("45 văn bản".encode(), '"45 văn bản'.encode(), 1))
    expected = notices.proposed(*read(collection, THUAN_CHAU))
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    assert notices.main([SONG_MA, THUAN_CHAU]) == 1
    printed = capsys.readouterr()
    refused, counted = printed.err.splitlines()
    assert refused.startswith(f"data/plans/{RESULTS}: tệp thiếu hoặc không đọc được trọn")
    assert counted.startswith(f"{THUAN_CHAU}: {len(expected)} đối chiếu còn thiếu")
    assert [row[0] for row in list(csv.reader(io.StringIO(printed.out)))[1:]] == [THUAN_CHAU] * len(expected)


def test_a_plan_without_a_table_gets_no_proposal(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table that was deleted is no table without rows."""
    collection.path(f"{SONG_MA}/tasks.csv").unlink()
    monkeypatch.setenv("COLLECTION_ROOT", str(collection.root))
    assert notices.main([SONG_MA]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"data/plans/{SONG_MA}/tasks.csv: tệp thiếu")


def test_a_maintainers_notice_needs_no_finding(collection: Collection) -> None:
    """What only a reader can see is recorded under the rule editorial, with lines of the source as the other place."""
    collection.append(NOTICES, **EDITORIAL | {"elsewhere": "NS02; 973; 965-969"})
    assert validate(collection, [SONG_MA]) == []


def test_a_changed_finding_is_one_problem_that_says_both_values(collection: Collection) -> None:
    """After a figure is read again the notice is corrected, not written anew: the finding is not reported a second time."""
    collection.edit(RESULTS, 19, value_text="12 Chứng thư số", value="12")
    (problem,) = validate(collection, [SONG_MA])
    row = collection.row_of(NOTICES, rule="result-parts")
    assert (problem.rule, problem.path, problem.row, problem.field) == ("stale-notice", f"data/plans/{NOTICES}", row, "printed")
    assert problem.found == "đối chiếu ghi “69 Chứng thư số”, cần có “69 + 11 = 80”"
    assert problem.expected == "quy tắc result-parts nay thấy “69 Chứng thư số”, cần có “69 + 12 = 81”"


def test_the_severity_of_a_notice_is_that_of_its_rule(collection: Collection) -> None:
    """Whether a contradiction is material is decided once, in the rule; a maintainer's own notice may be either."""
    row = collection.row_of(NOTICES, rule="guidance-year")
    collection.edit(NOTICES, row, severity="minor")
    (problem,) = validate(collection, [SONG_MA])
    assert (problem.rule, problem.row, problem.field) == ("stale-notice", row, "severity")
    assert (problem.found, problem.expected) == ("tìm thấy “minor”", "“material” theo quy tắc guidance-year")
    collection.edit(NOTICES, row, severity="material")
    collection.append(NOTICES, **EDITORIAL | {"severity": "material"})
    assert validate(collection, [SONG_MA]) == []


def test_a_plan_that_cannot_be_read_whole_is_not_audited(collection: Collection) -> None:
    """Rows that are missing from a broken file are not announced as missing from the document."""
    collection.edit_bytes(f"{SONG_MA}/results.csv", lambda raw: raw.replace("45 văn bản".encode(), '"45 văn bản'.encode(), 1))
    assert list(check_notices(*read(collection, SONG_MA))) == []


@pytest.mark.parametrize("planted", AUDIT_FAULTS, ids=lambda planted: f"{planted.rule}: {planted.says}")
def test_what_a_rule_finds_can_be_read_and_acknowledged(collection: Collection, planted: Fault) -> None:
    """A finding says in both languages, in whole sentences, what is wrong, and the row proposed for it settles it."""
    planted.damage(collection)
    found = [finding for finding in findings(*read(collection, planted.plans[0])) if finding.rule == planted.rule]
    assert found
    for finding in found:
        for message in (finding.message, finding.message_en):
            assert message.strip() == message and message.endswith(".") and not message.endswith("..")
            assert "“”" not in message and "None" not in message and "  " not in message
        assert finding.message != finding.message_en
        assert finding.expected and finding.severity in ("material", "minor")
    assert planted.rule in {row["rule"] for row in paste(collection, planted.plans[0])}
    assert {problem.rule for problem in about_notices(collection, planted.plans[0])} <= {"stale-notice"}


def test_a_notice_is_not_valid_for_a_figure_that_it_does_not_name(collection: Collection) -> None:
    """A second contradiction of the same rule in another row needs a notice of its own."""
    edited(f"{SONG_MA}/budget_lines.csv", 27, task_id="")(collection)
    (problem,) = validate(collection, [SONG_MA])
    assert (problem.rule, problem.row, problem.field) == ("investment-without-task", 27, "task_id")
