"""Everything that has an address below /du-lieu/: the one list that the index, the OpenAPI document and the data page are made of. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .. import csvw, dcat
from ..datasets import BY_NAME, COLLECTION, FOLDER, FORMATS, Dataset
from ..languages import N_
from .rows import AGENCIES, DOCUMENTS, INDICATORS
from .shapes import CITATION, DUTY, RESULT, TARGET_BODY, TASK_BODY, VALUE, Shape

SCHEMAS, DICTIONARY, VERSIONS = "schemas/", "tu-dien/", "phien-ban/"
INDEX, FEED, CALENDAR, OPENAPI = "index.json", "thay-doi.atom", "thoi-han.ics", "openapi.json"
JSON, ATOM, ICALENDAR = "application/json", "application/atom+xml", "text/calendar"
CSVM, JSON_LD, TURTLE = "application/csvm+json", "application/ld+json", "text/turtle"
EXPRESSION = re.compile(r"\{(\w+)\}")

# Kind of dataset -> where its page lies, as a template.
PATHS = {"collection": "", "province": "{province}", "commune": "{province}/{commune}", "plan": "{province}/{commune}/{plan}"}
INDEXES = {
    "collection": N_("Mục lục của cả bộ dữ liệu: phiên bản, giấy phép, cách đặt địa chỉ, bảng, định dạng, tệp, các tỉnh."),
    "province": N_("Mục lục của một tỉnh: tệp, các xã và kế hoạch."),
    "commune": N_("Mục lục của một xã: tệp và kế hoạch."),
    "plan": N_("Mục lục của một kế hoạch: tệp, số dòng của từng bảng."),
}  # fmt: skip
WHOLES = {
    "collection": N_("Cả bộ dữ liệu, mọi bảng trong một tệp."), "province": N_("Mọi kế hoạch của một tỉnh, mọi bảng trong một tệp."),
    "commune": N_("Mọi kế hoạch của một xã, mọi bảng trong một tệp."), "plan": N_("Một kế hoạch, mọi bảng trong một tệp."),
}  # fmt: skip
TABLES = {
    "collection": N_("Một bảng của cả bộ dữ liệu."), "province": N_("Một bảng của mọi kế hoạch trong một tỉnh."),
    "commune": N_("Một bảng của mọi kế hoạch trong một xã."), "plan": N_("Một bảng của một kế hoạch."),
}  # fmt: skip


@dataclass(frozen=True)
class ListOf:
    """A resource with one file for each row of a reference table: the row (under `head`), and the rows of every plan tied to it.

    `key` is the column of its identifier, `own` what one of its files is, `all` what its index is: messages.
    """

    name: str
    table: str
    key: str
    head: str
    shapes: tuple[Shape, ...]
    own: str
    all: str


LISTS = (
    ListOf(INDICATORS, "indicators", "indicator_id", "indicator", (VALUE, RESULT),
           N_("Một chỉ số: mọi giá trị mà các kế hoạch đặt làm chỉ tiêu, mọi kết quả đã báo cáo."), N_("Danh sách chỉ số, kèm số kế hoạch và số dòng.")),
    ListOf(AGENCIES, "agencies", "agency_id", "agency", (TARGET_BODY, TASK_BODY, DUTY),
           N_("Một cơ quan: mọi chỉ tiêu, nhiệm vụ mà cơ quan chủ trì hoặc phối hợp, mọi trách nhiệm được giao."), N_("Danh sách cơ quan, kèm số kế hoạch và số dòng.")),
    ListOf(DOCUMENTS, "legal_documents", "document_id", "document", (CITATION,),
           N_("Một văn bản được viện dẫn: mọi lần các kế hoạch nêu tên."), N_("Danh sách văn bản được viện dẫn, kèm số kế hoạch và số dòng.")),
)  # fmt: skip
WORDS = N_("Từ điển dữ liệu: nghĩa của từng bảng, từng cột, từng giá trị.")
CATALOGUE = N_("Danh mục các bộ dữ liệu theo DCAT.")
CONTINUED = N_("Phần tiếp theo của một danh sách dài; trường next của phần trước cho biết có hay không.")


@dataclass(frozen=True)
class Resource:
    """An address. `template` is a URI template from the root of the site, `summary` a message, `schema` the name of the schema of a JSON file.

    `operation` names it in the OpenAPI document. What is not `certain` is there only for some values of the parameters.
    """

    operation: str
    template: str
    summary: str
    media_type: str = JSON
    schema: str = ""
    certain: bool = True

    @property
    def parameters(self) -> list[str]:
        return list(dict.fromkeys(EXPRESSION.findall(self.template)))

    def address(self, values: Mapping[str, str]) -> str:
        """The address for these values of the parameters."""
        return EXPRESSION.sub(lambda found: values[found[1]], self.template)


@dataclass(frozen=True)
class Examples:
    """What addresses are shown for: a plan, an indicator, a body and a legal document that are there."""

    plan_id: str
    indicator_id: str
    agency_id: str
    document_id: str

    @property
    def values(self) -> dict[str, str]:
        """Parameter -> value."""
        province, commune, plan = self.plan_id.split("/")
        return {
            "province": province, "commune": commune, "plan": plan, "table": "targets", "indicator_id": self.indicator_id,
            "agency_id": self.agency_id, "document_id": self.document_id,
        }  # fmt: skip


@cache
def resources() -> tuple[Resource, ...]:
    """Every address below /du-lieu/."""
    found: list[Resource] = []
    for kind, path in PATHS.items():
        dataset, name = Dataset(kind, path, "", "", ()), kind.capitalize()
        found.append(Resource(f"get{name}Index", f"{dataset.folder}{INDEX}", INDEXES[kind], schema=f"{name}Index"))
        for form in FORMATS:
            file = dataset.file(form.name, "{table}")
            summary, schema = (TABLES if form.per_table else WHOLES)[kind], name if form.name == "json" else ""
            found.append(Resource(f"get{name}{form.name.capitalize()}", file, summary, form.media_type, schema))
        found.append(Resource(f"get{name}Csvw", f"{dataset.folder}{csvw.METADATA}", N_("Nghĩa của các tệp CSV (CSV on the Web)."), CSVM))
        if kind in ("collection", "province"):
            found += [
                Resource(f"get{name}CatalogJsonLd", dcat.address(dataset, "jsonld"), CATALOGUE, JSON_LD),
                Resource(f"get{name}CatalogTurtle", dcat.address(dataset, "ttl"), CATALOGUE, TURTLE),
            ]  # fmt: skip
        if kind != "plan":
            found.append(Resource(f"get{name}Feed", f"{dataset.folder}{FEED}", N_("Thay đổi mới nhất của dữ liệu (Atom)."), ATOM, certain=False))
        if kind in ("commune", "plan"):
            found.append(Resource(f"get{name}Calendar", f"{dataset.folder}{CALENDAR}", N_("Các thời hạn trong kế hoạch (iCalendar)."), ICALENDAR, certain=False))
    for of in LISTS:
        name, file = of.head.capitalize(), f"{FOLDER}{of.name}/{{{of.key}}}"
        found += [
            Resource(f"list{name}", f"{FOLDER}{of.name}/{INDEX}", of.all, schema=f"{name}Index"),
            Resource(f"get{name}", f"{file}.json", of.own, schema=name),
            Resource(f"get{name}Part", f"{file}-{{part}}.json", CONTINUED, schema=name, certain=False),
        ]  # fmt: skip
    body = f"{FOLDER}{AGENCIES}/{{agency_id}}"
    found += [
        Resource("getAgencyFeed", f"{body}.atom", N_("Thay đổi mới nhất ở những dòng nêu tên cơ quan (Atom)."), ATOM, certain=False),
        Resource("getAgencyCalendar", f"{body}.ics", N_("Các thời hạn mà cơ quan phải theo (iCalendar)."), ICALENDAR, certain=False),
    ]  # fmt: skip
    found.append(Resource("getTableSchema", f"{FOLDER}{SCHEMAS}{{table}}.json", N_("Lược đồ của một bảng (Table Schema): cột, kiểu, ràng buộc, giải thích."), schema="TableSchema"))
    found.append(Resource("getTableCsvw", csvw.schema_address("{table}"), N_("Các cột của một bảng (CSV on the Web)."), CSVM))
    release = f"{FOLDER}{VERSIONS}{{version}}/"
    found += [
        Resource("getDictionaryJson", f"{FOLDER}{DICTIONARY}dictionary.json", WORDS, schema="Dictionary"),
        Resource("getDictionaryCsv", f"{FOLDER}{DICTIONARY}dictionary.csv", WORDS, BY_NAME["csv"].media_type),
        Resource("getVersionChanges", f"{release}changes.csv", N_("Mọi thay đổi của một phiên bản."), BY_NAME["csv"].media_type, certain=False),
        Resource("getVersionZip", f"{release}{COLLECTION}-{{version}}.zip", N_("Cả bộ dữ liệu ở một phiên bản."), BY_NAME["zip"].media_type, certain=False),
    ]  # fmt: skip
    found.append(Resource("getOpenApi", FOLDER + OPENAPI, N_("Mô tả các địa chỉ này theo chuẩn OpenAPI 3.1."), schema="OpenApi"))
    return tuple(found)


def explained(examples: Examples) -> list[tuple[str, str, str]]:
    """(template, message that says what it is, example address) of every JSON resource, for the page about the data; all from the root."""
    return [
        (resource.template, resource.summary, resource.address(examples.values))
        for resource in resources() if resource.media_type == JSON and resource.certain
    ]  # fmt: skip
