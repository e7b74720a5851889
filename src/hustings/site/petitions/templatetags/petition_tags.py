"""Tags of the templates that show a petition."""

from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hustings.foundation.lib.web import live_fragments
from hustings.site.petitions import fresh_meter, public_list
from hustings.site.petitions.forms import empty_form
from hustings.site.petitions.models import Petition

register = template.Library()


@register.simple_tag
def petition_meter(petition: Petition) -> SafeString:
    """How many have signed: written anew for each reader, also on a page from memory."""
    language = (get_language() or "")[:2]
    return mark_safe(live_fragments.marked(fresh_meter.NAME, f"{petition.pk}.{language}"))  # noqa: S308 # ours


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
    return public_list.newest(petition)


@register.simple_tag
def petition_comments(petition: Petition) -> list[public_list.Said]:
    """The newest comments that somebody let through."""
    return list(public_list.comments(petition))
