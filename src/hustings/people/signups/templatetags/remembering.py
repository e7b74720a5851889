"""``{% may_remember as may %}``: whether a form offers to remember this device."""

from collections.abc import Mapping
from typing import Any

from django import template

from hustings.people.signups import devices

register = template.Library()


@register.simple_tag(takes_context=True)
def may_remember(context: Mapping[str, Any]) -> bool:
    request = context.get("request")
    return request is not None and devices.is_offered(request)
