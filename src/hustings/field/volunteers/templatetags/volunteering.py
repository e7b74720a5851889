"""Tags of the templates that show the form for volunteers."""

from typing import Any

from django import template

from hustings.field.volunteers.forms.public import empty_offer

register = template.Library()


@register.inclusion_tag("volunteers/offer_form.html", takes_context=True)
def volunteer_form(context: dict[str, Any]) -> dict[str, Any]:
    """The form, empty."""
    request = context["request"]
    return {
        "form": empty_offer(None, request.path, request), "task": None, "frame": context.get("frame"),
        "campaign": context["campaign"], "request": request,
    }  # fmt: skip
