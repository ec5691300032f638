"""One edition of the site: the day of its data, where it stands, and where readers report mistakes. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from urllib.parse import quote, urlencode, urlsplit

VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Edition:
    """`date` is that of the last change of the data, None when unknown; the others are addresses, "" when not configured."""

    date: date | None = None
    site_url: str = ""
    repository: str = ""
    contact: str = ""

    @property
    def stamp(self) -> datetime:
        """The beginning of its day in Việt Nam, for formats that must have a time; that of 1970-01-01 when the day is unknown."""
        return datetime.combine(self.date or date(1970, 1, 1), time(), VIETNAM)

    def address(self, path: str) -> str:
        """The whole address of a page; "" for a site that does not say where it stands."""
        return f"{self.site_url.rstrip('/')}/{path}" if self.site_url else ""

    def short_address(self, path: str) -> str:
        """The address as people type it: without the scheme and the last slash."""
        parts = urlsplit(self.address(path))
        return (parts.netloc + parts.path).rstrip("/")

    def report(self, plan_id: str, row: str, place: str) -> str:
        """The address that opens a message about a row: the repository's form, else a mail, else "" when neither is configured."""
        subject = f"{plan_id} {row}"
        if self.repository:
            form = {"template": "sai-sot.yml", "title": subject, "plan": plan_id, "row": row, "lines": place}
            return f"{self.repository.rstrip('/')}/issues/new?{urlencode(form)}"
        if self.contact:
            return f"mailto:{quote(self.contact, safe='@')}?{urlencode({'subject': subject, 'body': place}, quote_via=quote)}"
        return ""
