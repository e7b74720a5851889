"""What each kind of element means to a reader's safety."""

import re
from collections.abc import Callable

from mailguard.message import limits, urls
from mailguard.message.html import tokens
from mailguard.message.html.elements import State
from mailguard.message.html.page import FoundForm, Page
from mailguard.message.html.styles import Style

Attributes = dict[str, str]
_URL = re.compile(r"url\(\s*(?:\"([^\"]{1,2000})\"|'([^']{1,2000})'|([^)\"'\s]{1,2000}))", re.IGNORECASE)
_BLANK = re.compile(r"[\x00-\x20]")
_REFRESH_URL = re.compile(r"[;,]\s*(?:url\s*=\s*)?[\"']?\s*([^\"'\s][^\"']*)", re.IGNORECASE)


def style(page: Page, said: Style, state: State) -> None:
    if said.turns:
        page.count("bidi_override")
    if said.covers:
        page.count("overlay")
    if said.url:
        for match in _URL.finditer(said.url):
            address = match[1] or match[2] or match[3]
            if not address.lower().startswith("data:"):
                page.link(address, "style", state)


def comment(page: Page, text: str) -> None:
    """Comments that only Outlook reads may hold links; others may hold filler."""
    body = text[3:-2].strip()
    if body.startswith("[if"):
        if "href" in body:
            _conditional(page, body[:50_000])
    elif len(body) > 400 and "{" not in body and "<" not in body:
        page.count("comment_filler", len(body))


def _conditional(page: Page, body: str) -> None:
    for match in tokens.TOKEN.finditer(body):
        if match[2] and not match[1] and "href" in match[3].lower():
            address = tokens.attributes(match[3]).get("href", "")
            if page.link(address, "a", page.stack.state):
                page.count("conditional_links")


def _a(page: Page, attributes: Attributes, state: State) -> None:
    address = (attributes.get("href") or attributes.get("xlink:href") or "").strip()
    page.anchor = None
    if not address or address.startswith("#"):
        return
    page.count("links")
    page.anchor = page.link(address, "a", state)
    _note_scheme(page, address)


def drawn(page: Page, attributes: Attributes, state: State) -> None:
    """A shape of Office's (VML) or another element with an address: it can be clicked like a link."""
    address = (attributes.get("href") or attributes.get("xlink:href") or "").strip()
    if address and not address.startswith("#") and (found := page.link(address, "a", state)):
        page.count("links")
        found.has_image = True
        _note_scheme(page, address)


def _note_scheme(page: Page, address: str) -> None:
    start = address[:60]
    if start.startswith(("http://", "https://", "mailto:")):
        return
    scheme = _BLANK.sub("", start).partition(":")[0].lower()
    if scheme in {"javascript", "vbscript"}:
        if not urls.does_nothing(address):
            page.count("script_link")
    elif scheme in {"data", "blob"}:
        page.count("data_link")
    elif scheme in {"file", "smb", "search-ms", "search", "ms-word", "ms-excel"} or address.startswith(
        "\\\\"
    ):
        page.count("file_link")


def _area(page: Page, attributes: Attributes, state: State) -> None:
    page.count("image_map")
    page.count("links")
    found = page.link(attributes.get("href", "").strip(), "area", state)
    if found:
        found.has_image = True
        found.alt = attributes.get("alt", "")[:200]


def _img(page: Page, attributes: Attributes, state: State) -> None:
    page.count("images")
    source = attributes.get("src", "").strip()
    small = {attributes.get("width", "x").strip("px "), attributes.get("height", "x").strip("px ")} <= {
        "0",
        "1",
    }
    if page.anchor is not None and not small:
        page.anchor.has_image = page.anchor.has_image or not state.why
        page.anchor.alt = page.anchor.alt or attributes.get("alt", "")[:200]
    lower = source[:5].lower()
    if lower == "data:":
        page.count("images_inside")
    elif lower.startswith(("http", "//")):
        page.count("images_remote")
        if small:
            page.count("tracking_pixel")
        page.link(source, "img", state)
    elif source and not lower.startswith("cid:"):
        page.link(source, "img", state)


def _form(page: Page, attributes: Attributes, state: State) -> None:
    page.count("form")
    action = attributes.get("action", "").strip()
    if len(page.forms) < 50:
        page.forms.append(
            FoundForm(urls.read(action, page.base)[0], attributes.get("method", "get").lower()[:10])
        )
    page.link(action, "form", state)


def _field(page: Page, attributes: Attributes, state: State, kind: str = "") -> None:
    kind = kind or attributes.get("type", "text").lower().strip()[:20] or "text"
    if kind == "password":
        page.count("password_field")
    if not page.forms:
        page.forms.append(FoundForm("", ""))  # a field outside any form: a script may read it
    if len(page.forms[-1].fields) < 100:
        page.forms[-1].fields.append(f"{kind}:{attributes.get('name', '')[:80]}")
    if kind == "image":
        page.count("images")
    _button(page, attributes, state)


def _button(page: Page, attributes: Attributes, state: State) -> None:
    if action := attributes.get("formaction", "").strip():
        page.link(action, "button", state)


def _select(page: Page, attributes: Attributes, state: State) -> None:
    _field(page, attributes, state, "select")


def _textarea(page: Page, attributes: Attributes, state: State) -> None:
    _field(page, attributes, state, "textarea")


def _script(page: Page, attributes: Attributes, state: State) -> None:
    if "json" in attributes.get("type", "").lower():
        return  # data on a booking or an event, that mail programs make a card of
    page.count("script")
    page.link(attributes.get("src", "").strip(), "script", state)


def _meta(page: Page, attributes: Attributes, state: State) -> None:
    if attributes.get("http-equiv", "").strip().lower() == "refresh":
        page.count("meta_refresh")
        found = _REFRESH_URL.search(attributes.get("content", ""))
        if found:
            page.link(found[1].strip(), "meta", state)


def _base(page: Page, attributes: Attributes, state: State) -> None:
    if not page.base and (address := attributes.get("href", "").strip()):
        url, host = urls.read(address)
        if host and url.startswith("http"):
            page.base = url[: limits.URL]
            page.count("base")


def _sheet(page: Page, attributes: Attributes, state: State) -> None:
    if "stylesheet" in attributes.get("rel", "").lower():
        page.count("style_import")
        page.link(attributes.get("href", "").strip(), "style", state)


def _frame(page: Page, attributes: Attributes, state: State) -> None:
    page.count("frame")
    page.link(attributes.get("src", "").strip(), "frame", state)


def _object(page: Page, attributes: Attributes, state: State) -> None:
    page.count("object")
    page.link((attributes.get("data") or attributes.get("src") or "").strip(), "frame", state)


def _svg(page: Page, attributes: Attributes, state: State) -> None:
    page.count("svg")


def _bdo(page: Page, attributes: Attributes, state: State) -> None:
    if attributes.get("dir", "").lower() == "rtl":
        page.count("bidi_override")


def _br(page: Page, attributes: Attributes, state: State) -> None:
    page.line_break()


def _cell(page: Page, attributes: Attributes, state: State) -> None:
    page.new_cell()


ELEMENTS: dict[str, Callable[[Page, Attributes, State], None]] = {
    "a": _a,
    "area": _area,
    "base": _base,
    "bdo": _bdo,
    "br": _br,
    "button": _button,
    "embed": _object,
    "form": _form,
    "frame": _frame,
    "iframe": _frame,
    "image": _img,
    "img": _img,
    "input": _field,
    "link": _sheet,
    "meta": _meta,
    "object": _object,
    "script": _script,
    "select": _select,
    "svg": _svg,
    "td": _cell,
    "textarea": _textarea,
    "th": _cell,
}
