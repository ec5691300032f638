"""What is downloaded of a release: a zip of the whole collection as it was, read from git, and the list of its changes."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

from ..datasets import COLLECTION, FOLDER
from ..formats import day, number
from ..paths import Layout
from . import git
from .contents import Contents, files, sum_line
from .releases import BrokenRelease, Release, home

PATH = f"{FOLDER}phien-ban/"


class NoHistory(BrokenRelease):
    """The data of a release are not in this copy of the repository."""


def archive_name(version: str) -> str:
    return f"{COLLECTION}-{version}.zip"


def write_downloads(layout: Layout, releases: list[Release], static: Path, published: bool) -> list[str]:
    """Write changes.csv and the zip of every release below `static`; returns the versions that have a zip.

    In a copy without the history there is no zip, unless the site is to be published: an address that was there
    yesterday may not be gone, so that raises NoHistory. Raises BrokenRelease when a content is not what the release says.
    """
    source, written = home(layout), []
    lost = [release.version for release in releases if not git.has_tree(source.root, release.data_tree)]
    if lost and published:
        raise NoHistory(
            f"releases: git không có dữ liệu của các bản {', '.join(lost)}; trang công bố phải giữ tệp tải về của mọi bản đã phát hành; "
            "lấy lịch sử đầy đủ (git fetch --unshallow; với GitHub Actions: fetch-depth: 0) rồi dựng lại"
        )
    for release in releases:
        folder = static / PATH / release.version
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source.releases / release.version / "changes.csv", folder / "changes.csv")
        if release.version not in lost:
            write_archive(source.root, release, folder / archive_name(release.version))
            written.append(release.version)
    return written


def write_archive(repository: Path, release: Release, target: Path) -> None:
    """The data of a release as a self-contained Data Package; one file in memory at a time, the same bytes every time.

    Raises BrokenRelease, leaving no file, when what git has is not what the release says.
    """
    sums = []
    try:
        with git.reader(repository) as blobs, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for path, content in files(blobs, repository, release.data_tree):
                sums.append(sum_line(path, content))
                _add(archive, path, content)
            held = Contents(sums, {})
            if held.sha256 != release.content_sha256:
                raise BrokenRelease(
                    f"releases/{release.version}/release.json: content_sha256 là {release.content_sha256}, nội dung trong git cho {held.sha256}; "
                    "hai số phải bằng nhau; khôi phục tệp này từ git"
                )
            raw = blobs.read(release.datapackage)
            if raw is None:
                raise BrokenRelease(f"releases/{release.version}/release.json: git không có datapackage {release.datapackage}; lấy lịch sử đầy đủ rồi chạy lại")
            descriptor = json.dumps(json.loads(raw) | {"version": release.version}, ensure_ascii=False, indent=2) + "\n"
            beside = {"README.md": readme(release), "datapackage.json": descriptor}
            sums += [sum_line(path, text.encode("utf-8")) for path, text in beside.items()]
            for path, text in (beside | {"SHA256SUMS": "".join(sums)}).items():
                _add(archive, path, text.encode("utf-8"))
    except (BrokenRelease, git.GitError, ValueError) as error:
        target.unlink(missing_ok=True)
        raise error if isinstance(error, BrokenRelease) else BrokenRelease(f"releases/{release.version}: {error}") from None


def _add(archive: zipfile.ZipFile, path: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(path)  # dated 1980, the earliest day that the format knows: the same bytes every time
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content)


def readme(release: Release) -> str:
    """What the package is and how to check it, in Vietnamese and English."""
    counts = release.counts
    return f"""# Minh bạch kế hoạch xã, bản {release.version}

Toàn bộ dữ liệu như lúc phát hành ngày {day(release.date)}: {number(counts["plans"])} kế hoạch, {number(counts["rows"])} dòng, {number(counts["files"])} tệp.
Bản đã phát hành không bao giờ được sửa; sửa đổi nằm ở bản sau, kể từng ô trong changes.csv của bản đó.

- datapackage.json: mô tả cả bộ dữ liệu (Frictionless Data Package); lược đồ của từng bảng ở data/schemas/
- data/plans/: mỗi thư mục một kế hoạch; data/reference/: các bảng dùng chung; data/README.md: quy ước và những chỗ đọc chưa chắc
- SHA256SUMS: mã băm của mọi tệp; kiểm tra bằng “sha256sum -c SHA256SUMS”

Mã của cả nội dung (SHA-256 của các dòng data/ trong SHA256SUMS): {release.content_sha256}
Trích dẫn: “Minh bạch kế hoạch xã”, bản {release.version}, {day(release.date)}. Giấy phép: xem licenses trong datapackage.json.

## English

The whole collection as released on {release.date.isoformat()}, version {release.version}. A released version never changes.
Check the files with “sha256sum -c SHA256SUMS”; the SHA-256 of the data/ lines of that file is the sum above.
"""
