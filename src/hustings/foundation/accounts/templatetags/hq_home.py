"""Buttons of HQ's front page."""

from typing import Any

from django import template

from hustings.foundation.accounts import shortcuts as all_shortcuts

register = template.Library()


@register.simple_tag(takes_context=True)
def shortcuts(context: Any) -> list[all_shortcuts.Shortcut]:
    """The shortcuts of this user's roles."""
    return all_shortcuts.of(context["request"].user)
