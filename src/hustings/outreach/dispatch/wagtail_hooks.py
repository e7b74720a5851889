"""Mailings in HQ: editor, history, and a panel of the dashboard."""

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import VIEW_MAILINGS
from hustings.outreach.delivery import progress
from hustings.outreach.delivery.models import Delivery
from hustings.outreach.dispatch.actions.send import NEVERTHELESS
from hustings.outreach.dispatch.actions.test_sends import TESTED
from hustings.outreach.dispatch.views.editor import CheckItem, MailingViewSet
from hustings.outreach.mailings.models import Mailing

KEPT = 600  # seconds: of a large campaign it is a count of millions

register_snippet(MailingViewSet)


@hooks.register("register_snippet_action_menu_item")
def check_item(model: Any) -> CheckItem | None:
    """The way from the editor to sending."""
    return CheckItem() if model is Mailing else None


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    @actions.register_action(NEVERTHELESS)
    class Nevertheless(LogFormatter):
        label = _("Send anyway")

        def format_message(self, entry: Any) -> str:
            """The warnings as they were shown."""
            said = " · ".join(entry.data.get("warnings", []))
            return gettext("Sent despite warnings: %(said)s") % {"said": said}

    @actions.register_action(TESTED)
    class Tested(LogFormatter):
        label = _("Send a test")

        def format_message(self, entry: Any) -> str:
            said = gettext("Sent a test e-mail to %(whom)s")
            if entry.data.get("failed"):
                said = gettext("The mail server refused a test e-mail to %(whom)s")
            return said % {"whom": ", ".join(entry.data.get("to", []))}


def _n_sent(keys: list[int]) -> int:
    return Delivery.objects.handed_over().filter(mailing__in=keys).count()


class MailingPanel(Component):
    """Mails of the last 30 days, and what is on its way now."""

    name = "mailing"
    template_name = "dispatch/panel.html"
    order = 200

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        since = timezone.now() - timedelta(days=30)
        mailings = Mailing.objects.exclude(kind=Mailing.Kind.STEP)
        recent = mailings.filter(started_at__gte=since)
        keys = sorted(recent.values_list("pk", flat=True))
        name = f"mails-sent-{len(keys)}-{max(keys, default=0)}"
        sent = cache.get_or_set(name, lambda: _n_sent(keys), KEPT)
        active = mailings.filter(state__in=[*Mailing.MOVING, Mailing.State.PAUSED, Mailing.State.SCHEDULED])[
            :5
        ]
        return {
            "n_mailings": len(keys),
            "n_sent": sent,
            "active": [(mailing, progress.of(mailing)) for mailing in active],
        }


@hooks.register("construct_homepage_panels")
def dashboard(request: HttpRequest, panels: list[Any]) -> None:
    if access.may(request.user, VIEW_MAILINGS):
        panels.append(MailingPanel())
