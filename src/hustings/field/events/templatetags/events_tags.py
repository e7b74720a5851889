"""Parts of an event's pages that upper apps give."""

from typing import Any

from django import template

from hustings.field.events import hooks
from hustings.field.events.models import Event

register = template.Library()


@register.simple_tag(takes_context=True)
def parts_of(context: dict[str, Any], event: Event) -> list[hooks.Part]:
    return hooks.on_page(context["request"], event)


@register.simple_tag(takes_context=True)
def hq_parts_of(context: dict[str, Any], event: Event) -> list[hooks.Part]:
    return hooks.in_hq(context["request"], event)
