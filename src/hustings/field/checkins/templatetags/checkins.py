"""Findings for people: moments, and codes of tickets."""

from datetime import datetime

from django import template

from hustings.field.checkins import tickets

register = template.Library()


@register.filter
def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


@register.filter
def short_code(number: int) -> str:
    return tickets.short(number)
