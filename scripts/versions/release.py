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

from ..changes import Change
from ..checks.cells import FORMULA
from ..package import fresh_text
from ..paths import Layout, current_layout
from ..problems import visible
from ..validate import validate
from . import git, groups, notes
from .announce import against, report
from .contents import contents
from .history import History, history
from .levels import level, next_version
from .releases import BrokenRelease, Release, changes_text
from .states import Unreadable


class Refused(Exception):
    """A release cannot be made; `reasons` are all of the reasons, in Vietnamese."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = reasons


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


def prepared(layout: Layout) -> tuple[Release, dict[Path, str]]:
    """The release that would be made now, and every file that it writes with its text. Raises Refused with every reason."""
    known = _history(layout)
    if not git.is_top(layout.root):
        raise Refused(["thư mục này không phải kho git; bản phát hành cần lịch sử; chạy trong bản sao đầy đủ (git clone)"])
    if not known.unreleased:
        raise Refused(["dữ liệu giống hệt bản phát hành cuối; không có gì để phát hành"])
    written, reasons = groups.read_next(layout)
    last = known.releases[-1].version if known.releases else ""
    faults = [*_uncommitted(layout), *_next_faults(known, written, reasons), *_data_faults(layout, last)]
    raised = level(change.kind for change in known.unreleased)
    version = next_version(last, raised)
    raised = raised if last else ""
    if (layout.releases / version).exists():
        faults.append(f"releases/{version} đã có; một phiên bản không được viết lại; xóa thư mục nếu nó còn dở")
    day = git.last_changed(layout.root, "HEAD", {"data"})["data"].date()
    changes = groups.with_reasons(known.unreleased, reasons)
    files: dict[Path, str] = {}
    try:
        files |= _texts(layout, version, raised, day, changes)
    except (OSError, ValueError, TypeError) as error:
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


def _data_faults(layout: Layout, last: str) -> Iterator[str]:
    for problem in validate(layout, []):
        yield problem.line()
    try:
        if fresh_text(layout, last) != layout.descriptor.read_text("utf-8"):
            yield "datapackage.json: danh sách tài nguyên hoặc số phiên bản đã cũ; chạy “make package” rồi lưu thay đổi"
    except (OSError, ValueError, TypeError) as error:
        yield f"datapackage.json: không đọc được ({type(error).__name__}); khôi phục tệp (git checkout datapackage.json) rồi chạy “make package”"


def _texts(layout: Layout, version: str, raised: str, day: date, changes: list[Change]) -> Iterator[tuple[Path, str]]:
    """The texts that name the version, with it."""
    path = layout.root / "CHANGELOG.md"
    said = path.read_text("utf-8")
    yield path, notes.changelog(said, notes.entry(version, day, raised, changes, notes.pending(said)))
    path = layout.root / "pyproject.toml"
    yield path, notes.project(path.read_text("utf-8"), version)
    yield layout.descriptor, fresh_text(layout, version)
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
    yield f"Đã viết bản {release.version} ({release.level or 'bản đầu tiên'}, ngày {release.date.isoformat()}, {release.counts['changes']} thay đổi):"
    yield from (f"  {layout.relative(path)}" for path in files)
    yield "Việc tiếp theo: xem lại CHANGELOG.md, rồi lưu tất cả vào cùng một commit trên nhánh chính:"
    yield f"  git add releases && git commit -am \"Release {release.version} of the data\""


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
