"""Moments that findings hold as text."""

from datetime import datetime

from django import template

register = template.Library()


@register.filter
def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
