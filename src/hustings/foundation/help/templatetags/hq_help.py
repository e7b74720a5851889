"""The link from a page of HQ to the how-to that fits it."""

from typing import Any

from django import template
from django.urls import reverse

from hustings.foundation.lib import how_tos

register = template.Library()


@register.simple_tag(takes_context=True)
def help_url(context: Any) -> str:
    """The how-to beside this page, or all of them; Wagtail's headers have the request beside their words."""
    match = getattr(getattr(context, "request", None), "resolver_match", None)
    name = how_tos.of(match.view_name) if match else ""
    return reverse("help:page", args=[name]) if name else reverse("help:index")
