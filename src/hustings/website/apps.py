"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "hustings.website"
    label = "website"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Fill the registries and watch for changes of pages."""
        from hustings.accounts import groups
        from hustings.candidates import pages
        from hustings.lib import deeds, gathering, listings
        from hustings.mailing import look
        from hustings.people import origins as of_people
        from hustings.people.public_forms import consents as of_forms
        from hustings.petitions import told as of_petitions
        from hustings.representatives import told as of_appeals
        from hustings.website import consents, editions, local_teams, mail_look, origins, published
        from hustings.website.audience import gathering as audience
        from hustings.website.candidate_pages import SitePages
        from hustings.website.deeds import due
        from hustings.website.listings import SiteListings

        deeds.register(due)
        gathering.register(audience.fold)
        look.register(mail_look.find)
        of_people.register(origins.page_title)
        of_people.register(origins.friend)
        of_forms.register(consents.asked)
        pages.register(SitePages())
        listings.register(SiteListings())
        groups.register(local_teams.groups_of)
        editions.watch()
        published.watch()
        of_petitions.register_changed(editions.renew)
        of_appeals.register_changed(editions.renew)
