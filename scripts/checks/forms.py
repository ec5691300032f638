"""A rule about how numbers and dates are written: one way only, so that equal values are equal text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..csv_files import CsvFile
from ..problems import Problem, quote
from ..rules import FileRule
from ..tables import schemas

# Frictionless also takes "02030", "1_000", "+5", "NaN" and a time without a zone.
FORMS = {
    "integer": (re.compile(r"0|-?[1-9][0-9]*"), "số nguyên viết liền, không số 0 ở đầu"),
    "number": (re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"), "số với dấu chấm thập phân, không số 0 thừa ở đầu"),
    "datetime": (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)"), "thời điểm có múi giờ, ví dụ 2025-10-04T12:02:52+07:00"),
}  # fmt: skip


class LooseForm(FileRule):
    """A number has no leading zeros, signs or separators, and a time has its zone."""

    title = "Số hoặc thời điểm viết không theo một cách"
    title_en = "Loose form of a number or time"
    description = "Số viết một cách duy nhất: không số 0 ở đầu, không dấu cộng, không dấu phân cách; thời điểm phải có múi giờ."

    def check_file(self, file: CsvFile) -> Iterator[Problem]:
        typed = [(f["name"], *FORMS[f["type"]]) for f in schemas()[file.table].fields.values() if f["type"] in FORMS]
        for row in file.rows:
            for field, form, expected in typed:
                if row[field] and not form.fullmatch(row[field]):
                    yield self.problem(
                        file, row, field, f"tìm thấy {quote(row[field])}", f"cần {expected}", "viết lại theo dạng này"
                    )
