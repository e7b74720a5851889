"""Rulings as webhooks tell of them: that a contribution is hidden or shown again, never its words."""

from django.utils.translation import gettext_lazy as _

from hustings.deliberation.consultations.webhook_events import EXAMPLE, contributions
from hustings.foundation.webhooks.events import Event, events

HIDDEN, RESTORED = "consultations.contribution_hidden", "consultations.contribution_restored"
part = events(
    Event(HIDDEN, _("Contribution hidden by moderators"), {"contribution": {"id": 830}}),
    Event(RESTORED, _("Contribution restored by moderators"), EXAMPLE, contributions),
)
