"""What blocks draw on: rows of one column, one below the other, and the same as plain text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from hustings.campaigns.models import Campaign
from hustings.mailing.rendering.marks import Marks

WIDTH, MARGIN = 600, 32  # pixels of a letter and of the white at its sides


def _straight(target: str, words: str) -> str:
    return target


@dataclass
class Sheet:
    """The white sheet of a letter in one language while its blocks are drawn."""

    campaign: Campaign
    language: str
    marks: Marks = field(default_factory=Marks)
    lead: Callable[[str, str], str] = _straight  # a link's target and words -> where it leads
    rows: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)

    def row(self, mjml: str) -> None:
        """Add something below the rest."""
        self.rows.append(mjml)

    def say(self, text: str) -> None:
        """Add a paragraph to the plain text."""
        if text.strip():
            self.paragraphs.append(text.strip("\n"))

    def plain(self, text: str) -> str:
        """Words that somebody typed, their merge fields marked."""
        return self.marks.put(text)

    def words(self, text: str) -> str:
        """The same for HTML."""
        return escape(self.plain(text))

    @property
    def mjml(self) -> str:
        """All rows."""
        return "".join(self.rows)

    @property
    def text(self) -> str:
        """All paragraphs."""
        return "\n\n".join(self.paragraphs)
