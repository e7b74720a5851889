"""Entries of privacy in the menu of HQ."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hustings.foundation.accounts.rights import CHANGE_SETTINGS, VIEW_LOGS
from hustings.people.persons import menu
from hustings.people.persons.rights import EXPORT_PEOPLE

menu.add(_("Export"), "privacy:export", EXPORT_PEOPLE, "download", 510)
menu.add(_("Who saw contact data"), "privacy:unlockings", VIEW_LOGS, "view", 900)
menu.add(_("Retention"), "privacy:retention", CHANGE_SETTINGS, "time", 530)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Addresses of this app below /hq/people/."""
    return [path("people/", include("hustings.people.privacy.urls"))]
