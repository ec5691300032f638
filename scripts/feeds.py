"""News as Atom feeds (RFC 4287): of the collection, of each province and commune, of each body."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from xml.etree import ElementTree

from .changes import Change
from .edition import VIETNAM, Edition
from .languages import VIETNAMESE
from .news import KINDS, MOST, Feed, News, by_feed, news
from .news_texts import Entry, entry
from .package import licenses
from .paths import Layout
from .plans import load_plan
from .summaries import Summary
from .templates import environment
from .text import nfc

ATOM = "http://www.w3.org/2005/Atom"
# Every character that XML 1.0 cannot hold.
_UNHOLDABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Messages = Callable[[str], Mapping[str, str]]


def plain(text: str) -> str:
    """Text that XML can hold: what it cannot is replaced by U+FFFD, for all to see."""
    return _UNHOLDABLE.sub("\ufffd", nfc(text))


@cache
def author() -> str:
    """The name of the collection, as the root descriptor states it."""
    return json.loads(Layout().descriptor.read_text("utf-8"))["title"]


def notice_messages(layout: Layout) -> Messages:
    """What the notices of a plan say today, read when asked; nothing of a plan that is there no more."""

    def messages(plan_id: str) -> dict[str, str]:
        folder = layout.plans / plan_id
        return {row["notice_id"]: row["message"] for row in load_plan(layout, folder).rows("notices")} if folder.is_dir() else {}

    return messages


def files(
    feeds: Iterable[Feed], changes: Iterable[Change], plans: Iterable[Summary], bodies: Mapping[str, Collection[str]], messages: Messages, of: Edition
) -> Iterator[tuple[str, bytes]]:
    """(address, bytes) of each of these feeds, those without news too.

    `plans`: in Vietnamese. `bodies`: plan_id -> the agency_ids that it names. `messages`: plan_id -> notice_id -> message, asked for only
    where a notice is news, see notice_messages. Raises ValueError for a change whose time has no zone.
    """
    found, known, asked = by_feed(news(changes), bodies), {plan.plan_id: plan for plan in plans}, lru_cache(maxsize=256)(messages)
    for feed in feeds:
        yield feed.address, atom(feed, found.get(feed.address, []), known, asked, of)


def atom(feed: Feed, found: list[News], plans: Mapping[str, Summary], messages: Messages, of: Edition) -> bytes:
    """One feed; `found` is newest first. Without news it is of the day of the edition.

    Where the site does not say where it stands, links are relative to the feed, and it does not link to itself.
    """
    root = f"{of.site_url.rstrip('/')}/" if of.site_url else "../" * feed.address.count("/")
    top = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": VIETNAMESE})
    _text(top, "id", feed.id)
    _text(top, "title", title(feed))
    _text(top, "subtitle", subtitle(feed))
    _text(top, "updated", _time(found[0]) if found else of.stamp.isoformat())
    _text(ElementTree.SubElement(top, "author"), "name", author())
    licence = licenses()[0]
    _text(top, "rights", f"{licence['title']} ({licence['name']})")
    ElementTree.SubElement(top, "link", {"rel": "license", "href": licence["path"]})
    ElementTree.SubElement(top, "link", {"rel": "alternate", "type": "text/html", "hreflang": VIETNAMESE, "href": root + feed.page})
    if of.site_url:
        ElementTree.SubElement(top, "link", {"rel": "self", "type": "application/atom+xml", "href": root + feed.address})
    for one in found:
        noticed = messages(one.plan_id) if one.kind == "notices" else {}
        top.append(_entry(one, entry(one, plans, noticed), root))
    ElementTree.indent(top)
    return ElementTree.tostring(top, "utf-8", xml_declaration=True) + b"\n"


def title(feed: Feed) -> str:
    return f"{author()}: thay đổi của dữ liệu" + (f", {feed.name}" if feed.name else "")


def subtitle(feed: Feed) -> str:
    """What is in the feed, and what is not."""
    scope = {
        "collection": "ở mọi kế hoạch; cả thay đổi của danh mục dùng chung và của cấu trúc dữ liệu",
        "place": "ở các kế hoạch của nơi này", "body": "ở các kế hoạch có nêu cơ quan này, ở mọi xã",
    }[feed.kind]  # fmt: skip
    return f"Kế hoạch mới, con số được sửa, đối chiếu mới {scope}. Chỉ giữ {MOST} mục mới nhất."


def _entry(one: News, said: Entry, root: str) -> ElementTree.Element:
    made = ElementTree.Element("entry")
    _text(made, "id", one.id)
    _text(made, "title", said.title)
    _text(made, "updated", _time(one))
    ElementTree.SubElement(made, "link", {"rel": "alternate", "type": "text/html", "hreflang": VIETNAMESE, "href": root + said.page})
    ElementTree.SubElement(made, "category", {"term": one.kind, "label": KINDS[one.kind]})
    _text(made, "summary", said.summary)
    if said.said or said.groups:
        html = environment(VIETNAMESE).get_template("feed_entry.html").render(root=root, said=said.said, groups=said.groups, more=said.more)
        _text(made, "content", html.strip()).set("type", "html")
    return made


def _text(parent: ElementTree.Element, name: str, text: str) -> ElementTree.Element:
    made = ElementTree.SubElement(parent, name)
    made.text = plain(text)
    return made


def _time(one: News) -> str:
    """RFC 3339, in the time of Việt Nam."""
    return one.at.astimezone(VIETNAM).isoformat(timespec="seconds")
