"""The page on how to take data away, /du-lieu/: formats, addresses, how to read them, licence. Pure but for reading templates."""

from __future__ import annotations

from .datasets import FORMATS, Dataset
from .languages import N_, _
from .offers import BOX, Offer, named
from .page import Page
from .templates import counted, render

PATH = "du-lieu/"
USES = {
    "xlsx": N_("Đọc, lọc, cộng bằng Excel hay LibreOffice; có trang giới thiệu và từ điển, số và ngày là số và ngày thật"),
    "csv": N_("Một bảng, cho mọi công cụ; đúng từng byte như trong kho dữ liệu"),
    "zip": N_("Trọn gói để lưu, kiểm tra và trích dẫn: mọi bảng CSV, mô tả (Frictionless Data Package), từ điển, quy tắc đối chiếu, mã băm"),
    "json": N_("Mọi bảng trong một tệp, cho chương trình"),
    "ndjson": N_("Một bảng, mỗi dòng một bản ghi JSON, để đọc dần"),
    "parquet": N_("Một bảng có kiểu dữ liệu, cho pandas, DuckDB, R"),
    "sqlite": N_("Mọi bảng có khóa, khung nhìn nối sẵn và tìm toàn văn, có dấu hay không dấu"),
}  # fmt: skip
# Each was run on the files of the site (tests/test_site_files.py).
SNIPPETS = (
    "# Python",
    'pandas.read_csv("budget_with_paths.csv", dtype=str, keep_default_na=False)',
    'pandas.read_parquet("targets.parquet")',
    "-- DuckDB",
    "SELECT commune, name, last_due_on FROM 'tasks_with_bodies.parquet' WHERE last_due_on < DATE '2026-07-01';",
    "-- SQLite",
    "SELECT commune, name, target_2026_text FROM targets_by_year WHERE indicator_id IS NOT NULL;",
    "SELECT plan_id, row_id, text FROM search WHERE search MATCH 'chuyen doi so';",
)
KINDS = {"plan": N_("Một kế hoạch"), "commune": N_("Một xã"), "province": N_("Một tỉnh"), "collection": N_("Toàn bộ")}


def data_page(plans: int, offer: Offer, examples: list[Dataset], resources: list[tuple[str, str]]) -> Page:
    """`offer` is that of the collection; `examples`: a dataset of each kind; `resources`: (what it is, address of one) of the JSON API, in the language being written."""
    title = _("Dữ liệu")
    body = render(
        "data.html", PATH, title=title, offer=offer, box=BOX, stats={"plans": plans}, formats=[(form, _(USES[form.name])) for form in FORMATS],
        snippets=SNIPPETS, examples=[(_(KINDS[dataset.kind]), dataset) for dataset in examples], resources=resources,
    )  # fmt: skip
    contents = [
        (BOX, _("Lấy dữ liệu")), ("inh-dang", _("Chọn định dạng nào?")), ("ia-chi-tep", _("Địa chỉ tệp")), ("inh-dang-csv", _("Đọc thế nào cho đúng")), ("api", _("Cho người viết chương trình")),
        ("theo-doi", _("Theo dõi thay đổi")), ("sieu-du-lieu", _("Siêu dữ liệu")), ("giay-phep-va-trich-dan", _("Giấy phép")),
    ]  # fmt: skip
    description = counted("Lấy dữ liệu của %(n)s kế hoạch: Excel, CSV, JSON, Parquet, SQLite, tin thay đổi, lịch, giấy phép và cách trích dẫn.", plans)
    return named(Page(PATH, title, description, contents, body, "data"), offer)
