"""Contact data in templates: as it is, or hidden."""

from typing import Any

from django import template

from hustings.people.persons.access import masking

register = template.Library()


@register.filter
def reach(value: Any, hides: Any) -> str:
    """An e-mail, phone or address as the user may see it: ``{{ email|reach:hides }}``."""
    return masking.of(value) if hides else masking.plain(value)


@register.filter
def sentence(words: str, hides: Any) -> str:
    """A sentence of a timeline, its addresses and numbers hidden where the user may not see them."""
    return masking.text(words) if hides else words
