"""The pages of the versions: /du-lieu/phien-ban/ and one for every release. Pure but for reading templates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from ..changes import Change
from ..languages import _
from ..naming import full_name
from ..page import Page
from ..plans import Reference
from ..templates import counted, render
from . import shown
from .history import History
from .levels import TITLES, level, next_version
from .packages import PATH, archive_name
from .releases import Release


def pages(known: History, reference: Reference, zips: Collection[str]) -> Iterator[Page]:
    """All of them in the language being written. `zips` are the versions that have a zip, see packages.write_downloads."""
    of_version: dict[str, list[Change]] = defaultdict(list)
    for change in known.released:
        of_version[change.version].append(change)
    gone = shown.gone_addresses(known.changes)
    yield versions_page(known, of_version, reference, zips, gone)
    before = ""
    for release in known.releases:
        yield version_page(release, of_version[release.version], before, reference, release.version in zips, gone)
        before = release.version


def versions_page(
    known: History, of_version: dict[str, list[Change]], reference: Reference, zips: Collection[str], gone: frozenset[str]
) -> Page:
    """Every release, the newest first, and what is unreleased now."""
    title = _("Các phiên bản của dữ liệu")
    raised = level(change.kind for change in known.unreleased)
    found = shown.sections(known.unreleased, gone)
    whole = sum(len(section.lines) for section in found) <= shown.MOST_UNRELEASED
    names = {plan_id: plan_name(plan_id, reference) for plan_id in shown.by_plan(known.unreleased)} if whole else {}
    last = known.releases[-1].version if known.releases else ""
    releases = [
        _release(release, release.version in zips) | {"reasons": shown.reasons(of_version[release.version])} for release in reversed(known.releases)
    ]
    body = render(
        "versions.html", PATH, title=title, releases=releases, label=known.label, last=last, unreleased=len(known.unreleased),
        level=_(TITLES[raised]) if raised else "", following=next_version(last, raised), kinds=shown.by_kind(known.unreleased),
        parts=_parts(found, names) if whole else [], gone=gone, whole=whole,
        tables=[] if whole else shown.by_table(known.unreleased), reasons=shown.reasons(known.unreleased),
    )  # fmt: skip
    contents = [("chua-phat-hanh", _("Chưa phát hành")), ("da-phat-hanh", _("Đã phát hành"))]
    description = counted("%(n)s phiên bản đã phát hành, tải về và đã đổi những gì.", len(releases))
    return Page(PATH, title, description, contents, body, "versions")


def version_page(release: Release, changes: list[Change], before: str, reference: Reference, has_zip: bool, gone: frozenset[str]) -> Page:
    """What one release changed: cell by cell, or in counts when that would be more lines than anybody reads."""
    path = f"{PATH}{release.version}/"
    title = _("Phiên bản %(version)s của dữ liệu", version=release.version)
    found = shown.sections(changes, gone)
    whole = sum(len(section.lines) for section in found) <= shown.MOST
    plans = shown.by_plan(changes)
    names = {plan_id: plan_name(plan_id, reference) for plan_id in plans} if whole or len(plans) <= shown.MOST else {}
    body = render(
        "version.html", path, title=title, release=_release(release, has_zip), before=before, reasons=shown.reasons(changes),
        kinds=shown.by_kind(changes), parts=_parts(found, names) if whole else [], whole=whole, gone=gone, names=names,
        tables=[] if whole else shown.by_table(changes), plans=[(plan_id, plans[plan_id]) for plan_id in names], plans_total=len(plans),
    )  # fmt: skip
    contents = [("da-doi", _("Đã đổi những gì"))]
    description = counted("%(n)s thay đổi của dữ liệu ở bản %(version)s, từng ô, kèm lý do.", len(changes), version=release.version)
    return Page(path, title, description, contents, body, "version")


def _release(release: Release, has_zip: bool) -> dict[str, Any]:
    return {
        "version": release.version, "date": release.date, "level": _(TITLES[release.level]) if release.level else _("bản đầu tiên"),
        "counts": release.counts, "zip": archive_name(release.version) if has_zip else "", "folder": f"{PATH}{release.version}/",
        "sha256": release.content_sha256, "tree": release.data_tree,
    }  # fmt: skip


def _parts(found: list[shown.Section], names: dict[str, str]) -> list[dict[str, Any]]:
    """The sections under their headings: definitions, common tables, then plan by plan."""
    parts: dict[str, dict[str, Any]] = {}
    for section in found:
        if section.of_schema:
            anchor, name = "cau-truc", _("Cấu trúc và lời mô tả")
        elif not section.plan_id:
            anchor, name = "bang-chung", _("Bảng dùng chung")
        else:
            anchor, name = "ke-hoach-" + section.plan_id.replace("/", "-"), names[section.plan_id]
        parts.setdefault(anchor, {"anchor": anchor, "name": name, "plan_id": section.plan_id, "sections": []})["sections"].append(section)
    return list(parts.values())


def plan_name(plan_id: str, reference: Reference) -> str:
    """The commune and province of a plan, as its id has them; the id alone for a commune that is not listed any more."""
    commune = reference.keyed["communes"].get(plan_id.split("/")[1].rpartition("-")[2])
    if commune is None:
        return plan_id
    return f"{full_name(commune)}, {full_name(reference.keyed['provinces'][commune['province_code']])}: {plan_id.rpartition('/')[2]}"
