"""The search field of the menu asks all of HQ; a dialog shows what is found while one types."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.search import SearchArea


@hooks.register("register_admin_search_area")
def search_area() -> SearchArea:
    """The first one is where Wagtail's field in the menu leads."""
    return SearchArea(_("Everything"), reverse("hq_search:search"), name="hq", icon_name="search", order=-1)


@hooks.register("insert_global_admin_js")
def search_dialog() -> str:
    return render_to_string("hq/search_dialog.html")
