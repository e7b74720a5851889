"""Registers the app with Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebsiteConfig(AppConfig):
    name = "hustings.website"
    label = "website"
    verbose_name = _("Website")

    def ready(self) -> None:
        """Fill the registries and watch for changes of pages."""
        from hustings.lib import deeds, gathering
        from hustings.mailing import look
        from hustings.people import origins as of_people
        from hustings.people.public_forms import consents as of_forms
        from hustings.website import consents, editions, mail_look, origins, published
        from hustings.website.audience import gathering as audience
        from hustings.website.deeds import due

        deeds.register(due)
        gathering.register(audience.fold)
        look.register(mail_look.find)
        of_people.register(origins.page_title)
        of_people.register(origins.friend)
        of_forms.register(consents.asked)
        editions.watch()
        published.watch()
