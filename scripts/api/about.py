"""What every document of the API says of the whole: version, day, licence. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..datasets import Dataset
from ..languages import ENGLISH, VIETNAMESE, N_, _, writing
from .rows import Json, Row

NAME = N_("Minh bạch kế hoạch xã")
DESCRIPTION = N_(
    "Các bảng trong kế hoạch của xã (chỉ tiêu, nhiệm vụ, dự toán, văn bản, trách nhiệm): chữ như in, giá trị đọc ra, vị trí trong văn bản nguồn. "
    "Mọi địa chỉ trong các tệp JSON tính từ chính tệp chứa nó, như liên kết trên web. null nghĩa là văn bản không nêu, không phải 0."
)
RIGHTS = N_("Giấy phép áp dụng cho phần do dự án biên soạn. Văn bản chính thức của cơ quan nhà nước không thuộc đối tượng bảo hộ quyền tác giả.")


@dataclass(frozen=True)
class About:
    """`version` of the data, `date` of their last change (None when unknown), `site_url` "" when not configured.

    `licenses` as in datapackage.json: dictionaries of name, title and path.
    """

    version: str
    date: date | None
    site_url: str
    licenses: Sequence[dict[str, str]]

    @property
    def day(self) -> str | None:
        return self.date.isoformat() if self.date else None


def dataset_head(dataset: Dataset, of: About) -> Row:
    """What a whole dataset in one JSON file says of itself, under "dataset"."""
    head: dict[str, Json] = {"kind": dataset.kind, "path": dataset.path, "title": dataset.title, "title_en": dataset.title_en}
    return head | {"version": of.version, "date": of.day, "licenses": list(of.licenses), "plan_ids": list(dataset.plan_ids)}


def both(message: str, name: str, english: str = "") -> dict[str, str]:
    """A message of ours in both languages: {"title": …, "title_en": …}, the second under `english` when it is given."""
    with writing(VIETNAMESE):
        found = {name: _(message)}
    with writing(ENGLISH):
        return found | {english or f"{name}_{ENGLISH}": _(message)}
