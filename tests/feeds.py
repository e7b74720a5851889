"""What the standards demand of feeds and calendars, checked strictly: RFC 4287, RSS 2.0, RFC 5545.

Each function reads bytes as a program would that knows nothing of us, and fails at the first breach.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import icalendar
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
_TEXTS = {"text", "html", "xhtml"}
_ONCE_IN_FEED = {"id", "title", "updated", "subtitle", "generator", "icon", "logo", "rights"}
_ONCE_IN_ENTRY = {"id", "title", "updated", "published", "summary", "content", "rights", "source"}
_IN_CHANNEL = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate",
    "lastBuildDate", "category", "generator", "docs", "cloud", "ttl", "image", "textInput", "skipHours",
    "skipDays", "item",
}  # fmt: skip
_IN_ITEM = {
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate",
    "source",
}  # fmt: skip
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def atom(data: bytes) -> Any:
    """The feed, which holds all that RFC 4287 demands of it."""
    feed = _root(data)
    assert feed.tag == f"{ATOM}feed"
    _each_once(feed, _ONCE_IN_FEED, must={"id", "title", "updated"})
    selves = [each for each in feed.findall(f"{ATOM}link") if each.get("rel") == "self"]
    assert len(selves) == 1, "4.1.1: a feed should name itself"
    has_author = feed.find(f"{ATOM}author") is not None
    ids = [_atom_entry(entry, has_author) for entry in feed.findall(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)), "entries of one feed tell themselves apart"
    updated = [each.text for each in feed.iter(f"{ATOM}updated", f"{ATOM}published")]
    assert all(_MOMENT.fullmatch(text or "") for text in updated), updated
    for each in feed.iter(f"{ATOM}link"):
        _is_whole(each.get("href"))
        assert each.get("rel", "alternate") in {"alternate", "self", "enclosure", "related", "via"}
    for person in feed.iter(f"{ATOM}author", f"{ATOM}contributor"):
        assert len(person.findall(f"{ATOM}name")) == 1, "3.2.1"
    for each in feed.iter(f"{ATOM}category"):
        assert each.get("term"), "4.2.2.1"
    return feed


def _atom_entry(entry: Any, has_author: bool) -> str:
    _each_once(entry, _ONCE_IN_ENTRY, must={"id", "title", "updated"})
    assert has_author or entry.find(f"{ATOM}author") is not None, "4.1.2: somebody wrote it"
    found = [each for each in entry.findall(f"{ATOM}link") if each.get("rel", "alternate") == "alternate"]
    assert found or entry.find(f"{ATOM}content") is not None, "4.1.2: a link or the text"
    assert len({(each.get("type"), each.get("hreflang")) for each in found}) == len(found)
    for name in ("title", "summary", "content"):
        for text in entry.findall(f"{ATOM}{name}"):
            assert text.get("type", "text") in _TEXTS and len(text) == 0, "3.1.1: HTML is escaped"
            if text.get("type") == "html":
                etree.HTML(text.text or "<p></p>")
    _is_whole(named := entry.findtext(f"{ATOM}id"))
    return str(named)


def rss(data: bytes) -> Any:
    """The channel, which holds all that RSS 2.0 demands of it."""
    root = _root(data)
    assert (root.tag, root.get("version"), len(root)) == ("rss", "2.0", 1)
    channel = root[0]
    _known(channel, _IN_CHANNEL, once=_IN_CHANNEL - {"item", "category"})
    assert all(channel.find(name) is not None for name in ("title", "link", "description"))
    _is_whole(channel.findtext("link"))
    assert re.fullmatch("[a-z]{2}(-[a-z]{2})?", channel.findtext("language") or "")
    guids = []
    for item in channel.findall("item"):
        _known(item, _IN_ITEM, once=_IN_ITEM - {"category"})
        assert item.findtext("title") or item.findtext("description")
        _is_whole(item.findtext("link"))
        guid = item.find("guid")
        assert guid is not None and guid.get("isPermaLink", "true") in {"true", "false"}
        guids.append(guid.text)
        assert "@" in (item.findtext("author") or "@"), "an author is a mail address"
    assert len(guids) == len(set(guids))
    for each in root.iter("pubDate", "lastBuildDate"):
        assert parsedate_to_datetime(each.text or "").tzinfo is not None
    return channel


def calendar(data: bytes) -> Any:
    """The calendar, which holds all that RFC 5545 demands of it; read by ``icalendar``."""
    data.decode("utf-8")
    assert data.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", data), "3.1: CRLF ends lines"
    for line in data.split(b"\r\n"):
        assert len(line) <= 75, (line, "3.1: at most 75 bytes")
        line.decode("utf-8")  # and no character is torn
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line), (line, "3.3.11: no control signs")
    found = icalendar.Calendar.from_ical(data)
    assert not found.errors and found["VERSION"] == "2.0" and found["PRODID"]
    clocks = [str(each["TZID"]) for each in found.walk("VTIMEZONE")]
    assert len(clocks) == len(set(clocks))
    uids = [str(_entry(each, clocks)["UID"]) for each in found.walk("VEVENT")]
    assert len(uids) == len(set(uids))
    return found


def _entry(entry: Any, clocks: list[str]) -> Any:
    assert not entry.errors
    for name in ("UID", "DTSTAMP", "DTSTART"):
        assert name in entry, f"3.6.1: {name}"
    several = [name for name, value in entry.items() if isinstance(value, list) and name != "CATEGORIES"]
    assert not several, f"{several}: once at most"
    for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED"):
        assert entry[name].dt.tzinfo is UTC or entry[name].dt.utcoffset() == datetime.now(UTC).utcoffset(), (
            name
        )
    for name in ("DTSTART", "DTEND"):
        if name in entry and (clock := entry[name].params.get("TZID")):
            assert clock in clocks, "3.2.19: its rules are told"
    assert entry.get("DTEND") is None or entry["DTEND"].dt > entry["DTSTART"].dt
    assert entry.get("STATUS", "CONFIRMED") in {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    assert entry.get("TRANSP", "OPAQUE") in {"OPAQUE", "TRANSPARENT"}
    if "URL" in entry:
        _is_whole(str(entry["URL"]))
    return entry


def _root(data: bytes) -> Any:
    assert data.startswith(b"<?xml") and b"utf-8" in data[:60].lower()
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def _each_once(element: Any, names: set[str], must: set[str]) -> None:
    for name in names:
        n = len(element.findall(f"{ATOM}{name}"))
        assert n == 1 or (n == 0 and name not in must), f"{element.tag}: {n} times {name}"


def _known(element: Any, names: set[str], once: set[str]) -> None:
    own = [each.tag for each in element if "{" not in each.tag]
    assert set(own) <= names, set(own) - names
    assert all(own.count(name) <= 1 for name in once)


def _is_whole(address: str | None) -> None:
    to = urlsplit(address or "")
    assert to.scheme in {"http", "https"} and to.netloc, f"{address}: no whole address"
