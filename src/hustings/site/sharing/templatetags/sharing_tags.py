"""The share kit in templates."""

from typing import Any

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hustings.foundation.lib.web import live_fragments
from hustings.people.persons.models import Person
from hustings.people.signups.actions import referral_links
from hustings.site.sharing import kit, rotation, subjects

register = template.Library()


@register.simple_tag(takes_context=True)
def share(context: dict[str, Any]) -> SafeString:
    """The kit of the shown page, with no name; texts that take turns are written for each reader."""
    subject = subjects.of_page(context["page"], context.get("request"))
    if subject is None:
        return SafeString("")
    if rotation.texts_of(subject.key):
        made = live_fragments.marked(kit.FRESH, subject.key)
    else:
        made = rotation.unvaried(subject, kit.html)
    return mark_safe(made)  # noqa: S308 - a template of ours


@register.simple_tag
def share_at(path: str, person: Person | None = None, code: str = "") -> SafeString:
    """The kit of what stands at an address, else of the front page; with ``code``, or that of ``person``."""
    subject = subjects.at(path) or subjects.at(f"/{get_language() or settings.LANGUAGE_CODE}/")
    if subject is None:
        return SafeString("")
    link = referral_links.offered_link(person=person) if person else None
    return mark_safe(kit.html(subject, link.token if link else code))  # noqa: S308 - a template of ours
