"""Is a descriptor valid for the published profile of Data Package 2.0? For the root descriptor and those of the packages."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from described_support import faults

PROFILE = "datapackage-2.0.schema.json"


def datapackage_faults(descriptor: dict[str, Any], read: Callable[[str], str]) -> list[str]:
    """What the profile does not take, each as "place: message". `read` gives the text of a file named in the descriptor.

    Schemas and dialects that are named by their path are put in their place first: the profile looks into them only then.
    """
    whole = descriptor | {
        "resources": [
            resource | {name: json.loads(read(resource[name])) for name in ("schema", "dialect") if isinstance(resource.get(name), str)}
            for resource in descriptor["resources"]
        ]
    }
    return faults(PROFILE, whole)
