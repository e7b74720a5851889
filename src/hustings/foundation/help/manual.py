"""The how-tos as HQ shows them, in the reader's language where there is a translation."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.urls import reverse
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from hustings.foundation.lib.text.text_folding import folded

FOLDER = Path(__file__).resolve().parent / "pages"  # docs/how-to, by a link; in a wheel, its files
WRITTEN_IN = "en"
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
_PAGE = re.compile(r"(?:\.\./)?(?P<name>[\w-]+)\.md(?P<part>#[\w-]+)?")


@dataclass(frozen=True, slots=True)
class Page:
    """One how-to: its text is Markdown, without the title."""

    name: str
    title: str
    text: str
    language: str

    @property
    def summary(self) -> str:
        """Its first sentence, as plain words."""
        first = next((part for part in self.text.split("\n\n") if part[:1].isalpha()), "")
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`_]", r"\1", " ".join(first.split()))
        return re.split(r"(?<=[.!?])\s", plain, maxsplit=1)[0]

    def html(self) -> SafeString:
        """The page for HQ: links lead to other how-tos; what isn't shown here is no link."""
        tokens = _markdown.parse(self.text)
        for at, token in enumerate(tokens):
            if token.type == "heading_open":
                token.attrSet("id", re.sub(r"[^\w-]", "", tokens[at + 1].content.lower().replace(" ", "-")))
            if token.children:
                token.children = list(_linked(token.children))
        shown = _markdown.renderer.render(tokens, _markdown.options, {})
        return SafeString(shown.replace("<th></th>", "<td></td>"))  # ours; a heading without words is none


def _linked(tokens: Sequence[Token]) -> Iterator[Token]:
    is_dropped = False
    for token in tokens:
        if token.type == "image":
            continue
        if token.type == "link_open":
            address = str(token.attrGet("href"))
            page = _PAGE.fullmatch(address)
            is_dropped = not page and not address.startswith(("https://", "http://", "#"))
            if page:
                token.attrSet("href", reverse("help:page", args=[page["name"]]) + (page["part"] or ""))
        if not (is_dropped and token.type in ("link_open", "link_close")):
            yield token


@lru_cache(4)
def pages(language: str) -> dict[str, Page]:
    """All of them by name, in the order of their titles."""
    files = (file for file in FOLDER.glob("*.md") if file.stem != "index")
    found = [_read(file.stem, language) for file in files]
    return {page.name: page for page in sorted(found, key=lambda page: folded(page.title))}


def _read(name: str, language: str) -> Page:
    translated = FOLDER / language / f"{name}.md"
    is_translated = language != WRITTEN_IN and translated.exists()
    text = (translated if is_translated else FOLDER / f"{name}.md").read_text("utf-8")
    title, __, rest = text.partition("\n")
    return Page(
        name, title.removeprefix("# ").strip(), rest.strip(), language if is_translated else WRITTEN_IN
    )


def search(text: str, language: str) -> list[Page]:
    """Pages with each of the words, those with them in the title first."""
    words = folded(text).split()
    if not words:
        return []
    found = [
        (sum(word in folded(page.title) for word in words), page)
        for page in pages(language).values()
        if all(word in _folded(page) for word in words)
    ]
    return [page for _n, page in sorted(found, key=lambda each: -each[0])]


@lru_cache(400)
def _folded(page: Page) -> str:
    return folded(f"{page.title} {page.text}")
