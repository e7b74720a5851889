"""Tabs of HQ's pages of the exchange, as far as this user may open them."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from hustings.networks.exchange.rights import runs_everywhere

register = template.Library()
TABS = (
    ("overview", gettext_lazy("Overview"), False),
    ("posts", gettext_lazy("Asks and offers"), False),
    ("matches", pgettext_lazy("exchange", "Matches"), False),
    ("members", gettext_lazy("Members"), False),
    ("cohorts", gettext_lazy("Cohorts"), True),
    ("datings", gettext_lazy("Speed dating"), True),
    ("partners", gettext_lazy("Partner networks"), True),
    ("limits", gettext_lazy("Limits"), True),
)


@register.simple_tag(takes_context=True)
def exchange_tabs(context: Any) -> list[tuple[str, Any, bool]]:
    """Address and words of each tab, and whether it is open."""
    request = context["request"]
    here, runs = request.resolver_match.url_name, runs_everywhere(request.user)
    return [
        (reverse(f"exchange_hq:{name}"), words, name == here)
        for name, words, is_whole in TABS
        if runs or not is_whole
    ]
