"""Questions of a draft that nobody has answered yet."""

from __future__ import annotations

from collection_support import SONG_MA, THUAN_CHAU, Collection

from scripts.review_marks import COLUMNS

from .fault import Damage, fault

MARK = ["targets", "CT02", "name", "Dòng này có phải tiếp nối của dòng trên không?", "Tỷ lệ hộ dân", "Tỷ lệ hộ dân dùng Internet", "3", "", ""]


def review(plan_id: str, *rows: list[str]) -> Damage:
    def damage(collection: Collection) -> None:
        collection.write(f"{plan_id}/review.csv", [COLUMNS, *rows])

    return damage


def in_raw(plan_id: str, raw: bytes) -> Damage:
    return lambda c: c.path(f"{plan_id}/review.csv").write_bytes(raw)


FAULTS = [
    fault("open-review", "a cell that could be read in two ways", f"{THUAN_CHAU}/review.csv", 2, "name", review(THUAN_CHAU, MARK)),
    fault("open-review", "a table that nobody could read", f"{SONG_MA}/review.csv", 2, "",
          review(SONG_MA, ["plans", "", "", "Bảng ở trang 4 không đọc được: cột nào là chỉ tiêu?", "", "", "4", "", ""])),
    fault("open-review", "a question without words", f"{SONG_MA}/review.csv", 2, "", review(SONG_MA, ["plans", *[""] * 8])),
    fault("open-review", "questions saved in the old Vietnamese code page", f"{SONG_MA}/review.csv", 0, "", in_raw(SONG_MA, b"table,row_id\n\xe2\xec\n")),
    fault("open-review", "a column of questions that was deleted", f"{SONG_MA}/review.csv", 0, "", in_raw(SONG_MA, b"table,row_id,field\n")),
]  # fmt: skip
