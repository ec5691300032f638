"""Everything that ever changed in the data: what the releases brought, and what is not released yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ..changes import Change
from ..paths import Layout
from ..plans import plan_folders, plan_id_of
from . import git
from .compare import Difference
from .groups import read_next, with_reasons
from .levels import version_label
from .releases import Release, home, read_changes, read_releases
from .states import GitTree, Nothing, WorkingTree, differences, differing_content, known_paths, place


@dataclass(frozen=True)
class History:
    """`releases` oldest first; `released` their changes in the same order; `unreleased` have the version "", and the reasons written so far."""

    releases: list[Release]
    released: list[Change]
    unreleased: list[Change]

    @property
    def changes(self) -> list[Change]:
        return self.released + self.unreleased

    @property
    def label(self) -> str:
        """What these data are called: "0.3.0", or "0.4.0-dev" when something is unreleased."""
        last = self.releases[-1].version if self.releases else ""
        return version_label(last, [change.kind for change in self.unreleased])


def history(layout: Layout) -> History:
    """All of it. Costs reading the changes.csv of every release, and the files that differ from the last one.

    Raises BrokenRelease for a release that cannot be read, states.Unreadable for data that cannot.
    """
    releases = read_releases(layout)
    released = [change for release in releases for change in read_changes(layout, release.version)]
    return History(releases, released, with_reasons(unreleased(layout, releases, released), read_next(layout)[1]))


def unreleased(layout: Layout, releases: list[Release], released: list[Change]) -> list[Change]:
    """The data as they lie here against the last release.

    `at` is the time of the last commit that touched the plan folder or file. For what git does not know it is the last commit to
    data/, and in a collection outside git the day of the last release (1970-01-01 before the first): never the clock.
    Outside git the content is compared with the tree that the repository of the releases has. Where that has no
    history, plans that no release knows are new, and nothing is said of the others.
    """
    last = releases[-1] if releases else None
    unknown = last.at if last else git.moment(0)
    source = home(layout).root
    if last and not git.has_tree(source, last.data_tree):
        return _entered(_unknown_plans(layout, released), {}, unknown)
    if git.is_top(layout.root):
        found = since(layout, last.data_tree if last else "")
        times = git.last_changed(layout.root, "HEAD", {"data", *map(place, found)}) if found else {}
        return _entered(found, times, times.get("data", unknown))
    if last is None:
        return _entered(differences(Nothing(), WorkingTree(layout), known_paths(layout)), {}, unknown)
    with git.reader(source) as blobs:
        paths = differing_content(layout, source, last.data_tree)
        return _entered(differences(GitTree(blobs, last.data_tree), WorkingTree(layout), paths), {}, unknown)


def since(layout: Layout, tree: str) -> list[Difference]:
    """The data as they lie here, in a git working tree, against a data/ tree of its history ("" for none). Raises git.GitError."""
    changed = git.uncommitted(layout.root, "data")
    if not tree:
        return list(differences(Nothing(), WorkingTree(layout), [*changed, *git.files_of(layout.root, "HEAD:data")]))
    with git.reader(layout.root) as blobs:
        paths = changed + git.differing(layout.root, tree, "HEAD:data")
        return list(differences(GitTree(blobs, tree), WorkingTree(layout), paths))


def _unknown_plans(layout: Layout, released: list[Change]) -> list[Difference]:
    known = set()
    for change in released:
        if change.kind == "new-plan":
            known.add(change.plan_id)
        elif change.kind == "removed-plan":
            known.discard(change.plan_id)
    return [Difference("new-plan", plan_id) for folder in plan_folders(layout) if (plan_id := plan_id_of(layout, folder)) not in known]


def _entered(found: Iterable[Difference], times: dict[str, datetime], unknown: datetime) -> list[Change]:
    return [Change(version="", at=times.get(place(one), unknown), reason="", **one._asdict()) for one in found]
