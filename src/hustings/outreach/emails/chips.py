"""Merge fields in the text editor: a chip each there, ``{{ given_name|"friend" }}`` in what is kept."""

import re
from html import escape, unescape
from typing import Any

from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.admin.rich_text.converters.html_to_contentstate import InlineEntityElementHandler
from wagtail.admin.rich_text.editors.draftail import features as draftail_features

from hustings.outreach.emails import merge_fields
from hustings.outreach.emails.merge_fields import FIELDS, BadMerge, Merge

ENTITY = "MERGE"
_TAG = re.compile(r"(<[^>]+>)")
_TOKEN = re.compile(r"\{\{[^{}<>]*\}\}")


class FromMarkup(InlineEntityElementHandler):
    """A chip of the editor, from what ``shown`` makes of a merge field."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        return {"field": attrs["data-merge"], "fallback": attrs.get("data-else", "")}


class MessageArea(DraftailRichTextArea):
    """Wagtail's text editor, with chips."""

    def format_value(self, value: Any) -> Any:
        return super().format_value(shown(str(value)) if value else value)


def shown(html: str) -> str:
    """Kept HTML with an element around each merge field; in a link they stay text, as do mistakes."""
    found, links = [], 0
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            links += piece.startswith("<a ") - (piece == "</a>")
            found.append(piece)
        else:
            found.append(piece if links else _TOKEN.sub(_element, piece))
    return "".join(found)


def _element(token: re.Match[str]) -> str:
    try:
        (merge,) = merge_fields.parse(unescape(token[0]))
    except (BadMerge, ValueError):
        return token[0]
    if not isinstance(merge, Merge):
        return token[0]
    instead = f' data-else="{escape(merge.fallback)}"' if merge.fallback else ""
    return f'<span data-merge="{merge.field}"{instead}>{escape(str(FIELDS[merge.field]))}</span>'


def kept(chip: dict[str, Any]) -> str:
    """The merge field of a chip, as it is kept. What a browser sent may be anything: the checks read it."""
    field, fallback = (re.sub(r"[{}|\n]", "", str(chip.get(name) or "")) for name in ("field", "fallback"))
    return f'{{{{ {field}|"{fallback.strip()}" }}}}' if fallback.strip() else f"{{{{ {field} }}}}"


RULE = {
    "from_database_format": {"span[data-merge]": FromMarkup(ENTITY)},
    "to_database_format": {"entity_decorators": {ENTITY: kept}},
}


def plugin() -> Any:
    """The button of the text editor, and its script."""
    said = {"type": ENTITY, "icon": "user", "description": merge_fields.CALLED}
    return draftail_features.EntityFeature(said, js=["hustings/editor-chips.js"])


def marks() -> Any:
    """Colours for merge fields that were typed, and for what a template left to fill in."""
    return draftail_features.DecoratorFeature({"type": f"{ENTITY}_TYPED"})
