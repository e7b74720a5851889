"""What is to be done about the site and about who the campaign is."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from hustings.accounts import access
from hustings.accounts.roles import Right
from hustings.campaigns.models import Campaign
from hustings.lib.deeds import Deed
from hustings.people.models import Person


def due(user: Any) -> Iterator[Deed]:
    """First things first: who we are, whom we know, what waits to be published."""
    if access.may(user, Right.CHANGE_SETTINGS):
        campaign = Campaign.current()
        if not campaign.sender_address or not campaign.postal_address:
            words = _("Say who you are: mails need a sender's and a postal address.")
            yield Deed(words, reverse("wagtailsettings:edit", args=["campaigns", "campaign"]), is_urgent=True)
    if access.may(user, Right.IMPORT_PEOPLE) and not Person.objects.exists():
        yield Deed(_("Bring your list in: nobody is known yet."), reverse("people:imports"))
    if access.may(user, Right.PUBLISH_SITE):
        n = Page.objects.filter(has_unpublished_changes=True).count()
        if n:
            words = ngettext(
                "%(n)s page has changes that nobody sees yet.",
                "%(n)s pages have changes that nobody sees yet.",
                n,
            )
            yield Deed(words % {"n": n}, reverse("wagtailadmin_explore_root"))
