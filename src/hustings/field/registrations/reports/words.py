"""Words that forms begin with."""

from typing import Any

from django.utils.translation import gettext as _

from hustings.field.events.models import Event
from hustings.field.registrations.attendance import door_counts
from hustings.field.registrations.models import Report


def first(event: Event) -> dict[str, Any]:
    """The report as it is; before there is one, those known to have come, with guests and walk-ins."""
    report = Report.objects.filed().filter(event=event).first()
    if report:
        return {name: getattr(report, name) for name in ("n_came", "n_contacts", "minutes", "public_text")}
    return {"n_came": door_counts.came(event)}


def thanks(event: Event) -> dict[str, str]:
    """First words to those who came, and to those who didn't."""
    words = {"event": event.title}
    return {
        "text": _("Thank you for coming to “%(event)s”. It was good to have you with us!") % words,
        "absent_text": _("We missed you at “%(event)s”. Things come up: we’d be glad to see you next time.")
        % words,
    }
