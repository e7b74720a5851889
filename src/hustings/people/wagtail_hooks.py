"""Registers the app's part of HQ: addresses, menu, panels of the home page."""

from typing import Any

from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.ui.components import Component

from hustings.accounts import access
from hustings.accounts.rights import CHANGE_SETTINGS, VIEW_LOGS
from hustings.accounts.roles import Right
from hustings.accounts.wagtail_hooks import GuardedItem
from hustings.lib import charts
from hustings.lib.dates import date_format
from hustings.people import dashboard, masking, urls, waiting
from hustings.people import follow_ups as due
from hustings.people.models import FollowUp, Purpose
from hustings.people.rights import CHANGE_PEOPLE, EXPORT_PEOPLE, IMPORT_PEOPLE, VIEW_PEOPLE


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern | URLResolver]:
    """Everything below /hq/people/."""
    return [path("people/", include(urls))]


class RightItem(GuardedItem):
    """An entry for those who have a right somewhere; ``address`` is a view's name."""

    def __init__(self, label: Any, address: str, right: Right, **more: Any) -> None:
        super().__init__(label, reverse(address), right, name=address.replace(":", "-"), **more)


PEOPLE_MENU = Menu(register_hook_name="register_people_menu_item")


@hooks.register("register_people_menu_item")
def everybody() -> MenuItem:
    """The list."""
    return RightItem(gettext_lazy("Everybody"), "people:list", VIEW_PEOPLE, icon_name="group", order=100)


@hooks.register("register_people_menu_item")
def segments() -> MenuItem:
    """The segments."""
    return RightItem(
        gettext_lazy("Segments"), "people:segments", VIEW_PEOPLE, icon_name="folder-inverse", order=200
    )


@hooks.register("register_people_menu_item")
def tags() -> MenuItem:
    """The tags."""
    return RightItem(gettext_lazy("Tags"), "people:tags", CHANGE_PEOPLE, icon_name="tag", order=300)


@hooks.register("register_people_menu_item")
def fields() -> MenuItem:
    """The fields."""
    return RightItem(gettext_lazy("Fields"), "people:fields", CHANGE_PEOPLE, icon_name="list-ul", order=400)


@hooks.register("register_people_menu_item")
def topics() -> MenuItem:
    """The topics of mail."""
    return RightItem(
        gettext_lazy("Topics of mail"), "people:topics", CHANGE_PEOPLE, icon_name="mail", order=405
    )


@hooks.register("register_people_menu_item")
def follow_ups() -> MenuItem:
    """What one has to do."""
    return RightItem(
        gettext_lazy("My follow-ups"), "people:follow_ups", VIEW_PEOPLE,
        icon_name="calendar-check", order=150,
    )  # fmt: skip


@hooks.register("register_people_menu_item")
def duplicates() -> MenuItem:
    """Records that may be one person."""
    return RightItem(
        gettext_lazy("Duplicates"), "people:duplicates", CHANGE_PEOPLE, icon_name="copy", order=450
    )


class WaitingItem(MenuItem):
    """What waits for those who see everybody."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the user decides about it."""
        return waiting.may_look(request.user)


@hooks.register("register_people_menu_item")
def waits() -> MenuItem:
    """Addresses that wait for a look."""
    return WaitingItem(
        gettext_lazy("What waits for a look"), reverse("people:waiting"), name="people-waiting",
        icon_name="time", order=455,
    )  # fmt: skip


@hooks.register("register_people_menu_item")
def organisations() -> MenuItem:
    """The organisations."""
    return RightItem(
        gettext_lazy("Organisations"), "people:organisations", VIEW_PEOPLE,
        icon_name="folder-open-1", order=410,
    )  # fmt: skip


@hooks.register("register_people_menu_item")
def leaderboard() -> MenuItem:
    """Who brings people."""
    return RightItem(
        gettext_lazy("Who brings people"), "people:leaderboard", VIEW_PEOPLE,
        icon_name="user", order=420,
    )  # fmt: skip


@hooks.register("register_people_menu_item")
def imports() -> MenuItem:
    """Lists that come in."""
    return RightItem(gettext_lazy("Import"), "people:imports", IMPORT_PEOPLE, icon_name="upload", order=500)


@hooks.register("register_people_menu_item")
def export() -> MenuItem:
    """Lists that go out."""
    return RightItem(gettext_lazy("Export"), "people:export", EXPORT_PEOPLE, icon_name="download", order=510)


@hooks.register("register_people_menu_item")
def unlockings() -> MenuItem:
    """Who had contact data shown."""
    return RightItem(
        gettext_lazy("Who saw contact data"),
        "people:unlockings",
        VIEW_LOGS,
        icon_name="view",
        order=900,
    )


@hooks.register("register_people_menu_item")
def retention() -> MenuItem:
    """When people are forgotten."""
    return RightItem(
        gettext_lazy("Retention"), "people:retention", CHANGE_SETTINGS, icon_name="time", order=530
    )


@hooks.register("register_people_menu_item")
def operations() -> MenuItem:
    """Deeds on many people."""
    return RightItem(
        gettext_lazy("Operations"), "people:operations", CHANGE_PEOPLE, icon_name="history", order=520
    )


@hooks.register("register_admin_menu_item")
def people_menu() -> MenuItem:
    """People, first in the menu."""
    return SubmenuMenuItem(gettext_lazy("People"), PEOPLE_MENU, name="people", icon_name="group", order=50)


class PeopleGained(Component):
    """New people by week."""

    order = 110
    template_name = "people/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        weeks = dashboard.people_by_week(user)
        n, last = sum(count for _week, count in weeks), weeks[-1][1]
        counts = {"n": n, "last": last, "all": dashboard.n_people(user)}
        words = {name: number_format(count, force_grouping=True) for name, count in counts.items()}
        description = (
            _("%(n)s people came in 52 weeks, %(last)s of them this week; %(all)s are known.") % words
        )
        form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
        chart = charts.bars(
            [(date_format(day, form), count) for day, count in weeks],
            label=_("New people by week"),
            description=description,
            headings=(_("Week from"), _("New people")),
            numbers=_("The numbers"),
        )
        return {
            "heading": _("People gained"),
            "chart": chart,
            "words": description,
            "id": "people-gained",
            "icon": "group",
        }


class PeopleByConsent(Component):
    """Who has agreed to what."""

    order = 120
    template_name = "people/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        rows = dashboard.people_by_consent(parent_context["request"].user)
        chart = charts.ranks(
            [(str(Purpose(purpose).label), n) for purpose, n in rows],
            label=_("People who have agreed, by purpose"),
            headings=(_("Purpose"), _("People")),
        )
        return {
            "heading": _("Consents"),
            "chart": chart,
            "words": "",
            "id": "people-consents",
            "icon": "check",
        }


class MyFollowUps(Component):
    """The soonest of one's own."""

    SHOWN = 8
    order = 60
    template_name = "people/follow_up_panel.html"

    def __init__(self, rows: list[FollowUp]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        request = parent_context["request"]
        return {
            "rows": self.rows,
            "hides": masking.hides(request.user),
            "today": timezone.localdate(),
            "here": request.path,
            "csrf_token": get_token(request),
            "heading": _("My follow-ups"),
            "id": "my-follow-ups",
            "icon": "calendar-check",
        }


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Component]) -> None:
    """For those who may see people."""
    if access.may(request.user, VIEW_PEOPLE):
        panels += [PeopleGained(), PeopleByConsent()]
        if mine := list(due.of(request.user, request.user)[: MyFollowUps.SHOWN]):
            panels.append(MyFollowUps(mine))
