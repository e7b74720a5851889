"""Imports and exports in HQ: their addresses, menu items, what to do next."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from hustings.accounts import access
from hustings.accounts.roles import Right
from hustings.lib.deeds import Deed, register
from hustings.people.models import Import


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Below /hq/people/ too."""
    from hustings.people import import_urls

    return [path("people/", include(import_urls))]


class ForThoseWho(MenuItem):
    """A menu item for those who have a right somewhere."""

    def __init__(self, right: Right, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user has it."""
        return access.may(request.user, self.right)


@hooks.register("register_people_menu_item")
def imports_item() -> MenuItem:
    """The way to the imports."""
    return ForThoseWho(
        Right.IMPORT_PEOPLE, gettext_lazy("Import"), reverse("imports:list"), name="imports",
        icon_name="upload", order=500,
    )  # fmt: skip


@hooks.register("register_people_menu_item")
def export_item() -> MenuItem:
    """The way to the export."""
    return ForThoseWho(
        Right.EXPORT_PEOPLE, gettext_lazy("Export"), reverse("imports:export"), name="export",
        icon_name="download", order=510,
    )  # fmt: skip


@register
def waiting(user: Any) -> Iterator[Deed]:
    """Files that somebody has left half way."""
    stopped = Import.objects.visible_to(user).filter(state__in=[Import.State.CHECKED, Import.State.PAUSED])
    for imported in stopped[:5]:
        is_paused = imported.state == Import.State.PAUSED
        words = (
            _("The import of “%(file)s” is paused.") if is_paused else _("“%(file)s” is checked: let it in?")
        )
        yield Deed(
            words % {"file": imported.file_name}, reverse("imports:import", args=[imported.pk]), is_paused
        )
