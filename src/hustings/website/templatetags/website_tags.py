"""Tags of the site's templates."""

from typing import Any

from django import template

from hustings.website import frame, sign_up

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: dict[str, Any]) -> frame.Frame | None:
    """The menu, languages and legal pages around this page."""
    request = context.get("request")
    return frame.around(request, context.get("page")) if request else None


@register.inclusion_tag("website/sign_up_form.html", takes_context=True)
def sign_up_form(context: dict[str, Any]) -> dict[str, Any]:
    """The form, empty unless the view put one with answers into the context."""
    request = context["request"]
    return {
        "form": context.get("sign_up_form") or sign_up.empty_form(request.path, request),
        "frame": frame.around(request, context.get("page")),
        "campaign": context["campaign"],
        "request": request,
    }
