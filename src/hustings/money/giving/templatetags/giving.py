"""Parts of a gift page that are written anew for each reader."""

from django import template
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from hustings.foundation.lib.web import live_fragments
from hustings.money.donations.models import Fund
from hustings.money.giving import meter, sharing
from hustings.site.sharing import kit, rotation

register = template.Library()


@register.simple_tag
def fund_meter(fund: Fund) -> SafeString:
    """The sum so far, unless it is hidden; also on a page from memory."""
    argument = f"{fund.pk}.{(get_language() or '')[:2]}"
    return mark_safe(live_fragments.marked(meter.NAME, argument))  # noqa: S308 - a template of ours


@register.simple_tag
def share_fund(fund: Fund) -> SafeString:
    """The share kit, with no name; texts that take turns are written for each reader."""
    subject = sharing.of_fund(fund, (get_language() or settings.LANGUAGE_CODE)[:2])
    if rotation.texts_of(subject.key):
        made = live_fragments.marked(kit.FRESH, subject.key)
    else:
        made = rotation.unvaried(subject, kit.html)
    return mark_safe(made)  # noqa: S308 - a template of ours
