"""HTML as a reader sees it, and what it does behind the reader's back."""

from dataclasses import dataclass

from mailguard.facts import Form, Html, Link
from mailguard.message import limits, plain, unwrap
from mailguard.message.html import findings, reader
from mailguard.message.html.page import Found, Page
from mailguard.text import invisible

_NOT_FOLLOWED = {"img", "style", "script"}  # loaded, and nobody sees where it leads


@dataclass(frozen=True, slots=True)
class Reading:
    """``html`` and its ``links``; ``own`` and ``quoted`` are the two parts of its text; problem names."""

    html: Html
    links: tuple[Link, ...] = ()
    own: str = ""
    quoted: str = ""
    problems: tuple[str, ...] = ()


def read(source: str, part: str = "", budget: limits.Budget | None = None) -> Reading:
    """Read the page of ``part``, linear in size, never raising; pages share a message's ``budget``."""
    budget = budget or limits.Budget()
    n_characters = len(source)
    problems: tuple[str, ...] = ()
    if n_characters > limits.TEXT:
        source = source[: limits.TEXT]
        problems = ("html_too_long",)
    page = reader.read(source, budget)
    raw_own = _text(page.own)
    raw_quoted = _text(page.quoted)
    own, quoted = invisible.without(raw_own), invisible.without(raw_quoted)
    seen = f"{raw_own}\n{raw_quoted}".strip()
    hidden = " ".join(" ".join(each.text for each in page.hidden).split())
    html = Html(
        part=part,
        title=page.title,
        text=f"{own}\n{quoted}".strip()[: limits.SHOWN],
        hidden=invisible.without(hidden)[: limits.SHOWN],
        forms=tuple(Form(form.action, form.method, tuple(form.fields)) for form in page.forms),
        n_images=page.counts.get("images", 0),
        n_links=page.counts.get("links", 0),
        n_scripts=page.counts.get("script", 0),
        size=n_characters,
        traits=findings.traits(page, source, seen),
    )
    names = dict.fromkeys((*problems, *page.problems))
    return Reading(html, _links(page, part, budget), own, quoted, tuple(names))


def _text(pieces: list[str]) -> str:
    text = "".join(["\n" if piece == "\n" else piece.replace("\n", " ") for piece in pieces])
    return "\n".join(filter(None, map(_line, text.split("\n"))))


def _line(text: str) -> str:
    """White space made single, and none at the ends. In a printable text a space is the only one."""
    return " ".join(text.split()) if "  " in text or not text.isprintable() else text.strip()


def _links(page: Page, part: str, budget: limits.Budget) -> tuple[Link, ...]:
    found: dict[tuple[str, str, str, bool], Link] = {}
    for each in page.links:
        text = _seen(each)
        key = (each.url, text, each.where, each.is_hidden)
        if key not in found:
            inner = () if each.where in _NOT_FOLLOWED else unwrap.inner(each.url, budget)
            found[key] = Link(each.url, each.host, text, each.where, part, _is_hidden(each), inner)
    written = {link.url for link in found.values()}
    loose = plain.links("\n".join(page.loose), part, budget) if page.loose else ()
    return (*found.values(), *(link for link in loose if link.url not in written))


def _seen(found: Found) -> str:
    text = invisible.without(" ".join("".join(found.pieces).split()))[:500]
    return text or " ".join(found.alt.split())


def _is_hidden(found: Found) -> bool:
    if found.where != "a":
        return found.is_hidden
    return found.is_hidden or not (found.has_image or any(not piece.isspace() for piece in found.pieces))
