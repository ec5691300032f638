"""A small valid collection to damage: two real plans, and the reference rows that they need."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from collection_support import SONG_MA, THUAN_CHAU, Collection
from dataset_support import Downloads, write_all
from site_support import built, repository_copy

from scripts.paths import ROOT, Layout
from scripts.tables import plan_tables, reference_tables, schemas
from scripts.versions import git
from scripts.versions.releases import read_releases

# The communes of the two plans, and one for each table that mends the imported list of communes.
COMMUNES = {"04168", "03721", "25270", "06184"}


@pytest.fixture(autouse=True)
def a_closed_connection_is_an_error() -> Iterator[None]:
    """csvkit lets a closed pipe end the whole process: a browser that hangs up on a test's server would then end the tests."""
    yield
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)


def keep_communes(collection: Collection) -> None:
    """Only these communes and their former units: the whole country takes seconds to check."""
    for table in reference_tables():
        column = "code" if table == "communes" else "commune_code"
        if column in schemas()[table].columns:
            header, *rows = collection.cells(f"{table}.csv")
            at = header.index(column)
            collection.write(f"{table}.csv", [header, *(row for row in rows if row[at] in COMMUNES)])


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The collection before any damage, made once."""
    root = tmp_path_factory.mktemp("pristine")
    here = Layout()
    folders = {here.reference: reference_tables()}
    folders |= {here.plans / plan_id: plan_tables() for plan_id in (SONG_MA, THUAN_CHAU)}
    for folder, tables in folders.items():
        copy = root / folder.relative_to(ROOT)
        copy.mkdir(parents=True)
        for table in tables:
            shutil.copy(folder / f"{table}.csv", copy)
    keep_communes(Collection(root))
    return root


@pytest.fixture
def collection(pristine: Path, tmp_path: Path) -> Collection:
    """A valid collection of one's own, to damage at will."""
    shutil.copytree(pristine, tmp_path / "collection")
    return Collection(tmp_path / "collection")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The site of the committed data, built once for all tests that only look at it."""
    return built(repository_copy(tmp_path_factory.mktemp("collection")))


SETTINGS = {"SITE_URL": "https://minhbach.example.vn/", "REPOSITORY_URL": "https://github.com/example/minhbach", "CONTACT_EMAIL": "lienhe@example.vn"}


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The same site, built as one that knows its address, its repository and its mail address; it needs the history of the releases."""
    if lost := [release.version for release in read_releases(Layout()) if not git.has_tree(ROOT, release.data_tree)]:
        pytest.skip(f"bản sao này không có lịch sử git của các bản {', '.join(lost)} (git fetch --unshallow)")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in SETTINGS.items():
            patch.setenv(name, value)
        return built(repository_copy(tmp_path_factory.mktemp("published")))


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Downloads:
    """Every format of the committed plans, their communes, provinces and the collection, written once."""
    return write_all(tmp_path_factory.mktemp("downloads"))
