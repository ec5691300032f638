"""The descriptors follow Data Package 2.0 as published, the root's and those of the packages."""

from __future__ import annotations

import io
import json
import tomllib
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from datapackage_support import datapackage_faults

from scripts import evidence, package
from scripts.paths import ROOT, Layout
from scripts.plans import load_plan, load_reference, plan_folders


def of_root() -> tuple[dict[str, Any], Callable[[str], str]]:
    return json.loads((ROOT / "datapackage.json").read_text("utf-8")), lambda path: (ROOT / path).read_text("utf-8")


def test_the_root_descriptor_is_valid() -> None:
    """With the schema of every table; it names the profile, its version is that of the data."""
    descriptor, read = of_root()
    assert datapackage_faults(descriptor, read) == []
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor["version"] == tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert "profile" not in descriptor


def test_a_release_gives_the_descriptor_its_version() -> None:
    """All else stays, in its order."""
    descriptor, _read = of_root()
    assert json.loads(package.fresh_text(Layout(), "9.8.7")) == descriptor | {"version": "9.8.7"}
    assert list(json.loads(package.fresh_text(Layout(), "9.8.7"))) == list(descriptor)


def test_the_descriptor_of_a_package_is_valid() -> None:
    """With its schemas, as they lie in the zip; those of other plans differ in their titles only."""
    plan = load_plan(Layout(), plan_folders(Layout())[0])
    packed = zipfile.ZipFile(io.BytesIO(evidence.pack(plan, load_reference(Layout()), "Kế hoạch")))
    descriptor = json.loads(packed.read("datapackage.json"))
    assert datapackage_faults(descriptor, lambda path: packed.read(path).decode("utf-8")) == []
    assert len(descriptor["resources"]) > 17


@pytest.mark.parametrize(
    "change, found",
    [
        (lambda d: d.pop("resources") and d.update(resources=[]), ": [] should be non-empty"),
        (lambda d: d["licenses"][0].update(path=5), "licenses/0/path: 5 is not of type 'string'"),
        (lambda d: d["contributors"].append({"title": 5}), "contributors/1/title: 5 is not of type 'string'"),
        (lambda d: d["resources"][0].update(path="../x.csv"), "resources/0/path: '../x.csv'"),
        (lambda d: d["resources"][0]["dialect"].update(header="true"), "resources/0/dialect/header: 'true' is not of type 'boolean'"),
        (lambda d: d["resources"][0].update(schema={"fields": []}), "resources/0/schema"),
        (lambda d: d["resources"][0].update(schema={"fields": [{"name": "a", "type": "chữ"}]}), "resources/0/schema/fields/0"),
    ],
)
def test_the_profile_sees_faults(change: Any, found: str) -> None:
    """Also inside a schema, a dialect, a licence."""
    descriptor, read = of_root()
    change(descriptor)
    assert any(found in fault for fault in datapackage_faults(descriptor, read)), datapackage_faults(descriptor, read)
