"""Figures about people on the front page of HQ."""

from typing import Any

from django.http import HttpRequest
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail import hooks
from wagtail.admin.ui.components import Component

from hustings.foundation.accounts import access
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts
from hustings.people.persons.models import Purpose
from hustings.people.persons.rights import VIEW_PEOPLE
from hustings.people.segments import figures


class PeopleGained(Component):
    """New people by week."""

    order = 110
    template_name = "segments/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        weeks = figures.people_by_week(user)
        n, last = sum(count for _week, count in weeks), weeks[-1][1]
        counts = {"n": n, "last": last, "all": figures.n_people(user)}
        words = {name: number_format(count, force_grouping=True) for name, count in counts.items()}
        is_whole = access.everywhere(user, VIEW_PEOPLE)
        whole = _("%(n)s new people in 52 weeks, %(last)s this week; %(all)s in total.")
        area = _("%(n)s new people in your territory in 52 weeks, %(last)s this week; %(all)s in total.")
        description = (whole if is_whole else area) % words
        form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
        chart = charts.bars(
            [(date_format(day, form), count) for day, count in weeks],
            label=_("New people by week"),
            description=description,
            headings=(_("Week from"), _("New people")),
            numbers=_("Figures"),
        )
        return {
            "heading": _("New people") if is_whole else _("New people in your territory"),
            "chart": chart,
            "words": description,
            "id": "people-gained",
            "icon": "group",
        }


class PeopleByConsent(Component):
    order = 120
    template_name = "segments/panel.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        rows = figures.people_by_consent(user)
        chart = charts.ranks(
            [(str(Purpose(purpose).label), n) for purpose, n in rows],
            label=_("Consents by purpose"),
            headings=(_("Purpose"), _("People")),
        )
        return {
            "heading": _("Consents")
            if access.everywhere(user, VIEW_PEOPLE)
            else _("Consents in your territory"),
            "chart": chart,
            "words": "",
            "id": "people-consents",
            "icon": "check",
        }


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Component]) -> None:
    if access.may(request.user, VIEW_PEOPLE):
        panels += [PeopleGained(), PeopleByConsent()]
