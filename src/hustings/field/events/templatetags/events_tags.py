"""Parts of an event's pages that upper apps give."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.urls import reverse

from hustings.field.events import calendar_links, hooks
from hustings.field.events.models import Event, hosting_groups
from hustings.field.groups.models import LocalGroup

register = template.Library()


@register.simple_tag(takes_context=True)
def parts_of(context: dict[str, Any], event: Event) -> list[hooks.Part]:
    return hooks.on_page(context["request"], event)


@register.simple_tag(takes_context=True)
def calendar_links_of(context: dict[str, Any], event: Event) -> calendar_links.Links:
    request = context["request"]
    return calendar_links.of(event, request.build_absolute_uri(request.path))


@register.simple_tag(takes_context=True)
def calendar_address(context: dict[str, Any], **asked: Any) -> str:
    """The complete address of the calendar, narrowed by what of ``asked`` is there."""
    said = {name: value for name, value in asked.items() if value}
    url: str = context["request"].build_absolute_uri(reverse("agenda:calendar"))
    return f"{url}?{urlencode(said)}" if said else url


@register.filter
def webcal(url: str) -> str:
    """The address by which calendar programs subscribe to it."""
    return f"webcal:{url.partition(':')[2]}"


@register.simple_tag(takes_context=True)
def hq_parts_of(context: dict[str, Any], event: Event) -> list[hooks.Part]:
    return hooks.in_hq(context["request"], event)


@register.simple_tag
def groups_of(event: Event) -> list[LocalGroup]:
    """Those on the site that hold it, the leading one first."""
    return [group for group in hosting_groups(event) if group.is_shown]
