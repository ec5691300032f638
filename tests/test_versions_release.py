"""A release is made from a git repository, whole or not at all; its data are read from git again."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection
from site_support import repository_copy
from versions_support import Repository, give_reasons, made_repository

from scripts.changes import Change
from scripts.paths import ROOT, Layout
from scripts.versions import git, states
from scripts.versions.announce import against
from scripts.versions.compare import Difference
from scripts.versions.contents import contents
from scripts.versions.history import history
from scripts.versions.packages import BrokenRelease, NoHistory, write_archive, write_downloads
from scripts.versions.release import Refused, main, make_release, show_changes
from scripts.versions.releases import Release, changes_text, read_changes, read_releases

OTHER = "son-la/thuan-chau-03721/khcn-2027"


@pytest.fixture(scope="module")
def first(pristine: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose data were released as 0.1.0 at hour 1, the release committed at hour 2."""
    made = made_repository(pristine, tmp_path_factory.mktemp("first") / "repository")
    list(show_changes(made))
    give_reasons(made, "Bộ dữ liệu đầu tiên.")
    list(make_release(made))
    made.commit(2)
    return made.root


@pytest.fixture
def repository(first: Path, tmp_path: Path) -> Repository:
    """The same, to change at will."""
    shutil.copytree(first, tmp_path / "repository")
    return Repository(tmp_path / "repository")


def corrected(repository: Repository, name: str = "Tên đã sửa") -> None:
    """One corrected cell in a plan."""
    repository.edit(f"{SONG_MA}/tasks.csv", 2, name=name)


def rows(changes: list[Change]) -> list[tuple[str, str, str, str, str]]:
    return [(change.kind, change.plan_id, change.table, change.row_id, change.field) for change in changes]


def test_the_first_release_has_every_table_and_plan(first: Path) -> None:
    """As new, with the time of the commit that brought them; the texts name the version."""
    made = Repository(first)
    (release,) = read_releases(made)
    assert (release.version, release.date, release.level) == ("0.1.0", date(2026, 1, 1), "")
    assert release.counts["plans"] == 2
    assert release.data_tree == made.git("rev-parse", "HEAD:data")
    changes = history(made).changes
    assert [(c.kind, c.plan_id) for c in changes if c.plan_id] == [("new-plan", SONG_MA), ("new-plan", THUAN_CHAU)]
    assert {c.at.isoformat() for c in changes} == {"2026-01-01T01:00:00+07:00"}
    assert 'version = "0.1.0"' in made.text("pyproject.toml") and 'description = "version = 1"' in made.text("pyproject.toml")
    assert json.loads(made.text("datapackage.json"))["version"] == "0.1.0"
    assert made.text("CITATION.cff") == "cff-version: 1.2.0\nversion: 0.1.0\ndate-released: 2026-01-01\n"
    assert made.text("CHANGELOG.md").startswith("# Thay đổi của dữ liệu\n\n## 0.1.0\n\nPhát hành ngày 1/1/2026.\n\n- Hai kế hoạch đầu tiên.\n\n- `")
    assert "- kế hoạch mới (2) ở 2 kế hoạch. Bộ dữ liệu đầu tiên.\n" in made.text("CHANGELOG.md")
    assert made.text("releases/next.csv") == "plan_id,table,kind,field,count,reason\n"
    assert history(made).label == "0.1.0"


def test_what_is_unreleased_is_read_from_commits_and_from_files(repository: Repository) -> None:
    """A committed correction, one that is not committed, a plan that git does not know, a plan that is gone: each with its time."""
    corrected(repository)
    repository.commit(5)
    repository.edit("indicators.csv", 2, name="Chỉ số đã sửa")
    repository.copy_plan(SONG_MA, OTHER)
    shutil.rmtree(repository.plans / THUAN_CHAU)
    found = history(repository).changes[-4:]
    assert [(c.kind, c.plan_id, c.table, c.field, c.at.hour, c.version) for c in found] == [
        ("corrected-cell", "", "indicators", "name", 1, ""),
        ("corrected-cell", SONG_MA, "tasks", "name", 5, ""),
        ("new-plan", OTHER, "", "", 5, ""),  # of the last commit to data/
        ("removed-plan", THUAN_CHAU, "", "", 1, ""),
    ]
    assert found[1].after == "Tên đã sửa" and found[1].row_id == "NV01"
    assert history(repository).label == "1.0.0-dev"


def test_a_change_taken_back_is_none(repository: Repository) -> None:
    """Neither in the files nor in commits."""
    before = repository.text(f"data/plans/{SONG_MA}/tasks.csv")
    corrected(repository)
    repository.commit(3)
    repository.put(f"data/plans/{SONG_MA}/tasks.csv", before)
    assert history(repository).unreleased == []


def test_files_that_do_not_differ_are_not_opened(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a nation of plans only those that changed are read."""
    corrected(repository)
    read: list[str] = []
    kept = states.WorkingTree.read
    monkeypatch.setattr(states.WorkingTree, "read", lambda self, path: read.append(path) or kept(self, path))
    assert len(history(repository).unreleased) == 1
    assert [path for path in read if not path.startswith("schemas/")] == [f"plans/{SONG_MA}/tasks.csv"]


def test_a_copy_outside_git_is_compared_by_content(first: Path, tmp_path: Path, pristine: Path) -> None:
    """With the tree of its releases where that can be read; times are the day of the last release."""
    copy = Collection(shutil.copytree(pristine, tmp_path / "copy"))
    made = Repository(first)
    tree = made.git("rev-parse", "HEAD:data")
    assert states.differing_content(copy, first, tree) == []
    copy.edit(f"{SONG_MA}/tasks.csv", 2, name="Tên đã sửa")
    assert states.differing_content(copy, first, tree) == [f"plans/{SONG_MA}/tasks.csv"]


def test_a_copy_of_the_committed_data_has_the_releases_of_this_repository(tmp_path: Path) -> None:
    """As tests and COLLECTION_ROOT have it: only what differs from the last release is unreleased."""
    last = committed()[-1]
    copy = Collection(repository_copy(tmp_path))
    here = [row for row in rows(history(Layout()).unreleased) if row[1] or row[2]]  # a copy has no files but tables
    assert rows(history(copy).unreleased) == here
    before = copy.cell(f"{SONG_MA}/budget_lines.csv", 2, "number")
    copy.edit(f"{SONG_MA}/budget_lines.csv", 2, number="I")
    (added,) = [c for c in history(copy).unreleased if (c.table, c.field, c.row_id) == ("budget_lines", "number", "NS01")]
    assert (added.before, added.after, added.at) == (before, "I", last.at)


def test_a_copy_without_history_says_only_which_plans_are_new(repository: Repository) -> None:
    """What it cannot know it does not claim."""
    shutil.rmtree(repository.root / ".git")
    corrected(repository)
    assert history(repository).unreleased == []
    repository.copy_plan(SONG_MA, OTHER)
    (change,) = history(repository).unreleased
    assert (change.kind, change.plan_id, change.at.isoformat()) == ("new-plan", OTHER, "2026-01-01T00:00:00+07:00")


def test_a_file_that_is_no_table_stops_with_its_name(repository: Repository) -> None:
    """It is not taken for an empty one."""
    (repository.plans / SONG_MA / "tasks.csv").write_bytes(b"plan_id\xff\xfe\n")
    with pytest.raises(states.Unreadable, match=rf"data/plans/{SONG_MA}/tasks.csv: không đọc được .* chạy “make check”"):
        history(repository)


def test_changes_keeps_the_reasons_written(repository: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    """One line a group; the count follows the data, the reason stays, a group that is gone goes."""
    corrected(repository)
    list(show_changes(repository))
    assert repository.text("releases/next.csv").endswith(f"reason\n{SONG_MA},tasks,corrected-cell,name,1,\n")
    give_reasons(repository, '"Sửa theo văn bản, dòng 5."')
    repository.edit(f"{SONG_MA}/tasks.csv", 3, name="Tên khác")
    repository.edit("indicators.csv", 2, name="Chỉ số đã sửa")
    said = list(show_changes(repository))
    assert repository.text("releases/next.csv").splitlines()[1:] == [
        ",indicators,corrected-cell,name,1,",
        f'{SONG_MA},tasks,corrected-cell,name,2,"Sửa theo văn bản, dòng 5."',
    ]
    assert said[0] == "Thay đổi này là patch: chỉ sửa cho đúng."
    assert said[2] == f"  patch: sửa ô: {SONG_MA}, tasks, name (2): NV01, NV02"
    assert said[-2:] == ["Bản trước 0.1.0, bản kế tiếp 0.1.1.", "Đã cập nhật releases/next.csv: còn 1 nhóm chưa có lý do; điền cột reason."]


def test_a_release_is_refused_with_every_reason_and_nothing_written(repository: Repository) -> None:
    """Missing reasons, a stale list, data that are not committed, data that do not validate."""
    corrected(repository, "  thừa khoảng trắng ")
    repository.edit("indicators.csv", 2, name="Chỉ số đã sửa")
    before = repository.everything()
    with pytest.raises(Refused) as refused:
        list(make_release(repository))
    text = "\n".join(refused.value.reasons)
    assert f"data/plans/{SONG_MA}/tasks.csv: chưa lưu vào git" in text and "data/reference/indicators.csv: chưa lưu vào git" in text
    assert "releases/next.csv: không khớp với thay đổi hiện có" in text
    assert "releases/next.csv: indicators, corrected-cell, name (1): chưa có lý do" in text
    assert f"releases/next.csv: {SONG_MA}, tasks, corrected-cell, name (1): chưa có lý do" in text
    assert "[untrimmed]" in text
    assert repository.everything() == before


@pytest.mark.parametrize("reason, found", [("=1+1", r"bắt đầu bằng = \+ - @"), ('"hai\ndòng"', "có xuống dòng")])
def test_a_reason_that_would_do_harm_is_refused(repository: Repository, reason: str, found: str) -> None:
    """It is read in spreadsheets and on pages."""
    corrected(repository)
    repository.commit(3)
    list(show_changes(repository))
    give_reasons(repository, reason)
    with pytest.raises(Refused, match=found):
        list(make_release(repository))


def test_texts_of_another_form_are_refused(repository: Repository) -> None:
    """A version that is named nowhere, or twice, cannot be brought up to date."""
    corrected(repository)
    repository.put("CITATION.cff", "cff-version: 1.2.0\nversion: 0.1.0\n")
    repository.commit(3)
    list(show_changes(repository))
    give_reasons(repository)
    before = repository.everything()
    with pytest.raises(Refused, match="CITATION.cff: tìm thấy 0 dòng “date-released"):
        list(make_release(repository))
    assert repository.everything() == before


def test_a_descriptor_that_cannot_be_read_is_refused(repository: Repository) -> None:
    """Like any other fault, with how to mend it."""
    corrected(repository)
    repository.put("datapackage.json", "{")
    repository.commit(3)
    with pytest.raises(Refused, match="datapackage.json: không đọc được .*“make package”"):
        list(make_release(repository))


def test_a_release_writes_all_and_the_next_one_has_nothing_to_do(repository: Repository) -> None:
    """The whole way, as people go it."""
    before = repository.cell(f"{SONG_MA}/tasks.csv", 2, "name")
    corrected(repository)
    repository.put("CHANGELOG.md", repository.text("CHANGELOG.md").replace("## 0.1.0", "## Chưa phát hành\n\n- Tên chỉ tiêu.\n\n## 0.1.0", 1))
    repository.commit(30)
    list(show_changes(repository))
    give_reasons(repository, "Chép sai.")
    said = list(make_release(repository))
    assert said[0] == "Đã viết bản 0.1.1 (patch, ngày 2026-01-02, 1 thay đổi):"
    (change,) = read_changes(repository, "0.1.1")
    assert rows([change]) == [("corrected-cell", SONG_MA, "tasks", "NV01", "name")]
    assert (change.before, change.after, change.reason) == (before, "Tên đã sửa", "Chép sai.")
    assert (change.version, change.at.isoformat()) == ("0.1.1", "2026-01-02T06:00:00+07:00")
    assert repository.text("CHANGELOG.md").startswith(
        "# Thay đổi của dữ liệu\n\n## 0.1.1\n\nPhát hành ngày 2/1/2026, mức patch.\n\n- Tên chỉ tiêu.\n\n"
        f"- `tasks` `name`: sửa ô (1) ở `{SONG_MA}`. Chép sai.\n\n## 0.1.0\n"
    )
    assert "date-released: 2026-01-02" in repository.text("CITATION.cff")
    assert not [path for path in repository.everything() if path.endswith(".new")]
    repository.commit(31)
    assert history(repository).label == "0.1.1"
    with pytest.raises(Refused, match="không có gì để phát hành"):
        list(make_release(repository))


def test_the_zip_is_the_data_of_the_release(repository: Repository, tmp_path: Path) -> None:
    """Whatever happened to the data since; twice the same bytes; whole by its own checksums."""
    (release,) = read_releases(repository)
    before = {path.removeprefix("data/"): content for path, content in repository.everything().items() if path.startswith("data/")}
    corrected(repository)
    repository.commit(3)
    assert write_downloads(repository, [release], tmp_path, True) == ["0.1.0"]
    folder = tmp_path / "du-lieu/phien-ban/0.1.0"
    raw = (folder / "minh-bach-ke-hoach-xa-0.1.0.zip").read_bytes()
    write_archive(repository.root, release, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == raw
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    assert {name.removeprefix("data/"): content for name, content in held.items() if name.startswith("data/")} == before
    sums = dict(reversed(line.split("  ", 1)) for line in held["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in held.items() if name != "SHA256SUMS"}
    assert json.loads(held["datapackage.json"])["version"] == "0.1.0"
    assert (folder / "changes.csv").read_text("utf-8") == changes_text(read_changes(repository, "0.1.0"))


def test_a_release_whose_data_were_changed_is_not_published(repository: Repository, tmp_path: Path) -> None:
    """Its sum is checked whenever its data are read."""
    (release,) = read_releases(repository)
    corrected(repository)
    repository.commit(3)
    other = Release(**{**vars(release), "data_tree": repository.git("rev-parse", "HEAD:data")})
    with pytest.raises(BrokenRelease, match="content_sha256"):
        write_archive(repository.root, other, tmp_path / "x.zip")
    assert not (tmp_path / "x.zip").exists()


def test_a_shallow_clone_builds_without_zips_but_is_not_published(repository: Repository, tmp_path: Path) -> None:
    """An address that was there yesterday may not be gone without a word."""
    corrected(repository)
    repository.commit(3)
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.root}", str(tmp_path / "shallow"))
    shallow = Repository(tmp_path / "shallow")
    releases = read_releases(shallow)
    assert write_downloads(shallow, releases, tmp_path / "static", False) == []
    assert (tmp_path / "static/du-lieu/phien-ban/0.1.0/changes.csv").exists()
    with pytest.raises(NoHistory, match="git không có dữ liệu của các bản 0.1.0.*fetch-depth: 0"):
        write_downloads(shallow, releases, tmp_path / "published", True)
    with pytest.raises(Refused, match="cần lịch sử đầy đủ"):
        list(make_release(shallow))
    assert history(shallow).unreleased == []


@pytest.mark.parametrize(
    "change, found",
    [
        (lambda text: text[:-3], "release.json"),
        (lambda text: text.replace('"0.1.0"', '"0.9.0"'), "version là “0.9.0”"),
        (lambda text: text.replace("2026-01-01", "hôm qua"), "release.json"),
        (lambda text: text.replace("data_tree", "tree"), "release.json"),
    ],
)
def test_a_damaged_release_is_named(repository: Repository, change: object, found: str) -> None:
    """By its file, and with how to mend it."""
    repository.put("releases/0.1.0/release.json", change(repository.text("releases/0.1.0/release.json")))  # type: ignore[operator]
    with pytest.raises(BrokenRelease, match=f"{found}.*khôi phục tệp này từ git"):
        read_releases(repository)


def test_damaged_changes_are_named(repository: Repository) -> None:
    """A kind that does not exist, columns that are not those."""
    repository.put("releases/0.1.0/changes.csv", repository.text("releases/0.1.0/changes.csv").replace("new-plan", "nothing"))
    with pytest.raises(BrokenRelease, match="changes.csv: kind không có: nothing"):
        read_changes(repository, "0.1.0")
    repository.put("releases/0.1.0/changes.csv", "a,b\n")
    with pytest.raises(BrokenRelease, match="cần các cột kind, plan_id"):
        read_changes(repository, "0.1.0")


def test_a_major_change_against_a_revision_says_so(repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """What is gone, what breaks, what to do instead; it is said, not refused."""
    base = repository.git("rev-parse", "HEAD")
    assert list(against(repository, base)) == []
    corrected(repository)
    assert list(against(repository, base)) == [f"So với {base}, thay đổi này là patch: chỉ sửa cho đúng."]
    path = repository.root / "data/schemas/tasks.json"
    schema = json.loads(path.read_text("utf-8"))
    schema["fields"] = [field for field in schema["fields"] if field["name"] != "product_text"]
    path.write_text(json.dumps(schema, ensure_ascii=False), "utf-8")
    monkeypatch.setenv("COLLECTION_ROOT", str(repository.root))
    assert main(["--against", base]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"CHÚ Ý: so với {base}, thay đổi này là major: có thể làm hỏng đoạn mã và địa chỉ mà người khác đang dùng."
    assert said[1] == "  major: bỏ cột: tasks, product_text (1)"
    assert "thêm cột hay bảng mới bên cạnh và giữ cái cũ" in "\n".join(said)
    assert main(["--against", "no-such-revision"]) == 1
    assert "cần một phiên bản có thật" in capsys.readouterr().out


def test_only_what_a_branch_changed_counts_against_main(repository: Repository) -> None:
    """A plan that main got meanwhile was not removed by the branch."""
    repository.git("checkout", "-qb", "work")
    corrected(repository)
    repository.commit(3)
    repository.git("checkout", "-q", "main")
    repository.copy_plan(SONG_MA, OTHER)
    repository.commit(4)
    repository.git("checkout", "-q", "work")
    assert list(against(repository, "main")) == ["So với main, thay đổi này là patch: chỉ sửa cho đúng."]


def committed() -> list[Release]:
    """The releases of this repository; skips where their data are not there."""
    releases = read_releases(Layout())
    if lost := [release.version for release in releases if not git.has_tree(ROOT, release.data_tree)]:
        pytest.skip(f"bản sao này không có lịch sử git của các bản {', '.join(lost)} (git fetch --unshallow)")
    return releases


def test_the_committed_releases_are_what_they_say() -> None:
    """Their sums and counts, from git; a release that cannot be made again is no release."""
    for release in committed():
        held = contents(ROOT, release.data_tree)
        assert held.sha256 == release.content_sha256
        assert held.counts | {"changes": len(read_changes(Layout(), release.version))} == release.counts


def test_the_committed_changes_are_the_differences_of_their_data() -> None:
    """Line by line, in the order of comparing; every one has its reason and a time in Vietnam."""
    state: states.State = states.Nothing()
    before = ""
    with git.reader(ROOT) as blobs:
        for release in committed():
            after = states.GitTree(blobs, release.data_tree)
            paths = git.differing(ROOT, before, release.data_tree) if before else list(git.files_of(ROOT, release.data_tree))
            changes = read_changes(Layout(), release.version)
            expected = list(states.differences(state, after, paths))
            assert [Difference(c.kind, c.plan_id, c.table, c.row_id, c.field, c.before, c.after) for c in changes] == expected
            assert all(c.reason and c.at.utcoffset() == datetime.now(git.VIETNAM).utcoffset() for c in changes)
            state, before = after, release.data_tree


def test_the_trees_of_the_releases_belong_to_the_history() -> None:
    """A full clone has them: each is the data/ of a commit that leads to this one."""
    trees = {release.data_tree for release in committed()}
    commits = git.line(ROOT, "log", "--format=%H", "--", "data", "releases").split()
    found = {git.line(ROOT, "rev-parse", f"{commit}:data") for commit in commits}
    assert trees <= found


def test_the_versions_follow_from_the_changes() -> None:
    """No release skips a number, and pyproject.toml names the last one."""
    from scripts.versions.levels import level, next_version

    last = ""
    for release in read_releases(Layout()):
        raised = level(change.kind for change in read_changes(Layout(), release.version))
        assert release.version == next_version(last, raised)
        assert release.level == (raised if last else "")
        last = release.version
    assert f'\nversion = "{last}"\n' in (ROOT / "pyproject.toml").read_text("utf-8")


def test_git_is_asked_in_few_processes(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many plans changed: a nation has thousands."""
    for number in range(12):
        repository.copy_plan(SONG_MA, f"son-la/song-ma-04168/khcn-20{number + 30}")
    repository.commit(3)
    started: list[object] = []
    kept = subprocess.Popen.__init__
    monkeypatch.setattr(subprocess.Popen, "__init__", lambda self, *a, **k: started.append(a) or kept(self, *a, **k))
    assert len(history(repository).unreleased) == 12
    assert len(started) < 12
