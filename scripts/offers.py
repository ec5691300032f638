"""What a page offers to take away: files, tables, feeds, a citation; the box at its end, and what its head says of them. Pure but for reading templates."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .datasets import BY_NAME, FOLDER, FORMATS, Dataset, WrittenFile
from .languages import N_, _, chosen
from .page import Page
from .tables import schemas, wide_schemas
from .templates import render

ATOM, CALENDAR_TYPE, JSON = "application/atom+xml", "text/calendar", "application/json"
FEED_FILE = "thay-doi.atom"
BOX = "tai-ve"
# The first part of a list's address -> the tables of the whole collection that it shows.
TABLES = {
    "chi-tieu": ("targets_by_year", "target_values"), "nhiem-vu": ("tasks_with_bodies", "task_schedules"), "ngan-sach": ("budget_with_paths", "budget_amounts"),
    "co-quan": ("task_agencies", "target_agencies", "duties"), "van-ban": ("citations", "legal_documents", "issued_documents"), "doi-chieu": ("notices",),
}  # fmt: skip
# The kinds of page that are about one thing, and what the data of one of them are called.
ABOUT_ONE = ("indicator", "agency", "document")
ABOUT = {"chi-tieu": N_("Chỉ số này, mọi xã (JSON)"), "co-quan": N_("Cơ quan này, mọi xã (JSON)"), "van-ban": N_("Văn bản này, mọi nơi viện dẫn (JSON)")}


@dataclass(frozen=True)
class Link:
    """`address` is from the root of the site; `size` in bytes, 0 when unknown."""

    title: str
    address: str
    media_type: str
    size: int = 0


@dataclass(frozen=True)
class TableLinks:
    """One table and its files; `rows` is None when unknown."""

    name: str
    title: str
    rows: int | None
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Citation:
    """How to cite, ready to copy."""

    text: str
    bibtex: str


@dataclass(frozen=True)
class Offer:
    """`files` hold the data whole, `tables` one table each, `follow` are feeds and calendars, `linked_data` are texts for scripts of JSON-LD."""

    files: tuple[Link, ...] = ()
    tables: tuple[TableLinks, ...] = ()
    follow: tuple[Link, ...] = ()
    citation: Citation | None = None
    linked_data: tuple[str, ...] = ()


def of_dataset(dataset: Dataset, written: list[WrittenFile], follow: tuple[Link, ...], citation: Citation | None, linked_data: tuple[str, ...]) -> Offer:
    """The offer of a plan, a commune, a province or the collection, of which these files were written."""
    whole = {file.form: file for file in written if not file.table}
    files = [Link(_(form.title), dataset.folder + whole[form.name].path, form.media_type, whole[form.name].bytes) for form in FORMATS if form.name in whole]
    by_table: dict[str, list[WrittenFile]] = {}
    for file in written:
        if file.table:
            by_table.setdefault(file.table, []).append(file)
    tables = [
        TableLinks(table, table_title(table), own[0].rows, tuple(
            Link(_(form.title), dataset.folder + file.path, form.media_type, file.bytes) for form in FORMATS for file in own if file.form == form.name
        ))
        for table, own in by_table.items()
    ]  # fmt: skip
    return Offer(tuple(files), tuple(tables), follow, citation, linked_data)


def body_calendar(page: Page) -> str:
    """Where the calendar of the body that the page is about stands, when it has one; "" for other pages."""
    return f"{FOLDER}{'/'.join(page.path.split('/')[:2])}.ics" if page.kind == "agency" else ""


def of_list(page: Page, collection: Dataset, calendar: str = "") -> Offer:
    """The offer of a page over plans: its tables of the whole collection and, for one indicator, body or document, its own data.

    `calendar` is the address of its calendar, "" for none.
    """
    kind, _slash, rest = page.path.partition("/")
    key = rest.partition("/")[0] if page.kind in ABOUT_ONE else ""
    own = [Link(_(ABOUT[kind]), f"{FOLDER}{kind}/{key}.json", JSON)] if key else []
    tables = [
        TableLinks(table, table_title(table), None, tuple(
            Link(_(form.title), collection.file(form.name, table), form.media_type) for form in FORMATS if form.per_table
        ))
        for table in TABLES.get(kind, ())
    ]  # fmt: skip
    whole = [Link(_("Excel, toàn bộ dữ liệu"), collection.file("xlsx"), BY_NAME["xlsx"].media_type)]
    follow = [Link(_("Tin thay đổi (Atom)"), f"{FOLDER}{FEED_FILE}", ATOM)]
    if kind == "co-quan" and key:
        follow = [Link(_("Tin thay đổi của cơ quan này (Atom)"), f"{FOLDER}{kind}/{key}.atom", ATOM)]
    follow += [Link(_("Lịch thời hạn (iCalendar)"), calendar, CALENDAR_TYPE)] if calendar else []
    return Offer((*own, *whole), tuple(tables), tuple(follow))


def of_bare_province(slug: str, collection: Dataset) -> Offer:
    """The offer of a province without plans: the list of its communes among all, and the news that one has come."""
    files = [Link(_("Danh sách xã cả nước (CSV)"), collection.file("csv", "communes"), BY_NAME["csv"].media_type)]
    return Offer(tuple(files), (), (Link(_("Tin thay đổi của tỉnh này (Atom)"), f"{FOLDER}{slug}/{FEED_FILE}", ATOM),))


def table_title(table: str) -> str:
    """What a table is called in the language being written; wide tables have schemas of their own."""
    return schemas()[table].title if table in schemas() else chosen(wide_schemas()[table], "title")


def offered(page: Page, offer: Offer) -> Page:
    """The page with the box of its offer at its end."""
    box = render("_data.html", page.path, offer=offer, box=BOX)
    return named(replace(page, body=page.body + box, contents=[*page.contents, (BOX, _("Lấy dữ liệu"))]), offer)


def named(page: Page, offer: Offer) -> Page:
    """The page, of which the head names what the offer holds."""
    return replace(page, alternates=tuple((link.media_type, link.title, link.address) for link in (*offer.files, *offer.follow)))
