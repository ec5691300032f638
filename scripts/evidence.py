"""The evidence pack of a plan: all that is needed to check and cite a figure without the site, in one zip.

Tables, their schemas, a dictionary, the consistency rules, how to cite, checksums, a README.
The same plan gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from functools import cache
from typing import Any

from . import dictionary_rows
from .downloads import archive
from .audit import rule_book
from .csv_files import CsvFile, csv_text
from .paths import ROOT, Layout
from .plans import Plan, Reference
from .tables import schemas

RULES = ["rule", "severity", "title", "title_en", "description", "description_en"]


def pack(plan: Plan, reference: Reference, title: str) -> bytes:
    """The zip: the Data Package of downloads with what makes it evidence beside it."""
    files = archive.package_files(plan, reference, title)
    tables = [name.removeprefix("data/").removesuffix(".csv") for name in files if name.startswith("data/")]
    files["dictionary.csv"] = dictionary(tuple(tables))
    files["rules.csv"] = rules()
    files["CITATION.cff"] = citation(plan, title)
    files["README.md"] = readme(plan, title, archive.plan_files(plan, reference))
    sums = [f"{hashlib.sha256(text.encode('utf-8')).hexdigest()}  {name}\n" for name, text in sorted(files.items())]
    files["SHA256SUMS"] = "".join(sums)
    return archive.zipped(files)


@cache
def dictionary(tables: tuple[str, ...]) -> str:
    """One row a column of these tables, with its meaning in both languages and its codes."""
    return csv_text(dictionary_rows.COLUMNS, dictionary_rows.rows(schemas()[table] for table in tables))


@cache
def rules() -> str:
    """The rules that the column rule of notices names."""
    return csv_text(RULES, [rule | {"rule": rule["code"]} for rule in rule_book()])


def citation(plan: Plan, title: str) -> str:
    """How to cite the plan's data, in the Citation File Format (YAML, of which quoted JSON strings are a part)."""
    published: dict[str, Any] = json.loads(Layout().descriptor.read_text("utf-8"))
    lines = {
        "cff-version": "1.2.0",
        "message": "Khi dùng dữ liệu này, hãy trích dẫn như sau.",
        "type": "dataset",
        "title": f"{title} ({plan.plan_id})",
        "version": data_version(),
        "license": published["licenses"][0]["name"],
    }
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in lines.items())
    return text + f"authors:\n  - name: {json.dumps(published['title'], ensure_ascii=False)}\n"


@cache
def data_version() -> str:
    """The version of the data, as CHANGELOG.md describes it."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def readme(plan: Plan, title: str, files: dict[str, CsvFile]) -> str:
    """What the pack holds and how to check it, in Vietnamese with an English summary."""
    sources = "".join(f"- {row['source_id']}: {row['name']}, SHA-256 {row['sha256']}\n" for row in plan.rows("sources"))
    material = sum(row["severity"] == "material" for row in plan.rows("notices"))
    counts = "".join(f"- data/{table}.csv: {schemas()[table].title}, {len(file.rows)} dòng\n" for table, file in files.items())
    return f"""# {title}

Mã kế hoạch: {plan.plan_id}

Gói này đủ để kiểm tra và trích dẫn từng con số của kế hoạch mà không cần trang web.
Mỗi dòng dữ liệu của kế hoạch ghi chữ như in, giá trị đọc ra và chỗ ghi trong văn bản (source_id, source_line_from, source_line_to; dòng đếm từ 1, tách ở ký tự xuống dòng).
Bảng con (giá trị, cơ quan, thời gian, số tiền) đứng ở chỗ của chỉ tiêu, nhiệm vụ hay dòng ngân sách mà nó thuộc về. Các bảng tham chiếu không có chỗ ghi.

## Văn bản nguồn

{sources}
Bản thân văn bản không nằm trong gói. Mã băm cho biết đúng tệp nào đã được chép.

## Có gì trong gói

{counts}- datapackage.json và schemas/: mô tả và ràng buộc của từng bảng (Frictionless Data Package)
- dictionary.csv: nghĩa của từng cột
- rules.csv: các quy tắc đối chiếu mà notices.csv nhắc đến
- CITATION.cff: cách trích dẫn
- SHA256SUMS: mã băm của mọi tệp trong gói; kiểm tra bằng “sha256sum -c SHA256SUMS”

## Đọc thế nào cho đúng

- notices.csv có {len(plan.rows("notices"))} điểm đối chiếu ({material} đáng kể): chỗ văn bản tự mâu thuẫn, thiếu hoặc in sai. Xem trước khi dùng số liệu.
- Ô trống nghĩa là văn bản không nêu, không phải bằng 0.
- reading = doubtful: cách đọc chưa chắc chắn.
- Số tiền “requested” là nhu cầu xã nêu, không phải ngân sách được duyệt.

## English

Tables transcribed from one plan of a commune, with the printed text, the parsed value and the place in the source of every row.
notices.csv lists where the document contradicts itself. Empty cells were not stated; they are not zero.
"""
