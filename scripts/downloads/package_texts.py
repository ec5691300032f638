"""The texts of a package beside its data: dictionary, rules, how to cite, README. The same dataset gives the same texts."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from ..audit import rule_book
from ..citation import cff
from ..csv_files import csv_text
from ..datasets import Dataset
from ..described import release
from ..dictionary_rows import COLUMNS, rows
from ..tables import schemas
from .about import published

RULES = ["rule", "severity", "title", "title_en", "description", "description_en"]
KINDS = {"plan": "Mã kế hoạch", "commune": "Mã xã", "province": "Mã tỉnh", "collection": "Bộ dữ liệu"}
OF = {"plan": "của kế hoạch", "commune": "của các kế hoạch của xã", "province": "của các kế hoạch của tỉnh", "collection": "của mọi kế hoạch"}


@cache
def dictionary_rows(tables: tuple[str, ...]) -> list[dict[str, str]]:
    """One row a column of these tables, with all that its schema says; the columns are those of the dictionary of the site."""
    return rows(schemas()[table] for table in tables)


@cache
def dictionary(tables: tuple[str, ...]) -> str:
    """The dictionary as CSV."""
    return csv_text(COLUMNS, dictionary_rows(tables))


@cache
def rules() -> str:
    """The rules that the column rule of notices names."""
    return csv_text(RULES, [rule | {"rule": rule["code"]} for rule in rule_book()])


def citation(told: dict[str, Any]) -> str:
    """How to cite the dataset, in the Citation File Format. `told` comes from about()."""
    this = release(published(), told["version"], date.fromisoformat(told["date"]) if told["date"] else None)
    return cff(f"{told['title']} ({told['id']})", this, address=told["page"] if "://" in told["page"] else "")


def readme(dataset: Dataset, told: dict[str, Any], counts: dict[str, int], material: int, sources: list[dict[str, str]]) -> str:
    """What the package holds and how to check it, in Vietnamese with an English summary.

    `counts` are the rows of each table, `material` the notices that weigh; `sources` the documents of a plan, nothing for more than one.
    """
    said = "".join(f"- {row['source_id']}: {row['name']}, SHA-256 {row['sha256']}\n" for row in sources)
    said = said or "Bảng data/sources.csv ghi tên và mã băm SHA-256 của từng tệp.\n"
    tables = "".join(f"- data/{table}.csv: {schemas()[table].descriptor['title']}, {rows} dòng\n" for table, rows in counts.items())
    return f"""# {told["title"]}

{KINDS[dataset.kind]}: {told["id"]}
Số kế hoạch: {len(dataset.plan_ids)}
Phiên bản dữ liệu: {told["version"]}

Gói này đủ để kiểm tra và trích dẫn từng con số {OF[dataset.kind]} mà không cần trang web.
Mỗi dòng dữ liệu của kế hoạch ghi chữ như in, giá trị đọc ra và chỗ ghi trong văn bản (source_id, source_line_from, source_line_to; dòng đếm từ 1, tách ở ký tự xuống dòng).
Bảng con (giá trị, cơ quan, thời gian, số tiền) đứng ở chỗ của chỉ tiêu, nhiệm vụ hay dòng ngân sách mà nó thuộc về. Các bảng tham chiếu không có chỗ ghi.

## Văn bản nguồn

{said}
Bản thân văn bản không nằm trong gói. Mã băm cho biết đúng tệp nào đã được chép.

## Có gì trong gói

{tables}- datapackage.json và schemas/: mô tả và ràng buộc của từng bảng (Data Package 2.0, đọc được bằng Frictionless)
- dictionary.csv: nghĩa của từng cột
- rules.csv: các quy tắc đối chiếu mà notices.csv nhắc đến
- CITATION.cff: cách trích dẫn
- SHA256SUMS: mã băm của mọi tệp trong gói; kiểm tra bằng “sha256sum -c SHA256SUMS”

## Đọc thế nào cho đúng

- notices.csv có {counts["notices"]} điểm đối chiếu ({material} đáng kể): chỗ văn bản tự mâu thuẫn, thiếu hoặc in sai. Xem trước khi dùng số liệu.
- Ô trống nghĩa là văn bản không nêu, không phải bằng 0.
- reading = doubtful: cách đọc chưa chắc chắn.
- Số tiền “requested” là nhu cầu xã nêu, không phải ngân sách được duyệt.

## English

Tables transcribed from plans of communes, with the printed text, the parsed value and the place in the source of every row.
notices.csv lists where a document contradicts itself. Empty cells were not stated; they are not zero.
"""
