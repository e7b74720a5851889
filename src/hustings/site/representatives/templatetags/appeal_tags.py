"""Tags of the templates that show an appeal."""

from typing import Any

from django import template

from hustings.people.persons import phones
from hustings.site.representatives.forms.letters import empty_form
from hustings.site.representatives.models import Appeal, Way

register = template.Library()


@register.inclusion_tag("representatives/first.html", takes_context=True)
def appeal_form(context: dict[str, Any], appeal: Appeal) -> dict[str, Any]:
    """The first step, empty."""
    request = context["request"]
    way = Way.LETTER if Way.LETTER in appeal.ways else Way.CALL
    return {
        "form": empty_form(appeal, way, request.path, request), "appeal": appeal,
        "frame": context.get("frame"), "campaign": context["campaign"], "request": request,
    }  # fmt: skip


@register.filter
def number(phone: str) -> str:
    return phones.shown(phone)
