"""Letters made by the program: of a demonstration, of older mailings, of tests."""

from typing import Any
from uuid import uuid4

from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "code"])


def letter(subject: str, *blocks: dict[str, Any], language: str = "", **more: str) -> dict[str, Any]:
    """One letter, as ``Mailing.content`` keeps it."""
    value = {"language": language, "version": "A", "subject": subject, "preheader": "", "body": list(blocks)}
    return {"type": "letter", "value": value | more, "id": str(uuid4())}


def block(kind: str, value: Any) -> dict[str, Any]:
    """One block of it, with a number of its own, as the editor gives one."""
    return {"type": kind, "value": value, "id": str(uuid4())}


def text(markdown: str) -> dict[str, Any]:
    """A block of formatted text, from CommonMark; HTML in it shows as text."""
    return block("text", _markdown.render(markdown).strip())
