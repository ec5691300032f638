"""What can be taken away, and at which address: a plan, a commune, a province, the whole collection. Pure.

One rule for every address: du-lieu/<path of the dataset>/<table>.<format> for the formats that hold one table a
file, du-lieu/<path of the dataset>/<file name>.<format> for those that hold every table.
"""

from __future__ import annotations

from dataclasses import dataclass

from .languages import N_

FOLDER = "du-lieu/"
COLLECTION = "minh-bach-ke-hoach-xa"


@dataclass(frozen=True)
class Format:
    """`per_table`: one file a table, else one file a dataset. `title` is a message, `media_type` as registered."""

    name: str
    suffix: str
    media_type: str
    per_table: bool
    title: str


FORMATS = (
    Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False, N_("Excel")),
    Format("csv", ".csv", "text/csv", True, N_("CSV")),
    Format("zip", ".zip", "application/zip", False, N_("Gói dữ liệu (zip)")),
    Format("json", ".json", "application/json", False, N_("JSON")),
    Format("ndjson", ".ndjson", "application/x-ndjson", True, N_("JSON từng dòng")),
    Format("parquet", ".parquet", "application/vnd.apache.parquet", True, N_("Parquet")),
    Format("sqlite", ".sqlite", "application/vnd.sqlite3", False, N_("SQLite")),
)
BY_NAME = {known.name: known for known in FORMATS}


@dataclass(frozen=True)
class WrittenFile:
    """One file of a dataset. `form` is the name of its format, `table` "" for a file that holds every table.

    `path` is its address from the folder of the dataset, `bytes` and `sha256` are those of the file, `rows` how many rows of data it holds,
    `remarks` what its writer says of substitutions, in Vietnamese.
    """

    form: str
    table: str
    path: str
    bytes: int
    sha256: str
    rows: int
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """`kind`: plan | commune | province | collection. `path` is that of its page: "son-la/song-ma-04168/khcn-2026", "" for the collection.

    `plan_ids` are the plans in it, in the order of reading.
    """

    kind: str
    path: str
    title: str
    title_en: str
    plan_ids: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where its files lie, from the root of the site, with a slash at the end."""
        return f"{FOLDER}{self.path}/" if self.path else FOLDER

    @property
    def stem(self) -> str:
        """The name of the files that hold it whole, telling what they are once downloaded.

        "song-ma-04168-khcn-2026", "song-ma-04168", "son-la", "minh-bach-ke-hoach-xa".
        """
        return self.path.split("/", 1)[-1].replace("/", "-") or COLLECTION

    @property
    def page(self) -> str:
        """The page that shows it, from the root of its language."""
        return f"{self.path}/" if self.path else FOLDER

    def file(self, form: str, table: str = "") -> str:
        """The address of one of its files from the root of the site; `table` for the formats that hold one table a file."""
        known = BY_NAME[form]
        return f"{self.folder}{table if known.per_table else self.stem}{known.suffix}"
