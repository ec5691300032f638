"""What each JSON file of the API holds, as JSON Schemas: datasets, their indexes, lists by indicator, body and legal document. Pure."""

from __future__ import annotations

from typing import Any

from ..datasets import FORMATS
from ..languages import N_
from ..tables import plan_tables, schemas, wide_schemas
from ..wide_fields import wide_descriptors
from .indexes import ENTRY
from .json_schemas import Schema, address, array, by_table, closed, component, one_of, refer, said, shape_schema, table_schema, wide_schema
from .resources import LISTS, PATHS, ListOf
from .rows import PLANS
from .shapes import SHAPES, Lent

TEXT: Schema = {"type": "string", "minLength": 1}
COUNT: Schema = {"type": "integer", "minimum": 0}


def text(message: str, **more: Any) -> Schema:
    return TEXT | said(message) | more


def count(message: str) -> Schema:
    return COUNT | said(message)


def components() -> dict[str, Schema]:
    """Name -> schema of every table, row and file."""
    found = {name: table_schema(table) for name, table in schemas().items()}
    found |= {descriptor["name"]: wide_schema(descriptor) for descriptor in wide_descriptors([])}
    found |= {shape.name: shape_schema(shape) for shape in SHAPES}
    found |= {"License": closed({"name": TEXT, "title": TEXT, "path": TEXT}, said(N_("Một giấy phép."), "title"))}
    found |= {"DatasetHead": closed(_whole_head(), said(N_("Bộ dữ liệu mà tệp này chứa."), "title"))}
    found |= {"File": _file(), "PlanEntry": closed(_entry(), said(N_("Một kế hoạch trong danh sách."), "title"))}
    found |= {kind.capitalize(): _whole(kind) for kind in PATHS}
    found |= {f"{kind.capitalize()}Index": closed(_index(kind), said(N_("Mục lục của một bộ dữ liệu."), "title")) for kind in PATHS}
    for of in LISTS:
        name = of.head.capitalize()
        found |= {name: _list(of), f"{name}Index": _all(of)}
    return found | {"TableSchema": _table_schema(), "Dictionary": _dictionary(), "OpenApi": _openapi()}


def _version() -> dict[str, Schema]:
    return {
        "version": text(N_("Phiên bản của dữ liệu.")), "date": {"type": ["string", "null"], "format": "date", **said(N_("Ngày dữ liệu thay đổi lần cuối; null nếu không biết."))},
        "licenses": array(component("License"), said(N_("Giấy phép của phần do dự án biên soạn."))),
    }  # fmt: skip


def _head() -> dict[str, Schema]:
    return {
        "kind": {"enum": list(PATHS), **said(N_("Bộ dữ liệu của một kế hoạch, một xã, một tỉnh hay toàn bộ."))},
        "path": {"type": "string", **said(N_("Đường dẫn của bộ dữ liệu dưới /du-lieu/; trống nếu là toàn bộ."))},
        "title": text(N_("Tên tiếng Việt.")), "title_en": text(N_("Tên tiếng Anh.")), **_version(),
        "plan_ids": array(refer("plans", "plan_id"), said(N_("Các kế hoạch trong bộ dữ liệu."))),
    }  # fmt: skip


def _file() -> Schema:
    tables = {"type": ["string", "null"], "minLength": 1}
    return closed({
        "format": {"enum": [form.name for form in FORMATS]}, "table": tables | said(N_("Bảng mà tệp chứa; null nếu tệp chứa mọi bảng.")),
        "path": address(), "media_type": {"enum": [form.media_type for form in FORMATS]}, "bytes": COUNT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "rows": count(N_("Số dòng dữ liệu trong tệp.")),
    }, said(N_("Một tệp tải về."), "title"))  # fmt: skip


def _entry(linked: bool = False) -> dict[str, Schema]:
    own = {column: refer("plans", column) for column in ENTRY["plans"]} | {Lent("topics", column).name: refer("topics", column) for column in ENTRY["topics"]}
    return own | ({"index": address(), "page": address()} if linked else {})


def _row(table: str) -> dict[str, Schema]:
    return {column: refer(table, column) for column in schemas()[table].columns}


def _linked(table: str, **counts: Schema) -> Schema:
    """A place in the list of what it is part of."""
    return closed({**_row(table), "index": address(), "page": address(), **counts})


def _index(kind: str) -> dict[str, Schema]:
    found = {
        **_head(), "kind": {"const": kind}, "page": address(said(N_("Trang hiện bộ dữ liệu này."))), "index": {"const": "index.json"},
        "parent": address(said(N_("Mục lục của cấp trên; null nếu là toàn bộ.")), null=True),
        "feed": address(said(N_("Nguồn tin Atom về các thay đổi; null nếu không có.")), null=True),
        "calendar": address(said(N_("Lịch các thời hạn; null nếu không có.")), null=True),
        "counts": {"type": "object", "additionalProperties": COUNT, **said(N_("Bảng và số dòng của bảng."))},
        "files": array(component("File")),
    }  # fmt: skip
    plans, communes = count(N_("Số kế hoạch.")), count(N_("Số xã có kế hoạch."))
    if kind == "collection":
        return found | _collection() | {"provinces": array(_linked("provinces", communes=communes, plans=plans))}
    found["province"] = component("provinces")
    if kind == "province":
        return found | {"communes": array(_linked("communes", plans=plans)), "plans": array(closed(_entry(linked=True)))}
    found["commune"] = component("communes")
    return found | ({"plans": array(closed(_entry(linked=True)))} if kind == "commune" else {"plan": component("PlanEntry")})


def _collection() -> dict[str, Schema]:
    described = {"description": TEXT, "description_en": TEXT}
    titled = {"title": TEXT, "title_en": TEXT}
    return {
        "name": TEXT, "name_en": TEXT, **described, "rights": TEXT, "rights_en": TEXT, "site_url": {"type": ["string", "null"], "minLength": 1},
        "openapi": address(), "addresses": array(closed({"template": text(N_("Mẫu địa chỉ theo RFC 6570.")), "media_type": TEXT, **described})),
        "formats": array(closed({"name": TEXT, "suffix": TEXT, "media_type": TEXT, "per_table": {"type": "boolean"}, **titled})),
        "tables": array(closed({"name": TEXT, **titled, "scope": {"enum": ["wide", "plan", "reference"]}, "schema": address(null=True)})),
        "lists": array(closed({"resource": {"enum": [of.name for of in LISTS]}, "index": address(), **described})),
    }  # fmt: skip


def _whole_head() -> dict[str, Schema]:
    """What downloads.about says of a dataset."""
    return {
        "id": text(N_("Đường dẫn của bộ dữ liệu; tên chung nếu là toàn bộ.")), "kind": _head()["kind"], "title": TEXT, "title_en": {"type": ["string", "null"], "minLength": 1},
        **{name: schema for name, schema in _version().items() if name != "licenses"}, "licence": TEXT, "licence_url": TEXT,
        "page": text(N_("Trang hiện bộ dữ liệu này, tính từ gốc của trang web khi chưa biết trang đặt ở đâu.")), "plans": count(N_("Số kế hoạch.")),
    }  # fmt: skip


def _whole(kind: str) -> Schema:
    """A dataset in one file. Of the reference tables a part of the collection has those that its rows refer to."""
    own, wide = [*schemas()] if kind == "collection" else plan_tables(), [*wide_schemas()]
    tables = by_table([*wide, *schemas()], lambda table: array(component(table)), [*wide, *own])
    return closed({"dataset": component("DatasetHead"), "tables": tables}, said(N_("Một bộ dữ liệu, mỗi bảng một danh sách dòng."), "title"))


def _counts(of: ListOf) -> Schema:
    return closed({PLANS: COUNT, **{shape.table: COUNT for shape in of.shapes}}, said(N_("Số kế hoạch, và số dòng của từng bảng, trong mọi phần của danh sách.")))


def _list(of: ListOf) -> Schema:
    """One indicator, body or document; or a further part of its rows."""
    aliases = {"aliases": array(refer("agency_aliases", "alias"), said(N_("Các cách viết tên cơ quan trong văn bản.")))} if of.table == "agencies" else {}
    part: Schema = {"type": "integer", "minimum": 1}
    return closed({
        "resource": {"const": of.name}, **_version(), of.head: component(of.table), **aliases, "page": address(), "counts": _counts(of),
        "part": part | said(N_("Phần này là phần thứ mấy.")), "parts": part | said(N_("Danh sách có mấy phần.")),
        "next": address(said(N_("Tệp chứa phần tiếp theo; null nếu đây là phần cuối.")), null=True), "rows": array(one_of(of.shapes)),
    }, said(of.own, "title"))  # fmt: skip


def _all(of: ListOf) -> Schema:
    entry = closed({**_row(of.table), "counts": _counts(of), "path": address(), "page": address()})
    return closed({"resource": {"const": of.name}, **_version(), of.table: array(entry)}, said(of.all, "title"))


def _table_schema() -> Schema:
    """Our schemas say more than Table Schema asks for; what it asks for is there."""
    field = {"type": "object", "properties": {"name": TEXT, "type": TEXT, "title": TEXT, "description": TEXT}, "required": ["name", "type", "title", "description"]}
    strings: Schema = {"anyOf": [TEXT, array(TEXT)]}
    return {
        "type": "object", **said(N_("Lược đồ của một bảng theo chuẩn Table Schema."), "title"), "required": ["name", "fields", "primaryKey", "missingValues"],
        "properties": {"name": TEXT, "fields": array(field), "primaryKey": strings, "foreignKeys": array({"type": "object"}), "missingValues": array({"type": "string"})},
    }  # fmt: skip


def _dictionary() -> Schema:
    table = {"type": "object", "properties": {"name": TEXT}, "required": ["name"]}
    field = {"type": "object", "properties": {"table": TEXT, "field": TEXT, "type": TEXT}, "required": ["table", "field", "type"]}
    return closed({"tables": array(table), "fields": array(field)}, said(N_("Từ điển dữ liệu."), "title"))


def _openapi() -> Schema:
    return {"type": "object", "required": ["openapi", "info", "paths", "components"], "properties": {"openapi": {"const": "3.1.0"}}}
