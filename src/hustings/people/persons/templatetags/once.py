"""The token of a form that is done once, however often it is sent."""

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """A token of this form on this page: ``{% once %}`` beside ``{% csrf_token %}``."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(9))
