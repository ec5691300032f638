"""Two states of a package are compared cell by cell by primary key; what differs says which part of the version it raises."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from scripts.changes import LEVELS, TITLES
from scripts.versions.compare import HEAD, Difference, compare_plan, compare_reference, compare_schemas
from scripts.versions.levels import ORDER, level, next_version, parts, version_label

PLAN = "son-la/song-ma-04168/khcn-2026"


def schema(name: str, key: list[str], *fields: str, scope: str = "plan", **more: Any) -> dict[str, Any]:
    """A Table Schema with text columns."""
    return {"name": name, "scope": scope, "fields": [{"name": field, "type": "string"} for field in fields], "primaryKey": key, **more}


SCHEMAS = {
    "bodies": schema("bodies", ["id"], "id", "name", scope="reference"),
    "plans": schema("plans", ["plan_id"], "plan_id", "title"),
    "tasks": schema("tasks", ["plan_id", "task_id"], "plan_id", "task_id", "name", "kind"),
    "task_bodies": schema(
        "task_bodies", ["plan_id", "task_id", "seq"], "plan_id", "task_id", "seq", "body_id",
        foreignKeys=[
            {"fields": ["plan_id", "task_id"], "reference": {"resource": "tasks", "fields": ["plan_id", "task_id"]}},
            {"fields": "body_id", "reference": {"resource": "bodies", "fields": "id"}},
        ],
    ),
}  # fmt: skip


def task(task_id: str, name: str, **more: str) -> dict[str, str]:
    return {"plan_id": PLAN, "task_id": task_id, "name": name, "kind": "task"} | more


def plan(*tasks: dict[str, str], **tables: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    return {HEAD: [{"plan_id": PLAN, "title": "Kế hoạch"}], "tasks": list(tasks)} | tables


def changed(table: str, change: Any) -> dict[str, Any]:
    """The schemas after a change to one of them."""
    after = deepcopy(SCHEMAS)
    change(after[table])
    return after


def field(one: dict[str, Any], name: str) -> dict[str, Any]:
    return next(found for found in one["fields"] if found["name"] == name)


def test_equal_states_have_no_difference() -> None:
    """Neither schemas nor rows."""
    assert list(compare_schemas(SCHEMAS, deepcopy(SCHEMAS))) == []
    assert list(compare_plan(PLAN, plan(task("NV01", "A")), plan(task("NV01", "A")), SCHEMAS, SCHEMAS)) == []


def test_rows_are_compared_cell_by_cell() -> None:
    """A corrected cell says what stood there before; rows are found by key, wherever they stand in the file."""
    before = plan(task("NV01", "Lập tổ"), task("NV02", "Mua máy"), task("NV04", "Bỏ"))
    after = plan(task("NV03", "Tập huấn"), task("NV02", "Mua máy tính", kind=""), task("NV01", "Lập tổ"))
    assert list(compare_plan(PLAN, before, after, SCHEMAS, SCHEMAS)) == [
        Difference("new-row", PLAN, "tasks", "NV03"),
        Difference("corrected-cell", PLAN, "tasks", "NV02", "name", "Mua máy", "Mua máy tính"),
        Difference("corrected-cell", PLAN, "tasks", "NV02", "kind", "task", ""),
        Difference("removed-id", PLAN, "tasks", "NV04"),
    ]


def test_a_row_that_nothing_names_may_go() -> None:
    """A child row has no address of its own: without it there is less, but no script breaks."""
    child = {"plan_id": PLAN, "task_id": "NV01", "seq": "1", "body_id": "a"}
    found = list(compare_plan(PLAN, plan(task_bodies=[child]), plan(task_bodies=[]), SCHEMAS, SCHEMAS))
    assert found == [Difference("removed-row", PLAN, "task_bodies", "NV01:1")]
    assert level(one.kind for one in found) == "minor"


def test_the_row_of_the_plan_itself_has_an_empty_id() -> None:
    """There is one row of plans in a plan."""
    after = {HEAD: [{"plan_id": PLAN, "title": "Kế hoạch năm 2026"}]}
    assert list(compare_plan(PLAN, {HEAD: plan()[HEAD]}, after, SCHEMAS, SCHEMAS)) == [
        Difference("corrected-cell", PLAN, "plans", "", "title", "Kế hoạch", "Kế hoạch năm 2026")
    ]


def test_a_plan_that_comes_or_goes_is_one_difference() -> None:
    """Its rows are all new, or all gone: nobody needs a list of them."""
    assert list(compare_plan(PLAN, {}, plan(task("NV01", "A")), SCHEMAS, SCHEMAS)) == [Difference("new-plan", PLAN)]
    assert list(compare_plan(PLAN, plan(task("NV01", "A")), {}, SCHEMAS, SCHEMAS)) == [Difference("removed-plan", PLAN)]


def test_tables_that_are_the_same_may_be_left_out() -> None:
    """A plan whose head is on neither side is neither new nor gone."""
    assert list(compare_plan(PLAN, {"tasks": []}, {"tasks": [task("NV01", "A")]}, SCHEMAS, SCHEMAS)) == [Difference("new-row", PLAN, "tasks", "NV01")]


def test_a_new_column_gives_new_cells_where_it_is_filled() -> None:
    """In rows that were there before; an empty cell states nothing new."""
    after = changed("tasks", lambda one: one["fields"].append({"name": "due", "type": "date"}))
    rows = plan(task("NV01", "A", due="2026-03-31"), task("NV02", "B", due=""))
    assert list(compare_schemas(SCHEMAS, after)) == [Difference("new-field", table="tasks", field="due", after="date")]
    assert list(compare_plan(PLAN, plan(task("NV01", "A"), task("NV02", "B")), rows, SCHEMAS, after)) == [
        Difference("new-cell", PLAN, "tasks", "NV01", "due", "", "2026-03-31")
    ]


def test_a_new_table_of_plans_lists_its_rows_and_a_common_one_does_not() -> None:
    """What a plan came to hold is told plan by plan; a new common table is new as a whole."""
    after = SCHEMAS | {"notices": schema("notices", ["plan_id", "notice_id"], "plan_id", "notice_id"), "laws": schema("laws", ["id"], "id", scope="reference")}
    assert list(compare_schemas(SCHEMAS, after)) == [Difference("new-table", table="notices", after="plan"), Difference("new-table", table="laws", after="reference")]
    rows = {"notices": [{"plan_id": PLAN, "notice_id": "DC01"}]}
    assert list(compare_plan(PLAN, {}, rows, SCHEMAS, after)) == [Difference("new-row", PLAN, "notices", "DC01")]
    assert list(compare_reference({}, {"laws": [{"id": "luat-1"}]}, SCHEMAS, after)) == []


def test_rows_of_common_tables_have_their_whole_key() -> None:
    """There is no plan to leave out of it."""
    before, after = {"bodies": [{"id": "a", "name": "Công an"}]}, {"bodies": [{"id": "a", "name": "Công an xã"}, {"id": "b", "name": "Quân sự"}]}
    assert list(compare_reference(before, after, SCHEMAS, SCHEMAS)) == [
        Difference("corrected-cell", "", "bodies", "a", "name", "Công an", "Công an xã"),
        Difference("new-row", "", "bodies", "b"),
    ]


def test_a_changed_key_finds_rows_by_what_both_sides_have() -> None:
    """By the new key where the old rows have its columns, else by the old one."""
    by_name = changed("tasks", lambda one: one.update(primaryKey=["plan_id", "name"]))
    assert list(compare_schemas(SCHEMAS, by_name)) == [Difference("changed-key", table="tasks", before="plan_id, task_id", after="plan_id, name")]
    found = list(compare_plan(PLAN, plan(task("NV01", "A")), plan(task("NV09", "A")), SCHEMAS, by_name))
    assert found == [Difference("corrected-cell", PLAN, "tasks", "A", "task_id", "NV01", "NV09")]
    by_new = changed("tasks", lambda one: one.update(primaryKey=["plan_id", "uid"], fields=[*one["fields"], {"name": "uid", "type": "string"}]))
    found = list(compare_plan(PLAN, plan(task("NV01", "A")), plan(task("NV01", "B", uid="u1")), SCHEMAS, by_new))
    assert [(one.kind, one.row_id, one.field) for one in found] == [("corrected-cell", "NV01", "name"), ("new-cell", "NV01", "uid")]


def test_rows_that_repeat_a_key_are_not_lost() -> None:
    """Faulty data are compared too, before anybody has mended them."""
    found = list(compare_plan(PLAN, plan(task("NV01", "A")), plan(task("NV01", "A"), task("NV01", "B")), SCHEMAS, SCHEMAS))
    assert found == [Difference("new-row", PLAN, "tasks", "NV01")]


@pytest.mark.parametrize(
    "change, expected, raised",
    [
        (lambda t: t["fields"].pop(3), Difference("removed-field", "", "tasks", "", "kind", "string", ""), "major"),
        (lambda t: field(t, "kind").update(type="integer"), Difference("retyped-field", "", "tasks", "", "kind", "string", "integer"), "major"),
        (lambda t: field(t, "kind").update(format="uri"), Difference("retyped-field", "", "tasks", "", "kind", "string", "string (uri)"), "major"),
        (lambda t: t.update(missingValues=["", "-"]), Difference("retyped-field", "", "tasks", "", "", '[""]', '["", "-"]'), "major"),
        (lambda t: t.update(primaryKey="task_id"), Difference("changed-key", "", "tasks", "", "", "plan_id, task_id", "task_id"), "major"),
        (lambda t: field(t, "kind").update(constraints={"required": True}), Difference("changed-constraint", "", "tasks", "", "kind", "", "required: true"), "minor"),
        (lambda t: field(t, "kind").update(constraints={"enum": ["a"]}), Difference("changed-constraint", "", "tasks", "", "kind", "", 'enum: ["a"]'), "minor"),
        (lambda t: t["fields"].insert(2, t["fields"].pop()), Difference("moved-field", "", "tasks", "", "", "plan_id, task_id, name, kind", "plan_id, task_id, kind, name"), "minor"),
        (lambda t: t.update(title="Việc"), Difference("changed-description", "", "tasks", "", "", "", "title"), "patch"),
        (lambda t: field(t, "kind").update(example="x", title="Loại"), Difference("changed-description", "", "tasks", "", "kind", "", "example, title"), "patch"),
        (lambda t: t.update(scope="reference"), Difference("new-table", "", "tasks", "", "", "", "reference"), "major"),
    ],
)  # fmt: skip
def test_a_change_of_a_schema_is_named_and_has_a_level(change: Any, expected: Difference, raised: str) -> None:
    """One by one, each alone."""
    found = list(compare_schemas(SCHEMAS, changed("tasks", change)))
    assert found[0] == expected
    assert level(one.kind for one in found) == raised


def test_promises_that_are_taken_back_are_major() -> None:
    """A column that could not be empty, a code that scripts filter by, a link that scripts follow."""
    before = changed("tasks", lambda one: field(one, "kind").update(constraints={"required": True, "enum": ["group", "task"], "pattern": "a"}))
    after = changed("tasks", lambda one: field(one, "kind").update(constraints={"enum": ["task", "step"], "pattern": "b"}))
    after["task_bodies"]["foreignKeys"].pop()
    after["tasks"]["foreignKeys"] = [{"fields": "kind", "reference": {"resource": "bodies", "fields": "id"}}]
    assert list(compare_schemas(before, after)) == [
        Difference("removed-value", "", "tasks", "", "kind", "group", ""),
        Difference("new-value", "", "tasks", "", "kind", "", "step"),
        Difference("changed-constraint", "", "tasks", "", "kind", "pattern: a", "pattern: b"),
        Difference("optional-field", "", "tasks", "", "kind", "required: true", ""),
        Difference("new-reference", "", "tasks", "", "kind", "", "kind -> bodies (id)"),
        Difference("removed-reference", "", "task_bodies", "", "body_id", "body_id -> bodies (id)", ""),
    ]
    assert [LEVELS[kind] for kind in ("removed-value", "new-value", "changed-constraint", "optional-field", "new-reference", "removed-reference")] == [
        "major", "minor", "minor", "major", "minor", "major"
    ]  # fmt: skip


def test_a_table_that_is_gone_is_one_difference() -> None:
    """Its rows and columns are gone with it."""
    after = {name: one for name, one in SCHEMAS.items() if name != "task_bodies"}
    assert list(compare_schemas(SCHEMAS, after)) == [Difference("removed-table", table="task_bodies", before="plan")]
    child = {"plan_id": PLAN, "task_id": "NV01", "seq": "1", "body_id": "a"}
    assert list(compare_plan(PLAN, {"task_bodies": [child]}, {}, SCHEMAS, after)) == []


def test_every_kind_has_a_level_and_a_name() -> None:
    """Nothing is called what nobody can read."""
    assert LEVELS.keys() == TITLES.keys()
    assert set(LEVELS.values()) == set(ORDER)


@pytest.mark.parametrize(
    "last, raised, following", [("", "major", "0.1.0"), ("0.2.0", "", "0.2.0"), ("0.2.3", "patch", "0.2.4"), ("0.2.3", "minor", "0.3.0"), ("0.9.9", "major", "1.0.0"), ("1.2.3", "minor", "1.3.0")]
)
def test_the_next_version(last: str, raised: str, following: str) -> None:
    """Semantic versioning, the first number zero or not."""
    assert next_version(last, raised) == following


def test_the_label_says_that_something_is_unreleased() -> None:
    """The version to come with -dev behind it, which sorts before it."""
    assert version_label("0.3.0", []) == "0.3.0"
    assert version_label("0.3.0", ["corrected-cell"]) == "0.3.1-dev"
    assert version_label("0.3.0", ["corrected-cell", "new-plan"]) == "0.4.0-dev"


@pytest.mark.parametrize("text", ["0.1", "1.0.0-dev", "01.0.0", "a.b.c", "", "1.²3.0"])
def test_what_is_no_version_is_refused(text: str) -> None:
    """Three plain numbers."""
    with pytest.raises(ValueError, match="không phải số phiên bản"):
        parts(text)
