"""Say what changed since the last release, and make the next one.

`python -m scripts.versions.release changes` brings releases/next.csv up to date, `… release` makes the release,
`… --against REVISION` says of which level the change against a git revision is.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ..changes import LEVELS, TITLES, Change
from ..checks.cells import FORMULA
from ..package import fresh_text
from ..paths import Layout, current_layout
from ..problems import visible
from ..validate import validate
from . import git, groups, notes
from .compare import Difference
from .contents import contents
from .history import History, history, since
from .levels import level, next_version
from .releases import BrokenRelease, Release, changes_text
from .states import Unreadable

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


class Refused(Exception):
    """A release cannot be made; `reasons` are all of the reasons, in Vietnamese."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


def report(found: list[Difference] | list[Change], title: str) -> Iterator[str]:
    """The level, then a line a group of changes: the strongest first."""
    raised = level(one.kind for one in found)
    yield f"{title} {raised}: {MEANS[raised]}."
    rows: dict[groups.Group, list[str]] = {}
    for one in found:
        rows.setdefault(groups.Group(one.plan_id, one.table, one.kind, one.field), []).append(one.row_id)
    strongest = sorted(rows, key=lambda group: ("major", "minor", "patch").index(LEVELS[group.kind]))
    for group in strongest[:SHOWN]:
        ids = [name for name in rows[group] if name]
        named = f": {', '.join(ids[:NAMED])}{'…' if len(ids) > NAMED else ''}" if ids else ""
        where = ", ".join(part for part in (group.plan_id, group.table, group.field) if part)
        yield visible(f"  {LEVELS[group.kind]}: {TITLES[group.kind]}: {where} ({len(rows[group])}){named}")
    if len(rows) > SHOWN:
        yield f"  … và {len(rows) - SHOWN} nhóm nữa"


def show_changes(layout: Layout) -> Iterator[str]:
    """What is unreleased, in short; releases/next.csv is brought up to date, with the reasons that were written. Raises Refused."""
    known = _history(layout)
    last = known.releases[-1].version if known.releases else ""
    reasons = groups.read_next(layout)[1]
    _write(layout, {layout.releases / "next.csv": groups.next_text(known.unreleased, reasons)})
    if not known.unreleased:
        yield f"Dữ liệu giống hệt bản {last}: không có gì chưa phát hành."
        return
    following = next_version(last, level(change.kind for change in known.unreleased))
    yield from report(known.unreleased, "Thay đổi này là")
    missing = sum(not reasons.get(group) for group in groups.counts(known.unreleased))
    yield f"Bản trước {last or '(chưa có)'}, bản kế tiếp {following}."
    yield "Đã cập nhật releases/next.csv" + (f": còn {missing} nhóm chưa có lý do; điền cột reason." if missing else ": nhóm nào cũng có lý do; chạy “make release” để phát hành.")


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


def prepared(layout: Layout) -> tuple[Release, dict[Path, str]]:
    """The release that would be made now, and every file that it writes with its text. Raises Refused with every reason."""
    known = _history(layout)
    if not git.is_top(layout.root):
        raise Refused(["thư mục này không phải kho git; bản phát hành cần lịch sử; chạy trong bản sao đầy đủ (git clone)"])
    if not known.unreleased:
        raise Refused(["dữ liệu giống hệt bản phát hành cuối; không có gì để phát hành"])
    written, reasons = groups.read_next(layout)
    faults = [*_uncommitted(layout), *_next_faults(known, written, reasons), *_data_faults(layout)]
    last = known.releases[-1].version if known.releases else ""
    raised = level(change.kind for change in known.unreleased)
    version = next_version(last, raised)
    if (layout.releases / version).exists():
        faults.append(f"releases/{version} đã có; một phiên bản không được viết lại; xóa thư mục nếu nó còn dở")
    day = git.last_changed(layout.root, "HEAD", {"data"})["data"].date()
    changes = groups.with_reasons(known.unreleased, reasons)
    files: dict[Path, str] = {}
    try:
        files |= _texts(layout, version, raised, day, changes)
    except (OSError, notes.Unexpected) as error:
        faults.append(str(error))
    if faults:
        raise Refused(faults)
    tree = git.line(layout.root, "rev-parse", "HEAD:data")
    descriptor = git.line(layout.root, "rev-parse", "HEAD:datapackage.json")
    held = contents(layout.root, tree)
    release = Release(version, day, raised, tree, descriptor, held.sha256, held.counts | {"changes": len(changes)})
    files[layout.releases / "next.csv"] = groups.next_text([], {})
    files[layout.releases / version / "changes.csv"] = changes_text(changes)
    # Last: a folder without it is no release.
    files[layout.releases / version / "release.json"] = release.text()
    return release, files


def _history(layout: Layout) -> History:
    try:
        known = history(layout)
    except (BrokenRelease, Unreadable, git.GitError) as error:
        raise Refused([str(error)]) from None
    if known.releases and not git.has_tree(layout.root, known.releases[-1].data_tree):
        raise Refused([f"git không có dữ liệu của bản {known.releases[-1].version}; cần lịch sử đầy đủ; chạy “git fetch --unshallow” hoặc git clone lại"])
    return known


def _uncommitted(layout: Layout) -> Iterator[str]:
    paths = [f"data/{path}" for path in git.uncommitted(layout.root, "data")]
    paths += git.line(layout.root, "diff", "--name-only", "HEAD", "--", "datapackage.json").split()
    for path in paths:
        yield f"{visible(path)}: chưa lưu vào git; bản phát hành dẫn tới dữ liệu đã lưu; lưu (git commit) rồi chạy lại"


def _next_faults(known: History, written: dict[groups.Group, str], reasons: dict[groups.Group, str]) -> Iterator[str]:
    if groups.is_stale(written, known.unreleased):
        yield "releases/next.csv: không khớp với thay đổi hiện có; chạy “make changes”, xem lại lý do rồi chạy lại"
    for group, count in groups.counts(known.unreleased).items():
        reason = reasons.get(group, "")
        if not reason:
            yield f"releases/next.csv: {visible(group.named())} ({count}): chưa có lý do; cần một câu cho người dùng dữ liệu; điền cột reason"
        elif not reason.isprintable() or reason.startswith(FORMULA):
            yield f"releases/next.csv: {visible(group.named())}: lý do có xuống dòng, ký tự ẩn, hoặc bắt đầu bằng = + - @; cần một câu trên một dòng; viết lại"


def _data_faults(layout: Layout) -> Iterator[str]:
    for problem in validate(layout, []):
        yield problem.line()
    if fresh_text(layout) != layout.descriptor.read_text("utf-8"):
        yield "datapackage.json: danh sách tài nguyên đã cũ; chạy “make package” rồi lưu thay đổi"


def _texts(layout: Layout, version: str, raised: str, day: date, changes: list[Change]) -> Iterator[tuple[Path, str]]:
    """The texts that name the version, with it."""
    path = layout.root / "CHANGELOG.md"
    said = path.read_text("utf-8")
    yield path, notes.changelog(said, notes.entry(version, day, raised, changes, notes.pending(said)))
    path = layout.root / "pyproject.toml"
    yield path, notes.project(path.read_text("utf-8"), version)
    path = layout.root / "CITATION.cff"
    if path.exists():
        yield path, notes.citation(path.read_text("utf-8"), version, day)


def _write(layout: Layout, files: dict[Path, str]) -> None:
    """All of the files or, when one cannot be written, none: they are written beside their places first, then take them."""
    fresh = {path: path.with_name(f".{path.name}.new") for path in files}
    made = [folder for folder in dict.fromkeys(path.parent for path in files) if not folder.exists()]
    try:
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            fresh[path].write_text(text, "utf-8")
    except OSError:
        for path in fresh.values():
            path.unlink(missing_ok=True)
        for folder in made:
            if folder.exists():
                folder.rmdir()
        raise
    for path, beside in fresh.items():
        beside.replace(path)


def make_release(layout: Layout) -> Iterator[str]:
    """Make the release and say what to do next. Raises Refused, having written nothing."""
    release, files = prepared(layout)
    _write(layout, files)
    yield f"Đã viết bản {release.version} ({release.level}, ngày {release.date.isoformat()}, {release.counts['changes']} thay đổi):"
    yield from (f"  {layout.relative(path)}" for path in files)
    yield "Việc tiếp theo: xem lại CHANGELOG.md, rồi lưu tất cả vào cùng một commit trên nhánh chính:"
    yield f"  git add releases CHANGELOG.md pyproject.toml && git commit -am \"Release {release.version} of the data\""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.versions.release", description="Thay đổi của dữ liệu từ bản phát hành cuối; phát hành bản mới.")
    parser.add_argument("task", nargs="?", choices=("changes", "release"), default="changes", help="changes: kể thay đổi, cập nhật releases/next.csv; release: phát hành")
    parser.add_argument("--against", metavar="REVISION", help="chỉ nói thay đổi so với phiên bản git này là major, minor hay patch")
    options = parser.parse_args(arguments)
    layout = current_layout()
    try:
        if options.against:
            lines = against(layout, options.against)
        else:
            lines = make_release(layout) if options.task == "release" else show_changes(layout)
        for line in lines:
            print(line)
    except Refused as refused:
        for reason in refused.reasons:
            print(reason)
        print(f"Không làm gì cả: {len(refused.reasons)} chỗ cần sửa.", file=sys.stderr)
        return 1
    except git.GitError as error:
        print(f"{error}; cần một phiên bản có thật trong một kho git có lịch sử; kiểm tra tên sau --against")
        return 1
    except (Unreadable, BrokenRelease) as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
