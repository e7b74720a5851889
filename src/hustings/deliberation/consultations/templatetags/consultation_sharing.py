"""The share kit of a consultation or an item that a page has at hand."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hustings.deliberation.consultations.models import Consultation, Item
from hustings.deliberation.consultations.public import sharing
from hustings.foundation.lib.web import live_fragments
from hustings.site.sharing import kit, rotation

register = template.Library()


@register.simple_tag
def share_row(row: Consultation | Item) -> SafeString:
    """The kit, with no name; texts that take turns are written for each reader."""
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    subject = (
        sharing.of_item(row, language) if isinstance(row, Item) else sharing.of_consultation(row, language)
    )
    if rotation.texts_of(subject.key):
        made = live_fragments.marked(kit.FRESH, subject.key)
    else:
        made = rotation.unvaried(subject, kit.html)
    return mark_safe(made)  # noqa: S308 - a template of ours
