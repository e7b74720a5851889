"""Tags of the templates that show a petition."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hustings.lib import fresh
from hustings.petitions import fresh_meter, showing
from hustings.petitions.forms import empty_form
from hustings.petitions.models import Petition

register = template.Library()


@register.simple_tag
def petition_meter(petition: Petition) -> SafeString:
    """How many have signed: written anew for each reader, also on a page from memory."""
    language = (get_language() or "")[:2]
    return mark_safe(fresh.marked(fresh_meter.NAME, f"{petition.pk}.{language}"))  # noqa: S308 # ours


@register.inclusion_tag("petitions/sign_form.html", takes_context=True)
def petition_form(context: dict[str, Any], petition: Petition) -> dict[str, Any]:
    """The form, empty."""
    request = context["request"]
    return {
        "form": empty_form(petition, request.path, request), "petition": petition,
        "frame": context.get("frame"), "campaign": context["campaign"], "request": request,
    }  # fmt: skip


@register.simple_tag
def petition_names(petition: Petition) -> list[str]:
    """The newest names of those who want them shown."""
    return showing.newest(petition)


@register.simple_tag
def petition_comments(petition: Petition) -> list[showing.Said]:
    """The newest comments that somebody let through."""
    return list(showing.comments(petition))
