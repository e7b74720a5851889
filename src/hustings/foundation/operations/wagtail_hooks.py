"""Panel of the front page while something needs attention."""

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_LOGS
from hustings.foundation.operations import state


class TroublePanel(Component):
    name = "background"
    template_name = "operations/panel.html"
    order = 50

    def __init__(self, trouble: state.Trouble) -> None:
        self.trouble = trouble

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"trouble": self.trouble}


@hooks.register("construct_homepage_panels")
def panels(request: HttpRequest, shown: list[Component]) -> None:
    if access.may(request.user, VIEW_LOGS) and (trouble := state.trouble()):
        shown.append(TroublePanel(trouble))
