"""Where a draft and the folder that is already there differ, cell by cell. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..places import row_id
from ..plans import Plan
from ..problems import quote
from ..review_marks import NAME
from ..tables import schemas

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """`draft` and `folder` are what either holds in the cell; `kind`: cell | only-draft | only-folder | file.

    `row` names the row as notices do, or the question of a mark. For a whole file `draft` is the sentence to say.
    """

    file: str
    row: str
    column: str
    draft: str
    folder: str
    kind: str = "cell"

    def sentence(self) -> str:
        where = " ".join(filter(None, (self.file, self.row)))
        if self.kind == "file":
            return f"{self.file}: {self.draft}"
        if self.kind == "cell":
            return f"{where}, cột {self.column}: bản nháp {quote(self.draft)} | thư mục {quote(self.folder)}"
        if self.file == NAME:
            told = "câu hỏi này không còn trong thư mục" if self.kind == "only-draft" else "câu hỏi này chỉ có trong thư mục"
        else:
            told = "dòng này chỉ có trong bản nháp" if self.kind == "only-draft" else "dòng này chỉ có trong thư mục"
        return f"{where}: {told}"


def differences(files: Mapping[str, bytes], drafted: Plan, held: Plan, raw: Mapping[str, bytes | None]) -> list[Difference]:
    """Everything that differs, file by file. `drafted` and `held` are the draft and the folder as plans, `files` and `raw` their bytes."""
    found: list[Difference] = []
    for table, file in held.files.items():
        name = f"{table}.csv"
        if files.get(name) == raw.get(name):
            continue
        if file.lost or file.missing_columns:
            found.append(Difference(name, "", "", "tệp trong thư mục thiếu, thiếu cột hoặc không đọc được trọn", "", "file"))
            continue
        cells = list(_rows(name, _keyed(table, drafted.rows(table)), _keyed(table, file.rows), schemas()[table].columns))
        if [dict(row) for row in drafted.rows(table)] != [dict(row) for row in file.rows] and not cells:
            cells.append(Difference(name, "", "", "các dòng như nhau nhưng đứng theo thứ tự khác", "", "file"))
        found += cells or [Difference(name, "", "", "nội dung như nhau, chỉ khác dạng tệp (BOM, dấu phân cách, xuống dòng); “make tidy” sửa được", "", "file")]
    if files.get(NAME) != raw.get(NAME):
        found += list(_marks(drafted, held)) or [Difference(NAME, "", "", "các câu hỏi như nhau, chỉ khác dạng hoặc thứ tự", "", "file")]
    return found


def _keyed(table: str, rows: Sequence[Cells]) -> dict[tuple[str, int], Cells]:
    """The rows by their key; a key that comes again counts up."""
    found: dict[tuple[str, int], Cells] = {}
    for row in rows:
        key, again = row_id(table, row), 0
        while (key, again) in found:
            again += 1
        found[key, again] = row
    return found


def _rows(name: str, drafted: dict[tuple[str, int], Cells], held: dict[tuple[str, int], Cells], columns: Sequence[str]) -> Iterator[Difference]:
    for key in [*drafted, *(key for key in held if key not in drafted)]:
        ours, theirs = drafted.get(key), held.get(key)
        if ours is None or theirs is None:
            yield Difference(name, key[0], "", "", "", "only-folder" if ours is None else "only-draft")
            continue
        for column in columns:
            if ours[column] != theirs[column]:
                yield Difference(name, key[0], column, ours[column], theirs[column])


def _marks(drafted: Plan, held: Plan) -> Iterator[Difference]:
    ours, theirs = ([tuple(row.values()) for row in plan.review.rows] if plan.review else [] for plan in (drafted, held))
    for kind, rows, others in (("only-draft", ours, theirs), ("only-folder", theirs, ours)):
        left = list(others)
        for row in rows:
            if row in left:
                left.remove(row)
            else:
                about = " ".join(filter(None, row[:3]))
                yield Difference(NAME, f"{about}: {quote(row[3])}" if about else quote(row[3]), "", "", "", kind)
