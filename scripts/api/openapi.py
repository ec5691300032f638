"""/du-lieu/openapi.json: the addresses below /du-lieu/ and what lies there, as OpenAPI 3.1 that programs read. Pure."""

from __future__ import annotations

from typing import Any

from ..datasets import FOLDER
from ..languages import N_
from ..tables import schemas, wide_schemas
from .about import DESCRIPTION, NAME, RIGHTS, About, both
from .document_schemas import components
from .json_schemas import Schema, component, refer, said
from .resources import EXPRESSION, SCHEMAS, Examples, Resource, resources
from .rows import Json

VERSION = "3.1.0"
# Parameter -> what it is; those without a column of ours have a schema of their own.
PARAMETERS = {
    "province": N_("Tỉnh: phần đầu của mã kế hoạch."), "commune": N_("Xã kèm mã 5 chữ số: phần thứ hai của mã kế hoạch."),
    "plan": N_("Kế hoạch: phần cuối của mã kế hoạch."), "table": N_("Tên bảng."), "stem": N_("Tên tệp, làm từ các phần của đường dẫn nối bằng dấu gạch ngang."),
    "indicator_id": N_("Mã chỉ số."), "agency_id": N_("Mã cơ quan."), "document_id": N_("Mã văn bản được viện dẫn."),
    "part": N_("Phần thứ mấy của danh sách, từ 2."), "version": N_("Phiên bản của dữ liệu."),
}  # fmt: skip
SLUG: Schema = {"type": "string", "pattern": "^[a-z0-9-]+$"}
OWN: dict[str, Schema] = {
    "province": SLUG, "commune": {"type": "string", "pattern": "^[a-z0-9-]+-[0-9]{5}$"}, "plan": SLUG, "stem": {"type": "string", "pattern": "^[a-z0-9.-]+$"}, "part": {"type": "integer", "minimum": 2},
    "version": {"type": "string", "pattern": r"^[0-9]+\.[0-9]+\.[0-9]+$"},
    "indicator_id": refer("indicators", "indicator_id"), "agency_id": refer("agencies", "agency_id"), "document_id": refer("legal_documents", "document_id"),
}  # fmt: skip


def openapi(of: About, examples: Examples) -> dict[str, Json]:
    """The whole document. Addresses are from the root of the site; "servers" says where that is when it is known."""
    info: dict[str, Any] = {**both(NAME, "title", "x-title-en"), "version": of.version}
    told = [both(message, "description", "x-description-en") for message in (DESCRIPTION, RIGHTS)]
    info |= {key: " ".join(part[key] for part in told) for key in told[0]}
    if of.day:
        info["x-date"] = of.day
    if of.licenses:
        info["license"] = {"name": of.licenses[0]["title"], "url": of.licenses[0]["path"]}
    servers = {"servers": [{"url": of.site_url.rstrip("/")}]} if of.site_url else {}
    return {
        "openapi": VERSION, "info": info, **servers,
        "paths": {path_of(resource): {"get": _operation(resource, examples)} for resource in resources()},
        "components": {"schemas": components()},
    }  # fmt: skip


def path_of(resource: Resource) -> str:
    """The address as a path of OpenAPI: a name may stand in it once, so the name of a file that repeats its folders is one of its own."""
    folder, _slash, name = resource.template.rpartition("/")
    if set(EXPRESSION.findall(folder)) & set(EXPRESSION.findall(name)):
        name = "{stem}." + name.rpartition(".")[2]
    return f"/{folder}/{name}"


def _operation(resource: Resource, examples: Examples) -> dict[str, Json]:
    content = {"schema": component(resource.schema)} if resource.schema else {}
    parameters = [_parameter(name, resource, examples) for name in EXPRESSION.findall(path_of(resource))]
    return {
        "operationId": resource.operation, **said(resource.summary, "summary"), **({"parameters": parameters} if parameters else {}),
        "responses": {
            "200": {**said(N_("Có tệp.")), "content": {resource.media_type: content}},
            "404": said(N_("Không có tệp ở địa chỉ này.")),
        },
    }  # fmt: skip


def _parameter(name: str, resource: Resource, examples: Examples) -> dict[str, Json]:
    schema = OWN[name] if name != "table" else {"enum": _tables(resource)}
    found = {"name": name, "in": "path", "required": True, "schema": schema, **said(PARAMETERS[name])}
    if resource.certain:
        values = examples.values
        found["example"] = resource.address(values).rpartition("/")[2].partition(".")[0] if name == "stem" else values[name]
    return found


def _tables(resource: Resource) -> list[str]:
    """What {table} may be; of the reference tables a part of the collection has only those that its rows refer to."""
    return list(schemas()) if resource.template.startswith(FOLDER + SCHEMAS) else [*wide_schemas(), *schemas()]


def json_schema(resource: Resource, document: dict[str, Json]) -> Schema:
    """The JSON Schema of one resource by itself: what to hold a file against. `document` is that of `openapi`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **component(resource.schema), "components": document["components"]}


