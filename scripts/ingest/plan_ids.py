"""Whether the name given to a plan is one that the reference tables know: province, commune with its code, plan. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from ..plans import Reference
from ..tables import schemas
from .grid import Refused

_CODE = re.compile(r"[0-9]{5}")


def checked_plan_id(plan_id: str, reference: Reference) -> str:
    """The plan id without slashes at its ends. Raises Refused, with the nearest names, for one that no plan can have."""
    wanted = plan_id.removeprefix("data/plans/").strip("/")
    pattern = schemas()["plans"].fields["plan_id"]["constraints"]["pattern"]
    parts = wanted.split("/")
    if len(parts) == 3 and parts[0] not in {row["slug"] for row in reference.rows("provinces")}:
        raise _refused(plan_id, f"không có tỉnh “{parts[0]}”", [row["slug"] for row in reference.rows("provinces")], parts[0])
    if len(parts) == 3:
        code = next(row["code"] for row in reference.rows("provinces") if row["slug"] == parts[0])
        communes = [f"{row['slug']}-{row['code']}" for row in reference.rows("communes") if row["province_code"] == code]
        if parts[1] not in communes:
            raise _refused(plan_id, f"tỉnh {parts[0]} không có xã “{parts[1]}”", communes, parts[1])
    if not re.fullmatch(pattern, wanted):
        raise Refused(
            f"--plan {plan_id}: tìm thấy tên không đúng dạng; cần <tỉnh>/<xã>-<mã xã>/<kế hoạch>, chữ thường không dấu, "
            "như son-la/song-ma-04168/khcn-2026; sửa: viết lại tên."
        )
    return wanted


def _refused(plan_id: str, found: str, names: Iterable[str], given: str) -> Refused:
    names = list(names)
    by_code = [name for name in names if (code := _CODE.search(given)) and name.endswith(code[0])]
    near = list(dict.fromkeys([*by_code, *get_close_matches(given, names, 5, 0.5)]))[:5]
    told = f"gần nhất: {', '.join(near)}" if near else "không có tên nào gần giống"
    return Refused(f"--plan {plan_id}: {found}; cần tên trong cột slug của data/reference ({told}); sửa: viết lại tên.")
