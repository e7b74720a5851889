"""Pages of HQ in its search, settings among them: the entries of the menu that the reader has."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, admin_menu

from hustings.foundation.hq import search


def _of(request: HttpRequest) -> Iterator[search.Hit]:
    return _below(admin_menu, request, "")


def _below(menu: Menu, request: HttpRequest, above: str) -> Iterator[search.Hit]:
    items: list[MenuItem] = sorted(menu.menu_items_for_request(request), key=lambda item: item.order)
    for item in items:
        if below := getattr(item, "menu", None):
            yield from _below(below, request, str(item.label))
        else:
            yield search.Hit(str(item.label), item.url, above, _fields(item))


def _fields(item: MenuItem) -> str:
    """Names of the settings behind an item that leads to a form of them."""
    model = getattr(item, "model", None)
    return (
        " ".join(str(field.verbose_name) for field in model._meta.fields if field.editable) if model else ""
    )


part = search.sources(search.Source("pages", _("Pages of HQ and settings"), "cogs", 10, search.Links(_of)))
