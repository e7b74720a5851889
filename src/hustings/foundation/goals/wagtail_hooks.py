"""Goals on the front page of HQ, from what was read of them."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail import hooks
from wagtail.admin.ui.components import Component

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import CHANGE_SETTINGS
from hustings.foundation.goals import progress
from hustings.foundation.goals.models import Goal
from hustings.foundation.lib.dates import date_format
from hustings.foundation.lib.display import charts

SHOWN = 3


class GoalsPanel(Component):
    name = "goals"
    template_name = "goals/panel.html"
    order = 30

    def __init__(self, goals: list[Goal]) -> None:
        self.goals = goals

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        form = pgettext("a day below a chart, as Django's date filter takes it", "j M")
        return {
            "heading": _("Goals of the whole campaign"),  # the figures beside them may be those of an area
            "goals": [
                (each, charts.line(
                    [(date_format(day, form), value) for day, value in each.points],
                    label=each.goal.label, headings=(_("Day"), each.goal.label), numbers=_("The numbers"),
                    aim=each.goal.target,
                ))
                for each in progress.of(self.goals)
            ],
            "may_change": access.may(parent_context["request"].user, CHANGE_SETTINGS),
        }  # fmt: skip


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, shown: list[Component]) -> None:
    if goals := list(Goal.objects.filter(due_on__gte=timezone.localdate())[:SHOWN]):
        shown.append(GoalsPanel(goals))
