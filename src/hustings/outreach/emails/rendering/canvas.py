"""Canvas of blocks: rows of one column, in MJML and plain text.

Nothing typed may stand in MJML as it is: ``words`` for what is read, ``attr`` within quotation marks.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import unquote, urljoin

from django.conf import settings
from django.utils.translation import gettext as _

from hustings.foundation.campaigns.models import Campaign
from hustings.outreach.emails import link_refs
from hustings.outreach.emails.look import Look
from hustings.outreach.emails.merge_fields import BadMerge
from hustings.outreach.emails.rendering.placeholders import Marks

WIDTH, MARGIN = 600, 32  # pixels of a letter and of the white at its sides
GAP = "\n\n"


def attr(text: str) -> str:
    """A text for an attribute, in ASCII: the renderer writes other characters as Rust does."""
    return escape(text).replace("\\", "&#92;").encode("ascii", "xmlcharrefreplace").decode()


def _straight(target: str, words: str) -> str:
    return target


@dataclass
class Sheet:
    """The white sheet of a letter in one language while its blocks are drawn."""

    campaign: Campaign
    language: str
    look: Look = field(default_factory=Look)
    marks: Marks = field(default_factory=Marks)
    lead: Callable[[str, str], str] = _straight  # a link's target and words -> where it leads
    width: int = WIDTH - 2 * MARGIN  # pixels that a row has
    segments: set[int] = field(default_factory=set)  # those that parts of it are for
    pictures: list[tuple[Any, Any]] = field(default_factory=list)  # blocks' values, and the files that leave
    _sections: list[str] = field(default_factory=list)
    _rows: list[str] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _below: list[str] = field(default_factory=list)

    # --- What a block adds ---------------------------------------------------------------------
    def row(self, mjml: str) -> None:
        self._rows.append(mjml)

    def section(self, mjml: str) -> None:
        self._end_column()
        self._sections.append(mjml)

    def below(self, html: str) -> None:
        self._below.append(html)

    def say(self, text: str) -> None:
        if text.strip():
            self._text.append(text.strip("\n") + GAP)

    # --- What a block needs --------------------------------------------------------------------
    def plain(self, text: str | None) -> str:
        """Words that somebody typed, their merge fields marked; a draft may lack them."""
        return self.marks.put(text or "")

    def words(self, text: str | None) -> str:
        """The same for HTML."""
        return escape(self.plain(text))

    def address(self, target: str, words: str | None) -> str:
        """Where a link leads, or BadMerge: whoever could choose an address could send readers anywhere."""
        if "{{" in unquote(target):
            raise BadMerge(_("A merge field can't stand in the address of a link."))
        return self.lead(link_refs.dropped(urljoin(settings.BASE_URL, target)), words or "")

    def column(self, width: int) -> "Sheet":
        return Sheet(
            self.campaign,
            self.language,
            self.look,
            self.marks,
            self.lead,
            width,
            self.segments,
            self.pictures,
        )

    @contextmanager
    def only(self, segment: int) -> Iterator["Sheet"]:
        self.segments.add(segment)
        inner = self.column(self.width)
        yield inner
        opening, closing = self.marks.only(segment)
        raw = f"<mj-raw>{opening}</mj-raw>", f"<mj-raw>{closing}</mj-raw>"
        if inner._sections:
            self.section(raw[0] + inner.mjml + raw[1])
        elif inner._rows:
            self.row(raw[0] + inner.rows + raw[1])
        if inner.text:
            self._text.append(opening + inner.text + closing)
        self._below += [opening + line + closing for line in inner._below]

    # --- What comes of it ----------------------------------------------------------------------
    @property
    def is_empty(self) -> bool:
        return not (self._rows or self._sections)

    @property
    def rows(self) -> str:
        return "".join(self._rows)

    @property
    def mjml(self) -> str:
        self._end_column()
        return "".join(self._sections)

    @property
    def text(self) -> str:
        """All paragraphs, an empty line below each."""
        return "".join(self._text)

    @property
    def foot(self) -> str:
        return "".join(self._below)

    def _end_column(self) -> None:
        if self._rows:
            rows, self._rows = self.rows, []
            self._sections.append(
                f'<mj-section padding="0 {MARGIN}px"><mj-column>{rows}</mj-column></mj-section>'
            )
