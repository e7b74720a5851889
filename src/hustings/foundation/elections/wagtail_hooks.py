"""Panel of the front page while exceptions last."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.foundation.elections import shown
from hustings.foundation.elections.models import Exemption


class ExemptionsPanel(Component):
    name = "exemptions"
    template_name = "elections/panel.html"
    order = 60

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.rows = rows

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Exemptions: who let what pass, and until when."""
        return {"rows": self.rows}


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, panels: list[Any]) -> None:
    """For all who may see mailings, while they last."""
    if access.may(request.user, VIEW_MAILINGS) and (rows := shown.exemptions(Exemption.objects.in_force())):
        panels.append(ExemptionsPanel(rows))
