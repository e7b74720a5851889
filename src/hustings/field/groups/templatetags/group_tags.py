"""Tags of the templates that show a group."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hustings.field.groups import fresh_count, hooks, maps
from hustings.field.groups.models import GroupKind, GroupRole, LocalGroup, Membership
from hustings.field.groups.noticeboard import boards
from hustings.field.groups.submissions.forms import empty_joining
from hustings.field.groups.submissions.joinings import gets_emails
from hustings.foundation.lib.web import live_fragments
from hustings.people.signups import recognition

register = template.Library()


@register.simple_tag
def member_count(group: LocalGroup) -> SafeString:
    """How many members there are: written anew for each reader, also on a page from memory."""
    language = (get_language() or "")[:2]
    return mark_safe(live_fragments.marked(fresh_count.NAME, f"{group.pk}.{language}"))  # noqa: S308 # ours


@dataclass(frozen=True, slots=True)
class Hosts:
    """The leaders who agreed to be named, the host first; whether there is anyone to write to."""

    names: list[str]
    are_there: bool


@register.simple_tag
def hosts_of(group: LocalGroup) -> Hosts:
    found = list(group.memberships.leaders().select_related("person"))
    named = sorted(
        (one for one in found if one.named_at), key=lambda one: (one.role != GroupRole.HOST, one.since)
    )
    return Hosts([str(one.person) for one in named], bool(found))


@register.simple_tag(takes_context=True)
def page_parts(context: dict[str, Any], group: LocalGroup) -> list[hooks.Part]:
    return hooks.on_page(context["request"], group)


@register.simple_tag(takes_context=True)
def all_news(context: dict[str, Any], group: LocalGroup) -> boards.Board:
    """A page of what the hosts told everyone."""
    return boards.whole(group, context["request"].GET.get("before", ""))


@register.simple_tag
def place_map(group: LocalGroup, asides: list[dict[str, Any]]) -> maps.PlaceMap:
    """Map of its place, with its next dates."""
    return maps.place_map(group, asides)


@register.inclusion_tag("groups/joinings/form.html", takes_context=True)
def joining_form(context: dict[str, Any], group: LocalGroup) -> dict[str, Any]:
    """The form, empty; for a member who is recognised, that they are one."""
    request = context["request"]
    known = recognition.of(request)
    rows = Membership.objects.live().filter(group=group, person=known.person) if known else None
    return {
        "form": empty_joining(group, request.path, request), "group": group,
        "membership": rows.first() if rows is not None else None,
        "gets_emails": known is None or gets_emails(known.person),
        "frame": context.get("frame"), "campaign": context["campaign"], "request": request,
    }  # fmt: skip


@register.simple_tag
def may_found() -> bool:
    """Whether supporters may found a group of any kind."""
    return GroupKind.objects.filter(may_be_founded=True, archived_at=None).exists()
