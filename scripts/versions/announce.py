"""Say in short what changed and of which level that is: since the last release, or against a git revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..changes import LEVELS, TITLES, Change
from ..paths import Layout
from ..problems import visible
from . import git
from .compare import Difference
from .groups import Group
from .history import since
from .levels import ORDER, level

SHOWN = 60
NAMED = 6
MEANS = {
    "major": "có thể làm hỏng đoạn mã và địa chỉ mà người khác đang dùng",
    "minor": "có thêm dữ liệu, đoạn mã đang dùng vẫn chạy",
    "patch": "chỉ sửa cho đúng",
}
MAJOR_ADVICE = (
    "Đoạn mã của người dùng gọi tên bảng, cột, khóa, mã hay địa chỉ này sẽ hỏng hoặc lặng lẽ thiếu dữ liệu. Nếu tránh được thì tránh:\n"
    "thêm cột hay bảng mới bên cạnh và giữ cái cũ; kế hoạch bị thay thế thì giữ thư mục và ghi stage là replaced; dòng đã công bố thì giữ mã.\n"
    "Nếu vẫn cần: nói rõ trong yêu cầu gộp và ghi lý do vào releases/next.csv để người dùng dữ liệu biết trước."
)


def report(found: Sequence[Difference | Change], title: str) -> Iterator[str]:
    """The level, then a line a group of changes: the strongest first."""
    raised = level(one.kind for one in found)
    yield f"{title} {raised}: {MEANS[raised]}."
    rows: dict[Group, list[str]] = {}
    for one in found:
        rows.setdefault(Group(one.plan_id, one.table, one.kind, one.field), []).append(one.row_id)
    strongest = sorted(rows, key=lambda group: -ORDER.index(LEVELS[group.kind]))
    for group in strongest[:SHOWN]:
        ids = [name for name in rows[group] if name]
        named = f": {', '.join(ids[:NAMED])}{'…' if len(ids) > NAMED else ''}" if ids else ""
        where = ", ".join(part for part in (group.plan_id, group.table, group.field) if part)
        yield visible(f"  {LEVELS[group.kind]}: {TITLES[group.kind]}: {where} ({len(rows[group])}){named}")
    if len(rows) > SHOWN:
        yield f"  … và {len(rows) - SHOWN} nhóm nữa"


def against(layout: Layout, revision: str) -> Iterator[str]:
    """Of which level the change is that leads from a git revision to the data here; a major one in full. Raises git.GitError."""
    base = git.line(layout.root, "rev-parse", "--verify", f"{revision}^{{commit}}")
    try:
        # What others changed after this branch left is not what this branch changes.
        base = git.line(layout.root, "merge-base", base, "HEAD")
    except git.GitError:
        pass  # nothing in common: compared with the revision itself
    found = since(layout, git.line(layout.root, "rev-parse", "--verify", f"{base}:data"))
    raised = level(one.kind for one in found)
    if raised == "major":
        yield from report([one for one in found if LEVELS[one.kind] == "major"], f"CHÚ Ý: so với {revision}, thay đổi này là")
        yield MAJOR_ADVICE
    elif raised:
        yield f"So với {revision}, thay đổi này là {raised}: {MEANS[raised]}."
