"""Parts of an event's pages once it has begun: report, thanks and feedback in HQ, what is shown in public."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.registrations.models import Report, Seat, Thanks
from hustings.field.registrations.reports import thanks
from hustings.foundation.accounts import access
from hustings.foundation.accounts.rights import PUBLISH_SITE
from hustings.foundation.lib.display import charts


def report_of(event: Event) -> Report | None:
    found = Report.objects.filed().filter(event=event).prefetch_related("tasks", "pictures__image")
    return found.select_related("user", "by").first()


def build(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    if event.starts_at > timezone.now() or event.cancelled_at:
        return None
    said = thanks.said(event)
    came = Seat.objects.seated().filter(shift__event=event, attended_at__isnull=False)
    return {
        "template": "reports/panel.html", "report": report_of(event), "said": said, "least": thanks.LEAST,
        "chart": chart(said), "thanks": Thanks.objects.filter(event=event).first(),
        "may_thank": came.exists(), "may_publish": access.everywhere(request.user, PUBLISH_SITE),
    }  # fmt: skip


def chart(said: thanks.Said) -> str:
    """Empty where there are too few answers."""
    if not said.counts:
        return ""
    return charts.ranks(said.counts, label=_("Feedback"), headings=(_("Score"), _("Answers")))


def on_page(request: HttpRequest, event: Event) -> dict[str, Any] | None:
    """Text and pictures that the team shows."""
    shown = (
        Report.objects.exclude(shown_at=None).filter(event=event).prefetch_related("pictures__image").first()
    )
    pictures = list(shown.pictures.all()) if shown else []
    if shown is None or not (shown.public_text or pictures):
        return None
    return {"template": "reports/on_page.html", "report": shown, "pictures": pictures}
