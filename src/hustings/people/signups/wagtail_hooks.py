"""Entries of signups in the menu of HQ."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from hustings.people.persons import menu
from hustings.people.persons.rights import VIEW_PEOPLE

menu.add(_("Who brings people"), "signups:leaderboard", VIEW_PEOPLE, "user", 420)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Addresses of this app below /hq/people/."""
    return [path("people/", include("hustings.people.signups.urls"))]
