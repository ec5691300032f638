"""What is asked of git: trees, files of trees, which files differ, when folders were last changed."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path

VIETNAM = timezone(timedelta(hours=7))
# A file or folder name may hold any byte but zero.
SAFE = ["git", "-c", "core.quotepath=off", "-c", "core.fsmonitor=false"]


class GitError(RuntimeError):
    """Git is not there or refused; the text is what it said."""


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What a git command prints. Raises GitError."""
    try:
        done = subprocess.run([*SAFE, *arguments], cwd=root, capture_output=True, input=given)
    except OSError as error:
        raise GitError(f"git: {error.strerror}") from None
    if done.returncode:
        raise GitError(f"git {' '.join(arguments)}: {' '.join(done.stderr.decode('utf-8', 'replace').split())}")
    return done.stdout


def line(root: Path, *arguments: str) -> str:
    return git(root, *arguments).decode("utf-8", "replace").strip()


def is_top(root: Path) -> bool:
    """Whether this folder is the top of a git working tree with at least one commit; a copy inside another repository is not."""
    try:
        return Path(line(root, "rev-parse", "--show-toplevel")).resolve() == root.resolve() and bool(line(root, "rev-parse", "--verify", "HEAD"))
    except GitError:
        return False


def has_tree(root: Path, tree: str) -> bool:
    """Whether the tree can be read here: not in a shallow clone, whose commits come with all of their files, nor in a copy without history."""
    try:
        git(root, "cat-file", "-e", f"{tree}^{{tree}}")
        return True
    except GitError:
        return False


def files_of(root: Path, tree: str) -> dict[str, str]:
    """Path below the tree -> id of the file's content, in the order of paths."""
    entries = git(root, "ls-tree", "-r", "-z", "--full-tree", tree).decode("utf-8", "surrogateescape").split("\0")
    return {path: entry.split()[2] for entry, _, path in (entry.partition("\t") for entry in entries if entry)}


def differing(root: Path, before: str, after: str) -> list[str]:
    """The paths of the files that differ between two trees; folders that are equal cost nothing."""
    found = git(root, "diff-tree", "-r", "-z", "--name-only", "--no-renames", before, after)
    return found.decode("utf-8", "surrogateescape").split("\0")[:-1]


def uncommitted(root: Path, folder: str) -> list[str]:
    """The paths below `folder` whose files are not as HEAD has them, with those that git does not know (and does not ignore)."""
    changed = git(root, "diff", "-z", "--name-only", "--no-renames", "--relative=" + folder, "HEAD", "--", folder)
    unknown = git(root, "ls-files", "-z", "--others", "--exclude-standard", "--", folder)
    paths = [path.removeprefix(f"{folder}/") for path in unknown.decode("utf-8", "surrogateescape").split("\0")[:-1]]
    return sorted({*changed.decode("utf-8", "surrogateescape").split("\0")[:-1], *paths})


def content_ids(root: Path, paths: list[Path]) -> list[str]:
    """The id that git would give to the content of each file, which need not lie in the repository."""
    given = "".join(f"{path}\n" for path in paths).encode("utf-8", "surrogateescape")
    return git(root, "hash-object", "--no-filters", "--stdin-paths", given=given).decode("ascii").split()


@contextmanager
def reader(root: Path) -> Iterator[Blobs]:
    """Contents of files by their ids, from one process of git for all of them."""
    with subprocess.Popen([*SAFE, "cat-file", "--batch"], cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield Blobs(process)
        finally:
            process.stdin.close()
            process.stdout.close()


class Blobs:
    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def read(self, name: str) -> bytes | None:
        """The content of `<id>` or `<tree>:<path>`; None when there is no such file."""
        if "\n" in name:
            return None  # the batch has a name a line; no file of ours is called so
        self._process.stdin.write(name.encode("utf-8", "surrogateescape") + b"\n")
        self._process.stdin.flush()
        head = self._process.stdout.readline()
        if head.endswith(b" missing\n"):
            return None
        if len(said := head.split()) != 3 or said[1] != b"blob":
            raise GitError(f"git cat-file {name}: {head.decode('utf-8', 'replace').strip()}")
        content = self._process.stdout.read(int(said[2]))
        self._process.stdout.read(1)
        return content


def moment(stamp: int) -> datetime:
    """The time of a commit, as it was in Vietnam."""
    return datetime.fromtimestamp(stamp, VIETNAM)


def last_changed(root: Path, commit: str, places: Iterable[str]) -> dict[str, datetime]:
    """Place -> time of the last commit up to `commit` that touched a file of it; one walk for all of them.

    A place is a file or a folder, from the root of the repository; those that no commit touched are left out.
    """
    open_places, found, stamp = set(places), {}, 0
    if not open_places:
        return {}
    tops = sorted({place.split("/")[0] for place in open_places})
    command = [*SAFE, "log", "--format=format:%x01%ct", "--name-only", "-z", "--no-renames", commit, "--", *tops]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE) as process:
        for item in _items(process.stdout):
            if item.startswith("\x01"):
                head, _, item = item.partition("\n")
                stamp = int(head[1:])
            folders = item.split("/")
            for depth in range(1, len(folders) + 1):
                place = "/".join(folders[:depth])
                if place in open_places:
                    open_places.remove(place)
                    found[place] = moment(stamp)
            if not open_places:
                process.kill()
                break
    return found


def _items(stream: Iterable[bytes]) -> Iterator[str]:
    """What stands between zero bytes."""
    rest = b""
    while block := stream.read(1 << 16):
        *items, rest = (rest + block).split(b"\0")
        for item in items:
            yield item.decode("utf-8", "surrogateescape")
    if rest:
        yield rest.decode("utf-8", "surrogateescape")
