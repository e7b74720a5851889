"""Registers the app's part of HQ."""

from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.foundation.accounts.rights import EDIT_CANDIDATES
from hustings.foundation.accounts.wagtail_hooks import GuardedItem
from hustings.site.candidates import domains, urls


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/candidates/, and the domains of candidates."""
    return [path("candidate-domains/", include(domains)), path("candidates/", include(urls))]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Who stands where."""
    return GuardedItem(
        _("Candidates"), reverse("candidates:candidates"), EDIT_CANDIDATES,
        name="candidates", icon_name="user", order=220,
    )  # fmt: skip
