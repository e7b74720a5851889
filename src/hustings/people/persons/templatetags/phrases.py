"""Parts of a phrase put together as the language wants it."""

from typing import Any

from django import template

from hustings.foundation.lib.text import phrases

register = template.Library()


@register.filter
def pair(what: Any, value: Any) -> str:
    """``{{ label|pair:value }}``: the label, a colon, the value."""
    return phrases.pair(what, value)
