"""Registers the app's part of HQ: addresses and menu."""

from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.accounts.roles import Right
from hustings.people.wagtail_hooks import RightItem
from hustings.surveys import urls


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/surveys/."""
    return [path("surveys/", include(urls))]


@hooks.register("register_people_menu_item")
def all_forms() -> MenuItem:
    """The list."""
    return RightItem(gettext_lazy("Forms"), "surveys:list", Right.VIEW_PEOPLE, icon_name="form", order=250)
