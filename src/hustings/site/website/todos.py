"""To-dos about the site and about who the campaign is."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS, EDIT_SITE, PUBLISH_SITE
from hustings.foundation.campaigns.models import Campaign
from hustings.foundation.lib.todos import Todo
from hustings.people.persons.models import Person
from hustings.people.persons.rights import IMPORT_PEOPLE
from hustings.site.website import imprints
from hustings.site.website.models import HomePage, Imprint


def due(user: Any) -> Iterator[Todo]:
    """First things first: who we are, whom we know, what waits to be published."""
    if access.may(user, CHANGE_SETTINGS):
        campaign = Campaign.current()
        if not campaign.sender_address or not campaign.postal_address:
            words = _("Enter your sender address and postal address: e-mails need both")
            yield Todo(words, reverse("wagtailsettings:edit", args=["campaigns", "campaign"]), is_urgent=True)
        yield from _imprint()
    if access.may(user, IMPORT_PEOPLE) and not Person.objects.exists():
        yield Todo(_("Import your contacts: you have none yet"), reverse("imports:imports"))
    if access.may(user, EDIT_SITE) and not settings.DEMO:
        yield from _unwritten()
    if access.may(user, PUBLISH_SITE):
        n = Page.objects.filter(has_unpublished_changes=True).count()
        if n:
            words = ngettext(
                "%(n)s page has unpublished changes",
                "%(n)s pages have unpublished changes",
                n,
            )
            yield Todo(words % {"n": n}, reverse("wagtailadmin_explore_root"))


def _imprint() -> Iterator[Todo]:
    if not HomePage.objects.exists():
        return
    if not Campaign.current().country and not Imprint.load().publisher:
        words = _("Complete your legal notice: the publisher is missing")
        yield Todo(words, reverse("wagtailsettings:edit", args=["website", "imprint"]))
    for gap in imprints.gaps():
        place = "campaigns/campaign" if gap.rule.key == "demand.controller" else "website/imprint"
        words = _("Complete your legal notice: %(missing)s (%(article)s)") % {
            "missing": ", ".join(gap.fields), "article": gap.rule.article,
        }  # fmt: skip
        yield Todo(words, reverse("wagtailsettings:edit", args=place.split("/")))


def _unwritten() -> Iterator[Todo]:
    """The pages that nobody has touched since the site was founded, in the campaign's first language."""
    untouched = {"locale__language_code": Campaign.current().language, "latest_revision__user": None}
    waiting = [
        (_("Write your front page"), HomePage.objects.all()),
    ]
    for words, pages in waiting:
        page = pages.exclude(latest_revision=None).filter(**untouched).first()
        if page is not None:
            yield Todo(words, reverse("wagtailadmin_pages:edit", args=[page.pk]))
