"""Sign-ups as webhooks tell of them."""

from django.utils.translation import gettext_lazy as _

from hustings.foundation.webhooks.events import Event, events
from hustings.people.persons.webhook_events import PERSON, by_person

CONFIRMED = "people.signed_up"
part = events(
    Event(
        CONFIRMED, _("Sign-up form confirmed"),
        {"person": PERSON, "sign_up": {"id": 91}, "is_new": True}, by_person,
    )
)  # fmt: skip
